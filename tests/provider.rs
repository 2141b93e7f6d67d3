//! Tables: every domain of the catalogue in both roles, and the password field for every shape.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "provider/apple_code.rs"]
mod apple_code;
#[path = "provider/domains.rs"]
mod domains;
#[path = "provider/free_form.rs"]
mod free_form;
#[path = "provider/sixteen_letters.rs"]
mod sixteen_letters;
#[path = "provider/twelve_characters.rs"]
mod twelve_characters;

use home_station::provider::{
    PasswordShape,
    password::{Look, assess},
};

/// A typed text, what is kept of it (none: exactly what was typed) and what the field says.
type Row = (&'static str, Option<&'static str>, Look);

fn short(have: usize, need: usize) -> Look {
    Look::TooShort { have, need }
}

fn long(have: usize, need: usize) -> Look {
    Look::TooLong { have, need }
}

fn assert_rows(shape: PasswordShape, rows: &[Row]) {
    assert!(rows.len() >= 60, "{shape:?}: {} inputs", rows.len());
    for (index, (typed, kept, look)) in rows.iter().enumerate() {
        let repeated = rows[..index].iter().any(|(earlier, _, _)| earlier == typed);
        assert!(!repeated, "{shape:?}: {typed:?} stands twice");
        let assessment = assess(shape, typed);
        assert_eq!(assessment.look, *look, "{shape:?}: {typed:?}");
        assert_eq!(
            assessment.kept.expose(),
            kept.unwrap_or(typed),
            "{shape:?}: {typed:?}"
        );
        let refused = [Look::Empty, Look::ControlCharacters, Look::TooLongToSend];
        assert_eq!(
            assessment.is_usable(),
            !refused.contains(look),
            "{shape:?}: {typed:?}: only these cannot be used anyway"
        );
        if kept.is_none() {
            assert!(!assessment.removed.is_anything(), "{shape:?}: {typed:?}");
        }
    }
}
