//! `discover --isp-dir`: what every file of a folder gives, one row a file.

use std::path::Path;

use serde::Serialize;

use super::{CandidateJson, candidates, uris, urls};
use crate::{
    cli::{console::Exit, json, session::Session},
    discovery::{
        Source,
        folder::{self, FileReport},
    },
};

/// One file: `candidates` or a `reason`, never both.
#[derive(Debug, Serialize)]
struct FileJson {
    file: String,
    domains: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<CandidateJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<Vec<String>>,
}

/// Reads and prints. The files are the person's own, so they count as an administrator's.
pub(super) async fn run(session: &mut Session<'_>, folder: &Path, as_json: bool) -> Exit {
    let path = folder.to_owned();
    let listed = tokio::task::spawn_blocking(move || folder::files(&path)).await;
    let files = match listed.map_err(std::io::Error::from).flatten() {
        Ok(files) => files,
        Err(error) => {
            let place = folder.display();
            session.console.error(&format!("{place}: {error}"));
            return Exit::WrongUse;
        }
    };
    for path in files {
        let read = tokio::task::spawn_blocking(move || folder::report(&path)).await;
        if let Ok(report) = read {
            print(session, report, as_json);
        }
    }
    Exit::Done
}

fn print(session: &mut Session<'_>, report: FileReport, as_json: bool) {
    let FileReport {
        file,
        domains,
        servers,
    } = report;
    let row = match &servers {
        Ok(found) if as_json => json::line(&FileJson {
            file,
            domains,
            candidates: Some(candidates(found, Source::AdministratorFile, None)),
            reason: None,
            pages: Some(urls(&found.pages, None)),
        }),
        Err(fault) if as_json => json::line(&FileJson {
            file,
            domains,
            candidates: None,
            reason: Some(fault.to_string()),
            pages: None,
        }),
        Ok(found) => format!("{file}: {}\n", uris(found).join(" ")),
        Err(fault) => format!("{file}: {}\n", session.locale.text(fault.text_key())),
    };
    session.console.out(&row);
}
