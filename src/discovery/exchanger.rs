//! The source behind the MX record: an own domain at Google, Yandex, Zoho, OVH, IONOS … is that provider.
//!
//! The record is plain DNS, so whatever it leads to needs the person's consent.

use super::{Discovered, Source, Sources, known, pages, site};
use crate::{account::Host, provider::Catalogue};

/// The catalogue by the domain's mail exchangers, else the pages of the best one's domain.
pub(super) async fn of_domain(sources: &Sources, domain: &Host) -> Discovered {
    let exchangers = match sources.dns.mail_exchangers(domain).await {
        Ok(found) => found,
        Err(fault) => {
            tracing::debug!(?fault, "no mail exchanger");
            return Discovered::default();
        }
    };
    let hosts: Vec<Host> = exchangers.into_iter().map(|found| found.host).collect();
    if let Some(provider) = Catalogue::bundled().by_mx(&hosts) {
        return known::of_provider(provider, domain).from(Source::MailExchanger);
    }
    let domains = hosts
        .first()
        .map(|best| domains_of(best, domain))
        .unwrap_or_default();
    let pages = domains
        .iter()
        .flat_map(pages::of_provider)
        .chain(domains.iter().filter_map(pages::of_ispdb))
        .collect();
    pages::first(sources, pages, domain)
        .await
        .from(Source::MailExchanger)
}

/// The domain a mail exchanger stands in and its registrable one
/// ([draft-ietf-mailmaint-autoconfig](https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/),
/// "MX"), without the address's own: that was asked already.
fn domains_of(exchanger: &Host, domain: &Host) -> Vec<Host> {
    let base = site(exchanger);
    let parent = exchanger.as_str().split_once('.').map(|(_, parent)| parent);
    let mut domains: Vec<Host> = Vec::new();
    for name in parent.into_iter().chain([base]) {
        let inside = name.len() >= base.len() && name.contains('.');
        if let Ok(found) = name.parse::<Host>()
            && inside
            && found != *domain
            && !domains.contains(&found)
        {
            domains.push(found);
        }
    }
    domains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_exchanger_leads_to_the_domains_it_stands_in() {
        let domains = |exchanger: &str, domain: &str| -> Vec<String> {
            domains_of(&exchanger.parse().unwrap(), &domain.parse().unwrap())
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        assert_eq!(
            domains("mx.premium.europe.example.com", "agua.example"),
            ["premium.europe.example.com", "example.com"]
        );
        assert_eq!(
            domains("mx.example.co.uk", "agua.example"),
            ["example.co.uk"]
        );
        assert_eq!(domains("example.co.uk", "agua.example"), ["example.co.uk"]);
        assert!(domains("mx.example.org", "example.org").is_empty());
        assert!(domains("localhost", "example.org").is_empty());
    }
}
