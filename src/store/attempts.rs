//! How often a sign-in may be tried: the guard of other people's accounts against lock-outs.
//!
//! * A secret that a server refused for a user name is never sent there again.
//! * At most [`MAX_REFUSED`] refused sign-ins per server and user name in [`WINDOW`], over all
//!   windows, command lines and restarts; then a pause.
//!
//! A *server* is a protocol at a host, whatever the port: the two sides of one check are two
//! servers, 465 and 587 of one host are one. Every sign-in asks first ([`Attempts::begin`]) and
//! counts as refused while it runs, so that two programs at once do not make three tries.
//!
//! `attempts.json` is shared by all of them and has no secret and no hash of one: a saved secret is
//! known by its name in the keyring, one that was merely typed only by this process' memory.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use futures::{FutureExt as _, future::BoxFuture};
use time::OffsetDateTime;

use super::{
    Folders,
    file::{self, Durability, Lock},
    thread::{Cancel, off_thread, spawn},
};
use crate::{
    account::{Account, Host, Protocol},
    failure::{Cause, Failure, Remedy, Stage, StorageFailure},
    secret::Secret,
};

mod ledger;

use ledger::{Key, Ledger, Processes};
pub use ledger::{MAX_REFUSED, WINDOW};

/// How long the shared file may be locked by others; then this process' own memory decides.
const LOCK_BOUND: Duration = Duration::from_secs(2);

/// How long a sign-in waits for those that are running, before it is told to pause. Many devices
/// may share one account, and their checks take turns here.
const RUNNING_BOUND: Duration = Duration::from_secs(60);

/// How often it looks.
const RUNNING_POLL: Duration = Duration::from_millis(50);

/// The time of day, given in so that it can be tested.
pub type Clock = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;

/// A sign-in that is about to be made.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The protocol.
    pub protocol: Protocol,
    /// The server's host.
    pub host: Host,
    /// The user name as it will be sent.
    pub user_name: String,
    /// The secret, kept in memory if it is refused.
    pub secret: Secret,
    /// The name of the secret, if it is a saved one ([`super::InForce::name`]).
    pub name: Option<SecretName>,
}

/// Names one saved secret for ever: store, account and generation. Says nothing about its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SecretName(pub(super) String);

/// Why a sign-in is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// This server refused this very secret before.
    RefusedBefore {
        /// What it meant then.
        cause: Cause,
    },
    /// Two were refused; wait.
    Pause {
        /// Until the next one may be tried; at least 1.
        seconds: u32,
    },
}

impl NotNow {
    /// As the failure of a side that was not contacted for it.
    pub fn failure(self, protocol: Protocol) -> Failure {
        let (cause, remedy) = match self {
            Self::RefusedBefore { cause } => (cause, Remedy::RetypePassword),
            Self::Pause { seconds } => (Cause::TooManyAttempts, Remedy::Wait { seconds }),
        };
        Failure {
            remedy,
            ..Failure::new(cause, protocol, Stage::Login)
        }
    }
}

/// The shared record of refused sign-ins.
#[derive(Clone)]
pub struct Attempts {
    inner: Arc<Inner>,
}

struct Inner {
    path: Option<PathBuf>,
    clock: Clock,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// Refused in this process, saved or not.
    refused: Vec<(Key, Secret, Cause)>,
    /// What the file said last, for when it cannot be used.
    ledger: Ledger,
    /// That the file cannot be used was said.
    is_told: bool,
}

impl std::fmt::Debug for Attempts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Attempts")
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

impl Attempts {
    /// The record of these folders. Touches nothing yet.
    pub fn new(folders: &Folders) -> Self {
        let path = folders.state().join("attempts.json");
        Self::at(Some(path), Arc::new(OffsetDateTime::now_utc))
    }

    /// In this process' memory alone, for practice mode.
    pub fn in_memory() -> Self {
        Self::at(None, Arc::new(OffsetDateTime::now_utc))
    }

    fn at(path: Option<PathBuf>, clock: Clock) -> Self {
        Self {
            inner: Arc::new(Inner {
                path,
                clock,
                memory: Mutex::default(),
            }),
        }
    }

    /// The same record with another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self::at(self.inner.path.clone(), clock)
    }

    /// Whether this sign-in may be made now. The permit says afterwards how it ended.
    ///
    /// Waits a few seconds if the same sign-in runs elsewhere.
    pub fn begin(&self, sign_in: SignIn) -> BoxFuture<'static, Result<Permit, NotNow>> {
        let inner = Arc::clone(&self.inner);
        off_thread(move |cancel| Ok(inner.begin(sign_in, cancel)))
            .map(|result| {
                // No thread for it: nothing may be sent unguarded.
                result.unwrap_or(Err(NotNow::Pause { seconds: 1 }))
            })
            .boxed()
    }

    /// The saved secrets that a server of this account refused for its user name.
    pub(super) fn refused_names(&self, account: &Account) -> Vec<SecretName> {
        let ledger = self.inner.read();
        let mut names = Vec::new();
        for key in keys_of(account) {
            for name in ledger.refused_names(&key) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    /// A secret is saved that was merely typed until now: what this process knows of its being
    /// refused is kept with its name, so that it is not sent there again after a restart either.
    pub(super) fn adopt(&self, account: &Account, secret: &Secret, name: &SecretName) {
        let of = |key: Key| {
            let memory = self.inner.memory();
            let mut refused = memory.refused.iter();
            let found = refused.find(|(refused, typed, _)| *refused == key && typed == secret);
            found.map(|(_, _, cause)| (key.clone(), *cause))
        };
        let refused: Vec<(Key, Cause)> = keys_of(account).into_iter().filter_map(of).collect();
        if refused.is_empty() {
            return;
        }
        self.inner.edit(&Cancel::default(), |ledger| {
            for (key, cause) in &refused {
                ledger.name(key, name.clone(), *cause, (self.inner.clock)());
            }
        });
    }

    /// Tells what saved secrets were refused for, and by which protocol's server; read once.
    pub(super) fn refusals(&self) -> impl Fn(&SecretName) -> Option<(Protocol, Cause)> + use<> {
        let ledger = self.inner.read();
        move |name| ledger.refusal_of(name)
    }
}

/// The servers of an account, each with the user name as it is sent.
fn keys_of(account: &Account) -> [Key; 2] {
    [
        Key {
            protocol: Protocol::from(account.protocol),
            host: account.incoming.host.clone(),
            user_name: account.incoming_user_name(),
        },
        Key {
            protocol: Protocol::Smtp,
            host: account.outgoing.host.clone(),
            user_name: account.outgoing.user_name.to_string(),
        },
    ]
}

impl Inner {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(self: &Arc<Self>, sign_in: SignIn, cancel: &Cancel) -> Result<Permit, NotNow> {
        let key = Key {
            protocol: sign_in.protocol,
            host: sign_in.host.clone(),
            user_name: sign_in.user_name.clone(),
        };
        let in_memory = self
            .memory()
            .refused
            .iter()
            .find(|(refused, secret, _)| *refused == key && *secret == sign_in.secret)
            .map(|(_, _, cause)| *cause);
        if let Some(cause) = in_memory {
            return Err(NotNow::RefusedBefore { cause });
        }
        let start = std::time::Instant::now();
        loop {
            let now = (self.clock)();
            let processes = Processes {
                own: std::process::id(),
                lives,
            };
            let result = self.edit(cancel, |ledger| {
                ledger.begin(&key, sign_in.name.as_ref(), now, processes)
            });
            match result {
                Ok(number) => {
                    return Ok(Permit {
                        inner: Arc::clone(self),
                        key,
                        number: Some(number),
                        sign_in,
                    });
                }
                Err(ledger::Refusal::Running)
                    if start.elapsed() < RUNNING_BOUND && !cancel.is_set() =>
                {
                    thread::sleep(RUNNING_POLL);
                }
                Err(ledger::Refusal::Running) => return Err(NotNow::Pause { seconds: 1 }),
                Err(ledger::Refusal::NotNow(not_now)) => return Err(not_now),
            }
        }
    }

    /// The record as it is. A file that cannot be read counts as what was known last.
    fn read(&self) -> Ledger {
        let bytes = self.path.as_deref().map(file::read);
        if let Some(Ok(Some(bytes))) = bytes
            && let Ok(ledger) = Ledger::parse(&bytes)
        {
            return ledger;
        }
        self.memory().ledger.clone()
    }

    /// Changes the record under its lock. Where the file cannot be used, memory alone keeps it: a
    /// check must not fail because a folder is read-only.
    fn edit<T>(&self, cancel: &Cancel, change: impl Fn(&mut Ledger) -> T) -> T {
        match self.edit_file(cancel, &change) {
            Ok(result) => result,
            Err(failure) => {
                // Once: every sign-in of this program would say it again.
                if let Some(failure) = failure
                    && !std::mem::replace(&mut self.memory().is_told, true)
                {
                    tracing::warn!("the record of refused sign-ins is not shared: {failure}");
                }
                change(&mut self.memory().ledger)
            }
        }
    }

    fn edit_file<T>(
        &self,
        cancel: &Cancel,
        change: impl Fn(&mut Ledger) -> T,
    ) -> Result<T, Option<StorageFailure>> {
        let path = self.path.as_deref().ok_or(None)?;
        let _lock = Lock::take(path, LOCK_BOUND, cancel)?;
        let mut ledger = match file::read(path)?.map(|bytes| Ledger::parse(&bytes)) {
            Some(Ok(ledger)) => ledger,
            Some(Err(ledger::Corrupt)) => {
                drop(file::keep_aside(path, (self.clock)())?);
                self.memory().ledger.clone()
            }
            None => self.memory().ledger.clone(),
        };
        let before = ledger.clone();
        let result = change(&mut ledger);
        if ledger != before {
            file::replace(path, &ledger.to_bytes(), Durability::Lax)?;
        }
        self.memory().ledger = ledger;
        Ok(result)
    }
}

/// The leave to make one sign-in. Say how it ended, and wait until that is written; if it is
/// dropped without a word (the check was cancelled), it counts as without verdict a little later.
#[derive(Debug)]
#[must_use = "a sign-in that is not reported counts as cancelled"]
pub struct Permit {
    inner: Arc<Inner>,
    key: Key,
    number: Option<u64>,
    sign_in: SignIn,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Inner").finish_non_exhaustive()
    }
}

/// Whether the refusal was of the secret itself, so that the same one is never sent again. Where
/// the provider wants something else first (a web sign-in, a switch), it may be right after that.
const fn blames_secret(cause: Cause) -> bool {
    matches!(cause, Cause::BadCredentials | Cause::AppPasswordRequired)
}

impl Permit {
    /// The server refused the sign-in ([`Cause::refuses_sign_in`]). Any other cause counts as no verdict.
    pub fn refused(mut self, cause: Cause) -> BoxFuture<'static, ()> {
        let number = self.number.take();
        let (inner, key) = (Arc::clone(&self.inner), self.key.clone());
        let name = self.sign_in.name.clone();
        let counts = cause.refuses_sign_in();
        if blames_secret(cause) {
            // At once, so that nothing of this process can be quicker.
            let secret = self.sign_in.secret.clone();
            inner.memory().refused.push((key.clone(), secret, cause));
        }
        off_thread(move |_| {
            // The report must arrive whoever waits for it: a token of its own.
            inner.edit(&Cancel::default(), |ledger| {
                ledger.end(number);
                if counts {
                    let name = name.clone().filter(|_| blames_secret(cause));
                    ledger.refuse(&key, name, cause, (inner.clock)());
                }
            });
            Ok(())
        })
        .map(|_| ())
        .boxed()
    }

    /// The server accepted the sign-in, or it came to no verdict (unreachable, cancelled).
    pub fn released(mut self) -> BoxFuture<'static, ()> {
        let number = self.number.take();
        let inner = Arc::clone(&self.inner);
        off_thread(move |_| {
            inner.edit(&Cancel::default(), |ledger| ledger.end(number));
            Ok(())
        })
        .map(|_| ())
        .boxed()
    }
}

/// Whether a process exists. Where that cannot be asked, a dead one's sign-in runs out by itself.
fn lives(process: u32) -> bool {
    !cfg!(target_os = "linux") || std::path::Path::new(&format!("/proc/{process}")).exists()
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(number) = self.number.take() {
            let inner = Arc::clone(&self.inner);
            // Without a thread it ends by itself a minute later.
            drop(spawn("attempts", move || {
                inner.edit(&Cancel::default(), |ledger| ledger.end(Some(number)));
            }));
        }
    }
}

#[cfg(test)]
#[path = "attempts/tests.rs"]
mod tests;
