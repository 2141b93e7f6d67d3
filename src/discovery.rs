//! Finds the servers of an address that is in no catalogue, and says where they came from.

use crate::account::{Encryption, Host, Incoming, Port};

pub mod client_config;

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
    /// The catalogue, by the domain's MX record.
    MailExchanger,
    /// DNS SRV records (RFC 6186, RFC 8314).
    ServiceRecords,
    /// Usual names that answered with the right greeting and a valid certificate.
    Guess,
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
    /// Pages to be shown as "switch this on first".
    pub pages: Vec<String>,
    /// No password will work: the provider takes OAuth2 only.
    pub oauth2_only: bool,
}
