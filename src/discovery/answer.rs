//! What was found, as the draft takes it: the address filled into the patterns, on this computer.

use super::{Candidate, Discovered, Question};
use crate::{
    account::{Address, Server},
    draft::{Found, Origin, SearchEnd},
    provider::{Catalogue, Provider},
};

impl Candidate {
    /// The user name for an address: the pattern, filled in on this computer.
    pub fn user_name_for(&self, address: &Address) -> String {
        self.user_name
            .replace("%EMAILADDRESS%", address.as_str())
            .replace("%EMAILLOCALPART%", address.local_part())
            .replace("%EMAILDOMAIN%", address.domain())
    }
}

impl Discovered {
    /// The provider that runs the domain's mail, if the catalogue knows it.
    pub fn known_provider(&self) -> Option<&'static Provider> {
        Catalogue::bundled().by_id(self.provider.as_deref()?)
    }

    /// The answer to this question for this address.
    pub fn for_draft(&self, question: &Question, address: &Address) -> Found {
        let server = |candidate: &Candidate| server_of(candidate, address);
        let end = if self.is_answer() || !self.hosts().is_empty() {
            SearchEnd::Found
        } else if self.offline {
            SearchEnd::Offline
        } else {
            SearchEnd::Nothing
        };
        let incoming = self.incoming.iter();
        let elsewhere = self.elsewhere.iter();
        Found {
            domain: Some(question.domain.clone()),
            end,
            followed: question.agreed.clone(),
            elsewhere: elsewhere
                .map(|sent| (sent.from.clone(), sent.to.clone()))
                .collect(),
            agreed: Vec::new(),
            incoming: incoming
                .filter_map(|(protocol, candidate)| Some((*protocol, server(candidate)?)))
                .collect(),
            outgoing: self.outgoing.iter().filter_map(server).collect(),
            origin: self.origin(question),
        }
    }

    fn origin(&self, question: &Question) -> Option<Origin> {
        Some(Origin {
            text_key: self.source?.text_key(),
            needs_consent: self.needs_consent(),
            oauth2_only: self.oauth2_only,
            domain: question.domain.to_string(),
            other_sites: self.other_sites(&question.domain),
            pages: self.pages.clone(),
        })
    }
}

fn server_of(candidate: &Candidate, address: &Address) -> Option<Server> {
    Some(Server {
        host: candidate.host.clone(),
        port: candidate.port,
        encryption: candidate.encryption,
        user_name: candidate.user_name_for(address).parse().ok()?,
        accepted_certificate: None,
    })
}
