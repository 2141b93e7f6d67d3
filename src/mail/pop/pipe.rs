//! The adapter that makes async-pop 1.1.3 safe. Its faults (measured) stand where they are cured.
//!
//! The library sees whole, short lines and nothing else: it forgets to reset how many bytes it waits
//! for, so that after a long answer, or one that came in pieces, it waits for ever for a short one.
//! Lists and headers are therefore taken here and handed to the caller by [`Taken`].

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use zeroize::Zeroize;

use crate::mail::wire::Stream;

/// What async-pop is told in place of the server's CAPA: a line it cannot parse (`UTF8 USER`,
/// `EXPIRE 31 USER`) makes every later command fail, and `SASL PLAIN` makes it try a refused password
/// a second time.
const CAPABILITIES: &[u8] = b"+OK\r\nTOP\r\nUIDL\r\nUSER\r\n.\r\n";

/// Bytes of a status line that the library may see; it reads 2,048 at once.
const MAX_STATUS: usize = 1_000;

/// The lines of the last answer of many lines, without their end.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken(Arc<Mutex<Vec<String>>>);

impl Taken {
    /// Hands the lines over.
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, line: &[u8]) {
        // RFC 1939, 3: a dot before a line that begins with one.
        let line = line.strip_prefix(b".").unwrap_or(line);
        let line = String::from_utf8_lossy(line).into_owned();
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }
}

/// What the answer that is awaited looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    /// One line.
    Line,
    /// The status of an answer of many lines; what the library gets in place of the lines.
    Status(&'static [u8]),
    /// The lines behind it.
    Lines(&'static [u8]),
}

/// A stream for async-pop.
#[derive(Debug)]
pub(super) struct Pipe {
    stream: Stream,
    /// What the library may read. It begins with the greeting, which was read by ourselves, but on
    /// which the library insists.
    local: Vec<u8>,
    received: Vec<u8>,
    awaited: Awaited,
    taken: Taken,
    line: Vec<u8>,
}

impl Pipe {
    pub(super) fn new(stream: Stream, taken: Taken) -> Self {
        Self {
            stream,
            local: b"+OK\r\n".to_vec(),
            received: Vec::new(),
            awaited: Awaited::Line,
            taken,
            line: Vec::new(),
        }
    }

    /// Reads until there is something for the library.
    fn poll_local(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.local.is_empty() {
            let mut chunk = [0; 4_096];
            let mut buffer = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            self.received.extend_from_slice(buffer.filled());
            let received = std::mem::take(&mut self.received);
            let mut rest = received.as_slice();
            while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
                let (line, after) = rest.split_at_checked(end + 1).unwrap_or((rest, &[]));
                let line = line.strip_suffix(b"\n").unwrap_or(line);
                self.hand_over(line.strip_suffix(b"\r").unwrap_or(line));
                rest = after;
            }
            self.received = rest.to_vec();
        }
        Poll::Ready(Ok(()))
    }

    fn hand_over(&mut self, line: &[u8]) {
        match self.awaited {
            // The text of a list's status must go: `+OK 2 messages` is taken for an answer about one
            // message and shifts all later answers.
            Awaited::Status(short) if line.starts_with(b"+OK") => {
                self.awaited = Awaited::Lines(short);
            }
            Awaited::Lines(short) if line == b"." => {
                self.local.extend_from_slice(short);
                self.awaited = Awaited::Line;
            }
            Awaited::Lines(_) => self.taken.push(line),
            Awaited::Line | Awaited::Status(_) => {
                let line = line.get(..line.len().min(MAX_STATUS)).unwrap_or(line);
                self.local.extend_from_slice(line);
                self.local.extend_from_slice(b"\r\n");
                self.awaited = Awaited::Line;
            }
        }
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        self.line.zeroize();
    }
}

impl AsyncRead for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.poll_local(context))?;
        let count = self.local.len().min(buffer.remaining());
        let given: Vec<u8> = self.local.drain(..count).collect();
        buffer.put_slice(&given);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Pipe {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        this.line.extend_from_slice(bytes);
        if !this.line.ends_with(b"\n") {
            return Poll::Ready(Ok(bytes.len()));
        }
        if this.line == b"CAPA\r\n" {
            this.local.extend_from_slice(CAPABILITIES);
        } else {
            drop(this.taken.take());
            this.awaited = if this.line == b"UIDL\r\n" || this.line == b"LIST\r\n" {
                Awaited::Status(b"+OK\r\n.\r\n")
            } else if this.line.starts_with(b"TOP ") {
                Awaited::Status(b"+OK\r\n\r\n.\r\n")
            } else {
                Awaited::Line
            };
            // The stream beneath takes everything and sends it at the flush, in one piece.
            let _ = ready!(Pin::new(&mut this.stream).poll_write(context, &this.line))?;
        }
        this.line.zeroize();
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
