//! What went wrong on the wire, typed, and how it becomes a [`Failure`] with its one next action.
//!
//! TLS and socket faults come from rustls' and the system's typed errors, never from words; a
//! server's line is judged by [`crate::diagnose`] alone.

mod certificate;
mod reply;
mod tls;

use std::io;

use rustls::pki_types::CertificateDer;

pub use self::certificate::{intercepted_by, summary};
pub(crate) use self::reply::{cleaned, refusal};
use super::wire::{NameFault, StreamFault, TlsFault};
use crate::{
    account::{Account, Encryption, Incoming, Protocol, Server},
    failure::{Cause, Failure, Remedy, Stage},
    secret::SecretError,
};

/// What answers on a port, told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// A mail protocol.
    Mail(Protocol),
    /// TLS, where plain text was expected.
    Tls,
    /// Another service: a web server, a remote shell.
    Other,
}

impl Spoken {
    /// What begins like this, if it is anything known.
    pub fn of(head: &[u8]) -> Option<Self> {
        let starts = |words: &[&str]| {
            words
                .iter()
                .any(|word| head.get(..word.len()) == Some(word.as_bytes()))
        };
        if starts(&["* OK", "* PREAUTH", "* BYE"]) {
            Some(Self::Mail(Protocol::Imap))
        } else if starts(&["+OK", "-ERR"]) {
            Some(Self::Mail(Protocol::Pop3))
        } else if starts(&["220 ", "220-", "421 ", "421-", "554 ", "554-"]) {
            Some(Self::Mail(Protocol::Smtp))
        } else if starts(&["\u{15}\u{3}", "\u{16}\u{3}"]) {
            Some(Self::Tls)
        } else if starts(&["HTTP/", "<!DOCTYPE", "<html", "SSH-", "RFB "]) {
            Some(Self::Other)
        } else {
            None
        }
    }
}

/// What went wrong with one server.
#[derive(Debug, Clone)]
pub enum Fault {
    /// The name was not found.
    Name(NameFault),
    /// A bound passed.
    TimedOut,
    /// The system's error.
    Io(io::ErrorKind, String),
    /// The server closed the connection.
    Closed,
    /// The TLS handshake failed.
    Tls(Box<TlsFault>),
    /// The server refused; its line or lines.
    Refused(String),
    /// STARTTLS or STLS is not offered, or was refused in these words.
    Starttls(Option<String>),
    /// The protocol was broken; the server's line or how.
    Violation(String),
    /// Another service answers here.
    Foreign {
        /// Which.
        spoken: Spoken,
        /// Whether it spoke inside TLS.
        encrypted: bool,
        /// Its line.
        line: String,
    },
    /// No way to sign in with a password is offered, only these.
    NoPassword(Vec<String>),
    /// The secret or user name may not be sent.
    Unsendable(SecretError),
}

impl From<StreamFault> for Fault {
    fn from(fault: StreamFault) -> Self {
        match fault {
            StreamFault::Closed => Self::Closed,
            StreamFault::Io(kind, text) => Self::Io(kind, text),
            StreamFault::Violation(text) => Self::Violation(text.to_owned()),
        }
    }
}

/// One server of a mailbox, with all that matters for judging what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The protocol spoken there.
    pub protocol: Protocol,
    /// Host, port, encryption, accepted certificate.
    pub server: Server,
    /// The name to sign in with; for Gmail by POP3 perhaps with `recent:` before it.
    pub user_name: String,
    /// Catalogue id of the provider, or `other`.
    pub provider: String,
    /// Whether only POP3 will do.
    pub level_sender: bool,
}

impl Endpoint {
    /// The IMAP or POP3 server of a mailbox.
    pub fn incoming(account: &Account) -> Self {
        Self {
            protocol: account.protocol.into(),
            server: account.incoming.clone(),
            user_name: account.incoming_user_name(),
            provider: account.provider.clone(),
            level_sender: account.role.is_level_sender(),
        }
        .without_way_round()
    }

    /// The submission server of a mailbox.
    pub fn outgoing(account: &Account) -> Self {
        Self {
            protocol: Protocol::Smtp,
            server: account.outgoing.clone(),
            user_name: account.outgoing.user_name.to_string(),
            provider: account.provider.clone(),
            level_sender: account.role.is_level_sender(),
        }
        .without_way_round()
    }

    /// For a known provider no certificate can be accepted by hand, whatever the account says.
    fn without_way_round(mut self) -> Self {
        if self.is_known() {
            self.server.accepted_certificate = None;
        }
        self
    }

    /// The same with another port and encryption; no certificate was accepted there.
    #[must_use]
    pub fn with_encryption(mut self, encryption: Encryption) -> Self {
        self.server.encryption = encryption;
        self.server.port = self.protocol.default_port(encryption);
        self.server.accepted_certificate = None;
        self
    }

    /// Whether the provider is in the catalogue, so that its servers are known to be right.
    fn is_known(&self) -> bool {
        self.provider != "other"
    }
}

/// Turns a fault into what the person is told. `chain` is the certificate chain seen earlier on the
/// same connection, leaf first.
pub fn failure(
    endpoint: &Endpoint,
    stage: Stage,
    fault: Fault,
    chain: &[CertificateDer<'_>],
) -> Failure {
    let with = |cause, remedy, detail: Option<String>| Failure {
        detail: detail.map(|text| cleaned(&text)),
        remedy,
        ..Failure::new(cause, endpoint.protocol, stage)
    };
    let servers_or_network = if endpoint.is_known() {
        Remedy::CheckNetwork
    } else {
        Remedy::EditServers
    };
    let mut failure = match fault {
        Fault::Name(NameFault::NotFound(text)) => {
            with(Cause::HostNotFound, servers_or_network, Some(text))
        }
        Fault::Name(NameFault::Unavailable(text)) => {
            with(Cause::HostNotFound, Remedy::CheckNetwork, Some(text))
        }
        Fault::TimedOut => with(
            Cause::ConnectionTimedOut,
            if stage.is_below_mail() {
                servers_or_network
            } else {
                Remedy::TryAgain
            },
            None,
        ),
        Fault::Io(kind, text) => {
            let cause = cause_of_io(kind);
            let remedy = if cause == Cause::ConnectionClosed {
                Remedy::TryAgain
            } else {
                servers_or_network
            };
            with(cause, remedy, Some(text))
        }
        Fault::Closed => with(Cause::ConnectionClosed, Remedy::TryAgain, None),
        Fault::Tls(fault) => tls::failure(endpoint, stage, &fault),
        Fault::Refused(line) => reply::failure(endpoint, stage, &line),
        Fault::Starttls(line) => with(
            Cause::StarttlsRefused,
            Remedy::UseServer {
                port: endpoint.protocol.default_port(Encryption::ImplicitTls),
                encryption: Encryption::ImplicitTls,
            },
            line,
        ),
        Fault::Violation(line) => with(Cause::ProtocolViolation, servers_or_network, Some(line)),
        Fault::Foreign {
            spoken,
            encrypted,
            line,
        } => with(
            Cause::WrongPortOrProtocol,
            right_server(endpoint, spoken, encrypted),
            Some(line).filter(|line| !line.is_empty()),
        ),
        Fault::NoPassword(offered) => no_password(endpoint, stage, &offered),
        Fault::Unsendable(error) => with(
            Cause::BadCredentials,
            Remedy::RetypePassword,
            Some(error.to_string()),
        ),
    };
    if failure.intercepted_by.is_none() {
        failure.intercepted_by = intercepted_by(chain);
    }
    failure
}

/// What the system's error means. "No route" is an answer that did not come.
fn cause_of_io(kind: io::ErrorKind) -> Cause {
    use io::ErrorKind as Kind;
    if matches!(kind, Kind::ConnectionRefused | Kind::PermissionDenied) {
        Cause::ConnectionRefused
    } else if matches!(
        kind,
        Kind::TimedOut
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown
            | Kind::AddrNotAvailable
    ) {
        Cause::ConnectionTimedOut
    } else if matches!(
        kind,
        Kind::ConnectionReset
            | Kind::ConnectionAborted
            | Kind::BrokenPipe
            | Kind::NotConnected
            | Kind::UnexpectedEof
    ) {
        Cause::ConnectionClosed
    } else {
        Cause::Unknown
    }
}

/// Where the right service is likely to be, given what answered here.
fn right_server(endpoint: &Endpoint, spoken: Spoken, encrypted: bool) -> Remedy {
    let (protocol, port) = (endpoint.protocol, endpoint.server.port);
    let default = Remedy::UseServer {
        port: protocol.default_port(Encryption::ImplicitTls),
        encryption: Encryption::ImplicitTls,
    };
    match spoken {
        Spoken::Tls => Remedy::UseServer {
            port,
            encryption: Encryption::ImplicitTls,
        },
        Spoken::Mail(found) if found == protocol && !encrypted => Remedy::UseServer {
            port,
            encryption: Encryption::StartTls,
        },
        Spoken::Mail(found) => {
            let belongs_to_found = [Encryption::ImplicitTls, Encryption::StartTls]
                .iter()
                .any(|encryption| found.default_port(*encryption) == port);
            match found {
                Protocol::Imap | Protocol::Pop3 | Protocol::Smtp if belongs_to_found => default,
                Protocol::Imap if protocol == Protocol::Pop3 && !endpoint.level_sender => {
                    Remedy::UseProtocol(Incoming::Imap)
                }
                Protocol::Pop3 if protocol == Protocol::Imap => Remedy::UseProtocol(Incoming::Pop3),
                Protocol::Imap | Protocol::Pop3 | Protocol::Smtp => default,
            }
        }
        Spoken::Other => Remedy::EditServers,
    }
}

/// The server takes no password here: OAuth2 alone, or sign-in is switched off.
fn no_password(endpoint: &Endpoint, stage: Stage, offered: &[String]) -> Failure {
    let oauth = offered
        .iter()
        .any(|mechanism| mechanism.contains("OAUTH") || mechanism.contains("BEARER"));
    let (cause, other, remedy) = if oauth {
        (
            Cause::BasicAuthDisabled,
            Cause::ProtocolDisabled,
            Remedy::ChooseProvider,
        )
    } else {
        (
            Cause::ProtocolDisabled,
            Cause::WrongPortOrProtocol,
            Remedy::AskAdministrator,
        )
    };
    Failure {
        alternatives: vec![other],
        detail: Some(cleaned(&offered.join(" "))).filter(|text| !text.is_empty()),
        remedy,
        ..Failure::new(cause, endpoint.protocol, stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Port;

    fn endpoint(protocol: Protocol, port: u16, encryption: Encryption) -> Endpoint {
        Endpoint {
            protocol,
            server: Server {
                host: "mail.example.org".parse().unwrap(),
                port: Port::try_from(port).unwrap(),
                encryption,
                user_name: "ana".parse().unwrap(),
                accepted_certificate: None,
            },
            user_name: "ana".to_owned(),
            provider: "other".to_owned(),
            level_sender: false,
        }
    }

    fn remedy(protocol: Protocol, port: u16, spoken: Spoken, encrypted: bool) -> Remedy {
        let encryption = if encrypted {
            Encryption::ImplicitTls
        } else {
            Encryption::StartTls
        };
        right_server(&endpoint(protocol, port, encryption), spoken, encrypted)
    }

    fn server(port: u16, encryption: Encryption) -> Remedy {
        Remedy::UseServer {
            port: Port::try_from(port).unwrap(),
            encryption,
        }
    }

    #[test]
    fn what_answers_leads_to_the_right_port_mode_or_protocol() {
        let (imap, pop) = (Spoken::Mail(Protocol::Imap), Spoken::Mail(Protocol::Pop3));
        assert_eq!(
            remedy(Protocol::Imap, 995, pop, true),
            server(993, Encryption::ImplicitTls)
        );
        assert_eq!(
            remedy(Protocol::Imap, 4993, pop, true),
            Remedy::UseProtocol(Incoming::Pop3)
        );
        assert_eq!(
            remedy(Protocol::Imap, 993, Spoken::Tls, false),
            server(993, Encryption::ImplicitTls)
        );
        assert_eq!(
            remedy(Protocol::Imap, 143, imap, false),
            server(143, Encryption::StartTls)
        );
        assert_eq!(
            remedy(Protocol::Smtp, 993, imap, true),
            server(465, Encryption::ImplicitTls)
        );
    }

    #[test]
    fn a_levelsender_is_never_sent_to_imap() {
        let mut endpoint = endpoint(Protocol::Pop3, 4995, Encryption::ImplicitTls);
        endpoint.level_sender = true;
        let remedy = right_server(&endpoint, Spoken::Mail(Protocol::Imap), true);
        assert_eq!(remedy, server(995, Encryption::ImplicitTls));
    }

    #[test]
    fn first_bytes_tell_the_service() {
        assert_eq!(Spoken::of(b"+OK hi"), Some(Spoken::Mail(Protocol::Pop3)));
        assert_eq!(Spoken::of(b"\x16\x03\x01"), Some(Spoken::Tls));
        assert_eq!(Spoken::of(b"HTTP/1.1 400"), Some(Spoken::Other));
        assert_eq!(Spoken::of(b"22"), None);
    }
}
