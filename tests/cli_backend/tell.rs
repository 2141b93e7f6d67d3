//! `tell` and `done`: the new address is sent from the earlier mailbox, and what was done is ticked.

use futures::executor::block_on;
use home_station::device::Todo;

use super::*;

const LINE: &str = "SMTP RECIPIENT: nueva@agua.example";

/// Two devices, and a Home Station that has just moved from `ana` to `nueva`.
fn moved() -> World {
    let world = World::new(Scenario::None);
    device(&world, "123456", "pozo7@agua.example");
    device(&world, "9", "pozo8@agua.example");
    station(&world, "ana@agua.example");
    station(&world, "nueva@agua.example");
    world
}

fn device(world: &World, serial: &str, address: &str) {
    let role = ["setup", "--role", "levelsender", "--serial", serial];
    let servers = [
        "--email",
        address,
        "--incoming",
        "pop3s://mail.agua.example",
        "--outgoing",
        "smtps://mail.agua.example",
        "--password-stdin",
    ];
    let (exit, json) = world.json(&[&role[..], &servers].concat(), RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
}

fn station(world: &World, address: &str) {
    let words = [
        "setup",
        "--role",
        "home-station",
        "--email",
        address,
        "--incoming",
        "imaps://mail.agua.example",
        "--outgoing",
        "smtps://mail.agua.example",
        "--password-stdin",
    ];
    let (exit, json) = world.json(&words, RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
}

/// Sender and text of every mail to a device.
fn mails(world: &World, mailbox: &str) -> Vec<(String, String)> {
    let messages = world.servers.store().messages(mailbox, "INBOX").into_iter();
    messages
        .map(|message| {
            let whole = String::from_utf8_lossy(&message.bytes).into_owned();
            let (head, body) = whole.split_once("\r\n\r\n").unwrap();
            let from = head
                .lines()
                .find(|line| line.starts_with("From: "))
                .unwrap();
            (from.to_owned(), body.trim_end().to_owned())
        })
        .collect()
}

fn mail(line: &str) -> (String, String) {
    ("From: ana@agua.example".to_owned(), line.to_owned())
}

fn todo(world: &World) -> Todo {
    block_on(world.backend.todo()).unwrap()
}

fn words<'a>(json: &'a Value, list: &str, field: &str) -> Vec<&'a str> {
    let rows = json[list].as_array().unwrap().iter();
    let text = |row: &'a Value| {
        if field.is_empty() { row } else { &row[field] }
            .as_str()
            .unwrap()
    };
    rows.map(text).collect()
}

#[test]
fn every_device_is_told_from_the_earlier_mailbox_once_and_it_is_noted() {
    let world = moved();
    let (exit, json) = world.json(&["tell", "--all"], "");
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["from"], "ana@agua.example");
    assert_eq!(json["line"], LINE);
    // By serial number, as on the list.
    let told = words(&json, "devices", "id");
    assert_eq!(told, ["levelsender-9", "levelsender-123456"]);
    for mailbox in ["pozo7@agua.example", "pozo8@agua.example"] {
        assert_eq!(mails(&world, mailbox), [mail(LINE)]);
    }
    // A new start of the program knows it, and nobody is told twice unless asked for by name.
    let list = block_on(world.again(&[]).backend.todo()).unwrap().hand_over;
    let is_sent = |list: &home_station::device::HandOver| list.moves.iter().all(|it| it.is_sent);
    assert!(list.as_ref().is_some_and(is_sent), "{list:?}");
    let (exit, json) = world.json(&["tell", "--all"], "");
    assert_eq!((exit, words(&json, "devices", "id").len()), (Exit::Done, 0));
    assert_eq!(world.json(&["tell", "levelsender-9"], "").0, Exit::Done);
    assert_eq!(
        mails(&world, "pozo8@agua.example"),
        [mail(LINE), mail(LINE)]
    );
    assert_eq!(mails(&world, "pozo7@agua.example").len(), 1);
}

#[test]
fn further_recipients_are_kept_for_the_next_device_and_too_many_send_nothing() {
    let world = moved();
    let five = "a@x.org, b@x.org, c@x.org, d@x.org, e@x.org";
    let words = ["tell", "levelsender-9", "--others", five];
    let (exit, json) = world.json(&words, "");
    assert_eq!(exit, Exit::WrongUse, "{json}");
    assert_eq!(json["errors"][0]["option"], "--others");
    assert_eq!(mails(&world, "pozo8@agua.example").len(), 0);

    let words = ["tell", "levelsender-9", "--others", "archivo@agua.example"];
    assert_eq!(world.json(&words, "").0, Exit::Done);
    let (exit, pipe) = world.run(&["tell", "--all"], "");
    assert_eq!(exit, Exit::Done, "{}", pipe.out);
    let line = format!("{LINE}, archivo@agua.example");
    assert!(pipe.out.contains(&line), "{}", pipe.out);
    let sent = "Sent to LevelSender 123456, pozo7@agua.example";
    assert!(pipe.out.contains(sent), "{}", pipe.out);
    assert!(pipe.out.contains("home-station done ID"), "{}", pipe.out);
    for mailbox in ["pozo7@agua.example", "pozo8@agua.example"] {
        assert_eq!(mails(&world, mailbox), [mail(&line)]);
    }
}

#[test]
fn who_is_not_waiting_is_not_told() {
    let world = World::new(Scenario::None);
    device(&world, "123456", "pozo7@agua.example");
    station(&world, "ana@agua.example");
    let (exit, pipe) = world.run(&["tell", "--all"], "");
    assert_eq!(exit, Exit::Done);
    assert!(
        pipe.out.contains("No LevelSender is waiting"),
        "{}",
        pipe.out
    );
    for id in ["levelsender-123456", "home-station", "nobody"] {
        let (exit, json) = world.json(&["tell", id], "");
        assert_eq!(exit, Exit::WrongUse, "{json}");
        assert_eq!(json["errors"].as_array().map(Vec::len), Some(1), "{json}");
    }
    for words in [&["tell"][..], &["tell", "a", "--all"]] {
        let all = ["home-station"].iter().chain(words);
        assert!(Arguments::try_parse_from(all).is_err());
    }
}

#[test]
fn a_refused_earlier_mailbox_is_tried_once_and_the_line_can_be_sent_by_hand() {
    let world = moved().again(&[("ana@agua.example", "other"), ("nueva@agua.example", RIGHT)]);
    let (exit, json) = world.json(&["tell", "--all"], "");
    assert_eq!(exit, Exit::Refused, "{json}");
    assert_eq!(json["devices"][0]["cause"], "bad_credentials", "{json}");
    assert_eq!(json["devices"][1]["sent"], false, "{json}");
    assert_eq!(world.sign_ins(Protocol::Smtp), 1);
    let (exit, pipe) = world.run(&["tell", "--all"], "");
    assert_eq!(exit, Exit::Refused);
    assert!(
        pipe.out.contains("Not sent to LevelSender 9"),
        "{}",
        pipe.out
    );
    assert_eq!(
        world.sign_ins(Protocol::Smtp),
        1,
        "the secret was sent again"
    );
    assert!(!todo(&world).hand_over.unwrap().moves[0].is_sent);

    assert_eq!(
        world.json(&["remove", "home-station-old"], "").0,
        Exit::Done
    );
    let (exit, json) = world.json(&["tell", "--all"], "");
    assert_eq!(exit, Exit::Refused);
    let message = json["errors"][0]["message"].as_str().unwrap();
    assert!(
        message.contains(LINE) && message.contains("ana@agua.example"),
        "{message}"
    );
}

#[test]
fn a_device_is_ticked_and_the_hand_over_ends() {
    let world = moved();
    let done = |words: &[&str]| world.json(&[&["done"], words].concat(), "");
    let (exit, json) = done(&["home-station-old"]);
    assert_eq!(exit, Exit::Refused, "not every device has moved: {json}");
    let (exit, json) = done(&["levelsender-9", "--moved"]);
    assert_eq!(
        (exit, words(&json, "ticked", "")),
        (Exit::Done, vec!["moved"])
    );
    let left = &json["to_do"]["hand_over"]["devices"];
    assert_eq!(left.as_array().map(Vec::len), Some(1), "{json}");
    // Ticked is not told any more.
    assert_eq!(world.json(&["tell", "levelsender-9"], "").0, Exit::WrongUse);
    let (exit, json) = done(&["levelsender-9", "--told"]);
    assert_eq!(
        (exit, words(&json, "ticked", "")),
        (Exit::Done, vec!["told"])
    );
    let (exit, pipe) = world.run(&["done", "levelsender-9"], "");
    assert_eq!(exit, Exit::Done);
    assert!(
        pipe.out.contains("LevelSender 9: nothing was left"),
        "{}",
        pipe.out
    );

    // Everything that is open at the other one.
    let (exit, pipe) = world.run(&["done", "levelsender-123456"], "");
    assert_eq!(exit, Exit::Done, "{}", pipe.out);
    for said in [
        "it sends to the new address",
        "are ticked",
        "remove home-station-old",
    ] {
        assert!(pipe.out.contains(said), "{said} in {}", pipe.out);
    }
    let list = block_on(world.again(&[]).backend.todo()).unwrap();
    assert_eq!((list.tasks.len(), list.hand_over.is_some()), (0, true));
    let (exit, json) = done(&["home-station-old"]);
    let ticked = words(&json, "ticked", "");
    assert_eq!((exit, ticked), (Exit::Done, vec!["handed_over"]));
    assert!(todo(&world).is_empty());
    assert_eq!(world.json(&["check", "home-station-old"], "").0, Exit::Done);

    for (id, exit) in [("home-station", Exit::WrongUse), ("nobody", Exit::WrongUse)] {
        assert_eq!(done(&[id]).0, exit, "{id}");
    }
}
