//! The real window, walked by keyboard alone from the first screen to the last, against real servers
//! and a real keyring: at the end the mail lies in the mailbox, the secret in the keyring, the
//! settings on disk.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

mod support;

use std::{
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use home_station::account::{Encryption::ImplicitTls, Incoming};
use support::{dovecot::User, keyring::Keyring, mailbox::Servers, xvfb::Display};

const ANA: User = User {
    name: "ana",
    // Letters of the plain keyboard: others are put on it one by one by xdotool, which a machine under
    // load misses now and then.
    password: "una clave: 7 palabras!",
};

/// A machine under load takes its time to draw.
const BOUND: Duration = Duration::from_secs(40);

struct Walk {
    language: &'static str,
    window: Child,
    display: Display,
    keyring: Keyring,
    servers: Servers,
}

impl Drop for Walk {
    fn drop(&mut self) {
        let _ = self.window.kill();
        let _ = self.window.wait();
    }
}

impl Walk {
    fn start(language: &'static str) -> Self {
        let servers = Servers::start(&[ANA]);
        let mut keyring = Keyring::start();
        let root = servers.dovecot.certificates.root.to_str().unwrap();
        keyring.home.set("SSL_CERT_FILE", root);
        let display = Display::start(1280, 900);
        keyring.home.set("DISPLAY", &display.name);
        let log = std::fs::File::create(keyring.home.path().join("window.log")).unwrap();
        let window = keyring
            .home
            .command()
            .args(["--lang", language, "--reduce-motion"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let walk = Self {
            language,
            window,
            display,
            keyring,
            servers,
        };
        assert!(
            walk.display.window("Home Station", BOUND).is_some(),
            "{}",
            walk.log()
        );
        walk.until("the first screen", || {
            (walk.display.colours() > 8).then_some(())
        });
        walk.display.settle();
        walk
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.keyring.home.path().join("window.log")).unwrap_or_default()
    }

    /// Waits for something; on failure there is a picture of the screen.
    fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let started = Instant::now();
        while started.elapsed() < BOUND {
            if let Some(found) = look() {
                return found;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("walk.png");
        self.display.screenshot(&picture);
        panic!(
            "{what} did not come; see {}\n{}",
            picture.display(),
            self.log()
        );
    }

    /// The primary button, and the screen behind it.
    fn enter(&self) {
        let before = self.display.picture();
        self.display.key("Return");
        self.until("the next screen", || {
            self.display.differs(&before).then_some(())
        });
        self.display.settle();
    }

    fn type_over(&self, text: &str) {
        self.display.key("ctrl+a");
        self.display.type_text(text);
        self.display.settle();
    }

    fn tab(&self, times: usize) {
        for _ in 0..times {
            self.display.key("Tab");
        }
        self.display.settle();
    }

    fn saved(&self) -> Option<serde_json::Value> {
        let path: PathBuf = self.keyring.home.path().join("config");
        let mut folders = vec![path];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).ok()?.flatten() {
                if entry.file_type().ok()?.is_dir() {
                    folders.push(entry.path());
                } else if entry.file_name() == "accounts.json" {
                    return serde_json::from_slice(&std::fs::read(entry.path()).ok()?).ok();
                }
            }
        }
        None
    }

    /// From the first screen to the last.
    fn to_the_end(&self, incoming: Incoming) {
        let before = self.servers.dovecot.messages("ana", "INBOX").len();
        // Whose mailbox: this computer's.
        self.enter();
        self.display.type_text(&ANA.address());
        self.display.settle();
        self.enter();
        // IMAP is recommended and chosen; POP stands beside it.
        if incoming == Incoming::Pop3 {
            self.tab(1);
            self.display.key("space");
            self.display.settle();
        }
        self.enter();
        self.display.type_text(ANA.password);
        self.display.settle();
        self.enter();
        // The servers: host, port, and the same for sending.
        let reading = self.servers.dovecot.port(incoming.into(), ImplicitTls);
        let sending = self.servers.postfix.port(ImplicitTls);
        self.type_over("localhost");
        self.tab(3);
        self.type_over(&reading.to_string());
        self.tab(2);
        self.type_over("localhost");
        self.tab(3);
        self.type_over(&sending.to_string());
        self.enter();
        let file = self.until("the saved mailbox", || self.saved());
        self.display.settle();
        let account = file.pointer("/accounts/0").cloned().unwrap_or_default();
        assert_eq!(
            account
                .pointer("/incoming/port")
                .and_then(serde_json::Value::as_u64),
            Some(reading.into()),
            "{account}"
        );
        let secrets = self.keyring.secrets();
        assert!(
            secrets.iter().any(|(_, secret)| secret == ANA.password),
            "{secrets:?}"
        );
        // On to the test mail, send it, see it arrive, on to the end.
        self.enter();
        self.enter();
        self.until("the test mail", || {
            (self.servers.dovecot.messages("ana", "INBOX").len() > before).then_some(())
        });
        // While it watches, a clock ticks on the screen.
        self.until("the word that it arrived", || {
            let before = self.display.picture();
            std::thread::sleep(Duration::from_millis(2_500));
            (self.display.picture() == before).then_some(())
        });
        self.enter();
        let picture = format!("done-{}.png", self.language);
        let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join(picture);
        self.display.screenshot(&picture);
        println!("the last screen: {}", picture.display());
    }
}

/// One walk at a time: two windows drawn in software are slow beside each other.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn a_walk_by_keyboard_in_spanish_ends_with_everything_in_its_place() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let walk = Walk::start("es");
    walk.to_the_end(Incoming::Imap);
}

#[test]
fn a_walk_by_keyboard_in_english_ends_with_everything_in_its_place() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let walk = Walk::start("en");
    walk.to_the_end(Incoming::Pop3);
}
