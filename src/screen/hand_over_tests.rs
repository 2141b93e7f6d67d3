//! The list of devices on their way to the new address.

use super::*;
use crate::{
    account::{Protocol, Role},
    backend::scripted::example,
    device::{Change, Todo},
    failure::{Cause, Stage},
};

fn account(role: &Role, address: &str) -> Account {
    example(role, "yahoo", address).unwrap().account
}

fn device(serial: &str) -> Account {
    let role = Role::LevelSender {
        serial: serial.parse().unwrap(),
    };
    account(&role, &format!("ls{serial}@yahoo.com"))
}

fn screen(is_kept: bool) -> HandOver {
    let mut kept = account(&Role::HomeStation, "old@yahoo.com");
    let new = account(&Role::HomeStation, "new@yahoo.com");
    let old = kept.clone();
    kept.id = "home-station-old".parse().unwrap();
    let mut all = vec![new.clone(), device("1"), device("2")];
    let mut todo = Todo::default();
    todo.saved(&Change {
        new: &new,
        old: Some(&old),
        is_same_secret: false,
        kept: is_kept.then_some(&kept.id),
        all: &all,
    });
    if is_kept {
        all.push(kept);
    }
    HandOver::new(&todo, &all).unwrap()
}

fn id(serial: &str) -> AccountId {
    device(serial).id
}

#[test]
fn the_line_goes_from_the_earlier_mailbox_to_one_device_after_the_other() {
    let mut screen = screen(true);
    let _ = screen.update(Message::OthersTyped("ana@agua.example".to_owned()));
    assert_eq!(screen.next().unwrap().id, id("1"));
    let Action::Send(Edit::Others(others), mail) = screen.update(Message::SendAsked(id("1")))
    else {
        panic!("not sent");
    };
    assert_eq!(others, "ana@agua.example");
    assert_eq!(mail.from.as_str(), "home-station-old");
    assert_eq!(mail.to.as_str(), "ls1@yahoo.com");
    assert_eq!(
        mail.command.line(),
        "SMTP RECIPIENT: new@yahoo.com, ana@agua.example"
    );
    assert_eq!(screen.update(Message::SendAsked(id("2"))), Action::None);
    let noted = screen.sent(&id("1"), Ok(())).unwrap();
    assert_eq!(noted, Edit::Sent(id("1")));
    let mut list = Todo {
        hand_over: Some(screen.list.clone()),
        ..Todo::default()
    };
    list.edit(&noted);
    screen.set_list(&list.hand_over.unwrap());
    assert_eq!(screen.next().unwrap().id, id("2"));
}

#[test]
fn a_list_that_the_device_would_not_keep_is_not_sent() {
    let mut screen = screen(true);
    let five = "a@x.org, b@x.org, c@x.org, d@x.org, e@x.org".to_owned();
    let _ = screen.update(Message::OthersTyped(five));
    assert_eq!(
        screen.update(Message::SendAsked(id("1"))),
        Action::Focus(OTHERS)
    );
    let _ = screen.update(Message::OthersTyped("ana@".to_owned()));
    assert_eq!(screen.update(Message::CopyAsked), Action::Focus(OTHERS));
}

#[test]
fn an_earlier_mailbox_that_refuses_is_not_tried_for_the_next_device() {
    let mut screen = screen(true);
    let _ = screen.update(Message::SendAsked(id("1")));
    let refused = Failure::new(Cause::BadCredentials, Protocol::Smtp, Stage::Login);
    assert_eq!(screen.sent(&id("1"), Err(Box::new(refused))), None);
    assert!(screen.next().is_none());
    assert!(matches!(
        screen.update(Message::CopyAsked),
        Action::Copy(_, line) if line == "SMTP RECIPIENT: new@yahoo.com"
    ));
}

#[test]
fn without_the_earlier_mailbox_the_line_is_copied_and_ticked_by_hand() {
    let mut screen = screen(false);
    assert!(screen.next().is_none());
    assert_eq!(screen.update(Message::SendAsked(id("1"))), Action::None);
    assert!(matches!(
        screen.update(Message::CopyAsked),
        Action::Copy(..)
    ));
    assert_eq!(
        screen.update(Message::Ticked(id("1"), true)),
        Action::Note(Edit::Moved(id("1"), true))
    );
    assert_eq!(screen.update(Message::RemoveAsked), Action::End);
}
