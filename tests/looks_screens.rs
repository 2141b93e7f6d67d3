//! Every screen of the program in every state, in both languages: nothing is clipped, overlaps or
//! leaves the window at any size.
#![cfg(feature = "gui")]
#![allow(clippy::indexing_slicing, reason = "a test may fail aloud")]

#[path = "screens/guides.rs"]
mod guides;
#[path = "support/layout.rs"]
mod layout;
#[path = "support/picture.rs"]
mod picture;
#[path = "screens/scenes.rs"]
mod scenes;

use std::collections::BTreeSet;

use home_station::app::Message;
use home_station::i18n::Language;
use iced::advanced::widget::{Id, Operation, operation::Focusable};
use iced::keyboard::key::Named::Tab;
use iced::{Rectangle, Size};
use picture::Stage;

/// The smallest window, a small laptop at 200 % and at 125 %, the first window.
const SIZES: [Size; 4] = [
    Size::new(640.0, 440.0),
    Size::new(683.0, 384.0),
    Size::new(1090.0, 540.0),
    Size::new(1040.0, 720.0),
];

#[test]
fn every_screen_is_sound_at_every_size_in_both_languages() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (name, make) in scenes::ALL {
            for size in SIZES {
                let app = make(language, size);
                let seen = layout::problems(app.view(), size);
                let code = language.code();
                wrong.extend(seen.iter().map(|line| format!("{name} {code}: {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_small_window_beside_the_browser_is_sound_in_both_languages() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (name, make) in guides::BESIDE {
            for size in guides::SIZES {
                let app = make(language, size);
                let seen = layout::problems(app.view(), size);
                let code = language.code();
                wrong.extend(seen.iter().map(|line| format!("{name} {code}: {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of all screens, as the program itself lists them.
fn every_screen() -> BTreeSet<&'static str> {
    let source = include_str!("../src/screen.rs");
    let names = source
        .split_once("fn name(&self)")
        .and_then(|(_, rest)| rest.split_once("\n    }\n"))
        .map(|(names, _)| names.split('"').skip(1).step_by(2).collect());
    names.unwrap_or_default()
}

#[test]
fn every_screen_of_the_program_has_its_scene() {
    let scenes: BTreeSet<&str> = scenes::ALL
        .iter()
        .map(|(_, make)| make(Language::English, SIZES[3]).screen().name())
        .collect();
    let mut screens = every_screen();
    assert!(screens.len() > 10, "{screens:?}");
    // Nothing is on it but a spinner.
    let _ = screens.remove("loading");
    assert_eq!(scenes, screens);
}

/// The controls in the order of the keyboard, and which of them has it.
#[derive(Debug, Default)]
struct Controls {
    count: usize,
    focused: Option<usize>,
    words: Vec<String>,
}

impl Operation for Controls {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(self.count);
        }
        self.count += 1;
    }

    fn text(&mut self, _id: Option<&Id>, _bounds: Rectangle, words: &str) {
        self.words.push(words.to_owned());
    }
}

fn controls(stage: &mut Stage<'_, Message>) -> Controls {
    let mut controls = Controls::default();
    stage.operate(&mut controls);
    controls
}

#[test]
fn tab_reaches_every_control_of_every_screen_and_comes_round() {
    for (name, make) in scenes::ALL.iter().chain(guides::BESIDE) {
        let app = make(Language::Spanish, SIZES[3]);
        let mut stage = Stage::new(app.view(), SIZES[3]);
        let count = controls(&mut stage).count;
        assert!(count > 0, "{name}");
        for expected in (0..count).chain([0]) {
            assert!(stage.press(Tab).is_empty(), "{name}");
            let seen = controls(&mut stage).focused;
            assert_eq!(
                seen,
                Some(expected),
                "{name}: control {expected} of {count}"
            );
        }
    }
}

#[test]
fn colours_and_languages_are_in_reach_on_every_screen() {
    for language in Language::ALL {
        let colours = match language {
            Language::English => "Colours",
            Language::Spanish => "Colores",
        };
        for (name, make) in scenes::ALL {
            for size in SIZES {
                let app = make(language, size);
                let words = controls(&mut Stage::new(app.view(), size)).words;
                let has = |wanted: &str| words.iter().any(|words| words == wanted);
                // A dialog has the keyboard for itself.
                let is_dialog = ["home-remove", "no-browser", "colours"].contains(name)
                    || name.starts_with("home-reporting");
                let is_there = has(colours) && has("Español") && has("English");
                assert!(
                    is_there || is_dialog,
                    "{name} {}: {size:?}",
                    language.code()
                );
            }
        }
    }
}

/// Whether these words stand on a screen.
fn says(scene: &str, language: Language, words: &str) -> bool {
    let size = Size::new(1040.0, 1400.0);
    let make = scenes::ALL.iter().find(|(name, _)| *name == scene);
    let app = make.map(|(_, make)| make(language, size));
    app.is_some_and(|app| {
        let words_there = controls(&mut Stage::new(app.view(), size)).words;
        words_there.iter().any(|there| there == words)
    })
}

#[test]
fn a_late_a_spammed_a_lost_and_an_unwatched_test_mail_each_have_their_words() {
    for (scene, english, spanish) in [
        ("test-mail-late", "It arrived", "Ha llegado"),
        (
            "test-mail-spam",
            "It arrived, among spam",
            "Ha llegado, pero al correo no deseado",
        ),
        ("test-mail-not-seen", "Not seen yet", "Aún no se ve"),
        (
            "test-mail-not-watched",
            "Sent; its arrival was not checked",
            "Enviado; no se comprobó su llegada",
        ),
        (
            "test-mail-too-soon",
            "The server allows the next sign-in only after 5 minutes, so arrival is not waited for here. \
             Check that mailbox yourself, including the spam folder.",
            "El servidor permite entrar de nuevo solo pasados 5 minutos; por eso no se espera aquí a \
             que llegue. Compruebe usted ese buzón, también el correo no deseado.",
        ),
    ] {
        assert!(
            says(scene, Language::English, english),
            "{scene}: {english}"
        );
        assert!(
            says(scene, Language::Spanish, spanish),
            "{scene}: {spanish}"
        );
    }
    assert!(says("test-mail-late", Language::Spanish, "31,4 s"));
}
