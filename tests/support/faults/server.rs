//! An honest server that does one thing wrong at one point of its dialogue.

use std::{
    io,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use home_station::account::{Encryption, Protocol};
use rustls::ServerConfig;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::honest::{Honest, Next, Point};

/// What is done in place of the right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Nothing, for ever.
    Silent,
    /// A line that never ends, one byte a second.
    Drip,
    /// A TCP reset.
    Reset,
    /// The end of the connection, with TLS without a word.
    Close,
    /// The end of the connection, with TLS in order.
    CloseInOrder,
    /// A line of ten million bytes.
    LongLine,
    /// Bytes that mean nothing.
    Garbage,
    /// These words; `{tag}` is the tag of the command.
    Say(String),
    /// These words, then the end of the connection.
    SayAndClose(String),
    /// These words, then the right answer.
    Before(String),
    /// The right answer, then these words in the same packet.
    After(String),
    /// These words now and after every further line.
    Endless(String),
    /// These bytes in place of a TLS handshake.
    Bytes(Vec<u8>),
}

/// How a server misbehaves.
#[derive(Debug, Clone)]
pub struct Script {
    pub protocol: Protocol,
    pub encryption: Encryption,
    pub point: Option<Point>,
    pub act: Act,
    pub tls: Arc<ServerConfig>,
    /// Capabilities in place of the usual ones inside TLS.
    pub capabilities: Option<&'static str>,
    /// Refuses the sign-in even if nothing else is wrong.
    pub refuses_password: bool,
}

/// A running server; ends with the runtime.
#[derive(Debug, Clone)]
pub struct FaultServer {
    pub port: u16,
    /// When the fault was last done.
    pub acted: Arc<Mutex<Option<Instant>>>,
}

impl FaultServer {
    pub async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let acted = Arc::new(Mutex::new(None));
        let server = Self {
            port,
            acted: Arc::clone(&acted),
        };
        let script = Arc::new(script);
        drop(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let encrypted = script.encryption == Encryption::ImplicitTls;
                let mut honest = Honest::new(script.protocol, encrypted);
                honest.tells = script.point != Some(Point::Capability);
                honest.capabilities = script.capabilities;
                let session = Session {
                    honest,
                    script: Arc::clone(&script),
                    acted: Arc::clone(&acted),
                    endless: false,
                };
                drop(tokio::spawn(session.serve(stream)));
            }
        }));
        server
    }
}

enum Io {
    Plain(BufReader<TcpStream>),
    Tls(Box<BufReader<TlsStream<TcpStream>>>),
}

impl Io {
    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = match self {
            Self::Plain(stream) => stream.read_until(b'\n', &mut line).await?,
            Self::Tls(stream) => stream.read_until(b'\n', &mut line).await?,
        };
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        Ok((read > 0).then_some(text))
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.write_all(bytes).await,
            Self::Tls(stream) => {
                stream.write_all(bytes).await?;
                stream.flush().await
            }
        }
    }

    fn socket(&self) -> &TcpStream {
        match self {
            Self::Plain(stream) => stream.get_ref(),
            Self::Tls(stream) => stream.get_ref().get_ref().0,
        }
    }
}

struct Session {
    honest: Honest,
    script: Arc<Script>,
    acted: Arc<Mutex<Option<Instant>>>,
    endless: bool,
}

impl Session {
    async fn serve(mut self, stream: TcpStream) -> io::Result<()> {
        let mut io = Io::Plain(BufReader::new(stream));
        if self.honest.encrypted {
            io = self.handshake(io).await?;
        }
        let greeting = self.honest.greeting();
        if self.is_here(Point::Greeting) {
            io = self.act(io, &greeting).await?;
        } else {
            io.write(greeting.as_bytes()).await?;
        }
        while let Some(line) = io.line().await? {
            let point = self.honest.point(&line);
            if self.endless {
                let Act::Endless(words) = &self.script.act else {
                    unreachable!("only this act goes on");
                };
                io.write(words.as_bytes()).await?;
                continue;
            }
            let answer = self.honest.answer(&line);
            if point == Some(Point::Login) && self.script.refuses_password {
                let refusal = match self.honest.protocol {
                    Protocol::Imap => {
                        format!("{} NO [AUTHENTICATIONFAILED] no\r\n", self.honest.tag())
                    }
                    Protocol::Pop3 => "-ERR [AUTH] no\r\n".to_owned(),
                    Protocol::Smtp => "535 5.7.8 no\r\n".to_owned(),
                };
                io.write(refusal.as_bytes()).await?;
                continue;
            }
            let acts = point.is_some_and(|point| self.is_here(point));
            match answer {
                Next::Reply(reply) if acts => io = self.act(io, &reply).await?,
                Next::Reply(reply) => io.write(reply.as_bytes()).await?,
                Next::Close(reply) => {
                    io.write(reply.as_bytes()).await?;
                    return Ok(());
                }
                Next::StartTls(reply) => {
                    if acts {
                        io = self.act(io, &reply).await?;
                    } else {
                        io.write(reply.as_bytes()).await?;
                    }
                    let goes_on =
                        !acts || matches!(self.script.act, Act::Before(_) | Act::After(_));
                    if goes_on {
                        io = self.handshake(io).await?;
                        self.honest.encrypted = true;
                    }
                }
            }
        }
        Ok(())
    }

    fn is_here(&self, point: Point) -> bool {
        self.script.point == Some(point)
    }

    async fn handshake(&mut self, io: Io) -> io::Result<Io> {
        let Io::Plain(stream) = io else {
            unreachable!("TLS within TLS");
        };
        let mut stream = stream.into_inner();
        if self.is_here(Point::Tls) {
            // Lets the client's hello come first, as it does.
            let _ = stream.read(&mut [0; 2048]).await?;
            return self.act(Io::Plain(BufReader::new(stream)), "").await;
        }
        let acceptor = TlsAcceptor::from(Arc::clone(&self.script.tls));
        let stream = acceptor.accept(stream).await?;
        Ok(Io::Tls(Box::new(BufReader::new(stream))))
    }

    /// Does the wrong thing; gives the connection back if the dialogue goes on after it.
    async fn act(&mut self, mut io: Io, right: &str) -> io::Result<Io> {
        *self.acted.lock().unwrap() = Some(Instant::now());
        let tagged = |words: &str| words.replace("{tag}", self.honest.tag());
        let ended = || Err(io::ErrorKind::ConnectionAborted.into());
        match &self.script.act {
            Act::Silent => forever(io).await,
            Act::Drip => {
                // A lawful beginning, so that nothing but the time is wrong.
                let start = match (self.honest.protocol, right) {
                    (_, "") => "\u{16}\u{3}\u{3}\u{40}",
                    (Protocol::Imap, _) => "* OK ",
                    (Protocol::Pop3, _) => "+OK ",
                    (Protocol::Smtp, right) => right.get(..4).unwrap_or_default(),
                };
                let mut bytes = start.bytes();
                loop {
                    io.write(&[bytes.next().unwrap_or(b'0')]).await?;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            Act::Reset => {
                io.socket().set_zero_linger()?;
                drop(io);
                ended()
            }
            Act::Close => {
                // Only this side: what the client still sends is no reason for a reset.
                let (Io::Plain(_) | Io::Tls(_)) = &io;
                drop(io);
                ended()
            }
            Act::CloseInOrder => {
                match &mut io {
                    Io::Plain(stream) => stream.shutdown().await?,
                    Io::Tls(stream) => stream.shutdown().await?,
                }
                forever(io).await
            }
            Act::LongLine => {
                io.write(right.get(..4).unwrap_or("* OK").as_bytes())
                    .await?;
                for _ in 0..640 {
                    io.write(&[b'a'; 16 * 1024]).await?;
                }
                forever(io).await
            }
            Act::Garbage => {
                let bytes: Vec<u8> = (0..4096_u32)
                    .map(|i| (i * 73 + 41).to_le_bytes()[0])
                    .collect();
                io.write(&bytes).await?;
                forever(io).await
            }
            Act::Bytes(bytes) => {
                io.write(bytes).await?;
                forever(io).await
            }
            Act::Say(words) => {
                io.write(tagged(words).as_bytes()).await?;
                Ok(io)
            }
            Act::SayAndClose(words) => {
                io.write(tagged(words).as_bytes()).await?;
                if let Io::Tls(stream) = &mut io {
                    stream.shutdown().await?;
                }
                ended()
            }
            Act::Before(words) => {
                io.write(format!("{}{right}", tagged(words)).as_bytes())
                    .await?;
                Ok(io)
            }
            Act::After(words) => {
                io.write(format!("{right}{}", tagged(words)).as_bytes())
                    .await?;
                Ok(io)
            }
            Act::Endless(words) => {
                io.write(words.as_bytes()).await?;
                self.endless = true;
                Ok(io)
            }
        }
    }
}

/// Keeps a connection open and reads what comes, until the client goes.
async fn forever(mut io: Io) -> io::Result<Io> {
    while io.line().await?.is_some() {}
    Err(io::ErrorKind::ConnectionAborted.into())
}
