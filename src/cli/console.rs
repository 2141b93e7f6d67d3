//! What a command reads and writes, and how it ends.

use std::{
    io::{self, BufRead, IsTerminal as _, Write},
    process::ExitCode,
};

use super::password;
use crate::secret::{Secret, SecretError};

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done: saved, proven.
    Done = 0,
    /// A check or a test mail was refused.
    Refused = 1,
    /// Wrong use.
    WrongUse = 2,
    /// What should be kept could not be written or read.
    Storage = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why no password came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPassword {
    /// It cannot be sent.
    Secret(SecretError),
    /// It is not UTF-8.
    NotText,
    /// Standard input could not be read.
    Unreadable,
    /// Standard input is at its end.
    End,
}

impl NoPassword {
    /// Whether asking again is of no use.
    pub const fn is_end(self) -> bool {
        match self {
            Self::Unreadable | Self::End => true,
            Self::Secret(_) | Self::NotText => false,
        }
    }
}

/// Standard input, output and error, or what stands for them in a test.
pub trait Console {
    /// Writes to standard output. A closed pipe is no reason to stop.
    fn out(&mut self, text: &str);
    /// Writes a line to standard error.
    fn error(&mut self, line: &str);
    /// Reads a line that may be seen; none at the end of the input.
    fn line(&mut self) -> Option<String>;
    /// Reads a password of one line without showing it. Nothing else is expected behind it.
    fn password(&mut self, prompt: &str) -> Result<Secret, NoPassword>;
    /// Reads a password among other answers without showing it.
    fn password_answer(&mut self, prompt: &str) -> Result<Secret, NoPassword>;
}

/// The process's own.
#[derive(Debug, Default)]
pub struct Terminal;

impl Console for Terminal {
    fn out(&mut self, text: &str) {
        let mut out = io::stdout().lock();
        // Whoever reads it may have left.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    fn error(&mut self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
    }

    fn password(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        if io::stdin().is_terminal() {
            let typed = rpassword::prompt_password(prompt).map_err(|_| NoPassword::Unreadable)?;
            return Ok(Secret::new(typed));
        }
        password::read_line(&mut io::stdin().lock())
    }

    fn password_answer(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        if io::stdin().is_terminal() {
            return self.password(prompt);
        }
        self.out(prompt);
        password::next_line(&mut io::stdin().lock())
    }
}
