//! Why a typed value was not accepted.

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
    /// Outside of [`SERVER_TIMEOUT_SECONDS`](super::SERVER_TIMEOUT_SECONDS).
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
