//! The scenes about devices: what is to be done at them, commands, a new address; Home with few and
//! with many mailboxes; and the ends of a test mail.

use std::time::Duration;

use home_station::{
    account::{Account, Protocol, Role},
    app::{App, Message, Start},
    backend::{
        FoundMessage, MailboxState, NotWatched, StoredAccount, TestEvent, TestOutcome,
        scripted::{Scripted, example},
    },
    device::{Change, Edit, Every, Schedule, Todo},
    draft::RoleChoice,
    failure::{Failure, Remedy, Stage},
    i18n::Language,
    screen::{ask_device, change_password, check, hand_over, home, reporting, role, test_mail},
    secret::Secret,
};
use iced::Size;
use time::macros::{datetime, time};

use super::{Play, answer_for_device, at_test, bad_credentials, begin, device, station, typed};

fn yahoo(serial: &str) -> StoredAccount {
    device(
        serial,
        &format!("ls{serial}@yahoo.com"),
        MailboxState::Works,
    )
}

fn change<'a>(
    new: &'a StoredAccount,
    old: Option<&'a StoredAccount>,
    all: &'a [Account],
) -> Change<'a> {
    Change {
        new: &new.account,
        old: old.map(|stored| &stored.account),
        is_same_secret: false,
        kept: None,
        all,
    }
}

fn backend(accounts: &[StoredAccount]) -> Scripted {
    accounts
        .iter()
        .cloned()
        .fold(Scripted::new(), Scripted::with_account)
}

fn settings(accounts: &[StoredAccount]) -> Vec<Account> {
    accounts
        .iter()
        .map(|stored| stored.account.clone())
        .collect()
}

pub fn home_one(language: Language, size: Size) -> App {
    begin(backend(&[station()]), language, size).app
}

pub fn home_eight(language: Language, size: Size) -> App {
    let mut accounts = vec![station()];
    accounts.extend((123_456..123_463).map(|serial| yahoo(&serial.to_string())));
    begin(backend(&accounts), language, size).app
}

/// A new device, one with an old password and one that is ticked.
pub fn home_to_do(language: Language, size: Size) -> App {
    let accounts = [station(), yahoo("123456"), yahoo("123457"), yahoo("98")];
    let [_, new, changed, ticked] = &accounts;
    let all = settings(&accounts);
    let mut todo = Todo::default();
    todo.saved(&change(new, None, &all));
    todo.saved(&change(changed, Some(changed), &all));
    todo.saved(&change(ticked, Some(ticked), &all));
    todo.edit(&Edit::Told(ticked.account.id.clone(), true));
    report(&mut todo, changed, Every::Day);
    report(&mut todo, ticked, Every::Week(time::Weekday::Tuesday));
    begin(backend(&accounts).with_todo(todo), language, size).app
}

fn report(todo: &mut Todo, device: &StoredAccount, every: Every) {
    todo.read_at = Some(datetime!(2026-11-22 10:00));
    let schedule = Schedule {
        at: time!(18:30),
        every,
    };
    todo.edit(&Edit::Reports(device.account.id.clone(), Some(schedule)));
}

/// The question when a device reports, with what is known of it.
fn asked_reporting(every: Every, language: Language, size: Size) -> Play {
    let accounts = [station(), yahoo("123456"), yahoo("123457")];
    let all = settings(&accounts);
    let mut todo = Todo::default();
    for device in &accounts[1..] {
        todo.saved(&change(device, Some(device), &all));
    }
    report(&mut todo, &accounts[1], every);
    let mut play = begin(backend(&accounts).with_todo(todo), language, size);
    let id = accounts[1].account.id.clone();
    play.send(Message::Home(home::Message::ReportingAsked(id)));
    play
}

pub fn home_reporting(language: Language, size: Size) -> App {
    asked_reporting(Every::Week(time::Weekday::Thursday), language, size).app
}

pub fn home_reporting_wrong(language: Language, size: Size) -> App {
    let mut play = asked_reporting(Every::SixHours, language, size);
    let typed = reporting::Message::AtTyped("18:3".to_owned());
    play.send(Message::Reporting(typed));
    play.send(Message::Reporting(reporting::Message::Saved));
    play.app
}

/// Two mailboxes on one account.
pub fn home_shared(language: Language, size: Size) -> App {
    let serial = "123456".parse().unwrap();
    let twin = example(
        &Role::LevelSender { serial },
        "gmail",
        "stationnorte@gmail.com",
    )
    .unwrap();
    begin(backend(&[station(), twin]), language, size).app
}

fn moved(is_kept: bool) -> (Vec<StoredAccount>, Todo) {
    let mut new = station();
    let address = "lecturas@gmail.com";
    new.account.address = address.parse().unwrap();
    for server in [&mut new.account.incoming, &mut new.account.outgoing] {
        server.user_name = address.parse().unwrap();
    }
    let mut kept = station();
    kept.account.id = "home-station-old".parse().unwrap();
    let mut accounts = vec![new.clone(), yahoo("123456"), yahoo("123457"), yahoo("98")];
    let all = settings(&accounts);
    let mut todo = Todo::default();
    todo.saved(&Change {
        kept: is_kept.then_some(&kept.account.id),
        ..change(&new, Some(&station()), &all)
    });
    if is_kept {
        accounts.push(kept);
    }
    (accounts, todo)
}

pub fn home_moved(language: Language, size: Size) -> App {
    let (accounts, todo) = moved(true);
    begin(backend(&accounts).with_todo(todo), language, size).app
}

fn at_hand_over(is_kept: bool, language: Language, size: Size) -> Play {
    let (accounts, todo) = moved(is_kept);
    let backend = backend(&accounts)
        .with_todo(todo)
        .with_command(None)
        .with_command(Some(*bad_credentials(Protocol::Smtp)));
    let mut play = begin(backend, language, size);
    play.send(Message::Home(home::Message::HandOverAsked));
    play.send(Message::HandOver(hand_over::Message::OthersTyped(
        "ana@agua.example".to_owned(),
    )));
    play
}

fn send(play: &mut Play, serial: &str) {
    let id = yahoo(serial).account.id;
    play.send(Message::HandOver(hand_over::Message::SendAsked(id)));
}

fn tick(play: &mut Play, serial: &str) {
    let id = yahoo(serial).account.id;
    play.send(Message::HandOver(hand_over::Message::Ticked(id, true)));
}

/// One is sent.
pub fn hand_over_screen(language: Language, size: Size) -> App {
    let mut play = at_hand_over(true, language, size);
    send(&mut play, "98");
    play.app
}

/// One is ticked, and the earlier mailbox refuses the next.
pub fn hand_over_failed(language: Language, size: Size) -> App {
    let mut play = at_hand_over(true, language, size);
    send(&mut play, "98");
    tick(&mut play, "98");
    send(&mut play, "123456");
    play.app
}

pub fn hand_over_by_hand(language: Language, size: Size) -> App {
    at_hand_over(false, language, size).app
}

pub fn hand_over_done(language: Language, size: Size) -> App {
    let mut play = at_hand_over(true, language, size);
    for serial in ["98", "123456", "123457"] {
        tick(&mut play, serial);
    }
    play.app
}

fn at_ask(backend: Scripted, language: Language, size: Size) -> Play {
    let mut play = begin(backend.with_account(yahoo("123456")), language, size);
    let id = yahoo("123456").account.id;
    play.send(Message::Home(home::Message::DeviceAsked(id)));
    play
}

pub fn ask_screen(language: Language, size: Size) -> App {
    at_ask(Scripted::new().with_account(station()), language, size).app
}

pub fn ask_sent(language: Language, size: Size) -> App {
    let mut play = at_ask(Scripted::new().with_account(station()), language, size);
    play.send(Message::AskDevice(ask_device::Message::Sent));
    play.app
}

pub fn ask_refused(language: Language, size: Size) -> App {
    let refused = Some(*bad_credentials(Protocol::Smtp));
    let backend = Scripted::new()
        .with_account(station())
        .with_command(refused);
    let mut play = at_ask(backend, language, size);
    play.send(Message::AskDevice(ask_device::Message::Sent));
    play.app
}

pub fn ask_without_station(language: Language, size: Size) -> App {
    at_ask(Scripted::new(), language, size).app
}

/// The address of a mailbox that is set up already.
pub fn provider_shared(language: Language, size: Size) -> App {
    let backend = Scripted::new().with_account(station());
    let mut play = Play::new(backend, Start::Wizard, language, size);
    for answer in [
        role::Message::Chosen(RoleChoice::LevelSender),
        role::Message::SerialTyped("123456".to_owned()),
        role::Message::Continued,
    ] {
        play.send(Message::Role(answer));
    }
    typed(&mut play, "station.norte+pozo@gmail.com");
    play.app
}

/// The end for a device on an account that others use too.
pub fn done_shared(language: Language, size: Size) -> App {
    let serial = "98".parse().unwrap();
    let other = example(&Role::LevelSender { serial }, "gmail", "ls123456@gmail.com").unwrap();
    let backend = Scripted::new().with_account(other);
    let mut play = Play::new(backend, Start::Wizard, language, size);
    answer_for_device(&mut play);
    play.send(Message::Check(check::Message::Continued));
    play.send(Message::TestMail(test_mail::Message::Continued));
    play.app
}

/// A device's password was changed here.
pub fn done_changed(language: Language, size: Size) -> App {
    let id = yahoo("123456").account.id;
    let backend = backend(&[station(), yahoo("123456")]);
    let mut play = Play::new(backend, Start::ChangePassword(id), language, size);
    play.send(Message::Pasted(Some(Secret::new(super::CODE.to_owned()))));
    play.send(Message::ChangePassword(change_password::Message::Continued));
    play.send(Message::Check(check::Message::Continued));
    play.app
}

fn ended(outcome: TestOutcome, language: Language, size: Size) -> App {
    let sent = TestEvent::Sent {
        elapsed: Duration::from_millis(1_200),
    };
    let events = vec![
        sent,
        TestEvent::StageStarted(Stage::Arrival),
        TestEvent::Finished(outcome),
    ];
    let mut play = at_test(Scripted::new().with_test(events), language, size);
    play.send(Message::TestMail(test_mail::Message::Sent));
    play.app
}

fn found(folder: &str) -> FoundMessage {
    FoundMessage {
        account: station().account.id,
        folder: folder.to_owned(),
        unique_id: "1".to_owned(),
        mark: "mark".to_owned(),
    }
}

/// It came after half a minute.
pub fn test_late(language: Language, size: Size) -> App {
    let outcome = TestOutcome::Arrived {
        elapsed: Duration::from_millis(31_400),
        folder: "INBOX".to_owned(),
        found: found("INBOX"),
    };
    ended(outcome, language, size)
}

pub fn test_spam(language: Language, size: Size) -> App {
    let outcome = TestOutcome::InSpam {
        elapsed: Duration::from_millis(5_200),
        folder: "[Gmail]/Spam".to_owned(),
        found: found("[Gmail]/Spam"),
    };
    ended(outcome, language, size)
}

pub fn test_not_seen(language: Language, size: Size) -> App {
    let outcome = TestOutcome::NotSeen {
        waited: Duration::from_secs(60),
    };
    ended(outcome, language, size)
}

/// The mailbox could not be signed in to for looking.
pub fn test_not_watched(language: Language, size: Size) -> App {
    let mut failure: Failure = *bad_credentials(Protocol::Imap);
    failure.remedy = Remedy::RetypePassword;
    let outcome = TestOutcome::NotWatched(NotWatched::Failed(failure));
    ended(outcome, language, size)
}

/// The server allows no second sign-in in time.
pub fn test_too_soon(language: Language, size: Size) -> App {
    let delay = NotWatched::TooSoon(Duration::from_secs(300));
    ended(TestOutcome::NotWatched(delay), language, size)
}
