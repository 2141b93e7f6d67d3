//! What a failure says about the network, with the whole internet on loopback.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use futures::{FutureExt, future::BoxFuture};
use home_station::{
    account::{Encryption, Host, Incoming},
    failure::{Cause, Finding, Remedy, Stage},
    mail::wire::{BoxedIo, Clock, Dialler, NameFault, Network, Resolver},
    practice::Scenario,
};
use time::OffsetDateTime;

use super::support::{HOST, Peer, TLS, lab, login, run, scripted, short};

/// What does not answer stays silent, as behind a firewall that drops.
const SILENT: bool = true;

/// An internet: which names there are, which ports answer, what the known page says.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a test")]
struct Internet {
    names: bool,
    page: Option<&'static str>,
    open: &'static [u16],
    mail_works: bool,
    v6: bool,
    silent: bool,
}

const MAIL_ADDRESS: [u8; 4] = [192, 0, 2, 25];
const ELSEWHERE: [u8; 4] = [192, 0, 2, 1];

impl Resolver for Internet {
    fn lookup(&self, host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>> {
        let own = host.as_str() == HOST;
        let mut found: Vec<IpAddr> = vec![if own { MAIL_ADDRESS } else { ELSEWHERE }.into()];
        if self.v6 {
            found.insert(0, "2001:db8::1".parse().unwrap());
        }
        let found = if self.names {
            Ok(found)
        } else if self.silent {
            return std::future::pending().boxed();
        } else {
            Err(NameFault::Unavailable(
                "Temporary failure in name resolution".to_owned(),
            ))
        };
        futures::future::ready(found).boxed()
    }
}

impl Dialler for Internet {
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>> {
        let own = address.ip() == IpAddr::from(MAIL_ADDRESS);
        let open = self.open.contains(&address.port()) && address.is_ipv4();
        let page = self.page.filter(|_| address.port() == 80);
        let answers = if own {
            self.mail_works
        } else {
            open || page.is_some()
        };
        let silent = self.silent;
        async move {
            if !answers && silent {
                std::future::pending::<()>().await;
            }
            if !answers {
                return Err(io::ErrorKind::ConnectionRefused.into());
            }
            let (near, far) = tokio::io::duplex(4_096);
            drop(tokio::spawn(async move {
                let mut peer = Peer::new(Box::new(far));
                drop(peer.line().await);
                peer.send(page.unwrap_or_default()).await;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }));
            Ok(Box::new(near) as BoxedIo)
        }
        .boxed()
    }
}

const PAGE: &str = "HTTP/1.1 204 No Content\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n\r\n";
const SIGN_IN_PAGE: &str = "HTTP/1.1 302 Found\r\nLocation: http://hotel.example/\r\n\r\n";

async fn findings(internet: Internet) -> (Vec<Finding>, Remedy, Stage) {
    let network = Network::live()
        .with_resolver(internet.clone())
        .with_dialler(internet)
        .with_bounds(short());
    let (_, report) = run(login(Incoming::Imap, TLS, TLS), &Arc::new(network)).await;
    let failure = report.incoming.failure().unwrap();
    (
        report.findings.clone(),
        failure.remedy.clone(),
        failure.stage,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn no_internet_a_sign_in_page_and_blocked_ports_are_told_apart() {
    let nothing = findings(Internet::default()).await;
    assert_eq!(
        nothing,
        (vec![Finding::NoInternet], Remedy::CheckNetwork, Stage::Name)
    );
    let portal = Internet {
        names: true,
        page: Some(SIGN_IN_PAGE),
        ..Internet::default()
    };
    let (found, remedy, _) = findings(portal).await;
    assert_eq!(
        (found, remedy),
        (vec![Finding::CaptivePortal], Remedy::CheckNetwork)
    );
    let blocked = Internet {
        names: true,
        page: Some(PAGE),
        open: &[443],
        ..Internet::default()
    };
    let (found, remedy, stage) = findings(blocked.clone()).await;
    assert_eq!(
        (found, remedy, stage),
        (
            vec![Finding::PortsBlocked],
            Remedy::CheckNetwork,
            Stage::Connect
        )
    );
    // Other providers' mail ports answer: this server alone is down.
    let down = Internet {
        open: &[443, 993, 465],
        ..blocked.clone()
    };
    let (found, remedy, _) = findings(down).await;
    assert_eq!((found, remedy), (vec![], Remedy::EditServers));
    let v6 = Internet {
        v6: true,
        open: &[443, 993, 465],
        ..blocked
    };
    assert_eq!(findings(v6).await.0, [Finding::Ipv6Broken]);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_an_answer_too() {
    let nothing = Internet {
        silent: SILENT,
        ..Internet::default()
    };
    assert_eq!(findings(nothing).await.0, [Finding::NoInternet]);
    let unreachable = Internet {
        names: true,
        silent: SILENT,
        ..Internet::default()
    };
    assert_eq!(findings(unreachable).await.0, [Finding::NoInternet]);
    let blocked = Internet {
        names: true,
        page: Some(PAGE),
        open: &[443],
        silent: SILENT,
        ..Internet::default()
    };
    assert_eq!(findings(blocked).await.0, [Finding::PortsBlocked]);
}

/// A login at Gmail, led to a server of the test.
fn gmail() -> home_station::account::Login {
    let mut login = login(Incoming::Imap, TLS, Encryption::StartTls);
    "gmail".clone_into(&mut login.account.provider);
    login.account.incoming.host = "imap.gmail.com".parse().unwrap();
    login.account.outgoing.host = "smtp.gmail.com".parse().unwrap();
    login
}

#[tokio::test(flavor = "multi_thread")]
async fn gmail_in_the_words_of_exim_is_diverted() {
    let lab = lab(Scenario::None);
    let exim = |mut peer: Peer| async move {
        peer.send("220-server7.hosting.example ESMTP Exim 4.96\r\n220 no spam\r\n")
            .await;
        drop(peer.line().await);
        peer.send("250-server7\r\n250 STARTTLS\r\n").await;
        drop(peer.line().await);
        peer.send("454 TLS currently unavailable\r\n").await;
    };
    lab.lines.lead(587, Some(scripted(None, exim).await));
    lab.lines.lead(465, None);
    let (_, report) = run(gmail(), &lab.network).await;
    assert_eq!(
        report.outgoing.failure().unwrap().cause,
        Cause::StarttlsRefused
    );
    assert_eq!(report.findings, [Finding::Diverted]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_issues_certificates_is_named() {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::default();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let name = "Avast Web/Mail Shield Root";
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, name);
    let issuer = rcgen::CertifiedIssuer::self_signed(params, key).unwrap();
    let key = rcgen::KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::new(vec!["imap.gmail.com".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap().der().clone();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf], key.serialize_der().try_into().unwrap())
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let shield = move |peer: Peer| {
        let acceptor = acceptor.clone();
        async move {
            drop(acceptor.accept(peer.0.into_inner()).await);
        }
    };
    let lab = lab(Scenario::None);
    lab.lines.lead(993, Some(scripted(None, shield).await));
    let (_, report) = run(gmail(), &lab.network).await;
    let failure = report.incoming.failure().unwrap();
    assert_eq!(failure.cause, Cause::TlsCertUntrusted);
    assert_eq!(failure.intercepted_by.as_deref(), Some("Avast"));
    assert_eq!(failure.remedy, Remedy::CheckNetwork);
    assert_eq!(report.findings, [Finding::Intercepted]);
}

#[derive(Debug)]
struct Wrong(OffsetDateTime);

impl Clock for Wrong {
    fn now(&self) -> OffsetDateTime {
        self.0
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_from_the_future_is_the_clocks_fault() {
    let lab = lab(Scenario::None);
    let past = time::macros::datetime!(2020-01-01 00:00 UTC);
    let network = (*lab.network).clone().with_clock(Wrong(past));
    let (_, report) = run(login(Incoming::Imap, TLS, TLS), &Arc::new(network)).await;
    let failure = report.incoming.failure().unwrap();
    assert_eq!(failure.cause, Cause::TlsCertExpired);
    assert_eq!(report.findings, [Finding::ClockWrong]);
    assert_eq!(failure.remedy, Remedy::SetClock);
}
