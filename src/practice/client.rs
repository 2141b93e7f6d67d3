//! What the three servers have in common for one client.

use std::{io, sync::Arc, time::Duration};

use rustls::ServerConfig;
use tokio::{net::TcpStream, time::timeout};

use crate::account::{Encryption, Protocol};

use super::{
    PracticeOptions,
    flavour::{self, Flavour, Refusal},
    gate::Gate,
    imap,
    line::Connection,
    pop,
    scenario::Scenario,
    smtp,
    store::{LoggedCommand, MailStore},
};

/// A client that does not finish its handshake is dropped.
const HANDSHAKE_BOUND: Duration = Duration::from_secs(30);

/// What all connections share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) options: PracticeOptions,
    pub(super) store: Arc<MailStore>,
    pub(super) gate: Gate,
    pub(super) tls: Arc<ServerConfig>,
}

/// One client of one server.
pub(super) struct Client {
    pub(super) connection: Connection,
    pub(super) shared: Arc<Shared>,
    pub(super) flavour: Flavour,
    protocol: Protocol,
    number: u64,
}

impl Client {
    /// Notes a command by its verb.
    pub(super) fn record(&self, verb: &str) {
        self.shared.store.record(LoggedCommand {
            protocol: self.protocol,
            connection: self.number,
            verb: verb.to_owned(),
            encrypted: self.connection.is_encrypted(),
        });
    }

    /// Whether a capability is announced; tests may take some away.
    pub(super) fn offers(&self, capability: &str) -> bool {
        let without = &self.shared.options.without;
        !without
            .iter()
            .any(|word| word.eq_ignore_ascii_case(capability))
    }

    /// Whether STARTTLS or STLS is announced now.
    pub(super) fn offers_starttls(&self) -> bool {
        !self.connection.is_encrypted()
            && self.shared.options.scenario != Scenario::StarttlsMissing
            && self.offers("STARTTLS")
    }

    pub(super) fn scenario(&self) -> Scenario {
        self.shared.options.scenario
    }

    /// Lets the person in, or gives the words of the refusal.
    pub(super) fn sign_in(&self, user_name: &str, password: String) -> Result<(), &'static str> {
        let verdict = self.shared.gate.sign_in(self.protocol, user_name, password);
        if verdict.is_ok() {
            self.shared.store.open(user_name, self.flavour);
        }
        verdict.map_err(|refusal| self.words(refusal))
    }

    /// The server's words for a refusal.
    pub(super) fn words(&self, refusal: Refusal) -> &'static str {
        flavour::words(self.flavour, self.protocol, refusal)
    }

    /// The same client after the handshake, everything said in plain forgotten.
    pub(super) async fn into_tls(mut self) -> io::Result<Self> {
        let handshake = self.connection.into_tls(&self.shared.tls);
        self.connection = timeout(HANDSHAKE_BOUND, handshake).await??;
        self.flavour = Flavour::of_host(self.connection.host());
        Ok(self)
    }
}

/// Serves one connection to its end.
pub(super) async fn serve(
    shared: Arc<Shared>,
    protocol: Protocol,
    encryption: Encryption,
    stream: TcpStream,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut client = Client {
        connection: Connection::plain(stream, shared.options.reply_delay),
        flavour: Flavour::Other,
        protocol,
        number: shared.store.next_connection(),
        shared,
    };
    match client.scenario() {
        Scenario::Silent => {
            // Until the client gives up.
            while client.connection.line_bytes().await?.is_some() {}
            return Ok(());
        }
        Scenario::ClosesAtOnce => return Ok(()),
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
        | Scenario::CertificateUntrusted
        | Scenario::CertificateExpired
        | Scenario::CertificateWrongName
        | Scenario::StarttlsMissing
        | Scenario::SenderRefused
        | Scenario::RecipientRefused
        | Scenario::MailboxFull
        | Scenario::RateLimit
        | Scenario::SpamBlocked
        | Scenario::SpamFolder
        | Scenario::LateArrival
        | Scenario::NeverArrives => {}
    }
    if encryption == Encryption::ImplicitTls {
        client = client.into_tls().await?;
    }
    match protocol {
        Protocol::Imap => imap::serve(client).await,
        Protocol::Pop3 => pop::serve(client).await,
        Protocol::Smtp => smtp::serve(client).await,
    }
}
