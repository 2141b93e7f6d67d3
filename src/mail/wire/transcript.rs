//! What the server said, line by line, and what the client asked, as verbs alone.
//!
//! The libraries lose or rewrite the server's words (async-imap throws an untagged ALERT away and
//! prints the rest in Debug form): codes, texts and alerts are read from here. A client's line is
//! never kept, since a line may be a base64-coded password.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Lines kept at most; older ones are dropped first.
const KEPT_LINES: usize = 400;

/// First bytes that are kept.
const HEAD_BYTES: usize = 16;

/// Bytes of one line that are kept.
const KEPT_LINE_BYTES: usize = 2_048;

/// Bytes from the server before the sign-in.
const BYTES_BEFORE_LOGIN: usize = 256 * 1024;
/// Bytes from the server in all, once signed in: the UIDL list of 200,000 messages.
const BYTES_AFTER_LOGIN: usize = 16 * 1024 * 1024;
/// Bytes of one line before the sign-in.
const LINE_BEFORE_LOGIN: usize = 16 * 1024;
/// Bytes of one line once signed in: async-imap parses an unfinished line anew at every read.
const LINE_AFTER_LOGIN: usize = 256 * 1024;

/// Commands that may be named; any other client line is shown as dots.
const VERBS: &[&str] = &[
    "AUTH",
    "AUTHENTICATE",
    "CAPA",
    "CAPABILITY",
    "DATA",
    "DELE",
    "DONE",
    "EHLO",
    "EXAMINE",
    "EXPUNGE",
    "FETCH",
    "IDLE",
    "LIST",
    "LOGIN",
    "LOGOUT",
    "MAIL",
    "NOOP",
    "PASS",
    "QUIT",
    "RCPT",
    "RSET",
    "SEARCH",
    "SELECT",
    "STARTTLS",
    "STAT",
    "STLS",
    "STORE",
    "TOP",
    "UID",
    "UIDL",
    "USER",
];

/// What ended or broke the byte stream itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StreamFault {
    /// The server closed the connection.
    Closed,
    /// The system reported an error.
    Io(io::ErrorKind, String),
    /// The server broke a bound or the protocol; the text says how.
    Violation(&'static str),
}

impl StreamFault {
    /// The error handed to the library.
    pub(super) fn to_error(&self) -> io::Error {
        match self {
            Self::Closed => io::ErrorKind::UnexpectedEof.into(),
            Self::Io(kind, text) => io::Error::new(*kind, text.clone()),
            Self::Violation(text) => io::Error::new(io::ErrorKind::InvalidData, *text),
        }
    }
}

/// One line of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// The client's verb.
    Client(String),
    /// The server's line without its line end.
    Server(String),
}

#[derive(Debug)]
struct Inner {
    entries: VecDeque<Entry>,
    /// Entries dropped from the front, so that marks stay true.
    dropped: usize,
    /// The very first bytes, whatever they are.
    head: Vec<u8>,
    partial: Vec<u8>,
    partial_bytes: usize,
    received: usize,
    max_bytes: usize,
    max_line: usize,
    text_only: bool,
    continuations: Option<usize>,
    fault: Option<StreamFault>,
}

/// The conversation on one connection; clones share it.
#[derive(Debug, Clone)]
pub struct Transcript(Arc<Mutex<Inner>>);

impl Default for Transcript {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Inner {
            entries: VecDeque::new(),
            dropped: 0,
            head: Vec::new(),
            partial: Vec::new(),
            partial_bytes: 0,
            received: 0,
            max_bytes: BYTES_BEFORE_LOGIN,
            max_line: LINE_BEFORE_LOGIN,
            text_only: true,
            continuations: None,
            fault: None,
        })))
    }
}

impl Transcript {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place reached, for [`Transcript::since`].
    pub fn mark(&self) -> usize {
        let inner = self.inner();
        inner.dropped + inner.entries.len()
    }

    /// The server's lines after a mark.
    pub fn since(&self, mark: usize) -> Vec<String> {
        let inner = self.inner();
        let skipped = mark.saturating_sub(inner.dropped);
        inner
            .entries
            .iter()
            .skip(skipped)
            .filter_map(|entry| match entry {
                Entry::Server(line) => Some(line.clone()),
                Entry::Client(_) => None,
            })
            .collect()
    }

    /// The whole conversation as kept.
    pub fn entries(&self) -> Vec<Entry> {
        self.inner().entries.iter().cloned().collect()
    }

    /// The first bytes of the connection: they tell what answers there.
    pub(crate) fn head(&self) -> Vec<u8> {
        self.inner().head.clone()
    }

    /// What broke the byte stream, if anything.
    pub fn fault(&self) -> Option<StreamFault> {
        self.inner().fault.clone()
    }

    /// From here on long answers are expected.
    pub(crate) fn signed_in(&self) {
        let mut inner = self.inner();
        inner.max_bytes = BYTES_AFTER_LOGIN;
        inner.max_line = LINE_AFTER_LOGIN;
        inner.text_only = false;
        inner.continuations = None;
    }

    /// How many continuations (`+`, `334`) the server may still ask for: each of them gets an answer
    /// with the secret from the libraries, so an endless row of them must not reach them.
    pub(crate) fn allow_continuations(&self, count: usize) {
        self.inner().continuations = Some(count);
    }

    pub(super) fn client(&self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        let verb = text
            .split_ascii_whitespace()
            .take(2)
            .find_map(|word| VERBS.iter().find(|verb| verb.eq_ignore_ascii_case(word)));
        self.inner()
            .push(Entry::Client((*verb.unwrap_or(&"...")).to_owned()));
    }

    pub(super) fn broken(&self, fault: StreamFault) -> io::Error {
        let error = fault.to_error();
        let _ = self.inner().fault.get_or_insert(fault);
        error
    }

    /// Takes note of bytes from the server; an error when a bound is broken.
    pub(super) fn server(&self, bytes: &[u8]) -> io::Result<()> {
        let judged = self.inner().take(bytes);
        judged.map_err(|text| self.broken(StreamFault::Violation(text)))
    }
}

impl Inner {
    fn push(&mut self, entry: Entry) {
        if self.entries.len() >= KEPT_LINES {
            drop(self.entries.pop_front());
            self.dropped += 1;
        }
        self.entries.push_back(entry);
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), &'static str> {
        let room = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(room));
        self.received = self.received.saturating_add(bytes.len());
        if self.received > self.max_bytes {
            return Err("the answer is longer than any answer can be");
        }
        for byte in bytes {
            match byte {
                b'\n' => self.end_line()?,
                // Escape sequences, with bell and backspace, may stand in a reply and are cleaned before it
                // is shown; other control characters mean that this is no mail protocol.
                0..=6 | 11 | 12 | 14..=26 | 28..=31 | 127 if self.text_only => {
                    return Err("the answer is not text");
                }
                byte => {
                    self.partial_bytes += 1;
                    if self.partial_bytes > self.max_line {
                        return Err("a line of the answer is longer than any line can be");
                    }
                    if self.partial.len() < KEPT_LINE_BYTES {
                        self.partial.push(*byte);
                    }
                }
            }
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), &'static str> {
        let line = String::from_utf8_lossy(&self.partial)
            .trim_end_matches('\r')
            .to_owned();
        self.partial.clear();
        self.partial_bytes = 0;
        let asks = line.starts_with('+') && !line.starts_with("+OK") || line.starts_with("334");
        self.push(Entry::Server(line));
        if let Some(left) = self.continuations.as_mut().filter(|_| asks) {
            *left = left
                .checked_sub(1)
                .ok_or("the server asks for the password again and again")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_line_is_kept_as_its_verb_alone() {
        let transcript = Transcript::default();
        for line in [
            "A0001 LOGIN \"ana\" \"secret\"\r\n",
            "PASS secret\r\n",
            "AGFuYQBzZWNyZXQ=\r\n",
        ] {
            transcript.client(line.as_bytes());
        }
        let verbs: Vec<Entry> = ["LOGIN", "PASS", "..."]
            .map(|verb| Entry::Client(verb.to_owned()))
            .to_vec();
        assert_eq!(transcript.entries(), verbs);
        assert!(!format!("{transcript:?}").contains("secret"));
    }

    #[test]
    fn bounds_hold_before_the_sign_in() {
        let long = Transcript::default();
        assert!(long.server(&vec![b'x'; LINE_BEFORE_LOGIN + 1]).is_err());
        assert!(matches!(long.fault(), Some(StreamFault::Violation(_))));
        let many = Transcript::default();
        let line = [b"x".repeat(1_000).as_slice(), b"\r\n"].concat();
        assert!((0..300).any(|_| many.server(&line).is_err()));
        assert!(Transcript::default().server(b"\x00\x01\x02").is_err());
        assert!(
            Transcript::default()
                .server("* OK \u{1b}[31mñ\r\n".as_bytes())
                .is_ok()
        );
    }

    #[test]
    fn a_mark_stays_true_when_old_lines_are_dropped() {
        let transcript = Transcript::default();
        for _ in 0..KEPT_LINES {
            transcript.server(b"* noise\r\n").unwrap();
        }
        let mark = transcript.mark();
        transcript.server(b"* news\r\n").unwrap();
        assert_eq!(transcript.since(mark), ["* news"]);
    }

    #[test]
    fn endless_continuations_break_the_stream() {
        let transcript = Transcript::default();
        transcript.allow_continuations(1);
        assert!(transcript.server(b"+ \r\n").is_ok());
        assert!(transcript.server(b"+ \r\n").is_err());
    }
}
