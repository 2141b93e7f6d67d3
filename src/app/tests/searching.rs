//! What `advance` says while the servers of an unknown domain are looked for.

use super::*;
use crate::{
    account::{Encryption, Incoming},
    discovery::{Candidate, SentOn, Source},
    draft::{SearchEnd, ServersFrom},
    provider::WayOn,
};

/// At the step of the address.
fn at_address(role: role::Message) -> App {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    let _ = app.advance(Message::Role(role));
    let serial = role::Message::SerialTyped("123456".to_owned());
    let _ = app.advance(Message::Role(serial));
    let _ = app.advance(Message::Role(role::Message::Continued));
    assert_eq!(app.screen().name(), "provider");
    app
}

fn at_stations_address() -> App {
    at_address(role::Message::Chosen(crate::draft::RoleChoice::HomeStation))
}

fn typed(app: &mut App, address: &str) -> Vec<Effect> {
    let typed = provider::Message::AddressTyped(address.to_owned());
    app.advance(Message::Provider(typed))
}

fn continued(app: &mut App) -> Vec<Effect> {
    app.advance(Message::Provider(provider::Message::Continued))
}

fn pause_of(effects: &[Effect]) -> Attempt {
    let Some(Effect::Pause(attempt)) = effects.last() else {
        panic!("{effects:?}");
    };
    *attempt
}

fn search_of(effects: &[Effect]) -> (Attempt, Question) {
    let Some(Effect::Discover(attempt, question)) = effects.last() else {
        panic!("{effects:?}");
    };
    (*attempt, question.clone())
}

/// Types an address and waits: the search and what it asks.
fn searching(app: &mut App, address: &str) -> (Attempt, Question) {
    let pause = pause_of(&typed(app, address));
    search_of(&app.advance(Message::Paused(pause)))
}

fn ends(app: &mut App, attempt: Attempt, found: Discovered) -> Vec<Effect> {
    let event = DiscoveryEvent::Finished(found);
    app.advance(Message::Discovered(attempt, Box::new(event)))
}

fn found(source: Source) -> Discovered {
    let candidate = |host: &str, port: u16| Candidate {
        host: host.parse().unwrap(),
        port: port.try_into().unwrap(),
        encryption: Encryption::ImplicitTls,
        user_name: "%EMAILADDRESS%".to_owned(),
    };
    Discovered {
        source: Some(source),
        incoming: vec![
            (Incoming::Imap, candidate("imap.agua.example", 993)),
            (Incoming::Pop3, candidate("pop.agua.example", 995)),
        ],
        outgoing: vec![candidate("smtp.agua.example", 465)],
        ..Discovered::default()
    }
}

fn is_searching(app: &App) -> bool {
    let Screen::Provider(screen) = app.screen() else {
        return false;
    };
    screen.is_searching()
}

#[test]
fn the_search_begins_while_the_address_is_typed_and_asks_for_the_domain_alone() {
    let mut app = at_stations_address();
    for half in ["a", "ana@", "ana@agua", "ana@agua.e"] {
        assert_eq!(typed(&mut app, half), [], "{half}");
    }
    let first = pause_of(&typed(&mut app, "ana@agua.ex"));
    // Another key: the pause begins anew.
    let effects = typed(&mut app, "ana@agua.example");
    assert_eq!(effects.first(), Some(&Effect::Cancel(first)));
    assert_eq!(app.advance(Message::Paused(first)), []);
    let pause = pause_of(&effects);
    let (_, question) = search_of(&app.advance(Message::Paused(pause)));
    assert_eq!(
        question,
        Question::from("agua.example".parse::<crate::account::Host>().unwrap())
    );
    assert!(is_searching(&app));
}

#[test]
fn a_domain_that_is_known_is_not_looked_for() {
    let mut app = at_stations_address();
    for address in ["ana@gmail.com", "ana@hotmail.com", "ana@mail.agua"] {
        let effects = typed(&mut app, address);
        let is_asked = |effect: &Effect| matches!(effect, Effect::Pause(_) | Effect::Discover(..));
        assert_eq!(
            effects.iter().any(is_asked),
            address == "ana@mail.agua",
            "{effects:?}"
        );
    }
    // One slip from a known one: the person is asked first, and nobody else.
    let effects = typed(&mut app, "ana@gmail.con");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Pause(_))),
        "{effects:?}"
    );
    let (_, question) = search_of(&continued(&mut app));
    assert_eq!(question.domain.as_str(), "gmail.con");
}

#[test]
fn another_domain_ends_the_search_for_the_one_before() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let effects = typed(&mut app, "ana@rio.example");
    assert_eq!(effects.first(), Some(&Effect::Cancel(attempt)));
    assert!(!is_searching(&app));
    // What still arrives for it is dropped.
    assert_eq!(ends(&mut app, attempt, found(Source::Ispdb)), []);
    assert_eq!(app.draft().found, crate::draft::Found::default());
    let pause = pause_of(&effects);
    let (attempt, question) = search_of(&app.advance(Message::Paused(pause)));
    assert_eq!(question.domain.as_str(), "rio.example");
    // The local part does not matter: the search goes on.
    assert_eq!(typed(&mut app, "bea@rio.example"), []);
    assert_eq!(ends(&mut app, attempt, found(Source::Ispdb)), []);
    assert_eq!(
        app.draft().found.incoming[0].1.user_name.as_str(),
        "bea@rio.example"
    );
    assert_eq!(app.screen().name(), "provider", "nobody asked to go on");
}

#[test]
fn no_domain_is_asked_about_twice() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let _ = ends(&mut app, attempt, found(Source::Ispdb));
    let (attempt, _) = searching(&mut app, "ana@rio.example");
    let _ = ends(&mut app, attempt, Discovered::default());
    assert_eq!(app.draft().found.end, SearchEnd::Nothing);
    for (address, end) in [
        ("bea@agua.example", SearchEnd::Found),
        ("bea@rio.example", SearchEnd::Nothing),
        ("carmen@agua.example", SearchEnd::Found),
    ] {
        assert_eq!(typed(&mut app, address), [], "{address}");
        assert_eq!(app.draft().found.end, end);
    }
    let effects = continued(&mut app);
    assert_eq!(app.screen().name(), "protocol");
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Discover(..)))
    );
    assert_eq!(app.draft().incoming.host, "imap.agua.example");
    // The local part as it is now, not as it was when the search ended.
    assert_eq!(app.draft().incoming.user_name, "carmen@agua.example");
    // Back and forth, too.
    let _ = app.advance(Message::WentBack);
    assert_eq!(app.screen().name(), "provider");
    assert!(
        !continued(&mut app)
            .iter()
            .any(|effect| matches!(effect, Effect::Discover(..)))
    );
}

#[test]
fn continue_waits_for_the_search_and_then_goes_on_by_itself() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    assert_eq!(
        continued(&mut app),
        [],
        "the search that runs is waited for"
    );
    assert_eq!(app.screen().name(), "provider");
    for source in [Source::Autoconfig, Source::Ispdb] {
        let event = DiscoveryEvent::Asking(source);
        let _ = app.advance(Message::Discovered(attempt, Box::new(event)));
        assert!(is_searching(&app));
    }
    let _ = ends(&mut app, attempt, found(Source::Ispdb));
    assert_eq!(app.screen().name(), "protocol");
}

#[test]
fn continue_does_not_wait_for_the_pause() {
    let mut app = at_stations_address();
    let pause = pause_of(&typed(&mut app, "ana@agua.example"));
    let effects = continued(&mut app);
    assert_eq!(effects.first(), Some(&Effect::Cancel(pause)));
    let (attempt, _) = search_of(&effects);
    let _ = ends(&mut app, attempt, Discovered::default());
    let _ = app.advance(Message::Protocol(protocol::Message::Continued));
    let secret = entry::Message::Typed(Secret::new("contraseña".to_owned()));
    let _ = app.advance(Message::Password(password::Message::Entry(secret)));
    let effects = app.advance(Message::Password(password::Message::Continued));
    assert_eq!(app.screen().name(), "servers");
    assert_eq!(
        effects,
        [Effect::Focus(servers::id_of(Field::Host(Side::Incoming)))]
    );
    assert_eq!(app.draft().servers_from, ServersFrom::Guess);
    let effects = app.advance(Message::Servers(servers::Message::Continued));
    assert!(matches!(effects.as_slice(), [Effect::Check(..)]));
}

#[test]
fn escape_and_the_button_stop_the_search_and_the_servers_are_entered_by_hand() {
    for stop in [
        Message::Escaped,
        Message::Provider(provider::Message::SearchStopped),
    ] {
        let mut app = at_stations_address();
        let (attempt, _) = searching(&mut app, "ana@agua.example");
        let _ = continued(&mut app);
        let effects = app.advance(stop);
        assert_eq!(
            effects,
            [Effect::Cancel(attempt), Effect::Focus(provider::ADDRESS)]
        );
        assert_eq!(app.screen().name(), "provider");
        assert_eq!(app.draft().address, "ana@agua.example");
        assert_eq!(app.draft().found.end, SearchEnd::Stopped);
        // It stays stopped, and the way is free.
        assert_eq!(typed(&mut app, "bea@agua.example"), []);
        let _ = continued(&mut app);
        assert_eq!(app.screen().name(), "protocol");
        assert_eq!(app.draft().servers_from, ServersFrom::Guess);
        let _ = app.advance(Message::WentBack);
        let again = provider::Message::SearchedAgain;
        let effects = app.advance(Message::Provider(again));
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Discover(..))),
            "{effects:?}"
        );
    }
}

#[test]
fn back_leaves_with_one_press_while_the_search_runs() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let effects = app.advance(Message::WentBack);
    assert_eq!(effects.first(), Some(&Effect::Cancel(attempt)));
    assert_eq!(app.screen().name(), "role");
}

#[test]
fn without_a_network_one_goes_on_with_marked_guesses_and_may_search_again() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let offline = Discovered {
        offline: true,
        ..Discovered::default()
    };
    let _ = continued(&mut app);
    let _ = ends(&mut app, attempt, offline);
    assert_eq!(app.screen().name(), "protocol");
    assert_eq!(app.draft().found.end, SearchEnd::Offline);
    assert_eq!(app.draft().incoming.host, "imap.agua.example");
    assert!(app.draft().lacks_consent(), "it is a guess");
    // Nothing was answered, so it may be asked again.
    let _ = app.advance(Message::WentBack);
    let again = provider::Message::SearchedAgain;
    let effects = app.advance(Message::Provider(again));
    let is_search = |effect: &Effect| matches!(effect, Effect::Discover(..));
    assert!(effects.iter().any(is_search), "{effects:?}");
}

#[test]
fn another_site_is_asked_only_after_the_person_agreed() {
    let redirected = Discovered {
        elsewhere: vec![SentOn {
            from: "autoconfig.agua.example".parse().unwrap(),
            to: "hoster.example".parse().unwrap(),
        }],
        ..Discovered::default()
    };
    let to: crate::account::Host = "hoster.example".parse().unwrap();
    let mut app = at_stations_address();
    let (attempt, question) = searching(&mut app, "ana@agua.example");
    assert_eq!(question.agreed, []);
    let _ = continued(&mut app);
    let effects = ends(&mut app, attempt, redirected.clone());
    assert_eq!(effects, [Effect::Focus(provider::FOLLOW)]);
    assert_eq!(app.screen().name(), "provider", "it is asked first");
    let agreed = provider::Message::FollowAgreed(to.clone());
    let effects = app.advance(Message::Provider(agreed));
    let search = effects
        .iter()
        .find(|effect| matches!(effect, Effect::Discover(..)))
        .cloned();
    let (attempt, question) = search_of(search.as_slice());
    assert_eq!(question.agreed, std::slice::from_ref(&to));
    let _ = ends(&mut app, attempt, found(Source::Autoconfig));
    let _ = continued(&mut app);
    assert_eq!(app.screen().name(), "protocol");
    assert_eq!(app.draft().servers_from, ServersFrom::Found);

    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let _ = ends(&mut app, attempt, redirected);
    assert_eq!(continued(&mut app), [Effect::Focus(provider::FOLLOW)]);
    let declined = provider::Message::FollowDeclined(to);
    let effects = app.advance(Message::Provider(declined));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Discover(..)))
    );
    assert_eq!(app.screen().name(), "protocol");
    assert_eq!(app.draft().servers_from, ServersFrom::Guess);
}

#[test]
fn a_domain_without_passwords_is_said_at_the_address_with_two_ways_on() {
    let only = || Discovered {
        source: Some(Source::Autoconfig),
        oauth2_only: true,
        ..Discovered::default()
    };
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let _ = continued(&mut app);
    assert_eq!(
        ends(&mut app, attempt, only()),
        [Effect::Focus(provider::WAY_ON)]
    );
    assert_eq!(continued(&mut app), [Effect::Focus(provider::WAY_ON)]);
    let way = provider::Message::WayTaken(WayOn::AnotherProvider);
    let _ = app.advance(Message::Provider(way));
    assert_eq!(app.draft().address, "");

    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let _ = ends(&mut app, attempt, only());
    let way = provider::Message::WayTaken(WayOn::OwnServers);
    let _ = app.advance(Message::Provider(way));
    let _ = continued(&mut app);
    assert_eq!(app.screen().name(), "protocol");
}

#[test]
fn a_refused_provider_behind_an_own_domain_can_be_overruled() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let mut behind = found(Source::MailExchanger);
    behind.provider = Some("m365".to_owned());
    let is_known = crate::provider::Catalogue::bundled()
        .by_id("m365")
        .is_some();
    assert!(is_known, "the catalogue's name of Microsoft 365");
    let _ = ends(&mut app, attempt, behind);
    assert_eq!(continued(&mut app), [Effect::Focus(provider::WAY_ON)]);
    let way = provider::Message::WayTaken(WayOn::CompanyException);
    let _ = app.advance(Message::Provider(way));
    // What was found is where the person begins.
    let _ = continued(&mut app);
    assert_eq!(app.screen().name(), "protocol");
    assert!(app.draft().is_other());
    assert_eq!(app.draft().incoming.host, "imap.agua.example");
    assert!(app.draft().lacks_consent());
}

#[test]
fn a_levelsender_without_pop_is_told_so_before_the_password() {
    let device = || at_address(role::Message::Chosen(crate::draft::RoleChoice::LevelSender));
    let mut app = device();
    let (attempt, _) = searching(&mut app, "ls@agua.example");
    let _ = ends(&mut app, attempt, found(Source::Ispdb));
    let _ = continued(&mut app);
    assert_eq!(app.draft().incoming.host, "pop.agua.example");

    let mut app = device();
    let (attempt, _) = searching(&mut app, "ls@agua.example");
    let mut without = found(Source::Ispdb);
    without.incoming.truncate(1);
    let _ = ends(&mut app, attempt, without);
    assert_eq!(continued(&mut app), [Effect::Focus(provider::WAY_ON)]);
    let way = provider::Message::WayTaken(WayOn::OwnServers);
    let _ = app.advance(Message::Provider(way));
    let _ = continued(&mut app);
    assert_eq!(app.screen().name(), "protocol");
    // One half found, the other guessed and so in need of agreement.
    assert_eq!(app.draft().outgoing.host, "smtp.agua.example");
    assert!(app.draft().lacks_consent());
}

#[test]
fn startmail_serves_a_levelsender_with_servers_entered_by_hand() {
    let mut app = at_address(role::Message::Chosen(crate::draft::RoleChoice::LevelSender));
    let _ = typed(&mut app, "ls@startmail.com");
    assert_eq!(continued(&mut app), [Effect::Focus(provider::WAY_ON)]);
    let way = provider::Message::WayTaken(WayOn::OwnServers);
    let _ = app.advance(Message::Provider(way));
    let _ = continued(&mut app);
    assert_eq!(app.screen().name(), "protocol");
    let draft = app.draft();
    assert!(draft.is_other());
    assert_eq!(draft.incoming.host, "pop.startmail.com");
    assert!(
        draft.is_unvouched(Side::Incoming),
        "its POP server is not known"
    );
    assert!(!draft.is_unvouched(Side::Outgoing), "its SMTP server is");
}

#[test]
fn no_way_leads_to_the_check_past_the_agreement() {
    let mut app = at_stations_address();
    let (attempt, _) = searching(&mut app, "ana@agua.example");
    let _ = ends(&mut app, attempt, found(Source::Guess));
    let _ = continued(&mut app);
    app.draft.secret = Secret::new("contraseña".to_owned());
    // Even from where no step of the wizard leads.
    let effects = app.start_check();
    assert_eq!(app.screen().name(), "servers", "{effects:?}");
    let effects = app.advance(Message::Servers(servers::Message::Continued));
    assert!(matches!(effects.as_slice(), [Effect::Check(..)]));
    // Reading by another protocol is another host.
    let effects = app.take_remedy(Remedy::UseProtocol(Incoming::Pop3), Side::Incoming);
    assert_eq!(app.screen().name(), "servers", "{effects:?}");
}
