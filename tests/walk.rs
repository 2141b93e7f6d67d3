//! The real window, by real key events alone: the whole wizard in practice mode, in both languages.
#![cfg(all(feature = "gui", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail aloud")]

mod support;

use std::{
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use support::xvfb::Display;

/// So long one step may take on a busy machine.
const BOUND: Duration = Duration::from_secs(60);

/// The titles of the steps, as the window shows them.
struct Titles {
    role: &'static str,
    provider: &'static str,
    protocol: &'static str,
    password: &'static str,
    check: &'static str,
    test: &'static str,
    /// The check while it did not succeed.
    failed: &'static str,
    /// The last step.
    done: &'static str,
}

const ENGLISH: Titles = Titles {
    role: "Whose mailbox",
    provider: "Address",
    protocol: "IMAP or POP",
    password: "Password",
    check: "Check",
    test: "Test e-mail",
    failed: "Check: The mailbox does not work yet",
    done: "Done",
};

const SPANISH: Titles = Titles {
    role: "De quién es",
    provider: "Dirección",
    protocol: "IMAP o POP",
    password: "Contraseña",
    check: "Comprobación",
    test: "Correo de prueba",
    failed: "Comprobación: El buzón aún no funciona",
    done: "Listo",
};

#[derive(Debug, PartialEq, Eq)]
struct Geometry {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

/// A window that is closed with the test.
struct Walk {
    display: Display,
    program: Child,
    _home: tempfile::TempDir,
}

impl Walk {
    fn start(arguments: &[&str]) -> Self {
        let display = Display::start(1100, 760);
        let home = support::scratch("walk-");
        let program = Command::new(env!("CARGO_BIN_EXE_home-station"))
            .args(arguments)
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            .env("XDG_STATE_HOME", home.path())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            display,
            program,
            _home: home,
        }
    }

    /// The window's title; finding the window also gives it the keyboard.
    fn title(&self) -> Option<String> {
        let window = self
            .display
            .window("Home Station", Duration::from_secs(1))?;
        let output = Command::new(support::program("xdotool"))
            .env("DISPLAY", &self.display.name)
            .args(["getwindowname", &window])
            .output()
            .unwrap();
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Where the window stands and how large it is, without frame.
    fn geometry(&self) -> Geometry {
        let window = self.display.window("Home Station", BOUND).unwrap();
        let output = Command::new(support::program("xdotool"))
            .env("DISPLAY", &self.display.name)
            .args(["getwindowgeometry", "--shell", &window])
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let value = |name: &str| -> i32 {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap().trim_start_matches('=').parse().unwrap()
        };
        Geometry {
            x: value("X"),
            y: value("Y"),
            width: value("WIDTH"),
            height: value("HEIGHT"),
        }
    }

    /// Waits until the window stands as it should.
    fn until(&self, what: &str, is_so: impl Fn(&Geometry) -> bool) -> Geometry {
        let started = Instant::now();
        loop {
            let geometry = self.geometry();
            if is_so(&geometry) {
                return geometry;
            }
            assert!(
                started.elapsed() < BOUND,
                "{what} did not come: {geometry:?}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn is_at(&self, step: &str) -> bool {
        // Where something runs, how far it is stands behind a colon.
        self.title().is_some_and(|title| {
            title
                .strip_prefix(step)
                .is_some_and(|rest| rest.starts_with(" – ") || rest.starts_with(": "))
        })
    }

    fn at(&self, step: &str) {
        let started = Instant::now();
        while started.elapsed() < BOUND {
            if self.is_at(step) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let picture = std::env::temp_dir().join("walk-stuck.png");
        self.display.screenshot(&picture);
        panic!(
            "never came to {step}, is at {:?}: {}",
            self.title(),
            picture.display()
        );
    }

    /// Presses Enter until the window is at a step: while something runs, Enter does nothing.
    fn enter_until(&self, step: &str) {
        let started = Instant::now();
        while started.elapsed() < BOUND {
            self.display.key("Return");
            let pressed = Instant::now();
            while pressed.elapsed() < Duration::from_millis(600) {
                if self.is_at(step) {
                    return;
                }
                std::thread::sleep(Duration::from_millis(30));
            }
        }
        self.at(step);
    }

    /// Presses Enter until the window has closed.
    fn enter_until_closed(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status;
            }
            assert!(started.elapsed() < BOUND, "the window did not close");
            self.display.key("Return");
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn walk_to_the_check(walk: &Walk, titles: &Titles, password: &str) {
    // Finding it also gives it the keyboard: there is no window manager here.
    walk.at(titles.role);
    walk.enter_until(titles.provider);
    walk.display.type_text("nivel.norte@gmail.com");
    walk.enter_until(titles.protocol);
    walk.enter_until(titles.password);
    walk.display.type_text(password);
    walk.enter_until(titles.check);
}

#[test]
fn the_wizard_is_walked_to_its_end_by_real_keys_in_both_languages() {
    for (language, titles) in [("es", SPANISH), ("en", ENGLISH)] {
        let mut walk = Walk::start(&["--practice", "--lang", language, "--reduce-motion"]);
        walk_to_the_check(&walk, &titles, "qzvtkwpmxjrbhnyd");
        walk.enter_until(titles.test);
        assert!(walk.enter_until_closed().success(), "{language}");
    }
}

/// The first password is refused, the keyboard is in the field to fix, the right one is typed.
#[test]
fn a_refused_password_is_repaired_by_real_keys_in_both_languages() {
    for (language, titles) in [("es", SPANISH), ("en", ENGLISH)] {
        let mut walk = Walk::start(&[
            "--practice=wrong-password",
            "--lang",
            language,
            "--reduce-motion",
        ]);
        walk_to_the_check(&walk, &titles, "qzvtkwpmxjrbhnyd");
        walk.at(titles.failed);
        // No Tab, no click: what is typed now lands in the empty field of the failure.
        walk.display.type_text("dynhbrjxmpwktvzq");
        walk.enter_until(titles.test);
        walk.enter_until(titles.done);
        assert!(walk.enter_until_closed().success(), "{language}");
    }
}

/// The window becomes a small one at the right edge and comes back as it was.
#[test]
fn the_guide_stands_beside_the_browser_and_the_window_comes_back() {
    let walk = Walk::start(&["--practice", "--lang", "es", "--reduce-motion"]);
    walk.at(SPANISH.role);
    walk.enter_until(SPANISH.provider);
    walk.display.type_text("nivel.norte@gmail.com");
    walk.enter_until(SPANISH.protocol);
    walk.enter_until(SPANISH.password);
    let full = walk.geometry();
    // From the field back to the first control of the page: 13 controls of the guide stand between.
    for _ in 0..14 {
        walk.display.key("shift+Tab");
    }
    walk.display.key("space");
    let slim = walk.until("the small window", |geometry| geometry.width < full.width);
    assert_eq!(slim.width, 384, "{slim:?}");
    let slim = walk.until("the right edge", |geometry| geometry.x > 700);
    assert!(
        slim.x + slim.width <= 1100 && slim.y + slim.height <= 760,
        "{slim:?}"
    );
    // The keyboard is on the way to the next step; the last step gives it to the field.
    for _ in 0..5 {
        walk.display.key("space");
    }
    walk.display.type_text("qzvtkwpmxjrbhnyd");
    let picture = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("beside.png");
    walk.display.screenshot(&picture);
    walk.display.key("Escape");
    let back = walk.until("the full window", |geometry| geometry.width == full.width);
    assert_eq!(back.height, full.height);
    let _ = walk.until("its place", |geometry| *geometry == full);
    walk.enter_until(SPANISH.check);
}

#[test]
fn escape_leads_back_with_one_press_from_inside_a_field() {
    let walk = Walk::start(&["--practice", "--lang", "es", "--reduce-motion"]);
    walk.at(SPANISH.role);
    walk.enter_until(SPANISH.provider);
    walk.display.type_text("nivel.norte@gmail.com");
    walk.display.key("Escape");
    walk.at(SPANISH.role);
    walk.enter_until(SPANISH.protocol);
}

#[test]
fn no_display_is_said_in_a_sentence_and_is_no_panic() {
    let home = support::scratch("walk-");
    let output = Command::new(env!("CARGO_BIN_EXE_home-station"))
        .args(["--practice", "--lang", "es"])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("No hay pantalla"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}
