//! What the screen does with what happens.

use super::*;
use crate::draft::{OTHER_PROVIDER, RoleChoice};

fn draft() -> Draft {
    Draft {
        role: Some(RoleChoice::HomeStation),
        provider: Some(OTHER_PROVIDER.to_owned()),
        address: "ana@example.org".to_owned(),
        ..Draft::default()
    }
}

#[test]
fn a_bad_port_is_said_and_gets_the_keyboard() {
    let mut draft = draft();
    let mut screen = Servers::new(&mut draft);
    let typed = Message::Typed(Typed::Port(Side::Outgoing), "70000".to_owned());
    let _ = screen.update(&mut draft, typed);
    assert_eq!(
        screen.update(&mut draft, Message::Continued),
        Action::Focus(id_of(DraftField::Port(Side::Outgoing)))
    );
    let typed = Message::Typed(Typed::Port(Side::Outgoing), "587".to_owned());
    let _ = screen.update(&mut draft, typed);
    assert_eq!(
        screen.update(&mut draft, Message::Continued),
        Action::Continue
    );
}

#[test]
fn the_port_follows_the_encryption() {
    let mut draft = draft();
    let mut screen = Servers::new(&mut draft);
    let chosen = Message::EncryptionChosen(Side::Incoming, Encryption::StartTls);
    let _ = screen.update(&mut draft, chosen);
    assert_eq!(draft.incoming.port, "143");
}

#[test]
fn another_host_forgets_the_accepted_certificate() {
    let mut draft = draft();
    let mut screen = Servers::new(&mut draft);
    draft.incoming.accepted_certificate = Some(crate::account::Fingerprint::of_der(b"x"));
    let typed = Message::Typed(Typed::Host(Side::Incoming), "b.example.org".to_owned());
    let _ = screen.update(&mut draft, typed);
    assert_eq!(draft.incoming.accepted_certificate, None);
}

#[test]
fn a_pasted_address_of_a_server_goes_to_its_fields() {
    let mut draft = draft();
    let mut screen = Servers::new(&mut draft);
    let paste = |words: &str| Message::HostPasted(Side::Outgoing, words.to_owned());
    let _ = screen.update(&mut draft, paste(" smtp://mail.agua.example:587/ "));
    assert_eq!(
        (draft.outgoing.host.as_str(), draft.outgoing.port.as_str()),
        ("mail.agua.example", "587")
    );
    assert_eq!(draft.outgoing.encryption, Encryption::StartTls);
    let _ = screen.update(&mut draft, paste("mail.agua.example"));
    assert_eq!(draft.outgoing.port, "587");
}

#[test]
fn going_on_is_agreeing_to_the_hosts() {
    let mut draft = draft();
    let mut screen = Servers::new(&mut draft);
    assert!(draft.lacks_consent(), "the usual names are a guess");
    assert_eq!(
        screen.update(&mut draft, Message::Continued),
        Action::Continue
    );
    assert!(!draft.lacks_consent());
}

#[test]
fn another_of_the_servers_found_is_taken_whole() {
    let mut draft = draft();
    let server = |host: &str, port: u16| crate::account::Server {
        host: host.parse().unwrap(),
        port: port.try_into().unwrap(),
        encryption: Encryption::StartTls,
        user_name: "ana".parse().unwrap(),
        accepted_certificate: None,
    };
    draft.found.outgoing = vec![
        server("a.agua.example", 587),
        server("b.agua.example", 2587),
    ];
    let mut screen = Servers::new(&mut draft);
    assert_eq!(draft.outgoing.host, "a.agua.example");
    let _ = screen.update(&mut draft, Message::FoundChosen(Side::Outgoing, 1));
    assert_eq!(
        (draft.outgoing.host.as_str(), draft.outgoing.port.as_str()),
        ("b.agua.example", "2587")
    );
}
