//! `kill -9` at every step of saving, changing, moving and removing: old or new secret, never none,
//! and a file that matches the keyring. With a real gnome-keyring.
//!
//! A keyring is found by the environment, so each piece of work runs in a process of its own:
//! this test binary, started again for the one test `a_piece_of_work`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "the helpers of a test fail it"
)]
#![cfg(all(target_os = "linux", feature = "fault-points"))]

use std::{env, os::unix::process::ExitStatusExt as _, path::Path, process::ExitStatus};

use futures::executor::block_on;
use home_station::{
    account::{Account, Login},
    backend::{SecretPlace, ToSave},
    secret::Secret,
    store::{Folders, Keyring, Store},
};

#[path = "crash/moved.rs"]
mod moved;
mod support;

use support::keyring::Keyring as Session;

const WORK: &str = "HOME_STATION_TEST_WORK";
const FOLDER: &str = "HOME_STATION_TEST_FOLDER";
const FAULT: &str = "HOME_STATION_FAULT_POINT";
const MARK: &str = "said: ";
const OLD: &str = "old secret";
const NEW: &str = "new secret";

/// The places of a change, in order; a first save passes those of the file twice.
const CHANGE: [&str; 10] = [
    "before-secret",
    "secret-written",
    "secret-read-back",
    "half-written",
    "written",
    "synced",
    "renamed",
    "folder-synced",
    "committed",
    "old-secret-removed",
];

fn account() -> Account {
    let server = |host: &str, port: u16| {
        serde_json::json!({
            "host": host, "port": port, "encryption": "implicit-tls", "user_name": "anna",
        })
    };
    serde_json::from_value(serde_json::json!({
        "id": "home-station",
        "role": {"kind": "home-station"},
        "provider": "other",
        "address": "anna@example.org",
        "protocol": "imap",
        "incoming": server("imap.example.org", 993),
        "outgoing": server("smtp.example.org", 465),
    }))
    .unwrap()
}

#[test]
fn a_piece_of_work() {
    let Ok(work) = env::var(WORK) else {
        return;
    };
    let folders = Folders::in_one(env::var(FOLDER).unwrap());
    let store = Store::new(&folders, Keyring::of_system());
    let save = |secret: &str| {
        let what = ToSave::Unproven(Login {
            account: account(),
            secret: Secret::new(secret.to_owned()),
        });
        let _ = block_on(store.save(what, SecretPlace::Keyring)).unwrap();
    };
    let id = || "home-station".parse().unwrap();
    match work.as_str() {
        work if moved::is_work(work) => moved::work(work, &store),
        "save-old" => save(OLD),
        "save-new" => save(NEW),
        "remove" => block_on(store.remove(id())).unwrap(),
        "start" => {
            let secret = block_on(store.secret(id()));
            let loaded = block_on(store.load()).unwrap();
            assert_eq!(loaded.kept_aside, None);
            let secret = match (&secret, loaded.accounts.len()) {
                (Ok(secret), 1) => secret.expose(),
                (Err(home_station::failure::StorageFailure::NoSuchAccount), 0) => "no mailbox",
                other => panic!("{other:?}"),
            };
            println!("{MARK}{secret}");
        }
        other => panic!("{other}"),
    }
}

fn run(keyring: &Session, folder: &Path, work: &str, fault: &str) -> (ExitStatus, String) {
    let output = keyring
        .test("a_piece_of_work")
        .env(WORK, work)
        .env(FOLDER, folder)
        .env(FAULT, fault)
        .output()
        .unwrap();
    if output.status.code().is_some_and(|code| code != 0) {
        eprintln!("{work}: {}", String::from_utf8_lossy(&output.stdout));
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text
        .lines()
        .find_map(|line| line.split_once(MARK))
        .map_or(String::new(), |(_, said)| said.to_owned());
    (output.status, said)
}

fn done(keyring: &Session, folder: &Path, work: &str) {
    let (status, _) = run(keyring, folder, work, "");
    assert!(status.success(), "{work}");
}

/// Kills the work at one place; what the next start finds, with the file and keyring compared.
fn after_a_crash(keyring: &Session, folder: &Path, work: &str, place: &str) -> String {
    found_after(keyring, folder, work, place, "start")
}

/// The same, with what the next start is asked for.
fn found_after(keyring: &Session, folder: &Path, work: &str, place: &str, start: &str) -> String {
    let (status, _) = run(keyring, folder, work, place);
    assert_eq!(status.signal(), Some(9), "{work} passes {place}");
    let (status, said) = run(keyring, folder, start, "");
    assert!(status.success(), "{work} {place}");

    let file = std::fs::read(folder.join("accounts.json")).ok();
    let file: serde_json::Value = file.map_or_else(Default::default, |file| {
        serde_json::from_slice(&file).unwrap()
    });
    let store = file["store"].as_str().unwrap_or("none");
    let mut in_file: Vec<String> = file["accounts"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| {
            let id = entry["id"].as_str().unwrap();
            format!("{store}/{id}/{}", entry["generation"])
        })
        .collect();
    in_file.sort();
    let in_keyring: Vec<String> = keyring
        .secrets()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with(store))
        .collect();
    assert_eq!(in_file, in_keyring, "{work} {place}");
    println!("{work:9} killed at {place:20} -> {said}, file and keyring match");
    said
}

#[test]
fn a_change_killed_anywhere_leaves_the_old_or_the_new_secret() {
    let keyring = Session::start();
    let committed = CHANGE.iter().position(|place| *place == "renamed").unwrap();
    for (index, place) in CHANGE.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        done(&keyring, folder.path(), "save-old");
        let found = after_a_crash(&keyring, folder.path(), "save-new", place);
        assert_eq!(found, if index < committed { OLD } else { NEW }, "{place}");
        // And nothing is in the way of the next one.
        done(&keyring, folder.path(), "save-new");
    }
}

#[test]
fn a_first_save_killed_anywhere_leaves_all_or_nothing() {
    let keyring = Session::start();
    for place in CHANGE {
        // A first save writes the file twice: its id, then the mailbox. There is no old secret.
        let of_file = [
            "half-written",
            "written",
            "synced",
            "renamed",
            "folder-synced",
        ];
        let places = match place {
            "old-secret-removed" => vec![],
            place if of_file.contains(&place) => vec![format!("{place}:1"), format!("{place}:2")],
            place => vec![place.to_owned()],
        };
        for place in places {
            let folder = tempfile::tempdir().unwrap();
            let found = after_a_crash(&keyring, folder.path(), "save-old", &place);
            let new = ["renamed:2", "folder-synced:2", "committed"].contains(&place.as_str());
            assert_eq!(found, if new { OLD } else { "no mailbox" }, "{place}");
            done(&keyring, folder.path(), "save-new");
        }
    }
}

#[test]
fn a_removal_killed_anywhere_leaves_all_or_nothing() {
    let keyring = Session::start();
    for place in ["written", "synced", "renamed", "folder-synced", "committed"] {
        let folder = tempfile::tempdir().unwrap();
        done(&keyring, folder.path(), "save-old");
        let found = after_a_crash(&keyring, folder.path(), "remove", place);
        let new = ["renamed", "folder-synced", "committed"].contains(&place);
        assert_eq!(found, if new { "no mailbox" } else { OLD }, "{place}");
    }
}
