//! Reading and writing through keyring-core, whatever store is behind it.

use std::collections::HashMap;

use keyring::Error;
use keyring_core::{CredentialStore, Entry};

use super::SERVICE;
use crate::{failure::StorageFailure, secret::Secret};

fn entry(
    store: &CredentialStore,
    user: &str,
    modifiers: Option<&HashMap<&str, &str>>,
) -> Result<Entry, StorageFailure> {
    store
        .build(SERVICE, user, modifiers)
        .map_err(|error| failure(&error))
}

/// Writes a secret, over an earlier one of the same name.
pub(super) fn set(
    store: &CredentialStore,
    user: &str,
    secret: &Secret,
    modifiers: Option<&HashMap<&str, &str>>,
) -> Result<(), StorageFailure> {
    entry(store, user, modifiers)?
        .set_password(secret.expose())
        .map_err(|error| failure(&error))
}

/// Reads a secret; none if there is no such entry.
pub(super) fn get(store: &CredentialStore, user: &str) -> Result<Option<Secret>, StorageFailure> {
    match entry(store, user, None)?.get_password() {
        Ok(text) => Ok(Some(Secret::new(text))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(failure(&error)),
    }
}

/// Takes a secret away; fine if there is none.
pub(super) fn delete(store: &CredentialStore, user: &str) -> Result<(), StorageFailure> {
    match entry(store, user, None)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(failure(&error)),
    }
}

/// What an error means for the person. Only its `Display` is used: `Debug` may hold the secret.
pub(super) fn failure(error: &Error) -> StorageFailure {
    let detail = error.to_string();
    // The rest of the kinds (a list that may grow) is shown in the system's words.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a foreign, non-exhaustive enum"
    )]
    match error {
        Error::NoStorageAccess(_) => StorageFailure::KeyringLocked { detail },
        Error::NoDefaultStore => StorageFailure::KeyringMissing { detail },
        Error::TooLong(_, limit) => StorageFailure::SecretTooLong {
            limit: usize::try_from(*limit).unwrap_or(usize::MAX),
        },
        _ => StorageFailure::KeyringRefused { detail },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use keyring_core::mock;

    use super::*;

    const USER: &str = "store/home-station/1";

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn a_secret_is_written_read_and_taken_away() {
        let store: Arc<CredentialStore> = mock::Store::new().unwrap();
        assert_eq!(get(&*store, USER), Ok(None));
        set(&*store, USER, &secret("contraseña ñ"), None).unwrap();
        set(&*store, USER, &secret("otra"), None).unwrap();
        assert_eq!(get(&*store, USER), Ok(Some(secret("otra"))));
        delete(&*store, USER).unwrap();
        delete(&*store, USER).unwrap();
        assert_eq!(get(&*store, USER), Ok(None));
    }

    #[test]
    fn errors_of_the_store_are_told_apart_and_never_show_the_secret() {
        let store: Arc<CredentialStore> = mock::Store::new().unwrap();
        let fail = |error: Error| {
            let entry = store.build(SERVICE, USER, None).unwrap();
            let mock: &mock::Cred = entry.as_any().downcast_ref().unwrap();
            mock.set_error(error);
            get(&*store, USER).unwrap_err()
        };
        assert!(matches!(
            fail(Error::NoStorageAccess("locked".into())),
            StorageFailure::KeyringLocked { .. }
        ));
        assert!(matches!(
            fail(Error::PlatformFailure("gone".into())),
            StorageFailure::KeyringRefused { .. }
        ));
        assert_eq!(
            fail(Error::TooLong("secret".to_owned(), 2560)),
            StorageFailure::SecretTooLong { limit: 2560 }
        );
        let shown = fail(Error::BadEncoding(b"hunter2\xff".to_vec()));
        assert!(!format!("{shown:?} {shown}").contains("hunter2"));
    }
}
