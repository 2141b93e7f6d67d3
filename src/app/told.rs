//! What the window has to tell before anything else: a list that could not be read, a mailbox that
//! was asked for and is not there, a secret that cannot be read.

use super::{App, Effect, Message, Start};
use crate::{
    account::{Account, AccountId},
    backend::{KeyringStatus, MailboxState, SecretPlace},
    failure::StorageFailure,
    screen::{Screen, storage},
    widget::{
        Element,
        notice::{Kind, callout},
    },
};

impl App {
    /// Why no secret can be read now, where that is so and the person did not choose to go on
    /// without.
    pub(super) fn lacking_keyring(&self) -> Option<StorageFailure> {
        match &self.keyring {
            Some(KeyringStatus::Missing(failure)) if self.lacks_keyring() => Some(failure.clone()),
            Some(KeyringStatus::Locked) if self.lacks_keyring() => {
                Some(StorageFailure::KeyringLocked {
                    detail: String::new(),
                })
            }
            Some(_) | None => None,
        }
    }

    /// A mailbox was asked for that is not there.
    pub(super) fn open_without(&mut self, id: AccountId) -> Vec<Effect> {
        self.unknown = Some(id);
        self.open(Start::Home)
    }

    /// Notices belong to where the window opens, and end when the person goes on.
    pub(super) fn forget_told(&mut self) {
        let is_first = matches!(
            self.screen,
            Screen::Loading | Screen::Keyring(_) | Screen::Home(_) | Screen::Role(_)
        );
        if !is_first {
            self.unknown = None;
        }
    }

    /// The notices over the page.
    pub(super) fn told(&self) -> Vec<Element<'_, Message>> {
        let is_role = matches!(self.screen, Screen::Role(_));
        // Home has this one among its own.
        let kept_aside = self
            .snapshot
            .as_ref()
            .filter(|snapshot| is_role && snapshot.accounts.is_empty())
            .and_then(|snapshot| snapshot.kept_aside.as_ref())
            .map(|path| {
                let path = path.display().to_string();
                self.context().text_with("storage-kept-aside", "path", path)
            });
        let unknown = self
            .unknown
            .as_ref()
            .filter(|_| is_role || matches!(self.screen, Screen::Home(_)))
            .map(|id| {
                self.context()
                    .text_with("window-unknown-mailbox", "id", id.as_str())
            });
        kept_aside
            .into_iter()
            .chain(unknown)
            .map(|words| callout(Kind::Warning, words).into())
            .collect()
    }

    /// A test mail from a mailbox of Home; it needs the secret.
    pub(super) fn test_from_home(&mut self, account: Account) -> Vec<Effect> {
        let is_missing = self
            .stored(&account.id)
            .is_some_and(|stored| stored.state == MailboxState::SecretMissing);
        if is_missing {
            return self.open(Start::ChangePassword(account.id));
        }
        if self.lacks_keyring() {
            self.show_keyring();
            return Vec::new();
        }
        let effects = self.show_test_mail(account);
        self.from_home = true;
        effects
    }

    /// Why a look at a saved mailbox contacted nobody: the way on leads there.
    pub(super) fn told_why(
        &mut self,
        id: AccountId,
        failure: Option<StorageFailure>,
    ) -> Vec<Effect> {
        let Some(failure) = failure else {
            // It can be read now.
            return self.open(Start::Check(id));
        };
        let is_for_session = self.place == SecretPlace::ThisSession;
        match failure {
            StorageFailure::KeyringLocked { .. } if !is_for_session => {
                self.keyring = Some(KeyringStatus::Locked);
                self.open(Start::Check(id))
            }
            StorageFailure::KeyringMissing { .. }
            | StorageFailure::KeyringTimedOut
            | StorageFailure::KeyringRefused { .. }
                if !is_for_session =>
            {
                self.keyring = Some(KeyringStatus::Missing(failure));
                self.open(Start::Check(id))
            }
            StorageFailure::SecretMissing
            | StorageFailure::KeyringLocked { .. }
            | StorageFailure::KeyringMissing { .. }
            | StorageFailure::KeyringTimedOut
            | StorageFailure::KeyringRefused { .. } => {
                self.set_state(&id, &MailboxState::SecretMissing);
                self.open(Start::ChangePassword(id))
            }
            StorageFailure::NoSuchAccount => {
                self.wanted = Start::Check(id);
                self.load_again()
            }
            StorageFailure::SecretTooLong { .. }
            | StorageFailure::ReadBackDiffers
            | StorageFailure::DiskFull { .. }
            | StorageFailure::ReadOnly { .. }
            | StorageFailure::NewerVersion { .. }
            | StorageFailure::Locked { .. }
            | StorageFailure::AlreadyProven
            | StorageFailure::File { .. } => {
                let screen = storage::Storage::new(failure, storage::Wanted::Other);
                self.screen = Screen::Storage(Box::new(screen));
                Vec::new()
            }
        }
    }
}
