//! The guide to Gmail's app password: every step of it, in the full window and one by one in the
//! small window beside the browser.

#![allow(unreachable_pub, dead_code, reason = "each test uses a part of it")]

use home_station::account::Incoming;
use home_station::app::{App, Message};
use home_station::backend::scripted::Scripted;
use home_station::i18n::Language;
use home_station::screen::{entry, guide, password, protocol};
use home_station::secret::Secret;
use home_station::theme::measure;
use iced::Size;

use crate::scenes::{Scene, at_password, at_protocol};

/// So high is a window that shows the whole guide at once.
pub const WHOLE: Size = Size::new(1040.0, 4160.0);

/// Everything there is for Gmail read by POP: nine steps and what to know.
pub fn whole(language: Language) -> App {
    let mut play = at_protocol(Scripted::new(), "ana.lopez@gmail.com", language, WHOLE);
    play.send(Message::Protocol(protocol::Message::Chosen(Incoming::Pop3)));
    play.send(Message::Protocol(protocol::Message::Continued));
    for message in [guide::Message::MissingToggled, guide::Message::NotesToggled] {
        play.send(Message::Password(password::Message::Guide(message)));
    }
    play.app
}

/// The small window in every state worth a picture.
pub const BESIDE: &[(&str, Scene)] = &[
    ("beside-1", |language, size| step(language, size, 0)),
    ("beside-2", |language, size| step(language, size, 1)),
    ("beside-3", |language, size| step(language, size, 2)),
    ("beside-4", |language, size| step(language, size, 3)),
    ("beside-5", |language, size| step(language, size, 4)),
    ("beside-6", |language, size| step(language, size, 5)),
    ("beside-missing", missing),
    ("beside-doubtful", doubtful),
    ("beside-wayland", wayland),
];

fn beside(language: Language, size: Size) -> App {
    let full = Size::new(1040.0, 720.0);
    let mut app = at_password(Scripted::new(), "ana.lopez@gmail.com", language, full).app;
    send(&mut app, guide::Message::BesideToggled);
    drop(app.advance(Message::Resized(size)));
    app
}

fn send(app: &mut App, message: guide::Message) {
    drop(app.advance(Message::Password(password::Message::Guide(message))));
}

fn step(language: Language, size: Size, step: usize) -> App {
    let mut app = beside(language, size);
    for done in 0..step {
        send(&mut app, guide::Message::Ticked(done));
    }
    send(&mut app, guide::Message::StepShown(step, step == 5));
    app
}

fn missing(language: Language, size: Size) -> App {
    let mut app = step(language, size, 2);
    send(&mut app, guide::Message::MissingToggled);
    send(&mut app, guide::Message::MissingAnswered(false));
    send(&mut app, guide::Message::MissingAnswered(true));
    app
}

fn doubtful(language: Language, size: Size) -> App {
    let mut app = step(language, size, 5);
    let typed = entry::Message::Typed(Secret::new("Sommer2026!".to_owned()));
    for message in [
        password::Message::Entry(typed),
        password::Message::Continued,
    ] {
        drop(app.advance(Message::Password(message)));
    }
    app
}

fn wayland(language: Language, size: Size) -> App {
    beside(language, size).never_on_top()
}

/// The small window at its first size and at its smallest.
pub const SIZES: [Size; 2] = [measure::BESIDE, measure::SMALLEST_BESIDE];
