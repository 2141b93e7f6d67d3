//! Finds servers where neither the catalogue nor the options give them.

use futures::StreamExt as _;

use super::{discover, json::ErrorJson, session::Session};
use crate::{
    account::{Encryption, Host, Protocol, UserName},
    backend::DiscoveryEvent,
    discovery::{Candidate, Discovered, Question},
    draft::{Draft, ServerFields, domain_of},
    i18n::FluentValue,
    provider::{Provider, Refusal},
};

/// Why no servers were filled in.
#[derive(Debug)]
pub(super) enum NoServers {
    /// To be said; the options can name the servers.
    Say(ErrorJson),
    /// The domain's provider cannot serve in this role.
    Refused(&'static Provider, Refusal),
    /// The domain's servers take no password at all.
    NoPasswords,
}

/// Fills in what was found for the address's domain, if its source may be trusted with a password.
/// Else says what was found, so that the person can name it in the options, which is their consent.
pub(super) async fn servers(session: &mut Session<'_>, draft: &mut Draft) -> Result<(), NoServers> {
    let say = |message| {
        NoServers::Say(ErrorJson {
            option: "",
            message,
        })
    };
    let domain = draft.parsed_address().ok();
    let found = match domain.as_ref().and_then(domain_of) {
        Some(domain) => search(session, domain.into(), false).await,
        None => Discovered::default(),
    };
    let provider = found.known_provider();
    let protocol = draft.effective_protocol();
    if let (Some(provider), Ok(role)) = (provider, draft.parsed_role())
        && let Some(refusal) = provider.verdict(&role, Some(protocol)).refusal()
    {
        return Err(NoServers::Refused(provider, refusal.clone()));
    }
    if found.oauth2_only {
        return Err(NoServers::NoPasswords);
    }
    let incoming = found
        .incoming
        .iter()
        .find(|(wanted, _)| *wanted == protocol)
        .map(|(_, candidate)| candidate);
    let (Some(incoming), Some(outgoing)) = (incoming, found.outgoing.first()) else {
        return Err(say(session.locale.text("cli-fault-servers-needed")));
    };
    if found.needs_consent() {
        let reading = uri(protocol.into(), incoming);
        let values = [
            ("incoming", FluentValue::from(reading)),
            ("outgoing", FluentValue::from(uri(Protocol::Smtp, outgoing))),
        ];
        let key = "cli-fault-servers-unconfirmed";
        return Err(say(session.locale.text_with(key, values)));
    }
    if let Some(provider) = provider {
        draft.provider = Some(provider.id().to_owned());
    }
    fill(draft, incoming, outgoing);
    Ok(())
}

/// Keeps what was found for the address's domain, from whatever source: the person sees it and can
/// correct it before a password goes there. Tells what it is; a known provider may be behind it.
pub(super) async fn shown(
    session: &mut Session<'_>,
    draft: &mut Draft,
    agreed: Vec<Host>,
) -> Discovered {
    let Ok(address) = draft.parsed_address() else {
        return Discovered::default();
    };
    let Some(domain) = domain_of(&address) else {
        return Discovered::default();
    };
    let question = Question { domain, agreed };
    let found = search(session, question.clone(), true).await;
    // The hosts are seen before a password is asked for.
    let notes = discover::notes(session.locale, &question.domain, &found);
    for line in discover::uris(&found).into_iter().chain(notes) {
        session.console.out(&format!("{line}\n"));
    }
    draft.found = found.for_draft(&question, &address);
    found
}

/// Only the domain is given away. What is being asked is told on the side.
pub(super) async fn search(
    session: &mut Session<'_>,
    question: Question,
    tells: bool,
) -> Discovered {
    let mut events = session.backend.discover(question);
    let mut found = Discovered::default();
    while let Some(event) = events.next().await {
        match event {
            DiscoveryEvent::Asking(source) => {
                if tells {
                    let sentence = session.locale.text(source.asking_key());
                    session.console.error(&sentence);
                }
            }
            DiscoveryEvent::Finished(end) => found = end,
        }
    }
    found
}

fn fill(draft: &mut Draft, incoming: &Candidate, outgoing: &Candidate) {
    let address = draft.parsed_address().ok();
    let put = |fields: &mut ServerFields, candidate: &Candidate| {
        if !fields.host.is_empty() {
            // Named in the options.
            return;
        }
        fields.host = candidate.host.to_string();
        fields.port = candidate.port.to_string();
        fields.encryption = candidate.encryption;
        if let (true, Some(address)) = (fields.user_name.is_empty(), &address) {
            let user_name = candidate.user_name_for(address).parse::<UserName>();
            fields.user_name = user_name.map(String::from).unwrap_or_default();
        }
    };
    put(&mut draft.incoming, incoming);
    put(&mut draft.outgoing, outgoing);
}

/// A candidate as the options take it.
pub(super) fn uri(protocol: Protocol, candidate: &Candidate) -> String {
    let scheme = match (protocol, candidate.encryption) {
        (Protocol::Imap, Encryption::ImplicitTls) => "imaps",
        (Protocol::Imap, Encryption::StartTls) => "imap+starttls",
        (Protocol::Pop3, Encryption::ImplicitTls) => "pop3s",
        (Protocol::Pop3, Encryption::StartTls) => "pop3+starttls",
        (Protocol::Smtp, Encryption::ImplicitTls) => "smtps",
        (Protocol::Smtp, Encryption::StartTls) => "smtp+starttls",
    };
    format!("{scheme}://{}:{}", candidate.host, candidate.port)
}
