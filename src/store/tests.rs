//! Saving, changing, removing: file and keyring together.

use std::{fs, path::Path};

use futures::executor::block_on;
use time::macros::datetime;

use super::{
    keyring::{MemoryStore, SecretStore},
    testing::{account, level_sender},
    *,
};
use crate::{
    account::{Account, Login, Protocol},
    backend::{MailboxState, Verified},
    failure::Cause,
};

fn login(account: Account, secret: &str) -> Login {
    Login {
        account,
        secret: Secret::new(secret.to_owned()),
    }
}

fn proven(id: &str, secret: &str) -> ToSave {
    let at = datetime!(2026-11-21 10:40:00 UTC);
    ToSave::Proven(Verified::by_check(login(account(id), secret), at))
}

struct Fixture {
    folder: tempfile::TempDir,
    entries: Arc<MemoryStore>,
    store: Store,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let entries = Arc::new(MemoryStore::default());
    let store = open(folder.path(), &entries);
    Fixture {
        folder,
        entries,
        store,
    }
}

fn open(folder: &Path, entries: &Arc<MemoryStore>) -> Store {
    let entries = Arc::clone(entries);
    let keyring = Keyring::new(Arc::new(move || Ok(Arc::clone(&entries) as _)));
    Store::new(&Folders::in_one(folder), keyring)
}

impl Fixture {
    fn save(&self, what: ToSave) -> Result<StoredAccount, StorageFailure> {
        block_on(self.store.save(what, SecretPlace::Keyring))
    }
    fn load(&self) -> Snapshot {
        block_on(self.store.load()).unwrap()
    }
    fn secret(&self, id: &str) -> Result<Secret, StorageFailure> {
        block_on(self.store.secret(id.parse().unwrap()))
    }
    fn names(&self) -> Vec<String> {
        self.entries.list("").unwrap()
    }
}

#[test]
fn a_proven_mailbox_is_saved_and_found_again() {
    let fixture = fixture();
    assert_eq!(fixture.load().accounts, []);
    let saved = fixture.save(proven("home-station", "one")).unwrap();
    assert_eq!(saved.state, MailboxState::Works);
    assert_eq!(fixture.load().accounts, std::slice::from_ref(&saved));
    assert_eq!(fixture.secret("home-station").unwrap().expose(), "one");
    let text = fs::read_to_string(fixture.folder.path().join("accounts.json")).unwrap();
    assert!(!text.contains("\"one\""));
    let [name] = fixture.names().try_into().unwrap();
    let parts: Vec<&str> = name.split('/').collect();
    assert_eq!(parts[0].len(), 32);
    assert_eq!(&parts[1..], ["home-station", "1"]);
}

#[test]
fn a_new_password_replaces_the_old_one_by_its_generation() {
    let fixture = fixture();
    let first = fixture.save(proven("home-station", "one")).unwrap();
    let second = fixture.save(proven("home-station", "two")).unwrap();
    assert!(second.generation > first.generation);
    assert_eq!(fixture.secret("home-station").unwrap().expose(), "two");
    assert_eq!(fixture.names().len(), 1, "the old secret is gone");
}

#[test]
fn a_proven_mailbox_is_not_replaced_by_an_unproven_one() {
    let fixture = fixture();
    let saved = fixture.save(proven("home-station", "one")).unwrap();
    let unproven = ToSave::Unproven(login(account("home-station"), "two"));
    assert_eq!(fixture.save(unproven), Err(StorageFailure::AlreadyProven));
    assert_eq!(fixture.load().accounts, [saved]);
    assert_eq!(fixture.secret("home-station").unwrap().expose(), "one");
    assert_eq!(fixture.names().len(), 1);
}

#[test]
fn saved_without_proof_is_not_checked_and_can_be_corrected_and_proven() {
    let fixture = fixture();
    let id = "levelsender-1";
    let unproven = |secret| ToSave::Unproven(login(level_sender(id), secret));
    let saved = fixture.save(unproven("wrong")).unwrap();
    assert_eq!(saved.state, MailboxState::NotChecked);
    let saved = fixture.save(unproven("right")).unwrap();
    let at = datetime!(2026-11-22 08:00:00 UTC);
    let set = |generation| {
        block_on(
            fixture
                .store
                .set_proven(id.parse().unwrap(), generation, at),
        )
    };
    assert_eq!(
        set(saved.generation - 1),
        Err(StorageFailure::NoSuchAccount),
        "an old secret's proof is not the new one's"
    );
    set(saved.generation).unwrap();
    let [loaded] = fixture.load().accounts.try_into().unwrap();
    assert_eq!(loaded.state, MailboxState::Works);
    assert_eq!(loaded.account.proven, Some(at));
    assert_eq!(loaded.generation, saved.generation);
}

#[test]
fn removing_takes_the_secret_too_and_a_namesake_starts_anew() {
    let fixture = fixture();
    let first = fixture.save(proven("home-station", "one")).unwrap();
    block_on(fixture.store.remove("home-station".parse().unwrap())).unwrap();
    assert_eq!(fixture.load().accounts, []);
    assert_eq!(fixture.names(), Vec::<String>::new());
    assert_eq!(
        fixture.secret("home-station"),
        Err(StorageFailure::NoSuchAccount)
    );
    let again = fixture.save(proven("home-station", "two")).unwrap();
    assert!(again.generation > first.generation);
}

#[test]
fn a_session_secret_is_nowhere_but_in_memory() {
    let fixture = fixture();
    let save = fixture
        .store
        .save(proven("home-station", "one"), SecretPlace::ThisSession);
    let _saved = block_on(save).unwrap();
    assert_eq!(fixture.secret("home-station").unwrap().expose(), "one");
    assert_eq!(fixture.names(), Vec::<String>::new());
    assert_eq!(fixture.load().accounts[0].state, MailboxState::Works);
    let next_start = open(fixture.folder.path(), &fixture.entries);
    assert_eq!(
        block_on(next_start.load()).unwrap().accounts[0].state,
        MailboxState::SecretMissing
    );
    assert_eq!(
        block_on(next_start.secret("home-station".parse().unwrap())),
        Err(StorageFailure::SecretMissing)
    );
}

#[test]
fn a_refused_secret_is_shown_as_refused_at_the_next_start_until_it_changes() {
    let fixture = fixture();
    let _saved = fixture.save(proven("home-station", "one")).unwrap();
    let in_force = block_on(fixture.store.in_force("home-station".parse().unwrap())).unwrap();
    let sign_in = attempts::SignIn {
        protocol: Protocol::Imap,
        host: in_force.account.incoming.host,
        user_name: in_force.account.incoming.user_name.to_string(),
        secret: in_force.secret,
        name: Some(in_force.name),
    };
    let permit = block_on(fixture.store.attempts().begin(sign_in)).unwrap();
    block_on(permit.refused(Cause::BadCredentials));
    let next_start = open(fixture.folder.path(), &fixture.entries);
    let typed = |secret| block_on(next_start.refused_name(&login(account("home-station"), secret)));
    assert!(typed("one").is_some(), "typed again after a restart");
    assert_eq!(typed("two"), None);
    let state = || {
        block_on(next_start.load()).unwrap().accounts[0]
            .state
            .clone()
    };
    assert!(
        matches!(state(), MailboxState::SignInRefused(failure) if failure.cause == Cause::BadCredentials)
    );
    let _saved = fixture.save(proven("home-station", "two")).unwrap();
    assert_eq!(state(), MailboxState::Works);
}

#[test]
fn orphans_of_this_store_are_swept_at_the_next_start_and_no_others() {
    let fixture = fixture();
    let saved = fixture.save(proven("home-station", "one")).unwrap();
    let [name] = fixture.names().try_into().unwrap();
    let orphan = name.replace("/1", "/2");
    let foreign = format!("{}/home-station/9", "f".repeat(32));
    for user in [&orphan, &foreign] {
        fixture
            .entries
            .set(user, &Secret::new("x".to_owned()))
            .unwrap();
    }
    assert_eq!(fixture.load().accounts, [saved]);
    let mut left = vec![name, foreign];
    left.sort();
    assert_eq!(fixture.names(), left);
}

#[test]
fn two_data_folders_do_not_mix_their_secrets() {
    let fixture = fixture();
    let other_folder = tempfile::tempdir().unwrap();
    let other = open(other_folder.path(), &fixture.entries);
    let _saved = fixture.save(proven("home-station", "one")).unwrap();
    let save = other.save(proven("home-station", "two"), SecretPlace::Keyring);
    let _saved = block_on(save).unwrap();
    assert_eq!(block_on(other.load()).unwrap().accounts.len(), 1);
    assert_eq!(fixture.secret("home-station").unwrap().expose(), "one");
    let secret = block_on(other.secret("home-station".parse().unwrap())).unwrap();
    assert_eq!(secret.expose(), "two");
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_old_mailbox_in_force() {
    let fixture = fixture();
    let saved = fixture.save(proven("home-station", "one")).unwrap();
    let path = fixture.folder.path().join("accounts.json");
    let set_readonly = |readonly| {
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(readonly);
        fs::set_permissions(&path, permissions).unwrap();
    };
    set_readonly(true);
    assert_eq!(
        fixture.save(proven("home-station", "two")),
        Err(StorageFailure::ReadOnly { path: path.clone() })
    );
    assert_eq!(fixture.load().accounts, [saved]);
    assert_eq!(fixture.secret("home-station").unwrap().expose(), "one");
    assert_eq!(fixture.names().len(), 1);
}

#[test]
fn a_keyring_that_alters_what_it_keeps_is_not_believed() {
    #[derive(Debug, Default)]
    struct Truncating(MemoryStore);
    impl SecretStore for Truncating {
        fn access(&self) -> Result<keyring::Access, StorageFailure> {
            self.0.access()
        }
        fn unlock(&self) -> Result<(), StorageFailure> {
            self.0.unlock()
        }
        fn may_ask(&self, user: &str) -> Result<bool, StorageFailure> {
            self.0.may_ask(user)
        }
        fn set(&self, user: &str, secret: &Secret) -> Result<(), StorageFailure> {
            let cut = secret.expose().chars().take(3).collect();
            self.0.set(user, &Secret::new(cut))
        }
        fn get(&self, user: &str) -> Result<Option<Secret>, StorageFailure> {
            self.0.get(user)
        }
        fn delete(&self, user: &str) -> Result<(), StorageFailure> {
            self.0.delete(user)
        }
        fn list(&self, prefix: &str) -> Result<Vec<String>, StorageFailure> {
            self.0.list(prefix)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let truncating = Arc::new(Truncating::default());
    let entries = Arc::clone(&truncating);
    let keyring = Keyring::new(Arc::new(move || Ok(Arc::clone(&entries) as _)));
    let store = Store::new(&Folders::in_one(folder.path()), keyring);
    assert_eq!(
        block_on(store.save(proven("home-station", "four"), SecretPlace::Keyring)),
        Err(StorageFailure::ReadBackDiffers)
    );
    assert_eq!(block_on(store.load()).unwrap().accounts, []);
    assert_eq!(truncating.list("").unwrap(), Vec::<String>::new());
}
