//! Cancelling: whatever a server leaves unanswered, both connections end at once.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use futures::{FutureExt, StreamExt, future::BoxFuture};
use home_station::{
    account::{Host, Incoming, Protocol},
    backend::{CheckEvent, Sides},
    failure::Stage,
    mail::{
        check::check,
        wire::{BoxedIo, Dialler, NameFault, Network, Resolver},
    },
    practice::authority::Authority,
};
use tokio::{
    io::AsyncReadExt,
    net::TcpListener,
    sync::mpsc::{UnboundedSender, unbounded_channel},
    time::timeout,
};

use super::support::{Lines, Loopback, Peer, TLS, login, scripted};

/// No wait of the engine is as short: what ends sooner was ended by the cancelling.
const BOUND: Duration = Duration::from_secs(2);

/// Tells when it is dropped: a wait that was given up.
#[derive(Debug)]
struct Waiting(UnboundedSender<()>);

impl Drop for Waiting {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

/// A name server and a line that never answer.
#[derive(Debug)]
struct Nowhere(UnboundedSender<()>);

impl Nowhere {
    fn wait<T: Send + 'static>(&self) -> BoxFuture<'static, T> {
        let waiting = Waiting(self.0.clone());
        async move {
            let _waiting = waiting;
            std::future::pending().await
        }
        .boxed()
    }
}

impl Resolver for Nowhere {
    fn lookup(&self, _: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        self.wait()
    }
}

impl Dialler for Nowhere {
    fn dial(&self, _: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        self.wait()
    }
}

/// A server that speaks up to a stage and then listens in silence, until the client is gone.
async fn silent_at(
    stage: Stage,
    protocol: Protocol,
    authority: &Arc<Authority>,
    ended: UnboundedSender<()>,
) -> SocketAddr {
    if stage == Stage::Tls {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let ended = ended.clone();
                drop(tokio::spawn(async move {
                    let mut heard = [0; 1024];
                    while socket.read(&mut heard).await.is_ok_and(|count| count > 0) {}
                    let _ = ended.send(());
                }));
            }
        }));
        return address;
    }
    scripted(Some(authority), move |mut peer: Peer| {
        let ended = ended.clone();
        async move {
            if stage == Stage::Login {
                peer.send(match protocol {
                    Protocol::Imap => "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n",
                    Protocol::Pop3 => "+OK ready\r\n",
                    Protocol::Smtp => "220 mail.example.org ESMTP\r\n",
                })
                .await;
                if protocol == Protocol::Smtp && !peer.line().await.is_empty() {
                    peer.send("250-mail.example.org\r\n250 AUTH PLAIN\r\n")
                        .await;
                }
            }
            while !peer.line().await.is_empty() {}
            let _ = ended.send(());
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_ends_both_connections_at_once_whatever_is_awaited() {
    let authority = Arc::new(Authority::new().unwrap());
    for stage in [
        Stage::Name,
        Stage::Connect,
        Stage::Tls,
        Stage::Greeting,
        Stage::Login,
    ] {
        let (ended, mut told) = unbounded_channel();
        let network = Network::live().with_extra_roots(vec![authority.der()]);
        let network = match stage {
            Stage::Name => network.with_resolver(Nowhere(ended.clone())),
            Stage::Connect => network
                .with_resolver(Loopback)
                .with_dialler(Nowhere(ended.clone())),
            Stage::Tls
            | Stage::Greeting
            | Stage::Starttls
            | Stage::Login
            | Stage::Mailbox
            | Stage::MailFrom
            | Stage::Rcpt
            | Stage::Data
            | Stage::Arrival => {
                let lines = Lines::default();
                for (port, protocol) in [(993, Protocol::Imap), (465, Protocol::Smtp)] {
                    let server = silent_at(stage, protocol, &authority, ended.clone()).await;
                    lines.lead(port, Some(server));
                }
                network.with_resolver(Loopback).with_dialler(lines)
            }
        };
        let mut events = check(
            login(Incoming::Imap, TLS, TLS),
            Sides::Both,
            Arc::new(network),
        );
        let mut waiting = 0;
        while waiting < 2 {
            match events.next().await.unwrap() {
                CheckEvent::StageStarted { stage: started, .. } if started == stage => waiting += 1,
                CheckEvent::Finished(report) => panic!("{stage}: {report:?}"),
                CheckEvent::StageStarted { .. }
                | CheckEvent::StagePassed { .. }
                | CheckEvent::SideFinished { .. }
                | CheckEvent::ServerChanged { .. } => {}
            }
        }
        let cancelled = Instant::now();
        drop(events);
        let returned = cancelled.elapsed();
        for _ in 0..2 {
            timeout(BOUND, told.recv()).await.unwrap().unwrap();
        }
        println!(
            "cancelled at {stage}: returned after {returned:?}, both sides ended after {:?}",
            cancelled.elapsed()
        );
    }
}
