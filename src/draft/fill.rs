//! Fills in the servers of a draft: from the catalogue, from what was found for the domain, or as a
//! guess; never over what the person typed.

use super::{Draft, ServerFields};
use crate::{
    account::{Address, Encryption, Host, Incoming, Protocol, Server, UserName},
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

/// How the looking for the servers of a domain ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SearchEnd {
    /// It has not.
    #[default]
    Open,
    /// With servers, a provider, or the certainty that no password works.
    Found,
    /// With nothing.
    Nothing,
    /// With nothing, because the network did not answer.
    Offline,
    /// The person stopped it.
    Stopped,
}

/// Where the host of one side comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HostFrom {
    /// The catalogue of providers.
    Catalogue,
    /// It was found for the address's domain.
    Found,
    /// It is the usual name; nobody confirmed it.
    Guess,
    /// It was typed, or saved earlier.
    Person,
}

/// Servers that were found for the address's domain, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The domain that was looked for, whatever came of it.
    pub domain: Option<Host>,
    /// What came of it.
    pub end: SearchEnd,
    /// Other sites that were asked because the person agreed.
    pub followed: Vec<Host>,
    /// Pages that wanted to send us on to another site, and where to; it was not asked.
    pub elsewhere: Vec<(Host, Host)>,
    /// The hosts to which the person agreed, though nobody vouches for them.
    pub agreed: Vec<String>,
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
        let Ok(address) = self.parsed_address() else {
            return;
        };
        if self.has_typed_servers(address.domain()) {
            return;
        }
        let protocol = Protocol::from(self.effective_protocol());
        let (source, incoming, outgoing) =
            if let Some((incoming, outgoing)) = self.catalogue_servers(&address) {
                (ServersFrom::Catalogue, incoming, outgoing)
            } else {
                // Half of them is found, half of them guessed where one side is known alone.
                let (incoming, outgoing) = self.found_servers();
                let source = match (&incoming, &outgoing) {
                    (None, None) => ServersFrom::Guess,
                    (Some(_), _) | (_, Some(_)) => ServersFrom::Found,
                };
                let guess = |wanted| {
                    known_server(wanted, &address).or_else(|| guessed_server(wanted, &address))
                };
                let incoming = incoming.or_else(|| guess(protocol));
                let outgoing = outgoing.or_else(|| guess(Protocol::Smtp));
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

    /// Forgets what was found, if it was for another domain than the address's.
    pub fn forget_other_domain(&mut self) {
        let domain = self.parsed_address().ok();
        let domain = domain.as_ref().and_then(domain_of);
        if self.found.domain.is_some() && self.found.domain != domain {
            self.found = Found::default();
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

    /// The fields of a side.
    pub const fn server(&self, side: Side) -> &ServerFields {
        match side {
            Side::Incoming => &self.incoming,
            Side::Outgoing => &self.outgoing,
        }
    }

    /// Where the host of a side comes from.
    pub fn host_from(&self, side: Side) -> HostFrom {
        let host = self.server(side).host.trim();
        let is = |server: &Server| server.host.as_str().eq_ignore_ascii_case(host);
        let incoming = self.found.incoming.iter().map(|(_, server)| server);
        if incoming.chain(&self.found.outgoing).any(is) {
            return HostFrom::Found;
        }
        let typed = self.servers_from == ServersFrom::Person;
        if typed && self.editing.is_some() {
            return HostFrom::Person;
        }
        let Ok(address) = self.parsed_address() else {
            return HostFrom::Person;
        };
        let of_side = |(incoming, outgoing)| match side {
            Side::Incoming => incoming,
            Side::Outgoing => outgoing,
        };
        let protocol = match side {
            Side::Incoming => self.effective_protocol().into(),
            Side::Outgoing => Protocol::Smtp,
        };
        let chosen = self.catalogue_servers(&address).map(of_side);
        let known = known_server(protocol, &address);
        if chosen.iter().chain(&known).any(is) {
            return HostFrom::Catalogue;
        }
        let guess = guessed_server(protocol, &address);
        if guess.is_some_and(|server| is(&server)) {
            HostFrom::Guess
        } else {
            HostFrom::Person
        }
    }

    /// Whether nobody vouches for the host of a side.
    pub fn is_unvouched(&self, side: Side) -> bool {
        match self.host_from(side) {
            HostFrom::Found => self.origin_needs_consent(),
            HostFrom::Guess => true,
            HostFrom::Catalogue | HostFrom::Person => false,
        }
    }

    /// Whether nobody vouches for one of the hosts.
    pub fn needs_consent(&self) -> bool {
        Side::ALL.iter().any(|side| self.is_unvouched(*side))
    }

    /// Whether a password would go to a host for which nobody vouches and to which the person has not
    /// agreed.
    pub fn lacks_consent(&self) -> bool {
        let is_agreed = |host: &str| self.found.agreed.iter().any(|agreed| agreed == host);
        Side::ALL
            .iter()
            .any(|side| self.is_unvouched(*side) && !is_agreed(self.server(*side).host.trim()))
    }

    /// The person has seen the hosts and goes on.
    pub fn agree(&mut self) {
        for side in Side::ALL {
            let host = self.server(*side).host.trim().to_owned();
            if !self.found.agreed.contains(&host) {
                self.found.agreed.push(host);
            }
        }
    }

    /// Whether servers were found that the person must see and agree to.
    pub fn origin_needs_consent(&self) -> bool {
        let origin = self.found.origin.as_ref();
        origin.is_some_and(|origin| origin.needs_consent)
    }

    fn found_servers(&self) -> (Option<Server>, Option<Server>) {
        let wanted = self.effective_protocol();
        let incoming = self.found_incoming(wanted).next();
        (incoming.cloned(), self.found.outgoing.first().cloned())
    }

    /// The servers that were found for a side and its protocol, with their places.
    fn found_of(&self, side: Side) -> Vec<(usize, &Server)> {
        let wanted = self.effective_protocol();
        let servers: Vec<&Server> = match side {
            Side::Incoming => self.found_incoming(wanted).collect(),
            Side::Outgoing => self.found.outgoing.iter().collect(),
        };
        servers.into_iter().enumerate().collect()
    }

    /// Those of them that do not stand in the fields, best first.
    pub fn found_others(&self, side: Side) -> Vec<(usize, &Server)> {
        let fields = self.server(side);
        let mut others = self.found_of(side);
        others.retain(|(_, server)| {
            server.host.as_str() != fields.host.trim() || server.port.to_string() != fields.port
        });
        others
    }

    /// Puts one of the servers that were found into the fields of its side.
    pub fn use_found(&mut self, side: Side, place: usize) {
        let chosen = self.found_of(side).into_iter().nth(place);
        let Some(fields) = chosen.map(|(_, server)| ServerFields::from_server(server)) else {
            return;
        };
        // The other side may have been typed.
        self.servers_from = ServersFrom::Person;
        match side {
            Side::Incoming => self.incoming = fields,
            Side::Outgoing => self.outgoing = fields,
        }
    }

    fn found_incoming(&self, wanted: Incoming) -> impl Iterator<Item = &Server> {
        let incoming = self.found.incoming.iter();
        incoming
            .filter(move |(protocol, _)| *protocol == wanted)
            .map(|(_, server)| server)
    }

    /// Whether incoming servers were found, but none for this protocol.
    pub fn found_lacks(&self, wanted: Incoming) -> bool {
        !self.found.incoming.is_empty() && self.found_incoming(wanted).next().is_none()
    }
}

/// The server of a known domain, though another provider or none was chosen.
fn known_server(wanted: Protocol, address: &Address) -> Option<Server> {
    let provider = Catalogue::bundled().by_domain(address.domain())?;
    provider.servers(wanted, address).into_iter().next()
}

fn guessed_server(wanted: Protocol, address: &Address) -> Option<Server> {
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
    fn half_of_the_servers_is_kept_and_the_other_half_is_marked_as_a_guess() {
        let mut draft = draft(OTHER_PROVIDER, "ana@example.org");
        let server = |host: &str| Server {
            host: host.parse().unwrap(),
            ..guessed_server(Protocol::Pop3, &"ana@example.org".parse().unwrap()).unwrap()
        };
        draft.found.incoming = vec![(Incoming::Pop3, server("in.hoster.example"))];
        draft.protocol = Some(Incoming::Pop3);
        draft.fill_servers();
        assert_eq!(draft.host_from(Side::Incoming), HostFrom::Found);
        assert_eq!(draft.host_from(Side::Outgoing), HostFrom::Guess);
        assert_eq!(draft.outgoing.host, "smtp.example.org");
        assert!(draft.found_lacks(Incoming::Imap));
        // Somebody vouches for what was found, nobody for the guess.
        assert!(!draft.is_unvouched(Side::Incoming) && draft.lacks_consent());
        draft.agree();
        assert!(draft.needs_consent() && !draft.lacks_consent());
        draft.outgoing.host = "mail.hoster.example".to_owned();
        assert_eq!(draft.host_from(Side::Outgoing), HostFrom::Person);
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

    #[test]
    fn patterns_of_user_names_are_filled_in_here() {
        let address = "ana@example.org".parse().unwrap();
        let name = user_name_of("%EMAILLOCALPART%.%EMAILDOMAIN%", &address).unwrap();
        assert_eq!(name.as_str(), "ana.example.org");
    }
}
