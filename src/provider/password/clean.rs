//! Taking out what a paste brings along, and telling characters that deceive the eye.

use zeroize::Zeroizing;

use crate::secret::Secret;

/// What was taken out of a paste, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Removed {
    /// Blanks and tabulators.
    pub blanks: usize,
    /// Non-breaking and other special blanks.
    pub special_blanks: usize,
    /// Line breaks (CR LF counts as two).
    pub line_breaks: usize,
    /// Characters without width, such as U+200B.
    pub invisible: usize,
    /// Whether a full stop at the end was taken out.
    pub full_stop: bool,
    /// Whether capitals became small letters.
    pub lowered: bool,
    /// Whether missing hyphens were put in.
    pub hyphens_added: bool,
}

impl Removed {
    /// Whether what is kept differs from what was typed.
    pub fn is_anything(self) -> bool {
        self != Self::default()
    }

    /// The keys of what was done, for a short line below the field.
    pub fn text_keys(self) -> Vec<&'static str> {
        let blanks = self.blanks + self.special_blanks + self.line_breaks + self.invisible > 0;
        [
            (blanks, "password-removed-blanks"),
            (self.full_stop, "password-removed-full-stop"),
            (self.lowered, "password-changed-capitals"),
            (self.hyphens_added, "password-added-hyphens"),
        ]
        .into_iter()
        .filter_map(|(happened, key)| happened.then_some(key))
        .collect()
    }
}

/// The text without blanks, and what was taken out of it.
pub(super) struct Cleaned {
    pub(super) text: Zeroizing<String>,
    pub(super) removed: Removed,
}

impl Cleaned {
    /// The text as a secret, without another copy.
    pub(super) fn secret(mut self) -> Secret {
        Secret::new(std::mem::take(&mut *self.text))
    }
}

/// A control character that is no blank and no line break.
pub(super) struct ControlCharacter;

/// Takes out blanks of every kind, line breaks, what has no width, and one full stop at the end.
pub(super) fn clean(typed: &str) -> Result<Cleaned, ControlCharacter> {
    // Room for all of it and three hyphens: a buffer that moved would leave a copy behind.
    let mut text = Zeroizing::new(String::with_capacity(typed.len() + 3));
    let mut removed = Removed::default();
    for character in typed.chars() {
        match character {
            ' ' | '\t' => removed.blanks += 1,
            '\r' | '\n' => removed.line_breaks += 1,
            control if control.is_control() => return Err(ControlCharacter),
            blank if blank.is_whitespace() => removed.special_blanks += 1,
            hidden if is_invisible(hidden) => removed.invisible += 1,
            kept => text.push(kept),
        }
    }
    if text.len() > 1 && text.ends_with('.') {
        let _ = text.pop();
        removed.full_stop = true;
    }
    Ok(Cleaned { text, removed })
}

/// Characters without width that pages and messengers put between letters.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// What cannot be told from an ordinary blank, or not seen at all, inside a password.
pub(super) fn is_hidden_oddity(character: char) -> bool {
    is_invisible(character) || (character.is_whitespace() && character != ' ')
}

/// Letters of alphabets whose letters can be taken for Latin ones: Greek, Cyrillic, Armenian,
/// full width, mathematical ([UTS 39](https://www.unicode.org/reports/tr39/)).
pub(super) const fn is_look_alike(character: char) -> bool {
    matches!(character,
        '\u{370}'..='\u{58f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1f00}'..='\u{1fff}' | '\u{2de0}'..='\u{2dff}'
        | '\u{a640}'..='\u{a69f}' | '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}')
}
