//! The source that asks nobody: what the catalogue knows.

use super::{Candidate, Discovered, Source};
use crate::{
    account::{Host, Incoming, Protocol},
    draft::{Page, PageKind},
    provider::{Catalogue, PasswordKind, Provider, SwitchOn},
};

/// The catalogue, by domain and family.
pub(super) fn of_domain(domain: &Host) -> Discovered {
    Catalogue::bundled()
        .by_domain(domain.as_str())
        .map(|provider| of_provider(provider, domain).from(Source::Catalogue))
        .unwrap_or_default()
}

/// A provider's servers for addresses of this domain; the source is for the caller to say.
pub(super) fn of_provider(provider: &Provider, domain: &Host) -> Discovered {
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
    let pages = Protocol::ALL
        .into_iter()
        .flat_map(|protocol| provider.switches(protocol))
        .filter_map(SwitchOn::page)
        .fold(Vec::new(), |mut pages: Vec<Page>, page| {
            if !pages.iter().any(|known| known.url == page) {
                pages.push(Page::new(page.to_owned(), PageKind::SwitchOn));
            }
            pages
        });
    Discovered {
        provider: Some(provider.id().to_owned()),
        incoming,
        outgoing: candidates(Protocol::Smtp),
        pages,
        oauth2_only: provider.password_kind() == PasswordKind::OauthOnly,
        ..Discovered::default()
    }
}
