//! What the window tells where it opens: no keyring to read a password from, a mailbox that is not
//! there, a device's mailbox of which only sending is looked at.

use home_station::app::{App, Start};
use home_station::backend::{KeyringStatus, MailboxState, scripted::Scripted};
use home_station::failure::StorageFailure;
use home_station::i18n::Language;
use iced::Size;

use super::{Play, begin, device, station};

pub fn home_without_keyring(language: Language, size: Size) -> App {
    let missing = || {
        KeyringStatus::Missing(StorageFailure::KeyringMissing {
            detail: "org.freedesktop.secrets".to_owned(),
        })
    };
    // At the start, and again where Home is shown.
    let backend = Scripted::new()
        .with_account(station())
        .with_keyring(missing())
        .with_keyring(missing());
    begin(backend, language, size).app
}

pub fn unknown_mailbox(language: Language, size: Size) -> App {
    let start = Start::Check("levelsender-123456".parse().unwrap());
    Play::new(Scripted::new(), start, language, size).app
}

pub fn device_looked_at(language: Language, size: Size) -> App {
    let device = device("123456", "ls123456@yahoo.com", MailboxState::Works);
    let start = Start::Check(device.account.id.clone());
    Play::new(Scripted::new().with_account(device), start, language, size).app
}
