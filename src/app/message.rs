//! What can happen to the window.

use iced::Size;

use super::{Start, Stood};
use crate::{
    backend::{
        Attempt, CheckEvent, DiscoveryEvent, KeyringStatus, OpenFailure, Snapshot, StoredAccount,
        TestEvent,
    },
    device::Todo,
    failure::{Failure, StorageFailure},
    i18n::Language,
    preferences::Colours,
    screen::{
        ask_device, certificate, change_password, check, done, gallery, hand_over, home, keyring,
        password, protocol, provider, remove, reporting, role, servers, storage, test_mail,
    },
    secret::Secret,
};

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// On the screen of this name.
    Home(home::Message),
    /// On the role screen.
    Role(role::Message),
    /// On the provider screen.
    Provider(provider::Message),
    /// On the protocol screen.
    Protocol(protocol::Message),
    /// On the password screen.
    Password(password::Message),
    /// On the servers screen.
    Servers(servers::Message),
    /// On the check screen.
    Check(check::Message),
    /// On the certificate screen.
    Certificate(certificate::Message),
    /// On the test mail screen.
    TestMail(test_mail::Message),
    /// On the last screen.
    Done(done::Message),
    /// Where a device is asked for its settings.
    AskDevice(ask_device::Message),
    /// Where the devices are told the new address.
    HandOver(hand_over::Message),
    /// On the new password's screen.
    ChangePassword(change_password::Message),
    /// On the keyring screen.
    Keyring(keyring::Message),
    /// On the storage screen.
    Storage(storage::Message),
    /// In the question before a mailbox is removed.
    Remove(remove::Message),
    /// In the question when a device reports.
    Reporting(reporting::Message),
    /// In the gallery.
    Gallery(gallery::Message),
    /// Back was pressed.
    WentBack,
    /// Escape was pressed.
    Escaped,
    /// A language was chosen.
    LanguageChosen(Language),
    /// The choice of colours was asked for.
    ColoursAsked,
    /// Colours were chosen.
    ColoursChosen(Colours),
    /// The window has become the small one beside the browser; where and how it stood before.
    StoodBeside(Stood),
    /// The system asks for nothing to move.
    MotionReduced,
    /// The address of a page that no browser opened is to be copied.
    AddressCopied,
    /// What is on top was closed.
    TopClosed,
    /// The saved mailboxes were read.
    Loaded(Attempt, Box<Result<Snapshot, StorageFailure>>),
    /// The keyring was looked at or unlocked.
    KeyringSeen(Attempt, KeyringStatus),
    /// Something happened in a check.
    CheckHappened(Attempt, Box<CheckEvent>),
    /// It was saved, or not.
    Saved(Attempt, Box<Result<StoredAccount, StorageFailure>>),
    /// The secret of a mailbox that is edited was read.
    SecretRead(Attempt, Result<Secret, StorageFailure>),
    /// It was removed, or not.
    Removed(Attempt, Result<(), StorageFailure>),
    /// What still has to be done at the devices was read or changed.
    TodoRead(Attempt, Result<Todo, StorageFailure>),
    /// A command was sent to a device, or not.
    CommandSent(Attempt, Result<(), Box<Failure>>),
    /// Something happened to the test mail.
    TestHappened(Attempt, Box<TestEvent>),
    /// The test mail was removed, or not.
    TestRemoved(Attempt, Result<(), Box<Failure>>),
    /// A moment has passed since the last key.
    Paused(Attempt),
    /// Something was found for a domain.
    Discovered(Attempt, Box<DiscoveryEvent>),
    /// A page was opened, or not.
    PageOpened(String, Result<(), OpenFailure>),
    /// The settings card was shown, or not.
    CardShown(Result<(), OpenFailure>),
    /// The clipboard was looked at: whether it still holds the password.
    ClipboardSeen(bool),
    /// The clipboard was read.
    Pasted(Option<Secret>),
    /// A second has passed.
    SecondPassed,
    /// The window's size changed.
    Resized(Size),
    /// The window is to be closed.
    CloseRequested,
    /// A later start of the program asks this window for something.
    Asked(Start),
}
