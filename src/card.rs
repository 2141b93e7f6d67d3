//! The settings card: every value of a mailbox in the order of a device's e-mail settings window.
//!
//! One page as text or as HTML with a print style. The password is not on it.

mod html;

pub use html::html;

use crate::{
    account::{Account, Encryption, Incoming},
    i18n::Locale,
};

/// One line of the card: the words before the value, and the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The key of its label.
    label: &'static str,
    /// The value as it has to be typed.
    value: String,
}

/// A group of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    /// The key of its heading.
    heading: &'static str,
    rows: Vec<Row>,
}

/// The card as text for a terminal, a mail or a printer.
pub fn text(account: &Account, locale: &Locale) -> String {
    let mut lines = vec![title(account, locale), String::new()];
    for group in groups(account, locale) {
        lines.push(locale.text(group.heading));
        let labels: Vec<String> = group
            .rows
            .iter()
            .map(|row| locale.text(row.label))
            .collect();
        let width = labels.iter().map(|label| label.chars().count()).max();
        let width = width.unwrap_or_default() + 1;
        for (row, label) in group.rows.iter().zip(labels) {
            let label = format!("{label}:");
            lines.push(format!("  {label:<width$} {}", row.value));
        }
        lines.push(String::new());
    }
    lines.push(locale.text("card-password-note"));
    if account.role.is_level_sender() {
        lines.push(locale.text("card-levelsender-note"));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn title(account: &Account, locale: &Locale) -> String {
    let device = account.role.app_password_name();
    locale.text_with("card-title", [("device", device.into())])
}

/// The values, in the order in which the device asks for them.
fn groups(account: &Account, locale: &Locale) -> Vec<Group> {
    let row = |label, value: String| Row { label, value };
    let name = if account.display_name.is_empty() {
        account.role.app_password_name()
    } else {
        account.display_name.clone()
    };
    let mut person = vec![
        row("card-full-name", name),
        row("card-address", account.address.to_string()),
    ];
    let more = [
        ("card-reply-to", &account.reply_to),
        ("card-copy-to", &account.copy_to),
    ];
    for (label, address) in more {
        person.extend(
            address
                .iter()
                .map(|address| row(label, address.to_string())),
        );
    }
    let kind = match account.protocol {
        Incoming::Imap => "IMAP",
        Incoming::Pop3 => "POP3",
    };
    let encryption = |encryption| match encryption {
        Encryption::ImplicitTls => locale.text("card-encryption-tls"),
        Encryption::StartTls => locale.text("card-encryption-starttls"),
    };
    let (incoming, outgoing) = (&account.incoming, &account.outgoing);
    vec![
        Group {
            heading: "card-group-mailbox",
            rows: person,
        },
        Group {
            heading: "card-group-incoming",
            rows: vec![
                row("card-kind", kind.to_owned()),
                row("card-server", incoming.host.to_string()),
                row("card-port", incoming.port.to_string()),
                row("card-encryption", encryption(incoming.encryption)),
                row("card-user-name", account.incoming_user_name()),
            ],
        },
        Group {
            heading: "card-group-outgoing",
            rows: vec![
                row("card-kind", "SMTP".to_owned()),
                row("card-server", outgoing.host.to_string()),
                row("card-port", outgoing.port.to_string()),
                row("card-encryption", encryption(outgoing.encryption)),
                row("card-user-name", outgoing.user_name.to_string()),
            ],
        },
        Group {
            heading: "card-group-more",
            rows: vec![row(
                "card-server-timeout",
                account.server_timeout.to_string(),
            )],
        },
    ]
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{
        account::{DEFAULT_SERVER_TIMEOUT_SECONDS, PopOptions, Protocol, Role, Server},
        i18n::Language,
    };

    pub(crate) fn account() -> Account {
        let server = |protocol: Protocol, host: &str, encryption| Server {
            host: host.parse().unwrap(),
            port: protocol.default_port(encryption),
            encryption,
            user_name: "pozo7@agua.example".parse().unwrap(),
            accepted_certificate: None,
        };
        let role = Role::LevelSender {
            serial: "123456".parse().unwrap(),
        };
        Account {
            id: role.default_id(),
            role,
            provider: "other".to_owned(),
            display_name: "Pozo 7 <norte> & \"sur\"".to_owned(),
            address: "pozo7@agua.example".parse().unwrap(),
            reply_to: None,
            copy_to: Some("archivo@agua.example".parse().unwrap()),
            protocol: Incoming::Pop3,
            incoming: server(Protocol::Pop3, "pop.agua.example", Encryption::ImplicitTls),
            outgoing: server(Protocol::Smtp, "smtp.agua.example", Encryption::StartTls),
            server_timeout: DEFAULT_SERVER_TIMEOUT_SECONDS,
            pop: PopOptions::default(),
            proven: None,
        }
    }

    #[test]
    fn the_values_stand_in_the_order_of_the_settings_window() {
        for language in Language::ALL {
            let card = text(&account(), &Locale::new(language));
            let mut rest = card.as_str();
            for value in [
                "LevelSender 123456",
                "Pozo 7",
                "pozo7@agua.example",
                "POP3",
                "pop.agua.example",
                "995",
                "TLS",
                "SMTP",
                "smtp.agua.example",
                "587",
                "STARTTLS",
                "pozo7@agua.example",
                "300",
            ] {
                assert!(
                    rest.contains(value),
                    "{value} is not after the one before: {card}"
                );
                rest = rest.split_once(value).map_or("", |(_, rest)| rest);
            }
            assert!(!card.contains("card-"), "{card}");
        }
    }

    #[test]
    fn without_a_name_the_device_is_named() {
        let account = Account {
            display_name: String::new(),
            ..account()
        };
        let card = text(&account, &Locale::new(Language::English));
        assert_eq!(card.matches("LevelSender 123456").count(), 2, "{card}");
    }
}
