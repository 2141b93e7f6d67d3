//! Servers, a network that leads to them, and mailboxes to be proven.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::{FutureExt, StreamExt, future::BoxFuture};
use home_station::{
    account::{Account, Encryption, Host, Incoming, Login, PopOptions, Protocol, Role, Server},
    backend::{CheckEvent, Report, Sides},
    mail::{
        check::check,
        fault::Endpoint,
        wire::{Bounds, BoxedIo, Dialler, NameFault, Network, Resolver},
    },
    practice::{
        PracticeOptions, Servers,
        authority::{Authority, Leaf, server_config},
    },
    secret::Secret,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, ReadBuf},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

pub(crate) const HOST: &str = "mail.example.org";
pub(crate) const PASSWORD: &str = "correct horse ñ battery";

/// Every name is this computer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Loopback;

impl Resolver for Loopback {
    fn lookup(&self, _: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        futures::future::ready(Ok(vec![Ipv4Addr::LOCALHOST.into()])).boxed()
    }
}

/// What went over one connection.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    /// The port that was dialled.
    pub(crate) port: u16,
    /// Answers that were waited for, the TCP handshake included.
    pub(crate) round_trips: AtomicUsize,
    wrote: AtomicBool,
    /// Everything the client sent, as it went over the wire.
    pub(crate) sent: Mutex<Vec<u8>>,
}

/// A port and where it leads; none: the connection is refused.
type Route = (u16, Option<SocketAddr>);

/// Leads ports to addresses, and watches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines {
    routes: Arc<Mutex<Vec<Route>>>,
    pub(crate) wires: Arc<Mutex<Vec<Arc<Wire>>>>,
}

impl Lines {
    pub(crate) fn lead(&self, port: u16, to: Option<SocketAddr>) {
        self.routes.lock().unwrap().push((port, to));
    }

    pub(crate) fn to(servers: &Servers) -> Self {
        let lines = Self::default();
        for port in [993, 143, 995, 110, 465, 587] {
            lines.lead(port, servers.address_for(port));
        }
        lines
    }

    /// Whether these bytes were ever sent in the clear.
    pub(crate) fn leaked(&self, secret: &str) -> bool {
        let coded = base64(format!("\0ana@example.org\0{secret}").as_bytes());
        self.wires.lock().unwrap().iter().any(|wire| {
            let sent = String::from_utf8_lossy(&wire.sent.lock().unwrap()).into_owned();
            sent.contains(secret)
                || sent.contains(&coded)
                || sent.contains(&base64(secret.as_bytes()))
        })
    }

    pub(crate) fn round_trips(&self, port: u16) -> usize {
        let wires = self.wires.lock().unwrap();
        let wire = wires.iter().find(|wire| wire.port == port).unwrap();
        wire.round_trips.load(Ordering::SeqCst)
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=group.len() {
            text.push(char::from(
                ALPHABET[(bits >> (18 - 6 * place) & 63) as usize],
            ));
        }
    }
    text
}

impl Dialler for Lines {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        let routes = self.routes.lock().unwrap();
        let route = routes
            .iter()
            .rev()
            .find(|(port, _)| *port == address.port());
        let to = route.and_then(|(_, to)| *to);
        let wire = Arc::new(Wire {
            port: address.port(),
            round_trips: AtomicUsize::new(1),
            ..Wire::default()
        });
        let wires = Arc::clone(&self.wires);
        async move {
            let to = to.ok_or(io::ErrorKind::ConnectionRefused)?;
            let socket = TcpStream::connect(to).await?;
            socket.set_nodelay(true)?;
            wires.lock().unwrap().push(Arc::clone(&wire));
            Ok(Box::new(Watched { socket, wire }) as BoxedIo)
        }
        .boxed()
    }
}

#[derive(Debug)]
struct Watched {
    socket: TcpStream,
    wire: Arc<Wire>,
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.socket).poll_read(context, buffer))?;
        if self.wire.wrote.swap(false, Ordering::SeqCst) {
            let _ = self.wire.round_trips.fetch_add(1, Ordering::SeqCst);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.socket).poll_write(context, bytes))?;
        self.wire.wrote.store(true, Ordering::SeqCst);
        self.wire.sent.lock().unwrap().extend(&bytes[..count]);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

/// A network that leads nowhere but along these lines, with bounds short enough for tests.
pub(crate) fn network(lines: &Lines, authority: &Authority) -> Network {
    Network::live()
        .with_resolver(Loopback)
        .with_dialler(lines.clone())
        .with_extra_roots(vec![authority.der()])
        .with_bounds(short())
}

pub(crate) fn short() -> Bounds {
    let millis = Duration::from_millis;
    Bounds {
        name: millis(700),
        connect: millis(700),
        tls: millis(3_000),
        greeting: millis(1_500),
        starttls: millis(1_000),
        login: millis(3_000),
        step: millis(3_000),
        farewell: millis(300),
        side: millis(8_000),
        other_port: millis(300),
        suspicion: millis(400),
        probe: millis(1_000),
        arrival: millis(4_000),
        look: millis(200),
        ..Bounds::default()
    }
}

/// The embedded servers and a network that leads to them.
pub(crate) struct Lab {
    pub(crate) servers: Servers,
    pub(crate) lines: Lines,
    pub(crate) network: Arc<Network>,
}

pub(crate) fn lab(options: impl Into<PracticeOptions>) -> Lab {
    let servers = Servers::start(options.into()).unwrap();
    let lines = Lines::to(&servers);
    let network = Network::live()
        .with_resolver(Loopback)
        .with_dialler(lines.clone())
        .with_extra_roots(vec![servers.authority_der()])
        .with_bounds(short());
    Lab {
        servers,
        lines,
        network: Arc::new(network),
    }
}

pub(crate) fn server(protocol: Protocol, encryption: Encryption) -> Server {
    Server {
        host: HOST.parse().unwrap(),
        port: protocol.default_port(encryption),
        encryption,
        user_name: "ana@example.org".parse().unwrap(),
        accepted_certificate: None,
    }
}

pub(crate) fn endpoint(protocol: Protocol, encryption: Encryption) -> Endpoint {
    Endpoint {
        protocol,
        server: server(protocol, encryption),
        user_name: "ana@example.org".to_owned(),
        provider: "other".to_owned(),
        level_sender: false,
    }
}

pub(crate) fn login(incoming: Incoming, first: Encryption, second: Encryption) -> Login {
    Login {
        account: Account {
            id: Role::HomeStation.default_id(),
            role: Role::HomeStation,
            provider: "other".to_owned(),
            display_name: "Ana".to_owned(),
            address: "ana@example.org".parse().unwrap(),
            reply_to: None,
            copy_to: None,
            protocol: incoming,
            incoming: server(incoming.into(), first),
            outgoing: server(Protocol::Smtp, second),
            server_timeout: 300,
            pop: PopOptions::default(),
            proven: None,
        },
        secret: Secret::new(PASSWORD.to_owned()),
    }
}

pub(crate) const TLS: Encryption = Encryption::ImplicitTls;

/// Runs a check to its end.
pub(crate) async fn run(login: Login, network: &Arc<Network>) -> (Vec<CheckEvent>, Report) {
    let mut events: Vec<CheckEvent> = check(login, Sides::Both, Arc::clone(network))
        .collect()
        .await;
    match events.pop() {
        Some(CheckEvent::Finished(report)) => (events, report),
        other => panic!("the last event is {other:?}"),
    }
}

/// A scripted client's counterpart: lines in, lines out.
pub(crate) struct Peer(pub(crate) BufReader<BoxedIo>);

impl Peer {
    pub(crate) fn new(io: BoxedIo) -> Self {
        Self(BufReader::new(io))
    }

    /// The client's next line; empty at its end.
    pub(crate) async fn line(&mut self) -> String {
        let mut line = String::new();
        let _ = self.0.read_line(&mut line).await.unwrap_or(0);
        line.trim_end().to_owned()
    }

    pub(crate) async fn send(&mut self, text: &str) {
        let _ = self.0.write_all(text.as_bytes()).await;
        let _ = self.0.flush().await;
    }
}

/// A scripted server on a free port; with `tls` from the first byte.
pub(crate) async fn scripted<F, Work>(tls: Option<&Arc<Authority>>, script: F) -> SocketAddr
where
    F: Fn(Peer) -> Work + Send + Sync + 'static,
    Work: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = tls.map(acceptor);
    let script = Arc::new(script);
    drop(tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (acceptor, script) = (acceptor.clone(), Arc::clone(&script));
            drop(tokio::spawn(async move {
                let io: BoxedIo = match acceptor {
                    Some(acceptor) => match acceptor.accept(socket).await {
                        Ok(stream) => Box::new(stream),
                        Err(_) => return,
                    },
                    None => Box::new(socket),
                };
                script(Peer::new(io)).await;
            }));
        }
    }));
    address
}

pub(crate) fn acceptor(authority: &Arc<Authority>) -> TlsAcceptor {
    TlsAcceptor::from(server_config(authority, Leaf::Trusted).unwrap())
}

pub(crate) fn authority() -> Arc<Authority> {
    Arc::new(Authority::new().unwrap())
}
