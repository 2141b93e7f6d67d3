//! Files in Mozilla's format: the administrator's own, and whole folders of them.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    Discovered,
    client_config::{self, ClientConfig, ConfigFault, MAX_CONFIG_BYTES},
    pages,
};
use crate::account::Host;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// The domains it says it is for.
    pub domains: Vec<String>,
    /// Its servers, both sides usable, or why there are none.
    pub servers: Result<Discovered, FileFault>,
}

/// Why a file gives no servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FileFault {
    /// It cannot be read, or is no file.
    #[error("unreadable")]
    Unreadable,
    /// Its content.
    #[error(transparent)]
    Content(#[from] ConfigFault),
}

impl FileFault {
    /// The key of the sentence that says it.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Unreadable => "discovery-reason-unreadable",
            Self::Content(fault) => fault.text_key(),
        }
    }
}

/// The files of a folder in the order of their names, subfolders left out. No file ends it.
///
/// # Errors
/// The folder cannot be read.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| !path.is_dir())
        .collect();
    files.sort();
    Ok(files)
}

/// Reads one file.
pub fn report(path: &Path) -> FileReport {
    let file = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let (domains, servers) = match read(path) {
        Err(_) => (Vec::new(), Err(FileFault::Unreadable)),
        Ok(bytes) => match client_config::parse(&bytes, None) {
            Err(fault) => (Vec::new(), Err(fault.into())),
            Ok(ClientConfig {
                domains,
                discovered,
                fault,
            }) => (
                domains,
                fault.map_or(Ok(discovered), |fault| Err(fault.into())),
            ),
        },
    };
    FileReport {
        file,
        domains,
        servers,
    }
}

/// `<domain>.xml` of the administrator's folder; nothing if there is none.
pub(super) fn administrator_file(folder: &Path, domain: &Host) -> Discovered {
    // A host's labels hold neither slashes nor two dots, so the file is in the folder.
    let path = folder.join(format!("{domain}.xml"));
    match read(&path) {
        Ok(bytes) => {
            let name = path.display().to_string();
            pages::of_config(client_config::parse(&bytes, Some(domain)), &name)
        }
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                tracing::warn!(file = %path.display(), %error, "the administrator's file is not read");
            }
            Discovered::default()
        }
    }
}

/// Reads a regular file up to one byte more than is parsed. A pipe would block for ever.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let limit = u64::try_from(MAX_CONFIG_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let _ = File::open(path)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
