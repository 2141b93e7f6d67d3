//! What the screen does with what happens.

use super::*;

fn draft() -> Draft {
    Draft {
        role: Some(RoleChoice::HomeStation),
        ..Draft::default()
    }
}

fn typed(screen: &mut Provider, draft: &mut Draft, address: &str) -> Action {
    let _ = screen.update(draft, Message::AddressTyped(address.to_owned()));
    screen.update(draft, Message::Continued)
}

#[test]
fn the_address_picks_the_tile_and_its_servers() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    assert_eq!(
        typed(&mut screen, &mut draft, "ana@gmail.com"),
        Action::Continue
    );
    assert_eq!(draft.provider.as_deref(), Some("gmail"));
    assert_eq!(draft.incoming.host, "imap.gmail.com");
}

#[test]
fn a_tile_stays_picked_for_an_own_domain() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    let _ = screen.update(&mut draft, Message::TileChosen(Tile::Gmail));
    assert_eq!(
        typed(&mut screen, &mut draft, "ana@agua.example"),
        Action::Continue
    );
    assert_eq!(draft.provider.as_deref(), Some("gmail"));
}

#[test]
fn microsoft_is_refused_before_the_password_with_two_ways_on() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    assert_eq!(
        typed(&mut screen, &mut draft, "ana@hotmail.com"),
        Action::Focus(WAY_ON)
    );
    let _ = screen.update(&mut draft, Message::WayTaken(WayOn::AnotherProvider));
    assert_eq!((draft.address.as_str(), draft.provider), ("", None));
}

#[test]
fn icloud_is_refused_for_a_level_sender_alone() {
    let mut draft = Draft {
        role: Some(RoleChoice::LevelSender),
        serial: "123456".to_owned(),
        ..Draft::default()
    };
    let mut screen = Provider::new(&draft);
    assert_eq!(
        typed(&mut screen, &mut draft, "ana@icloud.com"),
        Action::Focus(WAY_ON)
    );
    let _ = screen.update(&mut draft, Message::WayTaken(WayOn::UseForHomeStation));
    assert_eq!(
        screen.update(&mut draft, Message::Continued),
        Action::Continue
    );
}

#[test]
fn an_unknown_domain_is_looked_for_and_continue_waits() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    assert_eq!(
        typed(&mut screen, &mut draft, "ana@agua.example"),
        Action::None
    );
    let wanted = screen.wanted(&draft).unwrap();
    assert_eq!(wanted.domain.as_str(), "agua.example");
    assert!(wanted.at_once && !wanted.is_told(&draft));
    draft.found.domain = Some(wanted.domain.clone());
    assert_eq!(screen.searched(&mut draft), Action::Continue);
    assert_eq!(draft.servers_from, ServersFrom::Guess);
    assert_eq!(
        screen.update(&mut draft, Message::Continued),
        Action::Continue
    );
}

#[test]
fn what_followed_from_one_address_does_not_stay_picked_for_the_next() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    let _ = typed(&mut screen, &mut draft, "ana@gmail.com");
    let mut screen = Provider::new(&draft);
    let _ = typed(&mut screen, &mut draft, "ana@agua.example");
    assert!(draft.is_other());
}

#[test]
fn other_picked_against_a_known_domain_is_taken_at_its_word() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    let _ = screen.update(
        &mut draft,
        Message::AddressTyped("ana@outlook.com".to_owned()),
    );
    let _ = screen.update(&mut draft, Message::TileChosen(Tile::Other));
    assert_eq!(screen.wanted(&draft), None);
    assert_eq!(
        screen.update(&mut draft, Message::Continued),
        Action::Continue
    );
    assert!(draft.is_other());
    // With the servers the catalogue knows, for a beginning.
    assert_eq!(draft.incoming.host, "outlook.office365.com");
}

#[test]
fn what_is_no_address_is_said_beside_the_field() {
    let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
    assert_eq!(
        typed(&mut screen, &mut draft, "ana"),
        Action::Focus(ADDRESS)
    );
    assert!(screen.problem.is_some());
}
