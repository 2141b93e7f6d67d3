//! Servers that need no look-up: what the catalogue knows of a domain.

use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};

use super::DiscoveryEvent;
use crate::{
    account::{Host, Incoming, Protocol},
    discovery::{Candidate, Discovered, Source},
    provider::{Catalogue, Provider},
};

/// Asks the catalogue alone.
pub(super) fn discover(domain: &Host) -> BoxStream<'static, DiscoveryEvent> {
    let found = Catalogue::bundled()
        .by_domain(domain.as_str())
        .map(|provider| of_provider(provider, domain))
        .unwrap_or_default();
    stream::iter([
        DiscoveryEvent::Asking(Source::Catalogue),
        DiscoveryEvent::Finished(found),
    ])
    .boxed()
}

fn of_provider(provider: &Provider, domain: &Host) -> Discovered {
    let candidates = |protocol: Protocol| -> Vec<Candidate> {
        let user_name = provider.user_form(protocol).pattern();
        provider
            .templates(protocol)
            .iter()
            .filter_map(|template| {
                Some(Candidate {
                    host: template.host(domain.as_str())?,
                    port: template.port,
                    encryption: template.encryption,
                    user_name: user_name.to_owned(),
                })
            })
            .collect()
    };
    let incoming = [Incoming::Imap, Incoming::Pop3]
        .into_iter()
        .flat_map(|incoming| {
            let found = candidates(incoming.into());
            found
                .into_iter()
                .map(move |candidate| (incoming, candidate))
        })
        .collect();
    Discovered {
        source: Some(Source::Catalogue),
        provider: Some(provider.id().to_owned()),
        incoming,
        outgoing: candidates(Protocol::Smtp),
        pages: Vec::new(),
        oauth2_only: false,
    }
}
