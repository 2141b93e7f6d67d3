//! The whole way by keyboard alone, with real key events through the widgets: a set-up with a
//! refusal and its repair, a change of password, the way back, and another language.
#![cfg(feature = "gui")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail aloud, and prints what it counted"
)]

#[path = "support/picture.rs"]
mod picture;
#[path = "support/keyboard.rs"]
mod typist;

use home_station::account::{Protocol, Role};
use home_station::app::{Effect, Message, Start};
use home_station::backend::scripted::{Plan, Scripted, example};
use home_station::discovery::Discovered;
use home_station::failure::{Cause, Failure, Remedy, Stage};
use home_station::i18n::Language;
use home_station::screen::{guide, password};
use home_station::secret::Secret;
use home_station::theme::Look;
use iced::keyboard::key::Named::{ArrowDown, ArrowRight, Enter, Escape, Space, Tab};
use time::macros::{datetime, time};
use typist::Keyboard;

fn refusing_once() -> Scripted {
    let mut refused = Failure::new(Cause::BadCredentials, Protocol::Imap, Stage::Login);
    refused.remedy = Remedy::RetypePassword;
    Scripted::new().with_check(Plan::Fail {
        incoming: Some(Box::new(refused)),
        outgoing: None,
    })
}

/// At the choice between IMAP and POP, where Enter leads to the password.
fn at_protocol(language: Language) -> Keyboard {
    let mut person = Keyboard::new(language, Start::Home, Scripted::new());
    person.press(Enter);
    person.write("nivel.norte@gmail.com");
    person.press(Enter);
    at(&person, "protocol");
    person
}

fn asked_for(person: &Keyboard, wanted: fn(&&Effect) -> bool) -> usize {
    person.effects.iter().filter(wanted).count()
}

fn at(person: &Keyboard, screen: &str) {
    assert_eq!(person.app.screen().name(), screen);
}

#[test]
fn a_mailbox_is_set_up_by_keyboard_alone_through_a_refusal_and_its_repair() {
    for language in Language::ALL {
        let mut person = Keyboard::new(language, Start::Home, refusing_once());
        at(&person, "role");
        assert!(
            person.is_anything_focused(),
            "the first choice has the keyboard"
        );
        person.press(Enter);
        at(&person, "provider");
        person.write("nivel.norte@gmail.com");
        person.press(Enter);
        at(&person, "protocol");
        person.press(Enter);
        at(&person, "password");
        person.write("qzvtkwpmxjrbhnyd");
        person.press(Enter);
        at(&person, "check");
        assert!(
            person.is_anything_focused(),
            "after a refusal the keyboard is in the field to repair"
        );
        person.select_all();
        person.write("dynhbrjxmpwktvzq");
        person.press(Enter);
        assert_eq!(asked_for(&person, |it| matches!(it, Effect::Save(..))), 1);
        person.press(Enter);
        at(&person, "test-mail");
        person.press(Enter);
        person.press(Enter);
        at(&person, "done");
        person.press(Enter);
        assert!(person.effects.contains(&Effect::Close));
        assert!(
            person.presses <= 11,
            "{} keys besides what was typed",
            person.presses
        );
    }
}

/// Straight through: everything besides the address and the password, counted.
#[test]
fn a_first_gmail_set_up_takes_eight_keys_besides_address_and_password() {
    for language in Language::ALL {
        let mut person = at_protocol(language);
        person.press(Enter);
        at(&person, "password");
        person.write("qzvtkwpmxjrbhnyd");
        person.press(Enter);
        at(&person, "check");
        person.press(Enter);
        at(&person, "test-mail");
        // Send, go on, finish.
        person.press(Enter);
        person.press(Enter);
        at(&person, "done");
        person.press(Enter);
        assert!(person.effects.contains(&Effect::Close));
        assert_eq!(asked_for(&person, |it| matches!(it, Effect::Save(..))), 1);
        assert_eq!(
            asked_for(&person, |it| matches!(it, Effect::SendTest(..))),
            1
        );
        println!(
            "a first Gmail set-up, {}: {} keys besides the address and the password",
            language.code(),
            person.presses
        );
        assert_eq!(person.presses, 8);
    }
}

/// With the pointer, the guide's page and the name for the app password among them.
#[test]
fn a_first_gmail_set_up_takes_ten_clicks_besides_address_and_password() {
    let english = [
        "Continue",
        "Continue",
        "Continue",
        "Copy the name “Home Station”",
        "Check connection",
        "Continue",
        "Send test e-mail",
        "Continue",
        "Finish",
    ];
    let spanish = [
        "Continuar",
        "Continuar",
        "Continuar",
        "Copiar el nombre «Home Station»",
        "Comprobar conexión",
        "Continuar",
        "Enviar correo de prueba",
        "Continuar",
        "Finalizar",
    ];
    for language in Language::ALL {
        let labels = match language {
            Language::English => english,
            Language::Spanish => spanish,
        };
        let mut person = Keyboard::new(language, Start::Home, Scripted::new());
        let mut clicks = 0;
        for label in labels {
            if person.app.screen().name() == "provider" {
                person.write("nivel.norte@gmail.com");
            }
            if label == labels[3] {
                // The page of app passwords, opened by the button of its step.
                let page = "https://myaccount.google.com/apppasswords".to_owned();
                let asked = guide::Message::PageAsked(page.clone());
                person.say(Message::Password(password::Message::Guide(asked)));
                assert!(person.effects.contains(&Effect::OpenUrl(page)));
                clicks += 1;
            }
            if label == labels[4] {
                let code = Secret::new("qzvt kwpm xjrb hnyd".to_owned());
                person.say(Message::Pasted(Some(code)));
            }
            let screen = person.app.screen().name();
            assert!(person.click(label), "{label} is not on {screen}");
            clicks += 1;
        }
        assert!(person.effects.contains(&Effect::Close));
        println!(
            "a first Gmail set-up, {}: {clicks} clicks besides the address and the password",
            language.code()
        );
        assert_eq!(clicks, 10);
    }
}

#[test]
fn the_guide_beside_the_browser_is_walked_by_keyboard_alone() {
    let mut person = at_protocol(Language::Spanish);
    person.press(Enter);
    assert!(person.tab_to("Dejar la guía junto al navegador"));
    person.press(Space);
    assert!(person.app.is_beside());
    // The keyboard is on the way to the next step, and at the last one in the password field.
    for _ in 0..5 {
        person.press(Space);
    }
    person.write("qzvtkwpmxjrbhnyd");
    assert_eq!(person.app.draft().secret.expose(), "qzvtkwpmxjrbhnyd");
    person.press(Escape);
    assert!(!person.app.is_beside());
    at(&person, "password");
    // What was typed is kept, and Enter checks it.
    person.press(Enter);
    at(&person, "check");
}

#[test]
fn colours_are_chosen_by_keyboard_and_the_keyboard_comes_back() {
    let mut person = Keyboard::new(Language::English, Start::Home, Scripted::new());
    assert!(person.tab_to("Colours"));
    person.press(Space);
    person.press(ArrowDown);
    person.press(ArrowDown);
    assert_eq!(person.app.look(), Some(Look::Dark));
    person.press(Escape);
    at(&person, "role");
    person.press(Space);
    person.press(Escape);
    at(&person, "role");
    assert_eq!(person.app.look(), Some(Look::Dark));
}

#[test]
fn a_missing_page_of_app_passwords_is_asked_about_by_keyboard() {
    let mut person = at_protocol(Language::English);
    person.press(Enter);
    assert!(person.tab_to("I don’t see App passwords"));
    person.press(Space);
    // The keyboard is at Yes; No stands beside it, and stays for the next question.
    person.press(Tab);
    for _ in 0..6 {
        person.press(Space);
    }
    // None of the reasons: it is said, and the button closes it.
    person.press(Space);
    // Once more: not another account, but 2-Step is off.
    person.press(Space);
    person.press(Tab);
    person.press(Space);
    person.back();
    person.press(Space);
    // The answer's first button opens the page where it is done.
    person.press(Space);
    let security = "https://myaccount.google.com/security".to_owned();
    assert!(person.effects.contains(&Effect::OpenUrl(security)));
}

#[test]
fn a_password_is_changed_by_typing_it_and_two_keys() {
    let stored = example(&Role::HomeStation, "gmail", "nivel.norte@gmail.com").expect("an example");
    let start = Start::ChangePassword(stored.account.id.clone());
    let mut person = Keyboard::new(
        Language::Spanish,
        start,
        Scripted::new().with_account(stored),
    );
    assert!(person.is_anything_focused());
    person.write("qzvtkwpmxjrbhnyd");
    person.press(Enter);
    assert_eq!(asked_for(&person, |it| matches!(it, Effect::Save(..))), 1);
    assert!(person.presses <= 2);
}

#[test]
fn escape_leads_back_from_inside_a_field_and_answers_are_kept() {
    let mut person = at_protocol(Language::English);
    person.press(Escape);
    at(&person, "provider");
    person.press(Escape);
    at(&person, "role");
    person.press(Enter);
    person.press(Enter);
    at(&person, "protocol");
    assert_eq!(person.app.draft().address, "nivel.norte@gmail.com");
}

#[test]
fn the_language_is_changed_by_keyboard_and_nothing_typed_is_lost() {
    let mut person = Keyboard::new(Language::English, Start::Home, Scripted::new());
    person.press(Enter);
    person.write("nivel.norte@gmail.com");
    // The languages stand in the bar, before the page's first field; the arrow moves and chooses.
    for _ in 0..3 {
        person.back();
        person.press(ArrowRight);
        if person.app.language() == Language::Spanish {
            break;
        }
    }
    assert_eq!(person.app.language(), Language::Spanish);
    assert_eq!(person.app.draft().address, "nivel.norte@gmail.com");
    at(&person, "provider");
}

#[test]
fn a_device_is_asked_and_told_and_ticked_by_keyboard_alone() {
    use home_station::device::{Change, Edit, Todo};
    let serial = "123456".parse().expect("a serial number");
    let device = example(&Role::LevelSender { serial }, "yahoo", "ls123456@yahoo.com");
    let device = device.expect("an example");
    let station = example(&Role::HomeStation, "yahoo", "nivel@yahoo.com").expect("an example");
    let mut kept = example(&Role::HomeStation, "yahoo", "antes@yahoo.com").expect("an example");
    let old = kept.account.clone();
    kept.account.id = "home-station-old".parse().expect("an id");
    let all = [station.account.clone(), device.account.clone()];
    let mut todo = Todo::default();
    let moved = Change {
        new: &station.account,
        old: Some(&old),
        is_same_secret: false,
        kept: Some(&kept.account.id),
        all: &all,
    };
    todo.saved(&moved);
    let new_password = Change {
        new: &device.account,
        old: Some(&device.account),
        kept: None,
        ..moved
    };
    todo.saved(&new_password);
    let backend = Scripted::new()
        .with_account(station)
        .with_account(device)
        .with_account(kept)
        .with_todo(todo);
    let mut person = Keyboard::new(Language::Spanish, Start::Home, backend);
    at(&person, "home");
    // What is to be done stands above the mailboxes and has the keyboard.
    person.press(Tab);
    person.press(Space);
    let ticked = |person: &Keyboard, wanted: fn(&Edit) -> bool| {
        let mut effects = person.effects.iter();
        effects.any(|effect| matches!(effect, Effect::EditTodo(_, edit) if wanted(edit)))
    };
    assert!(ticked(&person, |edit| matches!(edit, Edit::Told(_, true))));
    person.back();
    person.press(Enter);
    at(&person, "hand-over");
    person.press(Enter);
    assert!(ticked(&person, |edit| matches!(edit, Edit::Sent(_))));
    let line = person.effects.iter().find_map(|effect| {
        let Effect::SendCommand(_, mail) = effect else {
            return None;
        };
        Some(mail.command.line())
    });
    assert_eq!(line.as_deref(), Some("SMTP RECIPIENT: nivel@yahoo.com"));
    person.press(Escape);
    at(&person, "home");
}

#[test]
fn when_a_device_reports_is_said_by_keyboard_alone_and_orders_the_list() {
    use home_station::device::{Change, Edit, Every, Schedule, Todo};
    let devices = ["7", "8"].map(|serial| {
        let role = Role::LevelSender {
            serial: serial.parse().expect("a serial number"),
        };
        example(&role, "yahoo", &format!("ls{serial}@yahoo.com")).expect("an example")
    });
    let all = devices.clone().map(|stored| stored.account);
    let mut todo = Todo {
        read_at: Some(datetime!(2026-11-22 10:00)),
        ..Todo::default()
    };
    for device in &all {
        todo.saved(&Change {
            new: device,
            old: Some(device),
            is_same_secret: false,
            kept: None,
            all: &all,
        });
    }
    let [seven, eight] = devices;
    let backend = Scripted::new()
        .with_account(seven)
        .with_account(eight)
        .with_todo(todo);
    let mut person = Keyboard::new(Language::Spanish, Start::Home, backend);
    at(&person, "home");
    // The tick of 7, its time, the tick of 8, its time.
    for _ in 0..3 {
        person.press(Tab);
    }
    person.press(Enter);
    person.write("18h");
    person.press(Escape);
    // It was not saved, and the keyboard is where it was.
    person.press(Enter);
    person.write("nada");
    person.press(Enter);
    person.select_all();
    person.write("18:00");
    person.press(Enter);
    let edits = person.effects.iter().filter_map(|effect| {
        let Effect::EditTodo(_, edit) = effect else {
            return None;
        };
        Some(edit)
    });
    let schedule = Schedule {
        at: time!(18:00),
        every: Every::Day,
    };
    let noted = Edit::Reports("levelsender-8".parse().expect("an id"), Some(schedule));
    assert_eq!(edits.collect::<Vec<_>>(), [&noted]);
    // It stands first now, and the keyboard went with it.
    person.press(Enter);
    person.select_all();
    person.write("19:00");
    person.press(Enter);
    assert!(person.effects.iter().any(|effect| matches!(
        effect,
        Effect::EditTodo(_, Edit::Reports(id, Some(new)))
            if id.as_str() == "levelsender-8" && new.at == time!(19:00)
    )));
    at(&person, "home");
}

#[test]
fn a_notice_that_goes_while_a_field_is_typed_into_leaves_it_the_keyboard() {
    let backend = Scripted::new().with_discovery(Discovered::default());
    let mut person = Keyboard::new(Language::English, Start::Home, backend);
    person.press(Enter);
    person.write("ana@agua.example");
    person.press(Enter);
    at(&person, "protocol");
    person.press(Enter);
    person.write("a-password-of-her-own");
    person.press(Enter);
    at(&person, "servers");
    // Both names are guesses, which a notice above says until the second is corrected.
    for (host, tabs) in [("in.agua.example", 5), ("out.agua.example", 0)] {
        person.select_all();
        person.write(host);
        for _ in 0..tabs {
            person.press(Tab);
        }
    }
    let draft = person.app.draft();
    assert_eq!(draft.incoming.host, "in.agua.example");
    assert_eq!(draft.outgoing.host, "out.agua.example");
    assert!(person.is_anything_focused());
}

#[test]
fn a_provider_chosen_by_keyboard_keeps_it_whatever_is_said_above() {
    let mut person = Keyboard::new(Language::English, Start::Home, Scripted::new());
    person.press(Enter);
    at(&person, "provider");
    assert!(person.tab_to("Gmail"));
    // Through the whole row of tiles: about some of them there is something to say.
    for _ in 0..6 {
        person.press(Space);
        assert!(person.is_anything_focused());
        person.press(ArrowRight);
        assert!(person.is_anything_focused());
    }
}

#[test]
fn the_question_before_a_removal_takes_the_keyboard_and_gives_it_back() {
    let station = example(&Role::HomeStation, "gmail", "ana@gmail.com").expect("an example");
    let backend = Scripted::new().with_account(station);
    let mut person = Keyboard::new(Language::English, Start::Home, backend);
    at(&person, "home");
    assert!(person.tab_to("Remove"));
    // Enter keeps it: what changes nothing has the keyboard first. Escape does the same.
    for key in [Enter, Escape] {
        person.press(Enter);
        assert!(person.is_anything_focused());
        person.press(key);
        assert!(person.is_anything_focused());
    }
    // Back on the button, so that it can be asked again and done.
    person.press(Enter);
    person.press(Tab);
    person.press(Enter);
    assert!(
        person
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Remove(..)))
    );
}
