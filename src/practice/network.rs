//! The world of practice mode: every name and port leads to the embedded servers.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use futures::{FutureExt, future, future::BoxFuture};
use tokio::net::TcpStream;

use super::Servers;
use crate::{
    account::Host,
    mail::wire::{BoxedIo, Dialler, NameFault, Network, Resolver, Trust},
};

/// A network in which any host is that of the practice servers: `imap.gmail.com:993` leads to the
/// embedded IMAP server, and so on for every provider. It trusts the throw-away authority alone, and
/// nothing that goes through it leaves the machine. The servers must outlive what uses it.
pub fn network(servers: &Servers) -> Network {
    let assigned = [993, 143, 995, 110, 465, 587];
    let ports = assigned.iter().chain(servers.ports.values());
    let ports = ports.filter_map(|port| Some((*port, servers.address_for(*port)?)));
    let dialler = Loopback {
        ports: ports.collect(),
    };
    Network {
        trust: Trust::only(vec![servers.authority_der()]),
        ..Network::live()
            .with_resolver(Everywhere)
            .with_dialler(dialler)
    }
}

/// Every name is here. That it is loopback also keeps failures from being blamed on the network.
#[derive(Debug)]
struct Everywhere;

impl Resolver for Everywhere {
    fn lookup(&self, _host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        future::ready(Ok(vec![Ipv4Addr::LOCALHOST.into()])).boxed()
    }
}

/// The ports of mail lead to the practice servers, others nowhere.
#[derive(Debug)]
struct Loopback {
    ports: Vec<(u16, SocketAddr)>,
}

impl Dialler for Loopback {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        let found = self.ports.iter().find(|(port, _)| *port == address.port());
        let server = found.map(|(_, server)| *server);
        async move {
            let server = server.ok_or(io::ErrorKind::ConnectionRefused)?;
            let stream = TcpStream::connect(server).await?;
            stream.set_nodelay(true)?;
            Ok(Box::new(stream) as BoxedIo)
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures::StreamExt;

    use super::{
        super::{PracticeOptions, Scenario},
        *,
    };
    use crate::{
        account::{
            Account, Encryption, Incoming, Login, PopOptions, Protocol, Role, Server as MailServer,
        },
        backend::{CheckEvent, Report, Sides},
        failure::{Cause, Side},
        secret::Secret,
    };

    fn login(incoming: Incoming, hosts: [&str; 2], encryption: Encryption) -> Login {
        let server = |host: &str, protocol: Protocol| MailServer {
            host: host.parse().unwrap(),
            port: protocol.default_port(encryption),
            encryption,
            user_name: "ana@gmail.com".parse().unwrap(),
            accepted_certificate: None,
        };
        Login {
            account: Account {
                id: "home-station".parse().unwrap(),
                role: Role::HomeStation,
                provider: "gmail".to_owned(),
                display_name: String::new(),
                address: "ana@gmail.com".parse().unwrap(),
                reply_to: None,
                copy_to: None,
                protocol: incoming,
                incoming: server(hosts[0], incoming.into()),
                outgoing: server(hosts[1], Protocol::Smtp),
                server_timeout: 300,
                pop: PopOptions::default(),
                proven: None,
            },
            secret: Secret::new("abcd efgh ijkl mnop".to_owned()),
        }
    }

    async fn check(servers: &Servers, login: Login) -> Report {
        let network = Arc::new(network(servers));
        let mut events = crate::mail::check::check(login, Sides::Both, network);
        loop {
            if let CheckEvent::Finished(report) = events.next().await.unwrap() {
                return report;
            }
        }
    }

    #[tokio::test]
    async fn every_tile_is_proven_by_both_protocols_and_both_encryptions() {
        let servers = Servers::start(PracticeOptions::default()).unwrap();
        for hosts in [
            ["imap.gmail.com", "smtp.gmail.com"],
            ["imap.mail.yahoo.com", "smtp.mail.yahoo.com"],
            ["mail.example.org", "localhost"],
        ] {
            for incoming in [Incoming::Imap, Incoming::Pop3] {
                for encryption in [Encryption::ImplicitTls, Encryption::StartTls] {
                    let report = check(&servers, login(incoming, hosts, encryption)).await;
                    assert!(report.verified.is_some(), "{report:?}");
                }
            }
        }
        for taken in ["RETR", "DELE"] {
            assert_eq!(servers.store().count(Protocol::Pop3, taken), 0);
        }
    }

    #[tokio::test]
    async fn every_story_ends_in_its_cause_on_both_sides() {
        for (scenario, cause) in [
            (Scenario::WrongPassword, Cause::BadCredentials),
            (Scenario::AppPasswordRequired, Cause::AppPasswordRequired),
            (Scenario::WebLoginRequired, Cause::WebLoginRequired),
            (Scenario::BasicAuthDisabled, Cause::BasicAuthDisabled),
            (Scenario::TooManyAttempts, Cause::TooManyAttempts),
            (Scenario::AccountSuspended, Cause::AccountSuspended),
            (Scenario::ServerDown, Cause::ConnectionRefused),
            (Scenario::ServerBusy, Cause::ServerUnavailable),
            (Scenario::ClosesAtOnce, Cause::ConnectionClosed),
            (Scenario::CertificateUntrusted, Cause::TlsCertUntrusted),
            (Scenario::CertificateExpired, Cause::TlsCertExpired),
            (Scenario::CertificateWrongName, Cause::TlsNameMismatch),
        ] {
            for incoming in [Incoming::Imap, Incoming::Pop3] {
                let servers = Servers::start(scenario.into()).unwrap();
                let hosts = ["imap.gmail.com", "smtp.gmail.com"];
                let report = check(&servers, login(incoming, hosts, Encryption::ImplicitTls)).await;
                for side in Side::ALL {
                    let said = report.side(*side).failure().map(|failure| failure.cause);
                    assert_eq!(said, Some(cause), "{scenario} {incoming:?}: {report:?}");
                }
            }
        }
    }

    #[tokio::test]
    async fn one_sided_stories_leave_the_other_side_proven() {
        for (scenario, side, cause) in [
            (
                Scenario::ProtocolDisabled,
                Side::Incoming,
                Cause::ProtocolDisabled,
            ),
            (Scenario::MailboxBusy, Side::Incoming, Cause::MailboxBusy),
            (
                Scenario::SenderRefused,
                Side::Outgoing,
                Cause::SenderNotAllowed,
            ),
            (
                Scenario::RecipientRefused,
                Side::Outgoing,
                Cause::RecipientRefused,
            ),
        ] {
            for incoming in [Incoming::Imap, Incoming::Pop3] {
                let servers = Servers::start(scenario.into()).unwrap();
                let hosts = ["imap.gmail.com", "smtp.gmail.com"];
                let login = login(incoming, hosts, Encryption::ImplicitTls);
                let report = check(&servers, login.clone()).await;
                let said = report.side(side).failure().map(|failure| failure.cause);
                assert_eq!(said, Some(cause), "{scenario} {incoming:?}: {report:?}");
                let other = if side == Side::Incoming {
                    Side::Outgoing
                } else {
                    Side::Incoming
                };
                assert!(report.side(other).is_proved(), "{scenario}: {report:?}");
                // What was switched on or given free meanwhile works.
                if side == Side::Incoming {
                    assert!(
                        check(&servers, login).await.verified.is_some(),
                        "{scenario}"
                    );
                }
            }
        }
    }
}
