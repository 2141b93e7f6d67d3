//! Practice: the same work against mail servers inside the program, with a memory that ends with it.
//!
//! Every name leads to loopback and only the throw-away authority is trusted, so the providers'
//! real names can be used and nothing leaves the machine.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use futures::{
    FutureExt as _,
    future::{self, BoxFuture},
};

use super::{live::Live, shelf::Memory};
use crate::{
    account::Host,
    failure::StorageFailure,
    mail::wire::{BoxedIo, Dialler, LiveDialler, NameFault, Network, Resolver},
    practice::{PracticeOptions, Servers},
};

/// Starts practice mode.
///
/// # Errors
/// The system gives no loopback port, thread or random number.
pub fn start(options: PracticeOptions) -> Result<Live, StorageFailure> {
    let servers = Servers::start(options).map_err(|error| StorageFailure::File {
        path: "127.0.0.1".into(),
        detail: error.to_string(),
    })?;
    let servers = Arc::new(servers);
    Ok(Live::of(
        Arc::new(Memory::default()),
        network(&servers),
        Some(servers),
    ))
}

/// The network in which every name is at the embedded servers.
pub fn network(servers: &Arc<Servers>) -> Network {
    Network::live()
        .with_resolver(Everything)
        .with_dialler(ToServers(Arc::clone(servers)))
        .with_extra_roots(vec![servers.authority_der()])
}

/// Every name is this computer.
#[derive(Debug)]
struct Everything;

impl Resolver for Everything {
    fn lookup(&self, _host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        future::ready(Ok(vec![Ipv4Addr::LOCALHOST.into()])).boxed()
    }
}

/// The mail ports lead to the servers. The port of web pages is open and silent: practice is about
/// mail, and shall not say that there is no internet.
#[derive(Debug)]
struct ToServers(Arc<Servers>);

impl Dialler for ToServers {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        const WEB: u16 = 443;
        match self.0.address_for(address.port()) {
            Some(server) => LiveDialler.dial(server),
            None if address.port() == WEB => {
                let (near, _far) = tokio::io::duplex(64);
                future::ready(Ok(Box::new(near) as BoxedIo)).boxed()
            }
            None => future::ready(Err(io::ErrorKind::ConnectionRefused.into())).boxed(),
        }
    }
}
