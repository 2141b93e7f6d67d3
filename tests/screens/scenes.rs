//! The scenes: the program brought to every screen, in every state worth a picture.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "a test may fail aloud, and each uses a part of it"
)]

#[path = "checks.rs"]
mod checks;
#[path = "devices.rs"]
mod devices;
#[path = "finding.rs"]
mod finding;
#[path = "../support/play.rs"]
mod play;
#[path = "told.rs"]
mod told;

use std::time::Duration;

use checks::bad_credentials;
use home_station::account::{Protocol, Role};
use home_station::app::{App, Message, Start};
use home_station::backend::scripted::{Scripted, example};
use home_station::backend::{KeyringStatus, MailboxState, StoredAccount, TestEvent};
use home_station::draft::RoleChoice;
use home_station::failure::{Side, StorageFailure};
use home_station::i18n::Language;
use home_station::screen::{
    check, done, entry, guide, home, password, protocol, provider, role, servers, test_mail,
};
use home_station::secret::Secret;
use iced::Size;
use play::Play;

pub type Scene = fn(Language, Size) -> App;

/// Every scene with its name.
pub const ALL: &[(&str, Scene)] = &[
    ("role", role_screen),
    ("role-levelsender", role_levelsender),
    ("provider", provider_screen),
    ("provider-refused", provider_refused),
    ("provider-icloud", provider_icloud),
    ("protocol", protocol_screen),
    ("protocol-levelsender", protocol_levelsender),
    ("password", password_screen),
    ("password-doubtful", password_doubtful),
    ("password-missing", password_missing),
    ("password-other", password_other),
    ("password-hints", password_hints),
    ("servers", servers_screen),
    ("servers-errors", servers_errors),
    ("check-running", checks::check_running),
    ("check-saved", checks::check_saved),
    ("check-password", checks::check_password),
    ("check-blocked", checks::check_blocked),
    ("check-unreachable", checks::check_unreachable),
    ("check-two-reasons", checks::check_two_reasons),
    ("check-unknown", checks::check_unknown),
    ("certificate", checks::certificate_screen),
    ("test-mail", test_mail_screen),
    ("test-mail-watching", test_mail_watching),
    ("test-mail-arrived", test_mail_arrived),
    ("done", done_screen),
    ("done-levelsender", done_levelsender),
    ("home", home_screen),
    ("home-remove", home_remove),
    ("provider-searching", finding::searching),
    ("provider-found", finding::found_screen),
    ("provider-offline", finding::offline),
    ("provider-redirect", finding::redirect),
    ("provider-oauth2", finding::oauth2),
    ("provider-no-pop", finding::no_pop),
    ("protocol-found", finding::protocol_found),
    ("servers-found", finding::servers_found),
    ("servers-guess", finding::servers_guess),
    ("servers-half", finding::servers_half),
    ("home-one", devices::home_one),
    ("home-eight", devices::home_eight),
    ("home-to-do", devices::home_to_do),
    ("home-reporting", devices::home_reporting),
    ("home-reporting-wrong", devices::home_reporting_wrong),
    ("home-shared", devices::home_shared),
    ("home-moved", devices::home_moved),
    ("hand-over", devices::hand_over_screen),
    ("hand-over-failed", devices::hand_over_failed),
    ("hand-over-by-hand", devices::hand_over_by_hand),
    ("hand-over-done", devices::hand_over_done),
    ("ask-device", devices::ask_screen),
    ("ask-device-sent", devices::ask_sent),
    ("ask-device-refused", devices::ask_refused),
    ("ask-device-no-station", devices::ask_without_station),
    ("provider-shared", devices::provider_shared),
    ("done-shared", devices::done_shared),
    ("done-changed", devices::done_changed),
    ("test-mail-late", devices::test_late),
    ("test-mail-spam", devices::test_spam),
    ("test-mail-not-seen", devices::test_not_seen),
    ("test-mail-not-watched", devices::test_not_watched),
    ("test-mail-too-soon", devices::test_too_soon),
    ("change-password", change_password_screen),
    ("keyring-missing", keyring_missing),
    ("keyring-locked", keyring_locked),
    ("home-no-keyring", told::home_without_keyring),
    ("look-device", told::device_looked_at),
    ("role-told", told::unknown_mailbox),
    ("storage", storage_screen),
    ("no-browser", no_browser),
    ("colours", colours_dialog),
];

const CODE: &str = "qzvt kwpm xjrb hnyd";

fn begin(backend: Scripted, language: Language, size: Size) -> Play {
    Play::new(backend, Start::Home, language, size)
}

fn typed(play: &mut Play, address: &str) {
    play.send(Message::Provider(provider::Message::AddressTyped(
        address.to_owned(),
    )));
}

fn at_provider(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = begin(backend, language, size);
    play.send(Message::Role(role::Message::Continued));
    play
}

fn at_provider_for_device(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = begin(backend, language, size);
    play.send(Message::Role(role::Message::Chosen(
        RoleChoice::LevelSender,
    )));
    play.send(Message::Role(role::Message::SerialTyped(
        "123456".to_owned(),
    )));
    play.send(Message::Role(role::Message::Continued));
    play
}

pub fn at_protocol(backend: Scripted, address: &str, language: Language, size: Size) -> Play {
    let mut play = at_provider(backend, language, size);
    typed(&mut play, address);
    play.send(Message::Provider(provider::Message::Continued));
    play
}

pub fn at_password(backend: Scripted, address: &str, language: Language, size: Size) -> Play {
    let mut play = at_protocol(backend, address, language, size);
    play.send(Message::Protocol(protocol::Message::Continued));
    play
}

fn at_check(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = at_password(backend, "ana.lopez@gmail.com", language, size);
    play.send(Message::Pasted(Some(Secret::new(CODE.to_owned()))));
    play.send(Message::Password(password::Message::Continued));
    play
}

fn device_at_check(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = begin(backend, language, size);
    answer_for_device(&mut play);
    play
}

/// Answers everything for a device, up to the end of the check.
fn answer_for_device(play: &mut Play) {
    play.send(Message::Role(role::Message::Chosen(
        RoleChoice::LevelSender,
    )));
    play.send(Message::Role(role::Message::SerialTyped(
        "123456".to_owned(),
    )));
    play.send(Message::Role(role::Message::Continued));
    typed(play, "ls123456@gmail.com");
    play.send(Message::Provider(provider::Message::Continued));
    play.send(Message::Protocol(protocol::Message::Continued));
    play.send(Message::Pasted(Some(Secret::new(CODE.to_owned()))));
    play.send(Message::Password(password::Message::Continued));
}

fn at_servers(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = at_password(backend, "ana@agua.example", language, size);
    play.send(Message::Password(password::Message::Entry(
        entry::Message::Typed(Secret::new("contraseña".to_owned())),
    )));
    play.send(Message::Password(password::Message::Continued));
    play
}

fn role_screen(language: Language, size: Size) -> App {
    begin(Scripted::new().practice(), language, size).app
}

fn role_levelsender(language: Language, size: Size) -> App {
    let station = example(&Role::HomeStation, "gmail", "station@gmail.com").unwrap();
    let mut play = Play::new(
        Scripted::new().with_account(station),
        Start::Wizard,
        language,
        size,
    );
    play.send(Message::Role(role::Message::SerialTyped(
        "123 456".to_owned(),
    )));
    play.send(Message::Role(role::Message::Continued));
    play.app
}

fn provider_screen(language: Language, size: Size) -> App {
    let mut play = at_provider(Scripted::new(), language, size);
    typed(&mut play, "ana.lopez@gmail.com");
    play.app
}

fn provider_refused(language: Language, size: Size) -> App {
    let mut play = at_provider(Scripted::new(), language, size);
    typed(&mut play, "ana.lopez@hotmail.com");
    play.app
}

fn provider_icloud(language: Language, size: Size) -> App {
    let mut play = at_provider_for_device(Scripted::new(), language, size);
    typed(&mut play, "ana.lopez@icloud.com");
    play.app
}

fn protocol_screen(language: Language, size: Size) -> App {
    at_protocol(Scripted::new(), "ana.lopez@gmail.com", language, size).app
}

fn protocol_levelsender(language: Language, size: Size) -> App {
    let mut play = at_provider_for_device(Scripted::new(), language, size);
    typed(&mut play, "ls123456@gmail.com");
    play.send(Message::Provider(provider::Message::Continued));
    play.app
}

fn password_screen(language: Language, size: Size) -> App {
    let mut play = at_password(Scripted::new(), "ana.lopez@gmail.com", language, size);
    play.send(Message::Pasted(Some(Secret::new(CODE.to_owned()))));
    play.send(Message::Password(password::Message::Guide(
        guide::Message::Ticked(0),
    )));
    play.send(Message::Password(password::Message::Entry(
        entry::Message::ShowToggled,
    )));
    play.app
}

fn password_doubtful(language: Language, size: Size) -> App {
    let mut play = at_password(Scripted::new(), "ana.lopez@gmail.com", language, size);
    play.send(Message::Password(password::Message::Entry(
        entry::Message::Typed(Secret::new("Sommer2026!".to_owned())),
    )));
    play.send(Message::Password(password::Message::Continued));
    play.app
}

fn password_missing(language: Language, size: Size) -> App {
    let mut play = at_password(Scripted::new(), "ana.lopez@gmail.com", language, size);
    play.send(Message::Password(password::Message::Guide(
        guide::Message::MissingToggled,
    )));
    play.app
}

fn password_other(language: Language, size: Size) -> App {
    at_password(Scripted::new(), "ana@agua.example", language, size).app
}

/// A provider with nothing but a few peculiarities.
fn password_hints(language: Language, size: Size) -> App {
    at_password(Scripted::new(), "ana.lopez@laposte.net", language, size).app
}

fn servers_screen(language: Language, size: Size) -> App {
    at_servers(Scripted::new(), language, size).app
}

fn servers_errors(language: Language, size: Size) -> App {
    let mut play = at_servers(Scripted::new(), language, size);
    let typed =
        |typed, words: &str| Message::Servers(servers::Message::Typed(typed, words.to_owned()));
    play.send(typed(servers::Typed::Host(Side::Incoming), "mail agua"));
    play.send(typed(servers::Typed::Port(Side::Outgoing), "70000"));
    play.send(Message::Servers(servers::Message::MoreToggled));
    play.send(Message::Servers(servers::Message::Continued));
    play.app
}

fn at_test(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = at_check(backend, language, size);
    play.send(Message::Check(check::Message::Continued));
    play
}

fn test_mail_screen(language: Language, size: Size) -> App {
    at_test(Scripted::new(), language, size).app
}

fn test_mail_watching(language: Language, size: Size) -> App {
    let sent = TestEvent::Sent {
        elapsed: Duration::from_millis(1_200),
    };
    let mut play = at_test(Scripted::new().with_test(vec![sent]), language, size);
    play.send(Message::TestMail(test_mail::Message::Sent));
    for _ in 0..17 {
        play.send(Message::SecondPassed);
    }
    play.app
}

fn test_mail_arrived(language: Language, size: Size) -> App {
    let mut play = at_test(Scripted::new(), language, size);
    play.send(Message::TestMail(test_mail::Message::Sent));
    play.app
}

fn done_screen(language: Language, size: Size) -> App {
    let mut play = at_test(Scripted::new(), language, size);
    play.send(Message::TestMail(test_mail::Message::Sent));
    play.send(Message::TestMail(test_mail::Message::Continued));
    play.app
}

fn done_levelsender(language: Language, size: Size) -> App {
    let mut play = device_at_check(Scripted::new(), language, size);
    play.send(Message::Check(check::Message::Continued));
    play.send(Message::TestMail(test_mail::Message::Continued));
    play.send(Message::Done(done::Message::CopyAsked));
    play.app
}

fn station() -> StoredAccount {
    example(&Role::HomeStation, "gmail", "station.norte@gmail.com").unwrap()
}

fn device(serial: &str, address: &str, state: MailboxState) -> StoredAccount {
    let serial = serial.parse().unwrap();
    let mut stored = example(&Role::LevelSender { serial }, "yahoo", address).unwrap();
    stored.state = state;
    stored
}

fn at_home(language: Language, size: Size) -> Play {
    let refused = MailboxState::SignInRefused(*bad_credentials(Protocol::Smtp));
    let backend = Scripted::new()
        .with_account(station())
        .with_account(device("123456", "ls123456@yahoo.com", refused))
        .with_account(device(
            "123457",
            "ls123457@yahoo.com",
            MailboxState::NotChecked,
        ));
    begin(backend, language, size)
}

fn home_screen(language: Language, size: Size) -> App {
    at_home(language, size).app
}

fn home_remove(language: Language, size: Size) -> App {
    let mut play = at_home(language, size);
    let id = station().account.id;
    play.send(Message::Home(home::Message::RemoveAsked(id)));
    play.app
}

fn change_password_screen(language: Language, size: Size) -> App {
    let id = station().account.id;
    let twin = {
        let serial = "123456".parse().unwrap();
        example(
            &Role::LevelSender { serial },
            "gmail",
            "station.norte@gmail.com",
        )
        .unwrap()
    };
    let backend = Scripted::new().with_account(station()).with_account(twin);
    let mut play = Play::new(backend, Start::ChangePassword(id), language, size);
    play.send(Message::Pasted(Some(Secret::new(CODE.to_owned()))));
    play.app
}

fn keyring_missing(language: Language, size: Size) -> App {
    let missing = StorageFailure::KeyringMissing {
        detail: "org.freedesktop.secrets".to_owned(),
    };
    let backend = Scripted::new().with_keyring(KeyringStatus::Missing(missing));
    begin(backend, language, size).app
}

fn keyring_locked(language: Language, size: Size) -> App {
    begin(
        Scripted::new().with_keyring(KeyringStatus::Locked),
        language,
        size,
    )
    .app
}

fn storage_screen(language: Language, size: Size) -> App {
    let backend = Scripted::new().with_save_failure(StorageFailure::DiskFull {
        path: "/home/ana/.config/home-station/accounts.json".into(),
    });
    at_check(backend, language, size).app
}

fn no_browser(language: Language, size: Size) -> App {
    let mut play = at_password(
        Scripted::new().without_browser(),
        "ana.lopez@gmail.com",
        language,
        size,
    );
    play.send(Message::Password(password::Message::Guide(
        guide::Message::PageAsked("https://myaccount.google.com/apppasswords".to_owned()),
    )));
    play.app
}

fn colours_dialog(language: Language, size: Size) -> App {
    let mut play = begin(Scripted::new(), language, size);
    play.send(Message::ColoursAsked);
    play.app
}
