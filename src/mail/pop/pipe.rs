//! The adapter that makes async-pop 1.1.3 safe: see the faults it cures (measured) at each place.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use zeroize::Zeroize;

use crate::mail::wire::Stream;

/// What async-pop is told in place of the server's CAPA: a line it cannot parse (`UTF8 USER`,
/// `EXPIRE 31 USER`) makes every later command fail, and `SASL PLAIN` makes it try a refused password
/// a second time.
const CAPABILITIES: &[u8] = b"+OK\r\nTOP\r\nUIDL\r\nUSER\r\n.\r\n";

/// A stream for async-pop.
#[derive(Debug)]
pub(super) struct Pipe {
    stream: Stream,
    /// What is answered without the server. It begins with the greeting, which was read before TLS or
    /// by ourselves, but which the library insists on reading.
    local: Vec<u8>,
    line: Vec<u8>,
    /// The next answer is a list: the text of its first line must go, because `+OK 2 messages` is
    /// taken for an answer about one message and shifts all later answers.
    list: bool,
}

impl Pipe {
    pub(super) fn new(stream: Stream) -> Self {
        Self {
            stream,
            local: b"+OK\r\n".to_vec(),
            line: Vec::new(),
            list: false,
        }
    }

    /// Looks at the first line of a list's answer; hands over what the library may see.
    fn poll_status(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut byte = [0];
        loop {
            let mut buffer = ReadBuf::new(&mut byte);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            self.local.extend_from_slice(buffer.filled());
            if self.local.ends_with(b"\n") {
                if self.local.starts_with(b"+OK") {
                    self.local = b"+OK\r\n".to_vec();
                }
                self.list = false;
                return Poll::Ready(Ok(()));
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
        if self.list {
            ready!(self.poll_status(context))?;
        }
        if self.local.is_empty() {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
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
            this.list = this.line == b"UIDL\r\n" || this.line == b"LIST\r\n";
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
