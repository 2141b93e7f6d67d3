//! Words are drawn in the bundled font, whatever the system has or lacks.
//!
//! Seen with a toy under Wine: the label of a button was missing while a title and a placeholder
//! were there. The cause lies in how cosmic-text 0.15 picks a font:
//!
//! 1. a family is only found in the *exact* weight asked for, and a generic family ("sans serif",
//!    iced's default) only if the system has the face it stands for ("Arial"), which Wine lacks;
//! 2. else the first face of the weight is taken, of any family: on Windows often a symbol font;
//! 3. iced shapes text of ASCII letters alone in the "basic" way, which takes *only that first
//!    face*: letters it lacks are blank. Text with an accent, and every text field, is shaped in
//!    the "advanced" way, which goes on to the next face: so they are drawn.
//!
//! Hence our rule: every text names the bundled family, in one of the two bundled weights.
#![cfg(feature = "gui")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail aloud"
)]

#[path = "support/picture.rs"]
mod picture;

use std::sync::Arc;

use home_station::theme::{self, FONT, Look, STRONG, Theme};
use home_station::widget::{Element, button, text};
use iced::Font;
use iced::advanced::graphics::text::cosmic_text::{Buffer, FontSystem, Metrics, Shaping, fontdb};
use iced::advanced::graphics::text::{font_system, to_attributes};

/// A font that has one sign and no letters, like Wingdings.
const SYMBOLS: &[u8] = include_bytes!("data/symbols-only.ttf");

/// A system whose first font is of symbols, with our fonts loaded after it.
fn system() -> FontSystem {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(SYMBOLS.to_vec());
    for font in theme::fonts() {
        let _ = fonts.load_font_source(fontdb::Source::Binary(Arc::new(font.into_owned())));
    }
    FontSystem::new_with_locale_and_db("es".to_owned(), fonts)
}

/// The families that the letters of a text are drawn in; `None` for a letter that is blank.
fn families(
    system: &mut FontSystem,
    words: &str,
    font: Font,
    shaping: Shaping,
) -> Vec<Option<String>> {
    let mut buffer = Buffer::new(system, Metrics::new(15.0, 20.0));
    buffer.set_text(system, words, &to_attributes(font), shaping, None);
    buffer.shape_until_scroll(system, false);
    let glyphs: Vec<_> = buffer
        .layout_runs()
        .flat_map(|run| run.glyphs.to_vec())
        .collect();
    glyphs
        .into_iter()
        .map(|glyph| {
            let face = system.db().face(glyph.font_id)?;
            let (family, _) = face.families.first()?;
            (glyph.glyph_id != 0).then(|| format!("{family} {}", face.weight.0))
        })
        .collect()
}

#[test]
fn a_generic_family_leaves_plain_labels_blank_where_a_symbol_font_comes_first() {
    let mut system = system();
    let basic = families(&mut system, "Check", Font::DEFAULT, Shaping::Basic);
    assert_eq!(basic, vec![None; 5], "the fault this test explains");
    let advanced = families(&mut system, "Check", Font::DEFAULT, Shaping::Advanced);
    assert!(
        advanced.iter().all(Option::is_some),
        "the advanced way goes on to a font with letters: {advanced:?}"
    );
}

#[test]
fn both_our_weights_are_drawn_in_the_bundled_font_in_either_way_of_shaping() {
    let mut system = system();
    for (font, wanted) in [(FONT, "IBM Plex Sans 400"), (STRONG, "IBM Plex Sans 600")] {
        for shaping in [Shaping::Basic, Shaping::Advanced] {
            for words in [
                "Check connection",
                "Comprobar conexi\u{f3}n",
                "\u{bf}\u{a1}\u{ab}\u{bb}\u{2014}\u{2026}\u{20ac}\u{f1}",
            ] {
                let seen = families(&mut system, words, font, shaping);
                assert!(
                    seen.iter().all(|face| face.as_deref() == Some(wanted)),
                    "{words}: {seen:?}"
                );
            }
        }
    }
}

#[test]
fn a_weight_that_is_not_bundled_would_not_be_found() {
    let mut system = system();
    let bold = Font {
        weight: iced::font::Weight::Bold,
        ..FONT
    };
    let seen = families(&mut system, "Check", bold, Shaping::Basic);
    assert!(
        !seen
            .iter()
            .any(|face| face.as_deref() == Some("IBM Plex Sans 700")),
        "{seen:?}"
    );
}

/// Draws a label with no other font in the process than ours, and the symbols before them.
#[test]
fn the_label_of_the_primary_button_has_ink() {
    picture::load_fonts();
    {
        let mut system = font_system().write().expect("font system");
        let fonts = system.raw().db_mut();
        let foreign: Vec<_> = fonts
            .faces()
            .filter(|face| !face.families.iter().any(|(name, _)| name == theme::FAMILY))
            .map(|face| face.id)
            .collect();
        for id in foreign {
            fonts.remove_face(id);
        }
        fonts.load_font_data(SYMBOLS.to_vec());
    }
    let themes = Look::ALL.map(Theme::new);
    for theme in themes {
        for label in ["Check connection", "Comprobar conexi\u{f3}n"] {
            let button: Element<'_, ()> = button::primary(label).on_press(()).into();
            assert!(
                ink(button, &theme, theme.palette().on_accent) > 150,
                "{label}"
            );
            let plain: Element<'_, ()> = text::body(label).into();
            assert!(ink(plain, &theme, theme.palette().text) > 150, "{label}");
        }
    }
}

/// How many pixels have a colour.
fn ink(element: Element<'_, ()>, theme: &Theme, color: iced::Color) -> usize {
    let seen = picture::draw(element, theme, [260.0, 48.0], 2.0);
    let wanted = color.into_rgba8();
    seen.pixels
        .chunks_exact(4)
        .filter(|pixel| {
            pixel
                .iter()
                .zip(&wanted)
                .all(|(one, other)| one.abs_diff(*other) < 40)
        })
        .count()
}
