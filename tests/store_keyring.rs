//! The keyring's fence against a real gnome-keyring: frozen, missing, never unlocked.
//!
//! A keyring is found by the environment, so each piece of work runs in a process of its own:
//! this test binary, started again for the one test `a_piece_of_work`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail it"
)]
#![cfg(target_os = "linux")]

use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use futures::executor::block_on;
use home_station::{
    account::{Account, Login},
    backend::{SecretPlace, ToSave},
    secret::Secret,
    store::{Folders, Keyring, Store},
};

mod support;

use support::keyring::Keyring as Session;

const WORK: &str = "HOME_STATION_TEST_WORK";
const FOLDER: &str = "HOME_STATION_TEST_FOLDER";

/// What a child process says after the marks of the test harness.
const MARK: &str = "said: ";

#[test]
fn a_piece_of_work() {
    let Ok(work) = env::var(WORK) else {
        return;
    };
    let temporary = tempfile::tempdir().unwrap();
    let folder = env::var_os(FOLDER).map_or(temporary.path().into(), PathBuf::from);
    let store = Store::new(&Folders::in_one(folder), Keyring::of_system());
    match work.as_str() {
        "without-the-fence" => {
            let entry = keyring::Entry::new("Home Station", "x/y/1");
            println!(
                "{MARK}{:?}",
                entry.and_then(|entry| entry.get_password()).is_ok()
            );
        }
        "status" => println!("{MARK}{:?}", block_on(store.keyring_status())),
        "status-twice" => {
            let start = Instant::now();
            println!("{MARK}{:?}", block_on(store.keyring_status()));
            assert!(start.elapsed() < Duration::from_secs(7));
            let mut line = String::new();
            let _ = std::io::stdin().read_line(&mut line).unwrap();
            println!("{MARK}{:?}", block_on(store.keyring_status()));
        }
        "save" => {
            let what = ToSave::Unproven(Login {
                account: account(),
                secret: Secret::new("x".to_owned()),
            });
            let saved = block_on(store.save(what, SecretPlace::Keyring));
            println!("{MARK}{:?}", saved.map(|saved| saved.generation));
        }
        "load" => {
            let loaded = block_on(store.load()).unwrap();
            println!("{MARK}{:?}", loaded.accounts[0].state);
        }
        "secret" => {
            let secret = block_on(store.secret(account().id));
            println!("{MARK}{:?}", secret.map(|secret| secret.expose().len()));
        }
        "unlock" => println!("{MARK}{:?}", block_on(store.unlock_keyring())),
        other => panic!("{other}"),
    }
}

fn account() -> Account {
    let server = serde_json::json!({
        "host": "mail.example.org", "port": 993, "encryption": "implicit-tls", "user_name": "anna",
    });
    serde_json::from_value(serde_json::json!({
        "id": "home-station", "role": {"kind": "home-station"}, "provider": "other",
        "address": "anna@example.org", "protocol": "imap", "incoming": server, "outgoing": server,
    }))
    .unwrap()
}

fn start(keyring: &Session, work: &str) -> Child {
    keyring
        .test("a_piece_of_work")
        .env(WORK, work)
        .env(FOLDER, keyring.home.path().join("data-dir"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn next_said(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> String {
    lines
        .find_map(|line| {
            let line = line.unwrap();
            line.split_once(MARK).map(|(_, said)| said.to_owned())
        })
        .unwrap()
}

fn say(keyring: &Session, work: &str) -> String {
    let mut child = start(keyring, work);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = next_said(&mut lines);
    assert!(child.wait().unwrap().success());
    said
}

#[test]
fn an_unlocked_keyring_is_ready() {
    let keyring = Session::start();
    assert_eq!(say(&keyring, "status"), "Ready");
    assert_eq!(say(&keyring, "unlock"), "Ready");
}

#[test]
fn a_frozen_keyring_blocks_a_bare_call_and_not_ours_and_is_found_again() {
    let mut keyring = Session::start();
    keyring.freeze();

    let mut bare = start(&keyring, "without-the-fence");
    let mut fenced = start(&keyring, "status-twice");
    let mut lines = BufReader::new(fenced.stdout.take().unwrap()).lines();
    assert_eq!(next_said(&mut lines), "Missing(KeyringTimedOut)");
    thread::sleep(Duration::from_secs(2));
    assert_eq!(
        bare.try_wait().unwrap(),
        None,
        "the bare call waits beyond the bound"
    );

    keyring.thaw();
    let mut input = fenced.stdin.take().unwrap();
    input.write_all(b"again\n").unwrap();
    assert_eq!(next_said(&mut lines), "Ready");
    assert!(fenced.wait().unwrap().success());
    drop(bare.kill());
    let _ = bare.wait().unwrap();
}

#[test]
fn no_service_and_no_bus_are_a_missing_keyring() {
    let keyring = Session::bus_only();
    let said = say(&keyring, "status");
    assert!(said.starts_with("Missing(KeyringMissing"), "{said}");
    let said = say(&keyring, "unlock");
    assert!(said.starts_with("Missing(KeyringMissing"), "{said}");
}

#[test]
fn a_keyring_nobody_ever_unlocked_is_locked_and_stays_so_without_a_person() {
    let keyring = Session::never_unlocked();
    assert_eq!(say(&keyring, "status"), "Locked");
    assert_eq!(say(&keyring, "unlock"), "Locked");
}

#[test]
fn a_locked_keyring_is_seen_without_asking_and_loses_nothing() {
    let keyring = Session::start();
    assert_eq!(say(&keyring, "save"), "Ok(1)");
    assert_eq!(say(&keyring, "secret"), "Ok(1)");
    keyring.lock();
    assert_eq!(say(&keyring, "status"), "Locked");
    assert_eq!(
        say(&keyring, "load"),
        "NotChecked",
        "not taken for a missing secret"
    );
    for work in ["secret", "save"] {
        let said = say(&keyring, work);
        assert!(said.starts_with("Err(KeyringLocked"), "{work}: {said}");
    }
}
