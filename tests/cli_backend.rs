//! Commands against the embedded servers with the real store and a keyring in memory: what is
//! saved, what is kept, what is never tried twice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::sync::Arc;

use clap::Parser as _;
use home_station::{
    account::Protocol,
    backend::{Backend, live::Live},
    cli::{
        Console, Exit,
        console::NoPassword,
        grammar::{Arguments, Command},
        run_command,
    },
    i18n::{Language, Locale},
    practice::{self, PracticeAccount, PracticeOptions, Scenario, Servers},
    secret::Secret,
    store::{Folders, Keyring, Store, keyring::MemoryStore},
};
use serde_json::Value;

#[path = "cli_backend/devices.rs"]
mod devices;
#[path = "cli_backend/tell.rs"]
mod tell;
#[path = "cli_backend/unproven.rs"]
mod unproven;

/// A console whose input is one password.
#[derive(Default)]
struct Pipe {
    password: String,
    out: String,
    error: String,
}

impl Console for Pipe {
    fn out(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn error(&mut self, line: &str) {
        self.error.push_str(line);
        self.error.push('\n');
    }

    fn line(&mut self) -> Option<String> {
        None
    }

    fn password(&mut self, _prompt: &str) -> Result<Secret, NoPassword> {
        Ok(Secret::new(self.password.clone()))
    }

    fn password_answer(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        self.password(prompt)
    }
}

struct World {
    servers: Arc<Servers>,
    backend: Arc<dyn Backend>,
    entries: Arc<MemoryStore>,
    folder: Arc<tempfile::TempDir>,
}

const RIGHT: &str = "right password";

const PEOPLE: [&str; 4] = [
    "ana@agua.example",
    "nueva@agua.example",
    "pozo7@agua.example",
    "pozo8@agua.example",
];

impl World {
    fn new(scenario: Scenario) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let passwords = PEOPLE.map(|name| (name, RIGHT));
        Self::on(folder, Arc::default(), scenario, &passwords)
    }

    /// The program started anew on the same computer, with servers that know these passwords.
    fn again(&self, passwords: &[(&str, &str)]) -> Self {
        let (folder, entries) = (Arc::clone(&self.folder), Arc::clone(&self.entries));
        Self::on(folder, entries, Scenario::None, passwords)
    }

    fn on(
        folder: Arc<tempfile::TempDir>,
        entries: Arc<MemoryStore>,
        scenario: Scenario,
        passwords: &[(&str, &str)],
    ) -> Self {
        let account = |(user_name, password): &(&str, &str)| PracticeAccount {
            user_name: (*user_name).to_owned(),
            password: Secret::new((*password).to_owned()),
        };
        let options = PracticeOptions {
            scenario,
            accounts: passwords.iter().map(account).collect(),
            ..PracticeOptions::default()
        };
        let servers = Arc::new(Servers::start(options).unwrap());
        let held = Arc::clone(&entries);
        let keyring = Keyring::new(Arc::new(move || Ok(Arc::clone(&held) as _)));
        let store = Store::new(&Folders::in_one(folder.path()), keyring);
        let live = Live::new(store, practice::network(&servers));
        Self {
            servers,
            backend: Arc::new(live),
            entries,
            folder,
        }
    }

    fn run(&self, arguments: &[&str], password: &str) -> (Exit, Pipe) {
        let all = ["home-station"].iter().chain(arguments);
        let command: Command = Arguments::try_parse_from(all).unwrap().command.unwrap();
        let mut pipe = Pipe {
            password: password.to_owned(),
            ..Pipe::default()
        };
        let locale = Locale::new(Language::English);
        let exit = run_command(&command, Arc::clone(&self.backend), &mut pipe, &locale);
        (exit, pipe)
    }

    fn json(&self, arguments: &[&str], password: &str) -> (Exit, Value) {
        let (exit, pipe) = self.run(&[arguments, &["--json"]].concat(), password);
        let json = serde_json::from_str(&pipe.out);
        (
            exit,
            json.unwrap_or_else(|_| panic!("{} {}", pipe.out, pipe.error)),
        )
    }

    fn setup(&self, more: &[&str], password: &str) -> (Exit, Value) {
        let start = [
            "setup",
            "--role",
            "home-station",
            "--email",
            "ana@agua.example",
            "--incoming",
            "imaps://mail.agua.example",
            "--outgoing",
            "smtps://mail.agua.example",
            "--password-stdin",
        ];
        self.json(&[&start[..], more].concat(), password)
    }

    fn sign_ins(&self, protocol: Protocol) -> usize {
        let log = self.servers.store().log();
        log.iter()
            .filter(|logged| logged.protocol == protocol)
            .filter(|logged| {
                ["LOGIN", "AUTH", "PASS"]
                    .iter()
                    .any(|word| logged.verb.starts_with(word))
            })
            .count()
    }
}

#[test]
fn a_proven_mailbox_is_saved_listed_checked_and_removed() {
    let world = World::new(Scenario::None);
    let (exit, json) = world.setup(&["--send-test", "--name", "Ana Ríos"], RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["saved"], true);
    assert_eq!(json["test_mail"]["outcome"], "arrived", "{json}");

    let (exit, json) = world.json(&["accounts"], "");
    assert_eq!(exit, Exit::Done);
    assert_eq!(json["accounts"][0]["id"], "home-station");
    assert_eq!(json["accounts"][0]["state"], "works");
    assert_eq!(json["accounts"][0]["incoming"]["port"], 993);

    let (exit, json) = world.json(&["check", "home-station"], "");
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["incoming"]["outcome"], "ok");
    assert_eq!(json["accounts"][0]["outgoing"]["outcome"], "ok");

    let (exit, pipe) = world.run(&["card", "home-station"], "");
    assert_eq!(exit, Exit::Done);
    assert!(
        pipe.out.contains("Ana Ríos") && !pipe.out.contains(RIGHT),
        "{}",
        pipe.out
    );

    let (exit, json) = world.json(&["remove", "home-station"], "");
    assert_eq!((exit, &json["removed"]), (Exit::Done, &Value::Bool(true)));
    assert_eq!(world.json(&["check", "home-station"], "").0, Exit::WrongUse);
}

#[test]
fn every_mailbox_is_removed_at_once() {
    let world = World::new(Scenario::None);
    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    assert_eq!(world.setup(&["--id", "second"], RIGHT).0, Exit::Done);
    let (exit, json) = world.json(&["remove", "--all"], "");
    assert_eq!((exit, &json["removed"]), (Exit::Done, &Value::Bool(true)));
    let (_, json) = world.json(&["accounts"], "");
    assert_eq!(json["accounts"].as_array().map(Vec::len), Some(0), "{json}");
    assert!(Arguments::try_parse_from(["home-station", "remove"]).is_err());
    assert!(Arguments::try_parse_from(["home-station", "remove", "a", "--all"]).is_err());
}

#[test]
fn a_wrong_password_leaves_the_old_mailbox_and_secret_in_force() {
    let world = World::new(Scenario::None);
    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    let (exit, json) = world.json(&["password", "home-station", "--password-stdin"], "wrong");
    assert_eq!(exit, Exit::Refused, "{json}");
    assert_eq!(json["incoming"]["cause"], "bad_credentials", "{json}");
    assert_eq!(json["outgoing"]["cause"], "bad_credentials", "{json}");
    assert_eq!(json["saved"], false);
    let (exit, json) = world.setup(
        &["--name", "Nueva", "--outgoing-user", "nobody@agua.example"],
        "wrong again",
    );
    assert_eq!(exit, Exit::Refused, "{json}");
    let (_, json) = world.json(&["accounts"], "");
    assert_eq!(json["accounts"][0]["display_name"], "", "{json}");
    assert_eq!(json["accounts"][0]["state"], "works", "{json}");
}

#[test]
fn a_refused_secret_is_not_sent_again_and_two_refusals_make_a_pause() {
    let world = World::new(Scenario::None);
    let sign_ins = || {
        (
            world.sign_ins(Protocol::Imap),
            world.sign_ins(Protocol::Smtp),
        )
    };
    assert_eq!(world.setup(&[], "wrong").0, Exit::Refused);
    let after_first = sign_ins();
    let (exit, json) = world.setup(&[], "wrong");
    assert_eq!(exit, Exit::Refused);
    assert_eq!(json["incoming"]["cause"], "bad_credentials");
    assert_eq!(json["incoming"]["elapsed_ms"], 0);
    assert_eq!(sign_ins(), after_first, "the same secret was sent again");
    assert_eq!(world.setup(&[], "also wrong").0, Exit::Refused);
    let after_second = sign_ins();
    let (exit, json) = world.setup(&[], RIGHT);
    assert_eq!(exit, Exit::Refused);
    assert_eq!(json["incoming"]["cause"], "too_many_attempts", "{json}");
    assert_eq!(sign_ins(), after_second, "the pause was not kept");
}

#[test]
fn without_proof_it_is_saved_only_when_asked_for_and_never_over_a_proven_one() {
    let world = World::new(Scenario::ServerDown);
    let (exit, json) = world.setup(&[], RIGHT);
    assert_eq!((exit, &json["saved"]), (Exit::Refused, &Value::Bool(false)));
    let (exit, json) = world.setup(&["--save-unverified"], RIGHT);
    assert_eq!((exit, &json["saved"]), (Exit::Done, &Value::Bool(true)));
    assert_eq!(json["incoming"]["outcome"], "failed", "{json}");
    let (_, json) = world.json(&["accounts"], "");
    assert_eq!(json["accounts"][0]["state"], "not_checked");
    // A test mail that was asked for could not be sent.
    let (exit, json) = world.setup(&["--save-unverified", "--send-test"], RIGHT);
    assert_eq!((exit, &json["saved"]), (Exit::Refused, &Value::Bool(true)));

    let world = World::new(Scenario::None);
    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    let (exit, json) = world.setup(&["--save-unverified"], "wrong");
    assert_eq!((exit, &json["saved"]), (Exit::Refused, &Value::Bool(false)));
}

#[test]
fn an_own_certificate_is_accepted_by_its_fingerprint_and_no_other() {
    let world = World::new(Scenario::CertificateUntrusted);
    let (exit, json) = world.setup(&[], RIGHT);
    assert_eq!(exit, Exit::Refused);
    assert_eq!(json["incoming"]["cause"], "tls_cert_untrusted", "{json}");
    assert_eq!(
        world.sign_ins(Protocol::Imap),
        0,
        "a password went out before"
    );
    let fingerprint = json["incoming"]["certificate"]["sha256"].as_str().unwrap();
    let (exit, json) = world.setup(&["--accept-certificate", fingerprint], RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
    let (exit, json) = world.setup(&["--accept-certificate", &"0F".repeat(32)], RIGHT);
    assert_eq!(exit, Exit::Refused);
    assert_eq!(json["incoming"]["cause"], "certificate_changed", "{json}");
}

#[test]
fn a_levelsenders_test_mail_goes_to_the_home_station() {
    let world = World::new(Scenario::None);
    let device = [
        "setup",
        "--role",
        "levelsender",
        "--serial",
        "123456",
        "--email",
        "pozo7@agua.example",
        "--incoming",
        "pop3s://mail.agua.example",
        "--outgoing",
        "smtp+starttls://mail.agua.example",
        "--password-stdin",
        "--send-test",
    ];
    // Nowhere to send it to yet: said before anything is contacted.
    let (exit, json) = world.json(&device, RIGHT);
    assert_eq!(exit, Exit::WrongUse);
    assert_eq!(json["errors"][0]["option"], "--send-test");
    assert_eq!(world.sign_ins(Protocol::Pop3), 0);

    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    let (exit, json) = world.json(&device, RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["id"], "levelsender-123456");
    assert_eq!(json["test_mail"]["to"], "ana@agua.example");
    assert_eq!(json["test_mail"]["outcome"], "arrived", "{json}");
    let log = world.servers.store().log();
    let taken = log
        .iter()
        .any(|logged| ["RETR", "DELE"].contains(&logged.verb.as_str()));
    assert!(!taken, "{log:?}");
}
