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

use home_station::{
    account::{Encryption::ImplicitTls, Incoming, Protocol},
    flow::Step,
    i18n::{Language, Locale},
};
use support::{
    dovecot::{DOMAIN, User},
    keyring::Keyring,
    mailbox::Servers,
    xvfb::Display,
};

const ANA: User = User {
    name: "ana",
    // Letters of the plain keyboard: others are put on it one by one by xdotool, which a machine under
    // load misses now and then.
    password: "una clave: 7 palabras!",
};

/// A machine under load takes its time to draw.
const BOUND: Duration = Duration::from_secs(60);

/// After so long an Enter has done nothing.
const PATIENCE: Duration = Duration::from_secs(5);

struct Walk {
    locale: Locale,
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
    /// `knows_ports`: whether the administrator's file for the domain has the right ports, so that
    /// nothing is typed, or the usual ones. There is always a file: without one the program would
    /// ask the network for the domain.
    fn start(language: Language, knows_ports: bool) -> Self {
        let servers = Servers::start(&[ANA]);
        let mut keyring = Keyring::start();
        let root = servers.dovecot.certificates.root.to_str().unwrap();
        keyring.home.set("SSL_CERT_FILE", root);
        let folder = keyring.home.path().join("config/home-station/isp");
        std::fs::create_dir_all(&folder).unwrap();
        let port = |protocol| servers.dovecot.port(protocol, ImplicitTls);
        let ports = if knows_ports {
            let submission = servers.postfix.port(ImplicitTls);
            [port(Protocol::Imap), port(Protocol::Pop3), submission]
        } else {
            [993, 995, 465]
        };
        let file = folder.join(format!("{DOMAIN}.xml"));
        std::fs::write(file, administrators_file(ports)).unwrap();
        let display = Display::start(1280, 900);
        keyring.home.set("DISPLAY", &display.name);
        let log = std::fs::File::create(keyring.home.path().join("window.log")).unwrap();
        let window = keyring
            .home
            .command()
            .args(["--lang", language.code(), "--reduce-motion"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let walk = Self {
            locale: Locale::new(language),
            window,
            display,
            keyring,
            servers,
        };
        walk.at(Step::Role);
        walk
    }

    /// The window's title; finding the window also gives it the keyboard, as no window manager does.
    fn title(&self) -> Option<String> {
        let window = self
            .display
            .window("Home Station", Duration::from_secs(1))?;
        self.display.title(&window)
    }

    fn is_at(&self, step: Step) -> bool {
        let step = self.locale.text(&format!("step-{}", step.as_str()));
        // Where something runs, how far it is stands behind a colon.
        self.title().is_some_and(|title| {
            title
                .strip_prefix(&step)
                .is_some_and(|rest| rest.starts_with(" – ") || rest.starts_with(": "))
        })
    }

    /// Waits until the window says how something that runs has ended.
    fn says(&self, key: &str) {
        let words = self.locale.text(key);
        self.until(&words, || {
            self.title()
                .is_some_and(|title| title.contains(&words))
                .then_some(())
        });
    }

    fn at(&self, step: Step) {
        let what = format!("the step {step:?}");
        self.until(&what, || self.is_at(step).then_some(()));
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
            "{what} did not come, the window is at {:?}; see {}\n{}",
            self.title(),
            picture.display(),
            self.log()
        );
    }

    /// The primary button, and the step behind it. An Enter in one breath with the key that chose
    /// something repeats the choice: then it is pressed again, as a person would.
    fn enter(&self, next: Step) {
        let what = format!("the step {next:?}");
        let mut pressed: Option<Instant> = None;
        self.until(&what, || {
            if pressed.is_none_or(|pressed| pressed.elapsed() > PATIENCE) {
                self.display.key("Return");
                pressed = Some(Instant::now());
            }
            self.is_at(next).then_some(())
        });
    }

    fn type_over(&self, text: &str) {
        self.display.key("ctrl+a");
        self.display.type_text(text);
    }

    fn tab(&self, times: usize) {
        for _ in 0..times {
            self.display.key("Tab");
        }
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
    fn to_the_end(&self, incoming: Incoming, types_servers: bool) {
        let before = self.servers.dovecot.messages("ana", "INBOX").len();
        // Whose mailbox: this computer's.
        self.enter(Step::Provider);
        self.display.type_text(&ANA.address());
        self.enter(Step::Protocol);
        // IMAP is recommended and chosen; POP stands beside it.
        if incoming == Incoming::Pop3 {
            self.display.key("Tab");
            self.display.key("space");
        }
        self.enter(Step::Password);
        self.display.type_text(ANA.password);
        self.enter(Step::Servers);
        let reading = self.servers.dovecot.port(incoming.into(), ImplicitTls);
        if types_servers {
            // The focus is in the host; encryption and port follow, then the same for sending.
            let sending = self.servers.postfix.port(ImplicitTls);
            self.type_over("localhost");
            self.tab(3);
            self.type_over(&reading.to_string());
            // Over the user name and the way back to the server that was found.
            self.tab(3);
            self.type_over("localhost");
            self.tab(3);
            self.type_over(&sending.to_string());
        }
        self.enter(Step::Check);
        self.says("check-title-saved");
        let file = self.saved().unwrap();
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
        self.enter(Step::TestMail);
        self.display.key("Return");
        self.says("screen-test-title-arrived");
        assert_eq!(
            self.servers.dovecot.messages("ana", "INBOX").len(),
            before + 1
        );
        self.enter(Step::Done);
    }
}

/// One walk at a time: two windows drawn in software are slow beside each other.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn a_walk_by_keyboard_in_spanish_ends_with_everything_in_its_place() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let walk = Walk::start(Language::Spanish, false);
    walk.to_the_end(Incoming::Imap, true);
}

#[test]
fn a_walk_by_keyboard_in_english_ends_with_everything_in_its_place() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let walk = Walk::start(Language::English, true);
    walk.to_the_end(Incoming::Pop3, false);
}

/// What an administrator writes about a domain, in Mozilla's format: IMAP, POP and submission.
fn administrators_file([imap, pop, submission]: [u16; 3]) -> String {
    let server = |element: &str, kind: &str, port: u16| {
        format!(
            "<{element} type='{kind}'><hostname>localhost</hostname><port>{port}</port>\
             <socketType>SSL</socketType><username>%EMAILADDRESS%</username>\
             <authentication>password-cleartext</authentication></{element}>"
        )
    };
    format!(
        "<clientConfig version='1.1'><emailProvider id='{DOMAIN}'><domain>{DOMAIN}</domain>\
         {}{}{}</emailProvider></clientConfig>",
        server("incomingServer", "imap", imap),
        server("incomingServer", "pop3", pop),
        server("outgoingServer", "smtp", submission)
    )
}
