//! Fills in the servers of a draft: from the catalogue, from what was found for the domain, or as a
//! guess; never over what the person typed.

use super::{Draft, ServerFields};
use crate::{
    account::{Address, Incoming, Protocol, Server, UserName},
    failure::Side,
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

impl Draft {
    /// Fills in the servers for provider, address and protocol as they are now, unless the person
    /// typed them. Without an address nothing can be filled in.
    pub fn fill_servers(&mut self) {
        let Ok(address) = self.parsed_address() else {
            return;
        };
        if self.has_typed_servers(address.domain()) {
            return;
        }
        let (source, incoming, outgoing) =
            if let Some((incoming, outgoing)) = self.catalogue_servers(&address) {
                (ServersFrom::Catalogue, incoming, outgoing)
            } else {
                // Half of them is found, half of them guessed where one side is known alone.
                let found = |side| self.found_of(side).first().copied().cloned();
                let guess = |side| {
                    let wanted = self.protocol_of(side);
                    known_server(wanted, &address).or_else(|| guessed_server(wanted, &address))
                };
                let [incoming, outgoing] = [Side::Incoming, Side::Outgoing].map(found);
                let source = if incoming.is_none() && outgoing.is_none() {
                    ServersFrom::Guess
                } else {
                    ServersFrom::Found
                };
                let incoming = incoming.or_else(|| guess(Side::Incoming));
                let outgoing = outgoing.or_else(|| guess(Side::Outgoing));
                let (Some(incoming), Some(outgoing)) = (incoming, outgoing) else {
                    return;
                };
                (source, incoming, outgoing)
            };
        self.servers_from = source;
        self.servers_for = Some(address.domain().to_owned());
        self.incoming = ServerFields::from_server(&incoming);
        self.outgoing = ServerFields::from_server(&outgoing);
    }

    /// Whether the person typed the servers for this domain.
    pub fn has_typed_servers(&self, domain: &str) -> bool {
        let of_domain = self.servers_for.as_deref().is_none_or(|of| of == domain);
        self.servers_from == ServersFrom::Person && of_domain
    }

    /// Whether the person enters the servers of this domain, though its provider is known.
    pub fn is_by_hand(&self, domain: &str) -> bool {
        let by_hand = self.by_hand.as_deref();
        by_hand.is_some_and(|by_hand| by_hand.eq_ignore_ascii_case(domain))
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

    pub(super) fn catalogue_servers(&self, address: &Address) -> Option<(Server, Server)> {
        let provider = self.known_provider()?;
        let first = |side| {
            let servers = provider.servers(self.protocol_of(side), address);
            servers.into_iter().next()
        };
        Some((first(Side::Incoming)?, first(Side::Outgoing)?))
    }
}

/// The server of a known domain, though another provider or none was chosen.
pub(super) fn known_server(wanted: Protocol, address: &Address) -> Option<Server> {
    let provider = Catalogue::bundled().by_domain(address.domain())?;
    provider.servers(wanted, address).into_iter().next()
}

pub(super) fn guessed_server(wanted: Protocol, address: &Address) -> Option<Server> {
    let guesses = provider::guess(address.domain());
    let guess = guesses.into_iter().find(|guess| guess.protocol == wanted)?;
    Some(Server {
        host: guess.host,
        port: guess.port,
        encryption: guess.encryption,
        user_name: UserName::from(address),
        accepted_certificate: None,
    })
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
    fn servers_typed_for_one_domain_are_not_kept_for_another() {
        let mut draft = draft(OTHER_PROVIDER, "ana@example.org");
        draft.fill_servers();
        draft.incoming.host = "mail.hoster.example".to_owned();
        draft.servers_from = ServersFrom::Person;
        draft.address = "bea@example.org".to_owned();
        draft.fill_servers();
        assert_eq!(draft.incoming.host, "mail.hoster.example");
        draft.address = "bea@other.example".to_owned();
        draft.fill_servers();
        assert_eq!(draft.incoming.host, "imap.other.example");
    }
}
