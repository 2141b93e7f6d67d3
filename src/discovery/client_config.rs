//! Reads Mozilla's autoconfig format, version 1.1, from whatever source it came.
//!
//! Hostile input is expected: nothing is fetched, entities other than XML's own five are refused,
//! sizes are bounded, servers without TLS are left out. The format:
//! <https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat>; version 1.2 in
//! [draft-ietf-mailmaint-autoconfig](https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/).

mod reader;

#[cfg(test)]
mod tests;

use self::reader::Element;
use super::{Candidate, Discovered};
use crate::account::{Encryption, Host, Incoming, Port};

/// The largest file that is read, in bytes; Mozilla's largest has 12 KiB.
pub const MAX_CONFIG_BYTES: usize = 256 * 1024;

/// Why a file gives no usable secure servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ConfigFault {
    /// More than [`MAX_CONFIG_BYTES`].
    #[error("too_large")]
    TooLarge,
    /// Not text, or not well-formed XML.
    #[error("not_xml")]
    NotXml,
    /// It names entities of its own (an entity bomb, or a file of the reader's machine).
    #[error("entities_refused")]
    EntitiesRefused,
    /// XML of another kind.
    #[error("not_client_config")]
    NotClientConfig,
    /// Neither IMAP nor POP3 is named.
    #[error("no_incoming_server")]
    NoIncomingServer,
    /// No submission server is named.
    #[error("no_outgoing_server")]
    NoOutgoingServer,
    /// IMAP and POP3 are named without TLS only.
    #[error("incoming_not_encrypted")]
    IncomingNotEncrypted,
    /// Submission is named without TLS only.
    #[error("outgoing_not_encrypted")]
    OutgoingNotEncrypted,
    /// Only OAuth2 is accepted: no password will work.
    #[error("oauth2_only")]
    Oauth2Only,
    /// Only ways to sign in are named that need more than a password over TLS.
    #[error("authentication_not_supported")]
    AuthenticationNotSupported,
    /// Host names or ports that cannot be any.
    #[error("invalid_server")]
    InvalidServer,
}

impl ConfigFault {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::TooLarge,
        Self::NotXml,
        Self::EntitiesRefused,
        Self::NotClientConfig,
        Self::NoIncomingServer,
        Self::NoOutgoingServer,
        Self::IncomingNotEncrypted,
        Self::OutgoingNotEncrypted,
        Self::Oauth2Only,
        Self::AuthenticationNotSupported,
        Self::InvalidServer,
    ];

    /// The key of the sentence that says it.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::TooLarge => "discovery-reason-too-large",
            Self::NotXml => "discovery-reason-not-xml",
            Self::EntitiesRefused => "discovery-reason-entities-refused",
            Self::NotClientConfig => "discovery-reason-not-client-config",
            Self::NoIncomingServer => "discovery-reason-no-incoming-server",
            Self::NoOutgoingServer => "discovery-reason-no-outgoing-server",
            Self::IncomingNotEncrypted => "discovery-reason-incoming-not-encrypted",
            Self::OutgoingNotEncrypted => "discovery-reason-outgoing-not-encrypted",
            Self::Oauth2Only => "discovery-reason-oauth2-only",
            Self::AuthenticationNotSupported => "discovery-reason-authentication-not-supported",
            Self::InvalidServer => "discovery-reason-invalid-server",
        }
    }
}

/// What a file says, and the domains it says it of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientConfig {
    /// The domains named in the file.
    pub domains: Vec<String>,
    /// Its usable servers and pages; the source is filled in by who fetched it.
    pub discovered: Discovered,
    /// Why one side or both have no usable server.
    pub fault: Option<ConfigFault>,
}

/// How a server of the file wants to be signed in to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Authentication {
    Password,
    Oauth2,
    Other,
}

/// Why one server element is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    NotEncrypted,
    Oauth2,
    Authentication,
    Invalid,
}

/// Reads a file. `domain` fills `%EMAILDOMAIN%` in host names; none: the file's own first domain.
///
/// # Errors
/// It is no file of this format at all.
pub fn parse(bytes: &[u8], domain: Option<&Host>) -> Result<ClientConfig, ConfigFault> {
    if bytes.len() > MAX_CONFIG_BYTES {
        return Err(ConfigFault::TooLarge);
    }
    let read = reader::read(&reader::decode(bytes)?)?;
    let domain = domain
        .map(Host::as_str)
        .or(read.domains.first().map(String::as_str))
        .unwrap_or_default();
    let mut incoming = Side::default();
    let mut outgoing = Side::default();
    for element in &read.incoming {
        match element.kind.as_str() {
            "imap" => incoming.take(Incoming::Imap, element, domain),
            "pop3" => incoming.take(Incoming::Pop3, element, domain),
            // Exchange, JMAP and the like: not a server this program speaks to.
            _ => {}
        }
    }
    for element in &read.outgoing {
        if element.kind == "smtp" {
            outgoing.take((), element, domain);
        }
    }
    let fault = incoming
        .fault(
            ConfigFault::NoIncomingServer,
            ConfigFault::IncomingNotEncrypted,
        )
        .or_else(|| {
            outgoing.fault(
                ConfigFault::NoOutgoingServer,
                ConfigFault::OutgoingNotEncrypted,
            )
        });
    let discovered = Discovered {
        incoming: incoming.in_order(),
        outgoing: outgoing
            .in_order()
            .into_iter()
            .map(|((), candidate)| candidate)
            .collect(),
        pages: read.pages,
        oauth2_only: fault == Some(ConfigFault::Oauth2Only),
        ..Discovered::default()
    };
    Ok(ClientConfig {
        discovered,
        domains: read.domains,
        fault,
    })
}

/// The servers of one direction.
#[derive(Debug)]
struct Side<Kind> {
    usable: Vec<Usable<Kind>>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug)]
struct Usable<Kind> {
    kind: Kind,
    candidate: Candidate,
    /// The provider lets in only some networks (`<restriction>`).
    restricted: bool,
}

impl<Kind> Default for Side<Kind> {
    fn default() -> Self {
        Self {
            usable: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

impl<Kind: Ord + Copy> Side<Kind> {
    fn take(&mut self, kind: Kind, element: &Element, domain: &str) {
        match candidate(element, domain) {
            Ok(candidate) => {
                let known =
                    |usable: &Usable<Kind>| usable.kind == kind && usable.candidate == candidate;
                if !self.usable.iter().any(known) {
                    self.usable.push(Usable {
                        kind,
                        candidate,
                        restricted: element.restricted,
                    });
                }
            }
            Err(reason) => self.left_out.push(reason),
        }
    }

    /// The likeliest single reason why no server is usable.
    fn fault(&self, none_named: ConfigFault, not_encrypted: ConfigFault) -> Option<ConfigFault> {
        let has = |reason| self.left_out.contains(&reason);
        if !self.usable.is_empty() {
            None
        } else if self.left_out.is_empty() {
            Some(none_named)
        } else if has(LeftOut::Oauth2) {
            Some(ConfigFault::Oauth2Only)
        } else if has(LeftOut::Authentication) {
            Some(ConfigFault::AuthenticationNotSupported)
        } else if has(LeftOut::NotEncrypted) {
            Some(not_encrypted)
        } else {
            Some(ConfigFault::InvalidServer)
        }
    }

    /// Open to everybody first, TLS from the first byte before STARTTLS (RFC 8314), else the order of
    /// the file.
    fn in_order(mut self) -> Vec<(Kind, Candidate)> {
        self.usable.sort_by_key(|usable| {
            let late = usable.candidate.encryption == Encryption::StartTls;
            (usable.kind, usable.restricted, late)
        });
        let pairs = self.usable.into_iter();
        pairs
            .map(|usable| (usable.kind, usable.candidate))
            .collect()
    }
}

fn candidate(element: &Element, domain: &str) -> Result<Candidate, LeftOut> {
    let encryption = match element.socket.to_ascii_uppercase().as_str() {
        "SSL" | "TLS" => Encryption::ImplicitTls,
        "STARTTLS" => Encryption::StartTls,
        _ => return Err(LeftOut::NotEncrypted),
    };
    let kinds: Vec<Authentication> = element
        .authentications
        .iter()
        .map(|word| authentication(word))
        .collect();
    if !kinds.is_empty() && !kinds.contains(&Authentication::Password) {
        let oauth2 = kinds.contains(&Authentication::Oauth2);
        return Err(if oauth2 {
            LeftOut::Oauth2
        } else {
            LeftOut::Authentication
        });
    }
    // A host name made from the local part would send the address to the resolver.
    let host = element.host.replace("%EMAILDOMAIN%", domain);
    let host: Host = host.parse().map_err(|_| LeftOut::Invalid)?;
    let port: Port = element.port.parse().map_err(|_| LeftOut::Invalid)?;
    Ok(Candidate {
        host,
        port,
        encryption,
        user_name: user_name(&element.user_name)?,
    })
}

/// The pattern of a user name. Where it needs what only the person knows (`%USERNAME%` of an
/// `<inputField>`), is missing, or is mistyped, the whole address is a first try.
fn user_name(pattern: &str) -> Result<String, LeftOut> {
    if pattern.len() > 255 || pattern.chars().any(char::is_control) {
        return Err(LeftOut::Invalid);
    }
    let rest = ["%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%"]
        .into_iter()
        .fold(pattern.to_owned(), |text, name| text.replace(name, ""));
    Ok(if pattern.is_empty() || rest.contains('%') {
        "%EMAILADDRESS%".to_owned()
    } else {
        pattern.to_owned()
    })
}

fn authentication(word: &str) -> Authentication {
    match word.to_ascii_lowercase().as_str() {
        // "secure" and "password-encrypted" mean CRAM-MD5: over TLS such servers nearly always take
        // the password as well, and nothing but TLS is ever used here, so it is worth the check.
        "password-cleartext" | "plain" | "login" | "password-encrypted" | "secure" => {
            Authentication::Password
        }
        "oauth2" | "oauth" => Authentication::Oauth2,
        _ => Authentication::Other,
    }
}
