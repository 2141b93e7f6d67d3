//! The whole way by keyboard alone, with real key events through the widgets: a set-up with a
//! refusal and its repair, a change of password, the way back, and another language.
#![cfg(feature = "gui")]
#![allow(clippy::expect_used, reason = "a test may fail aloud")]

#[path = "support/picture.rs"]
mod picture;
#[path = "support/keyboard.rs"]
mod typist;

use home_station::account::{Protocol, Role};
use home_station::app::{Effect, Start};
use home_station::backend::scripted::{Plan, Scripted, example};
use home_station::failure::{Cause, Failure, Remedy, Stage};
use home_station::i18n::Language;
use iced::keyboard::key::Named::{ArrowRight, Enter, Escape};
use typist::Keyboard;

fn refusing_once() -> Scripted {
    let mut refused = Failure::new(Cause::BadCredentials, Protocol::Imap, Stage::Login);
    refused.remedy = Remedy::RetypePassword;
    Scripted::new().with_check(Plan::Fail {
        incoming: Some(Box::new(refused)),
        outgoing: None,
    })
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
        let saved = person
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Save(..)))
            .count();
        assert_eq!(saved, 1);
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
    assert!(
        person
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save(..)))
    );
    assert!(person.presses <= 2);
}

#[test]
fn escape_leads_back_from_inside_a_field_and_answers_are_kept() {
    let mut person = Keyboard::new(Language::English, Start::Home, Scripted::new());
    person.press(Enter);
    person.write("nivel.norte@gmail.com");
    person.press(Enter);
    at(&person, "protocol");
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
