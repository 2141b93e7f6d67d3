//! Counts the round trips of a check, and its time over a line that takes 50 ms each way:
//!
//! ```text
//! tests/bench/round-trips.sh
//! ```
//!
//! The servers are the embedded ones, TLS 1.3, right passwords. Between them and the check stands a
//! relay that holds every byte back for the given time and counts how often the line turns round.
//! The floor, TCP and TLS included, is 4 for IMAP, 5 for submission, 5 for POP3 (USER and PASS one
//! after the other); one more where the mailbox or the sender is looked at as well.

#![allow(clippy::print_stdout, reason = "prints its result")]

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use futures::{FutureExt, StreamExt, future::BoxFuture};
use home_station::{
    account::{
        Account, Encryption, Incoming, Login, PopOptions, Protocol, Role, Server, ValueError,
    },
    backend::{CheckEvent, Sides},
    failure::{Side, Stage},
    mail::{
        check::check,
        wire::{BoxedIo, Dialler, Network},
    },
    practice::{self, PracticeOptions, Servers},
    secret::Secret,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    time::{Instant as Moment, sleep, sleep_until},
};

const ONE_WAY: Duration = Duration::from_millis(50);
const RUNS: usize = 5;

/// Turns of the line, by the port asked for.
type Turns = Arc<Mutex<BTreeMap<u16, Arc<AtomicU32>>>>;

/// A dialler whose line takes its time.
#[derive(Debug)]
struct Slow {
    servers: BTreeMap<u16, SocketAddr>,
    one_way: Duration,
    turns: Turns,
}

impl Dialler for Slow {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        let server = self.servers.get(&address.port()).copied();
        let one_way = self.one_way;
        let turns = {
            let mut all = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(address.port()).or_default())
        };
        async move {
            let server = server.ok_or(io::ErrorKind::ConnectionRefused)?;
            // The TCP handshake is a round trip as well.
            let _ = turns.fetch_add(1, Ordering::Relaxed);
            sleep(one_way * 2).await;
            let far = TcpStream::connect(server).await?;
            far.set_nodelay(true)?;
            let (near, inner) = tokio::io::duplex(1 << 16);
            let (inner_read, inner_write) = tokio::io::split(inner);
            let (far_read, far_write) = far.into_split();
            let asked = Arc::new(AtomicBool::new(false));
            let (out, back) = (Arc::clone(&asked), asked);
            // A round trip: something was asked, then something came back.
            let note_out = move || out.store(true, Ordering::Relaxed);
            let note_back = move || {
                if back.swap(false, Ordering::Relaxed) {
                    let _ = turns.fetch_add(1, Ordering::Relaxed);
                }
            };
            drop(tokio::spawn(delayed(
                inner_read, far_write, one_way, note_out,
            )));
            drop(tokio::spawn(delayed(
                far_read,
                inner_write,
                one_way,
                note_back,
            )));
            Ok(Box::new(near) as BoxedIo)
        }
        .boxed()
    }
}

/// Hands bytes on, each after the time of the line, however many are under way.
async fn delayed(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin + Send + 'static,
    one_way: Duration,
    note: impl Fn(),
) {
    let (sender, mut under_way) = mpsc::unbounded_channel::<(Moment, Vec<u8>)>();
    drop(tokio::spawn(async move {
        while let Some((due, bytes)) = under_way.recv().await {
            sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
        let _ = to.shutdown().await;
    }));
    let mut buffer = vec![0; 1 << 14];
    while let Ok(count) = from.read(&mut buffer).await {
        let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else {
            return;
        };
        note();
        if sender
            .send((Moment::now() + one_way, bytes.to_vec()))
            .is_err()
        {
            return;
        }
    }
}

/// A mailbox of its own for every run: a POP3 mailbox is locked until QUIT has crossed the line.
fn login(incoming: Incoming, encryption: Encryption, run: usize) -> Result<Login, ValueError> {
    let address = format!("ana{run}@example.org");
    let server = |host: &str, protocol: Protocol| {
        Ok(Server {
            host: host.parse()?,
            port: protocol.default_port(encryption),
            encryption,
            user_name: address.parse()?,
            accepted_certificate: None,
        })
    };
    Ok(Login {
        account: Account {
            id: "home-station".parse()?,
            role: Role::HomeStation,
            provider: "other".to_owned(),
            display_name: String::new(),
            address: address.parse()?,
            reply_to: None,
            copy_to: None,
            protocol: incoming,
            incoming: server("mail.example.org", incoming.into())?,
            outgoing: server("smtp.example.org", Protocol::Smtp)?,
            server_timeout: 300,
            pop: PopOptions::default(),
            proven: None,
        },
        secret: Secret::new("abcd efgh ijkl mnop".to_owned()),
    })
}

/// What one check took.
struct Measured {
    /// Both passwords judged.
    signed_in: Duration,
    /// Both sides proven.
    proven: Duration,
    /// Round trips of each side.
    turns: [u32; 2],
}

async fn measure(
    servers: &Servers,
    base: &Network,
    login: Login,
    one_way: Duration,
) -> Result<Measured, String> {
    let turns = Turns::default();
    let ports = [993, 143, 995, 110, 465, 587];
    let slow = Slow {
        servers: ports
            .iter()
            .filter_map(|port| Some((*port, servers.address_for(*port)?)))
            .collect(),
        one_way,
        turns: Arc::clone(&turns),
    };
    let asked = [
        login.account.incoming.port.get(),
        login.account.outgoing.port.get(),
    ];
    let network = base.clone().with_dialler(slow);
    let started = Instant::now();
    let mut signed_in = Duration::ZERO;
    let mut events = check(login, Sides::Both, Arc::new(network));
    while let Some(event) = events.next().await {
        match event {
            CheckEvent::StagePassed {
                stage: Stage::Login,
                ..
            } => signed_in = started.elapsed(),
            CheckEvent::Finished(report) => {
                let proven = started.elapsed();
                if report.verified.is_none() {
                    return Err(format!(
                        "not proven: {:?} {:?}",
                        report.side(Side::Incoming),
                        report.side(Side::Outgoing)
                    ));
                }
                let all = turns.lock().unwrap_or_else(PoisonError::into_inner);
                let count = |port: u16| {
                    all.get(&port)
                        .map_or(0, |turns| turns.load(Ordering::Relaxed))
                };
                return Ok(Measured {
                    signed_in,
                    proven,
                    turns: asked.map(count),
                });
            }
            CheckEvent::StageStarted { .. }
            | CheckEvent::StagePassed { .. }
            | CheckEvent::ServerChanged { .. }
            | CheckEvent::SideFinished { .. } => {}
        }
    }
    Err("the check did not end".to_owned())
}

#[tokio::main]
async fn main() -> Result<(), String> {
    let options = PracticeOptions::default();
    let servers = Servers::start(options).map_err(|error| error.to_string())?;
    let base = practice::network(&servers);
    let round_trip = (ONE_WAY * 2).as_secs_f64();
    println!("median of {RUNS}; a round trip takes {round_trip} s, or nothing on loopback");
    println!(
        "{:<30} {:>9} {:>7}  {:>9} {:>7}  {:>20}  {:>11}",
        "", "signed in", "trips", "proven", "trips", "trips in / out", "on loopback"
    );
    for (incoming, encryption, name) in [
        (
            Incoming::Imap,
            Encryption::ImplicitTls,
            "IMAP beside SMTP, implicit TLS",
        ),
        (
            Incoming::Pop3,
            Encryption::ImplicitTls,
            "POP3 beside SMTP, implicit TLS",
        ),
        (
            Incoming::Imap,
            Encryption::StartTls,
            "IMAP beside SMTP, STARTTLS",
        ),
        (
            Incoming::Pop3,
            Encryption::StartTls,
            "POP3 beside SMTP, STARTTLS",
        ),
    ] {
        let (mut signed_in, mut proven, mut near, mut turns) = (vec![], vec![], vec![], [0; 2]);
        for run in 0..RUNS {
            let login = |run| login(incoming, encryption, run).map_err(|error| error.to_string());
            let far = measure(&servers, &base, login(run)?, ONE_WAY).await?;
            signed_in.push(far.signed_in);
            proven.push(far.proven);
            turns = far.turns;
            let close = measure(&servers, &base, login(run + RUNS)?, Duration::ZERO).await?;
            near.push(close.proven);
        }
        let (signed_in, proven, near) = (median(signed_in), median(proven), median(near));
        let [first, second] = turns;
        println!(
            "{name:<30} {signed_in:>7.3} s {:>7.0}  {proven:>7.3} s {:>7.0}  {:>20}  {near:>9.3} s",
            (signed_in / round_trip).floor(),
            (proven / round_trip).floor(),
            format!("{first} / {second}"),
        );
    }
    Ok(())
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times
        .get(times.len() / 2)
        .map_or(0.0, Duration::as_secs_f64)
}
