//! Accounts for the tests of this layer.

use time::macros::datetime;

use crate::account::{
    Account, Encryption, Fingerprint, Incoming, PopOptions, Role, Server, UserName,
};

fn server(host: &str, port: u16, encryption: Encryption) -> Server {
    Server {
        host: host.parse().unwrap(),
        port: port.try_into().unwrap(),
        encryption,
        user_name: "anna@example.org".parse::<UserName>().unwrap(),
        accepted_certificate: None,
    }
}

/// A proven Home Station mailbox with every optional field.
pub(crate) fn account(id: &str) -> Account {
    let mut incoming = server("imap.example.org", 993, Encryption::ImplicitTls);
    incoming.accepted_certificate = Some(Fingerprint::of_der(b"certificate"));
    Account {
        id: id.parse().unwrap(),
        role: Role::HomeStation,
        provider: "other".to_owned(),
        display_name: "Estación Ñandú".to_owned(),
        address: "anna@example.org".parse().unwrap(),
        reply_to: Some("office@example.org".parse().unwrap()),
        copy_to: Some("archive@example.org".parse().unwrap()),
        protocol: Incoming::Imap,
        incoming,
        outgoing: server("smtp.example.org", 587, Encryption::StartTls),
        server_timeout: 300,
        pop: PopOptions::default(),
        proven: Some(datetime!(2026-11-21 10:40:00 UTC)),
    }
}

/// A LevelSender's mailbox, saved without proof.
pub(crate) fn level_sender(id: &str) -> Account {
    Account {
        role: Role::LevelSender {
            serial: "1".parse().unwrap(),
        },
        protocol: Incoming::Pop3,
        incoming: server("pop.example.org", 995, Encryption::ImplicitTls),
        reply_to: None,
        copy_to: None,
        proven: None,
        ..account(id)
    }
}
