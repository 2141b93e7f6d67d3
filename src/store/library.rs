//! The saved mailboxes for other programs: the Home Station program reads its own here.
//!
//! Nothing of this needs the window: depend on this crate with `default-features = false`. The
//! file is never changed from here, and a secret is read from the keyring only when asked for.
//! After a change of the Home Station's address `home-station` is the new mailbox, and
//! `home-station-old` the earlier one, until every device sends to the new address.
//! `examples/read_mailbox.rs` lists an INBOX with it; `assets/accounts.schema.json` describes the
//! file for programs in other languages.

use std::{ops::Deref, path::PathBuf};

use super::{
    Folders, InForce, Keyring, Store,
    accounts::{AccountsFile, Found},
    thread::Cancel,
};
use crate::{account, failure::StorageFailure, secret::Secret};

/// A saved mailbox. It is used as its settings ([`account::Account`]): address, protocol,
/// incoming and outgoing server, time-out, POP options.
#[derive(Debug, Clone)]
pub struct Account {
    settings: account::Account,
    folders: Folders,
}

impl Deref for Account {
    type Target = account::Account;

    fn deref(&self) -> &account::Account {
        &self.settings
    }
}

impl Account {
    /// The settings as they were when the list was read.
    pub const fn settings(&self) -> &account::Account {
        &self.settings
    }

    /// The secret in force now, from the system's keyring.
    ///
    /// Read it anew for each session: the person may have changed it meanwhile. Blocks: for five
    /// seconds at most until the keyring answers, and as long as the system's own prompt is open
    /// if it is locked. It may be called within an async runtime, but not on a thread that must
    /// not wait.
    ///
    /// # Errors
    /// [`StorageFailure::SecretMissing`] on a new computer or with a copied file, the `Keyring…`
    /// failures, [`StorageFailure::NoSuchAccount`] if the mailbox was removed meanwhile.
    pub fn secret(&self) -> Result<Secret, StorageFailure> {
        self.in_force().map(|in_force| in_force.secret)
    }

    /// Settings and secret as they are now, read together, so that one fits the other.
    ///
    /// # Errors
    /// As for [`Account::secret`].
    pub fn in_force(&self) -> Result<InForce, StorageFailure> {
        // Waits on this thread itself: an executor of ours would not run inside another one.
        Store::new(&self.folders, Keyring::of_system())
            .vault
            .secret(&self.settings.id, &Cancel::default())
    }
}

/// The saved mailboxes of this user, in the order of the file. None saved yet is an empty list.
///
/// Reads one small file and waits for nobody.
///
/// # Errors
/// [`StorageFailure::File`] if the file cannot be read or understood.
pub fn accounts() -> Result<Vec<Account>, StorageFailure> {
    read(&Folders::of_user()?)
}

/// The saved mailboxes of a folder that was given to `home-station` as `--data-dir`.
///
/// # Errors
/// As for [`accounts`].
pub fn accounts_in(data_dir: impl Into<PathBuf>) -> Result<Vec<Account>, StorageFailure> {
    read(&Folders::in_one(data_dir))
}

fn read(folders: &Folders) -> Result<Vec<Account>, StorageFailure> {
    let path = folders.accounts_file();
    match AccountsFile::new(path.clone()).read()? {
        Found::Nothing => Ok(Vec::new()),
        Found::Document(document) => Ok(document
            .accounts()
            .into_iter()
            .map(|(settings, _)| Account {
                settings,
                folders: folders.clone(),
            })
            .collect()),
        Found::Corrupt => Err(StorageFailure::File {
            path,
            detail: "it is no account file".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;
    use crate::{
        account::Login,
        backend::{SecretPlace, ToSave},
        store::testing::level_sender,
    };

    #[test]
    fn another_program_reads_the_saved_mailboxes_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(accounts_in(folder.path()).unwrap().len(), 0);
        let store = Store::new(&Folders::in_one(folder.path()), Keyring::in_memory());
        let what = ToSave::Unproven(Login {
            account: level_sender("levelsender-1"),
            secret: Secret::new("x".to_owned()),
        });
        let _saved = block_on(store.save(what, SecretPlace::Keyring)).unwrap();
        let [account] = accounts_in(folder.path()).unwrap().try_into().unwrap();
        assert_eq!(account.settings(), &level_sender("levelsender-1"));
        assert_eq!(account.incoming.host.as_str(), "pop.example.org");

        let path = folder.path().join("accounts.json");
        std::fs::write(&path, "half a fi").unwrap();
        assert!(matches!(
            accounts_in(folder.path()),
            Err(StorageFailure::File { .. })
        ));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "half a fi");
    }
}
