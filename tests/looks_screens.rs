//! Every screen of the program in every state, in both languages: nothing is clipped, overlaps or
//! leaves the window at any size.
#![cfg(feature = "gui")]

#[path = "support/layout.rs"]
mod layout;
#[path = "support/picture.rs"]
mod picture;
#[path = "screens/scenes.rs"]
mod scenes;

use home_station::i18n::Language;
use iced::Size;

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
