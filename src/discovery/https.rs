//! Pages by https: one GET, within bounds of size, and redirects inside the same site alone.

mod exchange;

use std::fmt;

use futures::{FutureExt as _, future::BoxFuture};
use ureq::http::Uri;

use super::{client_config::MAX_CONFIG_BYTES, site};
use crate::{
    account::{Host, Port},
    mail::wire::{self, Network, Tap},
};

/// So often a site may send us on.
const MAX_REDIRECTS: usize = 3;

/// The largest page that is read, in bytes.
pub const MAX_PAGE_BYTES: u64 = MAX_CONFIG_BYTES as u64;

/// The address of a page; always https, always port 443.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The host.
    pub host: Host,
    /// The path, with its query if any; begins with a slash.
    pub path: String,
}

impl fmt::Display for Page {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "https://{}{}", self.host, self.path)
    }
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The page, at most [`MAX_PAGE_BYTES`].
    Document(Vec<u8>),
    /// "Look there": the location as the server wrote it.
    Moved(String),
}

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpsFault {
    /// No connection with a certificate valid for the name came about.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// The server answered with this status.
    #[error("status {0}")]
    Status(u16),
    /// More than [`MAX_PAGE_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Not HTTP, or it ended early.
    #[error("broken: {0}")]
    Broken(String),
    /// A redirect to another site, which is not followed.
    #[error("redirected to {0}")]
    Elsewhere(Host),
    /// A redirect away from https, or to something that is no address.
    #[error("redirected to no https page")]
    NotHttps,
    /// Sent on more than three times.
    #[error("redirected too often")]
    TooManyRedirects,
    /// No answer within the bound.
    #[error("timed out")]
    TimedOut,
}

/// Gets one page. Follows nothing by itself.
pub trait HttpsGet: fmt::Debug + Send + Sync {
    /// One request. The caller bounds the time; dropping the future ends the request.
    fn get(&self, page: Page) -> BoxFuture<'static, Result<Reply, HttpsFault>>;
}

/// HTTP by ureq over our own connections: the injected resolver, dialler, clock and trust.
#[derive(Debug, Clone)]
pub struct LiveHttps {
    network: Network,
}

impl LiveHttps {
    /// Over this network.
    pub const fn new(network: Network) -> Self {
        Self { network }
    }
}

impl HttpsGet for LiveHttps {
    fn get(&self, page: Page) -> BoxFuture<'static, Result<Reply, HttpsFault>> {
        let network = self.network.clone();
        async move {
            let unreachable = |fault| HttpsFault::Unreachable(format!("{fault:?}"));
            let port = Port::try_from(443).map_err(|_| HttpsFault::NotHttps)?;
            let addresses = wire::lookup(&network, &page.host)
                .await
                .map_err(unreachable)?;
            let io = wire::connect(&network, &addresses, port)
                .await
                .map_err(unreachable)?;
            let secured = wire::handshake(&network, &page.host, None, Tap::new(io))
                .await
                .map_err(unreachable)?;
            exchange::exchange(secured.io, &page).await
        }
        .boxed()
    }
}

/// Gets a page, following redirects inside its own site and those of the hosts that were agreed to.
pub(super) async fn fetch(
    https: &dyn HttpsGet,
    page: Page,
    agreed: &[Host],
) -> Result<Vec<u8>, HttpsFault> {
    let home = page.host.clone();
    let sites: Vec<&str> = std::iter::once(&home).chain(agreed).map(site).collect();
    let mut page = page;
    for _ in 0..=MAX_REDIRECTS {
        match https.get(page.clone()).await? {
            Reply::Document(document) => return Ok(document),
            Reply::Moved(location) => page = follow(&page, &location, &sites)?,
        }
    }
    Err(HttpsFault::TooManyRedirects)
}

fn follow(from: &Page, location: &str, sites: &[&str]) -> Result<Page, HttpsFault> {
    let location = location.trim();
    // `//host/path` keeps the scheme and changes the host (RFC 3986, 4.2).
    let location = match location.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => location.to_owned(),
    };
    let uri: Uri = location.parse().map_err(|_| HttpsFault::NotHttps)?;
    let path = uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let Some(host) = uri.host().filter(|_| uri.scheme().is_some()) else {
        // Only a whole path; a relative one is rare and not worth its own rules.
        return if uri.authority().is_none() && uri.scheme().is_none() && path.starts_with('/') {
            let host = from.host.clone();
            Ok(Page { host, path })
        } else {
            Err(HttpsFault::NotHttps)
        };
    };
    let host: Host = host.parse().map_err(|_| HttpsFault::NotHttps)?;
    let is_https = uri.scheme_str() == Some("https") && matches!(uri.port_u16(), None | Some(443));
    if !is_https {
        // Nobody is asked whether to go where we would not go.
        Err(HttpsFault::NotHttps)
    } else if sites.contains(&site(&host)) {
        Ok(Page { host, path })
    } else {
        Err(HttpsFault::Elsewhere(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(location: &str) -> Result<String, HttpsFault> {
        let from = Page {
            host: "autoconfig.example.org".parse().unwrap(),
            path: "/mail/config-v1.1.xml".to_owned(),
        };
        follow(&from, location, &["example.org", "agreed.example"]).map(|page| page.to_string())
    }

    #[test]
    fn redirects_stay_inside_the_site_and_https() {
        let good = |location: &str, expected: &str| {
            assert_eq!(followed(location).as_deref(), Ok(expected), "{location}");
        };
        good("/x.xml?a=b", "https://autoconfig.example.org/x.xml?a=b");
        good("https://www.example.org/x", "https://www.example.org/x");
        good("https://example.org:443/x", "https://example.org/x");
        good("//mail.example.org/x", "https://mail.example.org/x");
        good("https://a.agreed.example/x", "https://a.agreed.example/x");
        for location in [
            "http://example.org/x",
            "https://example.org:8443/x",
            "http://127.0.0.1/x",
            "file:///etc/passwd",
            "x.xml",
            "",
            "https://",
            "https://exa mple.org/",
        ] {
            assert!(
                matches!(followed(location), Err(HttpsFault::NotHttps)),
                "{location}: {:?}",
                followed(location)
            );
        }
        for location in [
            "https://evil.example/x",
            "//evil.example/x",
            "https://user@evil.example/x",
            "https://example.org.evil.example/",
        ] {
            assert!(
                matches!(followed(location), Err(HttpsFault::Elsewhere(_))),
                "{location}: {:?}",
                followed(location)
            );
        }
    }
}
