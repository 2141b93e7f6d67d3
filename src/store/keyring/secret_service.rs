//! Linux and its relatives: the Secret Service (GNOME Keyring, KWallet, KeePassXC) over D-Bus.
//!
//! Secrets go through keyring-core's store; what it has no call for, or does only with a prompt
//! (is it locked, what is in it), is asked by a second connection.
//! <https://specifications.freedesktop.org/secret-service/>

use std::{collections::HashMap, sync::Arc};

use ::secret_service::{EncryptionType, Error, blocking::SecretService};
use keyring_core::CredentialStore;

use super::{Access, SERVICE, SecretStore, entries};
use crate::{failure::StorageFailure, secret::Secret};

/// What a new keyring is called where there is none yet.
const COLLECTION_LABEL: &str = "Login";

pub(super) struct Service {
    looker: SecretService<'static>,
}

impl std::fmt::Debug for Service {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Service").finish_non_exhaustive()
    }
}

impl Service {
    /// Reaches the service, which the session bus may start for it.
    pub(super) fn connect() -> Result<Self, StorageFailure> {
        // No secret goes over this connection, so that its session needs no key.
        SecretService::connect(EncryptionType::Plain)
            .map(|looker| Self { looker })
            .map_err(|error| StorageFailure::KeyringMissing {
                detail: error.to_string(),
            })
    }

    fn store() -> Result<Arc<CredentialStore>, StorageFailure> {
        match zbus_secret_service_keyring_store::Store::new() {
            Ok(store) => Ok(store),
            Err(error) => Err(StorageFailure::KeyringMissing {
                detail: error.to_string(),
            }),
        }
    }
}

impl SecretStore for Service {
    fn access(&self) -> Result<Access, StorageFailure> {
        let collection = match self.looker.get_default_collection() {
            Ok(collection) => collection,
            // There is no keyring yet: the service will ask for the password of a new one.
            Err(Error::NoResult) => return Ok(Access::Locked),
            Err(error) => return Err(failure(&error)),
        };
        match collection.is_locked() {
            Ok(true) => Ok(Access::Locked),
            Ok(false) => Ok(Access::Unlocked),
            Err(error) => Err(failure(&error)),
        }
    }

    fn unlock(&self) -> Result<(), StorageFailure> {
        match self.looker.get_default_collection() {
            Ok(collection) => collection.unlock().map_err(|error| failure(&error)),
            Err(Error::NoResult) => self
                .looker
                .create_collection(COLLECTION_LABEL, "default")
                .map(drop)
                .map_err(|error| failure(&error)),
            Err(error) => Err(failure(&error)),
        }
    }

    fn may_ask(&self, user: &str) -> Result<bool, StorageFailure> {
        let found = self
            .looker
            .search_items(HashMap::from([("service", SERVICE), ("username", user)]))
            .map_err(|error| failure(&error))?;
        Ok(!found.locked.is_empty())
    }

    fn set(&self, user: &str, secret: &Secret) -> Result<(), StorageFailure> {
        // What the person reads in the keyring's own program.
        let account = user.split('/').nth(1).unwrap_or(user);
        let label = format!("{SERVICE}: {account}");
        let modifiers = HashMap::from([("label", label.as_str())]);
        entries::set(&*Self::store()?, user, secret, Some(&modifiers))
    }

    fn get(&self, user: &str) -> Result<Option<Secret>, StorageFailure> {
        entries::get(&*Self::store()?, user)
    }

    fn delete(&self, user: &str) -> Result<(), StorageFailure> {
        entries::delete(&*Self::store()?, user)
    }

    fn list(&self, prefix: &str) -> Result<Vec<String>, StorageFailure> {
        let found = self
            .looker
            .search_items(HashMap::from([("service", SERVICE)]))
            .map_err(|error| failure(&error))?;
        let mut users = Vec::new();
        for item in found.unlocked.iter().chain(&found.locked) {
            let mut attributes = item.get_attributes().map_err(|error| failure(&error))?;
            if let Some(user) = attributes.remove("username")
                && user.starts_with(prefix)
            {
                users.push(user);
            }
        }
        Ok(users)
    }
}

fn failure(error: &Error) -> StorageFailure {
    let detail = error.to_string();
    // The rest of the kinds (a list that may grow) is shown in the system's words.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a foreign, non-exhaustive enum"
    )]
    match error {
        Error::Unavailable => StorageFailure::KeyringMissing { detail },
        Error::Locked | Error::NoResult | Error::Prompt | Error::PromptDisconnected => {
            StorageFailure::KeyringLocked { detail }
        }
        _ => StorageFailure::KeyringRefused { detail },
    }
}
