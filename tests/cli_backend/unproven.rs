//! What was saved without proof: proven when it is tried again, and never tried again with a secret
//! that was refused before it was saved.

use futures::{StreamExt as _, executor::block_on};
use home_station::{
    account::AccountId,
    backend::{CheckEvent, Report, Sides},
};

use super::*;

/// The look of Home at a mailbox.
fn look(world: &World, id: &str, sides: Sides) -> Report {
    let id: AccountId = id.parse().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let events = world.backend.check_saved(id, sides);
    let events: Vec<CheckEvent> = runtime.block_on(events.collect());
    match events.into_iter().last() {
        Some(CheckEvent::Finished(report)) => report,
        other => panic!("{other:?}"),
    }
}

fn state(world: &World) -> String {
    let (_, json) = world.json(&["accounts"], "");
    json["accounts"][0]["state"].as_str().unwrap().to_owned()
}

fn sign_ins(world: &World) -> usize {
    [Protocol::Imap, Protocol::Pop3, Protocol::Smtp]
        .map(|protocol| world.sign_ins(protocol))
        .iter()
        .sum()
}

#[test]
fn what_could_not_be_reached_is_proven_by_the_first_look_that_can() {
    let world = World::new(Scenario::ServerDown);
    assert_eq!(world.setup(&["--save-unverified"], RIGHT).0, Exit::Done);
    assert_eq!(state(&world), "not_checked");
    let world = world.again(&[("ana@agua.example", RIGHT)]);
    let report = look(&world, "home-station", Sides::Both);
    assert!(report.verified.is_some(), "{report:?}");
    assert_eq!(state(&world), "works");
    let snapshot = block_on(world.again(&[]).backend.load()).unwrap();
    assert!(snapshot.accounts[0].account.proven.is_some());
}

#[test]
fn a_secret_that_was_refused_before_it_was_saved_is_never_sent_again() {
    let world = World::new(Scenario::None);
    let (exit, json) = world.setup(&["--save-unverified"], "wrong");
    assert_eq!((exit, &json["saved"]), (Exit::Done, &Value::Bool(true)));
    let tried = sign_ins(&world);
    assert_eq!(tried, 2, "one a side");
    // Known as refused at once, in this process and in every later one.
    assert_eq!(state(&world), "sign_in_refused");
    let report = look(&world, "home-station", Sides::Both);
    assert!(report.verified.is_none());
    assert_eq!(sign_ins(&world), tried);
    let world = world.again(&[("ana@agua.example", RIGHT)]);
    assert_eq!(state(&world), "sign_in_refused");
    for _ in 0..2 {
        let report = look(&world, "home-station", Sides::Both);
        let cause = report.incoming.failure().unwrap().cause.to_string();
        assert_eq!(cause, "bad_credentials");
        assert_eq!(sign_ins(&world), 0, "a refused secret was sent again");
    }
    // It counted once: the right one is not paused for it.
    let change = ["password", "home-station", "--password-stdin"];
    let (exit, json) = world.json(&change, RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(state(&world), "works");
}

#[test]
fn a_device_is_proven_on_both_sides_by_a_check_and_nothing_is_taken() {
    let world = World::new(Scenario::ServerDown);
    let device = [
        "setup",
        "--role",
        "levelsender",
        "--serial",
        "123456",
        "--email",
        "pozo7@agua.example",
        "--incoming",
        "pop3s://mail.agua.example",
        "--outgoing",
        "smtps://mail.agua.example",
        "--password-stdin",
        "--save-unverified",
    ];
    assert_eq!(world.json(&device, RIGHT).0, Exit::Done);
    let world = world.again(&[("pozo7@agua.example", RIGHT)]);
    // Home looks by SMTP alone: that proves half of it.
    let report = look(&world, "levelsender-123456", Sides::OutgoingOnly);
    assert!(report.outgoing.is_proved() && report.verified.is_none());
    assert_eq!(
        (world.sign_ins(Protocol::Pop3), state(&world).as_str()),
        (0, "not_checked")
    );
    let (exit, json) = world.json(&["check", "levelsender-123456"], "");
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(state(&world), "works");
    let log = world.servers.store().log();
    let takes = |verb: &str| ["RETR", "DELE"].contains(&verb);
    assert!(!log.iter().any(|logged| takes(&logged.verb)), "{log:?}");
}
