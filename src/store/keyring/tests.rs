//! The fence, around stores that freeze, ask, or break.

use std::{sync::Mutex, thread};

use super::*;

const BOUND: Duration = Duration::from_millis(150);

/// A store whose every call first does what the test wants.
struct Scripted {
    access: Access,
    access_call: Box<dyn Fn() + Send + Sync>,
    unlock_call: Box<dyn Fn() -> Result<(), StorageFailure> + Send + Sync>,
    inner: MemoryStore,
}

impl fmt::Debug for Scripted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Scripted")
    }
}

impl Default for Scripted {
    fn default() -> Self {
        Self {
            access: Access::Unlocked,
            access_call: Box::new(|| ()),
            unlock_call: Box::new(|| Ok(())),
            inner: MemoryStore::default(),
        }
    }
}

impl SecretStore for Scripted {
    fn access(&self) -> Result<Access, StorageFailure> {
        (self.access_call)();
        Ok(self.access)
    }
    fn unlock(&self) -> Result<(), StorageFailure> {
        (self.unlock_call)()
    }
    fn may_ask(&self, user: &str) -> Result<bool, StorageFailure> {
        self.inner.may_ask(user)
    }
    fn set(&self, user: &str, secret: &Secret) -> Result<(), StorageFailure> {
        self.inner.set(user, secret)
    }
    fn get(&self, user: &str) -> Result<Option<Secret>, StorageFailure> {
        self.inner.get(user)
    }
    fn delete(&self, user: &str) -> Result<(), StorageFailure> {
        self.inner.delete(user)
    }
    fn list(&self, prefix: &str) -> Result<Vec<String>, StorageFailure> {
        self.inner.list(prefix)
    }
}

fn keyring(store: Scripted) -> Keyring {
    let store: Arc<dyn SecretStore> = Arc::new(store);
    Keyring::new(Arc::new(move || Ok(Arc::clone(&store)))).with_bound(BOUND)
}

fn freeze() {
    loop {
        thread::park();
    }
}

#[test]
fn a_frozen_keyring_is_given_up_and_not_asked_again_by_itself() {
    let calls = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&calls);
    let keyring = keyring(Scripted {
        access_call: Box::new(move || {
            *counted.lock().unwrap() += 1;
            freeze();
        }),
        ..Scripted::default()
    });
    let cancel = Cancel::default();
    let timed_out = Err(StorageFailure::KeyringTimedOut);
    assert_eq!(keyring.get("user", &cancel), timed_out);
    assert_eq!(keyring.get("user", &cancel), timed_out);
    assert_eq!(*calls.lock().unwrap(), 1, "the second call is not made");
    assert_eq!(
        keyring.status(&cancel),
        KeyringStatus::Missing(StorageFailure::KeyringTimedOut)
    );
    assert_eq!(*calls.lock().unwrap(), 2, "asked for: tried again");
}

#[test]
fn a_service_started_later_is_found() {
    let started = Arc::new(AtomicBool::new(false));
    let store: Arc<dyn SecretStore> = Arc::new(MemoryStore::default());
    let runs = Arc::clone(&started);
    let keyring = Keyring::new(Arc::new(move || {
        if runs.load(Ordering::Relaxed) {
            Ok(Arc::clone(&store))
        } else {
            Err(StorageFailure::KeyringMissing {
                detail: "none".to_owned(),
            })
        }
    }));
    let cancel = Cancel::default();
    assert!(matches!(keyring.status(&cancel), KeyringStatus::Missing(_)));
    started.store(true, Ordering::Relaxed);
    assert_eq!(keyring.status(&cancel), KeyringStatus::Ready);
    assert_eq!(keyring.get("user", &cancel), Ok(None));
}

#[test]
fn the_systems_prompt_has_no_bound() {
    let keyring = keyring(Scripted {
        access: Access::Locked,
        unlock_call: Box::new(|| {
            // A person who takes three bounds to find the password.
            thread::sleep(BOUND * 3);
            Ok(())
        }),
        ..Scripted::default()
    });
    let cancel = Cancel::default();
    assert_eq!(keyring.status(&cancel), KeyringStatus::Locked);
    assert_eq!(keyring.unlock(&cancel), KeyringStatus::Ready);
}

#[test]
fn an_open_prompt_can_be_left() {
    let keyring = keyring(Scripted {
        access: Access::Locked,
        unlock_call: Box::new(|| {
            freeze();
            Ok(())
        }),
        ..Scripted::default()
    });
    let cancel = Cancel::default();
    thread::scope(|scope| {
        let waits = scope.spawn(|| keyring.get("user", &cancel));
        cancel.set();
        assert!(waits.join().unwrap().is_err());
    });
    assert_eq!(
        keyring.status(&Cancel::default()),
        KeyringStatus::Locked,
        "leaving a prompt does not make the keyring unavailable"
    );
}

#[test]
fn a_dismissed_prompt_is_a_locked_keyring() {
    let keyring = keyring(Scripted {
        access: Access::Locked,
        unlock_call: Box::new(|| {
            Err(StorageFailure::KeyringLocked {
                detail: "dismissed".to_owned(),
            })
        }),
        ..Scripted::default()
    });
    let cancel = Cancel::default();
    assert_eq!(keyring.unlock(&cancel), KeyringStatus::Locked);
    assert!(matches!(
        keyring.set("user", &Secret::new("x".to_owned()), &cancel),
        Err(StorageFailure::KeyringLocked { .. })
    ));
    assert_eq!(keyring.list("", BOUND, &cancel), Ok(None));
}

#[test]
fn a_panic_in_a_library_stays_in_its_thread() {
    let keyring = keyring(Scripted {
        access_call: Box::new(|| std::panic::resume_unwind(Box::new(()))),
        ..Scripted::default()
    });
    assert!(matches!(
        keyring.get("user", &Cancel::default()),
        Err(StorageFailure::KeyringRefused { .. })
    ));
}

#[test]
fn the_limit_of_windows_counts_utf_16() {
    let of = |text: String| within_limit(&Secret::new(text));
    assert_eq!(of("x".repeat(1_280)), Ok(()));
    assert_eq!(
        of("x".repeat(1_281)),
        Err(StorageFailure::SecretTooLong { limit: 2_560 })
    );
    assert_eq!(of("ñ".repeat(1_280)), Ok(()));
    assert_eq!(of("😀".repeat(640)), Ok(()));
    assert!(of("😀".repeat(641)).is_err());
    // What may be sent to a server fits everywhere.
    assert_eq!(of("x".repeat(crate::secret::MAX_SECRET_BYTES)), Ok(()));
}

#[test]
fn names_in_the_keyring_are_stable() {
    assert_eq!(SERVICE, "Home Station");
}
