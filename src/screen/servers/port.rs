//! What a port says of itself: whether it goes with the protocol and the encryption chosen.

use crate::account::{Encryption, Protocol};

/// What is odd about a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// It usually goes with the other encryption.
    Encryption(Encryption),
    /// It usually belongs to another protocol.
    Protocol(Protocol),
    /// Between servers, without encryption.
    Relay,
}

/// The encryption a protocol's port usually goes with.
pub(super) fn encryption_of(protocol: Protocol, port: u16) -> Option<Encryption> {
    [Encryption::ImplicitTls, Encryption::StartTls]
        .into_iter()
        .find(|encryption| protocol.default_port(*encryption).get() == port)
}

/// What is odd about a port as typed.
pub(super) fn odd(protocol: Protocol, encryption: Encryption, typed: &str) -> Option<Odd> {
    let port = typed.trim().parse::<u16>().ok()?;
    if port == 25 {
        return Some(Odd::Relay);
    }
    if let Some(usual) = encryption_of(protocol, port) {
        return (usual != encryption).then_some(Odd::Encryption(usual));
    }
    Protocol::ALL
        .into_iter()
        .find(|other| encryption_of(*other, port).is_some())
        .map(Odd::Protocol)
}

/// The host, and the port if there is one, of what people paste: `imaps://mail.example.org:993/`.
pub(super) fn split(words: &str) -> (&str, Option<u16>) {
    let words = words.trim();
    let rest = words.split_once("://").map_or(words, |(_, rest)| rest);
    let rest = rest.split('/').next().unwrap_or_default();
    match rest.rsplit_once(':') {
        // An address of IPv6 has more colons.
        Some((host, port)) if !host.contains(':') => match port.parse() {
            Ok(port) => (host, Some(port)),
            Err(_) => (rest, None),
        },
        Some(_) | None => (rest, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_that_go_with_something_else_are_noticed() {
        let (tls, start) = (Encryption::ImplicitTls, Encryption::StartTls);
        for (protocol, encryption, port, expected) in [
            (Protocol::Imap, tls, "993", None),
            (Protocol::Imap, tls, "143", Some(Odd::Encryption(start))),
            (Protocol::Smtp, start, " 465 ", Some(Odd::Encryption(tls))),
            (
                Protocol::Smtp,
                tls,
                "993",
                Some(Odd::Protocol(Protocol::Imap)),
            ),
            (Protocol::Smtp, tls, "25", Some(Odd::Relay)),
            (Protocol::Smtp, tls, "2465", None),
            (Protocol::Smtp, tls, "", None),
        ] {
            assert_eq!(odd(protocol, encryption, port), expected, "{port}");
        }
    }

    #[test]
    fn a_pasted_address_is_taken_apart() {
        for (words, expected) in [
            ("mail.example.org", ("mail.example.org", None)),
            (" mail.example.org:993 ", ("mail.example.org", Some(993))),
            (
                "imaps://mail.example.org:993/",
                ("mail.example.org", Some(993)),
            ),
            (
                "https://mail.example.org/webmail",
                ("mail.example.org", None),
            ),
            ("mail.example.org:x", ("mail.example.org:x", None)),
            ("2001:db8::1", ("2001:db8::1", None)),
            ("", ("", None)),
        ] {
            assert_eq!(split(words), expected, "{words}");
        }
    }
}
