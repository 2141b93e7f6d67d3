//! Small files of state that may be lost: read, changed and written under their lock.

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use time::OffsetDateTime;

use super::{
    Folders,
    file::{self, Durability, LOCK_BOUND, Lock},
    thread::{Cancel, off_thread},
};
use crate::failure::StorageFailure;

/// Changes `NAME.json` in the state folder and gives what `change` gave. A missing file counts as
/// the default; one that cannot be understood is kept aside.
pub fn edit<T, R>(
    folders: &Folders,
    name: &'static str,
    change: impl FnOnce(&mut T) -> R + Send + 'static,
) -> BoxFuture<'static, Result<R, StorageFailure>>
where
    T: Default + Serialize + DeserializeOwned,
    R: Send + 'static,
{
    let path = path(folders, name);
    off_thread(move |cancel| edit_at(&path, change, cancel))
}

/// The same for who is on a thread of its own already.
pub(super) fn edit_now<T, R>(
    folders: &Folders,
    name: &str,
    change: impl FnOnce(&mut T) -> R,
    cancel: &Cancel,
) -> Result<R, StorageFailure>
where
    T: Default + Serialize + DeserializeOwned,
{
    edit_at(&path(folders, name), change, cancel)
}

/// Reads `NAME.json` without a lock; what is missing or cannot be understood counts as the default.
pub(super) fn peek<T: Default + DeserializeOwned>(folders: &Folders, name: &str) -> T {
    let bytes = file::read(&path(folders, name)).ok().flatten();
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

fn path(folders: &Folders, name: &str) -> PathBuf {
    folders.state().join(name).with_extension("json")
}

fn edit_at<T, R>(
    path: &Path,
    change: impl FnOnce(&mut T) -> R,
    cancel: &Cancel,
) -> Result<R, StorageFailure>
where
    T: Default + Serialize + DeserializeOwned,
{
    let _lock = Lock::take(path, LOCK_BOUND, cancel)?;
    let read = file::read(path)?.map(|bytes| serde_json::from_slice::<T>(&bytes));
    let before = match read {
        Some(Ok(state)) => Some(state),
        Some(Err(_)) => {
            drop(file::keep_aside(path, OffsetDateTime::now_utc())?);
            None
        }
        None => None,
    };
    // Not `Clone`: written back and compared as what it will be on disk.
    let old = serde_json::to_vec_pretty(&before).unwrap_or_default();
    let mut state = before.unwrap_or_default();
    let result = change(&mut state);
    let new = serde_json::to_vec_pretty(&state).unwrap_or_default();
    if new != old {
        file::replace(path, &new, Durability::Lax)?;
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;

    #[test]
    fn state_is_kept_between_two_starts_and_a_broken_file_aside() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::in_one(folder.path());
        let push = |number| {
            block_on(edit(&folders, "numbers", move |numbers: &mut Vec<u32>| {
                numbers.push(number);
                numbers.len()
            }))
        };
        assert_eq!(push(1), Ok(1));
        assert_eq!(push(2), Ok(2));
        std::fs::write(folder.path().join("numbers.json"), "{").unwrap();
        assert_eq!(push(3), Ok(1));
        let files = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files, 3, "state, lock, and what was kept aside");
    }
}
