//! What a mailbox is: role, address, servers. Parsed types only, no I/O.
//!
//! Text becomes one of these types exactly once, at the edge (window, command line, file);
//! everything behind the edge can rely on it. What was merely typed lives in [`crate::draft`].

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::secret::Secret;

mod error;
mod fingerprint;
mod sharing;
mod value;

pub use self::{
    error::ValueError,
    fingerprint::Fingerprint,
    value::{AccountId, Address, Host, Port, Serial, UserName},
};

/// How incoming mail is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Incoming {
    /// IMAP4rev1, [RFC 3501](https://www.rfc-editor.org/rfc/rfc3501).
    Imap,
    /// POP3, [RFC 1939](https://www.rfc-editor.org/rfc/rfc1939). The only one a LevelSender can use.
    #[serde(rename = "pop3")]
    Pop3,
}

/// A mail protocol on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// IMAP4rev1.
    Imap,
    /// POP3.
    #[serde(rename = "pop3")]
    Pop3,
    /// Message submission by SMTP, [RFC 6409](https://www.rfc-editor.org/rfc/rfc6409).
    Smtp,
}

impl Protocol {
    /// All protocols, for tables and tests.
    pub const ALL: [Self; 3] = [Self::Imap, Self::Pop3, Self::Smtp];

    /// The word used in JSON and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3 => "pop3",
            Self::Smtp => "smtp",
        }
    }

    /// The assigned port: [RFC 8314](https://www.rfc-editor.org/rfc/rfc8314#section-7.3).
    pub const fn default_port(self, encryption: Encryption) -> Port {
        Port(match (self, encryption) {
            (Self::Imap, Encryption::ImplicitTls) => 993,
            (Self::Imap, Encryption::StartTls) => 143,
            (Self::Pop3, Encryption::ImplicitTls) => 995,
            (Self::Pop3, Encryption::StartTls) => 110,
            (Self::Smtp, Encryption::ImplicitTls) => 465,
            (Self::Smtp, Encryption::StartTls) => 587,
        })
    }
}

impl From<Incoming> for Protocol {
    fn from(incoming: Incoming) -> Self {
        match incoming {
            Incoming::Imap => Self::Imap,
            Incoming::Pop3 => Self::Pop3,
        }
    }
}

/// How a connection becomes encrypted. There is no third way: never a password before TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encryption {
    /// TLS from the first byte; preferred by [RFC 8314](https://www.rfc-editor.org/rfc/rfc8314).
    ImplicitTls,
    /// Plain, then upgraded by STARTTLS (IMAP, SMTP) or STLS (POP3) before anything else.
    #[serde(rename = "starttls")]
    StartTls,
}

impl Encryption {
    /// The other kind, for "when 465 fails try 587".
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::ImplicitTls => Self::StartTls,
            Self::StartTls => Self::ImplicitTls,
        }
    }
}

/// Whose mailbox it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Role {
    /// This computer's: receives readings, sends commands.
    HomeStation,
    /// A telemetry device's. POP3 only: with IMAP its remote changes do not work.
    #[serde(rename = "levelsender")]
    LevelSender {
        /// The device's serial number.
        serial: Serial,
    },
}

impl Role {
    /// The id an account of this role gets unless another is asked for.
    pub fn default_id(&self) -> AccountId {
        match self {
            Self::HomeStation => AccountId("home-station".to_owned()),
            Self::LevelSender { serial } => AccountId(format!(
                "levelsender-{}",
                serial.as_str().to_ascii_lowercase()
            )),
        }
    }

    /// Whether it is a device's mailbox.
    pub const fn is_level_sender(&self) -> bool {
        matches!(self, Self::LevelSender { .. })
    }

    /// The name to give an app password at the provider: `Home Station` or `LevelSender 123456`.
    pub fn app_password_name(&self) -> String {
        match self {
            Self::HomeStation => "Home Station".to_owned(),
            Self::LevelSender { serial } => format!("LevelSender {serial}"),
        }
    }
}

/// One server and how to sign in there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Server {
    /// Name or address of the host.
    pub host: Host,
    /// TCP port.
    pub port: Port,
    /// How the connection becomes encrypted.
    pub encryption: Encryption,
    /// The name to sign in with.
    pub user_name: UserName,
    /// The one certificate the person accepted for this host and port, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_certificate: Option<Fingerprint>,
}

/// How a POP3 mailbox is treated when mail is collected (by the Home Station program, not by this one).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PopOptions {
    /// Leave messages on the server after they were fetched.
    pub leave_on_server: bool,
    /// Sign in to Gmail as `recent:user`: the last 30 days, to every client. Never for a LevelSender.
    pub recent: bool,
}

impl Default for PopOptions {
    fn default() -> Self {
        Self {
            leave_on_server: true,
            recent: false,
        }
    }
}

/// Bounds of the server time-out in seconds; the default is Gmail's advice of five minutes.
pub const SERVER_TIMEOUT_SECONDS: std::ops::RangeInclusive<u32> = 10..=3_600;

/// The default server time-out in seconds.
pub const DEFAULT_SERVER_TIMEOUT_SECONDS: u32 = 300;

/// The settings of a mailbox. Whether they work is said by what holds them:
/// [`Login`] (to be proven), [`Verified`](crate::backend::Verified) (proven), the account file (saved).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its name in the file and the keyring.
    pub id: AccountId,
    /// Whose mailbox it is.
    pub role: Role,
    /// The catalogue id of the provider, or `other`.
    pub provider: String,
    /// The name shown to those who get its mail; may be empty.
    #[serde(default)]
    pub display_name: String,
    /// The mailbox's address.
    pub address: Address,
    /// Where answers shall go, if not to the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Address>,
    /// Where a copy of every mail goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_to: Option<Address>,
    /// How incoming mail is read.
    pub protocol: Incoming,
    /// The IMAP or POP3 server.
    pub incoming: Server,
    /// The submission server.
    pub outgoing: Server,
    /// How long the Home Station program waits for a server, in seconds; see [`SERVER_TIMEOUT_SECONDS`].
    #[serde(default = "default_server_timeout")]
    pub server_timeout: u32,
    /// POP3 behaviour.
    #[serde(default)]
    pub pop: PopOptions,
    /// When both servers last proved these settings; none: saved without proof.
    #[serde(
        default,
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub proven: Option<OffsetDateTime>,
}

const fn default_server_timeout() -> u32 {
    DEFAULT_SERVER_TIMEOUT_SECONDS
}

impl Account {
    /// The name to sign in to the incoming server with: `recent:` before it for Gmail by POP3 if asked for.
    pub fn incoming_user_name(&self) -> String {
        let recent =
            self.protocol == Incoming::Pop3 && self.pop.recent && !self.role.is_level_sender();
        let prefix = if recent { "recent:" } else { "" };
        format!("{prefix}{}", self.incoming.user_name)
    }

    /// Refuses what can never work: a LevelSender by IMAP or with `recent:`, a time-out out of bounds.
    pub fn validate(&self) -> Result<(), ValueError> {
        if self.role.is_level_sender() && self.protocol != Incoming::Pop3 {
            return Err(ValueError::LevelSenderNeedsPop3);
        }
        if self.role.is_level_sender() && self.pop.recent {
            return Err(ValueError::LevelSenderRecent);
        }
        if !SERVER_TIMEOUT_SECONDS.contains(&self.server_timeout) {
            return Err(ValueError::ServerTimeout);
        }
        let over_long = self.display_name.len() > 255;
        if over_long || self.display_name.chars().any(char::is_control) {
            return Err(ValueError::DisplayName);
        }
        Ok(())
    }
}

/// Settings and secret, parsed and ready to be proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The settings; `proven` is not yet true of this secret.
    pub account: Account,
    /// The password or app password; the same for both servers.
    pub secret: Secret,
}
