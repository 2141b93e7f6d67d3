//! From a server's name to an encrypted stream with its greeting read: the part of a conversation
//! that belongs to us and to no library.
//!
//! Nothing secret is known here, so nothing secret can leave before the stream is encrypted.

mod greeting;
mod starttls;
mod steps;

use std::{future::Future, time::Duration};

use rustls::pki_types::CertificateDer;
use tokio::time::timeout;

pub use self::steps::{Step, Steps};
use super::{
    fault::{Endpoint, Fault, Spoken, failure, refusal},
    wire::{self, BoxedIo, Network, Secured, Stream, Tap, Transcript, handshake},
};
use crate::{
    account::Encryption,
    failure::{Failure, Stage},
};

/// Everything that is needed to say what went wrong on one connection. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Context {
    /// The server.
    pub endpoint: Endpoint,
    /// The world.
    pub network: Network,
    /// The ladder of stages.
    pub steps: Steps,
    /// What was said.
    pub transcript: Transcript,
    /// The certificates seen, leaf first.
    pub chain: Vec<CertificateDer<'static>>,
}

impl Context {
    /// Before anything happened.
    pub fn new(endpoint: Endpoint, network: &Network, steps: &Steps) -> Self {
        Self {
            endpoint,
            network: network.clone(),
            steps: steps.clone(),
            transcript: Transcript::default(),
            chain: Vec::new(),
        }
    }

    /// The failure of the stage that runs.
    pub fn fail(&self, fault: Fault) -> Failure {
        failure(&self.endpoint, self.steps.stage(), fault, &self.chain)
    }

    /// Does something of the running stage within a bound.
    pub async fn within<T>(
        &self,
        bound: Duration,
        work: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Failure> {
        match timeout(bound, work).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(fault)) => Err(self.fail(fault)),
            Err(_) => Err(self.fail(self.fault_since(0, Fault::TimedOut))),
        }
    }

    /// The true fault behind a library's error: the server's refusal if it said one after the mark,
    /// else what broke the stream, else what else there is.
    pub fn fault_since(&self, mark: usize, otherwise: Fault) -> Fault {
        let timed_out = matches!(otherwise, Fault::TimedOut);
        let refused = refusal(self.endpoint.protocol, &self.transcript.since(mark));
        match (refused, self.transcript.fault()) {
            (Some(line), _) if !timed_out => Fault::Refused(line),
            (_, Some(fault)) => fault.into(),
            (Some(_) | None, None) => otherwise,
        }
    }

    /// The fault behind a library's error after this mark.
    pub fn library_fault(&self, mark: usize) -> Fault {
        let last = self.transcript.since(mark).pop().unwrap_or_default();
        self.fault_since(mark, Fault::Violation(last))
    }
}

/// An encrypted connection whose greeting was read, ready for a library.
#[derive(Debug)]
pub struct Connection {
    /// For failures from here on.
    pub context: Context,
    /// The encrypted stream.
    pub(crate) stream: Stream,
    /// The lines of the greeting.
    pub greeting: Vec<String>,
    /// Whether the greeting came before TLS: then nothing in it may be believed.
    pub greeted_in_clear: bool,
}

/// Opens a connection up to and including the encrypted greeting. For SMTP see
/// [`Session::open`](super::smtp::Session::open), which adds EHLO.
///
/// # Errors
/// The failure of the stage that did not pass; nothing secret was sent.
pub async fn open(
    endpoint: Endpoint,
    network: &Network,
    steps: &Steps,
) -> Result<Connection, Failure> {
    let mut context = Context::new(endpoint, network, steps);
    let (host, port) = (
        context.endpoint.server.host.clone(),
        context.endpoint.server.port,
    );
    let pin = context.endpoint.server.accepted_certificate;

    steps.start(Stage::Name);
    // Loading the system's authorities takes as long as a round trip: beside the lookup it is free.
    let loading = network.trust.clone();
    let loading = AbortOnDrop(tokio::spawn(async move { loading.load().await }));
    let addresses = wire::lookup(network, &host)
        .await
        .map_err(|fault| context.fail(fault))?;

    steps.start(Stage::Connect);
    let io = wire::connect(network, &addresses, port)
        .await
        .map_err(|fault| context.fail(fault))?;

    let mut greeting = Vec::new();
    let mut io = io;
    let greeted_in_clear = context.endpoint.server.encryption == Encryption::StartTls;
    if greeted_in_clear {
        steps.start(Stage::Greeting);
        let mut stream = Stream::new(io, context.transcript.clone());
        greeting = plain_greeting(&context, &mut stream, &addresses).await?;
        steps.greeted(&greeting);
        steps.start(Stage::Starttls);
        let bounds = network.bounds;
        starttls::upgrade(&context, &mut stream, bounds.starttls).await?;
        io = stream.into_io();
    }

    steps.start(Stage::Tls);
    let secured = handshake(network, &host, pin, Tap::new(io))
        .await
        .map_err(|fault| {
            let plain = matches!(&fault, Fault::Tls(fault) if is_plain_text(fault));
            context.fail(if plain && greeted_in_clear {
                Fault::Violation("plain text where TLS was agreed upon".to_owned())
            } else if plain && let Some(binary) = binary_head(&fault) {
                Fault::Violation(binary)
            } else {
                fault
            })
        })?;
    drop(loading);
    let Secured { io, chain } = secured;
    context.chain = chain;
    let mut stream = Stream::new(io, context.transcript.clone());

    if greeted_in_clear {
        steps.pass();
    } else {
        steps.start(Stage::Greeting);
        let bound = network.bounds.greeting;
        let work = greeting::read(&context, &mut stream);
        greeting = context.within(bound, work).await?;
        steps.greeted(&greeting);
    }
    Ok(Connection {
        context,
        stream,
        greeting,
        greeted_in_clear,
    })
}

/// Whether the handshake failed because what came was no TLS record.
const fn is_plain_text(fault: &wire::TlsFault) -> bool {
    matches!(fault.error, rustls::Error::InvalidMessage(_))
}

/// Bytes that are neither TLS nor any known service.
fn binary_head(fault: &Fault) -> Option<String> {
    let Fault::Tls(fault) = fault else {
        return None;
    };
    let is_text = fault
        .head
        .iter()
        .all(|byte| byte.is_ascii_graphic() || b" \r\n".contains(byte));
    (Spoken::of(&fault.head).is_none() && !is_text)
        .then(|| "neither TLS nor a mail protocol".to_owned())
}

/// The greeting on a plain port. A port that stays silent may be waiting for a TLS handshake: after a
/// moment of silence a second connection asks.
async fn plain_greeting(
    context: &Context,
    stream: &mut Stream,
    addresses: &[std::net::IpAddr],
) -> Result<Vec<String>, Failure> {
    let bounds = context.network.bounds;
    let greeting = context.within(bounds.greeting, greeting::read(context, stream));
    let suspect = async {
        tokio::time::sleep(bounds.suspicion).await;
        if !speaks_tls(context, addresses).await {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        biased;
        greeting = greeting => greeting,
        () = suspect => Err(context.fail(Fault::Foreign {
            spoken: Spoken::Tls,
            encrypted: false,
            line: String::new(),
        })),
    }
}

/// Whether a TLS handshake gets a TLS answer, be it a refusal.
async fn speaks_tls(context: &Context, addresses: &[std::net::IpAddr]) -> bool {
    let (network, server) = (&context.network, &context.endpoint.server);
    let Ok(io) = wire::connect(network, addresses, server.port).await else {
        return false;
    };
    match handshake(network, &server.host, None, Tap::new(io)).await {
        Ok(_) => true,
        Err(Fault::Tls(fault)) => !is_plain_text(&fault),
        Err(_) => false,
    }
}

/// A task that ends with its handle.
#[derive(Debug)]
pub(crate) struct AbortOnDrop<T>(pub(crate) tokio::task::JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Says goodbye without making anybody wait: the command is written now, its answer is waited for in
/// the background, within the bound. What the future holds is dropped, so closed, after it.
pub(crate) async fn farewell(
    network: &Network,
    goodbye: impl Future<Output = ()> + Send + 'static,
) {
    let mut goodbye = Box::pin(goodbye);
    if futures::poll!(goodbye.as_mut()).is_pending() {
        let bound = network.bounds.farewell;
        drop(tokio::spawn(async move {
            let _ = timeout(bound, goodbye).await;
        }));
    }
}

/// Opens a bare connection, for probes.
pub(crate) async fn dial(
    network: &Network,
    host: &crate::account::Host,
    port: crate::account::Port,
) -> Result<BoxedIo, Fault> {
    let addresses = wire::lookup(network, host).await?;
    wire::connect(network, &addresses, port).await
}
