//! The record itself: which sign-ins were refused when, and which are running. No I/O, no clock.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{NotNow, SecretName};
use crate::{
    account::{Host, Protocol},
    failure::Cause,
};

/// How many refused sign-ins a server and user name may have within [`WINDOW`].
pub const MAX_REFUSED: usize = 2;

/// How long a refused sign-in counts.
pub const WINDOW: Duration = Duration::from_secs(15 * 60);

/// How long a sign-in may run: longer than the 25 s a side may take. After that its process is gone.
const RUNNING: Duration = Duration::from_secs(60);

/// The most refusals that are remembered; the oldest go first.
const MAX_ENTRIES: usize = 500;

/// Which server and user name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) protocol: Protocol,
    pub(super) host: Host,
    pub(super) user_name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Refused {
    #[serde(flatten)]
    key: Key,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    cause: Cause,
    /// The saved secret that was refused; never sent there again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret: Option<SecretName>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Running {
    #[serde(flatten)]
    key: Key,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    number: u64,
    process: u32,
}

/// The process that asks, and which others live.
#[derive(Clone, Copy)]
pub(super) struct Processes {
    pub(super) own: u32,
    pub(super) lives: fn(u32) -> bool,
}

/// The content of `attempts.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    version: u32,
    #[serde(default)]
    refused: Vec<Refused>,
    #[serde(default)]
    running: Vec<Running>,
}

/// The file cannot be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corrupt;

/// Why a sign-in does not begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    NotNow(NotNow),
    /// Others are running whose end decides.
    Running,
}

impl Ledger {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Corrupt> {
        serde_json::from_slice(bytes).map_err(|_| Corrupt)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Begins a sign-in and gives its number, under which it ends.
    pub(super) fn begin(
        &mut self,
        key: &Key,
        secret: Option<&SecretName>,
        now: OffsetDateTime,
        processes: Processes,
    ) -> Result<u64, Refusal> {
        self.version = 1;
        self.running
            .retain(|running| age(running.at, now) < RUNNING && (processes.lives)(running.process));
        let before = self.refused.iter().find(|refused| {
            refused.key == *key && secret.is_some() && refused.secret.as_ref() == secret
        });
        if let Some(refused) = before {
            return Err(Refusal::NotNow(NotNow::RefusedBefore {
                cause: refused.cause,
            }));
        }
        let mut ages: Vec<Duration> = self
            .refused
            .iter()
            .filter(|refused| refused.key == *key)
            .map(|refused| age(refused.at, now))
            .filter(|age| *age < WINDOW)
            .collect();
        ages.sort_unstable();
        // The younger of the last two has to wait for the older one's end.
        if let Some(oldest_that_counts) = ages.get(MAX_REFUSED - 1) {
            let rest = WINDOW.saturating_sub(*oldest_that_counts);
            let seconds = u32::try_from(rest.as_secs()).unwrap_or(u32::MAX);
            return Err(Refusal::NotNow(NotNow::Pause {
                seconds: seconds
                    .saturating_add(u32::from(rest.subsec_nanos() > 0))
                    .max(1),
            }));
        }
        let running = self.running.iter().filter(|running| running.key == *key);
        if ages.len() + running.count() >= MAX_REFUSED {
            return Err(Refusal::Running);
        }
        let number = self
            .running
            .iter()
            .map(|running| running.number)
            .max()
            .unwrap_or(0)
            .wrapping_add(1)
            .max(u64::try_from(now.unix_timestamp_nanos()).unwrap_or(0));
        self.running.push(Running {
            key: key.clone(),
            at: now,
            number,
            process: processes.own,
        });
        Ok(number)
    }

    /// Ends a sign-in, whatever came of it.
    pub(super) fn end(&mut self, number: Option<u64>) {
        self.running
            .retain(|running| Some(running.number) != number);
    }

    /// Notes a refusal, and for which saved secret if it was the secret's fault.
    pub(super) fn refuse(
        &mut self,
        key: &Key,
        secret: Option<SecretName>,
        cause: Cause,
        now: OffsetDateTime,
    ) {
        self.version = 1;
        self.refused
            .retain(|refused| refused.secret.is_some() || age(refused.at, now) < WINDOW);
        self.refused.push(Refused {
            key: key.clone(),
            at: now,
            cause,
            secret,
        });
        let excess = self.refused.len().saturating_sub(MAX_ENTRIES);
        drop(self.refused.drain(..excess));
    }

    /// A secret that was refused is saved under a name: the refusal is its own and counts no second
    /// time for the pause.
    pub(super) fn name(
        &mut self,
        key: &Key,
        secret: SecretName,
        cause: Cause,
        now: OffsetDateTime,
    ) {
        self.version = 1;
        let mut nameless = self.refused.iter_mut().rev().filter(|refused| {
            refused.key == *key && refused.cause == cause && refused.secret.is_none()
        });
        if let Some(refused) = nameless.next() {
            refused.secret = Some(secret);
        } else {
            // So long ago that the record forgot it.
            let long_ago = Refused {
                key: key.clone(),
                at: now
                    .checked_sub(WINDOW.try_into().unwrap_or_default())
                    .unwrap_or(now),
                cause,
                secret: Some(secret),
            };
            self.refused.insert(0, long_ago);
        }
    }

    /// The saved secrets that this server refused for this user name.
    pub(super) fn refused_names<'a>(
        &'a self,
        key: &'a Key,
    ) -> impl Iterator<Item = &'a SecretName> + 'a {
        self.refused
            .iter()
            .filter(move |refused| refused.key == *key)
            .filter_map(|refused| refused.secret.as_ref())
    }

    /// What a saved secret was refused for.
    pub(super) fn refusal_of(&self, name: &SecretName) -> Option<(Protocol, Cause)> {
        self.refused
            .iter()
            .rev()
            .find(|refused| refused.secret.as_ref() == Some(name))
            .map(|refused| (refused.key.protocol, refused.cause))
    }
}

/// How long ago. After the clock was set back a time in the future counts as just now, or, if it
/// is further ahead than the window, as long ago: it must not lock anybody out for a year.
fn age(at: OffsetDateTime, now: OffsetDateTime) -> Duration {
    let age = now - at;
    if age.is_negative() {
        if age.unsigned_abs() > WINDOW {
            Duration::MAX
        } else {
            Duration::ZERO
        }
    } else {
        age.unsigned_abs()
    }
}
