//! Mailboxes that were saved without proof: Home tries them as soon as it opens, and says no more of
//! them than was found out.

use super::*;
use crate::{
    account::{Account, AccountId, Login},
    backend::{MailboxState, Sides, Verified},
};

fn unproven(mut stored: StoredAccount) -> StoredAccount {
    stored.account.proven = None;
    stored.state = MailboxState::NotChecked;
    stored
}

/// Every look that begins: its attempt, mailbox and sides.
fn looks(effects: &[Effect]) -> Vec<(Attempt, AccountId, Sides)> {
    let looks = effects.iter().filter_map(|effect| {
        let Effect::CheckSaved(attempt, id, sides) = effect else {
            return None;
        };
        Some((*attempt, id.clone(), *sides))
    });
    looks.collect()
}

/// The end of a check of these sides in which all of them proved.
fn all_proved(attempt: Attempt, account: &Account, sides: Sides) -> Message {
    let outcome = |server: &crate::account::Server, is_asked: bool| {
        if is_asked {
            Outcome::Proved {
                server: server.clone(),
                elapsed: Duration::from_millis(500),
            }
        } else {
            Outcome::Skipped
        }
    };
    let login = Login {
        account: account.clone(),
        secret: Secret::new("saved".to_owned()),
    };
    let verified =
        (sides == Sides::Both).then(|| Verified::by_check(login, time::OffsetDateTime::UNIX_EPOCH));
    let report = Report {
        incoming: outcome(&account.incoming, sides != Sides::OutgoingOnly),
        outgoing: outcome(&account.outgoing, sides != Sides::IncomingOnly),
        findings: Vec::new(),
        verified,
    };
    Message::CheckHappened(attempt, Box::new(CheckEvent::Finished(report)))
}

fn state<'a>(app: &'a App, stored: &StoredAccount) -> (&'a MailboxState, bool) {
    let stored = app.stored(&stored.account.id).unwrap();
    (&stored.state, stored.account.proven.is_some())
}

#[test]
fn home_tries_it_when_it_opens_and_it_works_once_both_sides_proved() {
    let held = unproven(station());
    let (mut app, effects) = started(Start::Home, vec![held.clone()]);
    let [(attempt, _, Sides::Both)] = looks(&effects)[..] else {
        panic!("{effects:?}");
    };
    let _ = app.advance(all_proved(attempt, &held.account, Sides::Both));
    assert_eq!(state(&app, &held), (&MailboxState::Works, true));
}

#[test]
fn a_refusal_is_shown_and_not_tried_again() {
    let held = unproven(station());
    let (mut app, effects) = started(Start::Home, vec![held.clone()]);
    let [(attempt, ..)] = looks(&effects)[..] else {
        panic!("{effects:?}");
    };
    let _ = app.advance(both_refused(attempt));
    let (state, is_proven) = state(&app, &held);
    assert!(matches!(state, MailboxState::SignInRefused(_)) && !is_proven);
    assert_eq!(looks(&app.show_home()), []);
}

#[test]
fn without_a_network_it_is_tried_again_the_next_time() {
    let held = unproven(station());
    let (mut app, effects) = started(Start::Home, vec![held.clone()]);
    let [(attempt, ..)] = looks(&effects)[..] else {
        panic!("{effects:?}");
    };
    let silent = |side: Side| Outcome::Failed {
        failure: Failure::new(
            Cause::ConnectionTimedOut,
            match side {
                Side::Incoming => Protocol::Imap,
                Side::Outgoing => Protocol::Smtp,
            },
            Stage::Connect,
        ),
        elapsed: Duration::from_secs(2),
    };
    let _ = app.advance(finished(
        attempt,
        silent(Side::Incoming),
        silent(Side::Outgoing),
    ));
    let (state, _) = state(&app, &held);
    assert!(matches!(state, MailboxState::Unreachable(_)), "{state:?}");
    assert_eq!(looks(&app.show_home()).len(), 1);
}

#[test]
fn a_devices_outgoing_side_alone_does_not_prove_it_and_a_check_asks_both() {
    let held = unproven(device("device@gmail.com"));
    let (mut app, effects) = started(Start::Home, vec![held.clone()]);
    let [(attempt, ref id, Sides::OutgoingOnly)] = looks(&effects)[..] else {
        panic!("{effects:?}");
    };
    let _ = app.advance(all_proved(attempt, &held.account, Sides::OutgoingOnly));
    assert_eq!(state(&app, &held), (&MailboxState::NotChecked, false));

    let asked = crate::screen::home::Message::CheckAsked(id.clone());
    let effects = app.advance(Message::Home(asked));
    let [(attempt, _, Sides::Both)] = looks(&effects)[..] else {
        panic!("{effects:?}");
    };
    let _ = app.advance(all_proved(attempt, &held.account, Sides::Both));
    assert_eq!(state(&app, &held), (&MailboxState::Works, true));
    // Once it is proven, its POP3 is left to the device.
    let effects = app.show_home();
    assert!(matches!(looks(&effects)[..], [(_, _, Sides::OutgoingOnly)]));
}
