//! MX and SRV records, by hickory. Host names go through the system's resolver and not through this.
//!
//! What comes back is not authenticated: anybody on the way may have written it.

use std::{fmt, net::SocketAddr, sync::Arc, time::Duration};

use futures::{FutureExt as _, future::BoxFuture};
use hickory_resolver::{
    TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig},
    net::runtime::TokioRuntimeProvider,
    proto::rr::RData,
};
use tokio::{sync::OnceCell, time::timeout};

use crate::account::Host;

/// So many records of one answer are looked at.
const MAX_RECORDS: usize = 32;

/// How long one name server may take; there is a second try.
const TRY: Duration = Duration::from_secs(2);

/// How long all of them may take: a computer may have several that are silent.
const BOUND: Duration = Duration::from_secs(4);

/// A host that takes mail for a domain: [RFC 5321](https://www.rfc-editor.org/rfc/rfc5321#section-5.1).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailExchanger {
    /// The lower the better.
    pub preference: u16,
    /// The host.
    pub host: Host,
}

/// Where a service is: [RFC 2782](https://www.rfc-editor.org/rfc/rfc2782).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRecord {
    /// The lower the better.
    pub priority: u16,
    /// The heavier the likelier, among equal priorities.
    pub weight: u16,
    /// TCP port; 0 where the service is not offered.
    pub port: u16,
    /// The host; none: a single dot, "not offered here".
    pub target: Option<Host>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DnsFault {
    /// There is no such name or record.
    NotFound,
    /// The name servers could not be asked.
    Unavailable(String),
}

/// Asks for MX and SRV records.
pub trait DnsLookup: fmt::Debug + Send + Sync {
    /// The mail exchangers of a domain, best first.
    fn mail_exchangers(
        &self,
        domain: &Host,
    ) -> BoxFuture<'static, Result<Vec<MailExchanger>, DnsFault>>;

    /// The records of a service (`_imaps._tcp`) at a domain, in the order of the answer.
    fn services(
        &self,
        service: &str,
        domain: &Host,
    ) -> BoxFuture<'static, Result<Vec<ServiceRecord>, DnsFault>>;
}

/// Nothing is asked and nothing found. For practice, where nothing may leave the computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDns;

impl DnsLookup for NoDns {
    fn mail_exchangers(
        &self,
        _domain: &Host,
    ) -> BoxFuture<'static, Result<Vec<MailExchanger>, DnsFault>> {
        futures::future::ready(Err(DnsFault::NotFound)).boxed()
    }

    fn services(
        &self,
        _service: &str,
        _domain: &Host,
    ) -> BoxFuture<'static, Result<Vec<ServiceRecord>, DnsFault>> {
        futures::future::ready(Err(DnsFault::NotFound)).boxed()
    }
}

/// The name servers of this computer, or one that a test names.
#[derive(Clone, Default)]
pub struct LiveDns {
    server: Option<SocketAddr>,
    resolver: Arc<OnceCell<Result<TokioResolver, String>>>,
}

impl LiveDns {
    /// The name servers of this computer.
    pub fn system() -> Self {
        Self::default()
    }

    /// This name server alone.
    pub fn at(server: SocketAddr) -> Self {
        Self {
            server: Some(server),
            ..Self::default()
        }
    }

    async fn resolver(&self) -> Result<TokioResolver, DnsFault> {
        let server = self.server;
        let build = || async move {
            // The system's settings are in a file or the registry.
            tokio::task::spawn_blocking(move || build(server))
                .await
                .unwrap_or_else(|error| Err(error.to_string()))
        };
        let resolver = self.resolver.get_or_init(build).await;
        resolver.clone().map_err(DnsFault::Unavailable)
    }

    /// Looks a name up as it is, without the search list of this computer.
    async fn lookup(&self, name: String, kind: Kind) -> Result<Vec<RData>, DnsFault> {
        let resolver = self.resolver().await?;
        let found = async {
            match kind {
                Kind::Mx => resolver.mx_lookup(name).await,
                Kind::Srv => resolver.srv_lookup(name).await,
            }
        };
        let silent = |_| DnsFault::Unavailable("no answer".to_owned());
        match timeout(BOUND, found).await.map_err(silent)? {
            Ok(found) => {
                let answers = found.answers().iter().take(MAX_RECORDS);
                Ok(answers.map(|record| record.data.clone()).collect())
            }
            Err(error) if error.is_no_records_found() => Err(DnsFault::NotFound),
            Err(error) => Err(DnsFault::Unavailable(error.to_string())),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Mx,
    Srv,
}

fn build(server: Option<SocketAddr>) -> Result<TokioResolver, String> {
    let mut builder = match server {
        None => TokioResolver::builder_tokio().map_err(|error| error.to_string())?,
        Some(address) => {
            let mut connection = ConnectionConfig::udp();
            connection.port = address.port();
            let server = NameServerConfig::new(address.ip(), true, vec![connection]);
            let config = ResolverConfig::from_name_servers(vec![server]);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        }
    };
    let options = builder.options_mut();
    options.timeout = TRY;
    options.attempts = 2;
    options.use_hosts_file = ResolveHosts::Never;
    builder.build().map_err(|error| error.to_string())
}

impl fmt::Debug for LiveDns {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("LiveDns")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

impl DnsLookup for LiveDns {
    fn mail_exchangers(
        &self,
        domain: &Host,
    ) -> BoxFuture<'static, Result<Vec<MailExchanger>, DnsFault>> {
        let (dns, name) = (self.clone(), format!("{domain}."));
        async move {
            let answers = dns.lookup(name, Kind::Mx).await?;
            let exchanger = |data| {
                let RData::MX(mx) = data else {
                    return None;
                };
                Some(MailExchanger {
                    preference: mx.preference,
                    // A single dot takes no mail at all: https://www.rfc-editor.org/rfc/rfc7505
                    host: host(&mx.exchange.to_ascii())?,
                })
            };
            let mut found: Vec<_> = answers.into_iter().filter_map(exchanger).collect();
            found.sort();
            Ok(found)
        }
        .boxed()
    }

    fn services(
        &self,
        service: &str,
        domain: &Host,
    ) -> BoxFuture<'static, Result<Vec<ServiceRecord>, DnsFault>> {
        let (dns, name) = (self.clone(), format!("{service}.{domain}."));
        async move {
            let answers = dns.lookup(name, Kind::Srv).await?;
            let record = |data| {
                let RData::SRV(srv) = data else {
                    return None;
                };
                Some(ServiceRecord {
                    priority: srv.priority,
                    weight: srv.weight,
                    port: srv.port,
                    target: host(&srv.target.to_ascii()),
                })
            };
            Ok(answers.into_iter().filter_map(record).collect())
        }
        .boxed()
    }
}

/// A name of an answer; none for the root and for what is an address and no name.
fn host(name: &str) -> Option<Host> {
    let host: Host = name.parse().ok()?;
    let is_address = host.as_str().parse::<std::net::IpAddr>().is_ok();
    (!is_address).then_some(host)
}
