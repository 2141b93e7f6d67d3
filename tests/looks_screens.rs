//! Every screen of the program, in both languages: nothing is clipped, overlaps or leaves the
//! window at any size.
#![cfg(feature = "gui")]

#[path = "support/layout.rs"]
mod layout;
#[path = "support/picture.rs"]
mod picture;
#[path = "support/tour.rs"]
mod tour;

use home_station::i18n::Language;

const SIZES: [[f32; 2]; 4] = [
    [640.0, 440.0],
    [683.0, 384.0],
    [1090.0, 540.0],
    [1040.0, 720.0],
];

fn code(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Spanish => "es",
    }
}

#[test]
fn every_screen_is_sound_at_every_size_in_both_languages() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (name, app) in tour::screens(language) {
            for size in SIZES {
                let seen = layout::problems(app.view(), size);
                wrong.extend(
                    seen.iter()
                        .map(|line| format!("{name} {}: {line}", code(language))),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
