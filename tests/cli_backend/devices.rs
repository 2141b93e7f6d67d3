//! Commands to devices, the hand-over of an address and the lists, end to end.

use futures::executor::block_on;
use home_station::{
    account::AccountId,
    backend::CommandMail,
    device::{Command as DeviceCommand, Edit, Every, Recipients, Schedule, What},
};

use super::*;

const DEVICE: &[&str] = &[
    "setup",
    "--role",
    "levelsender",
    "--serial",
    "123456",
    "--incoming",
    "pop3s://mail.agua.example",
    "--outgoing",
    "smtps://mail.agua.example",
    "--password-stdin",
];

const STATION: &[&str] = &[
    "setup",
    "--role",
    "home-station",
    "--incoming",
    "imaps://mail.agua.example",
    "--outgoing",
    "smtps://mail.agua.example",
    "--password-stdin",
];

fn id(id: &str) -> AccountId {
    id.parse().unwrap()
}

/// The text of the only mail in a mailbox.
fn body(world: &World, mailbox: &str) -> String {
    let messages = world.servers.store().messages(mailbox, "INBOX");
    let [message] = messages.as_slice() else {
        panic!("{} messages", messages.len());
    };
    let whole = String::from_utf8_lossy(&message.bytes).into_owned();
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains("quoted-printable"), "{head}");
    body.trim_end().to_owned()
}

#[test]
fn a_device_is_asked_for_its_settings_from_the_home_station() {
    let world = World::new(Scenario::None);
    let device = [DEVICE, &["--email", "pozo7@agua.example"]].concat();
    let (exit, json) = world.json(&device, RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["to_do"]["devices"][0]["enter"], "settings", "{json}");

    // Nobody there to send it.
    let (exit, json) = world.json(&["ask", "levelsender-123456"], "");
    assert_eq!((exit, &json["sent"]), (Exit::WrongUse, &Value::Bool(false)));
    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    let (exit, json) = world.json(&["ask", "levelsender-123456"], "");
    assert_eq!((exit, &json["sent"]), (Exit::Done, &Value::Bool(true)));
    assert_eq!(json["to"], "pozo7@agua.example");
    assert_eq!(body(&world, "pozo7@agua.example"), "LS SETTINGS");
    let (exit, _) = world.json(&["ask", "home-station"], "");
    assert_eq!(exit, Exit::WrongUse);
    let (exit, pipe) = world.run(&["ask", "levelsender-123456"], "");
    assert_eq!(exit, Exit::Done);
    assert!(pipe.out.contains("next reporting time"), "{}", pipe.out);
}

#[test]
fn a_command_that_is_refused_says_why_and_the_secret_is_not_sent_again() {
    let world = World::new(Scenario::None);
    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    let device = [DEVICE, &["--email", "pozo7@agua.example"]].concat();
    assert_eq!(world.json(&device, RIGHT).0, Exit::Done);
    let world = world.again(&[("ana@agua.example", "other")]);
    let (exit, json) = world.json(&["ask", "levelsender-123456"], "");
    assert_eq!(
        (exit, &json["cause"]),
        (Exit::Refused, &"bad_credentials".into())
    );
    let before = world.sign_ins(Protocol::Smtp);
    let (exit, json) = world.json(&["ask", "levelsender-123456"], "");
    assert_eq!((exit, &json["sent"]), (Exit::Refused, &Value::Bool(false)));
    assert_eq!(world.sign_ins(Protocol::Smtp), before);
}

#[test]
fn two_roles_on_one_account_are_named() {
    let world = World::new(Scenario::None);
    assert_eq!(world.setup(&[], RIGHT).0, Exit::Done);
    let device = [DEVICE, &["--email", "ana@agua.example"]].concat();
    let (exit, json) = world.json(&device, RIGHT);
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["shared_with"][0], "home-station", "{json}");
    let (_, pipe) = world.run(&["accounts"], "");
    let warned = "Home Station, LevelSender 123456 use the same account";
    assert!(pipe.out.contains(warned), "{}", pipe.out);
}

#[test]
fn another_address_is_handed_over_from_the_earlier_mailbox_and_survives_a_start() {
    let world = World::new(Scenario::None);
    let station = |address: &str| world.json(&[STATION, &["--email", address]].concat(), RIGHT);
    let device = [DEVICE, &["--email", "pozo7@agua.example"]].concat();
    assert_eq!(station("ana@agua.example").0, Exit::Done);
    assert_eq!(world.json(&device, RIGHT).0, Exit::Done);
    let (exit, json) = station("nueva@agua.example");
    assert_eq!(exit, Exit::Done, "{json}");
    let list = &json["to_do"]["hand_over"];
    assert_eq!(list["old"], "ana@agua.example", "{json}");
    assert_eq!(list["line"], "SMTP RECIPIENT: nueva@agua.example");
    assert_eq!(list["devices"][0], "levelsender-123456");

    // Both are there, the one of today first; the earlier one still has its password.
    let (_, json) = world.json(&["accounts"], "");
    let ids = json["accounts"].as_array().unwrap().iter();
    let ids: Vec<&str> = ids.map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        ["home-station", "levelsender-123456", "home-station-old"]
    );
    assert_eq!(world.json(&["check", "home-station-old"], "").0, Exit::Done);

    let others = "archivo@agua.example, luis.fernandez@agua.example, guardia@agua.example";
    let new = "nueva@agua.example".parse().unwrap();
    let mail = CommandMail {
        from: id("home-station-old"),
        to: "pozo7@agua.example".parse().unwrap(),
        command: DeviceCommand::Recipients(Recipients::new(&new, others).unwrap()),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(world.backend.send_command(mail)).unwrap();
    assert_eq!(
        body(&world, "pozo7@agua.example"),
        format!("SMTP RECIPIENT: nueva@agua.example, {others}")
    );
    let sent = Edit::Sent(id("levelsender-123456"));
    let _ = block_on(world.backend.edit_todo(sent)).unwrap();

    // Another start of the program finds it as it was.
    let todo = block_on(world.again(&[]).backend.todo()).unwrap();
    let list = todo.hand_over.unwrap();
    assert!(list.moves[0].is_sent && !list.moves[0].is_done);
    assert_eq!(todo.tasks[0].what, What::Settings);

    // And what is asked for now comes from the new address.
    let (exit, _) = world.json(&["remove", "home-station-old"], "");
    assert_eq!(exit, Exit::Done);
    let list = block_on(world.backend.todo()).unwrap().hand_over.unwrap();
    assert_eq!(list.kept, None, "to be sent by hand from now on");
    let moved = Edit::Moved(id("levelsender-123456"), true);
    let _ = block_on(world.backend.edit_todo(moved)).unwrap();
    assert_eq!(block_on(world.backend.todo()).unwrap().hand_over, None);
}

#[test]
fn an_earlier_mailbox_that_was_refused_is_not_kept_for_sending() {
    let world = World::new(Scenario::None);
    let station = |address: &'static str| [STATION, &["--email", address]].concat();
    let device = [DEVICE, &["--email", "pozo7@agua.example"]].concat();
    assert_eq!(
        world.json(&station("ana@agua.example"), RIGHT).0,
        Exit::Done
    );
    assert_eq!(world.json(&device, RIGHT).0, Exit::Done);
    let world = world.again(&[("ana@agua.example", "other"), ("nueva@agua.example", RIGHT)]);
    assert_eq!(world.json(&["check", "home-station"], "").0, Exit::Refused);
    assert_eq!(
        world.json(&station("nueva@agua.example"), RIGHT).0,
        Exit::Done
    );
    let list = block_on(world.backend.todo()).unwrap().hand_over.unwrap();
    assert_eq!((list.kept, list.moves.len()), (None, 1));
}

#[test]
fn the_device_that_reports_next_stands_first_also_after_a_restart() {
    let world = World::new(Scenario::None);
    let other = ["--serial", "7", "--email", "ana@agua.example"];
    let other = [&DEVICE[..3], &other, &DEVICE[5..]].concat();
    assert_eq!(world.json(&other, RIGHT).0, Exit::Done);
    let device = [DEVICE, &["--email", "pozo7@agua.example"]].concat();
    assert_eq!(world.json(&device, RIGHT).0, Exit::Done);
    let now = block_on(world.backend.todo()).unwrap().read_at.unwrap();
    let reports = |name: &str, every| {
        let at = now.time();
        block_on(
            world
                .backend
                .edit_todo(Edit::Reports(id(name), Some(Schedule { at, every }))),
        )
    };
    let yesterday = now.weekday().previous();
    let _ = reports("levelsender-7", Every::Week(yesterday)).unwrap();
    let _ = reports("levelsender-123456", Every::Hour).unwrap();
    let world = world.again(&[]);
    let (_, json) = world.json(&["accounts"], "");
    let devices = json["to_do"]["devices"].as_array().unwrap();
    let ids: Vec<&Value> = devices.iter().map(|device| &device["id"]).collect();
    assert_eq!(ids, ["levelsender-123456", "levelsender-7"], "{json}");
    let next = devices[1]["next_report"].as_str().unwrap();
    let (day, time) = next.split_once('T').unwrap();
    assert_eq!(day, (now.date() + time::Duration::days(6)).to_string());
    assert_eq!(time, home_station::device::clock(now.time()));
    let (_, pipe) = world.run(&["accounts"], "");
    assert!(pipe.out.contains("Next report: "), "{}", pipe.out);
}

#[test]
fn a_new_password_of_a_device_is_on_the_list_until_it_is_ticked() {
    let world = World::new(Scenario::None);
    let device = [DEVICE, &["--email", "pozo7@agua.example"]].concat();
    assert_eq!(world.json(&device, RIGHT).0, Exit::Done);
    let told = Edit::Told(id("levelsender-123456"), true);
    let _ = block_on(world.backend.edit_todo(told)).unwrap();
    assert!(block_on(world.backend.todo()).unwrap().is_empty());
    let world = world.again(&[("pozo7@agua.example", "new password")]);
    let change = ["password", "levelsender-123456", "--password-stdin"];
    let (exit, json) = world.json(&change, "new password");
    assert_eq!(exit, Exit::Done, "{json}");
    assert_eq!(json["to_do"]["devices"][0]["enter"], "password", "{json}");
    let (_, pipe) = world.run(&["accounts"], "");
    assert!(
        pipe.out.contains("still has the old password"),
        "{}",
        pipe.out
    );
    let todo = block_on(world.again(&[]).backend.todo()).unwrap();
    assert_eq!(todo.tasks[0].what, What::Password);
}
