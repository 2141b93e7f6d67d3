//! When which mailbox is looked at, and what is told about it: the watch's rules, without a clock,
//! a network or a file of their own.
//!
//! * Hourly; after something temporary sooner, but never below the provider's least interval.
//! * A LevelSender's mailbox by its submission server only: POP3 takes one client, and a look
//!   would lock the device out.
//! * A sign-in that was refused for good is told once and not tried again until the secret changes
//!   (or somebody proved the mailbox by hand).
//!
//! The state is plain data, kept between runs, so that several of them (a task scheduler's `--once`
//! and one that stays) behave as one.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{
    account::{Account, AccountId},
    backend::{Outcome, Report, StoredAccount},
    failure::{Cause, Side},
    provider::Catalogue,
};

/// How long between two looks when all is well.
pub const INTERVAL: Duration = Duration::from_secs(60 * 60);

/// How long after a temporary failure the next look comes; doubled each time, up to [`INTERVAL`].
pub const RETRY: Duration = Duration::from_secs(10 * 60);

/// The least time between two looks where the catalogue says more than nothing.
fn least_interval(account: &Account) -> Duration {
    let minutes = Catalogue::bundled()
        .by_id(&account.provider)
        .and_then(|provider| provider.limits().minutes_between_checks)
        .unwrap_or(0);
    Duration::from_secs(u64::from(minutes) * 60)
}

/// Whether a cause stays until somebody does something about the sign-in.
pub const fn is_final(cause: Cause) -> bool {
    // Too many tries pass by themselves.
    cause.refuses_sign_in() && !matches!(cause, Cause::TooManyAttempts)
}

/// What is known of one mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Not looked at yet.
    New,
    /// It proved.
    Works,
    /// It failed for a reason that may pass; tried again by itself.
    Temporary {
        /// The first failure of this row.
        #[serde(with = "time::serde::rfc3339")]
        since: OffsetDateTime,
        /// Why, the last time.
        cause: Cause,
        /// How often in a row.
        failures: u32,
    },
    /// The sign-in was refused for good.
    Refused {
        /// When.
        #[serde(with = "time::serde::rfc3339")]
        since: OffsetDateTime,
        /// Why.
        cause: Cause,
        /// By which server.
        side: Side,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mailbox {
    generation: u64,
    #[serde(default, with = "time::serde::rfc3339::option")]
    looked: Option<OffsetDateTime>,
    #[serde(with = "time::serde::rfc3339")]
    due: OffsetDateTime,
    #[serde(flatten)]
    state: State,
    /// When the refusal was last told in vain: there was no desktop that showed it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "time::serde::rfc3339::option"
    )]
    untold: Option<OffsetDateTime>,
}

/// What the person is told, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A server does not accept the sign-in any more.
    Refused {
        /// The mailbox.
        id: AccountId,
        /// By which server.
        side: Side,
        /// Why.
        cause: Cause,
        /// Since when.
        since: OffsetDateTime,
    },
}

/// All mailboxes that are watched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watch {
    #[serde(default)]
    mailboxes: BTreeMap<String, Mailbox>,
}

impl Watch {
    /// Takes over what is saved: new mailboxes are due, removed ones forgotten, and a changed
    /// secret, or a proof by hand after a refusal, begins anew.
    pub fn follow(&mut self, accounts: &[StoredAccount], now: OffsetDateTime) {
        self.mailboxes.retain(|id, _| {
            accounts
                .iter()
                .any(|stored| stored.account.id.as_str() == id)
        });
        for stored in accounts {
            let anew = Mailbox {
                generation: stored.generation,
                looked: None,
                due: now,
                state: State::New,
                untold: None,
            };
            let id = stored.account.id.to_string();
            let mailbox = self.mailboxes.entry(id).or_insert_with(|| anew.clone());
            let proven_since = match mailbox.state {
                State::Refused { since, .. } => {
                    stored.account.proven.is_some_and(|proven| proven > since)
                }
                State::New | State::Works | State::Temporary { .. } => false,
            };
            if mailbox.generation != stored.generation || proven_since {
                *mailbox = anew;
            }
            // A clock that was set back must not silence the watch.
            if mailbox.looked.is_some_and(|looked| looked > now) {
                mailbox.looked = None;
                mailbox.due = now;
            }
        }
    }

    /// Whether a mailbox may be looked at now: not refused, and the provider's interval is over.
    /// `asked`: somebody asked for this round, so the schedule does not count.
    fn may_look(&self, account: &Account, now: OffsetDateTime, asked: bool) -> bool {
        let Some(mailbox) = self.mailboxes.get(account.id.as_str()) else {
            return false;
        };
        let refused = matches!(mailbox.state, State::Refused { .. });
        let rested = mailbox
            .looked
            .is_none_or(|looked| now - looked >= least_interval(account));
        !refused && rested && (asked || mailbox.due <= now)
    }

    /// The mailboxes to look at now, each counted as looked at from here on, so that another watch
    /// does not look as well.
    pub fn claim(
        &mut self,
        accounts: &[StoredAccount],
        now: OffsetDateTime,
        asked: bool,
    ) -> Vec<AccountId> {
        let mut claimed = Vec::new();
        for stored in accounts {
            let account = &stored.account;
            if self.may_look(account, now, asked)
                && let Some(mailbox) = self.mailboxes.get_mut(account.id.as_str())
            {
                mailbox.looked = Some(now);
                mailbox.due = now + INTERVAL.max(least_interval(account));
                claimed.push(account.id.clone());
            }
        }
        claimed
    }

    /// Takes in the end of a look. What it says counts only for the secret it was made with.
    pub fn finished(
        &mut self,
        stored: &StoredAccount,
        report: &Report,
        now: OffsetDateTime,
    ) -> Option<Notice> {
        let account = &stored.account;
        let mailbox = self
            .mailboxes
            .get_mut(account.id.as_str())
            .filter(|mailbox| mailbox.generation == stored.generation)?;
        let failed = |side: Side| match report.side(side) {
            Outcome::Failed { failure, .. } => Some((side, failure.cause)),
            Outcome::Proved { .. } | Outcome::Skipped => None,
        };
        let failures = || {
            [Side::Incoming, Side::Outgoing]
                .into_iter()
                .filter_map(failed)
        };
        let refusal = failures().find(|(_, cause)| is_final(*cause));
        if let Some((side, cause)) = refusal {
            let told = matches!(mailbox.state, State::Refused { .. });
            if told {
                return None;
            }
            mailbox.state = State::Refused {
                since: now,
                cause,
                side,
            };
            return Some(Notice::Refused {
                id: account.id.clone(),
                side,
                cause,
                since: now,
            });
        }
        if report.incoming == Outcome::Skipped && report.outgoing == Outcome::Skipped {
            // There was no secret to look with.
            return None;
        }
        mailbox.state = match failures().next() {
            None => State::Works,
            Some((_, cause)) => {
                let (since, failures) = match mailbox.state {
                    State::Temporary {
                        since, failures, ..
                    } => (since, failures.saturating_add(1)),
                    State::New | State::Works | State::Refused { .. } => (now, 1),
                };
                let wait = RETRY.saturating_mul(1 << (failures - 1).min(8));
                mailbox.due = now + wait.min(INTERVAL).max(least_interval(account));
                State::Temporary {
                    since,
                    cause,
                    failures,
                }
            }
        };
        None
    }

    /// A notice was shown nowhere: it is told again.
    pub fn told_in_vain(&mut self, id: &AccountId, now: OffsetDateTime) {
        if let Some(mailbox) = self.mailboxes.get_mut(id.as_str()) {
            mailbox.untold = Some(now);
        }
    }

    /// A notice that nobody has seen yet, if it is time to show it again; `asked`: somebody asked
    /// for this round. It counts as told from here on.
    pub fn notice_again(
        &mut self,
        id: &AccountId,
        now: OffsetDateTime,
        asked: bool,
    ) -> Option<Notice> {
        let mailbox = self.mailboxes.get_mut(id.as_str())?;
        let State::Refused { since, cause, side } = mailbox.state else {
            return None;
        };
        let last = mailbox.untold?;
        if !asked && last <= now && now - last < RETRY {
            return None;
        }
        mailbox.untold = None;
        Some(Notice::Refused {
            id: id.clone(),
            side,
            cause,
            since,
        })
    }

    /// What is known of a mailbox.
    pub fn state(&self, id: &AccountId) -> State {
        self.mailboxes
            .get(id.as_str())
            .map_or(State::New, |mailbox| mailbox.state)
    }

    /// How long nothing is due; at most a minute, so that a changed file or clock is soon seen.
    pub fn rest(&self, accounts: &[StoredAccount], now: OffsetDateTime) -> Duration {
        let longest = Duration::from_secs(60);
        accounts
            .iter()
            .filter_map(|stored| {
                let mailbox = self.mailboxes.get(stored.account.id.as_str())?;
                let rested = mailbox
                    .looked
                    .map(|looked| looked + least_interval(&stored.account));
                let waits = !matches!(mailbox.state, State::Refused { .. });
                waits.then(|| rested.map_or(mailbox.due, |rested| rested.max(mailbox.due)))
            })
            .map(|due| Duration::try_from(due - now).unwrap_or_default())
            .min()
            .unwrap_or(longest)
            .min(longest)
    }
}

#[cfg(test)]
#[path = "watch/tests.rs"]
mod tests;
