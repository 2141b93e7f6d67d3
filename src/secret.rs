//! A password from the keystroke on: redacted in every print, wiped when dropped.
//!
//! Owns the one type that may hold a secret and the rule of what may leave the program.
//! It must not be serialised: nothing here implements `Serialize` or `Display`.
//!
//! What cannot be promised: the text field of the window keeps copies of its own while it
//! is shown, and the allocator may have moved a buffer. The wipe is the best effort of
//! [`zeroize`].

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// The longest secret that is accepted, in bytes of UTF-8.
///
/// IMAP servers must take literals and quoted strings of any length, but Dovecot and
/// Postfix refuse lines of more than 8,192 or 12,288 bytes; 1,024 is far beyond any
/// password and fits base64-coded into one line of each.
pub const MAX_SECRET_BYTES: usize = 1_024;

/// A password or app password.
///
/// `Debug` prints `Secret(****)`. The text is reached only through [`Secret::expose`],
/// so every use can be found by its name.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes the text over; its buffer is wiped when the secret is dropped.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The text itself. Only what hands it to a server, the keyring or the text field calls this.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }

    /// The secret if it may be sent to a server: not empty, at most [`MAX_SECRET_BYTES`],
    /// no control characters.
    ///
    /// A line break inside a POP3 password gets `+OK` and makes the *next* command fail, and
    /// `x\r\nDELE 1` would delete a message: control characters never leave the program.
    pub fn sendable(&self) -> Result<&Self, SecretError> {
        let text = self.expose();
        if text.is_empty() {
            Err(SecretError::Empty)
        } else if text.len() > MAX_SECRET_BYTES {
            Err(SecretError::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(SecretError::ControlCharacter)
        } else {
            Ok(self)
        }
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::new(String::new())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(****)")
    }
}

/// Compares every byte whatever the first difference, so that time tells nothing.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.expose().as_bytes(), other.expose().as_bytes());
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .fold(0, |difference, (l, r)| difference | (l ^ r))
                == 0
    }
}

impl Eq for Secret {}

/// Why a secret is not sent to any server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Nothing was entered.
    #[error("the password is empty")]
    Empty,
    /// More than [`MAX_SECRET_BYTES`].
    #[error("the password is longer than {MAX_SECRET_BYTES} bytes")]
    TooLong,
    /// A line break, tabulator or other control character.
    #[error("the password contains a control character")]
    ControlCharacter,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_text() {
        let secret = Secret::new("abcd efgh".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(****)");
        assert_eq!(
            format!("{:#?}", Some(secret)),
            "Some(\n    Secret(****),\n)"
        );
    }

    #[test]
    fn control_characters_empty_and_over_long_secrets_are_not_sendable() {
        let sendable = |text: &str| Secret::new(text.to_owned()).sendable().map(|_| ());
        assert_eq!(sendable("x\r\nDELE 1"), Err(SecretError::ControlCharacter));
        assert_eq!(sendable("x\u{85}"), Err(SecretError::ControlCharacter));
        assert_eq!(sendable(""), Err(SecretError::Empty));
        assert_eq!(
            sendable(&"x".repeat(MAX_SECRET_BYTES + 1)),
            Err(SecretError::TooLong)
        );
        assert_eq!(sendable(&"x".repeat(MAX_SECRET_BYTES)), Ok(()));
        assert_eq!(sendable(" contraseña \u{a0}"), Ok(()));
    }

    #[test]
    fn equality_compares_the_text() {
        let secret = |text: &str| Secret::new(text.to_owned());
        assert_eq!(secret("a"), secret("a"));
        assert_ne!(secret("a"), secret("b"));
        assert_ne!(secret("a"), secret("ab"));
    }
}
