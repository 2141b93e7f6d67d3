//! `discover`: the servers of an address, and where they were found; or of every file of a folder.

mod files;

use serde::Serialize;

use super::{console::Exit, find, grammar::Discover, json, session::Session};
use crate::{
    account::{Address, Encryption, Host, Protocol},
    discovery::{Candidate, Discovered, Question, Source},
    draft::{Page, PageKind},
    i18n::{FluentValue, Locale},
};

#[derive(Debug, Serialize)]
struct DiscoveredJson {
    domain: String,
    candidates: Vec<CandidateJson>,
    provider: Option<String>,
    /// The provider's pages, whatever they are for.
    pages: Vec<String>,
    /// Those of them on which something must be switched on first.
    switch_on: Vec<String>,
    oauth2_only: bool,
    /// A person must see the hosts and agree before a password goes there.
    needs_consent: bool,
    /// Whose servers they are, where they are not the domain's own.
    other_sites: Vec<String>,
    /// Sites to which the provider's pages point and that were not asked.
    elsewhere: Vec<Host>,
    /// Why there is no candidate.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct CandidateJson {
    protocol: Protocol,
    /// As the options take it.
    server: String,
    host: Host,
    port: u16,
    encryption: Encryption,
    user_name: String,
    source: &'static str,
    /// `authenticated` or `unauthenticated`.
    trust: &'static str,
    /// Whether the source has shown who it is; a password goes there without asking.
    trusted: bool,
}

/// Finds and prints. Only the domain leaves this computer.
pub(super) async fn run(session: &mut Session<'_>, options: &Discover) -> Exit {
    if let Some(folder) = &options.isp_dir {
        return files::run(session, folder, options.output.json).await;
    }
    let text = options.address.as_deref().unwrap_or_default();
    // A bare domain is as good: nothing else is used.
    let address = text.parse::<Address>().ok();
    let domain = address.as_ref().map_or(text, Address::domain);
    let Ok(domain) = domain.parse::<Host>() else {
        let sentence = session.locale.text("value-address");
        session.console.error(&sentence);
        return Exit::WrongUse;
    };
    let agreed = options.follow.iter().map(|host| host.parse::<Host>());
    let Ok(agreed) = agreed.collect::<Result<Vec<Host>, _>>() else {
        let sentence = session.locale.text("value-host");
        session.console.error(&format!("--follow: {sentence}"));
        return Exit::WrongUse;
    };
    let question = Question {
        domain: domain.clone(),
        agreed,
    };
    let found = find::search(session, question, !options.output.json).await;
    let exit = if found.hosts().is_empty() {
        Exit::Refused
    } else {
        Exit::Done
    };
    if options.output.json {
        let json = describe(&domain, address.as_ref(), found);
        session.console.out(&json::line(&json));
    } else {
        tell(session, &domain, &found);
    }
    exit
}

fn tell(session: &mut Session<'_>, domain: &Host, found: &Discovered) {
    let mut lines = uris(found);
    if lines.is_empty() && !found.oauth2_only {
        let values = [("domain", FluentValue::from(domain.to_string()))];
        let key = if found.offline {
            "discovery-offline"
        } else {
            "discovery-nothing"
        };
        lines.push(session.locale.text_with(key, values));
    }
    lines.extend(notes(session.locale, domain, found));
    lines.extend(sent_on(session.locale, found));
    lines.extend(pages(session.locale, &found.pages, !found.needs_consent()));
    for line in lines {
        session.console.out(&format!("{line}\n"));
    }
}

/// Where the servers come from, whose they are, and what a person must know before agreeing to them.
pub(super) fn notes(locale: &Locale, domain: &Host, found: &Discovered) -> Vec<String> {
    let about = |key: &str, sites: &[String]| {
        let values = [
            ("domain", FluentValue::from(domain.to_string())),
            ("sites", FluentValue::from(sites.join(", "))),
        ];
        locale.text_with(key, values)
    };
    let mut lines = Vec::new();
    if let Some(source) = found.source.filter(|_| !found.hosts().is_empty()) {
        let trust = if source.is_authenticated() {
            "cli-discover-trusted"
        } else {
            "cli-discover-untrusted"
        };
        let (source, trust) = (locale.text(source.text_key()), locale.text(trust));
        lines.push(format!("{source} ({trust})"));
    }
    if found.oauth2_only {
        lines.push(locale.text("discovery-oauth2-only"));
    }
    let sites = found.other_sites(domain);
    // A known provider's hosts often have another domain than its addresses.
    if !sites.is_empty() && found.source != Some(Source::Catalogue) {
        lines.push(about("discovery-other-site", &sites));
    }
    if found.needs_consent() {
        lines.push(locale.text("discovery-consent"));
    }
    lines
}

/// The sites that were not asked, and the option that has them asked.
fn sent_on(locale: &Locale, found: &Discovered) -> Vec<String> {
    let told = found.elsewhere.iter().map(|sent| {
        let values = [
            ("from", FluentValue::from(sent.from.to_string())),
            ("to", FluentValue::from(sent.to.to_string())),
        ];
        locale.text_with("discovery-elsewhere", values)
    });
    told.collect()
}

/// What is to be switched on at the provider and what can be read there; its words only where it has
/// shown who it is.
pub(super) fn pages(locale: &Locale, pages: &[Page], is_trusted: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (kind, keys) in [
        (
            PageKind::SwitchOn,
            &["discovery-switch-on", "discovery-switch-on-text"][..],
        ),
        (PageKind::Reading, &["discovery-reading"]),
    ] {
        let mut of_kind = pages.iter().filter(|page| page.kind == kind).peekable();
        if of_kind.peek().is_some() {
            let said: Vec<String> = keys.iter().map(|key| locale.text(key)).collect();
            lines.push(said.join(". "));
        }
        for page in of_kind {
            lines.push(format!("  {}", page.url));
            let words = page.text(locale.language()).filter(|_| is_trusted);
            lines.extend(words.map(|words| {
                let words = [("words", FluentValue::from(words.to_owned()))];
                format!("  {}", locale.text_with("discovery-words", words))
            }));
        }
    }
    lines
}

/// Every server as the options take it.
pub(super) fn uris(found: &Discovered) -> Vec<String> {
    all(found)
        .map(|(protocol, candidate)| find::uri(protocol, candidate))
        .collect()
}

/// Incoming, then outgoing, best first.
fn all(found: &Discovered) -> impl Iterator<Item = (Protocol, &Candidate)> {
    let incoming = found.incoming.iter();
    let incoming = incoming.map(|(protocol, candidate)| ((*protocol).into(), candidate));
    let outgoing = found.outgoing.iter();
    incoming.chain(outgoing.map(|candidate| (Protocol::Smtp, candidate)))
}

/// The rows of everything found; without an address the user names stay patterns.
fn candidates(found: &Discovered, source: Source, address: Option<&Address>) -> Vec<CandidateJson> {
    let row = |(protocol, candidate): (Protocol, &Candidate)| CandidateJson {
        protocol,
        server: find::uri(protocol, candidate),
        host: candidate.host.clone(),
        port: candidate.port.get(),
        encryption: candidate.encryption,
        user_name: address.map_or_else(
            || candidate.user_name.clone(),
            |address| candidate.user_name_for(address),
        ),
        source: source.as_str(),
        trust: if source.is_authenticated() {
            "authenticated"
        } else {
            "unauthenticated"
        },
        trusted: source.is_authenticated(),
    };
    all(found).map(row).collect()
}

/// The addresses of the pages, or of those of one kind.
fn urls(pages: &[Page], kind: Option<PageKind>) -> Vec<String> {
    let wanted = pages
        .iter()
        .filter(|page| kind.is_none_or(|kind| page.kind == kind));
    wanted.map(|page| page.url.clone()).collect()
}

fn describe(domain: &Host, address: Option<&Address>, found: Discovered) -> DiscoveredJson {
    let candidates = found
        .source
        .map(|source| candidates(&found, source, address))
        .unwrap_or_default();
    let reason = if found.oauth2_only {
        "oauth2_only"
    } else if found.offline {
        "offline"
    } else {
        "not_found"
    };
    DiscoveredJson {
        domain: domain.to_string(),
        reason: candidates.is_empty().then_some(reason),
        candidates,
        needs_consent: found.needs_consent(),
        other_sites: found.other_sites(domain),
        provider: found.provider,
        switch_on: urls(&found.pages, Some(PageKind::SwitchOn)),
        pages: urls(&found.pages, None),
        oauth2_only: found.oauth2_only,
        elsewhere: found.elsewhere.into_iter().map(|sent| sent.to).collect(),
    }
}
