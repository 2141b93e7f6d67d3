//! `imaps://host:993` and its like, as the command line takes a server.

use std::str::FromStr;

use crate::{
    account::{Encryption, Protocol},
    draft::ServerFields,
};

/// A server as written; host and port are still text and parsed with the rest of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerUri {
    /// The protocol.
    pub protocol: Protocol,
    /// The kind of encryption.
    pub encryption: Encryption,
    host: String,
    port: Option<String>,
}

/// Not of the form `scheme://host[:port]`, or of no scheme with encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a server of the form scheme://host:port")]
pub struct NoServerUri;

impl ServerUri {
    /// Puts it into a draft's fields; the user name and certificate stay.
    pub fn fill(&self, fields: &mut ServerFields) {
        fields.host.clone_from(&self.host);
        fields.encryption = self.encryption;
        fields.port = self
            .port
            .clone()
            .unwrap_or_else(|| self.protocol.default_port(self.encryption).to_string());
    }
}

impl FromStr for ServerUri {
    type Err = NoServerUri;

    fn from_str(text: &str) -> Result<Self, NoServerUri> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(NoServerUri)?;
        let (protocol, encryption) = match scheme.to_ascii_lowercase().as_str() {
            "imaps" => (Protocol::Imap, Encryption::ImplicitTls),
            "imap+starttls" => (Protocol::Imap, Encryption::StartTls),
            "pop3s" => (Protocol::Pop3, Encryption::ImplicitTls),
            "pop3+starttls" => (Protocol::Pop3, Encryption::StartTls),
            "smtps" => (Protocol::Smtp, Encryption::ImplicitTls),
            "smtp+starttls" => (Protocol::Smtp, Encryption::StartTls),
            _ => return Err(NoServerUri),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        // `user:password@` has no place here, and a path or query means nothing.
        if rest.contains(['@', '/', '?', '#']) {
            return Err(NoServerUri);
        }
        // The colons of an IPv6 literal are inside its brackets.
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.to_owned())),
            Some(_) | None => (rest, None),
        };
        let is_literal = host.starts_with('[') && host.ends_with(']');
        if host.is_empty() || (host.contains(':') && !is_literal) {
            return Err(NoServerUri);
        }
        Ok(Self {
            protocol,
            encryption,
            host: host.to_owned(),
            port,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(uri: &str) -> Result<(Protocol, ServerFields), NoServerUri> {
        let uri: ServerUri = uri.parse()?;
        let mut fields = ServerFields::empty(uri.protocol);
        uri.fill(&mut fields);
        Ok((uri.protocol, fields))
    }

    #[test]
    fn every_scheme_has_its_protocol_encryption_and_port() {
        for (uri, protocol, encryption, host, port) in [
            (
                "imaps://mail.example.org",
                Protocol::Imap,
                Encryption::ImplicitTls,
                "mail.example.org",
                "993",
            ),
            (
                "imap+starttls://mail.example.org:1143",
                Protocol::Imap,
                Encryption::StartTls,
                "mail.example.org",
                "1143",
            ),
            (
                "pop3s://127.0.0.1:40001",
                Protocol::Pop3,
                Encryption::ImplicitTls,
                "127.0.0.1",
                "40001",
            ),
            (
                "pop3+starttls://mail.example.org/",
                Protocol::Pop3,
                Encryption::StartTls,
                "mail.example.org",
                "110",
            ),
            (
                "smtps://[::1]",
                Protocol::Smtp,
                Encryption::ImplicitTls,
                "[::1]",
                "465",
            ),
            (
                "SMTP+STARTTLS://[2001:db8::1]:2587",
                Protocol::Smtp,
                Encryption::StartTls,
                "[2001:db8::1]",
                "2587",
            ),
        ] {
            let (found, fields) = filled(uri).unwrap();
            assert_eq!((found, fields.encryption), (protocol, encryption), "{uri}");
            assert_eq!(
                (fields.host.as_str(), fields.port.as_str()),
                (host, port),
                "{uri}"
            );
        }
    }

    #[test]
    fn what_is_no_encrypted_server_is_refused() {
        for uri in [
            "",
            "mail.example.org",
            "imap://mail.example.org",
            "smtp://mail.example.org:25",
            "imaps://",
            "imaps://:993",
            "imaps://ana:secret@mail.example.org",
            "imaps://a/b",
            "imaps://2001:db8::1",
            "https://mail.example.org",
            "imaps://a?b",
        ] {
            assert_eq!(filled(uri), Err(NoServerUri), "{uri}");
        }
    }

    #[test]
    fn a_port_that_is_none_is_left_to_the_drafts_parser() {
        for port in ["0", "70000", "abc", ""] {
            let (_, fields) = filled(&format!("imaps://mail.example.org:{port}")).unwrap();
            assert_eq!(fields.port, port);
            assert!(fields.port.parse::<crate::account::Port>().is_err());
        }
    }
}
