//! The system's keyring behind a fence: each call on a thread of its own, with a bound.
//!
//! A keyring service that is frozen blocks its caller for ever (the stores have no time-outs), and
//! a prompt of the system may legitimately take minutes. So a call has [`KEYRING_BOUND`] for every
//! step in which nobody is asked, and no bound while the system's own prompt is open. A call that
//! ran out of its bound leaves its thread behind; the keyring then counts as unavailable until
//! somebody asks for it to be tried again, with a new store object.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use super::{
    fault,
    thread::{Cancel, spawn},
};
use crate::{backend::KeyringStatus, failure::StorageFailure, secret::Secret};

mod entries;
mod memory;
#[cfg(any(windows, target_os = "macos"))]
mod native;
#[cfg(all(
    unix,
    not(any(target_os = "macos", target_os = "ios", target_os = "android"))
))]
mod secret_service;

pub use memory::MemoryStore;

/// The name under which all secrets of this program stand in the keyring.
pub const SERVICE: &str = "Home Station";

/// How long the keyring may take for a step in which it asks nobody.
pub const KEYRING_BOUND: Duration = Duration::from_secs(5);

/// How often a waiting call looks whether it was cancelled.
const CANCEL_POLL: Duration = Duration::from_millis(50);

/// What Windows takes for one secret: `CRED_MAX_CREDENTIAL_BLOB_SIZE`, in bytes of UTF-16.
///
/// Checked on every system, so that a secret that works on one works on all:
/// <https://learn.microsoft.com/windows/win32/api/wincred/ns-wincred-credentialw>.
pub const SECRET_LIMIT_BYTES: usize = 5 * 512;

/// Refuses a secret that is longer than [`SECRET_LIMIT_BYTES`] in UTF-16.
pub fn within_limit(secret: &Secret) -> Result<(), StorageFailure> {
    if secret.expose().encode_utf16().count() * 2 > SECRET_LIMIT_BYTES {
        Err(StorageFailure::SecretTooLong {
            limit: SECRET_LIMIT_BYTES,
        })
    } else {
        Ok(())
    }
}

/// Whether a keyring can be read without asking anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It can.
    Unlocked,
    /// The system will ask the person first.
    Locked,
}

/// A place for secrets. Every call blocks, some for ever: only [`Keyring`] calls them.
pub trait SecretStore: fmt::Debug + Send + Sync + 'static {
    /// Whether it is locked. Never asks the person.
    fn access(&self) -> Result<Access, StorageFailure>;

    /// Lets the system ask the person to unlock it.
    fn unlock(&self) -> Result<(), StorageFailure>;

    /// Whether a use of this one entry may make the system ask the person. Never asks.
    fn may_ask(&self, user: &str) -> Result<bool, StorageFailure>;

    /// Writes a secret, over an earlier one of the same name.
    fn set(&self, user: &str, secret: &Secret) -> Result<(), StorageFailure>;

    /// Reads a secret; none if there is no such entry.
    fn get(&self, user: &str) -> Result<Option<Secret>, StorageFailure>;

    /// Takes a secret away; fine if there is none.
    fn delete(&self, user: &str) -> Result<(), StorageFailure>;

    /// The names of all entries of [`SERVICE`] that begin like this. Never asks the person.
    fn list(&self, prefix: &str) -> Result<Vec<String>, StorageFailure>;
}

/// Makes a store object; called anew for each call, so that a service started later is found.
pub type Connect = dyn Fn() -> Result<Arc<dyn SecretStore>, StorageFailure> + Send + Sync;

/// The keyring of this session.
pub struct Keyring {
    connect: Arc<Connect>,
    bound: Duration,
    unavailable: AtomicBool,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Keyring")
            .field("bound", &self.bound)
            .field("unavailable", &self.unavailable)
            .finish_non_exhaustive()
    }
}

/// What the thread of a call says on its way.
enum Step<T> {
    /// The system's prompt may be open: no bound from here on.
    Asking,
    /// The prompt is closed: bounded again.
    Working,
    Done(Result<T, StorageFailure>),
}

impl Keyring {
    /// The keyring of this system.
    pub fn of_system() -> Self {
        Self::new(Arc::new(connect_system))
    }

    /// A keyring of any kind.
    pub fn new(connect: Arc<Connect>) -> Self {
        Self {
            connect,
            bound: KEYRING_BOUND,
            unavailable: AtomicBool::new(false),
        }
    }

    /// Secrets in this process' memory alone: practice mode and tests.
    pub fn in_memory() -> Self {
        let store: Arc<dyn SecretStore> = Arc::new(MemoryStore::default());
        Self::new(Arc::new(move || Ok(Arc::clone(&store))))
    }

    /// The same keyring with another bound.
    #[must_use]
    pub const fn with_bound(mut self, bound: Duration) -> Self {
        self.bound = bound;
        self
    }

    /// Looks at it without asking the person for anything. Tries again what was unavailable.
    pub(crate) fn status(&self, cancel: &Cancel) -> KeyringStatus {
        self.unavailable.store(false, Ordering::Relaxed);
        status_of(self.call(cancel, |store, _| store.access()))
    }

    /// Lets the system ask the person to unlock it. Tries again what was unavailable.
    pub(crate) fn unlock(&self, cancel: &Cancel) -> KeyringStatus {
        self.unavailable.store(false, Ordering::Relaxed);
        match self.ready(cancel) {
            Ok(()) => KeyringStatus::Ready,
            Err(failure) => status_of(Err(failure)),
        }
    }

    /// Makes sure that it can be written to; the system may ask the person.
    pub(super) fn ready(&self, cancel: &Cancel) -> Result<(), StorageFailure> {
        self.call(cancel, unlocked)
    }

    /// Writes a secret and believes only what is read back, on the same thread: on Windows another
    /// one may not see it at once.
    pub(super) fn set(
        &self,
        user: &str,
        secret: &Secret,
        cancel: &Cancel,
    ) -> Result<(), StorageFailure> {
        let (user, secret) = (user.to_owned(), secret.clone());
        self.call(cancel, move |store, say| {
            unlocked(store, say)?;
            asking(store, say, &user)?;
            store.set(&user, &secret)?;
            fault::point("secret-written");
            if store.get(&user)?.as_ref() == Some(&secret) {
                Ok(())
            } else {
                Err(StorageFailure::ReadBackDiffers)
            }
        })
    }

    pub(super) fn get(
        &self,
        user: &str,
        cancel: &Cancel,
    ) -> Result<Option<Secret>, StorageFailure> {
        let user = user.to_owned();
        self.call(cancel, move |store, say| {
            unlocked(store, say)?;
            asking(store, say, &user)?;
            store.get(&user)
        })
    }

    pub(super) fn delete(&self, user: &str, cancel: &Cancel) -> Result<(), StorageFailure> {
        let user = user.to_owned();
        self.call(cancel, move |store, say| {
            unlocked(store, say)?;
            asking(store, say, &user)?;
            store.delete(&user)
        })
    }

    /// The entries that begin like this; none known while it is locked. Asks nobody, and a service
    /// that does not answer is not held against it.
    pub(super) fn list(
        &self,
        prefix: &str,
        bound: Duration,
        cancel: &Cancel,
    ) -> Result<Option<Vec<String>>, StorageFailure> {
        let prefix = prefix.to_owned();
        self.run(bound.min(self.bound), cancel, move |store, _| {
            Ok(match store.access()? {
                Access::Unlocked => Some(store.list(&prefix)?),
                Access::Locked => None,
            })
        })
    }

    /// Takes away entries that no account names, as far as that asks nobody.
    pub(super) fn sweep(&self, users: Vec<String>, cancel: &Cancel) -> Result<(), StorageFailure> {
        self.call(cancel, move |store, _| {
            for user in users {
                if !store.may_ask(&user)? {
                    store.delete(&user)?;
                }
            }
            Ok(())
        })
    }

    fn call<T: Send + 'static>(
        &self,
        cancel: &Cancel,
        work: impl FnOnce(&dyn SecretStore, &dyn Fn(bool)) -> Result<T, StorageFailure> + Send + 'static,
    ) -> Result<T, StorageFailure> {
        if self.unavailable.load(Ordering::Relaxed) {
            return Err(StorageFailure::KeyringTimedOut);
        }
        let result = self.run(self.bound, cancel, work);
        if matches!(result, Err(StorageFailure::KeyringTimedOut)) && !cancel.is_set() {
            self.unavailable.store(true, Ordering::Relaxed);
        }
        result
    }

    fn run<T: Send + 'static>(
        &self,
        bound: Duration,
        cancel: &Cancel,
        work: impl FnOnce(&dyn SecretStore, &dyn Fn(bool)) -> Result<T, StorageFailure> + Send + 'static,
    ) -> Result<T, StorageFailure> {
        let (sender, receiver) = mpsc::channel();
        let connect = Arc::clone(&self.connect);
        spawn("keyring", move || {
            // Nobody listening any more is no fault: the call was given up.
            let say = |asking| {
                let step = if asking { Step::Asking } else { Step::Working };
                drop(sender.send(step));
            };
            let result = connect().and_then(|store| work(store.as_ref(), &say));
            drop(sender.send(Step::Done(result)));
        })?;
        let mut deadline = Some(Instant::now() + bound);
        loop {
            let rest = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            match receiver.recv_timeout(rest.map_or(CANCEL_POLL, |rest| rest.min(CANCEL_POLL))) {
                Ok(Step::Asking) => deadline = None,
                Ok(Step::Working) => deadline = Some(Instant::now() + bound),
                Ok(Step::Done(result)) => return result,
                Err(RecvTimeoutError::Timeout) => {
                    if cancel.is_set() || rest.is_some_and(|rest| rest.is_zero()) {
                        return Err(StorageFailure::KeyringTimedOut);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(StorageFailure::KeyringRefused {
                        detail: "the keyring's library ended early".to_owned(),
                    });
                }
            }
        }
    }
}

/// Unlocks the store if it is locked, with the person's help.
fn unlocked(store: &dyn SecretStore, say: &dyn Fn(bool)) -> Result<(), StorageFailure> {
    if store.access()? == Access::Locked {
        say(true);
        store.unlock()?;
        say(false);
    }
    Ok(())
}

/// Lifts the bound where the system may ask for this very entry.
fn asking(store: &dyn SecretStore, say: &dyn Fn(bool), user: &str) -> Result<(), StorageFailure> {
    if store.may_ask(user)? {
        say(true);
    }
    Ok(())
}

fn status_of(result: Result<Access, StorageFailure>) -> KeyringStatus {
    match result {
        Ok(Access::Unlocked) => KeyringStatus::Ready,
        Ok(Access::Locked) | Err(StorageFailure::KeyringLocked { .. }) => KeyringStatus::Locked,
        Err(failure) => KeyringStatus::Missing(failure),
    }
}

#[cfg(all(
    unix,
    not(any(target_os = "macos", target_os = "ios", target_os = "android"))
))]
fn connect_system() -> Result<Arc<dyn SecretStore>, StorageFailure> {
    Ok(Arc::new(secret_service::Service::connect()?))
}

#[cfg(any(windows, target_os = "macos"))]
fn connect_system() -> Result<Arc<dyn SecretStore>, StorageFailure> {
    Ok(Arc::new(native::Native::connect()?))
}

#[cfg(not(any(unix, windows)))]
fn connect_system() -> Result<Arc<dyn SecretStore>, StorageFailure> {
    Err(StorageFailure::KeyringMissing {
        detail: std::env::consts::OS.to_owned(),
    })
}

#[cfg(test)]
#[path = "keyring/tests.rs"]
mod tests;
