//! A display without a screen, and hands for it.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::{program, wait_for};

/// An X server on a display number of its own.
#[derive(Debug)]
pub struct Display {
    server: Child,
    /// `:7`, for `DISPLAY`.
    pub name: String,
    folder: tempfile::TempDir,
}

impl Display {
    pub fn start(width: u32, height: u32) -> Self {
        let folder = super::scratch("xvfb-");
        let number = folder.path().join("number");
        let log = folder.path().join("log");
        // `-displayfd` picks a free number and writes it when the server is ready.
        let server = Command::new(program("Xvfb"))
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-screen",
                "0",
            ])
            .arg(format!("{width}x{height}x24"))
            .stdin(Stdio::null())
            .stdout(std::fs::File::create(&number).unwrap())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let name = wait_for("Xvfb", &log, || {
            let text = std::fs::read_to_string(&number).ok()?;
            text.ends_with('\n').then(|| format!(":{}", text.trim()))
        });
        Self {
            server,
            name,
            folder,
        }
    }

    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new(program("xdotool"))
            .env("DISPLAY", &self.name)
            .args(arguments)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// Waits for a window by a part of its title, and gives it the keyboard.
    pub fn window(&self, title: &str, bound: Duration) -> Option<String> {
        let started = Instant::now();
        while started.elapsed() < bound {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
            if let Some(id) = found.and_then(|ids| ids.lines().next().map(str::to_owned)) {
                // Without a window manager nothing has the keyboard by itself.
                let _ = self.xdotool(&["windowfocus", "--sync", &id]);
                return Some(id);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// The title of a window.
    pub fn title(&self, window: &str) -> Option<String> {
        self.xdotool(&["getwindowname", window])
    }

    /// Types a text as a person would.
    pub fn type_text(&self, text: &str) {
        let _ = self.xdotool(&["type", "--delay", "12", text]);
    }

    /// Presses a key: `Tab`, `Return`, `ctrl+v`.
    pub fn key(&self, key: &str) {
        let _ = self.xdotool(&["key", key]);
    }

    /// Clicks at a place of a window.
    pub fn click(&self, window: &str, x: i32, y: i32) {
        let (x, y) = (x.to_string(), y.to_string());
        let _ = self.xdotool(&["mousemove", "--window", window, &x, &y, "click", "1"]);
    }

    /// Takes a picture of the whole display.
    pub fn screenshot(&self, path: &Path) {
        let done = Command::new(program("import"))
            .env("DISPLAY", &self.name)
            .args(["-window", "root"])
            .arg(path)
            .status()
            .unwrap();
        assert!(done.success());
    }

    /// How many colours the display shows: a painted window has more than a few.
    pub fn colours(&self) -> usize {
        let path = self.folder.path().join("colours.png");
        self.screenshot(&path);
        let output = Command::new(program("identify"))
            .args(["-format", "%k"])
            .arg(&path)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout)
            .trim()
            .parse()
            .unwrap_or_default()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
