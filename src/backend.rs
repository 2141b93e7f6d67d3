//! The one seam to the world: what the window and the command line may ask for.
//!
//! [`Backend`] is object safe and held as `Arc<dyn Backend>`: `live` talks to
//! servers, keyring and disk, practice mode to embedded ones, tests to a script. Nothing here
//! knows iced or tokio; a check is a stream of events that ends in a [`Report`] with both
//! sides' outcomes, so one failure never hides the other. Dropping a stream or future cancels it.

mod card;
mod check;
mod command;
mod guard;
pub mod live;
pub mod practice;
#[doc(hidden)]
pub mod scripted;
mod shelf;
mod test_mail;

use std::{fmt, path::PathBuf, time::Duration};

use futures::{future::BoxFuture, stream::BoxStream};

pub use check::{CheckEvent, Outcome, Report, Sides, Verified};

use crate::{
    account::{Account, AccountId, Address, Login},
    device::{Command, Edit, Todo},
    discovery::{Discovered, Question, Source},
    failure::{Failure, Stage, StorageFailure},
    i18n::Language,
    secret::Secret,
};

/// Names one long operation; results that carry an old one are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Attempt(u64);

impl Attempt {
    /// The attempt after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// What is to be saved.
#[derive(Debug, Clone, PartialEq)]
pub enum ToSave {
    /// A proven mailbox. Replaces one of the same id.
    Proven(Verified),
    /// "Save without proof", the person's named choice.
    Unproven(Login),
}

impl ToSave {
    /// The settings.
    pub const fn account(&self) -> &Account {
        match self {
            Self::Proven(verified) => verified.account(),
            Self::Unproven(login) => &login.account,
        }
    }

    /// The secret.
    pub const fn secret(&self) -> &Secret {
        match self {
            Self::Proven(verified) => verified.secret(),
            Self::Unproven(login) => &login.secret,
        }
    }
}

/// Where the secret goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretPlace {
    /// The system's keyring.
    Keyring,
    /// This session's memory only, because there is no keyring and the person chose to go on.
    ThisSession,
}

/// The state of the system's keyring, looked at before anything is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyringStatus {
    /// It answers and is unlocked.
    Ready,
    /// It answers and will ask the person for its password.
    Locked,
    /// There is none, or it does not answer.
    Missing(StorageFailure),
}

/// What is known of a saved mailbox's secret and servers.
#[derive(Debug, Clone, PartialEq)]
pub enum MailboxState {
    /// Proven, now or when last looked.
    Works,
    /// The server refused the sign-in; the secret is not sent again.
    SignInRefused(Failure),
    /// It could not be looked at for now; the settings are not blamed.
    Unreachable(Failure),
    /// Saved without proof.
    NotChecked,
    /// The keyring has no secret for it (new computer, copied file).
    SecretMissing,
}

/// A saved mailbox.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredAccount {
    /// Its settings.
    pub account: Account,
    /// The generation of the secret in force.
    pub generation: u64,
    /// What is known without contacting anybody.
    pub state: MailboxState,
}

/// Everything the window starts from.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The mailboxes, in the order of the file.
    pub accounts: Vec<StoredAccount>,
    /// Set when the file is from a newer program: it is shown and never rewritten.
    pub read_only: bool,
    /// A corrupt file that was kept aside under this name.
    pub kept_aside: Option<PathBuf>,
}

/// Where proof of arrival may be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watch {
    /// In this saved mailbox (the recipient's).
    Mailbox(AccountId),
    /// The recipient is foreign: "sent; ask there".
    Nowhere,
}

/// A test mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestMail {
    /// The saved mailbox that sends it.
    pub from: AccountId,
    /// The recipient.
    pub to: Address,
    /// Where its arrival is watched.
    pub watch: Watch,
    /// The language of its text.
    pub language: Language,
}

/// What happens while a test mail is on its way.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time is alive, and boxing would hide the data"
)]
#[derive(Debug, Clone, PartialEq)]
pub enum TestEvent {
    /// A stage of sending or watching began.
    StageStarted(Stage),
    /// The server took it.
    Sent {
        /// From start to acceptance.
        elapsed: Duration,
    },
    /// The end.
    Finished(TestOutcome),
}

/// How a test mail ended.
#[derive(Debug, Clone, PartialEq)]
pub enum TestOutcome {
    /// Sent; its arrival is not watched from here.
    Sent,
    /// Sent; it was to be watched for, and could not be.
    NotWatched(NotWatched),
    /// Sent and seen in the mailbox.
    Arrived {
        /// From sending to sight.
        elapsed: Duration,
        /// The folder it lies in.
        folder: String,
        /// Names the message, for "remove it".
        found: FoundMessage,
    },
    /// Sent and seen among spam.
    InSpam {
        /// From sending to sight.
        elapsed: Duration,
        /// The folder it lies in.
        folder: String,
        /// Names the message, for "remove it".
        found: FoundMessage,
    },
    /// Sent, and not seen within the bound: a note, no failure.
    NotSeen {
        /// How long it was looked for.
        waited: Duration,
    },
    /// Refused, and why.
    Refused(Failure),
}

/// Why a mailbox was not looked into for a test mail that was sent.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time is alive, and boxing would hide the data"
)]
#[derive(Debug, Clone, PartialEq)]
pub enum NotWatched {
    /// It could not be signed in to.
    Failed(Failure),
    /// The server allows the next sign-in only after this time (POP3's LOGIN-DELAY), which is longer
    /// than arrival is watched for.
    TooSoon(Duration),
    /// There is no password for it on this computer.
    NoSecret,
}

/// One message that this program sent and found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundMessage {
    /// The mailbox it was found in.
    pub account: AccountId,
    /// The folder (IMAP) or `INBOX` (POP3).
    pub folder: String,
    /// IMAP UID or POP3 UIDL.
    pub unique_id: String,
    /// The mark in its header, proven again before it is removed.
    pub mark: String,
}

/// A command that is to be sent to a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandMail {
    /// The saved mailbox that sends it.
    pub from: AccountId,
    /// The device's address.
    pub to: Address,
    /// What the device is to do.
    pub command: Command,
}

/// A candidate for the servers of an address that no catalogue knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiscoveryEvent {
    /// A source is being asked.
    Asking(Source),
    /// The end: what was found, best first.
    Finished(Discovered),
}

/// A page could not be opened in a browser: the address is shown with a copy button instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no browser could be opened: {detail}")]
pub struct OpenFailure {
    /// The system's words.
    pub detail: String,
}

/// What the window and the command line may ask of the world.
pub trait Backend: fmt::Debug + Send + Sync + 'static {
    /// Reads the saved mailboxes. Contacts no mail server.
    fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>>;

    /// Looks at the keyring, within its bound, without asking the person for anything.
    fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus>;

    /// Lets the system ask the person to unlock the keyring; no bound while its prompt is open.
    fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus>;

    /// Proves settings and secret on both servers at the same time. Saves nothing.
    fn check(&self, login: Login) -> BoxStream<'static, CheckEvent>;

    /// Proves a saved mailbox with its saved secret, within the attempt rule; records the result.
    fn check_saved(&self, id: AccountId, sides: Sides) -> BoxStream<'static, CheckEvent>;

    /// Saves settings and secret; done only when the secret was read back.
    fn save(
        &self,
        what: ToSave,
        place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>>;

    /// Proven settings of a saved mailbox whose secret stays: reads the secret in force for the edit form or the check.
    fn secret(&self, id: AccountId) -> BoxFuture<'static, Result<Secret, StorageFailure>>;

    /// Removes a mailbox and its secret.
    fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>>;

    /// Sends a test mail from a saved mailbox and watches for it.
    fn send_test(&self, mail: TestMail) -> BoxStream<'static, TestEvent>;

    /// Removes exactly one message that this program sent.
    fn remove_test(&self, message: FoundMessage) -> BoxFuture<'static, Result<(), Failure>>;

    /// What still has to be done at the devices. Lists on which everything is ticked are dropped.
    fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>>;

    /// Changes what still has to be done at the devices, and gives all of it.
    fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>>;

    /// Sends a command from a saved mailbox to a device's, within the attempt rule.
    fn send_command(&self, command: CommandMail) -> BoxFuture<'static, Result<(), Failure>>;

    /// Finds the servers of an address; only its domain leaves the machine.
    fn discover(&self, question: Question) -> BoxStream<'static, DiscoveryEvent>;

    /// Opens a page in the person's browser.
    fn open_url(&self, url: String) -> BoxFuture<'static, Result<(), OpenFailure>>;

    /// Shows the settings card of a mailbox with the system's viewer; the failure's detail is the
    /// file's place. The password is not on it.
    fn show_card(
        &self,
        account: Account,
        language: Language,
    ) -> BoxFuture<'static, Result<(), OpenFailure>>;

    /// Whether nothing is real or saved.
    fn is_practice(&self) -> bool;
}
