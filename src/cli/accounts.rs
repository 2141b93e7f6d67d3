//! `accounts`, `remove` and `card`: what is saved.

use serde::Serialize;

use super::{
    console::Exit,
    devices::{self, TodoJson},
    grammar::CardFormat,
    json::{self, AccountJson, ErrorJson},
    session::Session,
    words,
};
use crate::{account::AccountId, card, i18n::FluentValue};

#[derive(Debug, Serialize)]
struct ListJson<'a> {
    accounts: Vec<AccountJson<'a>>,
    /// Written by a newer program: only read.
    read_only: bool,
    /// A list that could not be read was kept under this name.
    kept_aside: Option<String>,
    /// What still has to be done at the devices.
    #[serde(skip_serializing_if = "TodoJson::is_empty")]
    to_do: TodoJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

#[derive(Debug, Serialize)]
struct RemovedJson {
    removed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

/// Lists the saved mailboxes.
pub(super) async fn list(session: &mut Session<'_>, as_json: bool) -> Exit {
    let snapshot = match session.snapshot().await {
        Ok(snapshot) => snapshot,
        Err(failure) => {
            if as_json {
                let json = ListJson {
                    accounts: Vec::new(),
                    read_only: false,
                    kept_aside: None,
                    to_do: TodoJson::default(),
                    errors: vec![session.storage_error(&failure)],
                };
                session.console.out(&json::line(&json));
            }
            return session.storage_failed(&failure);
        }
    };
    let (below, to_do) = devices::under_list(session).await;
    if as_json {
        let json = ListJson {
            to_do,
            accounts: snapshot.accounts.iter().map(AccountJson::from).collect(),
            read_only: snapshot.read_only,
            kept_aside: snapshot
                .kept_aside
                .as_ref()
                .map(|path| path.display().to_string()),
            errors: Vec::new(),
        };
        session.console.out(&json::line(&json));
        return Exit::Done;
    }
    if snapshot.accounts.is_empty() {
        session.say("cli-accounts-none");
    }
    for stored in &snapshot.accounts {
        let line = words::listed(session.locale, stored);
        session.console.out(&line);
    }
    session.console.out(&below);
    Exit::Done
}

/// Removes a mailbox and its secret.
pub(super) async fn remove(session: &mut Session<'_>, id: Option<&str>, as_json: bool) -> Exit {
    let mut errors = Vec::new();
    let ids = match id {
        Some(id) => session
            .account(id)
            .await
            .map(|stored| vec![stored.account.id]),
        None => every_id(session).await,
    };
    let mut exit = match &ids {
        Ok(_) => Exit::Done,
        Err((error, exit)) => {
            errors.push(error.clone());
            *exit
        }
    };
    // One that cannot be removed does not keep the others.
    for id in ids.unwrap_or_default() {
        match session.backend.remove(id.clone()).await {
            Ok(()) if as_json => {}
            Ok(()) => {
                let values = [("id", FluentValue::from(id.to_string()))];
                let text = session.locale.text_with("cli-removed", values);
                session.console.out(&format!("{text}\n"));
            }
            Err(failure) => {
                errors.push(session.storage_error(&failure));
                exit = session.storage_failed(&failure);
            }
        }
    }
    if as_json {
        let removed = exit == Exit::Done;
        session
            .console
            .out(&json::line(&RemovedJson { removed, errors }));
    }
    exit
}

/// The ids of all saved mailboxes.
async fn every_id(session: &mut Session<'_>) -> Result<Vec<AccountId>, (ErrorJson, Exit)> {
    match session.snapshot().await {
        Ok(snapshot) => {
            if let Some(error) = session.kept_aside(&snapshot) {
                // Which mailboxes there were is not known any more: their secrets stay.
                return Err((error, Exit::Storage));
            }
            let ids = snapshot.accounts.into_iter();
            Ok(ids.map(|stored| stored.account.id).collect())
        }
        Err(failure) => {
            let error = session.storage_error(&failure);
            Err((error, session.storage_failed(&failure)))
        }
    }
}

/// Prints the settings card of a mailbox.
pub(super) async fn card(session: &mut Session<'_>, id: &str, format: CardFormat) -> Exit {
    match session.account(id).await {
        Ok(stored) => {
            let card = match format {
                CardFormat::Text => card::text(&stored.account, session.locale),
                CardFormat::Html => card::html(&stored.account, session.locale),
            };
            session.console.out(&card);
            Exit::Done
        }
        Err((_, exit)) => exit,
    }
}
