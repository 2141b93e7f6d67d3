//! What `advance` says: the whole program without a window, a runtime or a backend.

mod appearance;
mod devices;
mod searching;
mod told;
mod unproven;

use std::time::Duration;

use iced::Size;

use super::*;
use crate::{
    account::Protocol,
    backend::{
        CheckEvent, DiscoveryEvent, OpenFailure, Outcome, Report, ToSave, scripted::example,
    },
    draft::Field,
    failure::{Cause, Failure, Remedy, Side, Stage},
    screen::{
        change_password, check, done, entry, home, keyring, password, protocol, provider, remove,
        role, servers, test_mail,
    },
};

/// A window with nothing set up, at the first step.
fn started(start: Start, accounts: Vec<StoredAccount>) -> (App, Vec<Effect>) {
    let (mut app, effects) = App::new(
        Language::English,
        start,
        Motion::Reduced,
        Preferences::default(),
        false,
    );
    let [Effect::Load(load), Effect::LookAtKeyring(keyring)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let snapshot = Snapshot {
        accounts,
        read_only: false,
        kept_aside: None,
    };
    let mut effects = app.advance(Message::Loaded(*load, Box::new(Ok(snapshot))));
    effects.extend(app.advance(Message::KeyringSeen(*keyring, KeyringStatus::Ready)));
    (app, effects)
}

fn station() -> StoredAccount {
    example(&Role::HomeStation, "gmail", "ana@gmail.com").unwrap()
}

fn device(address: &str) -> StoredAccount {
    let serial = "123456".parse().unwrap();
    example(&Role::LevelSender { serial }, "gmail", address).unwrap()
}

/// Answers every step up to the password.
fn at_password(address: &str) -> App {
    let (mut app, _) = started(Start::Home, Vec::new());
    let _ = app.advance(Message::Role(role::Message::Continued));
    let typed = provider::Message::AddressTyped(address.to_owned());
    let _ = app.advance(Message::Provider(typed));
    let _ = app.advance(Message::Provider(provider::Message::Continued));
    let _ = app.advance(Message::Protocol(protocol::Message::Continued));
    assert_eq!(app.screen().name(), "password");
    app
}

/// Enters a password and begins the check: its attempt.
fn checking(app: &mut App) -> Attempt {
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "qzvt kwpm xjrb hnyd".to_owned(),
    ))));
    let effects = app.advance(Message::Password(password::Message::Continued));
    let [Effect::Check(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    *attempt
}

fn refused(side: Side) -> Outcome {
    let protocol = match side {
        Side::Incoming => Protocol::Imap,
        Side::Outgoing => Protocol::Smtp,
    };
    let mut failure = Failure::new(Cause::BadCredentials, protocol, Stage::Login);
    failure.remedy = Remedy::RetypePassword;
    Outcome::Failed {
        failure,
        elapsed: Duration::from_millis(200),
    }
}

fn finished(attempt: Attempt, incoming: Outcome, outgoing: Outcome) -> Message {
    let report = Report {
        incoming,
        outgoing,
        findings: Vec::new(),
        verified: None,
    };
    Message::CheckHappened(attempt, Box::new(CheckEvent::Finished(report)))
}

fn both_refused(attempt: Attempt) -> Message {
    finished(attempt, refused(Side::Incoming), refused(Side::Outgoing))
}

fn proved(app: &App, attempt: Attempt) -> Message {
    let login = app.draft().login().unwrap();
    let outcome = |server: &crate::account::Server| Outcome::Proved {
        server: server.clone(),
        elapsed: Duration::from_millis(500),
    };
    let report = Report {
        incoming: outcome(&login.account.incoming),
        outgoing: outcome(&login.account.outgoing),
        findings: Vec::new(),
        verified: Some(crate::backend::Verified::by_check(
            login,
            time::OffsetDateTime::UNIX_EPOCH,
        )),
    };
    Message::CheckHappened(attempt, Box::new(CheckEvent::Finished(report)))
}

#[test]
fn nothing_set_up_begins_with_the_first_question() {
    let (app, effects) = started(Start::Home, Vec::new());
    assert_eq!(app.screen().name(), "role");
    assert_eq!(effects, [Effect::Focus(role::HOME_STATION)]);
    assert!(!app.needs_ticks());
}

#[test]
fn enter_on_a_complete_form_starts_exactly_one_check_with_these_values() {
    let mut app = at_password("ana@gmail.com");
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "qzvt kwpm xjrb hnyd".to_owned(),
    ))));
    let effects = app.advance(Message::Password(password::Message::Continued));
    let [Effect::Check(_, login)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(login.secret.expose(), "qzvtkwpmxjrbhnyd");
    assert_eq!(login.account.address.as_str(), "ana@gmail.com");
    assert_eq!(login.account.incoming.host.as_str(), "imap.gmail.com");
    assert_eq!(login.account.incoming.port.get(), 993);
    assert_eq!(login.account.outgoing.host.as_str(), "smtp.gmail.com");
    assert_eq!(login.account.role, Role::HomeStation);
}

#[test]
fn a_wrong_password_gives_the_keyboard_to_the_field_to_fix() {
    let mut app = at_password("ana@gmail.com");
    let attempt = checking(&mut app);
    assert_eq!(
        app.advance(both_refused(attempt)),
        [Effect::Focus(entry::SECRET)]
    );
    // Pressing the button with the same password sends nothing.
    let again = Message::Check(check::Message::RemedyTaken(Side::Incoming));
    assert_eq!(app.advance(again.clone()), [Effect::Focus(entry::SECRET)]);
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "wmtr bzqk pvxh jdny".to_owned(),
    ))));
    let effects = app.advance(again);
    assert!(
        matches!(effects.as_slice(), [Effect::Check(_, login)] if login.secret.expose() == "wmtrbzqkpvxhjdny"),
        "{effects:?}"
    );
}

#[test]
fn results_of_an_old_attempt_are_dropped() {
    let mut app = at_password("ana@gmail.com");
    let old = checking(&mut app);
    assert_eq!(app.advance(Message::Escaped), [Effect::Cancel(old)]);
    let late = proved(&app, old);
    assert_eq!(app.advance(late), []);
    let again = app.advance(Message::Check(check::Message::AgainAsked));
    assert!(matches!(again.as_slice(), [Effect::Check(attempt, _)] if *attempt != old));
    assert_eq!(app.advance(both_refused(old)), []);
}

#[test]
fn escape_closes_then_stops_then_goes_back() {
    let mut app = at_password("ana@gmail.com");
    let attempt = checking(&mut app);
    let failed = OpenFailure {
        detail: String::new(),
    };
    let _ = app.advance(Message::PageOpened("https://x".to_owned(), Err(failed)));
    assert_eq!(app.advance(Message::Escaped), []);
    assert_eq!(app.advance(Message::Escaped), [Effect::Cancel(attempt)]);
    assert_eq!(app.screen().name(), "check");
    let _ = app.advance(Message::Escaped);
    assert_eq!(app.screen().name(), "password");
}

#[test]
fn back_keeps_every_answer() {
    let mut app = at_password("ana@gmail.com");
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "qzvtkwpmxjrbhnyd".to_owned(),
    ))));
    let before = app.draft().clone();
    for screen in ["protocol", "provider", "role"] {
        let _ = app.advance(Message::WentBack);
        assert_eq!(app.screen().name(), screen);
    }
    assert_eq!(app.advance(Message::WentBack), []);
    let _ = app.advance(Message::Role(role::Message::Continued));
    let _ = app.advance(Message::Provider(provider::Message::Continued));
    let _ = app.advance(Message::Protocol(protocol::Message::Continued));
    assert_eq!(app.draft(), &before);
}

#[test]
fn what_both_sides_prove_is_saved_at_once_and_the_test_mail_comes_next() {
    let mut app = at_password("ana@gmail.com");
    let attempt = checking(&mut app);
    let effects = app.advance(proved(&app, attempt));
    let [Effect::Save(save, what, SecretPlace::Keyring)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(matches!(**what, ToSave::Proven(_)));
    // Escape does not stop what is being saved.
    assert_eq!(app.advance(Message::Escaped), []);
    let stored = StoredAccount {
        account: what.account().clone(),
        generation: 1,
        state: crate::backend::MailboxState::Works,
    };
    let _ = app.advance(Message::Saved(*save, Box::new(Ok(stored))));
    let _ = app.advance(Message::Check(check::Message::Continued));
    assert_eq!(app.screen().name(), "test-mail");
    let effects = app.advance(Message::TestMail(test_mail::Message::Sent));
    assert!(
        matches!(effects.as_slice(), [Effect::SendTest(_, mail)] if mail.to.as_str() == "ana@gmail.com"),
        "{effects:?}"
    );
}

#[test]
fn a_full_disk_keeps_what_was_proven_and_saves_it_on_the_next_try() {
    let mut app = at_password("ana@gmail.com");
    let attempt = checking(&mut app);
    let effects = app.advance(proved(&app, attempt));
    let [Effect::Save(save, what, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let full = StorageFailure::DiskFull {
        path: "accounts.json".into(),
    };
    let _ = app.advance(Message::Saved(*save, Box::new(Err(full))));
    assert_eq!(app.screen().name(), "storage");
    let again = app.advance(Message::Storage(storage::Message::Retried));
    assert!(
        matches!(again.as_slice(), [Effect::Save(_, again, _)] if again == what),
        "{again:?}"
    );
}

#[test]
fn without_a_keyring_this_is_said_before_anything_is_typed() {
    let (mut app, effects) = App::new(
        Language::Spanish,
        Start::Home,
        Motion::Reduced,
        Preferences::default(),
        false,
    );
    let [Effect::Load(load), Effect::LookAtKeyring(keyring)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let missing = KeyringStatus::Missing(StorageFailure::KeyringTimedOut);
    let _ = app.advance(Message::KeyringSeen(*keyring, missing));
    let _ = app.advance(Message::Loaded(
        *load,
        Box::new(Ok(Snapshot {
            accounts: Vec::new(),
            read_only: false,
            kept_aside: None,
        })),
    ));
    assert_eq!(app.screen().name(), "keyring");
    let again = app.advance(Message::Keyring(keyring::Message::Retried));
    assert!(matches!(again.as_slice(), [Effect::LookAtKeyring(_)]));
    let _ = app.advance(Message::Keyring(keyring::Message::SessionChosen));
    assert_eq!(app.screen().name(), "role");
    assert_eq!(app.place, SecretPlace::ThisSession);
}

#[test]
fn home_looks_at_every_mailbox_and_at_a_device_by_sending_alone() {
    let (app, effects) = started(Start::Home, vec![station(), device("device@gmail.com")]);
    assert_eq!(app.screen().name(), "home");
    let sides: Vec<_> = effects
        .iter()
        .filter_map(|effect| {
            let Effect::CheckSaved(_, id, sides) = effect else {
                return None;
            };
            Some((id.as_str(), *sides))
        })
        .collect();
    assert_eq!(
        sides,
        [
            ("home-station", crate::backend::Sides::Both),
            ("levelsender-123456", crate::backend::Sides::OutgoingOnly)
        ]
    );
}

#[test]
fn a_refused_secret_is_not_sent_again_on_opening() {
    let mut held = station();
    held.state = crate::backend::MailboxState::SignInRefused(Failure::new(
        Cause::BadCredentials,
        Protocol::Imap,
        Stage::Login,
    ));
    let (_, effects) = started(Start::Home, vec![held]);
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::CheckSaved(..)))
    );
}

#[test]
fn a_new_password_needs_one_enter_after_the_paste() {
    let id = station().account.id;
    let (mut app, effects) = started(Start::ChangePassword(id), vec![station()]);
    assert_eq!(effects, [Effect::Focus(entry::SECRET)]);
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "qzvt kwpm xjrb hnyd".to_owned(),
    ))));
    let effects = app.advance(Message::ChangePassword(change_password::Message::Continued));
    let [Effect::Check(attempt, login)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(login.account.address.as_str(), "ana@gmail.com");
    let attempt = *attempt;
    let effects = app.advance(proved(&app, attempt));
    assert!(matches!(effects.as_slice(), [Effect::Save(..)]));
}

#[test]
fn the_same_account_in_two_roles_is_changed_in_both_and_each_is_proven() {
    let id = station().account.id;
    let accounts = vec![station(), device("ana@gmail.com")];
    let (mut app, _) = started(Start::ChangePassword(id), accounts);
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "qzvtkwpmxjrbhnyd".to_owned(),
    ))));
    let effects = app.advance(Message::ChangePassword(change_password::Message::Continued));
    let [Effect::Check(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let effects = app.advance(proved(&app, *attempt));
    let [Effect::Save(save, what, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let stored = StoredAccount {
        account: what.account().clone(),
        generation: 2,
        state: crate::backend::MailboxState::Works,
    };
    let effects = app.advance(Message::Saved(*save, Box::new(Ok(stored))));
    assert!(
        matches!(effects.as_slice(), [Effect::Check(_, login)] if login.account.role.is_level_sender()
            && login.secret.expose() == "qzvtkwpmxjrbhnyd"),
        "{effects:?}"
    );
}

#[test]
fn removing_asks_first_and_escape_keeps() {
    let (mut app, _) = started(Start::Home, vec![station()]);
    let id = station().account.id;
    let asked = Message::Home(home::Message::RemoveAsked(id.clone()));
    // The keyboard goes to what changes nothing, and comes back.
    let keep = vec![Effect::Focus(remove::KEEP)];
    assert_eq!(app.advance(asked.clone()), keep);
    let back = vec![Effect::Focus(home::remove_button(&id))];
    assert_eq!(app.advance(Message::Escaped), back);
    assert_eq!(app.advance(Message::Remove(remove::Message::Removed)), []);
    let _ = app.advance(asked);
    let effects = app.advance(Message::Remove(remove::Message::Removed));
    assert!(
        matches!(effects.last(), Some(Effect::Remove(_, removed)) if *removed == id),
        "{effects:?}"
    );
}

#[test]
fn the_next_level_sender_keeps_all_but_serial_address_and_password() {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    app.draft = Draft {
        role: Some(crate::draft::RoleChoice::LevelSender),
        serial: "1".to_owned(),
        provider: Some("gmail".to_owned()),
        address: "a@gmail.com".to_owned(),
        secret: Secret::new("x".to_owned()),
        reply_to: "ana@example.org".to_owned(),
        ..Draft::default()
    };
    let account = device("a@gmail.com").account;
    app.screen = Screen::Done(done::Done::new(account, Vec::new(), SecretPlace::Keyring));
    let _ = app.advance(Message::Done(done::Message::NextAsked));
    assert_eq!(app.screen().name(), "role");
    let draft = app.draft();
    assert!(draft.serial.is_empty() && draft.address.is_empty() && draft.secret.is_empty());
    assert_eq!(draft.reply_to, "ana@example.org");
}

#[test]
fn a_copied_password_leaves_the_clipboard_after_sixty_seconds() {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    app.draft.secret = Secret::new("code".to_owned());
    let account = device("a@gmail.com").account;
    app.screen = Screen::Done(done::Done::new(account, Vec::new(), SecretPlace::Keyring));
    let _ = app.advance(Message::Done(done::Message::CopyAsked));
    let effects = app.advance(Message::Done(done::Message::CopyConfirmed));
    assert_eq!(
        effects,
        [Effect::CopySecret(Secret::new("code".to_owned()))]
    );
    for _ in 0..59 {
        assert_eq!(app.advance(Message::SecondPassed), []);
    }
    assert_eq!(
        app.advance(Message::SecondPassed),
        [Effect::ClearClipboard(Secret::new("code".to_owned()))]
    );
    assert!(!app.needs_ticks());
}

#[test]
fn a_language_is_changed_at_once_and_kept() {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    let effects = app.advance(Message::LanguageChosen(Language::Spanish));
    assert_eq!(app.language(), Language::Spanish);
    assert!(
        matches!(effects.as_slice(), [Effect::Remember(kept)] if kept.language == Some(Language::Spanish))
    );
}

#[test]
fn messages_and_effects_never_show_a_secret() {
    let mut app = at_password("ana@gmail.com");
    let message = Message::Pasted(Some(Secret::new("qzvtkwpmxjrbhnyd".to_owned())));
    assert!(!format!("{message:?}").contains("qzvtkwpm"));
    let _ = app.advance(message);
    let effects = app.advance(Message::Password(password::Message::Continued));
    assert!(!format!("{effects:?} {app:?}").contains("qzvtkwpm"));
}

#[test]
fn a_later_start_opens_its_mailbox_where_nothing_would_be_lost() {
    let id = station().account.id;
    let (mut app, _) = started(Start::Home, vec![station()]);
    let effects = app.advance(Message::Asked(Start::ChangePassword(id.clone())));
    assert_eq!(effects.first(), Some(&Effect::Raise));
    assert_eq!(app.screen().name(), "change-password");
    let mut app = at_password("ana@gmail.com");
    assert_eq!(
        app.advance(Message::Asked(Start::ChangePassword(id))),
        [Effect::Raise]
    );
    assert_eq!(app.screen().name(), "password");
}
