//! The example of the library, against a real Dovecot and a real gnome-keyring.
//!
//! A keyring is found by the environment, so each piece of work runs in a process of its own:
//! this test binary, started again for the one test `a_piece_of_work`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of a test fail it"
)]

use std::{env, path::PathBuf};

use futures::executor::block_on;
use home_station::{
    account::{Account, Encryption, Login, Protocol},
    backend::{SecretPlace, ToSave},
    secret::Secret,
    store::{Folders, Keyring, Store},
};

#[path = "../examples/read_mailbox.rs"]
#[allow(dead_code, reason = "its `main` is called elsewhere")]
mod read_mailbox;
mod support;

use support::{
    dovecot::{Dovecot, User},
    keyring::Keyring as Session,
};

const WORK: &str = "HOME_STATION_TEST_WORK";
const FOLDER: &str = "HOME_STATION_TEST_FOLDER";
const ACCOUNT: &str = "HOME_STATION_TEST_ACCOUNT";
const ANA: User = User {
    name: "ana",
    password: "contraseña: con todo",
};

#[test]
fn a_piece_of_work() {
    let Ok(work) = env::var(WORK) else {
        return;
    };
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    match work.as_str() {
        "save" => {
            let account = serde_json::from_str(&env::var(ACCOUNT).unwrap()).unwrap();
            let store = Store::new(&Folders::in_one(folder), Keyring::of_system());
            let what = ToSave::Unproven(Login {
                account,
                secret: Secret::new(ANA.password.to_owned()),
            });
            let _ = block_on(store.save(what, SecretPlace::Keyring)).unwrap();
        }
        "list" => read_mailbox::list(Some(folder)).unwrap(),
        other => panic!("{other}"),
    }
}

fn account(protocol: &str, port: u16) -> Account {
    serde_json::from_value(serde_json::json!({
        "id": "home-station",
        "role": {"kind": "home-station"},
        "provider": "other",
        "address": "ana@example.org",
        "protocol": protocol,
        "incoming": {
            "host": "localhost", "port": port, "encryption": "implicit-tls",
            "user_name": "ana@example.org",
        },
        "outgoing": {
            "host": "localhost", "port": 465, "encryption": "implicit-tls", "user_name": "ana",
        },
    }))
    .unwrap()
}

#[test]
fn another_program_lists_the_inbox_of_the_saved_mailbox_by_imap_and_pop() {
    let dovecot = Dovecot::start(&[ANA]);
    dovecot.fill("ana", 3);
    let session = Session::start();
    for (word, protocol) in [("imap", Protocol::Imap), ("pop3", Protocol::Pop3)] {
        let folder = tempfile::tempdir().unwrap();
        let account = account(word, dovecot.port(protocol, Encryption::ImplicitTls));
        let run = |work: &str| {
            let output = session
                .test("a_piece_of_work")
                .env(WORK, work)
                .env(FOLDER, folder.path())
                .env(ACCOUNT, serde_json::to_string(&account).unwrap())
                .env("SSL_CERT_FILE", &dovecot.certificates.root)
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{text}\n{}", dovecot.log());
            text
        };
        let _ = run("save");
        let listed = run("list");
        assert!(listed.contains("ana@example.org at localhost"), "{listed}");
        assert!(listed.contains("3 messages"), "{listed}");
    }
    assert_eq!(dovecot.messages("ana", "INBOX").len(), 3);
}
