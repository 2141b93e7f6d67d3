//! A home folder of nobody's, and the program run in it.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// A fresh home with its folders for settings, data, caches and sockets.
#[derive(Debug)]
pub struct Home {
    folder: tempfile::TempDir,
    /// What child processes get on top of `PATH`.
    pub environment: Vec<(String, String)>,
}

impl Home {
    pub fn new() -> Self {
        use std::os::unix::fs::PermissionsExt;
        let folder = super::scratch("home-");
        let mut environment = vec![("HOME".to_owned(), text(folder.path()))];
        for (variable, name) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
            environment.push((variable.to_owned(), text(&path)));
        }
        Self {
            folder,
            environment,
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn set(&mut self, variable: &str, value: &str) {
        self.environment.retain(|(name, _)| name != variable);
        self.environment
            .push((variable.to_owned(), value.to_owned()));
    }

    /// The program in this home, with nothing of the caller's environment but `PATH`.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_home-station"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let _ = command
            .env_clear()
            .env("PATH", path)
            .envs(self.environment.iter().cloned());
        command
    }

    /// Starts the program with a line on its standard input.
    pub fn spawn(&self, arguments: &[&str], input: &str) -> Child {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses its arguments does not read.
        let _ = writeln!(child.stdin.take().unwrap(), "{input}");
        child
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str], input: &str) -> Finished {
        self.spawn(arguments, input)
            .wait_with_output()
            .unwrap()
            .into()
    }

    /// Every file below the home whose bytes contain one of the needles.
    pub fn files_with(&self, needles: &[Vec<u8>]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let kind = entry.file_type().unwrap();
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    let bytes = std::fs::read(entry.path()).unwrap();
                    if needles.iter().any(|needle| contains(&bytes, needle)) {
                        found.push(entry.path());
                    }
                }
            }
        }
        found
    }
}

/// Whether the bytes contain the needle.
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// How the program ended.
#[derive(Debug)]
pub struct Finished {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Finished {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Finished {
    /// The one object on standard output.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
