//! What a save means for the devices is noted after its commit, in a file of its own. So that a crash
//! in between loses nothing, it is written down before, and made good when the list is read next.

use serde::{Deserialize, Serialize};

use super::{
    Folders,
    accounts::{AccountsFile, Found},
    state,
    thread::Cancel,
};
use crate::{
    account::{Account, AccountId},
    device::Change,
};

/// The state file.
const NAME: &str = "unnoted";

/// A save whose commit is about to happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Save {
    pub(super) id: AccountId,
    /// In force once it is committed.
    pub(super) generation: u64,
    /// See [`Change`].
    pub(super) old: Option<Account>,
    pub(super) is_same_secret: bool,
    pub(super) kept: Option<AccountId>,
}

/// Writes it down. Where that cannot be, the save goes on: it is noted unless there is a crash.
pub(super) fn announce(folders: &Folders, save: &Save) {
    put(folders, |unnoted| *unnoted = Some(save.clone()));
}

/// It is noted; another one that was announced meanwhile stays.
pub(super) fn forget(folders: &Folders, generation: u64) {
    put(folders, |unnoted| {
        let _noted = unnoted.take_if(|save| save.generation == generation);
    });
}

fn put(folders: &Folders, change: impl Fn(&mut Option<Save>)) {
    let edited = state::edit_now(folders, NAME, change, &Cancel::default());
    if let Err(failure) = edited {
        tracing::warn!(%failure, "a save could not be announced");
    }
}

/// Has a save noted that was committed and never noted.
pub(super) fn make_good(folders: &Folders, file: &AccountsFile, note: impl Fn(&Change<'_>)) {
    let Some(save) = state::peek::<Option<Save>>(folders, NAME) else {
        return;
    };
    let Ok(read) = file.read() else {
        return;
    };
    if let Found::Document(document) = read
        && let Some((new, generation)) = document.find(&save.id)
        && generation == save.generation
    {
        let all = document.accounts().into_iter().map(|(account, _)| account);
        let all: Vec<Account> = all.collect();
        note(&Change {
            new: &new,
            old: save.old.as_ref(),
            is_same_secret: save.is_same_secret,
            kept: save.kept.as_ref(),
            all: &all,
        });
    }
    forget(folders, save.generation);
}
