//! Small files, written whole: read, locked, replaced, kept aside.
//!
//! A reader never needs the lock: a file is replaced by a rename, so it is the old or the new one.
//! The lock is a file beside it that is never removed (removing one lets two owners in).

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read as _, Write as _},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use time::{OffsetDateTime, macros::format_description};

use super::{fault, thread::Cancel};
use crate::failure::StorageFailure;

/// The longest file that is read, in bytes: hundreds of mailboxes need a tenth of it.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// How long another program may hold a lock.
pub(super) const LOCK_BOUND: Duration = Duration::from_secs(5);

/// How often a held lock is tried again.
const LOCK_POLL: Duration = Duration::from_millis(20);

/// What an error of the file system means for the person.
pub(super) fn failure(path: &Path, error: &io::Error) -> StorageFailure {
    let path = path.to_owned();
    // The rest of the kinds (a list that may grow) is shown in the system's words.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a foreign, non-exhaustive enum"
    )]
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            StorageFailure::DiskFull { path }
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            StorageFailure::ReadOnly { path }
        }
        _ => StorageFailure::File {
            path,
            detail: error.to_string(),
        },
    }
}

/// The whole file; none if there is none. A file that may not be read is a failure, never "none".
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, StorageFailure> {
    let unreadable = |detail: String| StorageFailure::File {
        path: path.to_owned(),
        detail,
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    let mut bytes = Vec::new();
    let length = file
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(error.to_string()))?;
    if u64::try_from(length).is_ok_and(|length| length <= MAX_BYTES) {
        Ok(Some(bytes))
    } else {
        Err(unreadable(format!("larger than {MAX_BYTES} bytes")))
    }
}

/// Creates a folder with all above it, for this user alone. An existing one is left as it is.
pub(super) fn make_folder(folder: &Path) -> Result<(), StorageFailure> {
    let mut builder = fs::DirBuilder::new();
    let _ = builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        let _ = builder.mode(0o700);
    }
    builder
        .create(folder)
        .map_err(|error| failure(folder, &error))
}

fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let _ = options.mode(0o600);
    }
    options.open(path)
}

/// The lock of a file, held until dropped. A process that dies loses it.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of `path`, creating its folder; waits at most `bound`.
    pub(super) fn take(
        path: &Path,
        bound: Duration,
        cancel: &Cancel,
    ) -> Result<Self, StorageFailure> {
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let lock_path = path.with_extension("lock");
        let mut options = OpenOptions::new();
        let file = open_private(
            &lock_path,
            options.read(true).write(true).create(true).truncate(false),
        )
        .map_err(|error| failure(&lock_path, &error))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                // Some network file systems have no locks. Saving without one beats not saving.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    return Ok(Self { _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(failure(&lock_path, &error)),
                Err(TryLockError::WouldBlock) if cancel.is_set() || start.elapsed() >= bound => {
                    return Err(StorageFailure::Locked { path: lock_path });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(LOCK_POLL),
            }
        }
    }
}

/// Whether a replacement must survive the loss of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Durability {
    /// File and folder are synced.
    Synced,
    /// State that may be lost.
    Lax,
}

/// Replaces a file as a whole: a temporary file beside it, synced, renamed, the folder synced.
///
/// Call it with the [`Lock`] held: the temporary file has a fixed name, so that a crash leaves at
/// most one behind, which the next writer takes over. `Err` means that the old file is in force.
pub(super) fn replace(
    path: &Path,
    bytes: &[u8],
    durability: Durability,
) -> Result<(), StorageFailure> {
    // A rename would go over a file that somebody protected on purpose.
    if fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(StorageFailure::ReadOnly {
            path: path.to_owned(),
        });
    }
    let temporary = path.with_extension("new");
    let result = write_and_rename(path, &temporary, bytes, durability);
    if let Err(error) = result {
        let _ = fs::remove_file(&temporary);
        return Err(failure(path, &error));
    }
    if durability == Durability::Synced
        && let Some(folder) = path.parent()
    {
        fault::point("renamed");
        // The rename has happened; that it may not survive a loss of power changes no answer.
        if let Err(error) = sync_folder(folder) {
            tracing::warn!("{}: {error}", folder.display());
        }
        fault::point("folder-synced");
    }
    Ok(())
}

fn write_and_rename(
    path: &Path,
    temporary: &Path,
    bytes: &[u8],
    durability: Durability,
) -> io::Result<()> {
    // A link or a file of another mode under this name is not written through.
    match fs::remove_file(temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    let mut file = open_private(temporary, options.write(true).create_new(true))?;
    let (first, second) = bytes.split_at(bytes.len() / 2);
    file.write_all(first)?;
    if durability == Durability::Synced {
        fault::point("half-written");
    }
    file.write_all(second)?;
    if durability == Durability::Synced {
        fault::point("written");
        file.sync_all()?;
        fault::point("synced");
    }
    drop(file);
    fs::rename(temporary, path)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no such call; NTFS journals the rename.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file that cannot be understood to `NAME.corrupt-TIME`; never over another one.
///
/// Call it with the [`Lock`] held.
pub(super) fn keep_aside(path: &Path, now: OffsetDateTime) -> Result<PathBuf, StorageFailure> {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    let time = now
        .to_offset(time::UtcOffset::UTC)
        .format(format)
        .unwrap_or_else(|_| now.unix_timestamp().to_string());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut counter = 1_u32;
    loop {
        let suffix = if counter == 1 {
            String::new()
        } else {
            format!("-{counter}")
        };
        let aside = path.with_file_name(format!("{name}.corrupt-{time}{suffix}"));
        if fs::symlink_metadata(&aside).is_err() {
            return fs::rename(path, &aside)
                .map(|()| aside)
                .map_err(|error| failure(path, &error));
        }
        counter += 1;
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn errors_of_the_file_system_are_told_apart() {
        let of = |kind: ErrorKind| failure(Path::new("f"), &io::Error::from(kind));
        let path = PathBuf::from("f");
        assert_eq!(
            of(ErrorKind::StorageFull),
            StorageFailure::DiskFull { path: path.clone() }
        );
        assert_eq!(
            of(ErrorKind::ReadOnlyFilesystem),
            StorageFailure::ReadOnly { path: path.clone() }
        );
        assert!(matches!(
            of(ErrorKind::NotADirectory),
            StorageFailure::File { .. }
        ));
    }

    #[test]
    fn a_replaced_file_is_private_and_leaves_no_temporary_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/accounts.json");
        let _lock = Lock::take(&path, LOCK_BOUND, &Cancel::default()).unwrap();
        replace(&path, b"one", Durability::Synced).unwrap();
        replace(&path, b"two", Durability::Lax).unwrap();
        assert_eq!(read(&path).unwrap().unwrap(), b"two");
        assert!(!path.with_extension("new").exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&path), 0o600);
            assert_eq!(mode(path.parent().unwrap()), 0o700);
        }
    }

    #[test]
    fn a_file_that_was_made_read_only_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.json");
        fs::write(&path, "mine").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(
            replace(&path, b"other", Durability::Lax),
            Err(StorageFailure::ReadOnly { path: path.clone() })
        );
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn a_held_lock_is_waited_for_within_the_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.json");
        let held = Lock::take(&path, LOCK_BOUND, &Cancel::default()).unwrap();
        let refused = Lock::take(&path, Duration::from_millis(60), &Cancel::default());
        assert!(matches!(refused, Err(StorageFailure::Locked { .. })));
        drop(held);
        let _taken = Lock::take(&path, LOCK_BOUND, &Cancel::default()).unwrap();
    }

    #[test]
    fn two_files_kept_aside_in_one_second_both_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.json");
        let now = datetime!(2026-11-21 23:00:00 +1);
        let mut names = Vec::new();
        for content in ["a", "b"] {
            fs::write(&path, content).unwrap();
            let aside = keep_aside(&path, now).unwrap();
            assert_eq!(fs::read_to_string(&aside).unwrap(), content);
            names.push(aside.file_name().unwrap().to_string_lossy().into_owned());
        }
        assert_eq!(
            names,
            [
                "accounts.json.corrupt-20261121T220000Z",
                "accounts.json.corrupt-20261121T220000Z-2"
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_in_place_of_the_file_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            read(folder.path()),
            Err(StorageFailure::File { .. })
        ));
        assert_eq!(read(&folder.path().join("none")), Ok(None));
    }
}
