//! The sources that are pages in Mozilla's format: the provider's own, and Mozilla's database.
//!
//! The domain alone is in the address of a page; the address's local part never leaves.

use futures::{StreamExt as _, stream};
use tokio::time::timeout;

use super::{
    Discovered, SentOn, Source, Sources,
    client_config::{self, ConfigFault},
    https::{HttpsFault, Page, fetch},
    site::below,
};
use crate::account::Host;

/// Mozilla's database: <https://github.com/thunderbird/autoconfig>.
const ISPDB: &str = "autoconfig.thunderbird.net";

/// The provider's pages, most usual first.
///
/// Mozilla's two and the well-known one that an early
/// [IETF draft](https://datatracker.ietf.org/doc/draft-bucksch-autoconfig/) had first and later ones
/// ([draft-ietf-mailmaint-autoconfig](https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/))
/// took back. They would take the address as a query; it is not sent. Plain http is not asked.
pub(super) fn of_provider(domain: &Host) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut add = |host: Option<Host>, path: &str| {
        pages.extend(host.map(|host| Page {
            host,
            path: path.to_owned(),
        }));
    };
    add(below("autoconfig", domain), "/mail/config-v1.1.xml");
    add(
        Some(domain.clone()),
        "/.well-known/autoconfig/mail/config-v1.1.xml",
    );
    add(below("autoconfig", domain), "/.well-known/mail-v1.xml");
    pages
}

/// The entry of a domain in Mozilla's database.
pub(super) fn of_ispdb(domain: &Host) -> Option<Page> {
    Some(Page {
        host: ISPDB.parse().ok()?,
        path: format!("/v1.1/{domain}"),
    })
}

/// The provider's own pages.
pub(super) async fn autoconfig(sources: &Sources, domain: &Host) -> Discovered {
    first(sources, of_provider(domain), domain)
        .await
        .from(Source::Autoconfig)
}

/// Mozilla's database.
pub(super) async fn ispdb(sources: &Sources, domain: &Host) -> Discovered {
    let pages = of_ispdb(domain).into_iter().collect();
    first(sources, pages, domain).await.from(Source::Ispdb)
}

/// Asks all of these pages at once; the first in their order that helps.
pub(super) async fn first(sources: &Sources, pages: Vec<Page>, domain: &Host) -> Discovered {
    let count = pages.len().max(1);
    let mut answers = stream::iter(pages)
        .map(|page| answer(sources, page, domain))
        .buffered(count);
    let mut partial: Option<Discovered> = None;
    let mut elsewhere = Vec::new();
    let mut offline = true;
    while let Some(found) = answers.next().await {
        offline &= found.offline;
        if found.is_answer() {
            return found;
        }
        elsewhere.extend(found.elsewhere.iter().cloned());
        if partial.is_none() && !found.hosts().is_empty() {
            partial = Some(found);
        }
    }
    let mut found = partial.unwrap_or_default();
    found.elsewhere = elsewhere;
    found.offline = offline;
    found
}

async fn answer(sources: &Sources, page: Page, domain: &Host) -> Discovered {
    let name = page.to_string();
    let from = page.host.clone();
    let fetched = fetch(sources.https.as_ref(), page, &sources.agreed);
    let got = timeout(sources.page_bound, fetched).await;
    match got.unwrap_or(Err(HttpsFault::TimedOut)) {
        Ok(document) => of_config(client_config::parse(&document, Some(domain)), &name),
        Err(fault) => {
            tracing::debug!(page = name, %fault, "no page");
            let mut nothing = Discovered::default();
            match fault {
                HttpsFault::Elsewhere(to) => nothing.elsewhere.push(SentOn { from, to }),
                HttpsFault::Unreachable(_) | HttpsFault::TimedOut => nothing.offline = true,
                HttpsFault::Status(_)
                | HttpsFault::TooLarge
                | HttpsFault::Broken(_)
                | HttpsFault::NotHttps
                | HttpsFault::TooManyRedirects => {}
            }
            nothing
        }
    }
}

/// What a file gives, the usable side of a half usable one included; the source is not said.
pub(super) fn of_config(
    config: Result<client_config::ClientConfig, ConfigFault>,
    name: &str,
) -> Discovered {
    match config {
        Ok(config) => {
            if let Some(fault) = config.fault {
                tracing::debug!(page = name, %fault, "a page of half use");
            }
            config.discovered
        }
        Err(fault) => {
            tracing::debug!(page = name, %fault, "a page of no use");
            Discovered::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_domain_is_in_the_addresses_of_the_pages() {
        let domain: Host = "example.org".parse().unwrap();
        let pages: Vec<String> = of_provider(&domain)
            .into_iter()
            .chain(of_ispdb(&domain))
            .map(|page| page.to_string())
            .collect();
        assert_eq!(
            pages,
            [
                "https://autoconfig.example.org/mail/config-v1.1.xml",
                "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml",
                "https://autoconfig.example.org/.well-known/mail-v1.xml",
                "https://autoconfig.thunderbird.net/v1.1/example.org",
            ]
        );
    }
}
