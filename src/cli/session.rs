//! What every command has at hand, and the steps that several of them share.

use std::sync::Arc;

use futures::StreamExt as _;

use super::{
    console::{Console, Exit, NoPassword},
    json::{self, ErrorJson},
    words,
};
use crate::{
    account::{AccountId, Login},
    backend::{Backend, CheckEvent, Report, Sides, Snapshot, StoredAccount},
    draft::FieldProblem,
    failure::StorageFailure,
    i18n::Locale,
    secret::Secret,
};

/// The world, the person and the language.
pub(super) struct Session<'a> {
    pub(super) backend: Arc<dyn Backend>,
    pub(super) console: &'a mut dyn Console,
    pub(super) locale: &'a Locale,
}

impl Session<'_> {
    /// A text without variables, as a line of standard output.
    pub(super) fn say(&mut self, key: &str) {
        let text = self.locale.text(key);
        self.console.out(&format!("{text}\n"));
    }

    /// A storage failure, said; the exit that goes with it.
    pub(super) fn storage_failed(&mut self, failure: &StorageFailure) -> Exit {
        let sentence = words::storage(self.locale, failure);
        self.console.error(&sentence);
        match failure {
            // The name was given by whoever called.
            StorageFailure::NoSuchAccount => Exit::WrongUse,
            // Not the storage's fault: settings without proof do not replace proven ones.
            StorageFailure::AlreadyProven => Exit::Refused,
            StorageFailure::KeyringMissing { .. }
            | StorageFailure::KeyringLocked { .. }
            | StorageFailure::KeyringTimedOut
            | StorageFailure::KeyringRefused { .. }
            | StorageFailure::SecretTooLong { .. }
            | StorageFailure::ReadBackDiffers
            | StorageFailure::SecretMissing
            | StorageFailure::DiskFull { .. }
            | StorageFailure::ReadOnly { .. }
            | StorageFailure::NewerVersion { .. }
            | StorageFailure::Locked { .. }
            | StorageFailure::File { .. } => Exit::Storage,
        }
    }

    /// The saved mailboxes; a file that was kept aside is told.
    pub(super) async fn snapshot(&mut self) -> Result<Snapshot, StorageFailure> {
        let snapshot = self.backend.load().await?;
        if let Some(error) = self.kept_aside(&snapshot) {
            self.console.error(&error.message);
        }
        Ok(snapshot)
    }

    /// What is said of a list that could not be read and was kept aside just now.
    pub(super) fn kept_aside(&self, snapshot: &Snapshot) -> Option<ErrorJson> {
        let path = snapshot.kept_aside.as_ref()?.display().to_string();
        Some(ErrorJson {
            option: "",
            message: self
                .locale
                .text_with("storage-kept-aside", [("path", path.into())]),
        })
    }

    /// The saved mailbox of this name, or what to say and how to end.
    pub(super) async fn account(&mut self, id: &str) -> Result<StoredAccount, (ErrorJson, Exit)> {
        let snapshot = match id.parse::<AccountId>() {
            Ok(id) => self.snapshot().await.map(|snapshot| (id, snapshot)),
            Err(_) => Err(StorageFailure::NoSuchAccount),
        };
        if let Ok((_, snapshot)) = &snapshot
            && let Some(error) = self.kept_aside(snapshot)
        {
            // Not the caller's fault: it may have been in the list.
            return Err((error, Exit::Storage));
        }
        let found = snapshot.and_then(|(id, snapshot)| {
            let mut accounts = snapshot.accounts.into_iter();
            let found = accounts.find(|stored| stored.account.id == id);
            found.ok_or(StorageFailure::NoSuchAccount)
        });
        found.map_err(|failure| {
            let exit = self.storage_failed(&failure);
            (self.storage_error(&failure), exit)
        })
    }

    /// A storage failure for JSON.
    pub(super) fn storage_error(&self, failure: &StorageFailure) -> ErrorJson {
        json::storage_error(words::storage(self.locale, failure), failure)
    }

    /// Reads the password, or says why there is none.
    pub(super) fn password(&mut self, from_stdin: bool) -> Result<Secret, ErrorJson> {
        let read = if from_stdin {
            let prompt = format!("{} ", self.locale.text("cli-password-prompt"));
            self.console.password(&prompt).map_err(key_of)
        } else {
            Err("cli-fault-password-stdin-needed")
        };
        let read = read.and_then(|secret| match secret.sendable() {
            Ok(_) => Ok(secret),
            Err(error) => Err(FieldProblem::Secret(error).message_key()),
        });
        read.map_err(|key| {
            let error = ErrorJson {
                option: "--password-stdin",
                message: self.locale.text(key),
            };
            self.console
                .error(&format!("{}: {}", error.option, error.message));
            error
        })
    }

    /// Runs a check to its end.
    pub(super) async fn check(&mut self, login: Login) -> Option<Report> {
        finished(self.backend.check(login)).await
    }

    /// Proves a saved mailbox.
    pub(super) async fn check_saved(&mut self, id: AccountId, sides: Sides) -> Option<Report> {
        finished(self.backend.check_saved(id, sides)).await
    }
}

/// The end of a check; none only if the stream broke its promise to send it.
async fn finished(mut events: futures::stream::BoxStream<'static, CheckEvent>) -> Option<Report> {
    let mut report = None;
    while let Some(event) = events.next().await {
        if let CheckEvent::Finished(end) = event {
            report = Some(end);
        }
    }
    report
}

pub(super) fn key_of(problem: NoPassword) -> &'static str {
    match problem {
        NoPassword::Secret(error) => FieldProblem::Secret(error).message_key(),
        NoPassword::NotText => "cli-fault-password-not-text",
        NoPassword::Unreadable => "cli-fault-password-unreadable",
        NoPassword::End => "value-secret-empty",
    }
}
