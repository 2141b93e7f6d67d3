//! What `advance` says about the devices: commands, hand-over, lists.

use super::{proved, started};
use crate::{
    account::{AccountId, Protocol, Role},
    app::{App, Effect, Message, Start},
    backend::{MailboxState, SecretPlace, StoredAccount, scripted::example},
    device::{Change, Edit, Todo},
    failure::{Cause, Failure, Stage, StorageFailure},
    screen::{
        Screen, ask_device, change_password, check, done, hand_over, home, protocol, provider,
        remove,
    },
    secret::Secret,
};

fn station(address: &str) -> StoredAccount {
    example(&Role::HomeStation, "yahoo", address).unwrap()
}

fn device(serial: &str) -> StoredAccount {
    let role = Role::LevelSender {
        serial: serial.parse().unwrap(),
    };
    example(&role, "yahoo", &format!("ls{serial}@yahoo.com")).unwrap()
}

/// A window at Home with these mailboxes and this list.
fn at_home(accounts: Vec<StoredAccount>, todo: Todo) -> App {
    let (mut app, effects) = started(Start::Home, accounts);
    let read = effects.iter().find_map(|effect| {
        let Effect::ReadTodo(attempt) = effect else {
            return None;
        };
        Some(*attempt)
    });
    let _ = app.advance(Message::TodoRead(read.unwrap(), Ok(todo)));
    assert_eq!(app.screen().name(), "home");
    app
}

/// The Home Station moved from one address to another, its earlier mailbox kept.
fn moved() -> (Vec<StoredAccount>, Todo) {
    let new = station("new@yahoo.com");
    let mut kept = station("old@yahoo.com");
    let old = kept.account.clone();
    kept.account.id = "home-station-old".parse().unwrap();
    let accounts = vec![new.clone(), device("1"), device("2"), kept.clone()];
    let all: Vec<_> = accounts
        .iter()
        .map(|stored| stored.account.clone())
        .collect();
    let mut todo = Todo::default();
    todo.saved(&Change {
        new: &new.account,
        old: Some(&old),
        is_same_secret: false,
        kept: Some(&kept.account.id),
        all: &all,
    });
    (accounts, todo)
}

fn id(serial: &str) -> AccountId {
    device(serial).account.id
}

#[test]
fn a_device_is_asked_from_the_home_stations_mailbox_and_home_comes_back() {
    let mut app = at_home(vec![station("ana@yahoo.com"), device("1")], Todo::default());
    let _ = app.advance(Message::Home(home::Message::DeviceAsked(id("1"))));
    assert_eq!(app.screen().name(), "ask-device");
    let effects = app.advance(Message::AskDevice(ask_device::Message::Sent));
    let [Effect::SendCommand(attempt, mail)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(mail.from.as_str(), "home-station");
    assert_eq!(mail.to.as_str(), "ls1@yahoo.com");
    assert_eq!(mail.command.line(), "LS SETTINGS");
    assert_eq!(app.advance(Message::CommandSent(*attempt, Ok(()))), []);
    let _ = app.advance(Message::AskDevice(ask_device::Message::Left));
    assert_eq!(app.screen().name(), "home");
}

#[test]
fn leaving_while_a_command_is_sent_stops_it_and_its_answer_is_dropped() {
    let mut app = at_home(vec![station("ana@yahoo.com"), device("1")], Todo::default());
    let _ = app.advance(Message::Home(home::Message::DeviceAsked(id("1"))));
    let effects = app.advance(Message::AskDevice(ask_device::Message::Sent));
    let [Effect::SendCommand(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let effects = app.advance(Message::Escaped);
    assert_eq!(effects.first(), Some(&Effect::Cancel(*attempt)));
    assert_eq!(app.screen().name(), "home");
    assert_eq!(app.advance(Message::CommandSent(*attempt, Ok(()))), []);
}

#[test]
fn each_device_is_told_the_new_address_from_the_earlier_mailbox_and_ticked() {
    let (accounts, todo) = moved();
    let mut app = at_home(accounts, todo.clone());
    let _ = app.advance(Message::Home(home::Message::HandOverAsked));
    assert_eq!(app.screen().name(), "hand-over");
    let effects = app.advance(Message::HandOver(hand_over::Message::SendAsked(id("1"))));
    let [Effect::EditTodo(..), Effect::SendCommand(attempt, mail)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(mail.from.as_str(), "home-station-old");
    assert_eq!(mail.command.line(), "SMTP RECIPIENT: new@yahoo.com");
    let effects = app.advance(Message::CommandSent(*attempt, Ok(())));
    assert!(
        matches!(effects.as_slice(), [Effect::EditTodo(_, Edit::Sent(sent))] if *sent == id("1")),
        "{effects:?}"
    );
    for serial in ["1", "2"] {
        let ticked = hand_over::Message::Ticked(id(serial), true);
        let effects = app.advance(Message::HandOver(ticked));
        assert!(matches!(
            effects.as_slice(),
            [Effect::EditTodo(_, Edit::Moved(_, true))]
        ));
    }
    // Removing the earlier mailbox asks first.
    assert_eq!(
        app.advance(Message::HandOver(hand_over::Message::RemoveAsked)),
        [Effect::Focus(remove::KEEP)]
    );
    let removed = Message::Remove(remove::Message::Removed);
    let effects = app.advance(removed);
    let [Effect::Remove(attempt, kept)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(kept.as_str(), "home-station-old");
    let _ = app.advance(Message::Removed(*attempt, Ok(())));
    assert_eq!(app.screen().name(), "home");
}

#[test]
fn commands_and_test_mails_go_to_the_home_station_of_today() {
    let (mut accounts, todo) = moved();
    accounts.rotate_right(1);
    let mut app = at_home(accounts, todo);
    let _ = app.advance(Message::Home(home::Message::DeviceAsked(id("1"))));
    let effects = app.advance(Message::AskDevice(ask_device::Message::Sent));
    assert!(
        matches!(effects.as_slice(), [Effect::SendCommand(_, mail)] if mail.from.as_str() == "home-station"),
        "{effects:?}"
    );
}

#[test]
fn a_tick_is_shown_at_once_and_an_older_answer_does_not_undo_it() {
    let devices = [device("1"), device("2")];
    let all: Vec<_> = devices
        .iter()
        .map(|stored| stored.account.clone())
        .collect();
    let mut todo = Todo::default();
    for account in &all {
        todo.saved(&Change {
            new: account,
            old: Some(account),
            is_same_secret: false,
            kept: None,
            all: &all,
        });
    }
    let mut app = at_home(devices.to_vec(), todo.clone());
    let mut attempts = Vec::new();
    for serial in ["1", "2"] {
        let effects = app.advance(Message::Home(home::Message::Told(id(serial), true)));
        let [Effect::EditTodo(attempt, _)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        attempts.push(*attempt);
    }
    todo.edit(&Edit::Told(id("1"), true));
    let _ = app.advance(Message::TodoRead(attempts[0], Ok(todo.clone())));
    assert!(app.todo.tasks.iter().all(|task| task.is_done));
    todo.edit(&Edit::Told(id("2"), true));
    let _ = app.advance(Message::TodoRead(attempts[1], Ok(todo.clone())));
    assert_eq!(app.todo, todo);
}

#[test]
fn a_tick_that_could_not_be_kept_is_said() {
    let mut app = at_home(vec![station("ana@yahoo.com"), device("1")], Todo::default());
    let effects = app.advance(Message::Home(home::Message::Told(id("1"), true)));
    let [Effect::EditTodo(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let full = StorageFailure::DiskFull {
        path: "devices.json".into(),
    };
    let _ = app.advance(Message::TodoRead(*attempt, Err(full)));
    assert_eq!(app.screen().name(), "storage");
}

#[test]
fn a_copied_password_leaves_the_clipboard_wherever_the_person_is_then() {
    let mut app = at_home(vec![station("ana@yahoo.com"), device("1")], Todo::default());
    app.draft.secret = Secret::new("code".to_owned());
    let all = app.all_accounts();
    let place = SecretPlace::Keyring;
    let done = done::Done::new(device("1").account, all, place);
    app.screen = Screen::Done(done);
    let _ = app.advance(Message::Done(done::Message::CopyAsked));
    let _ = app.advance(Message::Done(done::Message::CopyConfirmed));
    let _ = app.advance(Message::Done(done::Message::DeviceAsked));
    assert_eq!(app.screen().name(), "ask-device");
    for _ in 0..30 {
        assert_eq!(app.advance(Message::SecondPassed), []);
    }
    let _ = app.advance(Message::WentBack);
    assert_eq!(app.screen().name(), "done");
    let _ = app.advance(Message::Done(done::Message::NextAsked));
    assert!(app.needs_ticks());
    for _ in 0..29 {
        assert_eq!(app.advance(Message::SecondPassed), []);
    }
    assert_eq!(
        app.advance(Message::SecondPassed),
        [Effect::ClearClipboard(Secret::new("code".to_owned()))]
    );
    assert!(!app.needs_ticks());
}

#[test]
fn a_new_password_of_a_device_ends_with_what_it_still_has_to_be_told() {
    let mut app = at_home(vec![device("1")], Todo::default());
    let _ = app.advance(Message::Home(home::Message::PasswordAsked(id("1"))));
    let code = Secret::new("qzvtkwpmxjrbhnyd".to_owned());
    let _ = app.advance(Message::Pasted(Some(code.clone())));
    let go_on = change_password::Message::Continued;
    let effects = app.advance(Message::ChangePassword(go_on));
    let [Effect::Check(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let effects = app.advance(proved(&app, *attempt));
    let [Effect::Save(attempt, what, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let stored = StoredAccount {
        account: what.account().clone(),
        generation: 2,
        state: MailboxState::Works,
    };
    let _ = app.advance(Message::Saved(*attempt, Box::new(Ok(stored))));
    let go_on = check::Message::Continued;
    let effects = app.advance(Message::Check(go_on));
    assert_eq!(app.screen().name(), "done");
    assert_eq!(effects, [Effect::LookAtClipboard(code.clone())]);
    let _ = app.advance(Message::Done(done::Message::CopyAsked));
    let effects = app.advance(Message::Done(done::Message::CopyConfirmed));
    assert_eq!(effects, [Effect::CopySecret(code)]);
    let _ = app.advance(Message::Done(done::Message::HomeAsked));
    assert_eq!(app.screen().name(), "home");
}

#[test]
fn another_address_gets_its_own_user_name_and_not_the_earlier_password() {
    let mut app = at_home(vec![station("antes@yahoo.com")], Todo::default());
    let id = station("antes@yahoo.com").account.id;
    let effects = app.advance(Message::Home(home::Message::EditAsked(id)));
    let read = effects.iter().find_map(|effect| {
        let Effect::ReadSecret(attempt, _) = effect else {
            return None;
        };
        Some(*attempt)
    });
    let held = Secret::new("qzvtkwpmxjrbhnyd".to_owned());
    let _ = app.advance(Message::SecretRead(read.unwrap(), Ok(held.clone())));
    assert_eq!(app.draft().secret, held);
    let typed = provider::Message::AddressTyped("ahora@yahoo.com".to_owned());
    let _ = app.advance(Message::Provider(typed));
    let _ = app.advance(Message::Provider(provider::Message::Continued));
    let _ = app.advance(Message::Protocol(protocol::Message::Continued));
    assert!(app.draft().secret.is_empty());
    assert_eq!(app.draft().incoming.user_name, "ahora@yahoo.com");
    assert_eq!(app.draft().outgoing.user_name, "ahora@yahoo.com");
}

#[test]
fn a_refused_command_leads_to_the_home_stations_password() {
    let mut app = at_home(vec![station("ana@yahoo.com"), device("1")], Todo::default());
    let _ = app.advance(Message::Home(home::Message::DeviceAsked(id("1"))));
    let effects = app.advance(Message::AskDevice(ask_device::Message::Sent));
    let [Effect::SendCommand(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let refused = Failure::new(Cause::BadCredentials, Protocol::Smtp, Stage::Login);
    let _ = app.advance(Message::CommandSent(*attempt, Err(Box::new(refused))));
    let _ = app.advance(Message::AskDevice(ask_device::Message::PasswordAsked));
    assert_eq!(app.screen().name(), "change-password");
}
