//! Results as sentences, in the chosen language.

use std::time::Duration;

use super::explain;
use crate::{
    account::{Account, Encryption, Protocol, Role, Server},
    backend::{MailboxState, NotWatched, Outcome, Report, StoredAccount, TestOutcome},
    failure::{Side, StorageFailure},
    i18n::{FluentValue, Locale},
    provider::{Catalogue, Provider, Refusal},
};

/// Both sides of a check, and what was found out about the network.
pub(super) fn report(locale: &Locale, account: &Account, report: &Report) -> String {
    let mut lines = side_lines(locale, account, Side::Incoming, &report.incoming);
    let outgoing = side_lines(locale, account, Side::Outgoing, &report.outgoing);
    if let [head, words @ ..] = outgoing.as_slice() {
        lines.push(head.clone());
        // One reason for both is said once; what differs (the server's own line) is not left out.
        let news = words.iter().filter(|word| !lines.contains(word));
        let news: Vec<String> = news.cloned().collect();
        lines.extend(news);
    }
    for finding in &report.findings {
        lines.push(explain::finding(locale, account, *finding, report));
    }
    if report.failures().next().is_some() {
        lines.extend(explain::general_list(locale));
    }
    text(&lines)
}

fn side_lines(locale: &Locale, account: &Account, side: Side, outcome: &Outcome) -> Vec<String> {
    let (name, protocol, given) = match side {
        Side::Incoming => (
            "cli-side-incoming",
            Protocol::from(account.protocol),
            &account.incoming,
        ),
        Side::Outgoing => ("cli-side-outgoing", Protocol::Smtp, &account.outgoing),
    };
    let name = locale.text(name);
    let values = |server: &Server, elapsed: Duration| {
        [
            ("side", FluentValue::from(name.clone())),
            ("server", FluentValue::from(self::server(protocol, server))),
            ("seconds", FluentValue::from(seconds(elapsed))),
        ]
    };
    match outcome {
        Outcome::Proved { server, elapsed } => {
            vec![locale.text_with("cli-side-proved", values(server, *elapsed))]
        }
        Outcome::Failed { failure, elapsed } => {
            let mut lines = vec![locale.text_with("cli-side-failed", values(given, *elapsed))];
            lines.extend(explain::failure(locale, account, failure));
            lines
        }
        Outcome::Skipped => {
            vec![locale.text_with("cli-side-skipped", [("side", name.clone().into())])]
        }
    }
}

/// Why a provider cannot serve, and the two ways on.
pub(super) fn refusal(locale: &Locale, provider: &Provider, refusal: &Refusal) -> String {
    let mut lines = vec![refusal.explain(locale, provider)];
    lines.extend(
        refusal
            .ways
            .iter()
            .map(|way| format!("- {}", locale.text(way.text_key()))),
    );
    text(&lines)
}

/// How a test mail went.
pub(super) fn test_mail(
    locale: &Locale,
    account: &Account,
    to: &str,
    outcome: &TestOutcome,
) -> String {
    let with = |key: &str, elapsed: Duration, folder: &str| {
        let values = [
            ("to", FluentValue::from(to.to_owned())),
            ("seconds", FluentValue::from(seconds(elapsed))),
            ("folder", FluentValue::from(folder.to_owned())),
        ];
        vec![locale.text_with(key, values)]
    };
    let lines = match outcome {
        TestOutcome::Sent => with("cli-test-sent", Duration::ZERO, ""),
        TestOutcome::NotWatched(why) => {
            let why = match why {
                NotWatched::Failed(failure) => explain::short(locale, account, failure),
                NotWatched::TooSoon(delay) => locale.text_with(
                    "mail-not-watched-too-soon",
                    [("minutes", FluentValue::from(delay.as_secs().div_ceil(60)))],
                ),
                NotWatched::NoSecret => locale.text("mail-not-watched-no-secret"),
            };
            let values = [
                ("to", FluentValue::from(to.to_owned())),
                ("why", FluentValue::from(why)),
            ];
            vec![locale.text_with("cli-test-not-watched", values)]
        }
        TestOutcome::Arrived {
            elapsed, folder, ..
        } => with("cli-test-arrived", *elapsed, folder),
        TestOutcome::InSpam {
            elapsed, folder, ..
        } => with("cli-test-in-spam", *elapsed, folder),
        TestOutcome::NotSeen { waited } => with("cli-test-not-seen", *waited, ""),
        TestOutcome::Refused(failure) => {
            let mut lines = with("cli-test-refused", Duration::ZERO, "");
            lines.extend(explain::failure(locale, account, failure));
            lines
        }
    };
    text(&lines)
}

/// What happened to what is kept, and the next step.
pub(super) fn storage(locale: &Locale, failure: &StorageFailure) -> String {
    let with = |key: &str| {
        let values = failure.values();
        locale.text_with(
            key,
            values
                .into_iter()
                .map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    format!(
        "{} {}",
        with(failure.message_key()),
        with(failure.action_key())
    )
}

/// One line of the list of mailboxes.
pub(super) fn listed(locale: &Locale, stored: &StoredAccount) -> String {
    let account = &stored.account;
    let state = match &stored.state {
        MailboxState::Works => "cli-state-works",
        MailboxState::SignInRefused(_) => "cli-state-sign-in-refused",
        MailboxState::Unreachable(_) => "cli-state-unreachable",
        MailboxState::NotChecked => "cli-state-not-checked",
        MailboxState::SecretMissing => "cli-state-secret-missing",
    };
    format!(
        "{}: {}, {} ({}, {}) – {}\n",
        account.id,
        role(&account.role),
        account.address,
        provider_name(locale, &account.provider),
        protocol_name(account.protocol.into()),
        locale.text(state),
    )
}

/// `Home Station` or `LevelSender 123456`: product names, the same in every language.
pub(super) fn role(role: &Role) -> String {
    role.app_password_name()
}

/// The provider's name, or the words for an own one.
pub(super) fn provider_name(locale: &Locale, id: &str) -> String {
    match Catalogue::bundled().by_id(id) {
        Some(provider) => provider.name().to_owned(),
        None => locale.text("provider-tile-other"),
    }
}

/// As the devices' manuals write it.
pub(super) const fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "IMAP",
        Protocol::Pop3 => "POP",
        Protocol::Smtp => "SMTP",
    }
}

/// `IMAP mail.example.org:993 (TLS)`.
fn server(protocol: Protocol, server: &Server) -> String {
    let encryption = match server.encryption {
        Encryption::ImplicitTls => "TLS",
        Encryption::StartTls => "STARTTLS",
    };
    let host = server.host.as_str();
    let host = if host.contains(':') {
        format!("[{host}]")
    } else {
        host.to_owned()
    };
    format!(
        "{} {host}:{} ({encryption})",
        protocol_name(protocol),
        server.port
    )
}

/// Tenths of a second are enough for people.
fn seconds(elapsed: Duration) -> f64 {
    let tenths = u32::try_from(elapsed.as_millis().div_ceil(100)).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

fn text(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
