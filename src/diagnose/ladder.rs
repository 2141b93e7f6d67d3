//! Words around a failure: the stages of the ladder, findings about the network, the general list.

use crate::{
    account::{Encryption, Protocol},
    failure::{Finding, Side, Stage},
    i18n::{FluentValue, Locale},
};

/// The words for a finding about the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
    /// What was found out.
    pub title: String,
    /// What to do about it.
    pub action: String,
}

/// The words for a finding. `product` names the security product of an intercepted connection.
pub fn finding_text(
    finding: Finding,
    provider_name: &str,
    product: Option<&str>,
    locale: &Locale,
) -> FindingText {
    let product = product.map_or_else(|| locale.text("failure-a-product"), str::to_owned);
    let part = |part: &str| {
        locale.text_with(
            &format!("finding-{}-{part}", finding.as_str().replace('_', "-")),
            [
                ("provider", FluentValue::from(provider_name)),
                ("product", FluentValue::from(product.as_str())),
            ],
        )
    };
    FindingText {
        title: part("title"),
        action: part("action"),
    }
}

/// The stages of a check, in the order in which they happen.
pub fn stages(protocol: Protocol, encryption: Encryption) -> Vec<Stage> {
    let mut stages = vec![Stage::Name, Stage::Connect];
    match encryption {
        Encryption::ImplicitTls => stages.extend([Stage::Tls, Stage::Greeting]),
        Encryption::StartTls => stages.extend([Stage::Greeting, Stage::Starttls, Stage::Tls]),
    }
    stages.push(Stage::Login);
    match protocol {
        Protocol::Imap | Protocol::Pop3 => stages.push(Stage::Mailbox),
        Protocol::Smtp => stages.extend([Stage::MailFrom, Stage::Rcpt]),
    }
    stages
}

/// A stage in plain words, for the ladder.
pub fn stage_text(stage: Stage, side: Side, locale: &Locale) -> String {
    locale.text(&format!("stage-{stage}-{side}"))
}

/// The protocol's own term for a stage, for "details"; the same in every language.
pub const fn stage_term(stage: Stage, protocol: Protocol) -> &'static str {
    match (stage, protocol) {
        (Stage::Name, _) => "DNS",
        (Stage::Connect, _) => "TCP",
        (Stage::Tls, _) => "TLS",
        (Stage::Greeting, Protocol::Smtp) => "greeting, EHLO",
        (Stage::Greeting, Protocol::Imap | Protocol::Pop3) => "greeting",
        (Stage::Starttls, Protocol::Pop3) => "STLS",
        (Stage::Starttls, Protocol::Imap | Protocol::Smtp) => "STARTTLS",
        (Stage::Login, Protocol::Imap) => "LOGIN, AUTHENTICATE",
        (Stage::Login, Protocol::Pop3) => "USER, PASS",
        (Stage::Login, Protocol::Smtp) => "AUTH",
        (Stage::Mailbox, Protocol::Imap) => "EXAMINE INBOX",
        (Stage::Mailbox, Protocol::Pop3 | Protocol::Smtp) => "STAT, UIDL",
        (Stage::MailFrom, _) => "MAIL FROM",
        (Stage::Rcpt, _) => "RCPT TO",
        (Stage::Data, _) => "DATA",
        (Stage::Arrival, Protocol::Pop3) => "UIDL, TOP",
        (Stage::Arrival, Protocol::Imap | Protocol::Smtp) => "SEARCH",
    }
}

/// The short general list of the manuals, under every failure.
pub fn general_list(locale: &Locale) -> [String; 4] {
    [
        "failure-list-servers",
        "failure-list-password",
        "failure-list-firewall",
        "failure-list-other-program",
    ]
    .map(|key| locale.text(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn every_finding_and_stage_has_its_words() {
        for locale in Language::ALL.map(Locale::new) {
            for finding in Finding::ALL {
                let text = finding_text(*finding, "Gmail", Some("Avast"), &locale);
                assert!(!text.title.starts_with("finding-"), "{}", text.title);
                assert!(!text.action.starts_with("finding-"), "{}", text.action);
            }
            for stage in Stage::ALL {
                for side in Side::ALL {
                    let text = stage_text(*stage, *side, &locale);
                    assert!(!text.starts_with("stage-"), "{text}");
                }
            }
            for line in general_list(&locale) {
                assert!(!line.starts_with("failure-"), "{line}");
            }
        }
    }
}
