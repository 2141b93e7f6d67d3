//! The stream handed to the libraries: one write per command, end of file as an error, byte budget,
//! transcript.
//!
//! The faults it keeps from them (measured): async-pop spins for ever at end of file, async-pop and
//! async-imap write a command in up to four pieces, none bounds the length of a line.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures::future::poll_fn;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use zeroize::Zeroize;

use super::{
    BoxedIo,
    transcript::{StreamFault, Transcript},
};

/// Bytes read from the connection at once.
const CHUNK: usize = 4_096;

/// Bytes a library may write without asking for them to be sent.
const MAX_UNSENT: usize = 256 * 1024;

/// A connection with all bounds but those of time.
#[derive(Debug)]
pub struct Stream {
    io: BoxedIo,
    transcript: Transcript,
    unread: Vec<u8>,
    unread_from: usize,
    unsent: Unsent,
}

/// Commands on their way out: they may hold a password, so they are wiped and never printed.
#[derive(Default)]
struct Unsent {
    bytes: Vec<u8>,
    sent: usize,
    noted: usize,
}

impl std::fmt::Debug for Unsent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Unsent({} bytes)", self.bytes.len())
    }
}

impl Drop for Unsent {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl Stream {
    /// Over a connection; what is said goes on in the transcript.
    pub fn new(io: BoxedIo, transcript: Transcript) -> Self {
        Self {
            io,
            transcript,
            unread: Vec::new(),
            unread_from: 0,
            unsent: Unsent::default(),
        }
    }

    /// What was said so far.
    pub const fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// The connection itself. What was received and not yet read is lost: see [`Stream::unread`].
    pub fn into_io(self) -> BoxedIo {
        self.io
    }

    /// What was received and not yet read.
    pub fn unread(&self) -> &[u8] {
        self.unread.get(self.unread_from..).unwrap_or_default()
    }

    /// Puts a line before everything unread, for a library that insists on reading a greeting itself.
    pub(crate) fn replay(&mut self, line: &str) {
        let rest = self.unread().to_vec();
        self.unread = [line.as_bytes(), b"\r\n", &rest].concat();
        self.unread_from = 0;
    }

    /// One line without its line end, lossily decoded.
    pub async fn read_line(&mut self) -> io::Result<String> {
        loop {
            if let Some(end) = self.unread().iter().position(|byte| *byte == b'\n') {
                let line = self.unread().get(..end).unwrap_or_default();
                let line = String::from_utf8_lossy(line)
                    .trim_end_matches('\r')
                    .to_owned();
                self.unread_from += end + 1;
                return Ok(line);
            }
            poll_fn(|context| self.poll_fill(context)).await?;
        }
    }

    /// Sends one command in one piece; the line end is added.
    pub async fn send(&mut self, command: &str) -> io::Result<()> {
        self.write_all(command.as_bytes()).await?;
        self.write_all(b"\r\n").await?;
        self.flush().await
    }

    fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(fault @ StreamFault::Violation(_)) = self.transcript.fault() {
            return Poll::Ready(Err(fault.to_error()));
        }
        let mut chunk = [0; CHUNK];
        let mut buffer = ReadBuf::new(&mut chunk);
        let result = ready!(Pin::new(&mut self.io).poll_read(context, &mut buffer));
        if let Err(error) = result {
            let fault = if error.kind() == io::ErrorKind::UnexpectedEof {
                StreamFault::Closed
            } else {
                StreamFault::Io(error.kind(), error.to_string())
            };
            return Poll::Ready(Err(self.transcript.broken(fault)));
        }
        let received = buffer.filled();
        if received.is_empty() {
            return Poll::Ready(Err(self.transcript.broken(StreamFault::Closed)));
        }
        self.transcript.server(received)?;
        drop(self.unread.drain(..self.unread_from));
        self.unread_from = 0;
        self.unread.extend_from_slice(received);
        Poll::Ready(Ok(()))
    }

    fn note_commands(&mut self) {
        let lines = self
            .unsent
            .bytes
            .get(self.unsent.noted..)
            .unwrap_or_default();
        for line in lines.split_inclusive(|byte| *byte == b'\n').take(8) {
            self.transcript.client(line);
        }
        self.unsent.noted = self.unsent.bytes.len();
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        if self.unread().is_empty() {
            ready!(self.poll_fill(context))?;
        }
        let count = self.unread().len().min(buffer.remaining());
        buffer.put_slice(self.unread().get(..count).unwrap_or_default());
        self.unread_from += count;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.unsent.bytes.len() > MAX_UNSENT {
            ready!(self.as_mut().poll_flush(context))?;
        }
        self.unsent.bytes.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        this.note_commands();
        while let Some(rest @ [_, ..]) = this.unsent.bytes.get(this.unsent.sent..) {
            match ready!(Pin::new(&mut this.io).poll_write(context, rest)) {
                Ok(0) => return Poll::Ready(Err(this.transcript.broken(StreamFault::Closed))),
                Ok(count) => this.unsent.sent += count,
                Err(error) => {
                    let fault = StreamFault::Io(error.kind(), error.to_string());
                    return Poll::Ready(Err(this.transcript.broken(fault)));
                }
            }
        }
        this.unsent.bytes.zeroize();
        this.unsent.sent = 0;
        this.unsent.noted = 0;
        Pin::new(&mut this.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_flush(context))?;
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    fn pair() -> (Stream, tokio::io::DuplexStream) {
        let (near, far) = tokio::io::duplex(64 * 1024);
        (Stream::new(Box::new(near), Transcript::default()), far)
    }

    #[tokio::test]
    async fn end_of_file_is_an_error() {
        let (mut stream, far) = pair();
        drop(far);
        let error = stream.read_u8().await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(stream.transcript().fault(), Some(StreamFault::Closed));
    }

    #[tokio::test]
    async fn a_command_in_pieces_leaves_in_one_write() {
        let (mut stream, mut far) = pair();
        for piece in ["A0001", " ", "NOOP", "\r\n"] {
            stream.write_all(piece.as_bytes()).await.unwrap();
        }
        stream.flush().await.unwrap();
        let mut buffer = [0; 64];
        let count = far.read(&mut buffer).await.unwrap();
        assert_eq!(&buffer[..count], b"A0001 NOOP\r\n");
    }

    #[tokio::test]
    async fn what_follows_a_line_is_kept_for_the_library() {
        let (mut stream, mut far) = pair();
        far.write_all(b"+OK hello\r\n+OK ra").await.unwrap();
        assert_eq!(stream.read_line().await.unwrap(), "+OK hello");
        let mut rest = [0; 6];
        let _ = stream.read_exact(&mut rest).await.unwrap();
        assert_eq!(&rest, b"+OK ra");
    }

    #[tokio::test]
    async fn a_line_without_end_breaks_the_stream() {
        let (mut stream, mut far) = pair();
        far.write_all(&vec![b'x'; 60_000]).await.unwrap();
        assert_eq!(
            stream.read_line().await.unwrap_err().kind(),
            io::ErrorKind::InvalidData
        );
    }
}
