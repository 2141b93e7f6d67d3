//! The watch against real servers that begin to refuse: one try a side, one notification, and no
//! second try until the secret changes. Dovecot, Postfix, gnome-keyring, and a notification
//! service of the test's own.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail it"
)]

mod support;

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader},
    sync::{Arc, Mutex},
};

use home_station::account::{Encryption, Protocol};
use support::{
    dovecot::{Dovecot, User},
    home::Finished,
    keyring::Keyring,
    postfix::Postfix,
};
use zbus::zvariant::OwnedValue;

const OLD: User = User {
    name: "ana",
    password: "contraseña: con todo",
};
const NEW: User = User {
    name: "ana",
    password: "la nueva",
};

type Shown = Arc<Mutex<Vec<(String, String)>>>;

/// <https://specifications.freedesktop.org/notification/latest/protocol.html>
struct Notifications(Shown);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "the protocol's")]
    fn notify(
        &self,
        app_name: &str,
        replaces: u32,
        icon: &str,
        summary: &str,
        body: &str,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        let _ = (app_name, replaces, icon, actions, hints, timeout);
        let mut shown = self.0.lock().unwrap();
        shown.push((summary.to_owned(), body.to_owned()));
        u32::try_from(shown.len()).unwrap()
    }
}

/// A desktop in the keyring's session; lives as long as the connection.
fn desktop(session: &Keyring) -> (zbus::blocking::Connection, Shown) {
    let shown = Shown::default();
    let address = session
        .home
        .environment
        .iter()
        .find(|(name, _)| name == "DBUS_SESSION_BUS_ADDRESS")
        .map(|(_, address)| address.clone())
        .unwrap();
    let connection = zbus::blocking::connection::Builder::address(address.as_str())
        .unwrap()
        .serve_at(
            "/org/freedesktop/Notifications",
            Notifications(Arc::clone(&shown)),
        )
        .unwrap()
        .name("org.freedesktop.Notifications")
        .unwrap()
        .build()
        .unwrap();
    (connection, shown)
}

struct World {
    dovecot: Dovecot,
    postfix: Postfix,
    session: Keyring,
}

impl World {
    fn start() -> Self {
        let dovecot = Dovecot::start(&[OLD]);
        let postfix = Postfix::start(&dovecot, &["ana"]);
        let mut session = Keyring::start();
        let root = dovecot.certificates.root.to_str().unwrap().to_owned();
        session.home.set("SSL_CERT_FILE", &root);
        Self {
            dovecot,
            postfix,
            session,
        }
    }

    fn set_up(&self, role: &[&str], protocol: Protocol) {
        let (scheme, port) = (
            if protocol == Protocol::Imap {
                "imaps"
            } else {
                "pop3s"
            },
            self.dovecot.port(protocol, Encryption::ImplicitTls),
        );
        let incoming = format!("{scheme}://localhost:{port}");
        let outgoing = format!("smtps://localhost:{}", self.postfix.smtps);
        let mut arguments = vec!["setup", "--email", "ana@example.org", "--provider", "other"];
        arguments.extend(role);
        arguments.extend(["--incoming", &incoming, "--outgoing", &outgoing]);
        arguments.extend(["--password-stdin", "--json"]);
        let done = self.run(&arguments, OLD.password);
        assert_eq!(done.code, 0, "{done:?}\n{}", self.dovecot.log());
    }

    fn run(&self, arguments: &[&str], input: &str) -> Finished {
        self.session.home.run(arguments, input)
    }

    fn watch(&self) -> (i32, serde_json::Value) {
        let done = self.run(&["watch", "--once", "--json", "--lang", "es"], "");
        (done.code, done.json())
    }

    /// Sign-ins that the servers refused: at Dovecot itself, and at Postfix, which asks Dovecot.
    fn refused(&self) -> (usize, usize) {
        let lines =
            |log: String, words: &str| log.lines().filter(|line| line.contains(words)).count();
        (
            lines(self.dovecot.log(), "auth failed, 1 attempts"),
            lines(self.postfix.log(), "authentication failed"),
        )
    }
}

#[test]
fn a_refusal_is_tried_once_a_side_and_told_once_until_the_secret_changes() {
    let world = World::start();
    let (_desktop, shown) = desktop(&world.session);
    world.set_up(&["--role", "home-station"], Protocol::Imap);
    let (code, round) = world.watch();
    assert_eq!(code, 0, "{round:#}");
    assert_eq!(round["accounts"][0]["state"], "works");
    assert_eq!(world.refused(), (0, 0));

    world.dovecot.set_users(&[NEW]);
    // Dovecot may believe its old list for a second.
    let key = &world.dovecot.certificates.key;
    let round = support::wait_for("the refusal", key, || {
        let (code, round) = world.watch();
        (code == 1).then_some(round)
    });
    let account = &round["accounts"][0];
    assert_eq!(account["state"], "refused", "{round:#}");
    assert_eq!(account["cause"], "bad_credentials");
    assert_eq!(account["notified"], true);
    let refused = world.refused();
    assert!(refused.0 <= 1 && refused.1 <= 1, "one try a side");
    assert!(refused.0 + refused.1 > 0);

    for _ in 0..3 {
        let (code, round) = world.watch();
        assert_eq!(code, 1);
        assert_eq!(round["accounts"][0]["state"], "refused");
        assert_eq!(round["accounts"][0]["looked"], false);
        assert_eq!(round["accounts"][0]["notified"], false);
    }
    assert_eq!(world.refused(), refused, "no second try");
    let notices = shown.lock().unwrap().clone();
    let [(title, text)] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    assert!(
        title.starts_with("localhost no acepta la contraseña desde las "),
        "{title}"
    );
    assert!(text.contains("ana@example.org"), "{text}");

    let changed = world.run(
        &["password", "home-station", "--password-stdin", "--json"],
        NEW.password,
    );
    assert_eq!(changed.code, 0, "{changed:?}");
    let (code, round) = world.watch();
    assert_eq!((code, &round["accounts"][0]["state"]), (0, &"works".into()));
    assert_eq!(shown.lock().unwrap().len(), 1);
}

#[test]
fn a_levelsender_is_watched_by_its_submission_server_alone() {
    let world = World::start();
    let role = ["--role", "levelsender", "--serial", "123"];
    world.set_up(&role, Protocol::Pop3);
    let pop_logins = || world.dovecot.log().matches("pop3-login: Login").count();
    let before = pop_logins();
    let (code, round) = world.watch();
    assert_eq!(code, 0, "{round:#}");
    assert_eq!(round["accounts"][0]["incoming"]["outcome"], "skipped");
    assert_eq!(round["accounts"][0]["outgoing"]["outcome"], "ok");
    assert_eq!(pop_logins(), before);
}

#[test]
fn a_server_that_is_away_is_no_refusal_and_is_not_told() {
    let mut world = World::start();
    let (_desktop, shown) = desktop(&world.session);
    world.set_up(&["--role", "home-station"], Protocol::Imap);
    world.postfix = Postfix::start(&world.dovecot, &["ana"]);
    let (code, round) = world.watch();
    assert_eq!(code, 1);
    assert_eq!(round["accounts"][0]["state"], "temporary", "{round:#}");
    assert_eq!(round["accounts"][0]["incoming"]["outcome"], "ok");
    assert!(shown.lock().unwrap().is_empty());
}

#[test]
fn a_watch_that_stays_looks_at_once_and_says_so_line_by_line() {
    let world = World::start();
    world.set_up(&["--role", "home-station"], Protocol::Imap);
    let mut child = world.session.home.spawn(&["watch", "--lang", "es"], "");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines
        .find_map(|line| line.ok().filter(|line| line.contains("home-station")))
        .unwrap();
    assert!(line.ends_with("home-station: funciona"), "{line}");
    assert_eq!(child.try_wait().unwrap(), None, "it stays");
    child.kill().unwrap();
    let _ = child.wait().unwrap();
}

#[test]
fn a_keyring_that_is_away_ends_one_round_as_a_fault_of_storage() {
    let mut world = World::start();
    world.set_up(&["--role", "home-station"], Protocol::Imap);
    world.session.stop_keyring();
    let done = world.run(&["watch", "--once", "--json"], "");
    assert_eq!(done.code, 3, "{done:?}");
    assert!(
        !done.json()["errors"][0]["message"]
            .as_str()
            .unwrap()
            .is_empty()
    );
}
