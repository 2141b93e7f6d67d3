//! The account file on disk: read without a lock, changed under it.

use std::path::{Path, PathBuf};

use time::OffsetDateTime;

use super::{
    document::Document,
    file::{self, Durability, LOCK_BOUND, Lock},
    thread::Cancel,
};
use crate::failure::StorageFailure;

/// `accounts.json`, at one place.
#[derive(Debug, Clone)]
pub(super) struct AccountsFile {
    path: PathBuf,
}

/// What a read of the file gave.
#[derive(Debug)]
pub(super) enum Found {
    /// There is no file yet.
    Nothing,
    /// A file that can be understood.
    Document(Document),
    /// A file that cannot.
    Corrupt,
}

impl AccountsFile {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Reads the file and changes nothing.
    pub(super) fn read(&self) -> Result<Found, StorageFailure> {
        Ok(match file::read(&self.path)? {
            None => Found::Nothing,
            Some(bytes) => Document::parse(&bytes).map_or(Found::Corrupt, Found::Document),
        })
    }

    /// Reads the file; a corrupt one is kept aside, under the lock, and its new name is given.
    pub(super) fn load(
        &self,
        now: OffsetDateTime,
        cancel: &Cancel,
    ) -> Result<(Option<Document>, Option<PathBuf>), StorageFailure> {
        match self.read()? {
            Found::Nothing => Ok((None, None)),
            Found::Document(document) => Ok((Some(document), None)),
            Found::Corrupt => {
                let _lock = Lock::take(&self.path, LOCK_BOUND, cancel)?;
                self.read_or_keep_aside(now)
            }
        }
    }

    fn read_or_keep_aside(
        &self,
        now: OffsetDateTime,
    ) -> Result<(Option<Document>, Option<PathBuf>), StorageFailure> {
        match self.read()? {
            Found::Nothing => Ok((None, None)),
            Found::Document(document) => Ok((Some(document), None)),
            Found::Corrupt => file::keep_aside(&self.path, now).map(|aside| (None, Some(aside))),
        }
    }

    /// Takes the lock and reads afresh, for a change. A file that is read-only to this program is
    /// refused; a new store gets its id, which is on disk before any secret can carry it.
    pub(super) fn change(
        &self,
        now: OffsetDateTime,
        cancel: &Cancel,
    ) -> Result<Change, StorageFailure> {
        let lock = Lock::take(&self.path, LOCK_BOUND, cancel)?;
        let (document, _) = self.read_or_keep_aside(now)?;
        let mut change = Change {
            path: self.path.clone(),
            document: Document::new(""),
            _lock: lock,
        };
        if let Some(document) = document {
            if document.read_only() {
                return Err(StorageFailure::NewerVersion {
                    path: self.path.clone(),
                });
            }
            change.document = document;
        } else {
            change.document = Document::new(&random_id(&self.path)?);
            change.commit()?;
        }
        Ok(change)
    }
}

/// A change of the file in progress: the lock is held until it is dropped.
#[derive(Debug)]
pub(super) struct Change {
    path: PathBuf,
    pub(super) document: Document,
    _lock: Lock,
}

impl Change {
    /// Puts the document in force by a rename. `Err`: the earlier one is in force.
    pub(super) fn commit(&self) -> Result<(), StorageFailure> {
        file::replace(&self.path, &self.document.to_bytes(), Durability::Synced)
    }
}

/// 128 random bits in hexadecimal digits.
fn random_id(path: &Path) -> Result<String, StorageFailure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| StorageFailure::File {
        path: path.to_owned(),
        detail: error.to_string(),
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use time::macros::datetime;

    use super::*;
    use crate::store::testing::account;

    const NOW: OffsetDateTime = datetime!(2026-11-21 23:00:00 UTC);

    fn in_folder() -> (tempfile::TempDir, AccountsFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = AccountsFile::new(folder.path().join("accounts.json"));
        (folder, file)
    }

    #[test]
    fn a_corrupt_file_is_kept_aside_and_a_new_store_begins() {
        let (folder, file) = in_folder();
        fs::write(&file.path, "{ half a fi").unwrap();
        let (document, aside) = file.load(NOW, &Cancel::default()).unwrap();
        assert_eq!(document, None);
        assert_eq!(fs::read_to_string(aside.unwrap()).unwrap(), "{ half a fi");
        let mut change = file.change(NOW, &Cancel::default()).unwrap();
        change.document.put(&account("home-station"), 1);
        change.commit().unwrap();
        drop(change);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        let (document, aside) = file.load(NOW, &Cancel::default()).unwrap();
        assert_eq!(document.unwrap().accounts().len(), 1);
        assert_eq!(aside, None);
    }

    #[test]
    fn a_file_of_a_newer_program_is_not_touched() {
        let (_folder, file) = in_folder();
        let text = r#"{"version": "2.0", "mailboxes": {}}"#;
        fs::write(&file.path, text).unwrap();
        assert!(matches!(
            file.change(NOW, &Cancel::default()),
            Err(StorageFailure::NewerVersion { .. })
        ));
        let (document, aside) = file.load(NOW, &Cancel::default()).unwrap();
        assert!(document.unwrap().read_only());
        assert_eq!(aside, None);
        assert_eq!(fs::read_to_string(&file.path).unwrap(), text);
    }

    #[test]
    fn reading_creates_nothing() {
        let (folder, file) = in_folder();
        assert!(matches!(file.read(), Ok(Found::Nothing)));
        assert_eq!(
            file.load(NOW, &Cancel::default()).unwrap(),
            (None, None::<PathBuf>)
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn each_new_store_has_its_own_id() {
        let id = || random_id(Path::new("")).unwrap();
        assert_ne!(id(), id());
        assert_eq!(id().len(), 32);
    }

    #[test]
    fn two_writers_at_once_lose_no_account() {
        let (_folder, file) = in_folder();
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let file = &file;
                let _ = scope.spawn(move || {
                    for round in 0..5 {
                        let mut change = file.change(NOW, &Cancel::default()).unwrap();
                        let generation = change.document.next_generation();
                        let id = format!("home-{writer}-{round}");
                        change.document.put(&account(&id), generation);
                        change.commit().unwrap();
                    }
                });
            }
        });
        let (document, _) = file.load(NOW, &Cancel::default()).unwrap();
        let document = document.unwrap();
        assert_eq!(document.accounts().len(), 20);
        assert_eq!(document.next_generation(), 21);
    }
}
