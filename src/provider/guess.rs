//! Usual host names of a domain in no catalogue. Guesses: to be tried and shown editable, never
//! taken for facts.

use crate::account::{Encryption, Host, Port, Protocol};

/// A host that may exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuessedServer {
    /// The protocol it would speak.
    pub protocol: Protocol,
    /// The host.
    pub host: Host,
    /// The usual port.
    pub port: Port,
    /// The kind of encryption.
    pub encryption: Encryption,
}

/// The labels that are tried before the domain, likelier first; the empty one is the domain itself.
const fn labels(protocol: Protocol) -> &'static [&'static str] {
    match protocol {
        Protocol::Imap => &["imap.", "mail.", ""],
        Protocol::Pop3 => &["pop.", "pop3.", "mail.", ""],
        Protocol::Smtp => &["smtp.", "mail.", ""],
    }
}

/// What the servers of a domain are usually called, likelier first; implicit TLS before STARTTLS
/// ([RFC 8314](https://www.rfc-editor.org/rfc/rfc8314)). Empty for what is no domain.
pub fn guess(domain: &str) -> Vec<GuessedServer> {
    let mut guesses = Vec::new();
    for protocol in Protocol::ALL {
        for encryption in [Encryption::ImplicitTls, Encryption::StartTls] {
            for label in labels(protocol) {
                if let Ok(host) = format!("{label}{domain}").parse() {
                    guesses.push(GuessedServer {
                        protocol,
                        host,
                        port: protocol.default_port(encryption),
                        encryption,
                    });
                }
            }
        }
    }
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_names_come_with_tls_from_the_first_byte_first() {
        let guesses = guess("example.org");
        let first = guesses.first().unwrap();
        assert_eq!(
            (first.host.as_str(), first.port.get()),
            ("imap.example.org", 993)
        );
        let smtp: Vec<_> = guesses
            .iter()
            .filter(|guess| guess.protocol == Protocol::Smtp)
            .map(|guess| format!("{}:{}", guess.host, guess.port))
            .collect();
        assert_eq!(
            smtp,
            [
                "smtp.example.org:465",
                "mail.example.org:465",
                "example.org:465",
                "smtp.example.org:587",
                "mail.example.org:587",
                "example.org:587"
            ]
        );
        assert!(guess("not a domain").is_empty());
    }
}
