//! Nothing is clipped, overlaps or leaves the window, from the smallest window up; and the check
//! that says so sees such faults.
#![cfg(feature = "gui")]

#[path = "support/layout.rs"]
mod layout;
#[path = "support/picture.rs"]
mod picture;

use home_station::screen::gallery::{Gallery, Sheet};
use home_station::theme::{Look, Theme};
use home_station::widget::{Element, Motion, button, text};
use iced::widget::{Column, Row, Stack, container, space};

/// The smallest window, a small laptop at 200 % and at 125 %, the first window, a large one.
const SIZES: [[f32; 2]; 5] = [
    [640.0, 440.0],
    [683.0, 384.0],
    [1090.0, 540.0],
    [1040.0, 720.0],
    [1920.0, 1000.0],
];

#[test]
fn the_gallery_is_sound_at_every_size() {
    let mut wrong = Vec::new();
    for size in SIZES {
        for sheet in Sheet::ALL {
            let gallery = Gallery::new(sheet, Look::Light, Motion::Full);
            wrong.extend(layout::problems(gallery.view(), size));
        }
        let gallery = Gallery::new(Sheet::Basics, Look::Light, Motion::Full).asking();
        wrong.extend(layout::problems(gallery.view(), size));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn seen(element: impl Into<Element<'static, ()>>) -> String {
    layout::problems(element, [200.0, 100.0]).join("\n")
}

#[test]
fn the_check_sees_a_word_that_is_wider_than_its_box() {
    let narrow = container(text::title("Correspondencia")).width(90.0);
    assert!(seen(narrow).contains("clipped"));
}

#[test]
fn the_check_sees_words_outside_of_the_window() {
    let row = Row::<(), Theme>::new()
        .push(space().width(190.0))
        .push(container(text::body("Atr\u{e1}s")).width(80.0));
    assert!(!seen(row).is_empty());
}

#[test]
fn the_check_sees_words_over_words() {
    let stack = Stack::<(), Theme>::new()
        .push(text::body("Uno"))
        .push(text::body("Dos"));
    assert!(seen(stack).contains("overlap"));
}

#[test]
fn the_check_finds_nothing_wrong_with_what_is_sound() {
    let column = Column::<(), Theme>::new()
        .push(text::body("Uno"))
        .push(button::quiet("Dos").on_press(()));
    assert_eq!(seen(column), "");
}
