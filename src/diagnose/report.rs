//! "Copy details" and the ready texts for an administrator: plain text, good to mail.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    ladder::stage_term,
    text::{Part, cause_text, clean, protocol_name},
};
use crate::{
    account::{Address, Protocol},
    failure::{Cause, Failure, Finding},
    i18n::{FluentValue, Locale},
    secret::Secret,
};

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Details<'a> {
    /// The catalogue's name of the provider, else the host.
    pub provider_name: &'a str,
    /// The mailbox; shown shortened.
    pub address: Option<&'a Address>,
    /// The failures with their `host:port`.
    pub failures: &'a [(&'a Failure, &'a str)],
    /// What was found out about the network.
    pub findings: &'a [Finding],
    /// Taken out wherever a server repeats it.
    pub secret: Option<&'a Secret>,
}

/// A report for support: no secret in it, every address shortened (`a…@example.com`).
pub fn details_report(details: &Details<'_>, locale: &Locale) -> String {
    let line = |key: &str, name: &'static str, value: String| {
        locale.text_with(key, [(name, FluentValue::from(value))])
    };
    let mut lines = vec![
        locale.text("failure-report-title"),
        line(
            "failure-report-version",
            "version",
            format!("{} ({})", env!("CARGO_PKG_VERSION"), std::env::consts::OS),
        ),
        line(
            "failure-report-provider",
            "provider",
            details.provider_name.to_owned(),
        ),
    ];
    if let Some(address) = details.address {
        lines.push(line(
            "failure-report-address",
            "address",
            shorten(address.as_str()),
        ));
    }
    for (failure, server) in details.failures {
        lines.push(String::new());
        if !server.is_empty() {
            lines.push(line(
                "failure-report-server",
                "server",
                (*server).to_owned(),
            ));
        }
        lines.push(locale.text_with(
            "failure-report-where",
            [
                (
                    "protocol",
                    FluentValue::from(protocol_name(failure.protocol)),
                ),
                (
                    "stage",
                    FluentValue::from(stage_term(failure.stage, failure.protocol)),
                ),
            ],
        ));
        let name = cause_text(
            failure.cause,
            Part::Name,
            failure.protocol,
            details.provider_name,
            locale,
        );
        lines.push(line(
            "failure-report-cause",
            "cause",
            format!("{name} ({})", failure.cause),
        ));
        if let Some(detail) = &failure.detail {
            lines.push(line("failure-report-line", "line", clean(detail)));
        }
    }
    if !details.findings.is_empty() {
        let words: Vec<&str> = details
            .findings
            .iter()
            .map(|finding| finding.as_str())
            .collect();
        lines.push(line(
            "failure-report-findings",
            "findings",
            words.join(", "),
        ));
    }
    let report = lines
        .iter()
        .map(|line| shorten_addresses(line))
        .collect::<Vec<_>>()
        .join("\n");
    match details.secret {
        Some(secret) => without(&report, secret),
        None => report,
    }
}

/// `ana.lopez@example.com` as `a…@example.com`.
pub fn shorten(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => address.to_owned(),
    }
}

fn shorten_addresses(line: &str) -> String {
    line.split(' ')
        .map(|word| {
            let is_part =
                |character: char| character.is_alphanumeric() || ".+-_%@".contains(character);
            let start = word.find(is_part).unwrap_or(word.len());
            let (before, rest) = word.split_at(start);
            let end = rest
                .find(|character| !is_part(character))
                .unwrap_or(rest.len());
            let (middle, after) = rest.split_at(end);
            if middle.contains('@') && !middle.contains('…') {
                format!("{before}{}{after}", shorten(middle))
            } else {
                word.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Takes the secret out, as it is, without blanks and in base64; shorter than four characters it
/// could be any word and is left alone.
fn without(report: &str, secret: &Secret) -> String {
    let secret = secret.expose();
    let bare: String = secret.split_whitespace().collect();
    let mut report = report.to_owned();
    for form in [
        secret.to_owned(),
        STANDARD.encode(secret),
        STANDARD.encode(&bare),
        bare,
    ] {
        if form.trim_end_matches('=').chars().count() >= 4 {
            report = report.replace(&form, "****");
        }
    }
    report
}

/// What an administrator is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Request {
    /// Allow app passwords.
    AppPasswords,
    /// Open IMAP.
    Imap,
    /// Open POP3.
    Pop,
    /// Allow authenticated SMTP.
    SmtpAuth,
    /// Look at a blocked or full account.
    Account,
}

impl Request {
    /// Every request.
    pub const ALL: [Self; 5] = [
        Self::AppPasswords,
        Self::Imap,
        Self::Pop,
        Self::SmtpAuth,
        Self::Account,
    ];

    /// What would lift this failure, if an administrator can lift it.
    pub fn of(failure: &Failure) -> Option<Self> {
        match failure.cause {
            Cause::ProtocolDisabled | Cause::BasicAuthDisabled => Some(match failure.protocol {
                Protocol::Imap => Self::Imap,
                Protocol::Pop3 => Self::Pop,
                Protocol::Smtp => Self::SmtpAuth,
            }),
            Cause::AppPasswordRequired => Some(Self::AppPasswords),
            Cause::AccountSuspended | Cause::MailboxFull => Some(Self::Account),
            Cause::BadCredentials
            | Cause::WebLoginRequired
            | Cause::TooManyAttempts
            | Cause::TooManyConnections
            | Cause::QuotaOrRateLimit
            | Cause::MailboxBusy
            | Cause::SenderNotAllowed
            | Cause::RelayDenied
            | Cause::RecipientRefused
            | Cause::SpamBlocked
            | Cause::MessageTooLarge
            | Cause::Greylisted
            | Cause::TlsRequired
            | Cause::StarttlsRefused
            | Cause::TlsCertUntrusted
            | Cause::TlsCertExpired
            | Cause::TlsNameMismatch
            | Cause::TlsVersion
            | Cause::CertificateChanged
            | Cause::WrongPortOrProtocol
            | Cause::ProtocolViolation
            | Cause::ServerUnavailable
            | Cause::HostNotFound
            | Cause::ConnectionRefused
            | Cause::ConnectionTimedOut
            | Cause::ConnectionClosed
            | Cause::Cancelled
            | Cause::Unknown => None,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::AppPasswords => "admin-text-app-passwords",
            Self::Imap => "admin-text-imap",
            Self::Pop => "admin-text-pop",
            Self::SmtpAuth => "admin-text-smtp-auth",
            Self::Account => "admin-text-account",
        }
    }
}

/// A ready text to send to the administrator, in the chosen language.
pub fn admin_text(request: Request, provider_name: &str, address: &str, locale: &Locale) -> String {
    locale.text_with(
        request.key(),
        [
            ("provider", FluentValue::from(provider_name)),
            ("address", FluentValue::from(address)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{failure::Stage, i18n::Language};

    #[test]
    fn a_report_has_no_secret_and_no_whole_address() {
        let secret = Secret::new("abcd efgh ijkl mnop".to_owned());
        let address: Address = "ana.lopez@example.com".parse().unwrap();
        let failure = Failure {
            detail: Some(
                "535 no <ana.lopez@example.com> abcdefghijklmnop YWJjZGVmZ2hpamtsbW5vcA== abcd efgh ijkl mnop".to_owned(),
            ),
            ..Failure::new(Cause::BadCredentials, Protocol::Smtp, Stage::Login)
        };
        for language in Language::ALL {
            let report = details_report(
                &Details {
                    provider_name: "Gmail",
                    address: Some(&address),
                    failures: &[(&failure, "smtp.gmail.com:465")],
                    findings: &[Finding::NoInternet],
                    secret: Some(&secret),
                },
                &Locale::new(language),
            );
            assert!(!report.contains("lopez"), "{report}");
            assert!(!report.contains("mnop"), "{report}");
            assert!(!report.contains("YWJj"), "{report}");
            assert!(report.contains("<a…@example.com>"), "{report}");
            assert!(report.contains("bad_credentials"), "{report}");
            assert!(report.contains("no_internet"), "{report}");
        }
    }

    #[test]
    fn every_request_to_an_administrator_has_its_text() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for request in Request::ALL {
                let text = admin_text(request, "Microsoft 365", "ana@example.com", &locale);
                assert!(
                    text.contains("ana@example.com") && text.contains('\n'),
                    "{text}"
                );
            }
        }
    }
}
