//! Words are drawn in the bundled font, whatever the system has or lacks.
//!
//! Seen with a toy under Wine: the label of a button was missing while a title and a placeholder
//! were there, and without a bundled font everything was. A fresh Wine has no font at all. Then:
//!
//! 1. iced loads a font of its own before all others: `Iced-Icons`, seven signs and no letter
//!    (`iced_graphics` 0.14, `text.rs`);
//! 2. cosmic-text 0.15 finds a family only in the *exact* weight asked for, and a generic family
//!    ("sans serif", iced's default) only if the face it stands for is there; else it takes the
//!    first face of all, which is `Iced-Icons`;
//! 3. iced shapes text of ASCII letters alone in the "basic" way, which takes *only that first
//!    face*: its missing letters are blank. Text with an accent, and every text field, is shaped in
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

use std::sync::Once;

use home_station::theme::{self, FONT, Look, STRONG, Theme};
use home_station::widget::{Element, button, text};
use iced::Font;
use iced::advanced::graphics::text::cosmic_text::{Buffer, FontSystem, Metrics, Shaping, fontdb};
use iced::advanced::graphics::text::{font_system, to_attributes};

/// Leaves in the process only what there is under a fresh Wine: iced's icons and our fonts.
fn as_under_wine() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        picture::load_fonts();
        let mut system = font_system().write().expect("font system");
        let fonts = system.raw().db_mut();
        let foreign: Vec<_> = fonts
            .faces()
            .filter(|face| {
                !face
                    .families
                    .iter()
                    .any(|(name, _)| name == theme::FAMILY || name == "Iced-Icons")
            })
            .map(|face| face.id)
            .collect();
        for id in foreign {
            fonts.remove_face(id);
        }
        assert_eq!(fonts.faces().count(), 3);
    });
}

/// The faces that the letters of a text are drawn in; `None` for a letter that is blank.
fn faces(words: &str, font: Font, shaping: Shaping) -> Vec<Option<String>> {
    as_under_wine();
    let mut system = font_system().write().expect("font system");
    faces_in(system.raw(), words, font, shaping)
}

fn faces_in(
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
fn a_generic_family_leaves_plain_labels_blank_where_the_system_has_no_font() {
    let basic = faces("Check", Font::DEFAULT, Shaping::Basic);
    assert_eq!(basic, vec![None; 5], "the fault this test explains");
    let advanced = faces("Check", Font::DEFAULT, Shaping::Advanced);
    assert!(
        advanced.iter().all(Option::is_some),
        "the advanced way goes on to a font with letters: {advanced:?}"
    );
}

/// The toy: one regular weight bundled, the label of its button in bold.
#[test]
fn a_bold_label_is_blank_where_only_a_regular_weight_is_bundled() {
    as_under_wine();
    let mut fonts = fontdb::Database::new();
    for face in font_system()
        .write()
        .expect("font system")
        .raw()
        .db()
        .faces()
    {
        if face.weight == fontdb::Weight::NORMAL {
            let _ = fonts.push_face_info(face.clone());
        }
    }
    let mut system = FontSystem::new_with_locale_and_db("es".to_owned(), fonts);
    let bold = Font {
        weight: iced::font::Weight::Bold,
        ..Font::DEFAULT
    };
    let label = faces_in(&mut system, "Check", bold, Shaping::Basic);
    assert_eq!(label, vec![None; 5]);
    let title = faces_in(&mut system, "Comprobaci\u{f3}n", bold, Shaping::Advanced);
    assert!(title.iter().all(Option::is_some), "{title:?}");
}

#[test]
fn both_our_weights_are_drawn_in_the_bundled_font_in_either_way_of_shaping() {
    let texts = [
        "Check connection",
        "Comprobar conexi\u{f3}n",
        "\u{bf}\u{a1}\u{ab}\u{bb}\u{2014}\u{2026}\u{20ac}\u{f1}",
    ];
    for (font, wanted) in [(FONT, "IBM Plex Sans 400"), (STRONG, "IBM Plex Sans 600")] {
        for shaping in [Shaping::Basic, Shaping::Advanced] {
            for words in texts {
                let seen = faces(words, font, shaping);
                assert!(
                    seen.iter().all(|face| face.as_deref() == Some(wanted)),
                    "{words}: {seen:?}"
                );
            }
        }
    }
}

#[test]
fn the_label_of_the_primary_button_has_ink() {
    as_under_wine();
    for theme in Look::ALL.map(Theme::new) {
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
