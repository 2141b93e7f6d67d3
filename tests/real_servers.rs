//! The program itself against real parts: Dovecot, Postfix and gnome-keyring, by its command line.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

#[path = "real_servers/devices.rs"]
mod devices;
mod support;

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    time::{Duration, Instant},
};

use home_station::account::{Encryption, Incoming};
use support::{
    dovecot::User,
    faults::cell::base64,
    home::{Finished, contains},
    keyring::Keyring,
    mailbox::{Servers, combinations},
};

const ANA: User = User {
    name: "ana",
    password: "contraseña-Río 7\\\"x",
};

/// Servers, a keyring and a home that trusts the servers' authority.
struct World {
    servers: Servers,
    keyring: Keyring,
}

impl World {
    fn start() -> Self {
        Self::with(&[ANA])
    }

    fn with(users: &[User]) -> Self {
        let servers = Servers::start(users);
        let mut keyring = Keyring::start();
        let root = servers.dovecot.certificates.root.to_str().unwrap();
        keyring.home.set("SSL_CERT_FILE", root);
        keyring.home.set("RUST_LOG", "trace");
        Self { servers, keyring }
    }

    fn run(&self, arguments: &[&str], input: &str) -> Finished {
        self.keyring.home.run(arguments, input)
    }

    fn uris(&self, incoming: Incoming, [first, second]: [Encryption; 2]) -> [String; 2] {
        let scheme = |plain: &str, implicit: &str, kind| match kind {
            Encryption::ImplicitTls => implicit.to_owned(),
            Encryption::StartTls => format!("{plain}+starttls"),
        };
        let reading = match incoming {
            Incoming::Imap => scheme("imap", "imaps", first),
            Incoming::Pop3 => scheme("pop3", "pop3s", first),
        };
        let sending = scheme("smtp", "smtps", second);
        let port = self.servers.dovecot.port(incoming.into(), first);
        [
            format!("{reading}://localhost:{port}"),
            format!(
                "{sending}://localhost:{}",
                self.servers.postfix.port(second)
            ),
        ]
    }

    fn setup(
        &self,
        incoming: Incoming,
        kinds: [Encryption; 2],
        more: &[&str],
        password: &str,
    ) -> Finished {
        let [reading, sending] = self.uris(incoming, kinds);
        let protocol = match incoming {
            Incoming::Imap => "imap",
            Incoming::Pop3 => "pop",
        };
        let address = ANA.address();
        let mut arguments = vec![
            "setup",
            "--role",
            "home-station",
            "--email",
            &address,
            "--provider",
            "other",
            "--protocol",
            protocol,
            "--incoming",
            &reading,
            "--outgoing",
            &sending,
            "--password-stdin",
            "--json",
        ];
        arguments.extend(more);
        self.run(&arguments, password)
    }

    fn accounts_file(&self) -> PathBuf {
        let mut folders = vec![self.keyring.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else if entry.file_name() == "accounts.json" {
                    return entry.path();
                }
            }
        }
        panic!("nothing was saved");
    }
}

fn cause<'a>(json: &'a serde_json::Value, side: &str) -> &'a str {
    let cause = json.get(side).and_then(|side| side.get("cause"));
    cause.and_then(serde_json::Value::as_str).unwrap_or("none")
}

#[test]
fn all_eight_combinations_are_proven_and_saved() {
    let world = World::start();
    for (number, (incoming, kinds)) in combinations().into_iter().enumerate() {
        let id = format!("combination-{number}");
        let finished = world.setup(incoming, kinds, &["--id", &id], ANA.password);
        assert_eq!(finished.code, 0, "{incoming:?} {kinds:?}: {finished:?}");
        let json = finished.json();
        assert_eq!(json["incoming"]["outcome"], "ok", "{json}");
        assert_eq!(json["outgoing"]["outcome"], "ok", "{json}");
        assert_eq!(json["saved"], true, "{json}");
    }
    let secrets = world.keyring.secrets();
    assert_eq!(secrets.len(), 8, "{secrets:?}");
    assert!(
        secrets.iter().all(|(_, secret)| secret == ANA.password),
        "{secrets:?}"
    );
    let file: serde_json::Value =
        serde_json::from_slice(&fs::read(world.accounts_file()).unwrap()).unwrap();
    assert_eq!(
        file["accounts"]
            .as_array()
            .map(Vec::len)
            .unwrap_or_default(),
        8,
        "{file}"
    );
    let checked = world.run(&["check", "--json"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn a_wrong_password_saves_nothing_and_touches_nothing() {
    let world = World::start();
    let kinds = [Encryption::ImplicitTls; 2];
    let refused = world.setup(Incoming::Imap, kinds, &[], "wrong");
    assert_eq!(refused.code, 1, "{refused:?}");
    let json = refused.json();
    assert_eq!(cause(&json, "incoming"), "bad_credentials", "{json}");
    assert_eq!(cause(&json, "outgoing"), "bad_credentials", "{json}");
    assert_eq!(json["saved"], false, "{json}");
    assert!(world.keyring.secrets().is_empty());

    let saved = world.setup(Incoming::Imap, kinds, &[], ANA.password);
    assert_eq!(saved.code, 0, "{saved:?}");
    let (file, secrets) = (
        fs::read(world.accounts_file()).unwrap(),
        world.keyring.secrets(),
    );
    assert_eq!(secrets.len(), 1);
    let again = world.setup(Incoming::Imap, kinds, &[], "wrong again");
    assert_eq!(again.code, 1, "{again:?}");
    assert_eq!(again.json()["saved"], false);
    assert_eq!(fs::read(world.accounts_file()).unwrap(), file);
    assert_eq!(world.keyring.secrets(), secrets);
}

/// The ways in which a password may lie in a file.
fn needles(password: &str) -> Vec<Vec<u8>> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| password.encode_utf16().flat_map(bytes).collect();
    let escaped = serde_json::to_string(password).unwrap();
    vec![
        password.as_bytes().to_vec(),
        base64(password.as_bytes())
            .trim_end_matches('=')
            .as_bytes()
            .to_vec(),
        base64(format!("\0{}\0{password}", ANA.address()).as_bytes()).into_bytes(),
        escaped.trim_matches('"').as_bytes().to_vec(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ]
}

#[test]
fn the_password_is_nowhere_but_in_the_keyring() {
    let world = World::start();
    let kinds = [Encryption::ImplicitTls, Encryption::StartTls];
    let wrong = "Falsch-aber-geheim-9";
    let mut said = Vec::new();
    said.push(world.setup(Incoming::Pop3, kinds, &[], wrong));
    let saved = world.setup(Incoming::Pop3, kinds, &["--send-test"], ANA.password);
    assert_eq!(saved.code, 0, "{saved:?}");
    said.push(saved);
    said.push(world.run(&["check", "--json"], ""));
    said.push(world.run(&["accounts", "--json"], ""));
    said.push(world.run(&["card", "home-station"], ""));
    for password in [ANA.password, wrong] {
        let needles = needles(password);
        let found = world.keyring.home.files_with(&needles);
        assert!(found.is_empty(), "{found:?}");
        for finished in &said {
            for text in [&finished.stdout, &finished.stderr] {
                let shown = needles
                    .iter()
                    .any(|needle| contains(text.as_bytes(), needle));
                assert!(!shown, "{finished:?}");
            }
        }
    }
}

/// A server that takes connections and says nothing.
fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, format!("localhost:{port}"))
}

#[test]
fn a_silent_server_is_given_up_within_its_bound_and_arguments_hold_no_password() {
    let keyring = Keyring::start();
    let ((_in, reading), (_out, sending)) = (silent(), silent());
    let (reading, sending) = (format!("imaps://{reading}"), format!("smtps://{sending}"));
    let started = Instant::now();
    let arguments = [
        "setup",
        "--role",
        "home-station",
        "--email",
        "ana@example.org",
        "--provider",
        "other",
        "--incoming",
        &reading,
        "--outgoing",
        &sending,
        "--password-stdin",
        "--json",
    ];
    let child = keyring.home.spawn(&arguments, ANA.password);
    std::thread::sleep(Duration::from_millis(500));
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    for file in ["cmdline", "environ"] {
        let bytes = fs::read(process.join(file)).unwrap();
        assert!(!bytes.is_empty());
        for needle in needles(ANA.password) {
            assert!(!contains(&bytes, &needle), "{file}");
        }
    }
    let finished = Finished::from(child.wait_with_output().unwrap());
    let after = started.elapsed();
    assert_eq!(finished.code, 1, "{finished:?}");
    let json = finished.json();
    assert_eq!(cause(&json, "incoming"), "connection_timed_out", "{json}");
    assert_eq!(cause(&json, "outgoing"), "connection_timed_out", "{json}");
    assert!(after < Duration::from_secs(26), "{after:?}");

    // Stopped from outside: at once. Not by INT, which a run in the background inherits as ignored.
    let mut child = keyring.home.spawn(&arguments, ANA.password);
    std::thread::sleep(Duration::from_millis(500));
    let stopped = Instant::now();
    let kill = std::process::Command::new("sh")
        .args(["-c", &format!("kill -TERM {}", child.id())])
        .status();
    assert!(kill.unwrap().success());
    let _ = child.wait().unwrap();
    println!("stopped after {:?}", stopped.elapsed());
    assert!(stopped.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_test_mail_is_sent_and_seen() {
    let world = World::start();
    let kinds = [Encryption::StartTls, Encryption::ImplicitTls];
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        let finished = world.setup(incoming, kinds, &["--send-test"], ANA.password);
        assert_eq!(finished.code, 0, "{finished:?}");
        let test = &finished.json()["test_mail"];
        assert_eq!(test["outcome"], "arrived", "{finished:?}");
        assert_eq!(test["folder"], "INBOX", "{test}");
        assert!(test["seconds"].as_f64().unwrap() < 60.0, "{test}");
    }
}

#[test]
fn a_level_sender_is_checked_without_taking_a_message() {
    let world = World::start();
    world.servers.dovecot.fill("ana", 20);
    let before = world.servers.dovecot.messages("ana", "INBOX");
    let [reading, sending] = world.uris(Incoming::Pop3, [Encryption::ImplicitTls; 2]);
    let address = ANA.address();
    let arguments = [
        "setup",
        "--role",
        "levelsender",
        "--serial",
        "123456",
        "--email",
        &address,
        "--provider",
        "other",
        "--incoming",
        &reading,
        "--outgoing",
        &sending,
        "--password-stdin",
        "--json",
    ];
    let finished = world.run(&arguments, ANA.password);
    assert_eq!(finished.code, 0, "{finished:?}");
    let checked = world.run(&["check", "levelsender-123456", "--json"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    assert_eq!(world.servers.dovecot.messages("ana", "INBOX"), before);
    let log = world.servers.dovecot.log();
    let sessions: Vec<&str> = log.lines().filter(|line| line.contains("retr=")).collect();
    assert!(!sessions.is_empty(), "{log}");
    assert!(
        sessions
            .iter()
            .all(|line| line.contains("retr=0/0, del=0/")),
        "{sessions:?}"
    );
    // With IMAP a LevelSender's remote changes do not work.
    let mut imap = arguments.to_vec();
    imap.extend(["--protocol", "imap"]);
    assert_eq!(world.run(&imap, ANA.password).code, 2);
}

#[test]
fn a_changed_password_is_replaced_only_when_it_is_proven() {
    let world = World::start();
    let kinds = [Encryption::ImplicitTls; 2];
    let saved = world.setup(Incoming::Imap, kinds, &[], ANA.password);
    assert_eq!(saved.code, 0, "{saved:?}");
    let new = "neu-und-anders";
    world.servers.dovecot.set_users(&[User {
        password: new,
        ..ANA
    }]);
    let checked = world.run(&["check", "home-station", "--json"], "");
    assert_eq!(
        checked.code,
        1,
        "{checked:?}\n{}",
        world.servers.dovecot.log()
    );
    let before = world.keyring.secrets();
    let refused = world.run(
        &["password", "home-station", "--password-stdin", "--json"],
        "nope",
    );
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(world.keyring.secrets(), before);
}

#[test]
fn the_new_password_replaces_the_old_one_and_remove_leaves_nothing() {
    let world = World::start();
    let kinds = [Encryption::ImplicitTls; 2];
    let saved = world.setup(Incoming::Imap, kinds, &[], ANA.password);
    assert_eq!(saved.code, 0, "{saved:?}");
    let new = "neu-und-anders";
    world.servers.dovecot.set_users(&[User {
        password: new,
        ..ANA
    }]);
    let changed = world.run(
        &["password", "home-station", "--password-stdin", "--json"],
        new,
    );
    assert_eq!(changed.code, 0, "{changed:?}");
    assert_eq!(changed.json()["saved"], true, "{changed:?}");
    let secrets = world.keyring.secrets();
    assert!(
        secrets.iter().any(|(_, secret)| secret == new),
        "{secrets:?}"
    );
    assert_eq!(world.run(&["check", "--json"], "").code, 0);
    let removed = world.run(&["remove", "home-station", "--json"], "");
    assert_eq!(removed.code, 0, "{removed:?}");
    assert!(
        world.keyring.secrets().is_empty(),
        "{:?}",
        world.keyring.secrets()
    );
}

#[test]
fn without_a_keyring_nothing_is_saved_and_the_exit_says_so() {
    let servers = Servers::start(&[ANA]);
    let mut keyring = Keyring::bus_only();
    let root = servers
        .dovecot
        .certificates
        .root
        .to_str()
        .unwrap()
        .to_owned();
    keyring.home.set("SSL_CERT_FILE", &root);
    let world = World { servers, keyring };
    let kinds = [Encryption::ImplicitTls; 2];
    let finished = world.setup(Incoming::Imap, kinds, &[], ANA.password);
    assert_eq!(finished.code, 3, "{finished:?}");
    let json = finished.json();
    assert_eq!(json["incoming"]["outcome"], "ok", "{json}");
    assert_eq!(json["saved"], false, "{json}");
}
