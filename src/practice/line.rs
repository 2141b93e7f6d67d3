//! One client's connection: lines in, replies out, the step from plain to TLS.

use std::{io, pin::Pin, sync::Arc, time::Duration};

use rustls::ServerConfig;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

/// A client that says nothing for so long is dropped (RFC 3501 asks for half an hour at least;
/// nobody practises that long).
const IDLE_BOUND: Duration = Duration::from_secs(30 * 60);

/// The longest command line.
const MAX_LINE: usize = 16 * 1024;

trait Stream: AsyncRead + AsyncWrite + Send {}
impl<T: AsyncRead + AsyncWrite + Send> Stream for T {}

/// A connection before or after TLS.
pub(super) struct Connection {
    stream: BufReader<Pin<Box<dyn Stream>>>,
    /// The name the client asked for in its TLS hello.
    host: Option<String>,
    encrypted: bool,
    reply_delay: Duration,
}

impl Connection {
    /// A plain connection.
    pub(super) fn plain(stream: TcpStream, reply_delay: Duration) -> Self {
        Self {
            stream: BufReader::new(Box::pin(stream)),
            host: None,
            encrypted: false,
            reply_delay,
        }
    }

    /// The same connection after a TLS handshake. What the client sent ahead in plain is thrown
    /// away, as it must be ([CVE-2011-0411](https://nvd.nist.gov/vuln/detail/CVE-2011-0411)).
    pub(super) async fn into_tls(self, config: &Arc<ServerConfig>) -> io::Result<Self> {
        let acceptor = TlsAcceptor::from(Arc::clone(config));
        let stream = acceptor.accept(self.stream.into_inner()).await?;
        let host = stream.get_ref().1.server_name().map(str::to_owned);
        Ok(Self {
            stream: BufReader::new(Box::pin(stream)),
            host,
            encrypted: true,
            reply_delay: self.reply_delay,
        })
    }

    /// The host name the client asked for.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// Whether TLS is on.
    pub(super) const fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// The next line without its end; none at the end of the stream.
    pub(super) async fn line(&mut self) -> io::Result<Option<String>> {
        let line = self.line_bytes().await?;
        Ok(line.map(|line| String::from_utf8_lossy(&line).into_owned()))
    }

    /// Waits until there is something to be read. Nothing is lost when this is given up.
    pub(super) async fn readable(&mut self) -> io::Result<()> {
        let _ = timeout(IDLE_BOUND, self.stream.fill_buf()).await??;
        Ok(())
    }

    /// The next line without its end, as bytes; none at the end of the stream.
    pub(super) async fn line_bytes(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX);
        let mut limited = (&mut self.stream).take(limit);
        let read = timeout(IDLE_BOUND, limited.read_until(b'\n', &mut line)).await??;
        if read == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if line.last() == Some(&b'\r') {
            let _ = line.pop();
        }
        Ok(Some(line))
    }

    /// So many bytes (an IMAP literal); the caller has bounded `count`.
    pub(super) async fn bytes(&mut self, count: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        let _ = timeout(IDLE_BOUND, self.stream.read_exact(&mut bytes)).await??;
        Ok(bytes)
    }

    /// Writes a whole reply at once.
    pub(super) async fn reply(&mut self, text: &str) -> io::Result<()> {
        self.reply_bytes(text.as_bytes()).await
    }

    /// Writes a whole reply at once.
    pub(super) async fn reply_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.reply_delay.is_zero() {
            tokio::time::sleep(self.reply_delay).await;
        }
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }

    /// Ends the connection in order (with TLS: `close_notify`).
    pub(super) async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.stream.shutdown()).await;
    }
}
