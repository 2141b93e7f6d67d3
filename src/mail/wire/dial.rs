//! From a name to a TCP connection: the system's resolver, staggered addresses.

use std::{
    io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    thread,
};

use futures::{
    FutureExt, StreamExt, channel::oneshot, future::BoxFuture, stream::FuturesUnordered,
};
use tokio::{
    net::TcpStream,
    time::{sleep, timeout},
};

use super::{BoxedIo, Dialler, NameFault, Network, Resolver};
use crate::{
    account::{Host, Port},
    mail::fault::Fault,
};

/// The system's resolver, so that a VPN and the hosts file count.
#[derive(Debug, Clone, Copy, Default)]
pub struct LiveResolver;

impl Resolver for LiveResolver {
    fn lookup(&self, host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        if let Ok(address) = host.as_str().parse::<IpAddr>() {
            return futures::future::ready(Ok(vec![address])).boxed();
        }
        let (answer, answered) = oneshot::channel();
        let name = host.as_str().to_owned();
        // A thread of its own and not tokio's blocking pool: `getaddrinfo` cannot be cancelled, and
        // the end of a runtime waits for its pool, so a silent name server would hold up the program.
        let started = thread::Builder::new()
            .name("name lookup".to_owned())
            .spawn(move || {
                let found = (name.as_str(), 0).to_socket_addrs();
                let found = found.map(|list| list.map(|address| address.ip()).collect());
                // Nobody waits any more: the check was cancelled.
                drop(answer.send(found.map_err(|error| name_fault(&error))));
            });
        async move {
            drop(started.map_err(|error| NameFault::Unavailable(error.to_string()))?);
            let addresses: Vec<IpAddr> = answered
                .await
                .map_err(|_| NameFault::Unavailable("the lookup ended early".to_owned()))??;
            if addresses.is_empty() {
                return Err(NameFault::NotFound("the name has no address".to_owned()));
            }
            Ok(addresses)
        }
        .boxed()
    }
}

/// The standard library hands `getaddrinfo`'s code on only as text; Windows gives its own codes.
fn name_fault(error: &io::Error) -> NameFault {
    /// `WSATRY_AGAIN`.
    const TRY_AGAIN: i32 = 11_002;
    let text = error.to_string();
    if error.raw_os_error() == Some(TRY_AGAIN) || text.contains("Temporary failure") {
        NameFault::Unavailable(text)
    } else {
        NameFault::NotFound(text)
    }
}

/// The system's TCP sockets.
#[derive(Debug, Clone, Copy, Default)]
pub struct LiveDialler;

impl Dialler for LiveDialler {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        async move {
            let socket = TcpStream::connect(address).await?;
            // Commands are short and each waits for an answer: Nagle costs 40 ms for each.
            socket.set_nodelay(true)?;
            Ok(Box::new(socket) as BoxedIo)
        }
        .boxed()
    }
}

/// Looks a name up, within its bound.
pub(crate) async fn lookup(network: &Network, host: &Host) -> Result<Vec<IpAddr>, Fault> {
    match timeout(network.bounds.name, network.resolver.lookup(host)).await {
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(fault)) => Err(Fault::Name(fault)),
        Err(_) => Err(Fault::TimedOut),
    }
}

/// Opens a connection to the first address that answers, within the bound over all of them.
pub(crate) async fn connect(
    network: &Network,
    addresses: &[IpAddr],
    port: Port,
) -> Result<BoxedIo, Fault> {
    let race = race(network, interleaved(addresses, port));
    match timeout(network.bounds.connect, race).await {
        Ok(Ok(io)) => Ok(io),
        Ok(Err(error)) => Err(Fault::Io(error.kind(), error.to_string())),
        Err(_) => Err(Fault::TimedOut),
    }
}

/// Both families in turn, beginning with the one the system prefers:
/// [RFC 8305](https://www.rfc-editor.org/rfc/rfc8305#section-4).
fn interleaved(addresses: &[IpAddr], port: Port) -> Vec<SocketAddr> {
    let first_is_v6 = addresses.first().is_some_and(IpAddr::is_ipv6);
    let (mut first, mut second): (Vec<IpAddr>, Vec<IpAddr>) = addresses
        .iter()
        .partition(|address| address.is_ipv6() == first_is_v6);
    first.reverse();
    second.reverse();
    let mut order = Vec::with_capacity(addresses.len());
    while !(first.is_empty() && second.is_empty()) {
        order.extend(first.pop());
        order.extend(second.pop());
    }
    order
        .into_iter()
        .map(|address| SocketAddr::new(address, port.get()))
        .collect()
}

async fn race(network: &Network, addresses: Vec<SocketAddr>) -> io::Result<BoxedIo> {
    let mut waiting = addresses.into_iter();
    let mut running = FuturesUnordered::new();
    let mut worst: Option<io::Error> = None;
    if let Some(address) = waiting.next() {
        running.push(network.dialler.dial(address));
    }
    while !running.is_empty() {
        let next_may_start = waiting.len() > 0;
        tokio::select! {
            Some(result) = running.next() => match result {
                Ok(io) => return Ok(io),
                Err(error) => {
                    // "Refused" says more than "no route", whichever came first.
                    let keeps = worst.as_ref().is_some_and(|old| old.kind() == io::ErrorKind::ConnectionRefused);
                    if !keeps {
                        worst = Some(error);
                    }
                    running.extend(waiting.next().map(|address| network.dialler.dial(address)));
                }
            },
            () = sleep(network.bounds.stagger), if next_may_start => {
                running.extend(waiting.next().map(|address| network.dialler.dial(address)));
            }
        }
    }
    Err(worst.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into()))
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{Arc, Mutex},
        time::Duration,
    };

    use super::{super::Bounds, *};

    #[derive(Debug, Default)]
    struct OnlyV4(Arc<Mutex<Vec<SocketAddr>>>);

    impl Dialler for OnlyV4 {
        fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
            self.0.lock().unwrap().push(address);
            async move {
                if address.is_ipv4() {
                    Ok(Box::new(tokio::io::duplex(64).0) as BoxedIo)
                } else {
                    std::future::pending().await
                }
            }
            .boxed()
        }
    }

    #[test]
    fn families_take_turns_beginning_with_the_preferred_one() {
        let addresses: Vec<IpAddr> = ["2001:db8::1", "2001:db8::2", "192.0.2.1"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let order: Vec<String> = interleaved(&addresses, Port::try_from(993).unwrap())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            order,
            ["[2001:db8::1]:993", "192.0.2.1:993", "[2001:db8::2]:993"]
        );
    }

    fn quick() -> Bounds {
        Bounds {
            connect: Duration::from_millis(200),
            stagger: Duration::from_millis(20),
            ..Bounds::default()
        }
    }

    #[tokio::test]
    async fn a_silent_first_address_does_not_hold_up_the_second() {
        let tried = Arc::new(Mutex::new(Vec::new()));
        let network = Network::live()
            .with_dialler(OnlyV4(Arc::clone(&tried)))
            .with_bounds(quick());
        let addresses = ["2001:db8::1".parse().unwrap(), "192.0.2.1".parse().unwrap()];
        let port = Port::try_from(993).unwrap();
        drop(connect(&network, &addresses, port).await.unwrap());
        assert_eq!(tried.lock().unwrap().len(), 2);
    }

    #[tokio::test]
    async fn silence_of_all_addresses_ends_at_the_bound() {
        let network = Network::live()
            .with_dialler(OnlyV4::default())
            .with_bounds(quick());
        let addresses = ["2001:db8::1".parse().unwrap()];
        let result = connect(&network, &addresses, Port::try_from(993).unwrap()).await;
        assert!(matches!(result, Err(Fault::TimedOut)));
    }
}
