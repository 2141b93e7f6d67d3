//! Finds servers where neither the catalogue nor the options give them.

use futures::StreamExt as _;

use super::{json::ErrorJson, session::Session};
use crate::{
    account::{Encryption, Protocol},
    backend::DiscoveryEvent,
    discovery::{Candidate, Discovered, client_config::fill_user_name},
    draft::{Draft, ServerFields},
    i18n::FluentValue,
};

/// Fills in what was found for the address's domain, if its source may be trusted with a password.
/// Else says what was found, so that the person can name it in the options, which is their consent.
pub(super) async fn servers(session: &mut Session<'_>, draft: &mut Draft) -> Result<(), ErrorJson> {
    let needed = |session: &Session<'_>| ErrorJson {
        option: "",
        message: session.locale.text("cli-fault-servers-needed"),
    };
    let found = search(session, draft).await;
    if found.oauth2_only {
        return Err(ErrorJson {
            option: "",
            message: session.locale.text("discovery-oauth2-only"),
        });
    }
    let protocol = draft.effective_protocol();
    let incoming = found
        .incoming
        .iter()
        .find(|(wanted, _)| *wanted == protocol)
        .map(|(_, candidate)| candidate);
    let (Some(incoming), Some(outgoing)) = (incoming, found.outgoing.first()) else {
        return Err(needed(session));
    };
    if found.needs_consent() {
        let values = [
            (
                "incoming",
                FluentValue::from(uri(protocol.into(), incoming)),
            ),
            ("outgoing", FluentValue::from(uri(Protocol::Smtp, outgoing))),
        ];
        return Err(ErrorJson {
            option: "",
            message: session
                .locale
                .text_with("cli-fault-servers-unconfirmed", values),
        });
    }
    if let Some(provider) = &found.provider {
        draft.provider = Some(provider.clone());
    }
    fill(draft, incoming, outgoing);
    Ok(())
}

/// Fills in what was found for the address's domain, from whatever source: the person sees it and
/// can correct it before a password goes there.
pub(super) async fn shown(session: &mut Session<'_>, draft: &mut Draft) {
    let found = search(session, draft).await;
    let protocol = draft.effective_protocol();
    let incoming = found
        .incoming
        .iter()
        .find(|(wanted, _)| *wanted == protocol);
    if let (Some((_, incoming)), Some(outgoing)) = (incoming, found.outgoing.first()) {
        fill(draft, incoming, outgoing);
    }
}

/// Only the domain is given away.
async fn search(session: &Session<'_>, draft: &Draft) -> Discovered {
    let domain = draft.parsed_address().ok();
    let Some(domain) = domain.and_then(|address| address.domain().parse().ok()) else {
        return Discovered::default();
    };
    let mut events = session.backend.discover(domain);
    let mut found = Discovered::default();
    while let Some(event) = events.next().await {
        if let DiscoveryEvent::Finished(end) = event {
            found = end;
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
            fields.user_name = fill_user_name(&candidate.user_name, address);
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
