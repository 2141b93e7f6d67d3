//! `discover`: the servers of an address, and where they were found.

use futures::StreamExt as _;
use serde::Serialize;

use super::{console::Exit, find, grammar::Discover, json, session::Session};
use crate::{
    account::{Address, Protocol},
    backend::DiscoveryEvent,
    discovery::{Candidate, Discovered, Source},
};

#[derive(Debug, Serialize)]
struct DiscoveredJson {
    domain: String,
    candidates: Vec<CandidateJson>,
    provider: Option<String>,
    /// Pages on which something must be switched on first.
    pages: Vec<String>,
    oauth2_only: bool,
    /// Why there is no candidate.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct CandidateJson {
    protocol: Protocol,
    server: String,
    user_name: String,
    source: &'static str,
    /// Whether the source has shown who it is; a password goes there without asking.
    trusted: bool,
}

/// Finds and prints. Only the domain leaves this computer.
pub(super) async fn run(session: &mut Session<'_>, options: &Discover) -> Exit {
    let text = options.address.as_deref().unwrap_or_default();
    // A bare domain is as good: nothing else is used.
    let domain = text
        .parse::<Address>()
        .map_or_else(|_| text.to_owned(), |address| address.domain().to_owned());
    let Ok(domain) = domain.parse::<crate::account::Host>() else {
        let sentence = session.locale.text("value-address");
        session.console.error(&sentence);
        return Exit::WrongUse;
    };
    let mut events = session.backend.discover(domain.clone());
    let mut found = Discovered::default();
    while let Some(event) = events.next().await {
        if let DiscoveryEvent::Finished(end) = event {
            found = end;
        }
    }
    let exit = if found.source.is_some() {
        Exit::Done
    } else {
        Exit::Refused
    };
    let json = describe(domain.as_str(), found);
    if options.output.json {
        session.console.out(&json::line(&json));
        return exit;
    }
    if json.candidates.is_empty() {
        session.say("cli-discover-nothing");
    }
    for candidate in &json.candidates {
        let trust = if candidate.trusted {
            "cli-discover-trusted"
        } else {
            "cli-discover-untrusted"
        };
        let trust = session.locale.text(trust);
        session.console.out(&format!(
            "{} ({}; {trust})\n",
            candidate.server, candidate.source
        ));
    }
    exit
}

fn describe(domain: &str, found: Discovered) -> DiscoveredJson {
    let source = found.source;
    let row = |protocol: Protocol, candidate: &Candidate| {
        source.map(|source| CandidateJson {
            protocol,
            server: find::uri(protocol, candidate),
            user_name: candidate.user_name.clone(),
            source: word(source),
            trusted: find::is_authenticated(source),
        })
    };
    let incoming = found
        .incoming
        .iter()
        .filter_map(|(protocol, candidate)| row((*protocol).into(), candidate));
    let outgoing = found
        .outgoing
        .iter()
        .filter_map(|candidate| row(Protocol::Smtp, candidate));
    let candidates: Vec<CandidateJson> = incoming.chain(outgoing).collect();
    DiscoveredJson {
        domain: domain.to_owned(),
        reason: candidates.is_empty().then_some("not_found"),
        candidates,
        provider: found.provider,
        pages: found.pages,
        oauth2_only: found.oauth2_only,
    }
}

const fn word(source: Source) -> &'static str {
    match source {
        Source::Catalogue => "catalogue",
        Source::AdministratorFile => "administrator_file",
        Source::Autoconfig => "autoconfig",
        Source::Ispdb => "ispdb",
        Source::MailExchanger => "mx",
        Source::ServiceRecords => "srv",
        Source::Guess => "guess",
    }
}
