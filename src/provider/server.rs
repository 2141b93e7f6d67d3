//! One server as the catalogue writes it.

use crate::account::{Encryption, Host, Port};

/// What stands for the mail domain in the host of a hosting pattern.
const DOMAIN: &str = "<domain>";

/// How sure a host is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// Read in a source.
    Listed,
    /// Named by a pattern, no source seen: to be shown editable.
    Unverified,
}

/// One server of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerTemplate {
    pub(super) host: &'static str,
    /// The port.
    pub port: Port,
    /// The kind of encryption.
    pub encryption: Encryption,
    /// How sure it is.
    pub certainty: Certainty,
}

impl ServerTemplate {
    /// `host:port tls`, `host:port starttls`; a `?` behind it: unverified.
    pub(super) fn parse(text: &'static str) -> Option<Self> {
        let mut words = text.split(' ');
        let (host, port) = words.next()?.rsplit_once(':')?;
        let encryption = match words.next()? {
            "tls" => Encryption::ImplicitTls,
            "starttls" => Encryption::StartTls,
            _ => return None,
        };
        let certainty = match words.next() {
            None => Certainty::Listed,
            Some("?") => Certainty::Unverified,
            Some(_) => return None,
        };
        Some(Self {
            host,
            port: port.parse().ok()?,
            encryption,
            certainty,
        })
    }

    /// The host for addresses of this domain (only hosting patterns depend on it).
    pub fn host(&self, domain: &str) -> Option<Host> {
        self.host.replace(DOMAIN, domain).parse().ok()
    }

    /// Whether the host depends on the domain.
    pub fn is_pattern(&self) -> bool {
        self.host.contains(DOMAIN)
    }

    pub(super) fn is_host(&self, host: &Host) -> bool {
        self.host == host.as_str()
    }
}
