//! What is kept: the account file, the keyring, the attempts.
//!
//! [`Store`] joins them for the rest of the program. Its calls are futures that any executor can
//! run and that may be dropped at any time; what blocks runs on threads of its own.
//!
//! * `accounts.json` (`document`) has settings and no secret.
//! * The keyring ([`keyring`]) has the secrets, under `Home Station` and
//!   `<store id>/<account id>/<generation>`; nothing else ever has one.
//! * `devices.json` in the state folder has what still has to be done at the devices; it follows
//!   each commit (`unnoted`).
//! * Saving and changing (`swap`) leave the old or the new, whatever happens.

use std::sync::Arc;

use futures::{FutureExt as _, future::BoxFuture};
use time::OffsetDateTime;

use crate::{
    account::{Account, AccountId, Login},
    backend::{KeyringStatus, SecretPlace, Snapshot, StoredAccount, ToSave},
    device::{Edit, Todo},
    failure::StorageFailure,
    secret::Secret,
};

mod accounts;
pub mod attempts;
mod document;
mod fault;
mod file;
mod folders;
pub mod handover;
pub mod keyring;
pub mod library;
pub mod state;
mod swap;
#[cfg(test)]
mod testing;
pub(crate) mod thread;
mod unnoted;

pub use attempts::Attempts;
pub use folders::Folders;
pub use keyring::Keyring;

use accounts::AccountsFile;
use attempts::SecretName;
use swap::Vault;
use thread::{Cancel, off_thread};

/// A saved mailbox with the secret in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its settings.
    pub account: Account,
    /// The secret's number, never used for another one in this store.
    pub generation: u64,
    /// The secret's name, by which a refusal is remembered ([`attempts::SignIn::name`]).
    pub name: SecretName,
    /// The secret.
    pub secret: Secret,
}

/// The saved mailboxes and their secrets.
#[derive(Debug, Clone)]
pub struct Store {
    vault: Arc<Vault>,
    folders: Folders,
}

/// The state file of what still has to be done at the devices.
const TODO: &str = "devices";

impl Store {
    /// The store in these folders with this keyring. Touches nothing yet.
    pub fn new(folders: &Folders, keyring: Keyring) -> Self {
        Self::with_attempts(folders, keyring, Attempts::new(folders))
    }

    /// The store with a record of refused sign-ins of its own (practice mode, tests).
    pub fn with_attempts(folders: &Folders, keyring: Keyring, attempts: Attempts) -> Self {
        let file = AccountsFile::new(folders.accounts_file());
        Self {
            vault: Arc::new(Vault::new(file, keyring, attempts)),
            folders: folders.clone(),
        }
    }

    /// The record of refused sign-ins that belongs to it.
    pub fn attempts(&self) -> &Attempts {
        &self.vault.attempts
    }

    /// The saved mailboxes. A corrupt file is kept aside and named; a newer one is read-only.
    ///
    /// Looks at the keyring for missing secrets and sweeps what a crash left there, for two
    /// seconds at most and only if that asks the person for nothing.
    pub fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>> {
        let vault = Arc::clone(&self.vault);
        off_thread(move |cancel| vault.load(OffsetDateTime::now_utc(), cancel))
    }

    /// Looks at the keyring within its bound, without asking the person for anything.
    pub fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus> {
        let vault = Arc::clone(&self.vault);
        off_thread(move |cancel| Ok(vault.keyring.status(cancel)))
            .map(|status| status.unwrap_or_else(KeyringStatus::Missing))
            .boxed()
    }

    /// Lets the system ask the person to unlock the keyring; no bound while its prompt is open.
    pub fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus> {
        let vault = Arc::clone(&self.vault);
        off_thread(move |cancel| Ok(vault.keyring.unlock(cancel)))
            .map(|status| status.unwrap_or_else(KeyringStatus::Missing))
            .boxed()
    }

    /// Saves settings and secret; done only when the secret was read back.
    ///
    /// A proven mailbox of the same id is replaced only by a proven one
    /// ([`StorageFailure::AlreadyProven`]). On any failure the old one stays in force.
    pub fn save(
        &self,
        what: ToSave,
        place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>> {
        let (vault, folders) = (Arc::clone(&self.vault), self.folders.clone());
        off_thread(move |cancel| {
            let now = OffsetDateTime::now_utc();
            let announce = |save: &unnoted::Save| unnoted::announce(&folders, save);
            let saved = vault.save(&what, place, now, cancel, &announce)?;
            fault::point("not-noted");
            note(&folders, |todo| todo.saved(&saved.change()));
            unnoted::forget(&folders, saved.stored.generation);
            Ok(saved.stored)
        })
    }

    /// What still has to be done at the devices. A list on which everything is ticked is dropped.
    pub fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        let (vault, folders) = (Arc::clone(&self.vault), self.folders.clone());
        off_thread(move |_| {
            unnoted::make_good(&folders, &vault.file, |change| {
                note(&folders, |todo| todo.saved(change));
            });
            note(&folders, Todo::tidy);
            Ok(state::peek(&folders, TODO))
        })
    }

    /// Changes what still has to be done at the devices, and gives all of it.
    pub fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        state::edit(&self.folders, TODO, move |todo: &mut Todo| {
            todo.edit(&edit);
            todo.clone()
        })
    }

    /// The secret in force of a mailbox.
    pub fn secret(&self, id: AccountId) -> BoxFuture<'static, Result<Secret, StorageFailure>> {
        self.in_force(id)
            .map(|result| result.map(|in_force| in_force.secret))
            .boxed()
    }

    /// Settings and secret of a mailbox as they are now, read together.
    pub fn in_force(&self, id: AccountId) -> BoxFuture<'static, Result<InForce, StorageFailure>> {
        let vault = Arc::clone(&self.vault);
        off_thread(move |cancel| vault.secret(&id, cancel))
    }

    /// The name of a typed secret that is a saved one which a server of this login refused before,
    /// so that it is not sent there again after a restart either. Asks the person for nothing.
    pub fn refused_name(&self, login: &Login) -> BoxFuture<'static, Option<SecretName>> {
        let (vault, login) = (Arc::clone(&self.vault), login.clone());
        off_thread(move |cancel| Ok(vault.refused_name(&login, cancel)))
            .map(|name| name.ok().flatten())
            .boxed()
    }

    /// Notes that both servers proved the saved settings with the secret of this generation.
    /// [`StorageFailure::NoSuchAccount`] if another one came into force meanwhile.
    pub fn set_proven(
        &self,
        id: AccountId,
        generation: u64,
        at: OffsetDateTime,
    ) -> BoxFuture<'static, Result<(), StorageFailure>> {
        let vault = Arc::clone(&self.vault);
        off_thread(move |cancel| vault.set_proven(&id, generation, at, cancel))
    }

    /// Removes a mailbox and its secret.
    pub fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>> {
        let (vault, folders) = (Arc::clone(&self.vault), self.folders.clone());
        off_thread(move |cancel| {
            let (removed, left) = vault.remove(&id, OffsetDateTime::now_utc(), cancel)?;
            note(&folders, |todo| todo.removed(&removed, &left));
            Ok(())
        })
    }
}

/// Changes the list of what has to be done, if that changes it. What it belongs to is saved
/// already, so a failure is not told as one of that.
fn note(folders: &Folders, change: impl Fn(&mut Todo)) {
    let before: Todo = state::peek(folders, TODO);
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return;
    }
    // Also when nobody waits any more: it happened.
    let edited = state::edit_now(folders, TODO, |todo| change(todo), &Cancel::default());
    if let Err(failure) = edited {
        tracing::warn!(%failure, "what is to be done at the devices could not be noted");
    }
}

#[cfg(test)]
#[path = "store/tests.rs"]
mod tests;
