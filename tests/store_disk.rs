//! A full disk and a folder that may not be written to: typed, and nothing lost.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of a test fail it"
)]

use std::{env, path::Path, process::Command};

use futures::executor::block_on;
use home_station::{
    account::{Account, Login},
    backend::{SecretPlace, StoredAccount, ToSave},
    failure::StorageFailure,
    secret::Secret,
    store::{Folders, Keyring, Store},
};

const FOLDER: &str = "HOME_STATION_TEST_FOLDER";

fn account(number: u32) -> Account {
    let server = serde_json::json!({
        "host": "mail.example.org", "port": 993, "encryption": "implicit-tls", "user_name": "anna",
    });
    serde_json::from_value(serde_json::json!({
        "id": format!("mailbox-{number}"), "role": {"kind": "home-station"}, "provider": "other",
        "address": "anna@example.org", "protocol": "imap", "incoming": server, "outgoing": server,
    }))
    .unwrap()
}

fn save(store: &Store, number: u32) -> Result<StoredAccount, StorageFailure> {
    let what = ToSave::Unproven(Login {
        account: account(number),
        secret: Secret::new(format!("secret {number}")),
    });
    block_on(store.save(what, SecretPlace::Keyring))
}

/// Runs where the system takes no file of more than a few kilobytes.
#[test]
fn a_piece_of_work() {
    let Some(folder) = env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let store = Store::new(&Folders::in_one(folder), Keyring::in_memory());
    let mut saved = Vec::new();
    let failure = loop {
        match save(&store, u32::try_from(saved.len()).unwrap()) {
            Ok(stored) => saved.push(stored),
            Err(failure) => break failure,
        }
        assert!(saved.len() < 100, "the limit is not in force");
    };
    let path = folder.join("accounts.json");
    assert_eq!(failure, StorageFailure::DiskFull { path });
    assert!(saved.len() > 1);
    assert_eq!(block_on(store.load()).unwrap().accounts, saved);
    for (number, stored) in saved.iter().enumerate() {
        let secret = block_on(store.secret(stored.account.id.clone())).unwrap();
        assert_eq!(secret.expose(), format!("secret {number}"));
    }
    assert!(!folder.join("accounts.new").exists());
}

#[test]
fn a_full_disk_leaves_what_was_saved_before() {
    let folder = tempfile::tempdir().unwrap();
    // Beyond the limit a write fails; without the trap the signal would end the process.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "a_piece_of_work"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    // Nobody may make a folder here, not even the superuser.
    let folder = Path::new("/sys/home-station-test");
    let store = Store::new(&Folders::in_one(folder), Keyring::in_memory());
    assert_eq!(
        save(&store, 1),
        Err(StorageFailure::ReadOnly {
            path: folder.to_owned()
        })
    );
    assert_eq!(block_on(store.load()).unwrap().accounts, []);
}
