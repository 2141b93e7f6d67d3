//! What was found for a domain, put into the draft.

use super::{App, Effect, Pending};
use crate::{
    account::{Address, Server},
    backend::{Attempt, DiscoveryEvent},
    discovery::{Candidate, Discovered},
    draft::{Found, user_name_of},
    provider::Catalogue,
    screen::Screen,
};

impl App {
    pub(super) fn discovered(&mut self, attempt: Attempt, event: DiscoveryEvent) -> Vec<Effect> {
        let DiscoveryEvent::Finished(found) = event else {
            return Vec::new();
        };
        if self.end(attempt) != Some(Pending::Discovery) {
            return Vec::new();
        }
        self.take_found(&found);
        let Screen::Provider(screen) = &mut self.screen else {
            return Vec::new();
        };
        let action = screen.searched(&mut self.draft);
        self.take_provider_action(action)
    }

    fn take_found(&mut self, found: &Discovered) {
        let known = found
            .provider
            .as_deref()
            .and_then(|id| Catalogue::bundled().by_id(id));
        if let Some(provider) = known {
            self.draft.provider = Some(provider.id().to_owned());
            return;
        }
        let Ok(address) = self.draft.parsed_address() else {
            return;
        };
        let server = |candidate: &Candidate| server_of(candidate, &address);
        self.draft.found = Found {
            incoming: found
                .incoming
                .iter()
                .filter_map(|(protocol, candidate)| Some((*protocol, server(candidate)?)))
                .collect(),
            outgoing: found.outgoing.iter().filter_map(server).collect(),
        };
    }
}

fn server_of(candidate: &Candidate, address: &Address) -> Option<Server> {
    Some(Server {
        host: candidate.host.clone(),
        port: candidate.port,
        encryption: candidate.encryption,
        user_name: user_name_of(&candidate.user_name, address)?,
        accepted_certificate: None,
    })
}
