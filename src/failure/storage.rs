//! Why something could not be saved or read, and the keys of what is said about it.

use std::path::PathBuf;

/// Why something could not be saved or read. Each has a text with a next step (`storage-…` in `i18n/`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageFailure {
    /// No keyring service answers on this system.
    #[error("no keyring service: {detail}")]
    KeyringMissing {
        /// The system's words.
        detail: String,
    },
    /// The keyring is locked and was not unlocked.
    #[error("the keyring is locked: {detail}")]
    KeyringLocked {
        /// The system's words.
        detail: String,
    },
    /// The keyring did not answer within its bound.
    #[error("the keyring did not answer in time")]
    KeyringTimedOut,
    /// The keyring refused for another reason.
    #[error("the keyring refused: {detail}")]
    KeyringRefused {
        /// The system's words.
        detail: String,
    },
    /// The secret is longer than this system's keyring takes.
    #[error("the secret is longer than the {limit} bytes this keyring takes")]
    SecretTooLong {
        /// Bytes the keyring takes.
        limit: usize,
    },
    /// What was read back is not what was written.
    #[error("the keyring did not keep the secret")]
    ReadBackDiffers,
    /// The keyring has no secret for this account.
    #[error("no secret in the keyring for this account")]
    SecretMissing,
    /// The disk is full.
    #[error("no space left: {}", path.display())]
    DiskFull {
        /// The file that could not be written.
        path: PathBuf,
    },
    /// The folder or file may not be written.
    #[error("may not be written: {}", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// The account file was written by a newer program, or holds a value this one does not know.
    #[error("written by a newer version: {}", path.display())]
    NewerVersion {
        /// The account file.
        path: PathBuf,
    },
    /// Another process holds the file lock for too long.
    #[error("locked by another program: {}", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// There is no account of this name.
    #[error("no such account")]
    NoSuchAccount,
    /// A proven account of this name exists; settings without proof do not replace it.
    #[error("a proven account of this name exists")]
    AlreadyProven,
    /// Any other fault of the file system.
    #[error("{}: {detail}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        detail: String,
    },
}

impl StorageFailure {
    /// The key of its text: what happened. Its variables are [`StorageFailure::values`].
    pub const fn message_key(&self) -> &'static str {
        match self {
            Self::KeyringMissing { .. } => "storage-keyring-missing",
            Self::KeyringLocked { .. } => "storage-keyring-locked",
            Self::KeyringTimedOut => "storage-keyring-timed-out",
            Self::KeyringRefused { .. } => "storage-keyring-refused",
            Self::SecretTooLong { .. } => "storage-secret-too-long",
            Self::ReadBackDiffers => "storage-read-back-differs",
            Self::SecretMissing => "storage-secret-missing",
            Self::DiskFull { .. } => "storage-disk-full",
            Self::ReadOnly { .. } => "storage-read-only",
            Self::NewerVersion { .. } => "storage-newer-version",
            Self::Locked { .. } => "storage-file-locked",
            Self::NoSuchAccount => "storage-no-such-account",
            Self::AlreadyProven => "storage-already-proven",
            Self::File { .. } => "storage-file",
        }
    }

    /// The key of its next step on this system.
    pub const fn action_key(&self) -> &'static str {
        match self {
            Self::KeyringMissing { .. } if cfg!(windows) => {
                "storage-keyring-missing-action-windows"
            }
            Self::KeyringMissing { .. } if cfg!(target_os = "macos") => {
                "storage-keyring-missing-action-macos"
            }
            Self::KeyringMissing { .. } => "storage-keyring-missing-action-linux",
            Self::KeyringLocked { .. } => "storage-keyring-locked-action",
            Self::KeyringTimedOut => "storage-keyring-timed-out-action",
            Self::KeyringRefused { .. } => "storage-keyring-refused-action",
            Self::SecretTooLong { .. } => "storage-secret-too-long-action",
            Self::ReadBackDiffers => "storage-read-back-differs-action",
            Self::SecretMissing => "storage-secret-missing-action",
            Self::DiskFull { .. } => "storage-disk-full-action",
            Self::ReadOnly { .. } => "storage-read-only-action",
            Self::NewerVersion { .. } => "storage-newer-version-action",
            Self::Locked { .. } => "storage-file-locked-action",
            Self::NoSuchAccount => "storage-no-such-account-action",
            Self::AlreadyProven => "storage-already-proven-action",
            Self::File { .. } => "storage-file-action",
        }
    }

    /// The variables of both texts: `detail`, `path`, `limit`, as far as it has them.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::KeyringMissing { detail }
            | Self::KeyringLocked { detail }
            | Self::KeyringRefused { detail } => vec![("detail", without_dot(detail))],
            Self::SecretTooLong { limit } => vec![("limit", limit.to_string())],
            Self::DiskFull { path }
            | Self::ReadOnly { path }
            | Self::NewerVersion { path }
            | Self::Locked { path } => vec![("path", path.display().to_string())],
            Self::File { path, detail } => vec![
                ("path", path.display().to_string()),
                ("detail", without_dot(detail)),
            ],
            Self::KeyringTimedOut
            | Self::ReadBackDiffers
            | Self::SecretMissing
            | Self::NoSuchAccount
            | Self::AlreadyProven => Vec::new(),
        }
    }
}

/// The system's words for the end of a sentence that has its own full stop.
fn without_dot(detail: &str) -> String {
    detail.trim_end().trim_end_matches('.').to_owned()
}
