//! Something could not be saved or read: what, what to do, and once more. Nothing that was entered
//! is lost meanwhile.

use super::{Context, Sheet, check::Check};
use crate::{
    backend::ToSave,
    failure::StorageFailure,
    i18n::Locale,
    widget::{
        notice::{Kind, callout},
        text,
    },
};

/// What was to be done when it failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// The saved mailboxes were to be read.
    Load,
    /// This was to be saved.
    Save(Box<ToSave>),
    /// Something else; there is nothing to repeat here.
    Other,
}

/// The state of the screen.
#[derive(Debug)]
pub struct Storage {
    failure: StorageFailure,
    wanted: Wanted,
    /// The check whose proof was to be saved: shown again once it is.
    check: Option<Box<Check>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Once more.
    Retried,
    /// Keep the password for this session only.
    SessionChosen,
    /// Go on without it.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Read again.
    Load,
    /// Save again, in the keyring.
    Save(Box<ToSave>),
    /// Save, the secret in this session's memory only.
    SaveForSession(Box<ToSave>),
    /// Leave.
    Leave,
}

impl Storage {
    /// The screen.
    pub const fn new(failure: StorageFailure, wanted: Wanted) -> Self {
        Self {
            failure,
            wanted,
            check: None,
        }
    }

    /// The same, after this check.
    #[must_use]
    pub fn after(mut self, check: Option<Box<Check>>) -> Self {
        self.check = check;
        self
    }

    /// The check it came after.
    pub fn take_check(&mut self) -> Option<Box<Check>> {
        self.check.take()
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        match (message, &self.wanted) {
            (Message::Retried, Wanted::Load) => Action::Load,
            (Message::Retried, Wanted::Save(what)) => Action::Save(what.clone()),
            (Message::SessionChosen, Wanted::Save(what)) => Action::SaveForSession(what.clone()),
            (Message::Retried | Message::SessionChosen | Message::Continued, _) => Action::Leave,
        }
    }

    /// Whether the keyring is what fails, so that the session's memory helps.
    const fn is_keyring(&self) -> bool {
        match self.failure {
            StorageFailure::KeyringMissing { .. }
            | StorageFailure::KeyringLocked { .. }
            | StorageFailure::KeyringTimedOut
            | StorageFailure::KeyringRefused { .. }
            | StorageFailure::SecretTooLong { .. }
            | StorageFailure::ReadBackDiffers => true,
            StorageFailure::SecretMissing
            | StorageFailure::DiskFull { .. }
            | StorageFailure::ReadOnly { .. }
            | StorageFailure::NewerVersion { .. }
            | StorageFailure::Locked { .. }
            | StorageFailure::NoSuchAccount
            | StorageFailure::AlreadyProven
            | StorageFailure::File { .. } => false,
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let title = match self.wanted {
            Wanted::Save(_) => "screen-storage-not-saved",
            Wanted::Load => "screen-storage-not-read",
            Wanted::Other => "screen-storage-not-done",
        };
        let mut sheet = Sheet::new(locale.text(title)).push(
            callout(Kind::Danger, what(locale, &self.failure)).text(action(locale, &self.failure)),
        );
        if self.is_keyring() && matches!(self.wanted, Wanted::Save(_)) {
            sheet = sheet
                .push(text::small(locale.text("screen-keyring-session-text")))
                .other(
                    locale.text("screen-keyring-session"),
                    Message::SessionChosen,
                );
        }
        match self.wanted {
            Wanted::Save(_) | Wanted::Load => {
                sheet.primary(locale.text("button-try-again"), Message::Retried)
            }
            Wanted::Other => sheet.primary(locale.text("button-continue"), Message::Continued),
        }
    }
}

/// What happened, in words.
pub fn what(locale: &Locale, failure: &StorageFailure) -> String {
    with_values(locale, failure.message_key(), failure)
}

/// What to do, in words.
pub fn action(locale: &Locale, failure: &StorageFailure) -> String {
    with_values(locale, failure.action_key(), failure)
}

fn with_values(locale: &Locale, key: &str, failure: &StorageFailure) -> String {
    locale.text_with(
        key,
        failure
            .values()
            .into_iter()
            .map(|(name, value)| (name, value.into())),
    )
}
