//! The real window follows the system's light and dark while it is open, and colours chosen in the
//! window by keys are used at once. The system is a settings portal of our own.
#![cfg(all(feature = "gui", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail aloud")]

mod support;

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use support::{keyring::Keyring, xvfb::Display};
use zbus::zvariant::{OwnedValue, Value};

const PORTAL: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const DARK: u32 = 1;
const LIGHT: u32 = 2;
const BOUND: Duration = Duration::from_secs(60);

/// <https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html>
struct Settings(u32);

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Settings {
    fn read(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        if (namespace, key) == (APPEARANCE, "color-scheme") {
            // A variant within a variant, as the portal has it.
            let value = Value::Value(Box::new(Value::U32(self.0)));
            return value
                .try_to_owned()
                .map_err(|error| zbus::fdo::Error::Failed(error.to_string()));
        }
        Err(zbus::fdo::Error::Failed("not set".to_owned()))
    }
}

/// Ends the window with the test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn portal(session: &Keyring) -> zbus::blocking::Connection {
    let environment = &session.home.environment;
    let bus = environment
        .iter()
        .find(|(name, _)| name == "DBUS_SESSION_BUS_ADDRESS");
    zbus::blocking::connection::Builder::address(bus.unwrap().1.as_str())
        .unwrap()
        .serve_at(PORTAL, Settings(LIGHT))
        .unwrap()
        .name("org.freedesktop.portal.Desktop")
        .unwrap()
        .build()
        .unwrap()
}

/// How bright the whole display is, from 0 to 255.
fn brightness(display: &Display) -> u8 {
    let output = Command::new(support::program("import"))
        .env("DISPLAY", &display.name)
        .args([
            "-window", "root", "-resize", "1x1!", "-depth", "8", "gray:-",
        ])
        .output()
        .unwrap();
    output.stdout.first().copied().unwrap_or_default()
}

fn until(what: &str, display: &Display, is_so: impl Fn(u8) -> bool) {
    let started = Instant::now();
    loop {
        let seen = brightness(display);
        if is_so(seen) {
            return;
        }
        assert!(started.elapsed() < BOUND, "{what}: brightness {seen}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_window_follows_the_system_live_until_colours_are_chosen_in_it() {
    let session = Keyring::bus_only();
    let system = portal(&session);
    let display = Display::start(1060, 740);
    let _window = Ended(
        session
            .home
            .command()
            .args(["--practice", "--lang", "es", "--reduce-motion"])
            .env("DISPLAY", &display.name)
            .stdin(Stdio::null())
            .spawn()
            .unwrap(),
    );
    assert!(display.window("Home Station", BOUND).is_some());
    let is_light = |seen| seen > 170;
    let is_dark = |seen| seen < 80;
    until("light at the start", &display, is_light);
    let change = |scheme: u32| {
        let body = (APPEARANCE, "color-scheme", Value::U32(scheme));
        system
            .emit_signal(None::<&str>, PORTAL, SETTINGS, "SettingChanged", &body)
            .unwrap();
    };
    change(DARK);
    until("dark with the system", &display, is_dark);
    change(LIGHT);
    until("light with the system", &display, is_light);
    // The choice stands before the two languages, which are the page's last controls. It opens at
    // "as the system"; two further down is dark.
    for key in [
        "shift+Tab",
        "shift+Tab",
        "shift+Tab",
        "space",
        "Down",
        "Down",
        "Escape",
    ] {
        display.key(key);
    }
    until("dark by choice", &display, is_dark);
}
