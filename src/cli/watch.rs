//! `watch`: signs in now and then, takes nothing, and says when that fails for good.
//!
//! The rules are [`crate::watch`]'s; here are the clock, the file that keeps what is known between
//! runs, and the words. It never makes the system ask for the keyring's password: nobody may be
//! there to answer.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use time::{OffsetDateTime, UtcOffset, macros::format_description};

use super::{
    console::Exit,
    json::{self, CheckJson, ErrorJson, SideJson},
    notify::Notifier,
    session::Session,
};
use crate::{
    account::{Account, AccountId},
    backend::{KeyringStatus, MailboxState, Sides, StoredAccount},
    failure::{Cause, Side, StorageFailure},
    i18n::{FluentValue, Locale},
    provider,
    store::{Folders, state},
    watch::{Notice, State, Watch},
};

/// What is known between two rounds: in the state folder, else in memory.
pub(super) struct Known {
    folders: Option<Folders>,
    memory: Mutex<Watch>,
}

impl Known {
    pub(super) fn new(folders: Option<Folders>) -> Self {
        Self {
            folders,
            memory: Mutex::default(),
        }
    }

    /// Changes it, under the lock that all watches share. A folder that cannot be written to does
    /// not stop the watch; then it knows what it saw itself.
    async fn edit<R: Send + 'static>(
        &self,
        change: impl Fn(&mut Watch) -> R + Clone + Send + 'static,
    ) -> R {
        if let Some(folders) = &self.folders {
            let change = change.clone();
            let edited = state::edit(folders, "watch", move |watch: &mut Watch| {
                let result = change(watch);
                (result, watch.clone())
            });
            match edited.await {
                Ok((result, watch)) => {
                    *self.memory.lock().unwrap_or_else(PoisonError::into_inner) = watch;
                    return result;
                }
                Err(failure) => tracing::warn!(%failure, "the watch's state is not kept"),
            }
        }
        change(&mut self.memory.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One mailbox, as it stands after a round.
#[derive(Debug, Serialize)]
struct MailboxJson {
    #[serde(flatten)]
    check: CheckJson,
    /// Whether it was contacted in this round.
    looked: bool,
    /// `new`, `works`, `temporary`, `refused`, `secret_missing`.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "time::serde::rfc3339::option"
    )]
    since: Option<OffsetDateTime>,
    /// Whether the person was told in this round.
    notified: bool,
}

#[derive(Debug, Serialize)]
struct RoundJson {
    accounts: Vec<MailboxJson>,
    all_proven: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

/// How the watch is run.
pub(super) struct Options<'a> {
    pub(super) once: bool,
    pub(super) as_json: bool,
    pub(super) known: Known,
    pub(super) notifier: &'a Notifier,
}

/// Watches for ever, or for one round.
pub(super) async fn run(session: &mut Session<'_>, options: Options<'_>) -> Exit {
    // Asked for while this process has one thread; later the system may refuse to tell.
    let offset = UtcOffset::current_local_offset().unwrap_or(UtcOffset::UTC);
    let clock = || OffsetDateTime::now_utc().to_offset(offset);
    if !options.once && !options.as_json {
        session.say("watch-started");
    }
    let mut told = None;
    loop {
        let mut kept_aside = None;
        let round = match session.snapshot().await {
            Ok(snapshot) => {
                kept_aside = session.kept_aside(&snapshot);
                one_round(session, &options, &snapshot.accounts, &clock).await
            }
            Err(failure) => Err(failure),
        };
        let rest = match &round {
            Ok((_, rest)) => {
                told = None;
                *rest
            }
            Err(failure) => {
                // Once, not every minute.
                if told.as_ref() != Some(failure) {
                    let _ = session.storage_failed(failure);
                    told = Some(failure.clone());
                }
                std::time::Duration::from_secs(60)
            }
        };
        if options.once {
            let round = round.map(|(json, _)| json);
            return finish(session, round, kept_aside, options.as_json);
        }
        if options.as_json
            && let Ok((round, _)) = &round
        {
            for mailbox in round.accounts.iter().filter(|mailbox| mailbox.looked) {
                session.console.out(&json::line(mailbox));
            }
        }
        tokio::time::sleep(rest).await;
    }
}

fn finish(
    session: &mut Session<'_>,
    round: Result<RoundJson, StorageFailure>,
    kept_aside: Option<ErrorJson>,
    as_json: bool,
) -> Exit {
    let (mut round, mut exit) = match round {
        Ok(round) if round.all_proven => (round, Exit::Done),
        Ok(round) => (round, Exit::Refused),
        Err(failure) => {
            let round = RoundJson {
                accounts: Vec::new(),
                all_proven: false,
                errors: vec![session.storage_error(&failure)],
            };
            (round, Exit::Storage)
        }
    };
    if let Some(error) = kept_aside {
        // Whoever waits for the exit must not think that all is well.
        round.all_proven = false;
        round.errors.push(error);
        exit = Exit::Storage;
    }
    if as_json {
        session.console.out(&json::line(&round));
    }
    exit
}

/// Looks at what is due (when asked for, at what may be looked at), tells what is new.
async fn one_round(
    session: &mut Session<'_>,
    options: &Options<'_>,
    accounts: &[StoredAccount],
    clock: &impl Fn() -> OffsetDateTime,
) -> Result<(RoundJson, std::time::Duration), StorageFailure> {
    if accounts.is_empty() {
        if options.once && !options.as_json {
            session.say("watch-no-mailboxes");
        }
    } else {
        match session.backend.keyring_status().await {
            KeyringStatus::Ready => {}
            KeyringStatus::Locked => {
                return Err(StorageFailure::KeyringLocked {
                    detail: String::new(),
                });
            }
            KeyringStatus::Missing(failure) => return Err(failure),
        }
    }
    let claimed = {
        let (list, now, asked) = (readable(accounts), clock(), options.once);
        let all = accounts.to_vec();
        options
            .known
            .edit(move |watch| {
                watch.follow(&all, now);
                watch.claim(&list, now, asked)
            })
            .await
    };
    let mut mailboxes = Vec::with_capacity(accounts.len());
    for stored in accounts {
        mailboxes.push(look(session, options, stored, &claimed, clock).await);
    }
    let (all, now) = (accounts.to_vec(), clock());
    let rest = options.known.edit(move |watch| watch.rest(&all, now)).await;
    let round = RoundJson {
        all_proven: mailboxes.iter().all(|mailbox| mailbox.state == "works"),
        accounts: mailboxes,
        errors: Vec::new(),
    };
    Ok((round, rest))
}

/// The mailboxes that have a secret to look with.
fn readable(accounts: &[StoredAccount]) -> Vec<StoredAccount> {
    accounts
        .iter()
        .filter(|stored| stored.state != MailboxState::SecretMissing)
        .cloned()
        .collect()
}

async fn look(
    session: &mut Session<'_>,
    options: &Options<'_>,
    stored: &StoredAccount,
    claimed: &[AccountId],
    clock: &impl Fn() -> OffsetDateTime,
) -> MailboxJson {
    let account = &stored.account;
    let id = account.id.clone();
    let mut check = CheckJson {
        id: id.to_string(),
        incoming: SideJson::skipped(),
        outgoing: SideJson::skipped(),
        findings: Vec::new(),
        error: None,
    };
    let looked = claimed.contains(&id);
    let notice =
        if looked && let Some(report) = session.check_saved(id.clone(), Sides::of(account)).await {
            check = CheckJson::new(id.as_str(), &report);
            let (stored, now) = (stored.clone(), clock());
            options
                .known
                .edit(move |watch| watch.finished(&stored, &report, now))
                .await
        } else {
            let (id, now, asked) = (id.clone(), clock(), options.once);
            options
                .known
                .edit(move |watch| watch.notice_again(&id, now, asked))
                .await
        };
    let notified = match notice {
        Some(notice) => tell(session, options, account, &notice, clock()).await,
        None => false,
    };
    let state = options.known.edit(move |watch| watch.state(&id)).await;
    let missing = stored.state == MailboxState::SecretMissing;
    if !options.as_json && (looked || options.once) {
        let line = line(session.locale, account, state, missing, clock());
        session.console.out(&format!("{line}\n"));
    }
    let (word, cause, since) = match state {
        _ if missing => ("secret_missing", None, None),
        State::New => ("new", None, None),
        State::Works => ("works", None, None),
        State::Temporary { since, cause, .. } => ("temporary", Some(cause), Some(since)),
        State::Refused { since, cause, .. } => ("refused", Some(cause), Some(since)),
    };
    MailboxJson {
        check,
        looked,
        state: word,
        cause,
        since,
        notified,
    }
}

/// Shows a notice; whether the desktop took it. Where none did (before the desktop is up, say), it
/// is shown later.
async fn tell(
    session: &Session<'_>,
    options: &Options<'_>,
    account: &Account,
    notice: &Notice,
    now: OffsetDateTime,
) -> bool {
    let (title, text) = words(session.locale, account, notice);
    let notified = (options.notifier)(&title, &text).await;
    if !notified {
        let id = account.id.clone();
        options
            .known
            .edit(move |watch| watch.told_in_vain(&id, now))
            .await;
    }
    notified
}

/// Title and text of a notice.
fn words(locale: &Locale, account: &Account, notice: &Notice) -> (String, String) {
    let Notice::Refused {
        side, cause, since, ..
    } = notice;
    let values = || {
        [
            (
                "provider",
                FluentValue::from(provider::name_of(account, *side)),
            ),
            ("time", FluentValue::from(hour(*since))),
            ("address", FluentValue::from(account.address.to_string())),
        ]
    };
    let of_password = matches!(cause, Cause::BadCredentials | Cause::AppPasswordRequired);
    let (title, text) = if of_password {
        ("watch-notice-password", "watch-notice-password-text")
    } else {
        ("watch-notice-sign-in", "watch-notice-sign-in-text")
    };
    (
        locale.text_with(title, values()),
        locale.text_with(text, values()),
    )
}

/// One line of the log: when, which, how it is.
fn line(
    locale: &Locale,
    account: &Account,
    state: State,
    missing: bool,
    now: OffsetDateTime,
) -> String {
    let (key, since, side) = match state {
        _ if missing => ("watch-line-secret-missing", None, Side::Incoming),
        State::New => ("watch-line-new", None, Side::Incoming),
        State::Works => ("watch-line-works", None, Side::Incoming),
        State::Temporary { since, .. } => ("watch-line-temporary", Some(since), Side::Incoming),
        State::Refused { since, side, .. } => ("watch-line-refused", Some(since), side),
    };
    let since = since.map(|since| moment(since.to_offset(now.offset())));
    locale.text_with(
        key,
        [
            ("now", FluentValue::from(moment(now))),
            ("id", FluentValue::from(account.id.to_string())),
            (
                "provider",
                FluentValue::from(provider::name_of(account, side)),
            ),
            ("since", FluentValue::from(since.unwrap_or_default())),
        ],
    )
}

fn hour(time: OffsetDateTime) -> String {
    time.format(format_description!("[hour]:[minute]"))
        .unwrap_or_default()
}

fn moment(time: OffsetDateTime) -> String {
    time.format(format_description!("[year]-[month]-[day] [hour]:[minute]"))
        .unwrap_or_default()
}
