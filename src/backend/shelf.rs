//! Where mailboxes and secrets are kept: the store, or memory alone for practice.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use futures::{
    FutureExt as _,
    future::{self, BoxFuture},
};
use time::OffsetDateTime;

use super::{KeyringStatus, MailboxState, SecretPlace, Snapshot, StoredAccount, ToSave};
use crate::{
    account::{Account, AccountId, Login},
    device::{Change, Edit, Todo},
    failure::StorageFailure,
    secret::Secret,
    store::{Attempts, Store, attempts::SecretName},
};

/// Settings and secret that are in force.
pub(super) struct Held {
    pub(super) account: Account,
    pub(super) generation: u64,
    /// By which a refusal is remembered beyond this process.
    pub(super) name: Option<SecretName>,
    pub(super) secret: Secret,
}

/// A place for mailboxes and secrets.
pub(super) trait Shelf: fmt::Debug + Send + Sync {
    fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>>;
    fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus>;
    fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus>;
    fn save(
        &self,
        what: ToSave,
        place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>>;
    fn held(&self, id: AccountId) -> BoxFuture<'static, Result<Held, StorageFailure>>;
    fn set_proven(
        &self,
        id: AccountId,
        generation: u64,
        at: OffsetDateTime,
    ) -> BoxFuture<'static, Result<(), StorageFailure>>;
    fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>>;
    fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>>;
    fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>>;
    fn attempts(&self) -> Attempts;
    /// The name of this login's secret, if it is a saved one that was refused.
    fn refused_name(&self, login: &Login) -> BoxFuture<'static, Option<SecretName>>;
}

impl Shelf for Store {
    fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>> {
        self.load()
    }

    fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus> {
        self.keyring_status()
    }

    fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus> {
        self.unlock_keyring()
    }

    fn save(
        &self,
        what: ToSave,
        place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>> {
        self.save(what, place)
    }

    fn held(&self, id: AccountId) -> BoxFuture<'static, Result<Held, StorageFailure>> {
        let held = self.in_force(id).map(|result| {
            result.map(|in_force| Held {
                account: in_force.account,
                generation: in_force.generation,
                name: Some(in_force.name),
                secret: in_force.secret,
            })
        });
        held.boxed()
    }

    fn set_proven(
        &self,
        id: AccountId,
        generation: u64,
        at: OffsetDateTime,
    ) -> BoxFuture<'static, Result<(), StorageFailure>> {
        self.set_proven(id, generation, at)
    }

    fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>> {
        self.remove(id)
    }

    fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        self.todo()
    }

    fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        self.edit_todo(edit)
    }

    fn attempts(&self) -> Attempts {
        self.attempts().clone()
    }

    fn refused_name(&self, login: &Login) -> BoxFuture<'static, Option<SecretName>> {
        self.refused_name(login)
    }
}

/// This process' memory.
#[derive(Debug)]
pub(super) struct Memory {
    kept: Mutex<Vec<(StoredAccount, Secret)>>,
    todo: Mutex<Todo>,
    attempts: Attempts,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            todo: Mutex::default(),
            attempts: Attempts::in_memory(),
        }
    }
}

impl Memory {
    fn kept(&self) -> MutexGuard<'_, Vec<(StoredAccount, Secret)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn list(&self) -> MutexGuard<'_, Todo> {
        self.todo.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, what: &ToSave) -> Result<StoredAccount, StorageFailure> {
        let mut kept = self.kept();
        let id = &what.account().id;
        let place = kept.iter().position(|(stored, _)| stored.account.id == *id);
        let old = place.and_then(|place| kept.get(place));
        let proven = matches!(what, ToSave::Proven(_));
        if !proven && old.is_some_and(|(stored, _)| stored.account.proven.is_some()) {
            return Err(StorageFailure::AlreadyProven);
        }
        let before = old.cloned();
        let newest = kept.iter().map(|(stored, _)| stored.generation).max();
        let stored = StoredAccount {
            account: what.account().clone(),
            generation: newest.unwrap_or_default() + 1,
            state: if proven {
                MailboxState::Works
            } else {
                MailboxState::NotChecked
            },
        };
        let entry = (stored.clone(), what.secret().clone());
        match place.and_then(|place| kept.get_mut(place)) {
            Some(old) => *old = entry,
            None => kept.push(entry),
        }
        self.note(&mut kept, what, before.as_ref(), stored.generation);
        Ok(stored)
    }

    /// Notes what is to be done at the devices, and keeps the Home Station's earlier mailbox.
    fn note(
        &self,
        kept: &mut Vec<(StoredAccount, Secret)>,
        what: &ToSave,
        before: Option<&(StoredAccount, Secret)>,
        generation: u64,
    ) {
        let all: Vec<Account> = kept
            .iter()
            .map(|(stored, _)| stored.account.clone())
            .collect();
        let old = before.map(|(stored, _)| stored.account.clone());
        let mut change = Change {
            new: what.account(),
            old: old.as_ref(),
            is_same_secret: before.is_some_and(|(_, secret)| secret == what.secret()),
            kept: None,
            all: &all,
        };
        let id = format!("{}-old", change.new.id).parse::<AccountId>().ok();
        if let (true, Some(id), Some((mut earlier, secret))) =
            (change.moves_station(), &id, before.cloned())
        {
            earlier.account.id = id.clone();
            earlier.generation = generation + 1;
            kept.retain(|(stored, _)| stored.account.id != *id);
            kept.push((earlier, secret));
            change.kept = Some(id);
        }
        self.list().saved(&change);
    }

    fn change<T>(
        &self,
        id: &AccountId,
        change: impl FnOnce(&mut StoredAccount, &Secret) -> T,
    ) -> Result<T, StorageFailure> {
        let mut kept = self.kept();
        let found = kept.iter_mut().find(|(stored, _)| stored.account.id == *id);
        found
            .map(|(stored, secret)| change(stored, secret))
            .ok_or(StorageFailure::NoSuchAccount)
    }
}

fn ready<T: Send + 'static>(value: T) -> BoxFuture<'static, T> {
    future::ready(value).boxed()
}

impl Shelf for Memory {
    fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>> {
        let kept = self.kept();
        ready(Ok(Snapshot {
            accounts: kept.iter().map(|(stored, _)| stored.clone()).collect(),
            read_only: false,
            kept_aside: None,
        }))
    }

    fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus> {
        ready(KeyringStatus::Ready)
    }

    fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus> {
        ready(KeyringStatus::Ready)
    }

    fn save(
        &self,
        what: ToSave,
        _place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>> {
        ready(self.put(&what))
    }

    fn held(&self, id: AccountId) -> BoxFuture<'static, Result<Held, StorageFailure>> {
        ready(self.change(&id, |stored, secret| Held {
            account: stored.account.clone(),
            generation: stored.generation,
            name: None,
            secret: secret.clone(),
        }))
    }

    fn set_proven(
        &self,
        id: AccountId,
        generation: u64,
        at: OffsetDateTime,
    ) -> BoxFuture<'static, Result<(), StorageFailure>> {
        ready(self.change(&id, |stored, _| {
            if stored.generation == generation {
                stored.account.proven = Some(at);
                stored.state = MailboxState::Works;
            }
        }))
    }

    fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>> {
        let mut kept = self.kept();
        let place = kept.iter().position(|(stored, _)| stored.account.id == id);
        let removed = place.map(|place| kept.remove(place));
        ready(match removed {
            Some((stored, _)) => {
                let left: Vec<Account> = kept
                    .iter()
                    .map(|(stored, _)| stored.account.clone())
                    .collect();
                self.list().removed(&stored.account, &left);
                Ok(())
            }
            None => Err(StorageFailure::NoSuchAccount),
        })
    }

    fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        let mut todo = self.list();
        todo.tidy();
        ready(Ok(todo.clone()))
    }

    fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        let mut todo = self.list();
        todo.edit(&edit);
        ready(Ok(todo.clone()))
    }

    fn attempts(&self) -> Attempts {
        self.attempts.clone()
    }

    /// Its secrets do not outlive the process, which knows the refused ones themselves.
    fn refused_name(&self, _login: &Login) -> BoxFuture<'static, Option<SecretName>> {
        future::ready(None).boxed()
    }
}
