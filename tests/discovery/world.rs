//! A world of names: where each leads, who answers there, and a search in it.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::{FutureExt as _, StreamExt as _, future::BoxFuture};
use home_station::{
    account::Host,
    backend::DiscoveryEvent,
    discovery::{Discovered, Source, Sources, dns::LiveDns, search},
    mail::wire::{BoxedIo, Dialler, LiveDialler, NameFault, Network, Resolver, Trust},
    practice::{
        PracticeOptions, Servers,
        authority::{Authority, Leaf},
    },
};

use super::{dns::Dns, web::Web};

/// Where web servers with a good certificate are.
const GOOD: &str = "192.0.2.80";
/// Where the web server with a stranger's certificate is.
const STRANGE: &str = "192.0.2.81";
/// Where mail servers are.
const MAIL: &str = "192.0.2.25";
/// Where nothing answers.
const VOID: &str = "192.0.2.0";

/// What is to be found.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) dns: Dns,
    pub(crate) web: Web,
    names: HashMap<String, IpAddr>,
    /// Where every other name leads.
    wildcard: Option<IpAddr>,
    /// No name is ever answered.
    silent_names: bool,
    mail: PracticeOptions,
    pub(crate) folder: Option<std::path::PathBuf>,
    pub(crate) deadline: Option<Duration>,
}

impl World {
    fn name(&mut self, host: &str, address: &str) {
        let _ = self.names.insert(host.to_owned(), address.parse().unwrap());
    }

    pub(crate) fn web_at(&mut self, host: &str) {
        self.name(host, GOOD);
    }

    pub(crate) fn strange_web_at(&mut self, host: &str) {
        self.name(host, STRANGE);
    }

    pub(crate) fn mail_at(&mut self, host: &str) {
        self.name(host, MAIL);
    }

    pub(crate) fn void_at(&mut self, host: &str) {
        self.name(host, VOID);
    }

    pub(crate) fn everything_is_web(&mut self) {
        self.wildcard = Some(GOOD.parse().unwrap());
    }

    pub(crate) fn names_are_silent(&mut self) {
        self.silent_names = true;
    }

    pub(crate) fn mail_with(&mut self, options: PracticeOptions) {
        self.mail = options;
    }

    /// Starts everybody.
    pub(crate) async fn start(self) -> Started {
        let authority = Arc::new(Authority::new().unwrap());
        let servers = Servers::start(self.mail).unwrap();
        let good = self.web.start(&authority, Leaf::Trusted).await;
        let strange = self.web.start(&authority, Leaf::UnknownAuthority).await;
        let name_server = self.dns.start().await;
        let mut routes = HashMap::from([
            ((GOOD.parse().unwrap(), 443), good),
            ((STRANGE.parse().unwrap(), 443), strange),
        ]);
        for port in [993, 143, 995, 110, 465, 587] {
            if let Some(to) = servers.address_for(port) {
                let _ = routes.insert((MAIL.parse().unwrap(), port), to);
            }
        }
        let roads = Roads {
            routes: Arc::new(routes),
            dialled: Arc::default(),
        };
        let names = Names {
            known: Arc::new(self.names),
            wildcard: self.wildcard,
            is_silent: self.silent_names,
        };
        let mut network = Network::live()
            .with_resolver(names)
            .with_dialler(roads.clone());
        network.trust = Trust::only(vec![authority.der(), servers.authority_der()]);
        let mut sources = Sources::live(network, self.folder);
        sources.dns = Arc::new(LiveDns::at(name_server));
        if let Some(deadline) = self.deadline {
            sources.deadline = deadline;
            sources.page_bound = deadline;
        }
        Started {
            sources: Arc::new(sources),
            dns: self.dns,
            web: self.web,
            roads,
            servers,
        }
    }
}

/// A world at work.
pub(crate) struct Started {
    pub(crate) sources: Arc<Sources>,
    pub(crate) dns: Dns,
    pub(crate) web: Web,
    pub(crate) roads: Roads,
    pub(crate) servers: Servers,
}

impl Started {
    /// Searches to the end; also the sources that were waited for.
    pub(crate) async fn search(&self, domain: &str) -> (Vec<Source>, Discovered) {
        let events = search(Arc::clone(&self.sources), domain.parse().unwrap());
        let mut asked = Vec::new();
        let mut end = None;
        for event in events.collect::<Vec<_>>().await {
            assert!(end.is_none(), "Finished is the last event");
            match event {
                DiscoveryEvent::Asking(source) => asked.push(source),
                DiscoveryEvent::Finished(found) => end = Some(found),
            }
        }
        (asked, end.unwrap())
    }

    /// With the person's agreement to ask these other sites.
    pub(crate) async fn find_agreeing(&self, domain: &str, agreed: Vec<Host>) -> Discovered {
        let sources = Arc::new(self.sources.agreeing(agreed));
        let events = search(sources, domain.parse().unwrap());
        match events.collect::<Vec<_>>().await.pop() {
            Some(DiscoveryEvent::Finished(found)) => found,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn find(&self, domain: &str) -> Discovered {
        self.search(domain).await.1
    }
}

#[derive(Debug)]
struct Names {
    known: Arc<HashMap<String, IpAddr>>,
    wildcard: Option<IpAddr>,
    is_silent: bool,
}

impl Resolver for Names {
    fn lookup(&self, host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        if self.is_silent {
            return futures::future::pending().boxed();
        }
        let found = self.known.get(host.as_str()).copied().or(self.wildcard);
        let missing = || NameFault::NotFound("no such name".to_owned());
        futures::future::ready(found.map(|address| vec![address]).ok_or_else(missing)).boxed()
    }
}

type Road = (IpAddr, u16);

/// Leads addresses to loopback. Every connection is noted; nothing leaves the computer.
#[derive(Debug, Clone)]
pub(crate) struct Roads {
    routes: Arc<HashMap<Road, SocketAddr>>,
    pub(crate) dialled: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Dialler for Roads {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        self.dialled.lock().unwrap().push(address);
        if address.ip() == VOID.parse::<IpAddr>().unwrap() {
            return futures::future::pending().boxed();
        }
        match self.routes.get(&(address.ip(), address.port())) {
            Some(to) => LiveDialler.dial(*to),
            None => futures::future::ready(Err(io::ErrorKind::ConnectionRefused.into())).boxed(),
        }
    }
}

/// A good file for these hosts.
pub(crate) fn config(incoming: &str, outgoing: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"x\">\
         <domain>example.org</domain>\
         <incomingServer type=\"imap\"><hostname>{incoming}</hostname><port>993</port>\
         <socketType>SSL</socketType><username>%EMAILADDRESS%</username>\
         <authentication>password-cleartext</authentication></incomingServer>\
         <incomingServer type=\"pop3\"><hostname>{incoming}</hostname><port>995</port>\
         <socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>\
         <outgoingServer type=\"smtp\"><hostname>{outgoing}</hostname><port>465</port>\
         <socketType>SSL</socketType><username>%EMAILADDRESS%</username></outgoingServer>\
         </emailProvider></clientConfig>"
    )
}

/// Every server as `host:port`, incoming first.
pub(crate) fn servers(found: &Discovered) -> Vec<String> {
    let incoming = found.incoming.iter().map(|(_, candidate)| candidate);
    incoming
        .chain(&found.outgoing)
        .map(|candidate| format!("{}:{}", candidate.host, candidate.port))
        .collect()
}
