//! Shows a settings card: a page in the temporary folder, opened by the system's viewer.

use std::{io, path::PathBuf};

use super::OpenFailure;
use crate::{
    account::Account,
    card,
    i18n::{Language, Locale},
};

/// Writes the page and opens it, on a thread of its own: disk and opener may be slow.
pub(super) async fn show(account: Account, language: Language) -> Result<(), OpenFailure> {
    let failure = |detail: String| OpenFailure { detail };
    let (done, shown) = futures::channel::oneshot::channel();
    let started = std::thread::Builder::new()
        .name("card".to_owned())
        // Whoever asked may have gone on.
        .spawn(move || drop(done.send(write_and_open(&account, language))));
    drop(started.map_err(|error| failure(error.to_string()))?);
    shown
        .await
        .unwrap_or_else(|_| Err(failure("the viewer ended".to_owned())))
}

fn write_and_open(account: &Account, language: Language) -> Result<(), OpenFailure> {
    let failure = |detail: String| OpenFailure { detail };
    let file = write(account, language).map_err(|error| failure(error.to_string()))?;
    open::that_detached(&file).map_err(|_| failure(file.display().to_string()))
}

/// A folder of its own, so that no other user can put a page in its place.
fn write(account: &Account, language: Language) -> io::Result<PathBuf> {
    let page = card::html(account, &Locale::new(language));
    let folder = tempfile::Builder::new().prefix("home-station-").tempdir()?;
    // It has to outlive this program, because the viewer does.
    let file = folder.keep().join(format!("{}.html", account.id));
    std::fs::write(&file, page)?;
    Ok(file)
}
