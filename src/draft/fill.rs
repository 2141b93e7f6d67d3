//! Fills in the servers of a draft: from the catalogue, from what was found for the domain, or as a
//! guess; never over what the person typed.

use super::{Draft, ServerFields};
use crate::{
    account::{Address, Encryption, Host, Incoming, Protocol, Server, UserName},
    provider::{self, Catalogue},
};

/// Where the servers in the draft come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ServersFrom {
    /// Nothing is known yet.
    #[default]
    Nothing,
    /// The catalogue of providers.
    Catalogue,
    /// They were found for the address's domain.
    Found,
    /// The usual names; nobody confirmed them.
    Guess,
    /// Typed, or saved earlier: not to be replaced.
    Person,
}

/// Servers that were found for the address's domain, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// IMAP and POP3 servers.
    pub incoming: Vec<(Incoming, Server)>,
    /// Submission servers.
    pub outgoing: Vec<Server>,
    /// Where they come from.
    pub origin: Option<Origin>,
}

/// Where found servers come from: what a person must see before a password goes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The key of the sentence that names the source.
    pub text_key: &'static str,
    /// Nobody vouches for them: the person must agree.
    pub needs_consent: bool,
    /// No password will work.
    pub oauth2_only: bool,
    /// The domain that was looked for.
    pub domain: String,
    /// The registrable domains of the hosts where they are not the domain's own.
    pub other_sites: Vec<String>,
    /// Pages on which something must be switched on first.
    pub pages: Vec<String>,
}

impl Draft {
    /// Fills in the servers for provider, address and protocol as they are now, unless the person
    /// typed them. Without an address nothing can be filled in.
    pub fn fill_servers(&mut self) {
        if self.servers_from == ServersFrom::Person {
            return;
        }
        let Ok(address) = self.parsed_address() else {
            return;
        };
        let protocol = Protocol::from(self.effective_protocol());
        let sources = [
            (ServersFrom::Catalogue, self.catalogue_servers(&address)),
            (ServersFrom::Found, self.found_servers()),
            (ServersFrom::Guess, guessed_servers(protocol, &address)),
        ];
        let best = sources
            .into_iter()
            .find_map(|(source, servers)| servers.map(|servers| (source, servers)));
        if let Some((source, (incoming, outgoing))) = best {
            self.servers_from = source;
            self.incoming = ServerFields::from_server(&incoming);
            self.outgoing = ServerFields::from_server(&outgoing);
        }
    }

    /// Reads the mailbox by another protocol, with the servers that go with it.
    pub fn choose_protocol(&mut self, incoming: Incoming) {
        let before = Protocol::from(self.effective_protocol());
        self.protocol = Some(incoming);
        let after = Protocol::from(self.effective_protocol());
        if before == after {
            return;
        }
        if self.servers_from == ServersFrom::Person {
            // The host stays; a port that was the usual one follows the protocol.
            let encryption = self.incoming.encryption;
            if self.incoming.port == before.default_port(encryption).to_string() {
                self.incoming.port = after.default_port(encryption).to_string();
            }
            if let Ok(address) = self.parsed_address()
                && let Some((server, _)) = self.catalogue_servers(&address)
            {
                self.incoming = ServerFields::from_server(&server);
            }
        } else {
            self.fill_servers();
        }
    }

    /// Changes a server's encryption; a port that was the usual one follows it.
    pub fn choose_encryption(
        fields: &mut ServerFields,
        protocol: Protocol,
        encryption: Encryption,
    ) {
        let usual = protocol.default_port(fields.encryption).to_string();
        if fields.port.trim().is_empty() || fields.port.trim() == usual {
            fields.port = protocol.default_port(encryption).to_string();
        }
        fields.encryption = encryption;
    }

    fn catalogue_servers(&self, address: &Address) -> Option<(Server, Server)> {
        let provider = Catalogue::bundled().by_id(self.provider.as_deref()?)?;
        let first = |protocol| provider.servers(protocol, address).into_iter().next();
        Some((
            first(self.effective_protocol().into())?,
            first(Protocol::Smtp)?,
        ))
    }

    /// Where the servers as they stand come from, if they were found and not typed.
    pub fn origin(&self) -> Option<&Origin> {
        let origin = self.found.origin.as_ref()?;
        let incoming = self.found.incoming.iter().map(|(_, server)| server);
        let is_found = incoming.chain(&self.found.outgoing).any(|server| {
            [&self.incoming, &self.outgoing]
                .iter()
                .any(|fields| fields.host == server.host.as_str())
        });
        (is_found || origin.oauth2_only).then_some(origin)
    }

    /// Whether servers were found that the person must see and agree to.
    pub fn origin_needs_consent(&self) -> bool {
        let origin = self.found.origin.as_ref();
        origin.is_some_and(|origin| origin.needs_consent)
    }

    fn found_servers(&self) -> Option<(Server, Server)> {
        let wanted = self.effective_protocol();
        let (_, incoming) = self
            .found
            .incoming
            .iter()
            .find(|(protocol, _)| *protocol == wanted)?;
        Some((incoming.clone(), self.found.outgoing.first()?.clone()))
    }
}

fn guessed_servers(protocol: Protocol, address: &Address) -> Option<(Server, Server)> {
    let guesses = provider::guess(address.domain());
    let first = |wanted: Protocol| {
        guesses
            .iter()
            .find(|guess| guess.protocol == wanted)
            .map(|guess| Server {
                host: guess.host.clone(),
                port: guess.port,
                encryption: guess.encryption,
                user_name: UserName::from(address),
                accepted_certificate: None,
            })
    };
    Some((first(protocol)?, first(Protocol::Smtp)?))
}

/// Fills the address into the patterns of a user name as discovery and autoconfig files write them.
pub fn user_name_of(pattern: &str, address: &Address) -> Option<UserName> {
    pattern
        .replace("%EMAILADDRESS%", address.as_str())
        .replace("%EMAILLOCALPART%", address.local_part())
        .replace("%EMAILDOMAIN%", address.domain())
        .parse()
        .ok()
}

/// The domain of an address as the host that discovery asks about.
pub fn domain_of(address: &Address) -> Option<Host> {
    address.domain().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{OTHER_PROVIDER, RoleChoice};

    fn draft(provider: &str, address: &str) -> Draft {
        Draft {
            role: Some(RoleChoice::HomeStation),
            provider: Some(provider.to_owned()),
            address: address.to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_known_provider_fills_in_its_servers_for_the_protocol() {
        let mut draft = draft("gmail", "ana@gmail.com");
        draft.fill_servers();
        assert_eq!(draft.servers_from, ServersFrom::Catalogue);
        assert_eq!(draft.incoming.host, "imap.gmail.com");
        draft.choose_protocol(Incoming::Pop3);
        assert_eq!(
            (draft.incoming.host.as_str(), draft.incoming.port.as_str()),
            ("pop.gmail.com", "995")
        );
    }

    #[test]
    fn what_the_person_typed_is_never_replaced() {
        let mut draft = draft(OTHER_PROVIDER, "ana@example.org");
        draft.fill_servers();
        assert_eq!(draft.servers_from, ServersFrom::Guess);
        draft.incoming.host = "mail.example.org".to_owned();
        draft.servers_from = ServersFrom::Person;
        draft.fill_servers();
        draft.choose_protocol(Incoming::Pop3);
        assert_eq!(draft.incoming.host, "mail.example.org");
        assert_eq!(draft.incoming.port, "995");
    }

    #[test]
    fn the_port_follows_the_encryption_unless_it_is_a_special_one() {
        let mut fields = ServerFields::empty(Protocol::Smtp);
        Draft::choose_encryption(&mut fields, Protocol::Smtp, Encryption::StartTls);
        assert_eq!(fields.port, "587");
        fields.port = "2525".to_owned();
        Draft::choose_encryption(&mut fields, Protocol::Smtp, Encryption::ImplicitTls);
        assert_eq!(fields.port, "2525");
    }

    #[test]
    fn patterns_of_user_names_are_filled_in_here() {
        let address = "ana@example.org".parse().unwrap();
        let name = user_name_of("%EMAILLOCALPART%.%EMAILDOMAIN%", &address).unwrap();
        assert_eq!(name.as_str(), "ana.example.org");
    }
}
