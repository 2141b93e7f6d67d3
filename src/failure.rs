//! What can go wrong, as closed lists: causes, stages, findings, next actions.
//!
//! Data only. Recognising a cause is the job of [`crate::diagnose`], its words are in `i18n/`.

mod storage;

use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

pub use storage::StorageFailure;

use crate::account::{Encryption, Fingerprint, Incoming, Port, Protocol};

/// Writes an enum whose variants have one word each in code, JSON and on the command line.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every variant, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in JSON, on the command line and in message keys.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err(UnknownWord) }
            }
        }
    };
}

/// The word is not in the closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a word of the list")]
pub struct UnknownWord;

words! {
    /// Why a check or a test mail failed.
    pub enum Cause {
        /// User name or password not accepted.
        BadCredentials = "bad_credentials",
        /// The account's own password was given where an app password is needed.
        AppPasswordRequired = "app_password_required",
        /// The provider wants a sign-in on its web page first.
        WebLoginRequired = "web_login_required",
        /// IMAP, POP3 or SMTP AUTH is switched off for this mailbox.
        ProtocolDisabled = "protocol_disabled",
        /// The provider no longer takes passwords at all.
        BasicAuthDisabled = "basic_auth_disabled",
        /// Too many wrong passwords; wait.
        TooManyAttempts = "too_many_attempts",
        /// Too many connections at once.
        TooManyConnections = "too_many_connections",
        /// A limit of mails, bytes or sign-ins in a time.
        QuotaOrRateLimit = "quota_or_rate_limit",
        /// Another program holds the mailbox (POP3 takes one client).
        MailboxBusy = "mailbox_busy",
        /// No room in the mailbox.
        MailboxFull = "mailbox_full",
        /// The account is blocked, closed or unpaid.
        AccountSuspended = "account_suspended",
        /// This sender address may not be used by this account.
        SenderNotAllowed = "sender_not_allowed",
        /// The server sends nothing for those who did not sign in.
        RelayDenied = "relay_denied",
        /// The recipient does not exist or takes no mail.
        RecipientRefused = "recipient_refused",
        /// Taken for spam, or the network is on a block list.
        SpamBlocked = "spam_blocked",
        /// The message is larger than the server takes.
        MessageTooLarge = "message_too_large",
        /// Asked to come back later, as a guard against spam.
        Greylisted = "greylisted",
        /// The server wants encryption before signing in.
        TlsRequired = "tls_required",
        /// STARTTLS or STLS is not offered or was refused.
        StarttlsRefused = "starttls_refused",
        /// The certificate's authority is not trusted, or it is self-signed.
        TlsCertUntrusted = "tls_cert_untrusted",
        /// The certificate is expired or not yet valid.
        TlsCertExpired = "tls_cert_expired",
        /// The certificate is for another name.
        TlsNameMismatch = "tls_name_mismatch",
        /// No common TLS version (1.2 at least) or cipher.
        TlsVersion = "tls_version",
        /// Not the certificate that was accepted earlier.
        CertificateChanged = "certificate_changed",
        /// Another service or another kind of encryption answers on this port.
        WrongPortOrProtocol = "wrong_port_or_protocol",
        /// The server broke the protocol, or somebody between did.
        ProtocolViolation = "protocol_violation",
        /// The service is down or busy for now.
        ServerUnavailable = "server_unavailable",
        /// The host name does not exist.
        HostNotFound = "host_not_found",
        /// Nothing listens there, or a firewall refuses.
        ConnectionRefused = "connection_refused",
        /// No answer within the bound.
        ConnectionTimedOut = "connection_timed_out",
        /// The connection was closed or reset.
        ConnectionClosed = "connection_closed",
        /// The person stopped it.
        Cancelled = "cancelled",
        /// None of these can be said; the server's line is shown.
        Unknown = "unknown",
    }
}

impl Cause {
    /// Whether it passes by itself, so that the password is never blamed and trying again is offered.
    pub const fn is_transient(self) -> bool {
        matches!(
            self,
            Self::TooManyConnections
                | Self::QuotaOrRateLimit
                | Self::MailboxBusy
                | Self::Greylisted
                | Self::ServerUnavailable
                | Self::ConnectionTimedOut
                | Self::ConnectionClosed
        )
    }

    /// Whether it means that the server refused the sign-in itself, so that the secret is not sent again.
    pub const fn refuses_sign_in(self) -> bool {
        matches!(
            self,
            Self::BadCredentials
                | Self::AppPasswordRequired
                | Self::WebLoginRequired
                | Self::ProtocolDisabled
                | Self::BasicAuthDisabled
                | Self::TooManyAttempts
                | Self::AccountSuspended
        )
    }
}

words! {
    /// The stages of a check, in order; the same words in code, JSON and on the command line.
    pub enum Stage {
        /// Looking up the host name.
        Name = "name",
        /// Opening the TCP connection.
        Connect = "connect",
        /// The TLS handshake, certificate included.
        Tls = "tls",
        /// The server's first line (for SMTP: and its answer to EHLO).
        Greeting = "greeting",
        /// The STARTTLS or STLS exchange.
        Starttls = "starttls",
        /// Signing in.
        Login = "login",
        /// Opening the mailbox: INBOX read-only; POP3: STAT and UIDL.
        Mailbox = "mailbox",
        /// The sender's address.
        MailFrom = "mail-from",
        /// A recipient's address.
        Rcpt = "rcpt",
        /// The message itself.
        Data = "data",
        /// Watching for the test mail.
        Arrival = "arrival",
    }
}

impl Stage {
    /// Whether it lies below the mail protocol: what is told of it are the system's words, not the
    /// mail server's.
    pub const fn is_below_mail(self) -> bool {
        match self {
            Self::Name | Self::Connect | Self::Tls => true,
            Self::Greeting
            | Self::Starttls
            | Self::Login
            | Self::Mailbox
            | Self::MailFrom
            | Self::Rcpt
            | Self::Data
            | Self::Arrival => false,
        }
    }
}

words! {
    /// What was found out about the network after a failure.
    pub enum Finding {
        /// Nothing can be reached.
        NoInternet = "no_internet",
        /// Other services are reached, mail ports are not.
        PortsBlocked = "ports_blocked",
        /// The network wants a sign-in page first.
        CaptivePortal = "captive_portal",
        /// This computer's clock is wrong.
        ClockWrong = "clock_wrong",
        /// A security product or company proxy opens the encrypted connection.
        Intercepted = "intercepted",
        /// Another server answers in the provider's place.
        Diverted = "diverted",
        /// IPv6 does not work here, IPv4 does.
        Ipv6Broken = "ipv6_broken",
    }
}

words! {
    /// Which of the two servers of a mailbox.
    pub enum Side {
        /// IMAP or POP3.
        Incoming = "incoming",
        /// Submission.
        Outgoing = "outgoing",
    }
}

/// The ONE next action offered under a failure; the primary button does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Go to the password field and paste it again.
    RetypePassword,
    /// Open the provider's app-password page; the guide stands beside it.
    MakeAppPassword {
        /// The page's address, if the provider has one.
        url: Option<String>,
    },
    /// Open a page of the provider (sign in there, lift a block, read the server's own link).
    OpenPage {
        /// The page's address.
        url: String,
    },
    /// Switch IMAP, POP3 or SMTP on in the provider's settings.
    SwitchOnProtocol {
        /// The settings page, if known.
        url: Option<String>,
    },
    /// Check again with the mailbox read by the other protocol.
    UseProtocol(Incoming),
    /// Check again with this port and encryption.
    UseServer {
        /// The port.
        port: Port,
        /// The kind of encryption.
        encryption: Encryption,
    },
    /// Show the certificate, "go back" first.
    ShowCertificate,
    /// Wait, with a countdown, then try again.
    Wait {
        /// How long, in seconds.
        seconds: u32,
    },
    /// Try again at once.
    TryAgain,
    /// Correct the address or the user name.
    EditAddress,
    /// Correct host, port or encryption.
    EditServers,
    /// Correct the recipient of the test mail.
    EditRecipient,
    /// Only an administrator can lift it: a ready text to send.
    AskAdministrator,
    /// Use a mailbox at another provider.
    ChooseProvider,
    /// Set this computer's clock.
    SetClock,
    /// Look at the network: cable, Wi-Fi, firewall, sign-in page.
    CheckNetwork,
}

/// What the window shows of a certificate before it can be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateSummary {
    /// Distinguished name of the holder.
    pub subject: String,
    /// Distinguished name of the issuer.
    pub issuer: String,
    /// Names it is valid for.
    pub names: Vec<String>,
    /// First moment of validity.
    pub not_before: OffsetDateTime,
    /// Last moment of validity.
    pub not_after: OffsetDateTime,
    /// SHA-256 of the DER.
    pub fingerprint: Fingerprint,
    /// Whether holder and issuer are the same.
    pub self_signed: bool,
}

/// One side's failure: typed cause, where, and the server's own line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The likeliest cause.
    pub cause: Cause,
    /// Other causes that remain possible, likelier first; never contains `cause`.
    pub alternatives: Vec<Cause>,
    /// The protocol that failed.
    pub protocol: Protocol,
    /// The stage that failed.
    pub stage: Stage,
    /// The server's line (or the system's, for a socket), cleaned of control characters. Shown, never matched on.
    pub detail: Option<String>,
    /// The one next action.
    pub remedy: Remedy,
    /// The certificate, where that is what failed.
    pub certificate: Option<CertificateSummary>,
    /// The security product or proxy named by an intercepted chain.
    pub intercepted_by: Option<String>,
}

impl Failure {
    /// A failure with nothing known but cause and place; the remedy follows from both.
    pub fn new(cause: Cause, protocol: Protocol, stage: Stage) -> Self {
        Self {
            cause,
            alternatives: Vec::new(),
            protocol,
            stage,
            detail: None,
            remedy: Remedy::TryAgain,
            certificate: None,
            intercepted_by: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_variants_are_the_same_list() {
        for cause in Cause::ALL {
            assert_eq!(cause.as_str().parse(), Ok(*cause));
            assert_eq!(serde_json::to_value(cause).unwrap(), cause.as_str());
        }
        assert_eq!(Cause::ALL.len(), 33);
        assert_eq!("nonsense".parse::<Cause>(), Err(UnknownWord));
        assert_eq!(Stage::ALL.first(), Some(&Stage::Name));
    }

    #[test]
    fn a_transient_cause_never_refuses_the_sign_in() {
        assert!(
            Cause::ALL
                .iter()
                .all(|cause| !(cause.is_transient() && cause.refuses_sign_in()))
        );
    }
}
