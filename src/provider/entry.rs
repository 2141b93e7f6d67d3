//! One provider of the catalogue, as the rest of the program sees it.

use serde::Deserialize;
use time::Date;

use super::{domain::Family, server::ServerTemplate, verdict::RefusedAltogether};
use crate::account::{Address, Incoming, Protocol, Server, UserName};

/// Where a fact was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The provider's own pages.
    Official,
    /// [Mozilla's ISP database](https://github.com/thunderbird/autoconfig).
    Ispdb,
    /// A list kept by somebody else.
    List,
    /// Somebody's report of what worked.
    Report,
    /// A usual pattern of names.
    Pattern,
}

/// How sure the facts of an entry are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Show the servers editable.
    Low,
    /// One good source.
    Medium,
    /// The provider's own word or two good sources.
    High,
}

/// What a person signs in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserForm {
    /// The whole address.
    Address,
    /// The part before the @.
    LocalPart,
    /// A name of its own that only the person knows; the address is a first try.
    Own,
}

impl UserForm {
    /// As discovery and autoconfig files write it.
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::Address | Self::Own => "%EMAILADDRESS%",
            Self::LocalPart => "%EMAILLOCALPART%",
        }
    }

    /// Applied to an address.
    pub fn of(self, address: &Address) -> UserName {
        match self {
            Self::Address | Self::Own => UserName::from(address),
            // The local part of an address is always a user name; the whole address is the next best.
            Self::LocalPart => address
                .local_part()
                .parse()
                .unwrap_or_else(|_| UserName::from(address)),
        }
    }
}

/// Which password opens the mailbox to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordKind {
    /// Only one made for a program.
    AppPassword,
    /// The account's own until 2-Step Verification is switched on, then an app password.
    #[serde(rename = "app-password-if-2step")]
    AppPasswordIfTwoStep,
    /// The account's own.
    Account,
    /// A separate one for mail programs, set in the provider's panel.
    MailPassword,
    /// The "authorization code" of the Chinese providers.
    AuthCode,
    /// The one Proton Mail Bridge shows.
    Bridge,
    /// No password at all: only OAuth 2.
    OauthOnly,
    /// Nothing opens it to a program.
    None,
}

impl PasswordKind {
    /// The key of what the password field is called.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::AppPassword => "provider-password-app-password",
            Self::AppPasswordIfTwoStep => "provider-password-app-password-if-2step",
            Self::Account | Self::OauthOnly | Self::None => "provider-password-account",
            Self::MailPassword => "provider-password-mail-password",
            Self::AuthCode => "provider-password-auth-code",
            Self::Bridge => "provider-password-bridge",
        }
    }

    /// Whether the account's own password is always refused.
    pub const fn needs_code(self) -> bool {
        match self {
            Self::AppPassword | Self::MailPassword | Self::AuthCode | Self::Bridge => true,
            Self::AppPasswordIfTwoStep | Self::Account | Self::OauthOnly | Self::None => false,
        }
    }
}

/// What the password looks like, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordShape {
    /// 16 letters, shown in groups of four; blanks do not count (Google, Yahoo, AOL).
    SixteenLetters,
    /// `xxxx-xxxx-xxxx-xxxx`, hyphens included (Apple).
    FourFoursHyphenated,
    /// 12 letters and digits (Zoho), beside the account's own password without 2-Step.
    TwelveCharacters,
    /// A code whose form is not known.
    Code,
    /// Any password: exactly as typed.
    #[default]
    AsTyped,
}

/// What must be switched on at the provider first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchOn {
    pub(super) protocols: Vec<Protocol>,
    pub(super) page: Option<&'static str>,
    pub(super) path_en: Vec<&'static str>,
    pub(super) path_es: Vec<&'static str>,
}

impl SwitchOn {
    /// The protocols it opens.
    pub fn protocols(&self) -> &[Protocol] {
        &self.protocols
    }

    /// The page on which it is done or explained.
    pub const fn page(&self) -> Option<&'static str> {
        self.page
    }

    /// The menus and buttons that lead there, in the provider's words: English (or the provider's
    /// only language), and Spanish where that is known.
    pub fn paths(&self) -> (&[&'static str], &[&'static str]) {
        (&self.path_en, &self.path_es)
    }
}

/// What the provider allows, where known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// IMAP connections at once.
    pub imap_connections: Option<u32>,
    /// Megabytes read in a day.
    pub download_mb_a_day: Option<u32>,
    /// Megabytes written by IMAP in a day.
    pub upload_mb_a_day: Option<u32>,
    /// Recipients in a day.
    pub recipients_a_day: Option<u32>,
    /// Recipients of one message.
    pub recipients_a_message: Option<u32>,
    /// Messages sent in a minute.
    pub messages_a_minute: Option<u32>,
    /// Messages sent in an hour.
    pub messages_an_hour: Option<u32>,
    /// Megabytes of one message.
    pub message_mb: Option<u32>,
    /// Minutes to leave between two looks at the mailbox.
    pub minutes_between_checks: Option<u32>,
    /// Seconds the POP3 server wants between two sign-ins (LOGIN-DELAY, RFC 2449).
    pub pop3_seconds_between_sign_ins: Option<u32>,
}

/// One provider.
#[derive(Debug, Clone)]
pub struct Provider {
    pub(super) id: &'static str,
    /// The entry this one is a regional variant of, or its own id.
    pub(super) kin: &'static str,
    pub(super) name: &'static str,
    pub(super) region: &'static str,
    pub(super) domains: Vec<&'static str>,
    pub(super) families: Vec<Family>,
    pub(super) parents: Vec<&'static str>,
    pub(super) mx: Vec<&'static str>,
    pub(super) imap: Vec<ServerTemplate>,
    pub(super) pop3: Vec<ServerTemplate>,
    pub(super) smtp: Vec<ServerTemplate>,
    pub(super) user: UserForm,
    pub(super) user_imap: Option<UserForm>,
    pub(super) password: PasswordKind,
    pub(super) shape: PasswordShape,
    pub(super) app_password_page: Option<&'static str>,
    pub(super) switch_on: Vec<SwitchOn>,
    pub(super) paid: bool,
    pub(super) pop3_unknown: bool,
    pub(super) refused: Option<RefusedAltogether>,
    pub(super) closes: Option<Date>,
    pub(super) imap_id: bool,
    pub(super) limits: Limits,
    pub(super) hints: Vec<&'static str>,
    pub(super) checked: Date,
    pub(super) source: SourceKind,
    pub(super) confidence: Confidence,
}

impl Provider {
    /// The id in the catalogue and in saved accounts: `gmail`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The id of the entry this one is a regional variant of (`zoho` for `zoho_eu`), else its own.
    pub const fn kin(&self) -> &'static str {
        self.kin
    }

    /// Its name in a sentence, the same in every language: the first of its brands, without the
    /// catalogue's remarks (`IONOS / 1&1`, `GMX (DE, AT, CH)`).
    pub fn name(&self) -> &'static str {
        [" / ", " (", ", "]
            .into_iter()
            .fold(self.name, |name, mark| {
                name.split_once(mark).map_or(name, |(first, _)| first)
            })
    }

    /// Where it is used, in English, for maintainers.
    pub const fn region(&self) -> &'static str {
        self.region
    }

    /// Its mail domains, in lower case.
    pub fn domains(&self) -> &[&'static str] {
        &self.domains
    }

    /// Its families of domains.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// Domains below which every domain is its.
    pub fn parents(&self) -> &[&'static str] {
        &self.parents
    }

    /// Ends of the MX hosts of own domains that it serves.
    pub fn mx(&self) -> &[&'static str] {
        &self.mx
    }

    /// Its IMAP or POP3 servers, best first; empty: it has none.
    pub fn incoming(&self, incoming: Incoming) -> &[ServerTemplate] {
        match incoming {
            Incoming::Imap => &self.imap,
            Incoming::Pop3 => &self.pop3,
        }
    }

    /// Its servers of a protocol, best first.
    pub fn templates(&self, protocol: Protocol) -> &[ServerTemplate] {
        match protocol {
            Protocol::Imap => &self.imap,
            Protocol::Pop3 => &self.pop3,
            Protocol::Smtp => &self.smtp,
        }
    }

    pub(super) fn all_servers(&self) -> impl Iterator<Item = &ServerTemplate> {
        self.imap.iter().chain(&self.pop3).chain(&self.smtp)
    }

    /// The servers of a protocol for an address, with the name to sign in with, best first.
    pub fn servers(&self, protocol: Protocol, address: &Address) -> Vec<Server> {
        self.templates(protocol)
            .iter()
            .filter_map(|template| {
                Some(Server {
                    host: template.host(address.domain())?,
                    port: template.port,
                    encryption: template.encryption,
                    user_name: self.user_name(protocol, address),
                    accepted_certificate: None,
                })
            })
            .collect()
    }

    /// How the name to sign in with is made.
    pub fn user_form(&self, protocol: Protocol) -> UserForm {
        match protocol {
            Protocol::Imap => self.user_imap.unwrap_or(self.user),
            Protocol::Pop3 | Protocol::Smtp => self.user,
        }
    }

    /// The name to sign in with.
    pub fn user_name(&self, protocol: Protocol, address: &Address) -> UserName {
        self.user_form(protocol).of(address)
    }

    /// Which password it takes.
    pub const fn password_kind(&self) -> PasswordKind {
        self.password
    }

    /// What that password looks like.
    pub const fn password(&self) -> PasswordShape {
        self.shape
    }

    /// The page on which an app password (mail password, authorization code) is made.
    pub const fn app_password_page(&self) -> Option<&'static str> {
        self.app_password_page
    }

    /// The page on which reading by this protocol is switched on, if it must be.
    pub fn settings_page(&self, incoming: Incoming) -> Option<&'static str> {
        self.switches(incoming.into()).find_map(SwitchOn::page)
    }

    /// What must be switched on for a protocol.
    pub fn switches(&self, protocol: Protocol) -> impl Iterator<Item = &SwitchOn> {
        self.switch_on
            .iter()
            .filter(move |switch| switch.protocols.contains(&protocol))
    }

    /// Whether its IMAP server wants the ID command (RFC 2971) of every client.
    pub const fn needs_imap_id(&self) -> bool {
        self.imap_id
    }

    /// What it allows.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// The keys of what to know before signing in here.
    pub fn hint_keys(&self) -> impl Iterator<Item = String> {
        self.hints
            .iter()
            .map(|hint| format!("provider-hint-{hint}"))
    }

    /// The day on which the facts were last checked.
    pub const fn checked(&self) -> Date {
        self.checked
    }

    /// The kind of its best source.
    pub const fn source(&self) -> SourceKind {
        self.source
    }

    /// How sure the facts are; [`Confidence::Low`]: show the servers editable.
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Whether the mail hosts are the provider's own, so that a bad certificate is never to be
    /// accepted there. Not true of hosting patterns and of a bridge on this computer.
    pub fn is_known(&self) -> bool {
        self.password != PasswordKind::Bridge && !self.all_servers().any(ServerTemplate::is_pattern)
    }

    /// Whether a message fetched by POP3 is hidden from the next client and `recent:` exists:
    /// the mailbox is run by Google.
    pub fn is_google(&self) -> bool {
        self.pop3
            .iter()
            .any(|server| server.host == "pop.gmail.com")
    }
}
