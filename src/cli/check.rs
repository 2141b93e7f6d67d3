//! `check`: proves saved mailboxes again with their saved secrets.

use serde::Serialize;

use super::{
    console::Exit,
    json::{self, CheckJson, ErrorJson},
    session::Session,
    words,
};
use crate::backend::{Outcome, Report, Sides, StoredAccount};

/// Every mailbox that was looked at. Where it was one, its sides stand here too, as in `setup`.
#[derive(Debug, Serialize)]
struct ChecksJson<'a> {
    #[serde(flatten)]
    only: Option<&'a CheckJson>,
    accounts: &'a [CheckJson],
    all_proven: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

/// Checks one mailbox or all, one after the other: several may be at one server, which counts
/// connections.
pub(super) async fn run(session: &mut Session<'_>, id: Option<&str>, as_json: bool) -> Exit {
    let mut errors = Vec::new();
    let chosen = match id {
        Some(id) => session.account(id).await.map(|stored| vec![stored]),
        None => match session.snapshot().await {
            Ok(snapshot) => match session.kept_aside(&snapshot) {
                Some(error) => Err((error, Exit::Storage)),
                None => Ok(snapshot.accounts),
            },
            Err(failure) => {
                let exit = session.storage_failed(&failure);
                Err((session.storage_error(&failure), exit))
            }
        },
    };
    let (chosen, mut exit) = match chosen {
        Ok(chosen) => (chosen, Exit::Done),
        Err((error, exit)) => {
            errors.push(error);
            (Vec::new(), exit)
        }
    };
    if chosen.is_empty() && exit == Exit::Done && !as_json {
        session.say("cli-accounts-none");
    }
    let mut checks = Vec::with_capacity(chosen.len());
    for stored in &chosen {
        let (check, proven) = one(session, stored, Sides::Both, as_json).await;
        checks.push(check);
        if !proven {
            exit = exit.max(Exit::Refused);
        }
    }
    if as_json {
        let json = ChecksJson {
            only: match checks.as_slice() {
                [only] => Some(only),
                [] | [_, ..] => None,
            },
            accounts: &checks,
            all_proven: exit == Exit::Done,
            errors,
        };
        session.console.out(&json::line(&json));
    }
    exit
}

/// Checks one saved mailbox, and says how it went. What was looked at must have proved.
pub(super) async fn one(
    session: &mut Session<'_>,
    stored: &StoredAccount,
    sides: Sides,
    as_json: bool,
) -> (CheckJson, bool) {
    let account = &stored.account;
    if !as_json {
        session
            .console
            .out(&format!("{} ({})\n", account.id, account.address));
    }
    let report = session.check_saved(account.id.clone(), sides).await;
    // Nothing is looked at where there is no secret to look with.
    let looked_at = |report: &Report| {
        report.incoming != Outcome::Skipped || report.outgoing != Outcome::Skipped
    };
    let Some(report) = report.filter(looked_at) else {
        let mut json = CheckJson {
            id: account.id.to_string(),
            incoming: json::SideJson::skipped(),
            outgoing: json::SideJson::skipped(),
            findings: Vec::new(),
            error: None,
        };
        let secret = session.backend.secret(account.id.clone()).await;
        if let Err(failure) = secret {
            let sentence = words::storage(session.locale, &failure);
            session.console.error(&sentence);
            json.error = Some(sentence);
        }
        return (json, false);
    };
    if !as_json {
        let text = words::report(session.locale, account, &report);
        session.console.out(&text);
    }
    let proven = match sides {
        Sides::Both => report.incoming.is_proved() && report.outgoing.is_proved(),
        Sides::OutgoingOnly => report.outgoing.is_proved(),
        Sides::IncomingOnly => report.incoming.is_proved(),
    };
    (CheckJson::new(account.id.as_str(), &report), proven)
}
