//! What was found for the domain of the address: servers to choose from.

use super::{Draft, Origin, ServerFields, ServersFrom};
use crate::{
    account::{Address, Host, Incoming, Server},
    failure::Side,
};

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

impl Draft {
    /// Forgets what was found, if it was for another domain than the address's.
    pub fn forget_other_domain(&mut self) {
        let domain = self.parsed_address().ok();
        let domain = domain.as_ref().and_then(domain_of);
        if self.found.domain.is_some() && self.found.domain != domain {
            self.found = Found::default();
        }
    }

    /// The servers that were found for a side and its protocol, best first.
    pub(super) fn found_of(&self, side: Side) -> Vec<&Server> {
        match side {
            Side::Incoming => self.found_incoming(self.effective_protocol()).collect(),
            Side::Outgoing => self.found.outgoing.iter().collect(),
        }
    }

    /// Those of them that do not stand in the fields, with their places among all.
    pub fn found_others(&self, side: Side) -> Vec<(usize, &Server)> {
        let fields = self.server(side);
        let mut others: Vec<_> = self.found_of(side).into_iter().enumerate().collect();
        others.retain(|(_, server)| {
            server.host.as_str() != fields.host.trim() || server.port.to_string() != fields.port
        });
        others
    }

    /// Puts one of the servers that were found into the fields of its side.
    pub fn use_found(&mut self, side: Side, place: usize) {
        let Some(fields) = self
            .found_of(side)
            .get(place)
            .map(|server| ServerFields::from_server(server))
        else {
            return;
        };
        // The other side may have been typed.
        self.servers_from = ServersFrom::Person;
        *self.server_mut(side) = fields;
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

/// The domain of an address as the host that discovery asks about.
pub fn domain_of(address: &Address) -> Option<Host> {
    address.domain().parse().ok()
}
