//! What a failure says about the network: asked only after one, in parallel, within five seconds.
//!
//! Nothing of the person leaves the machine: a known page is asked for, and known mail ports are
//! connected to and closed again.

mod portal;

use std::{net::IpAddr, time::Duration};

use futures::future;
use time::{OffsetDateTime, macros::datetime};
use tokio::time::timeout;

use self::portal::{Answer, ask};
use super::{
    connect::dial,
    wire::{self, Bounds, Network},
};
use crate::{
    account::{Account, Encryption, Host, Port, Protocol, Server},
    backend::{Outcome, Report},
    failure::{Cause, Failure, Finding, Remedy, Stage},
};

/// Sites that answer on 443 over both families all over the world.
const SITES: [&str; 2] = ["www.google.com", "one.one.one.one"];

/// Mail servers that take connections on every port of their protocol: the first that is not the
/// failing one is asked.
const MAIL_SITES: [(Protocol, &str); 6] = [
    (Protocol::Imap, "imap.gmail.com"),
    (Protocol::Imap, "imap.mail.yahoo.com"),
    (Protocol::Pop3, "pop.gmail.com"),
    (Protocol::Pop3, "pop.mail.yahoo.com"),
    (Protocol::Smtp, "smtp.gmail.com"),
    (Protocol::Smtp, "smtp.mail.yahoo.com"),
];

/// No clock is before the day this was written.
const EARLIEST: OffsetDateTime = datetime!(2026-11-21 00:00 UTC);

/// A clock may be off by so much without a certificate noticing.
const CLOCK_TOLERANCE: time::Duration = time::Duration::minutes(30);

/// Domains of providers that run no server of another make.
const GIANTS: [&str; 10] = [
    "gmail.com",
    "google.com",
    "googlemail.com",
    "yahoo.com",
    "aol.com",
    "office365.com",
    "outlook.com",
    "me.com",
    "icloud.com",
    "live.com",
];

/// Words of servers that none of them runs.
const OTHER_MAKES: [&str; 9] = [
    "exim",
    "incorrect authentication data",
    "postfix",
    "dovecot",
    "cpanel",
    "hmailserver",
    "mailenable",
    "courier",
    "mdaemon",
];

/// One side that failed.
struct Failed {
    server: Server,
    failure: Failure,
    greeting: String,
}

/// Finds out about the network after a failed check, within the probe's bound and the time left, and
/// puts findings and better next actions into the report. `greetings`: the first words of the incoming
/// and the outgoing server, empty if there were none.
pub async fn explain(
    report: &mut Report,
    greetings: [&str; 2],
    account: &Account,
    network: &Network,
    left: Duration,
) {
    let sides = [
        (&account.incoming, &report.incoming),
        (&account.outgoing, &report.outgoing),
    ];
    let failed: Vec<Failed> = sides
        .into_iter()
        .zip(greetings)
        .filter_map(|((server, outcome), greeting)| {
            Some(Failed {
                server: server.clone(),
                failure: outcome.failure()?.clone(),
                greeting: greeting.to_owned(),
            })
        })
        .collect();
    if failed.is_empty() {
        return;
    }
    let known = account.provider != "other";
    let bound = network.bounds.probe.min(left);
    let findings = timeout(bound, findings(&failed, known, network, bound)).await;
    report.findings = findings.unwrap_or_else(|_| at_hand(&failed, known, network.clock.now()));
    for outcome in [&mut report.incoming, &mut report.outgoing] {
        if let Outcome::Failed { failure, .. } = outcome {
            improve(failure, &report.findings);
        }
    }
}

/// The next action that a finding makes the right one.
fn improve(failure: &mut Failure, findings: &[Finding]) {
    let found = |finding| findings.contains(&finding);
    if failure.cause == Cause::TlsCertExpired && found(Finding::ClockWrong) {
        failure.remedy = Remedy::SetClock;
    } else if is_of_network(failure)
        && (found(Finding::NoInternet)
            || found(Finding::CaptivePortal)
            || found(Finding::PortsBlocked))
    {
        failure.remedy = Remedy::CheckNetwork;
    }
}

/// Whether the network may be the reason.
fn is_of_network(failure: &Failure) -> bool {
    let early = matches!(
        failure.stage,
        Stage::Name | Stage::Connect | Stage::Tls | Stage::Greeting | Stage::Starttls
    );
    early
        && matches!(
            failure.cause,
            Cause::HostNotFound
                | Cause::ConnectionRefused
                | Cause::ConnectionTimedOut
                | Cause::ConnectionClosed
                | Cause::WrongPortOrProtocol
                | Cause::ProtocolViolation
                | Cause::TlsCertUntrusted
                | Cause::TlsCertExpired
                | Cause::TlsNameMismatch
        )
}

/// What needs no network to be found.
fn at_hand(failed: &[Failed], known: bool, now: OffsetDateTime) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expired = |side: &Failed| side.failure.cause == Cause::TlsCertExpired;
    if failed.iter().any(expired) && now < EARLIEST {
        findings.push(Finding::ClockWrong);
    }
    if failed.iter().any(|side| is_intercepted(side, known)) {
        findings.push(Finding::Intercepted);
    }
    if failed.iter().any(|side| is_diverted(side, known)) {
        findings.push(Finding::Diverted);
    }
    findings
}

/// Somebody on the way issues certificates: a product is named, or a known provider's name stands in a
/// certificate that no trusted authority issued.
fn is_intercepted(side: &Failed, known: bool) -> bool {
    let failure = &side.failure;
    failure.intercepted_by.is_some()
        || known && failure.cause == Cause::TlsCertUntrusted && certificate_names(side)
}

/// Another server answers in the provider's place: in a certificate for other names, or in its words,
/// as when `smtp.gmail.com` speaks like Exim.
fn is_diverted(side: &Failed, known: bool) -> bool {
    let failure = &side.failure;
    let other_name = failure.cause == Cause::TlsNameMismatch
        || failure.cause == Cause::TlsCertUntrusted
            && failure.certificate.is_some()
            && !certificate_names(side);
    let host = side.server.host.as_str();
    let giant = GIANTS.iter().any(|domain| {
        host.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    let detail = failure.detail.as_deref().unwrap_or_default();
    let words = format!("{} {detail}", side.greeting).to_lowercase();
    known && other_name && failure.intercepted_by.is_none()
        || giant && OTHER_MAKES.iter().any(|make| words.contains(make))
}

/// Whether the refused certificate is for this server's name at all.
fn certificate_names(side: &Failed) -> bool {
    let host = side.server.host.as_str();
    let parent = host.split_once('.').map_or("", |(_, parent)| parent);
    let names = side
        .failure
        .certificate
        .iter()
        .flat_map(|certificate| &certificate.names);
    names
        .map(|name| name.to_lowercase())
        .any(|name| name == host || name.strip_prefix("*.") == Some(parent))
}

/// A network in which a name and a connection together take less than the bound: silence is an answer
/// here, and must be heard before time is up.
fn hasty(network: &Network, bound: Duration) -> Network {
    let bounds = Bounds {
        name: bound * 2 / 5,
        connect: bound * 2 / 5,
        ..network.bounds
    };
    network.clone().with_bounds(bounds)
}

async fn findings(
    failed: &[Failed],
    known: bool,
    network: &Network,
    bound: Duration,
) -> Vec<Finding> {
    let mut findings = at_hand(failed, known, network.clock.now());
    let candidates = failed.iter().filter(|side| is_of_network(&side.failure));
    let far = candidates.map(async |side| {
        // A name that could not be looked up is not asked for again.
        let near = is_reserved(&side.server.host)
            || side.failure.stage != Stage::Name
                && timeout(bound / 10, is_near(&side.server.host, network))
                    .await
                    .unwrap_or(false);
        (!near).then_some((&side.server, &side.failure))
    });
    let far = future::join_all(far).await;
    let of_network: Vec<_> = far.into_iter().flatten().collect();
    if of_network.is_empty() {
        return findings;
    }
    let network = &hasty(network, bound);
    let mail = of_network
        .iter()
        .map(|(server, failure)| mail_port_is_open(server, failure, network));
    let (answer, site, (v4, v6), mail) = future::join4(
        timeout(bound * 4 / 5, ask(network)),
        any_site(network),
        families(network),
        future::join_all(mail),
    )
    .await;
    let answer = answer.unwrap_or(Answer::None);
    let internet = site || matches!(answer, Answer::Expected { .. });
    let mut add = |finding, found| {
        if found && !findings.contains(&finding) {
            findings.push(finding);
        }
    };
    let cause = |cause| of_network.iter().any(|(_, failure)| failure.cause == cause);
    add(
        Finding::CaptivePortal,
        matches!(answer, Answer::Other { .. }),
    );
    add(
        Finding::NoInternet,
        !internet && matches!(answer, Answer::None),
    );
    let unreachable = |failure: &Failure| {
        failure.stage != Stage::Name
            && matches!(
                failure.cause,
                Cause::ConnectionRefused | Cause::ConnectionTimedOut | Cause::ConnectionClosed
            )
    };
    let blocked = of_network
        .iter()
        .zip(&mail)
        .any(|((_, failure), open)| unreachable(failure) && *open == Some(false));
    add(
        Finding::PortsBlocked,
        blocked && internet && !matches!(answer, Answer::Other { .. }),
    );
    let clock = answer.date().is_some_and(|date| {
        (date - network.clock.now()).abs() > CLOCK_TOLERANCE && cause(Cause::TlsCertExpired)
    });
    add(Finding::ClockWrong, clock);
    let connects = of_network
        .iter()
        .any(|(_, failure)| failure.stage == Stage::Connect);
    add(
        Finding::Ipv6Broken,
        connects && v4 == Some(true) && v6 == Some(false),
    );
    findings
}

/// Whether a name is reserved or of the local network: then it says nothing of the internet.
fn is_reserved(host: &Host) -> bool {
    let reserved = [".localhost", ".test", ".example", ".invalid", ".local"];
    let name = host.as_str();
    name == "localhost" || reserved.iter().any(|ending| name.ends_with(ending))
}

/// Whether the server is this computer.
async fn is_near(host: &Host, network: &Network) -> bool {
    match wire::lookup(network, host).await {
        Ok(addresses) => addresses.iter().all(IpAddr::is_loopback),
        Err(_) => false,
    }
}

async fn reaches(network: &Network, host: &str, port: u16) -> bool {
    match (host.parse(), Port::try_from(port)) {
        (Ok(host), Ok(port)) => dial(network, &host, port).await.is_ok(),
        _ => false,
    }
}

async fn any_site(network: &Network) -> bool {
    let sites = SITES.map(|site| Box::pin(reaches(network, site, 443)));
    let mut waiting: Vec<_> = sites.into_iter().collect();
    while !waiting.is_empty() {
        let (reached, _, rest) = future::select_all(waiting).await;
        if reached {
            return true;
        }
        waiting = rest;
    }
    false
}

/// Whether another provider's server is reached on the port that failed; none for a port of one's own.
async fn mail_port_is_open(server: &Server, failure: &Failure, network: &Network) -> Option<bool> {
    let protocol = failure.protocol;
    let standard = [Encryption::ImplicitTls, Encryption::StartTls]
        .iter()
        .any(|encryption| protocol.default_port(*encryption) == server.port);
    if !standard {
        return None;
    }
    let own = server.host.as_str();
    let (_, site) = MAIL_SITES
        .iter()
        .find(|(of, site)| *of == protocol && *site != own)?;
    // The large providers offer incoming mail over TLS from the first byte alone.
    let port = match protocol {
        Protocol::Imap | Protocol::Pop3 => protocol.default_port(Encryption::ImplicitTls),
        Protocol::Smtp => server.port,
    };
    Some(reaches(network, site, port.get()).await)
}

/// Whether a known site is reached by IPv4 and by IPv6; none where it has no such address here.
async fn families(network: &Network) -> (Option<bool>, Option<bool>) {
    let Ok(host) = SITES[0].parse::<Host>() else {
        return (None, None);
    };
    let addresses = wire::lookup(network, &host).await.unwrap_or_default();
    let (v6, v4): (Vec<IpAddr>, Vec<IpAddr>) = addresses.iter().partition(|ip| ip.is_ipv6());
    let reached = async |addresses: Vec<IpAddr>| {
        let port = Port::try_from(443).ok()?;
        if addresses.is_empty() {
            return None;
        }
        Some(wire::connect(network, &addresses, port).await.is_ok())
    };
    future::join(reached(v4), reached(v6)).await
}
