//! The fault matrix: each fault on each protocol, implicit and STARTTLS, over real sockets.
//!
//! `cargo test --test mail_engine matrix -- --nocapture` prints the table.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use futures::{FutureExt, future::BoxFuture, future::join_all};
use home_station::{
    account::{Encryption, Host, Incoming, Login, Protocol},
    backend::{CheckEvent, Outcome, Sides},
    failure::{Cause, Failure, Stage},
    mail::{
        check::check,
        wire::{BoxedIo, Dialler, NameFault, Network, Resolver},
    },
    practice::authority::{Authority, Leaf, server_config},
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

use super::support::{Lines, PASSWORD, Peer, TLS, authority, login, network};

/// What happens in place of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    None,
    Silent,
    Closed,
    Reset,
    Slow,
    LongLine,
    Garbage,
}

/// Marks where the handshake stands in a conversation.
const UPGRADE: &str = "UPGRADE";

/// All replies of a good conversation.
fn conversation(protocol: Protocol, encryption: Encryption) -> Vec<&'static str> {
    let clear: &[&str] = match (protocol, encryption) {
        (_, Encryption::ImplicitTls) => &[],
        (Protocol::Imap, Encryption::StartTls) => &["* OK hi", "TAG OK go"],
        (Protocol::Pop3, Encryption::StartTls) => &["+OK hi", "+OK go"],
        (Protocol::Smtp, Encryption::StartTls) => &["220 hi", "250-x\r\n250 STARTTLS", "220 go"],
    };
    let inside: &[&str] = match (protocol, encryption) {
        (Protocol::Imap, Encryption::ImplicitTls) => &["* OK [CAPABILITY IMAP4rev1] hi"],
        (Protocol::Imap, Encryption::StartTls) => &["* CAPABILITY IMAP4rev1\r\nTAG OK done"],
        (Protocol::Pop3, Encryption::ImplicitTls) => &["+OK hi", "+OK\r\nUSER\r\nUIDL\r\n."],
        (Protocol::Pop3, Encryption::StartTls) => &["+OK\r\nUSER\r\nUIDL\r\n."],
        (Protocol::Smtp, Encryption::ImplicitTls) => &["220 hi", "250-x\r\n250 AUTH PLAIN"],
        (Protocol::Smtp, Encryption::StartTls) => &["250-x\r\n250 AUTH PLAIN"],
    };
    let signed_in: &[&str] = match protocol {
        Protocol::Imap => &["TAG OK in", "* 0 EXISTS\r\nTAG OK open"],
        Protocol::Pop3 => &["+OK", "+OK in", "+OK 0 0", "+OK\r\n."],
        Protocol::Smtp => &["235 in", "250 sender", "250 recipient"],
    };
    [clear, &[UPGRADE], inside, signed_in].concat()
}

/// Plays a conversation up to the reply in whose place the trouble comes.
async fn play(
    socket: TcpStream,
    replies: Vec<&'static str>,
    at: usize,
    trouble: Trouble,
    acceptor: TlsAcceptor,
) -> io::Result<()> {
    if trouble == Trouble::Reset {
        socket.set_zero_linger()?;
    }
    let mut peer = Peer::new(Box::new(socket));
    let mut tag = String::new();
    for (index, reply) in replies.into_iter().enumerate() {
        let greeting =
            index == 0 && reply != UPGRADE || index == 1 && tag.is_empty() && reply.contains("hi");
        if !greeting && reply != UPGRADE {
            let line = peer.line().await;
            if line.is_empty() {
                return Ok(());
            }
            line.split(' ').next().unwrap_or("").clone_into(&mut tag);
        }
        if index == at {
            match trouble {
                Trouble::None => {}
                Trouble::Closed | Trouble::Reset => return Ok(()),
                Trouble::Silent => std::future::pending().await,
                Trouble::Slow => loop {
                    peer.send("*").await;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                },
                Trouble::LongLine => {
                    for _ in 0..160 {
                        peer.0.write_all(&vec![b'x'; 65_536]).await?;
                    }
                    return std::future::pending().await;
                }
                Trouble::Garbage => {
                    peer.0.write_all(&[0, 1, 2, 254, 255, 13, 10, 7]).await?;
                    peer.0.flush().await?;
                    return std::future::pending().await;
                }
            }
        }
        if reply == UPGRADE {
            let stream = acceptor.accept(peer.0.into_inner()).await?;
            peer = Peer::new(Box::new(stream));
        } else {
            peer.send(&format!("{}\r\n", reply.replace("TAG", &tag)))
                .await;
        }
    }
    drop(peer.line().await);
    Ok(())
}

async fn server(
    protocol: Protocol,
    encryption: Encryption,
    at: usize,
    trouble: Trouble,
    authority: &Arc<Authority>,
    leaf: Leaf,
) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(server_config(authority, leaf).unwrap());
    let replies = conversation(protocol, encryption);
    drop(tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            drop(tokio::spawn(play(
                socket,
                replies.clone(),
                at,
                trouble,
                acceptor.clone(),
            )));
        }
    }));
    address
}

/// A mailbox of which one side is looked at: the protocol's.
fn mailbox(protocol: Protocol, encryption: Encryption) -> Login {
    let incoming = if protocol == Protocol::Imap {
        Incoming::Imap
    } else {
        Incoming::Pop3
    };
    login(incoming, encryption, encryption)
}

/// The outcome of that side. The other side's port refuses.
async fn outcome(
    protocol: Protocol,
    encryption: Encryption,
    network: Network,
) -> (Outcome, Duration) {
    use futures::StreamExt;
    let started = Instant::now();
    let sides = if protocol == Protocol::Smtp {
        Sides::OutgoingOnly
    } else {
        Sides::Both
    };
    let events = check(mailbox(protocol, encryption), sides, Arc::new(network));
    let events: Vec<CheckEvent> = events.collect().await;
    let Some(CheckEvent::Finished(report)) = events.last() else {
        panic!("{events:?}");
    };
    let outcome = match protocol {
        Protocol::Smtp => &report.outgoing,
        Protocol::Imap | Protocol::Pop3 => &report.incoming,
    };
    (outcome.clone(), started.elapsed())
}

struct Cell {
    row: String,
    column: String,
    failure: Option<Failure>,
    right: bool,
    took: Duration,
    leaked: bool,
}

fn lines_to(address: Option<SocketAddr>) -> Lines {
    let lines = Lines::default();
    for port in [993, 143, 995, 110, 465, 587] {
        lines.lead(port, None);
    }
    if let Some(address) = address {
        for port in [993, 143, 995, 110, 465, 587] {
            lines.lead(port, Some(address));
        }
    }
    lines
}

async fn cell(
    row: String,
    protocol: Protocol,
    encryption: Encryption,
    expected: &[Cause],
    lines: Lines,
    network: Network,
) -> Cell {
    let (outcome, took) = outcome(protocol, encryption, network).await;
    let failure = outcome.failure().cloned();
    Cell {
        row,
        column: format!(
            "{} {}",
            protocol.as_str(),
            if encryption == TLS { "tls" } else { "starttls" }
        ),
        right: match &failure {
            Some(failure) => expected.contains(&failure.cause),
            None => expected.is_empty(),
        },
        failure,
        took,
        leaked: lines.leaked(PASSWORD),
    }
}

fn columns() -> impl Iterator<Item = (Protocol, Encryption)> {
    Protocol::ALL
        .into_iter()
        .flat_map(|protocol| [(protocol, TLS), (protocol, Encryption::StartTls)])
}

fn judge(cells: &[Cell]) {
    let mut rows: Vec<&str> = cells.iter().map(|cell| cell.row.as_str()).collect();
    rows.dedup();
    for row in rows {
        println!("{row}");
        for cell in cells.iter().filter(|cell| cell.row == row) {
            let (cause, stage) = match &cell.failure {
                Some(failure) => (failure.cause.as_str(), failure.stage.as_str()),
                None => ("proven", ""),
            };
            let mark = if cell.right { "ok" } else { "WRONG" };
            println!(
                "    {:14} {cause:24} {stage:10} {:>6} ms {mark}",
                cell.column,
                cell.took.as_millis()
            );
        }
    }
    let wrong: Vec<String> = cells
        .iter()
        .filter(|cell| !cell.right || cell.leaked || cell.took > Duration::from_secs(25))
        .map(|cell| {
            format!(
                "{} {} {:?} leaked: {}",
                cell.row, cell.column, cell.failure, cell.leaked
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn matrix_of_troubles_at_every_reply() {
    let authority = authority();
    // One network: the system's authorities are loaded once.
    let base = network(&Lines::default(), &authority);
    let mut cells = Vec::new();
    for (trouble, expected) in [
        (Trouble::None, &[] as &[Cause]),
        (Trouble::Silent, &[Cause::ConnectionTimedOut]),
        (Trouble::Closed, &[Cause::ConnectionClosed]),
        (Trouble::Reset, &[Cause::ConnectionClosed]),
        (
            Trouble::Slow,
            &[
                Cause::ConnectionTimedOut,
                Cause::ProtocolViolation,
                Cause::WrongPortOrProtocol,
            ],
        ),
        (
            Trouble::LongLine,
            &[Cause::ProtocolViolation, Cause::WrongPortOrProtocol],
        ),
        (
            Trouble::Garbage,
            &[Cause::ProtocolViolation, Cause::WrongPortOrProtocol],
        ),
    ] {
        let mut work = Vec::new();
        for (protocol, encryption) in columns() {
            let replies = conversation(protocol, encryption).len();
            for at in 0..if trouble == Trouble::None { 1 } else { replies } {
                let address =
                    server(protocol, encryption, at, trouble, &authority, Leaf::Trusted).await;
                let lines = lines_to(Some(address));
                let network = base.clone().with_dialler(lines.clone());
                let row = format!("{trouble:?} at reply {at}");
                work.push(cell(row, protocol, encryption, expected, lines, network));
            }
        }
        cells.extend(join_all(work).await);
    }
    cells.sort_by(|left, right| left.row.cmp(&right.row));
    judge(&cells);
}

#[tokio::test(flavor = "multi_thread")]
async fn matrix_of_certificates() {
    let authority = authority();
    // One network: the system's authorities are loaded once.
    let base = network(&Lines::default(), &authority);
    let mut work = Vec::new();
    for (leaf, expected) in [
        (Leaf::Expired, Cause::TlsCertExpired),
        (Leaf::NotYetValid, Cause::TlsCertExpired),
        (Leaf::WrongName, Cause::TlsNameMismatch),
        (Leaf::SelfSigned, Cause::TlsCertUntrusted),
        (Leaf::UnknownAuthority, Cause::TlsCertUntrusted),
    ] {
        for (protocol, encryption) in columns() {
            let address = server(protocol, encryption, 0, Trouble::None, &authority, leaf).await;
            let lines = lines_to(Some(address));
            let network = base.clone().with_dialler(lines.clone());
            work.push(async move {
                cell(
                    format!("{leaf:?}"),
                    protocol,
                    encryption,
                    &[expected],
                    lines,
                    network,
                )
                .await
            });
        }
    }
    let cells = join_all(work).await;
    assert!(cells.iter().all(|cell| {
        let failure = cell.failure.as_ref().unwrap();
        failure.stage == Stage::Tls && failure.certificate.is_some()
    }));
    judge(&cells);
}

/// A name that is not, or of which nobody tells.
#[derive(Debug, Clone, Copy)]
enum Names {
    Missing,
    Silent,
}

impl Resolver for Names {
    fn lookup(&self, _: &Host) -> BoxFuture<'static, Result<Vec<std::net::IpAddr>, NameFault>> {
        match self {
            Self::Missing => {
                futures::future::ready(Err(NameFault::NotFound("no such name".to_owned()))).boxed()
            }
            Self::Silent => std::future::pending().boxed(),
        }
    }
}

#[derive(Debug)]
struct Unreachable;

impl Dialler for Unreachable {
    fn dial(&self, _: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        std::future::pending().boxed()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn matrix_before_the_first_byte_and_of_old_tls() {
    /// A fatal alert `protocol_version`, as OpenSSL answers a hello without TLS 1.1.
    const OLD_TLS: &[u8] = &[21, 3, 1, 0, 2, 2, 70];
    let authority = authority();
    // One network: the system's authorities are loaded once.
    let base = network(&Lines::default(), &authority);
    let mut work: Vec<BoxFuture<'_, Cell>> = Vec::new();
    for (protocol, encryption) in columns() {
        let lines = lines_to(None);
        let network = base.clone().with_dialler(lines.clone());
        for (row, expected, network) in [
            (
                "name not found",
                Cause::HostNotFound,
                network.clone().with_resolver(Names::Missing),
            ),
            (
                "name server silent",
                Cause::ConnectionTimedOut,
                network.clone().with_resolver(Names::Silent),
            ),
            ("refused", Cause::ConnectionRefused, network.clone()),
            (
                "silent at connect",
                Cause::ConnectionTimedOut,
                network.clone().with_dialler(Unreachable),
            ),
        ] {
            let lines = lines.clone();
            work.push(
                async move {
                    cell(
                        row.to_owned(),
                        protocol,
                        encryption,
                        &[expected],
                        lines,
                        network,
                    )
                    .await
                }
                .boxed(),
            );
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let lines = lines_to(listener.local_addr().ok());
        let network = base.clone().with_dialler(lines.clone());
        drop(tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                drop(tokio::spawn(async move {
                    let mut peer = Peer::new(Box::new(socket));
                    for reply in conversation(protocol, encryption) {
                        if reply == UPGRADE {
                            tokio::time::sleep(Duration::from_millis(50)).await;
                            let _ = peer.0.write_all(OLD_TLS).await;
                            let _ = peer.0.flush().await;
                            std::future::pending::<()>().await;
                        }
                        let mut tag = String::new();
                        if !reply.contains("hi") {
                            let line = peer.line().await;
                            line.split(' ').next().unwrap_or("").clone_into(&mut tag);
                        }
                        peer.send(&format!("{}\r\n", reply.replace("TAG", &tag)))
                            .await;
                    }
                }));
            }
        }));
        work.push(
            async move {
                let row = "TLS 1.1 only".to_owned();
                cell(
                    row,
                    protocol,
                    encryption,
                    &[Cause::TlsVersion],
                    lines,
                    network,
                )
                .await
            }
            .boxed(),
        );
    }
    let mut cells = join_all(work).await;
    cells.sort_by(|left, right| left.row.cmp(&right.row));
    judge(&cells);
}
