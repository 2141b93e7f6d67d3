//! Secrets in this process' memory: practice mode, and tests.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Access, SecretStore};
use crate::{failure::StorageFailure, secret::Secret};

/// A keyring that ends with the process.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<BTreeMap<String, Secret>>);

impl MemoryStore {
    fn entries(&self) -> MutexGuard<'_, BTreeMap<String, Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SecretStore for MemoryStore {
    fn access(&self) -> Result<Access, StorageFailure> {
        Ok(Access::Unlocked)
    }

    fn unlock(&self) -> Result<(), StorageFailure> {
        Ok(())
    }

    fn may_ask(&self, _user: &str) -> Result<bool, StorageFailure> {
        Ok(false)
    }

    fn set(&self, user: &str, secret: &Secret) -> Result<(), StorageFailure> {
        drop(self.entries().insert(user.to_owned(), secret.clone()));
        Ok(())
    }

    fn get(&self, user: &str) -> Result<Option<Secret>, StorageFailure> {
        Ok(self.entries().get(user).cloned())
    }

    fn delete(&self, user: &str) -> Result<(), StorageFailure> {
        drop(self.entries().remove(user));
        Ok(())
    }

    fn list(&self, prefix: &str) -> Result<Vec<String>, StorageFailure> {
        let entries = self.entries();
        Ok(entries
            .keys()
            .filter(|user| user.starts_with(prefix))
            .cloned()
            .collect())
    }
}
