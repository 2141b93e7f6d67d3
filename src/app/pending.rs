//! What is under way and may still answer.

use crate::{account::AccountId, backend::ToSave, discovery::Question};

/// What a pending attempt is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pending {
    Load,
    /// Reading what a save changed besides.
    Reload,
    Todo,
    Command(Option<AccountId>),
    Keyring,
    Check,
    Look(AccountId),
    Save(Box<ToSave>),
    Secret,
    /// Why a look saw nothing: what the keyring says of this mailbox's secret.
    Why(AccountId),
    Remove(AccountId),
    Test,
    TestRemoval,
    /// The person may go on typing.
    Pause(Question),
    Discovery(Question),
}
