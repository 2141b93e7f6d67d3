//! What was found, on its way to the check.

use super::*;
use crate::{
    account::{Encryption, Incoming},
    app::{Message, Start},
    discovery::{Candidate, Source},
    draft::{Page, PageKind},
    failure::Side,
    i18n::Language,
    screen::{password, protocol, provider, role, servers},
    secret::Secret,
    widget::Motion,
};

fn found(source: Source, provider: Option<&str>) -> Discovered {
    let candidate = |host: &str, port: u16| Candidate {
        host: host.parse().unwrap(),
        port: port.try_into().unwrap(),
        encryption: Encryption::ImplicitTls,
        user_name: "%EMAILLOCALPART%".to_owned(),
    };
    Discovered {
        source: Some(source),
        provider: provider.map(str::to_owned),
        incoming: vec![
            (Incoming::Imap, candidate("imap.hoster.example", 993)),
            (Incoming::Pop3, candidate("pop.hoster.example", 995)),
        ],
        outgoing: vec![candidate("smtp.agua.example", 465)],
        pages: vec![Page::new(
            "https://hoster.example/help".to_owned(),
            PageKind::Reading,
        )],
        ..Discovered::default()
    }
}

/// As far as the step behind the password, with this found on the way.
fn behind_the_password(found: Discovered) -> App {
    let (mut app, effects) = App::new(
        Language::English,
        Start::Wizard,
        Motion::Reduced,
        crate::app::Preferences::default(),
        false,
    );
    let [Effect::Load(load), Effect::LookAtKeyring(keyring)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let snapshot = crate::backend::Snapshot {
        accounts: Vec::new(),
        read_only: false,
        kept_aside: None,
    };
    let _ = app.advance(Message::Loaded(*load, Box::new(Ok(snapshot))));
    let ready = crate::backend::KeyringStatus::Ready;
    let _ = app.advance(Message::KeyringSeen(*keyring, ready));
    let _ = app.advance(Message::Role(role::Message::Continued));
    let typed = provider::Message::AddressTyped("ana@agua.example".to_owned());
    let _ = app.advance(Message::Provider(typed));
    let effects = app.advance(Message::Provider(provider::Message::Continued));
    let [Effect::Cancel(_), Effect::Discover(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let found = DiscoveryEvent::Finished(found);
    let _ = app.advance(Message::Discovered(*attempt, Box::new(found)));
    let _ = app.advance(Message::Protocol(protocol::Message::Continued));
    let typed = Secret::new("qzvtkwpmxjrbhnyd".to_owned());
    let typed = crate::screen::entry::Message::Typed(typed);
    let _ = app.advance(Message::Password(password::Message::Entry(typed)));
    let _ = app.advance(Message::Password(password::Message::Continued));
    app
}

#[test]
fn servers_that_nobody_vouches_for_are_shown_before_the_password_goes_there() {
    for (source, provider) in [
        (Source::Guess, None),
        (Source::ServiceRecords, None),
        (Source::MailExchanger, None),
        // The provider's own page for its password is shown all the same.
        (Source::MailExchanger, Some("gworkspace")),
    ] {
        let mut app = behind_the_password(found(source, provider));
        assert_eq!(app.screen().name(), "servers", "{source:?} {provider:?}");
        let origin = app.draft.found.origin.clone().unwrap();
        assert!(origin.needs_consent);
        assert_eq!(origin.other_sites, ["hoster.example"]);
        let effects = app.advance(Message::Servers(servers::Message::Continued));
        assert!(
            matches!(effects.as_slice(), [Effect::Check(..)]),
            "{effects:?}"
        );
    }
}

#[test]
fn a_provider_that_is_vouched_for_needs_no_look_at_its_servers() {
    let app = behind_the_password(found(Source::Ispdb, Some("gworkspace")));
    assert_eq!(app.screen().name(), "check");
    assert!(!app.draft.origin_needs_consent());
}

#[test]
fn what_the_person_typed_over_is_no_longer_called_found() {
    let mut app = behind_the_password(found(Source::Guess, None));
    assert!(app.draft.origin().is_some());
    for side in [Side::Incoming, Side::Outgoing] {
        let host = servers::Typed::Host(side);
        let typed = servers::Message::Typed(host, "mail.agua.example".to_owned());
        let _ = app.advance(Message::Servers(typed));
    }
    assert!(app.draft.origin().is_none());
}

#[test]
fn the_providers_pages_can_be_opened_from_the_servers() {
    let mut app = behind_the_password(found(Source::Ispdb, None));
    let page = "https://hoster.example/help".to_owned();
    let asked = servers::Message::PageAsked(page.clone());
    let effects = app.advance(Message::Servers(asked));
    assert_eq!(effects, [Effect::OpenUrl(page)]);
}
