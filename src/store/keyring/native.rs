//! Windows' Credential Manager and the keychain of macOS.

use std::{collections::HashMap, sync::Arc};

use keyring_core::CredentialStore;

use super::{Access, SERVICE, SecretStore, entries};
use crate::{failure::StorageFailure, secret::Secret};

/// The system's store. On neither system can it be seen whether it is locked; on Windows it never
/// asks, on macOS each use of an entry may.
#[derive(Debug)]
pub(super) struct Native(Arc<CredentialStore>);

impl Native {
    pub(super) fn connect() -> Result<Self, StorageFailure> {
        #[cfg(windows)]
        let store = windows_native_keyring_store::Store::new();
        #[cfg(target_os = "macos")]
        let store = apple_native_keyring_store::keychain::Store::new();
        match store {
            Ok(store) => Ok(Self(store)),
            Err(error) => Err(StorageFailure::KeyringMissing {
                detail: error.to_string(),
            }),
        }
    }
}

impl SecretStore for Native {
    fn access(&self) -> Result<Access, StorageFailure> {
        Ok(Access::Unlocked)
    }

    fn unlock(&self) -> Result<(), StorageFailure> {
        Ok(())
    }

    fn may_ask(&self, _user: &str) -> Result<bool, StorageFailure> {
        Ok(cfg!(target_os = "macos"))
    }

    fn set(&self, user: &str, secret: &Secret) -> Result<(), StorageFailure> {
        entries::set(&*self.0, user, secret, None)
    }

    fn get(&self, user: &str) -> Result<Option<Secret>, StorageFailure> {
        entries::get(&*self.0, user)
    }

    fn delete(&self, user: &str) -> Result<(), StorageFailure> {
        entries::delete(&*self.0, user)
    }

    fn list(&self, prefix: &str) -> Result<Vec<String>, StorageFailure> {
        // Windows takes a regular expression over the target's name, which begins with the user;
        // ids have no character that means something there but the dot, and the prefix is
        // compared again below.
        let query = if cfg!(windows) {
            HashMap::from([("pattern", prefix)])
        } else {
            HashMap::from([("service", SERVICE)])
        };
        let found = self
            .0
            .search(&query)
            .map_err(|error| entries::failure(&error))?;
        Ok(found
            .iter()
            .filter_map(keyring_core::Entry::get_specifiers)
            .filter(|(service, user)| service == SERVICE && user.starts_with(prefix))
            .map(|(_, user)| user)
            .collect())
    }
}
