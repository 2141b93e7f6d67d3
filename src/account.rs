//! What a mailbox is: role, address, servers. Parsed types only, no I/O.
//!
//! Text becomes one of these types exactly once, at the edge (window, command line, file);
//! everything behind the edge can rely on it. What was merely typed lives in [`crate::draft`].

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::secret::Secret;

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

/// A TCP port, 1 to 65535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Port(u16);

impl Port {
    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Port {
    type Error = ValueError;

    fn try_from(number: u16) -> Result<Self, ValueError> {
        if number == 0 {
            Err(ValueError::Port)
        } else {
            Ok(Self(number))
        }
    }
}

impl From<Port> for u16 {
    fn from(port: Port) -> Self {
        port.0
    }
}

impl FromStr for Port {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        // `u16::from_str` takes a leading `+`, which nobody means.
        let digits = text.trim();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ValueError::Port);
        }
        digits
            .parse::<u16>()
            .map_err(|_| ValueError::Port)
            .and_then(Self::try_from)
    }
}

impl fmt::Display for Port {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A host name or IP address, as typed without blanks around it, at most 253 bytes.
///
/// International names are kept in their ASCII form (`xn--`); a host with a blank, a port or a
/// scheme in it is refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Host(String);

impl Host {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Host {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let name = text.trim().trim_end_matches('.').to_ascii_lowercase();
        if let Ok(address) = name
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<std::net::IpAddr>()
        {
            return Ok(Self(address.to_string()));
        }
        let label_is_valid = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if name.len() <= 253 && name.split('.').all(label_is_valid) {
            Ok(Self(name))
        } else {
            Err(ValueError::Host)
        }
    }
}

impl TryFrom<String> for Host {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<Host> for String {
    fn from(host: Host) -> Self {
        host.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A mail address: a local part, an @, a domain. At most 254 bytes, no blanks or control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

impl Address {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the last @.
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands behind the last @, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for Address {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let address = text.trim_matches(' ');
        let (local, domain) = address.rsplit_once('@').ok_or(ValueError::Address)?;
        let special = |character: char| {
            character.is_control()
                || character.is_whitespace()
                || "\"(),:;<>@[\\]".contains(character)
        };
        let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
        if domain.contains(special)
            || local.is_empty()
            || local.len() > 64
            || local.contains(special)
            || dots(local)
            || !domain.contains('.')
        {
            return Err(ValueError::Address);
        }
        let domain: Host = domain.parse().map_err(|_| ValueError::Address)?;
        if address.len() > 254 || domain.as_str().parse::<std::net::IpAddr>().is_ok() {
            return Err(ValueError::Address);
        }
        Ok(Self(format!("{local}@{domain}")))
    }
}

impl TryFrom<String> for Address {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The name a person signs in with: an address or not, 1 to 255 bytes, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UserName(String);

impl UserName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UserName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let name = text.trim();
        if name.is_empty() || name.len() > 255 || name.chars().any(char::is_control) {
            Err(ValueError::UserName)
        } else {
            Ok(Self(name.to_owned()))
        }
    }
}

impl TryFrom<String> for UserName {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<UserName> for String {
    fn from(name: UserName) -> Self {
        name.0
    }
}

impl From<&Address> for UserName {
    fn from(address: &Address) -> Self {
        Self(address.0.clone())
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A LevelSender's serial number: 1 to 20 ASCII letters, digits or hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Serial(String);

impl Serial {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Serial {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let serial = text.trim();
        let valid = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if serial.is_empty() || serial.len() > 20 || !serial.bytes().all(valid) {
            Err(ValueError::Serial)
        } else {
            Ok(Self(serial.to_owned()))
        }
    }
}

impl TryFrom<String> for Serial {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<Serial> for String {
    fn from(serial: Serial) -> Self {
        serial.0
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
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

/// Names one account in `accounts.json`, the keyring and on the command line:
/// 1 to 64 of `a-z 0-9 - _ .`, not starting with a dot or hyphen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountId(String);

impl AccountId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountId {
    type Err = ValueError;

    fn from_str(id: &str) -> Result<Self, ValueError> {
        let valid =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
        if id.is_empty() || id.len() > 64 || id.starts_with(['.', '-']) || !id.bytes().all(valid) {
            Err(ValueError::AccountId)
        } else {
            Ok(Self(id.to_owned()))
        }
    }
}

impl TryFrom<String> for AccountId {
    type Error = ValueError;

    fn try_from(id: String) -> Result<Self, ValueError> {
        id.parse()
    }
}

impl From<AccountId> for String {
    fn from(id: AccountId) -> Self {
        id.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The SHA-256 of a certificate's DER, the identity by which a person accepts exactly one certificate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of a certificate in DER form.
    pub fn of_der(der: &[u8]) -> Self {
        let digest = ring::digest::digest(&ring::digest::SHA256, der);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest.as_ref());
        Self(bytes)
    }
}

/// `AB:CD:…`, as browsers and `openssl x509 -fingerprint` show it.
impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ":" };
            write!(formatter, "{separator}{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Fingerprint({self})")
    }
}

/// Takes hexadecimal digits of either case with or without colons or blanks.
impl FromStr for Fingerprint {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut digits = Vec::with_capacity(64);
        for character in text
            .trim()
            .chars()
            .filter(|character| *character != ':' && *character != ' ')
        {
            let digit = character
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok());
            digits.push(digit.ok_or(ValueError::Fingerprint)?);
        }
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        if !rest.is_empty() {
            return Err(ValueError::Fingerprint);
        }
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| ValueError::Fingerprint)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
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

/// A value that cannot be what it should be. Each has a text beside its field (`value-…` in `i18n/`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ValueError {
    /// Not a mail address.
    #[error("not a mail address")]
    Address,
    /// Not a host name.
    #[error("not a host name")]
    Host,
    /// Not a port from 1 to 65535.
    #[error("not a port from 1 to 65535")]
    Port,
    /// An empty or over-long user name, or one with control characters.
    #[error("not a user name")]
    UserName,
    /// Not a serial number.
    #[error("not a serial number")]
    Serial,
    /// Not an account id.
    #[error("not an account id")]
    AccountId,
    /// Not a SHA-256 fingerprint.
    #[error("not a SHA-256 fingerprint")]
    Fingerprint,
    /// A display name with control characters, or longer than 255 bytes.
    #[error("not a display name")]
    DisplayName,
    /// Outside of [`SERVER_TIMEOUT_SECONDS`].
    #[error("the server time-out must be from 10 to 3600 seconds")]
    ServerTimeout,
    /// A LevelSender's mailbox must be read by POP3.
    #[error("a LevelSender needs POP3")]
    LevelSenderNeedsPop3,
    /// `recent:` would make a LevelSender read 30 days of old commands again.
    #[error("`recent:` is never for a LevelSender")]
    LevelSenderRecent,
}

impl ValueError {
    /// All of them, for the test that each has its text.
    pub const ALL: [Self; 11] = [
        Self::Address,
        Self::Host,
        Self::Port,
        Self::UserName,
        Self::Serial,
        Self::AccountId,
        Self::Fingerprint,
        Self::DisplayName,
        Self::ServerTimeout,
        Self::LevelSenderNeedsPop3,
        Self::LevelSenderRecent,
    ];

    /// The key of its text in `i18n/`.
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::Address => "value-address",
            Self::Host => "value-host",
            Self::Port => "value-port",
            Self::UserName => "value-user-name",
            Self::Serial => "value-serial",
            Self::AccountId => "value-account-id",
            Self::Fingerprint => "value-fingerprint",
            Self::DisplayName => "value-display-name",
            Self::ServerTimeout => "value-server-timeout",
            Self::LevelSenderNeedsPop3 => "value-levelsender-needs-pop3",
            Self::LevelSenderRecent => "value-levelsender-recent",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_an_at_and_a_domain_and_no_line_break() {
        for good in [
            "ana@example.org",
            "a.b+c@sub.example.co",
            " ana@Example.ORG ",
            "ñandú@example.org",
        ] {
            assert!(good.parse::<Address>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "ana",
            "@example.org",
            "ana@",
            "ana@example",
            "ana@example.org\r\nRCPT TO:<x@y.z>",
            "a b@example.org",
            "ana@exa mple.org",
            "a..b@example.org",
            "ana@127.0.0.1",
            "<ana@example.org>",
            "ana@example.org\n",
        ] {
            assert_eq!(bad.parse::<Address>(), Err(ValueError::Address), "{bad:?}");
        }
        let address: Address = "Ana@Example.ORG".parse().unwrap();
        assert_eq!(
            (address.local_part(), address.domain()),
            ("Ana", "example.org")
        );
    }

    #[test]
    fn ports_run_from_1_to_65535() {
        for bad in ["0", "70000", "", "-1", "+25", "99 3", "x"] {
            assert_eq!(bad.parse::<Port>(), Err(ValueError::Port), "{bad:?}");
        }
        assert_eq!(" 993 ".parse::<Port>().map(Port::get), Ok(993));
    }

    #[test]
    fn hosts_have_no_blank_scheme_or_port() {
        for bad in [
            "",
            "imap example.org",
            "imaps://example.org",
            "example.org:993",
            "-a.org",
            "a..b",
            "example.org\n.x",
        ] {
            assert_eq!(bad.parse::<Host>(), Err(ValueError::Host), "{bad:?}");
        }
        for (typed, kept) in [
            (" IMAP.Example.org. ", "imap.example.org"),
            ("[::1]", "::1"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(typed.parse::<Host>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn fingerprints_round_trip_in_every_spelling() {
        let fingerprint = Fingerprint::of_der(b"x");
        let shown = fingerprint.to_string();
        assert_eq!(shown.len(), 95);
        assert_eq!(shown.parse(), Ok(fingerprint));
        assert_eq!(
            shown.replace(':', "").to_lowercase().parse(),
            Ok(fingerprint)
        );
        assert_eq!("AB:CD".parse::<Fingerprint>(), Err(ValueError::Fingerprint));
    }
}
