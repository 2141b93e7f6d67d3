//! A world on loopback: names that lead to a faulty server, to healthy ones, or nowhere, and a
//! record of every byte that the client puts on the wire.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use futures::{FutureExt, future::BoxFuture};
use home_station::{
    account::Host,
    mail::wire::{BoxedIo, Dialler, NameFault, Resolver},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// The host whose server is faulty.
pub const FAULTY: &str = "faulty.example.org";

/// The host whose servers do everything right.
pub const HEALTHY: &str = "mail.example.org";

const FAULTY_ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
const HEALTHY_ADDRESS: Ipv4Addr = Ipv4Addr::LOCALHOST;
/// Where the rest of the world is: it takes connections and closes them.
const ELSEWHERE: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 3);

/// What happens on the way to the faulty server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    NameNotFound,
    NameServerSilent,
    Refused,
    SilentAtConnect,
    /// To this loopback port.
    Open(u16),
}

#[derive(Debug, Clone)]
pub struct World {
    pub way: Way,
    /// The port at which the faulty host is asked for its server.
    pub port: u16,
    /// From the assigned port to the loopback port of the healthy servers.
    pub healthy: Vec<(u16, SocketAddr)>,
    /// What the client put on the wire to the faulty server.
    pub sent: Arc<Mutex<Vec<u8>>>,
    /// Names the client asked for.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Resolver for World {
    fn lookup(&self, host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        self.asked.lock().unwrap().push(host.to_string());
        let answer = match (host.as_str(), self.way) {
            (FAULTY, Way::NameNotFound) => Err(NameFault::NotFound("no such name".to_owned())),
            (FAULTY, Way::NameServerSilent) => return futures::future::pending().boxed(),
            (FAULTY, _) => Ok(vec![FAULTY_ADDRESS.into()]),
            (HEALTHY, _) => Ok(vec![HEALTHY_ADDRESS.into()]),
            _ => Ok(vec![ELSEWHERE.into()]),
        };
        futures::future::ready(answer).boxed()
    }
}

impl Dialler for World {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        let refused =
            || futures::future::ready(Err(io::ErrorKind::ConnectionRefused.into())).boxed();
        if address.ip() == IpAddr::from(ELSEWHERE) {
            let (near, _far) = tokio::io::duplex(64);
            return futures::future::ready(Ok(Box::new(near) as BoxedIo)).boxed();
        }
        if address.ip() == IpAddr::from(HEALTHY_ADDRESS) {
            let found = self
                .healthy
                .iter()
                .find(|(port, _)| *port == address.port());
            return match found {
                Some((_, server)) => connect(*server, None),
                None => refused(),
            };
        }
        match self.way {
            Way::Open(port) if address.port() == self.port => {
                let server = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
                connect(server, Some(Arc::clone(&self.sent)))
            }
            Way::SilentAtConnect if address.port() == self.port => {
                futures::future::pending().boxed()
            }
            Way::Open(_)
            | Way::SilentAtConnect
            | Way::Refused
            | Way::NameNotFound
            | Way::NameServerSilent => refused(),
        }
    }
}

fn connect(
    server: SocketAddr,
    sent: Option<Arc<Mutex<Vec<u8>>>>,
) -> BoxFuture<'static, io::Result<BoxedIo>> {
    async move {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Box::new(Recorded { stream, sent }) as BoxedIo)
    }
    .boxed()
}

/// A connection that keeps what was written to it.
#[derive(Debug)]
struct Recorded {
    stream: TcpStream,
    sent: Option<Arc<Mutex<Vec<u8>>>>,
}

impl AsyncRead for Recorded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Recorded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if let (Poll::Ready(Ok(count)), Some(sent)) = (&written, &self.sent) {
            sent.lock().unwrap().extend_from_slice(&bytes[..*count]);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
