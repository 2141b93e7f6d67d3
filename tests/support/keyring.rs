//! A private D-Bus session with an unlocked gnome-keyring.

use std::{path::PathBuf, process::Command};

use super::{guarded::Guarded, home::Home, program, wait_for};

/// The session; its home's environment leads child processes to it.
#[derive(Debug)]
pub struct Keyring {
    // Both stop before the home goes.
    daemon: Option<Guarded>,
    bus: Guarded,
    pub home: Home,
    frozen: Option<u32>,
}

impl Drop for Keyring {
    fn drop(&mut self) {
        if self.frozen.is_some() {
            self.thaw();
        }
    }
}

impl Keyring {
    /// A bus and an unlocked keyring.
    pub fn start() -> Self {
        let mut session = Self::bus_only();
        session.start_daemon(&["--unlock"]);
        let log = session.log();
        wait_for("gnome-keyring", &log, || {
            let output = session
                .command("dbus-send")
                .args([
                    "--session",
                    "--print-reply",
                    "--dest=org.freedesktop.secrets",
                ])
                .args(["/org/freedesktop/secrets/collection/login"])
                .args(["org.freedesktop.DBus.Properties.Get"])
                .args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
                .output()
                .unwrap();
            String::from_utf8_lossy(&output.stdout)
                .contains("boolean false")
                .then_some(())
        });
        session
    }

    /// A bus and a service in which no keyring was ever made, with nobody to answer a prompt.
    pub fn never_unlocked() -> Self {
        let mut session = Self::bus_only();
        session.start_daemon(&[]);
        let log = session.log();
        let _ = wait_for("gnome-keyring", &log, || session.process());
        session
    }

    fn start_daemon(&mut self, options: &[&str]) {
        let options = [options, &["--foreground", "--components=secrets"]].concat();
        self.daemon = Some(Guarded::start_with_input(
            "",
            &program("gnome-keyring-daemon"),
            options,
            &self.home.environment,
            &self.log(),
        ));
    }

    /// The process that owns the name of the secret service.
    fn process(&self) -> Option<u32> {
        let output = self
            .command("dbus-send")
            .args(["--session", "--print-reply=literal"])
            .args(["--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"])
            .arg("org.freedesktop.DBus.GetConnectionUnixProcessID")
            .arg("string:org.freedesktop.secrets")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.trim().strip_prefix("uint32 ")?.parse().ok()
    }

    /// Locks the keyring; there is nobody who could unlock it again.
    pub fn lock(&self) {
        let output = self
            .command("dbus-send")
            .args(["--session", "--print-reply"])
            .args(["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"])
            .arg("org.freedesktop.Secret.Service.Lock")
            .arg("array:objpath:/org/freedesktop/secrets/collection/login")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// Stops the keyring where it is: it stays on the bus and answers nothing.
    pub fn freeze(&mut self) {
        self.frozen = self.process();
        self.signal("-STOP");
    }

    /// Lets it go on.
    pub fn thaw(&mut self) {
        self.signal("-CONT");
        self.frozen = None;
    }

    fn signal(&self, signal: &str) {
        let process = self.frozen.expect("it was frozen").to_string();
        let status = Command::new("kill").args([signal, &process]).status();
        assert!(status.unwrap().success());
    }

    /// A bus on which no keyring answers and none can be started.
    pub fn bus_only() -> Self {
        let mut home = Home::new();
        let socket = home.path().join("run/bus");
        let configuration = home.path().join("bus.conf");
        std::fs::write(
            &configuration,
            format!(
                r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
                socket.display()
            ),
        )
        .unwrap();
        home.set(
            "DBUS_SESSION_BUS_ADDRESS",
            &format!("unix:path={}", socket.display()),
        );
        let log = home.path().join("session.log");
        let argument = format!("--config-file={}", configuration.display());
        let bus = Guarded::start(
            &program("dbus-daemon"),
            [argument.as_str(), "--nofork", "--nopidfile"],
            &home.environment,
            &log,
        );
        wait_for("the D-Bus session", &log, || socket.exists().then_some(()));
        Self {
            daemon: None,
            bus,
            home,
            frozen: None,
        }
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("session.log")
    }

    /// A program in this session.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(program(name));
        let _ = command.envs(self.home.environment.iter().cloned());
        command
    }

    /// This test program once more, in this session, for one of its tests.
    pub fn test(&self, name: &str) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let _ = command
            .args(["--exact", name, "--nocapture"])
            .envs(self.home.environment.iter().cloned());
        command
    }

    /// Stops the keyring, as a crash would; the bus stays.
    pub fn stop_keyring(&mut self) {
        drop(self.daemon.take());
    }

    /// Every secret of the service `Home Station` as (user name, secret), sorted.
    pub fn secrets(&self) -> Vec<(String, String)> {
        let output = self
            .command("secret-tool")
            .args(["search", "--all", "--unlock", "service", "Home Station"])
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        secrets(&String::from_utf8_lossy(&text))
    }
}

/// `secret-tool` prints attributes on standard error and the rest on standard output; in both the
/// entries have the same order.
fn secrets(text: &str) -> Vec<(String, String)> {
    let values = |name: &str| -> Vec<String> {
        let start = format!("{name} = ");
        text.lines()
            .filter_map(|line| line.strip_prefix(&start))
            .map(str::to_owned)
            .collect()
    };
    let mut found: Vec<(String, String)> = values("attribute.username")
        .into_iter()
        .zip(values("secret"))
        .collect();
    found.sort();
    found
}
