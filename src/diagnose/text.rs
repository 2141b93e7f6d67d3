//! What a failure is called, why it happened and what to do next, in the reader's language.
//!
//! Window and command line take their words from here. A provider's own wording stands in for
//! the general one where it has a key of its own (`failure-…-why-gmail`).

use super::{Diagnosis, Family, Place, remedy, words::Words};
use crate::{
    account::{Incoming, Protocol},
    failure::{Cause, Failure, Remedy, Stage},
    i18n::{FluentValue, Locale},
};

/// The words for one failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureText {
    /// What happened, the provider's or server's name in it.
    pub title: String,
    /// Why.
    pub why: String,
    /// The one next action, as a sentence.
    pub action: String,
    /// The label of the button that does it.
    pub button: String,
    /// Other possible causes as short phrases, likelier first.
    pub alternatives: Vec<String>,
}

/// Which part of a failure's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What happened.
    Title,
    /// Why.
    Why,
    /// The next action.
    Action,
    /// A short phrase for lists.
    Name,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Title, Self::Why, Self::Action, Self::Name];

    const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Why => "why",
            Self::Action => "action",
            Self::Name => "name",
        }
    }
}

/// Endings of keys for this provider, the most special first.
fn endings(provider_name: &str) -> Vec<&'static str> {
    let words = Words::of(provider_name);
    let special = [
        ("gworkspace", "workspace|gworkspace"),
        ("m365", "365|m365|exchange online"),
    ];
    let family = Family::named(provider_name).and_then(|family| match family {
        Family::Google => Some("gmail"),
        Family::Microsoft => Some("microsoft"),
        Family::Yahoo => Some("yahoo"),
        Family::Apple => Some("icloud"),
        Family::Yandex => Some("yandex"),
        Family::MailRu => Some("mailru"),
        Family::Gmx => Some("gmx"),
        Family::Zoho => Some("zoho"),
        Family::Fastmail => Some("fastmail"),
        Family::Tencent => Some("qq"),
        Family::NetEase => Some("netease"),
        Family::Proton => Some("proton"),
        Family::Ionos | Family::TwoStep | Family::AppPasswordOnly | Family::Product => None,
    });
    special
        .into_iter()
        .filter(|(_, names)| words.matches(names))
        .map(|(ending, _)| ending)
        .chain(family)
        .collect()
}

/// The key of a cause's text: the provider's own if there is one, else the general one.
pub fn text_key(cause: Cause, part: Part, provider_name: &str, locale: &Locale) -> String {
    let general = format!(
        "failure-{}-{}",
        cause.as_str().replace('_', "-"),
        part.word()
    );
    endings(provider_name)
        .into_iter()
        .map(|ending| format!("{general}-{ending}"))
        .find(|key| locale.has(key))
        .unwrap_or(general)
}

/// The protocol as people know it.
pub const fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "IMAP",
        Protocol::Pop3 => "POP",
        Protocol::Smtp => "SMTP",
    }
}

/// One part of a cause's text. An empty name becomes "the server".
pub fn cause_text(
    cause: Cause,
    part: Part,
    protocol: Protocol,
    provider_name: &str,
    locale: &Locale,
) -> String {
    let name = match provider_name.trim() {
        "" => locale.text("failure-server"),
        name => name.to_owned(),
    };
    locale.text_with(
        &text_key(cause, part, provider_name, locale),
        [
            ("provider", FluentValue::from(name)),
            ("protocol", FluentValue::from(protocol_name(protocol))),
        ],
    )
}

/// The words for a failure. `provider_name` is the catalogue's name, else the host.
pub fn failure_text(failure: &Failure, provider_name: &str, locale: &Locale) -> FailureText {
    let text = |cause, part| cause_text(cause, part, failure.protocol, provider_name, locale);
    FailureText {
        title: text(failure.cause, Part::Title),
        why: text(failure.cause, Part::Why),
        action: action_of_remedy(failure, provider_name, locale)
            .unwrap_or_else(|| text(failure.cause, Part::Action)),
        button: button(&failure.remedy, locale),
        alternatives: failure
            .alternatives
            .iter()
            .map(|cause| text(*cause, Part::Name))
            .collect(),
    }
}

/// The sentence for an action that is not the usual one of its cause: the other port, the clock,
/// the administrator. The button and the sentence always say the same.
fn action_of_remedy(failure: &Failure, provider_name: &str, locale: &Locale) -> Option<String> {
    let place = Place {
        protocol: failure.protocol,
        stage: failure.stage,
        provider: Some(provider_name),
        url: None,
    };
    let usual = remedy(failure.cause, &place);
    if std::mem::discriminant(&failure.remedy) == std::mem::discriminant(&usual) {
        return None;
    }
    let key = match &failure.remedy {
        // Said by every cause that has them.
        Remedy::OpenPage { .. } | Remedy::Wait { .. } | Remedy::TryAgain => return None,
        Remedy::MakeAppPassword { .. } => "failure-action-make-app-password",
        Remedy::SwitchOnProtocol { .. } => "failure-action-switch-on-protocol",
        Remedy::UseProtocol(Incoming::Imap) => "failure-action-use-protocol-imap",
        Remedy::UseProtocol(Incoming::Pop3) => "failure-action-use-protocol-pop3",
        Remedy::UseServer { port, .. } => {
            let port = FluentValue::from(port.to_string());
            return Some(locale.text_with("failure-action-use-server", [("port", port)]));
        }
        Remedy::RetypePassword => "failure-action-retype-password",
        Remedy::ShowCertificate => "failure-action-show-certificate",
        Remedy::EditAddress => "failure-action-edit-address",
        Remedy::EditServers => "failure-action-edit-servers",
        Remedy::EditRecipient => "failure-action-edit-recipient",
        Remedy::AskAdministrator => "failure-action-ask-administrator",
        Remedy::ChooseProvider => "failure-action-choose-provider",
        Remedy::SetClock => "failure-action-set-clock",
        Remedy::CheckNetwork => "failure-action-check-network",
    };
    let protocol = FluentValue::from(protocol_name(failure.protocol));
    Some(locale.text_with(key, [("protocol", protocol)]))
}

impl Diagnosis {
    /// As a failure, with the server's line cleaned for showing.
    pub fn into_failure(self, protocol: Protocol, stage: Stage, line: &str) -> Failure {
        Failure {
            alternatives: self.alternatives,
            detail: Some(clean(line)).filter(|line| !line.is_empty()),
            remedy: self.remedy,
            ..Failure::new(self.cause, protocol, stage)
        }
    }
}

/// A server's line fit to be shown: without control and direction characters, at most 1,000 characters.
pub fn clean(line: &str) -> String {
    let shown: String = line
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        // Marks that turn the direction of writing could make a line read as another one.
        .filter(|character| !matches!(character, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .take(1_000)
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The label of the button that does the next action.
pub fn button(remedy: &Remedy, locale: &Locale) -> String {
    match remedy {
        Remedy::UseServer { port, .. } => locale.text_with(
            "remedy-use-server",
            [("port", FluentValue::from(port.to_string()))],
        ),
        Remedy::RetypePassword
        | Remedy::MakeAppPassword { .. }
        | Remedy::OpenPage { .. }
        | Remedy::SwitchOnProtocol { .. }
        | Remedy::UseProtocol(_)
        | Remedy::ShowCertificate
        | Remedy::Wait { .. }
        | Remedy::TryAgain
        | Remedy::EditAddress
        | Remedy::EditServers
        | Remedy::EditRecipient
        | Remedy::AskAdministrator
        | Remedy::ChooseProvider
        | Remedy::SetClock
        | Remedy::CheckNetwork => locale.text(button_key(remedy)),
    }
}

const fn button_key(remedy: &Remedy) -> &'static str {
    match remedy {
        Remedy::RetypePassword => "remedy-retype-password",
        Remedy::MakeAppPassword { url: Some(_) } => "remedy-make-app-password",
        Remedy::MakeAppPassword { url: None } => "remedy-make-app-password-guide",
        Remedy::OpenPage { .. } => "remedy-open-page",
        Remedy::SwitchOnProtocol { url: Some(_) } => "remedy-switch-on-protocol",
        Remedy::SwitchOnProtocol { url: None } => "remedy-switch-on-protocol-guide",
        Remedy::UseProtocol(Incoming::Imap) => "remedy-use-protocol-imap",
        Remedy::UseProtocol(Incoming::Pop3) => "remedy-use-protocol-pop3",
        Remedy::UseServer { .. } => "remedy-use-server",
        Remedy::ShowCertificate => "remedy-show-certificate",
        Remedy::Wait { .. } => "remedy-wait",
        Remedy::TryAgain => "remedy-try-again",
        Remedy::EditAddress => "remedy-edit-address",
        Remedy::EditServers => "remedy-edit-servers",
        Remedy::EditRecipient => "remedy-edit-recipient",
        Remedy::AskAdministrator => "remedy-ask-administrator",
        Remedy::ChooseProvider => "remedy-choose-provider",
        Remedy::SetClock => "remedy-set-clock",
        Remedy::CheckNetwork => "remedy-check-network",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn locales() -> [Locale; 2] {
        Language::ALL.map(Locale::new)
    }

    #[test]
    fn every_cause_has_all_its_texts_with_the_name_in_the_title() {
        for locale in locales() {
            for cause in Cause::ALL {
                for part in Part::ALL {
                    let key = text_key(*cause, part, "", &locale);
                    assert!(locale.has(&key), "{key}");
                    let text =
                        cause_text(*cause, part, Protocol::Pop3, "mail.example.org", &locale);
                    assert!(!text.contains('{') && !text.contains("failure-"), "{text}");
                    let wants_name = part == Part::Title && *cause != Cause::Cancelled;
                    assert!(
                        !wants_name || text.contains("mail.example.org"),
                        "{key}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_remedy_has_its_words() {
        let port = Protocol::Imap.default_port(crate::account::Encryption::ImplicitTls);
        let url = || Some("https://example.org/".to_owned());
        let remedies = [
            Remedy::RetypePassword,
            Remedy::MakeAppPassword { url: url() },
            Remedy::MakeAppPassword { url: None },
            Remedy::OpenPage {
                url: "https://example.org/".to_owned(),
            },
            Remedy::SwitchOnProtocol { url: url() },
            Remedy::SwitchOnProtocol { url: None },
            Remedy::UseProtocol(Incoming::Imap),
            Remedy::UseProtocol(Incoming::Pop3),
            Remedy::UseServer {
                port,
                encryption: crate::account::Encryption::ImplicitTls,
            },
            Remedy::ShowCertificate,
            Remedy::Wait { seconds: 60 },
            Remedy::TryAgain,
            Remedy::EditAddress,
            Remedy::EditServers,
            Remedy::EditRecipient,
            Remedy::AskAdministrator,
            Remedy::ChooseProvider,
            Remedy::SetClock,
            Remedy::CheckNetwork,
        ];
        for locale in locales() {
            for remedy in &remedies {
                assert!(locale.has(button_key(remedy)), "{remedy:?}");
                let failure = Failure {
                    remedy: remedy.clone(),
                    ..Failure::new(Cause::ConnectionClosed, Protocol::Imap, Stage::Login)
                };
                let action = failure_text(&failure, "mail.example.org", &locale).action;
                assert!(
                    !action.contains("failure-") && !action.contains('{'),
                    "{action}"
                );
            }
        }
    }

    #[test]
    fn a_transient_cause_never_asks_for_the_password_again() {
        for locale in locales() {
            for cause in Cause::ALL.iter().filter(|cause| cause.is_transient()) {
                let action = cause_text(*cause, Part::Action, Protocol::Imap, "x", &locale);
                assert!(
                    !action.contains("password") && !action.contains("contraseña"),
                    "{action}"
                );
            }
        }
    }

    #[test]
    fn a_provider_with_words_of_its_own_is_given_them() {
        let [locale, _] = locales();
        let key = |provider| text_key(Cause::ProtocolDisabled, Part::Why, provider, &locale);
        assert_eq!(key("Gmail"), "failure-protocol-disabled-why-gmail");
        assert_eq!(
            key("Google Workspace"),
            "failure-protocol-disabled-why-gworkspace"
        );
        assert_eq!(key("WEB.DE"), "failure-protocol-disabled-why-gmx");
        assert_eq!(key("mail.example.org"), "failure-protocol-disabled-why");
    }

    #[test]
    fn a_line_with_escape_codes_is_shown_without_them() {
        assert_eq!(clean("\u{1b}[31mNO\r\n \u{202e}bad\u{0}"), "[31mNO bad");
    }
}
