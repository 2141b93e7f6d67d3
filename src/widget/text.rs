//! Text in the four sizes. Colours by meaning, never by number.

use iced::widget::text::{LineHeight, Wrapping};

use super::Words;
use crate::theme::{STRONG, Theme, Tone, size};

/// Text in our theme; everything of iced's text can be set on it.
pub type Text<'a> = iced::widget::Text<'a, Theme>;

/// The question of a step.
pub fn title<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    Text::new(words.into())
        .size(size::TITLE)
        .font(STRONG)
        .line_height(LineHeight::Relative(1.2))
}

/// The head of a card or a group.
pub fn heading<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    Text::new(words.into())
        .size(size::HEADING)
        .font(STRONG)
        .line_height(LineHeight::Relative(1.3))
}

/// What is read.
pub fn body<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    Text::new(words.into())
        .size(size::BODY)
        .line_height(LineHeight::Relative(1.45))
}

/// The same, strong: labels, names.
pub fn strong<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    Text::new(words.into())
        .size(size::BODY)
        .font(STRONG)
        .line_height(LineHeight::Relative(1.35))
}

/// The same, as an explanation.
pub fn muted<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    toned(body(words), Tone::Muted)
}

/// A help line.
pub fn small<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    toned(
        Text::new(words.into())
            .size(size::SMALL)
            .line_height(LineHeight::Relative(1.4)),
        Tone::Muted,
    )
}

/// Codes, host names, what a server said: may break anywhere, so that nothing runs out of its box.
pub fn verbatim<'a>(words: impl Into<Words<'a>>) -> Text<'a> {
    Text::new(words.into())
        .size(size::SMALL)
        .line_height(LineHeight::Relative(1.4))
        .wrapping(Wrapping::WordOrGlyph)
}

/// Text in the colour of a meaning.
pub fn toned(text: Text<'_>, tone: Tone) -> Text<'_> {
    text.style(move |theme: &Theme| iced::widget::text::Style {
        color: tone.color(theme),
    })
}
