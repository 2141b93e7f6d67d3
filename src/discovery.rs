//! Finds the servers of an address that is in no catalogue, and says where they came from.
//!
//! Every source is asked at once; the more trusted one wins, however late it answers within the
//! deadline ([`search`]). Only the domain leaves this computer, and everything but DNS goes by https.
//!
//! ```text
//! search     order of trust, deadline, cancellation           Sources: what is asked, injected
//! known pages exchanger records guessed                       one source each
//! https dns                                                   the two ways out, as traits
//! client_config                                               Mozilla's format, from whatever source
//! folder     files in that format: the administrator's, or a whole folder of them
//! site       which hosts belong together
//! practised  the pages of practice mode, which are part of the program
//! answer     what was found, as the draft takes it
//! ```

use crate::{
    account::{Encryption, Host, Incoming, Port},
    draft::Page,
};

mod answer;
pub mod client_config;
pub mod dns;
mod exchanger;
pub mod folder;
mod guessed;
pub mod https;
mod known;
mod pages;
mod practised;
mod records;
mod search;
mod site;

pub use self::{
    search::{DEADLINE, Sources, search},
    site::site,
};

/// Where a candidate came from, in the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// The bundled catalogue, by domain or family.
    Catalogue,
    /// An administrator's file in the data folder.
    AdministratorFile,
    /// The provider's own autoconfig page.
    Autoconfig,
    /// Mozilla's ISP database.
    Ispdb,
    /// The domain's MX record, which led to a provider of the catalogue, its page or its entry at Mozilla.
    MailExchanger,
    /// DNS SRV records (RFC 6186, RFC 8314).
    ServiceRecords,
    /// Usual names that answered with the right greeting and a valid certificate.
    Guess,
}

impl Source {
    /// Every source, in the order of trust.
    pub const ALL: [Self; 7] = [
        Self::Catalogue,
        Self::AdministratorFile,
        Self::Autoconfig,
        Self::Ispdb,
        Self::MailExchanger,
        Self::ServiceRecords,
        Self::Guess,
    ];

    /// Whether it is on this computer: asking it tells nobody anything.
    pub const fn is_local(self) -> bool {
        match self {
            Self::Catalogue | Self::AdministratorFile => true,
            Self::Autoconfig
            | Self::Ispdb
            | Self::MailExchanger
            | Self::ServiceRecords
            | Self::Guess => false,
        }
    }

    /// Whether whoever answered has shown who they are. Not so plain DNS (and what it led to) and
    /// guesses: there a person must have seen the host and agreed before a password goes to it.
    pub const fn is_authenticated(self) -> bool {
        match self {
            Self::Catalogue | Self::AdministratorFile | Self::Autoconfig | Self::Ispdb => true,
            Self::MailExchanger | Self::ServiceRecords | Self::Guess => false,
        }
    }

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::AdministratorFile => "administrator_file",
            Self::Autoconfig => "autoconfig",
            Self::Ispdb => "ispdb",
            Self::MailExchanger => "mx",
            Self::ServiceRecords => "srv",
            Self::Guess => "guess",
        }
    }

    /// The key of "the servers come from ...".
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Catalogue => "discovery-source-catalogue",
            Self::AdministratorFile => "discovery-source-administrator-file",
            Self::Autoconfig => "discovery-source-autoconfig",
            Self::Ispdb => "discovery-source-ispdb",
            Self::MailExchanger => "discovery-source-mx",
            Self::ServiceRecords => "discovery-source-srv",
            Self::Guess => "discovery-source-guess",
        }
    }

    /// The key of "asking ...", while it runs.
    pub const fn asking_key(self) -> &'static str {
        match self {
            Self::Catalogue => "discovery-asking-catalogue",
            Self::AdministratorFile => "discovery-asking-administrator-file",
            Self::Autoconfig => "discovery-asking-autoconfig",
            Self::Ispdb => "discovery-asking-ispdb",
            Self::MailExchanger => "discovery-asking-mx",
            Self::ServiceRecords => "discovery-asking-srv",
            Self::Guess => "discovery-asking-guess",
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The domain; nothing else leaves this computer.
    pub domain: Host,
    /// Hosts of other sites to which the person agreed to be sent on.
    pub agreed: Vec<Host>,
}

impl From<Host> for Question {
    fn from(domain: Host) -> Self {
        Self {
            domain,
            agreed: Vec::new(),
        }
    }
}

/// A page that wanted to send us on to another site, which was not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentOn {
    /// The host that was asked.
    pub from: Host,
    /// Where it sends on to.
    pub to: Host,
}

/// One server as found; the user name is still a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The host.
    pub host: Host,
    /// The port.
    pub port: Port,
    /// The kind of encryption; never plain.
    pub encryption: Encryption,
    /// The user name with `%EMAILADDRESS%`, `%EMAILLOCALPART%`, `%EMAILDOMAIN%` in it; filled in locally.
    pub user_name: String,
}

/// What was found for a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discovered {
    /// Where it came from; none: nothing was found.
    pub source: Option<Source>,
    /// The catalogue id, when a domain or MX record led to a known provider.
    pub provider: Option<String>,
    /// IMAP and POP3 servers, best first.
    pub incoming: Vec<(Incoming, Candidate)>,
    /// Submission servers, best first.
    pub outgoing: Vec<Candidate>,
    /// Pages to be shown as "switch this on first", and guides to be offered.
    pub pages: Vec<Page>,
    /// No password will work: the provider takes OAuth2 only.
    pub oauth2_only: bool,
    /// Other sites to which more trusted pages wanted to send us.
    pub elsewhere: Vec<SentOn>,
    /// Nothing was found, and the network did not answer: it may be there all the same.
    pub offline: bool,
}

impl Discovered {
    /// Whether a person must see the hosts and agree before a password goes there.
    pub fn needs_consent(&self) -> bool {
        self.source.is_some_and(|source| !source.is_authenticated())
            && !(self.incoming.is_empty() && self.outgoing.is_empty())
    }

    /// Every host that was found, once each, incoming first.
    pub fn hosts(&self) -> Vec<&Host> {
        let incoming = self.incoming.iter().map(|(_, candidate)| candidate);
        let mut hosts = Vec::new();
        for candidate in incoming.chain(&self.outgoing) {
            if !hosts.contains(&&candidate.host) {
                hosts.push(&candidate.host);
            }
        }
        hosts
    }

    /// The registrable domains of the hosts that are not the address's own, to be shown large.
    pub fn other_sites(&self, domain: &Host) -> Vec<String> {
        let own = site(domain);
        let mut sites = Vec::new();
        for found in self.hosts().into_iter().map(site) {
            if found != own && !sites.iter().any(|known| known == found) {
                sites.push(found.to_owned());
            }
        }
        sites
    }

    /// Whether the search can end with it: both sides, or the certainty that none will do.
    pub(crate) fn is_answer(&self) -> bool {
        self.oauth2_only
            || self.provider.is_some()
            || !(self.incoming.is_empty() || self.outgoing.is_empty())
    }

    /// With its source.
    #[must_use]
    pub(crate) fn from(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }
}
