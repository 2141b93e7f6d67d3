//! What gets on the list, and what leaves it.

use time::macros::{datetime, time};

use super::*;
use crate::{backend::scripted::example, device::Every};

fn station(address: &str) -> Account {
    example(&Role::HomeStation, "yahoo", address)
        .unwrap()
        .account
}

fn device(serial: &str) -> Account {
    let address = format!("ls{serial}@yahoo.com");
    let serial = serial.parse().unwrap();
    example(&Role::LevelSender { serial }, "yahoo", &address)
        .unwrap()
        .account
}

fn change<'a>(new: &'a Account, old: Option<&'a Account>, all: &'a [Account]) -> Change<'a> {
    Change {
        new,
        old,
        is_same_secret: false,
        kept: None,
        all,
    }
}

fn ids(tasks: &[Task]) -> Vec<&str> {
    tasks.iter().map(|task| task.id.as_str()).collect()
}

#[test]
fn a_new_device_has_everything_to_get_and_a_changed_one_the_password() {
    let (ten, nine) = (device("10"), device("9"));
    let all = [ten.clone(), nine.clone()];
    let mut todo = Todo::default();
    todo.saved(&change(&ten, None, &all));
    todo.saved(&change(&nine, Some(&nine), &all));
    assert_eq!(ids(&todo.tasks), ["levelsender-9", "levelsender-10"]);
    assert_eq!(todo.tasks[0].what, What::Password);
    assert_eq!(todo.tasks[1].what, What::Settings);
    // What it never got does not become less by a new password.
    todo.saved(&change(&ten, Some(&ten), &all));
    assert_eq!(todo.tasks[1].what, What::Settings);
    assert_eq!(todo.tasks.len(), 2);
}

#[test]
fn the_device_that_reports_next_comes_first_and_an_unknown_one_last() {
    let all = ["1", "2", "3", "4"].map(device);
    let mut todo = Todo::default();
    for device in &all {
        todo.saved(&change(device, Some(device), &all));
    }
    let order = |todo: &Todo| -> Vec<String> {
        let tasks = todo.by_next_report(&todo.tasks, |task| &task.id);
        tasks.iter().map(|task| task.id.to_string()).collect()
    };
    let report = |todo: &mut Todo, device: &Account, at| {
        let every = Every::Day;
        todo.edit(&Edit::Reports(
            device.id.clone(),
            Some(Schedule { at, every }),
        ));
    };
    report(&mut todo, &all[1], time!(06:00));
    report(&mut todo, &all[3], time!(18:00));
    // Nobody knows what time it is.
    let by_serial: Vec<String> = all.iter().map(|device| device.id.to_string()).collect();
    assert_eq!(order(&todo), by_serial);
    todo.read_at = Some(datetime!(2026-11-22 10:00));
    let ids = |serials: [&str; 4]| serials.map(|serial| format!("levelsender-{serial}"));
    assert_eq!(order(&todo), ids(["4", "2", "1", "3"]));
    todo.read_at = Some(datetime!(2026-11-22 20:00));
    assert_eq!(order(&todo), ids(["2", "4", "1", "3"]));
    todo.edit(&Edit::Reports(all[1].id.clone(), None));
    assert_eq!(order(&todo), ids(["4", "1", "2", "3"]));
    // It is known again when the next password changes, and forgotten with the device.
    for device in &all {
        todo.edit(&Edit::Told(device.id.clone(), true));
    }
    todo.tidy();
    assert!(todo.is_empty() && todo.reporting.contains_key(&all[3].id));
    todo.removed(&all[3], &all[..3]);
    assert!(todo.reporting.is_empty());
}

#[test]
fn what_the_device_knows_already_is_not_on_the_list() {
    let held = device("9");
    let mut renamed = held.clone();
    renamed.display_name = "Pozo 9".to_owned();
    let all = [held.clone()];
    let mut todo = Todo::default();
    todo.saved(&Change {
        is_same_secret: true,
        ..change(&renamed, Some(&held), &all)
    });
    assert!(todo.is_empty());
    let mut moved = held.clone();
    moved.outgoing.port = 587.try_into().unwrap();
    todo.saved(&Change {
        is_same_secret: true,
        ..change(&moved, Some(&held), &all)
    });
    assert_eq!(todo.tasks[0].what, What::Settings);
}

#[test]
fn a_ticked_list_stays_until_everything_on_it_is_ticked() {
    let all = [device("1"), device("2")];
    let mut todo = Todo::default();
    for device in &all {
        todo.saved(&change(device, Some(device), &all));
    }
    todo.edit(&Edit::Told(all[0].id.clone(), true));
    todo.tidy();
    assert_eq!(todo.tasks.len(), 2);
    todo.edit(&Edit::Told(all[1].id.clone(), true));
    todo.edit(&Edit::Told(all[0].id.clone(), false));
    todo.tidy();
    assert_eq!(todo.tasks.len(), 2);
    todo.edit(&Edit::Told(all[0].id.clone(), true));
    todo.tidy();
    assert!(todo.is_empty());
}

#[test]
fn another_address_of_the_home_station_is_handed_over_to_every_device() {
    let (old, new) = (station("old@yahoo.com"), station("new@yahoo.com"));
    let all = [new.clone(), device("7"), device("8")];
    let kept: AccountId = "home-station-old".parse().unwrap();
    let moved = Change {
        kept: Some(&kept),
        ..change(&new, Some(&old), &all)
    };
    assert!(moved.moves_station());
    let mut todo = Todo::default();
    todo.saved(&moved);
    let list = todo.hand_over.clone().unwrap();
    assert_eq!((list.old, list.moves.len()), (old.address, 2));
    for device in &all[1..] {
        todo.edit(&Edit::Sent(device.id.clone()));
        todo.edit(&Edit::Moved(device.id.clone(), true));
    }
    // The earlier mailbox is decided on by the person.
    todo.tidy();
    assert!(todo.hand_over.as_ref().unwrap().is_done());
    todo.edit(&Edit::HandedOver);
    assert!(todo.is_empty());
}

#[test]
fn no_device_or_the_same_address_hands_nothing_over() {
    let (old, new) = (station("old@yahoo.com"), station("new@yahoo.com"));
    let alone = [new.clone()];
    let mut todo = Todo::default();
    todo.saved(&change(&new, Some(&old), &alone));
    let all = [new.clone(), device("7")];
    assert!(!change(&new, Some(&new), &all).moves_station());
    todo.saved(&change(&new, Some(&new), &all));
    assert!(todo.is_empty());
}

#[test]
fn a_home_station_that_was_removed_first_is_handed_over_by_hand() {
    let (old, new) = (station("old@yahoo.com"), station("new@yahoo.com"));
    let all = [new.clone(), device("7")];
    let mut todo = Todo::default();
    todo.removed(&old, &all[1..]);
    todo.saved(&change(&new, None, &all));
    let list = todo.hand_over.clone().unwrap();
    assert_eq!((list.old, list.kept), (old.address, None));
    todo.removed(&all[1], &all[..1]);
    assert!(todo.is_empty());
    // Without a device there is nothing to remember.
    todo.removed(&new, &[]);
    assert_eq!(todo, Todo::default());
}

#[test]
fn an_older_programs_list_is_read_and_ours_survives_a_start() {
    assert_eq!(serde_json::from_str::<Todo>("{}").unwrap(), Todo::default());
    let all = [station("new@yahoo.com"), device("7")];
    let mut todo = Todo::default();
    todo.saved(&change(&all[0], Some(&station("old@yahoo.com")), &all));
    todo.saved(&change(&all[1], None, &all));
    let schedule = Schedule {
        at: time!(06:05),
        every: Every::TwelveHours,
    };
    todo.edit(&Edit::Reports(all[1].id.clone(), Some(schedule)));
    let text = serde_json::to_string(&todo).unwrap();
    assert_eq!(serde_json::from_str::<Todo>(&text).unwrap(), todo);
}
