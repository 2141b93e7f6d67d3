//! Where the files are: the platform's folders of this user, or one folder named by `--data-dir`.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::failure::StorageFailure;

/// The two folders of the program: settings, and state that may be lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    config: PathBuf,
    state: PathBuf,
}

impl Folders {
    /// The platform's folders: on Linux `$XDG_CONFIG_HOME/home-station` and
    /// `$XDG_STATE_HOME/home-station`, on Windows below `%APPDATA%`, on macOS below
    /// `~/Library/Application Support`.
    pub fn of_user() -> Result<Self, StorageFailure> {
        let folders = ProjectDirs::from("", "", "home-station").ok_or(StorageFailure::File {
            path: PathBuf::from("~"),
            detail: "this user has no home folder".to_owned(),
        })?;
        let state = folders
            .state_dir()
            .unwrap_or_else(|| folders.data_local_dir());
        Ok(Self {
            config: folders.config_dir().to_owned(),
            state: state.to_owned(),
        })
    }

    /// Everything in one folder (`--data-dir`); it is created when first written to.
    pub fn in_one(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self {
            config: folder.clone(),
            state: folder,
        }
    }

    /// The folder named on the command line, or the user's.
    pub fn of(data_dir: Option<PathBuf>) -> Result<Self, StorageFailure> {
        data_dir.map_or_else(Self::of_user, |folder| Ok(Self::in_one(folder)))
    }

    /// The folder of `accounts.json` and the preferences.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The folder of `attempts.json` and of what else is only state.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The account file.
    pub fn accounts_file(&self) -> PathBuf {
        self.config.join("accounts.json")
    }
}
