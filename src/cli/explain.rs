//! A failure and a finding as sentences, in the words that the window uses too.

use crate::{
    account::{Account, Protocol},
    backend::Report,
    diagnose::{self, Diagnosis},
    failure::{Failure, Finding, Side, Stage},
    i18n::{FluentValue, Locale},
    provider::{self, Catalogue},
};

/// What happened, why, the one next step, other possible causes, and the server's own line.
pub(super) fn failure(locale: &Locale, account: &Account, failure: &Failure) -> Vec<String> {
    let name = name(account, failure.protocol);
    let text = diagnose::failure_text(failure, name, locale);
    let mut lines = vec![text.title, text.why, text.action];
    if !text.alternatives.is_empty() {
        lines.push(alternatives(locale, &text.alternatives));
    }
    if let Some(certificate) = &failure.certificate {
        lines.push(locale.text_with(
            "cli-failure-certificate",
            [
                ("subject", FluentValue::from(certificate.subject.clone())),
                ("issuer", FluentValue::from(certificate.issuer.clone())),
                ("fingerprint", certificate.fingerprint.to_string().into()),
            ],
        ));
    }
    if let Some(detail) = &failure.detail {
        let line = [("line", FluentValue::from(diagnose::clean(detail)))];
        let key = if failure.stage.is_below_mail() {
            "cli-failure-detail"
        } else {
            "cli-failure-line"
        };
        lines.push(locale.text_with(key, line));
    }
    lines.into_iter().map(|line| format!("  {line}")).collect()
}

/// What happened and why, in one line.
pub(super) fn short(locale: &Locale, account: &Account, failure: &Failure) -> String {
    let name = name(account, failure.protocol);
    let text = diagnose::failure_text(failure, name, locale);
    format!("{}. {}", text.title.trim_end_matches('.'), text.why)
}

fn name(account: &Account, protocol: Protocol) -> &str {
    let side = match protocol {
        Protocol::Imap | Protocol::Pop3 => Side::Incoming,
        Protocol::Smtp => Side::Outgoing,
    };
    provider::name_of(account, side)
}

fn alternatives(locale: &Locale, causes: &[String]) -> String {
    let values = [("causes", FluentValue::from(causes.join(", ")))];
    locale.text_with("cli-failure-alternatives", values)
}

/// What was found out about the network, and what to do.
pub(super) fn finding(
    locale: &Locale,
    account: &Account,
    finding: Finding,
    report: &Report,
) -> String {
    let name = name(account, account.protocol.into());
    let text = diagnose::finding_text(finding, name, report.intercepted_by(), locale);
    format!("{} {}", text.title, text.action)
}

/// The short list of what to try, under every failure.
pub(super) fn general_list(locale: &Locale) -> Vec<String> {
    diagnose::general_list(locale)
        .into_iter()
        .map(|line| format!("- {line}"))
        .collect()
}

/// The explanation and the next action of a diagnosed line.
pub(super) fn diagnosis(
    locale: &Locale,
    protocol: Protocol,
    stage: Stage,
    provider: Option<&str>,
    reply: &str,
    diagnosis: &Diagnosis,
) -> (String, String) {
    let failure = diagnosis.clone().into_failure(protocol, stage, reply);
    let provider = provider.unwrap_or_default();
    let name = Catalogue::bundled()
        .by_id(provider)
        .map_or(provider, |provider| provider.name());
    let text = diagnose::failure_text(&failure, name, locale);
    let mut explanation = format!("{}. {}", text.title.trim_end_matches('.'), text.why);
    if !text.alternatives.is_empty() {
        explanation = format!("{explanation} {}", alternatives(locale, &text.alternatives));
    }
    (explanation, text.action)
}
