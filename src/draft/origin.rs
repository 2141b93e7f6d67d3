//! Where the hosts in the draft come from, and whether the person must agree to them.

use super::{
    Draft, Page, ServersFrom,
    fill::{guessed_server, known_server},
};
use crate::{account::Server, failure::Side};

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
    /// The provider's pages: to switch something on first, and to read.
    pub pages: Vec<Page>,
}

impl Draft {
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

    /// Where the host of a side comes from.
    pub fn host_from(&self, side: Side) -> HostFrom {
        let host = self.server(side).host.trim();
        let is = |server: &Server| server.host.as_str().eq_ignore_ascii_case(host);
        let incoming = self.found.incoming.iter().map(|(_, server)| server);
        if incoming.chain(&self.found.outgoing).any(is) {
            return HostFrom::Found;
        }
        if self.servers_from == ServersFrom::Person && self.editing.is_some() {
            return HostFrom::Person;
        }
        let Ok(address) = self.parsed_address() else {
            return HostFrom::Person;
        };
        let of_side = |(incoming, outgoing)| match side {
            Side::Incoming => incoming,
            Side::Outgoing => outgoing,
        };
        let protocol = self.protocol_of(side);
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Incoming, Protocol};

    #[test]
    fn half_of_the_servers_is_kept_and_the_other_half_is_marked_as_a_guess() {
        let mut draft = Draft {
            address: "ana@example.org".to_owned(),
            ..Draft::default()
        };
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
}
