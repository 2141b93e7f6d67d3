//! Mail servers embedded in the program, on loopback, for practice mode and fast tests.
//!
//! IMAP, POP3 and submission, each with TLS from the first byte and with STARTTLS, over one set of
//! mailboxes in memory: what is sent arrives. The names are those of the real providers, the
//! authority behind the certificates is made at start and forgotten at the end. Nothing here
//! leaves the machine, and no password is kept longer than the servers run.
//!
//! Which password is right: any that is not empty, unless the [`Scenario`] says otherwise
//! ([`Scenario::WrongPassword`] refuses the first one typed and takes another, so that the repair
//! can be practised) or exact [`PracticeAccount`]s are given, as tests do.

pub mod authority;
mod client;
mod flavour;
mod gate;
mod imap;
mod line;
mod network;
mod pop;
mod sasl;
mod scenario;
mod smtp;
mod store;

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use rustls::pki_types::CertificateDer;
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::oneshot,
};

use crate::account::{Encryption, Protocol};
use authority::{Authority, Leaf};
use client::Shared;

pub use gate::PracticeAccount;
pub use network::network;
pub use scenario::Scenario;
pub use store::{INBOX, LoggedCommand, MailStore, Message};

/// How long a late mail is late unless said otherwise.
pub const DEFAULT_LATE_BY: Duration = Duration::from_secs(20);

/// How the embedded servers behave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeOptions {
    /// The story.
    pub scenario: Scenario,
    /// The accounts that exist; empty: any name with any password that is not empty.
    pub accounts: Vec<PracticeAccount>,
    /// How late a mail arrives in [`Scenario::LateArrival`].
    pub late_by: Duration,
    /// Waits so long before each reply, so that a person can see the stages.
    pub reply_delay: Duration,
    /// Capabilities that are not announced: `IDLE`, `UIDPLUS`, `SASL-IR`, `AUTH=PLAIN`,
    /// `SPECIAL-USE`, `UIDL`, `TOP`, `STARTTLS`, `PLAIN`, `LOGIN` …; `GREETING-CAPABILITY` is the
    /// list in the IMAP greeting.
    pub without: Vec<String>,
    /// The POP3 LOGIN-DELAY in seconds; none: the practised provider's (Gmail: 300).
    pub login_delay: Option<u32>,
}

impl Default for PracticeOptions {
    fn default() -> Self {
        Self {
            scenario: Scenario::None,
            accounts: Vec::new(),
            late_by: DEFAULT_LATE_BY,
            reply_delay: Duration::ZERO,
            without: Vec::new(),
            login_delay: None,
        }
    }
}

impl From<Scenario> for PracticeOptions {
    fn from(scenario: Scenario) -> Self {
        Self {
            scenario,
            ..Self::default()
        }
    }
}

/// The six running servers; they stop when this is dropped.
#[derive(Debug)]
pub struct Servers {
    ports: BTreeMap<(Protocol, Encryption), u16>,
    authority: Arc<Authority>,
    store: Arc<MailStore>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Servers {
    /// Starts the servers on free loopback ports, on a thread of their own: it needs no runtime
    /// and does not wait for anything.
    ///
    /// # Errors
    /// The system gives no port, no thread, or no random numbers for the keys.
    pub fn start(options: PracticeOptions) -> io::Result<Self> {
        let authority = Arc::new(Authority::new()?);
        let store = Arc::new(MailStore::default());
        let tls = authority::server_config(&authority, leaf(options.scenario))?;
        let is_down = options.scenario == Scenario::ServerDown;
        let gate = gate::Gate::new(options.scenario, options.accounts.clone());
        let shared = Arc::new(Shared {
            options,
            store: Arc::clone(&store),
            gate,
            tls,
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let mut ports = BTreeMap::new();
        let mut closed = Vec::new();
        for protocol in Protocol::ALL {
            for encryption in [Encryption::ImplicitTls, Encryption::StartTls] {
                // A bound socket that does not listen keeps its port and refuses every client.
                let socket = TcpSocket::new_v4()?;
                socket.bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0).into())?;
                let port = socket.local_addr()?.port();
                let _ = ports.insert((protocol, encryption), port);
                if is_down {
                    closed.push(socket);
                    continue;
                }
                let guard = runtime.enter();
                let listener = socket.listen(64)?;
                drop(guard);
                let shared = Arc::clone(&shared);
                drop(runtime.spawn(accept(shared, protocol, encryption, listener)));
            }
        }
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("practice-servers".to_owned())
            .spawn(move || {
                // Either way of the channel's end is the end.
                let _ = runtime.block_on(stopped);
                runtime.shutdown_background();
                drop(closed);
            })?;
        Ok(Self {
            ports,
            authority,
            store,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The loopback port of a server.
    pub fn port(&self, protocol: Protocol, encryption: Encryption) -> u16 {
        self.ports
            .get(&(protocol, encryption))
            .copied()
            .unwrap_or_default()
    }

    /// Where a connection to this port of any host goes: the assigned ports (993, 143, 995, 110,
    /// 465, 587) and the servers' own lead to the servers, no other port leads anywhere.
    pub fn address_for(&self, port: u16) -> Option<SocketAddr> {
        let found = self.ports.iter().find(|((protocol, encryption), own)| {
            **own == port || protocol.default_port(*encryption).get() == port
        });
        found.map(|(_, own)| SocketAddrV4::new(Ipv4Addr::LOCALHOST, *own).into())
    }

    /// The certificate of the throw-away authority, the only one to be trusted in practice mode.
    pub fn authority_der(&self) -> CertificateDer<'static> {
        self.authority.der()
    }

    /// The same as PEM.
    pub fn authority_pem(&self) -> String {
        self.authority.pem()
    }

    /// The mailboxes and the command log.
    pub fn store(&self) -> &Arc<MailStore> {
        &self.store
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The kind of certificate that belongs to a story.
const fn leaf(scenario: Scenario) -> Leaf {
    match scenario {
        Scenario::CertificateUntrusted => Leaf::UnknownAuthority,
        Scenario::CertificateExpired => Leaf::Expired,
        Scenario::CertificateWrongName => Leaf::WrongName,
        Scenario::None
        | Scenario::WrongPassword
        | Scenario::AppPasswordRequired
        | Scenario::WebLoginRequired
        | Scenario::ProtocolDisabled
        | Scenario::BasicAuthDisabled
        | Scenario::TooManyAttempts
        | Scenario::AccountSuspended
        | Scenario::MailboxBusy
        | Scenario::ServerDown
        | Scenario::ServerBusy
        | Scenario::Silent
        | Scenario::ClosesAtOnce
        | Scenario::StarttlsMissing
        | Scenario::SenderRefused
        | Scenario::RecipientRefused
        | Scenario::MailboxFull
        | Scenario::RateLimit
        | Scenario::SpamBlocked
        | Scenario::SpamFolder
        | Scenario::LateArrival
        | Scenario::NeverArrives => Leaf::Trusted,
    }
}

async fn accept(
    shared: Arc<Shared>,
    protocol: Protocol,
    encryption: Encryption,
    listener: TcpListener,
) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let shared = Arc::clone(&shared);
                drop(tokio::spawn(async move {
                    if let Err(error) = client::serve(shared, protocol, encryption, stream).await {
                        tracing::debug!(protocol = protocol.as_str(), %error, "a practice client left");
                    }
                }));
            }
            // Out of file descriptors, for instance: others may be closed meanwhile.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

#[cfg(test)]
mod tests;
