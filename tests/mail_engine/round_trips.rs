//! Round trips, counted as answers waited for on the wire, TCP and TLS 1.3 included.
//!
//! `cargo test --test mail_engine over_a -- --nocapture` prints the time of the verdicts over a way of
//! 50 ms in each direction.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use futures::{FutureExt, StreamExt, future::BoxFuture};
use home_station::{
    account::{Incoming, Protocol},
    backend::{CheckEvent, Sides},
    failure::Stage,
    mail::{
        check::check,
        connect::Steps,
        imap, pop, smtp,
        wire::{BoxedIo, Dialler},
    },
    practice::PracticeOptions,
    secret::Secret,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    time::Instant,
};

use super::support::{Lab, Lines, PASSWORD, TLS, endpoint, lab, login};

fn without(capabilities: &[&str]) -> Lab {
    lab(PracticeOptions {
        without: capabilities.iter().map(|name| (*name).to_owned()).collect(),
        ..PracticeOptions::default()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn imap_signs_in_after_four_and_opens_the_mailbox_after_five() {
    for (lab, expected) in [
        (without(&[]), [4, 5]),
        (without(&["SASL-IR"]), [4, 5]),
        // Asking for the capabilities costs one.
        (without(&["GREETING-CAPABILITY"]), [5, 6]),
    ] {
        let secret = Secret::new("app password".to_owned());
        let endpoint = endpoint(Protocol::Imap, TLS);
        let steps = Steps::silent();
        let mut session = imap::Session::open(endpoint, &secret, &lab.network, &steps)
            .await
            .unwrap();
        let signed_in = lab.lines.round_trips(993);
        let _ = session.examine_inbox().await.unwrap();
        assert_eq!([signed_in, lab.lines.round_trips(993)], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pop3_signs_in_after_six_and_looks_after_eight() {
    let lab = without(&[]);
    let secret = Secret::new(PASSWORD.to_owned());
    let endpoint = endpoint(Protocol::Pop3, TLS);
    let mut session = pop::Session::open(endpoint, &secret, &lab.network, &Steps::silent())
        .await
        .unwrap();
    assert_eq!(lab.lines.round_trips(995), 6);
    assert_eq!(session.look().await.unwrap(), 0);
    assert_eq!(lab.lines.round_trips(995), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn submission_signs_in_after_five_and_has_the_sender_accepted_after_at_most_seven() {
    let lab = without(&[]);
    let secret = Secret::new(PASSWORD.to_owned());
    let endpoint = endpoint(Protocol::Smtp, TLS);
    let mut session = smtp::Session::open(endpoint, &lab.network, &Steps::silent())
        .await
        .unwrap();
    session.sign_in(&secret).await.unwrap();
    assert_eq!(lab.lines.round_trips(465), 5);
    let address = "ana@example.org".parse().unwrap();
    session.envelope(&address, &[&address]).await.unwrap();
    assert!(lab.lines.round_trips(465) <= 7);
}

/// Half a round trip of a far server.
const WAY: Duration = Duration::from_millis(50);

/// Hands bytes on as late as a far server would see them.
async fn lately(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin) {
    let (queue, mut late) = tokio::sync::mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let read = async move {
        let mut chunk = vec![0; 16 * 1024];
        while let Ok(count @ 1..) = from.read(&mut chunk).await {
            drop(queue.send((Instant::now() + WAY, chunk[..count].to_vec())));
        }
    };
    let write = async move {
        while let Some((due, bytes)) = late.recv().await {
            tokio::time::sleep_until(due).await;
            if to.write_all(&bytes).await.is_err() || to.flush().await.is_err() {
                return;
            }
        }
        drop(to.shutdown().await);
    };
    let _ = tokio::join!(read, write);
}

/// Leads to the embedded servers over a long way.
#[derive(Debug)]
struct Far(Lines);

impl Dialler for Far {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        let near = self.0.dial(address);
        async move {
            tokio::time::sleep(WAY * 2).await;
            let (server_reads, server_writes) = tokio::io::split(near.await?);
            let (client, relay) = tokio::io::duplex(64 * 1024);
            let (relay_reads, relay_writes) = tokio::io::split(relay);
            drop(tokio::spawn(lately(relay_reads, server_writes)));
            drop(tokio::spawn(lately(server_reads, relay_writes)));
            Ok(Box::new(client) as BoxedIo)
        }
        .boxed()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_hundred_milliseconds_each_round_trip_shows() {
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        let lab = without(&[]);
        let network = (*lab.network).clone().with_dialler(Far(lab.lines.clone()));
        // The system's authorities are loaded beside the name lookup; here the lookup takes no time.
        drop(network.trust.load().await);
        let started = Instant::now();
        let mut events = check(login(incoming, TLS, TLS), Sides::Both, Arc::new(network));
        let mut verdicts = Vec::new();
        while let Some(event) = events.next().await {
            match event {
                CheckEvent::StagePassed {
                    side,
                    stage: Stage::Login,
                    ..
                } => {
                    verdicts.push((side, "signed in", started.elapsed()));
                }
                CheckEvent::SideFinished { side, outcome } => {
                    assert!(outcome.is_proved(), "{outcome:?}");
                    verdicts.push((side, "proven", started.elapsed()));
                }
                CheckEvent::StageStarted { .. }
                | CheckEvent::StagePassed { .. }
                | CheckEvent::ServerChanged { .. }
                | CheckEvent::Finished(_) => {}
            }
        }
        for (side, what, after) in verdicts {
            println!(
                "{incoming:?} beside SMTP, {side} {what} after {} ms",
                after.as_millis()
            );
        }
    }
}
