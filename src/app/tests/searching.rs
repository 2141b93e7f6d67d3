//! What `advance` says while the servers of an unknown domain are looked for.

use super::*;

#[test]
fn an_unknown_domain_is_looked_for_and_its_servers_are_shown() {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    let _ = app.advance(Message::Role(role::Message::Continued));
    let typed = provider::Message::AddressTyped("ana@agua.example".to_owned());
    let _ = app.advance(Message::Provider(typed));
    let effects = app.advance(Message::Provider(provider::Message::Continued));
    let [Effect::Discover(attempt, domain)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(domain.as_str(), "agua.example");
    let found = DiscoveryEvent::Finished(crate::discovery::Discovered::default());
    let _ = app.advance(Message::Discovered(*attempt, Box::new(found)));
    let _ = app.advance(Message::Protocol(protocol::Message::Continued));
    let typed = entry::Message::Typed(Secret::new("contraseña".to_owned()));
    let _ = app.advance(Message::Password(password::Message::Entry(typed)));
    let effects = app.advance(Message::Password(password::Message::Continued));
    assert_eq!(app.screen().name(), "servers");
    assert_eq!(
        effects,
        [Effect::Focus(servers::id_of(Field::Host(Side::Incoming)))]
    );
    let effects = app.advance(Message::Servers(servers::Message::Continued));
    assert!(matches!(effects.as_slice(), [Effect::Check(..)]));
}

#[test]
fn escape_stops_the_search_for_servers() {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    let _ = app.advance(Message::Role(role::Message::Continued));
    let typed = provider::Message::AddressTyped("ana@agua.example".to_owned());
    let _ = app.advance(Message::Provider(typed));
    let effects = app.advance(Message::Provider(provider::Message::Continued));
    let [Effect::Discover(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(app.advance(Message::Escaped), [Effect::Cancel(*attempt)]);
    assert_eq!(app.screen().name(), "provider");
    assert_eq!(app.draft().address, "ana@agua.example");
}
