//! The password field: what was typed or pasted, compared with the shape the provider's passwords
//! have, before anything is sent.
//!
//! It warns and never forbids (providers change their shapes); only what [`Secret::sendable`]
//! refuses cannot be used. What a paste brought along is taken out only where the shape is known to
//! allow it: at an unknown server the password stays exactly as typed. Copies are wiped.

mod clean;
mod letters;

use zeroize::Zeroizing;

use super::PasswordShape;
use crate::{
    i18n::{FluentValue, Locale},
    secret::{MAX_SECRET_BYTES, Secret},
};

pub use clean::Removed;

/// What the field says about a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Nothing was entered.
    Empty,
    /// It has the provider's shape.
    LooksRight,
    /// Nothing is known against it, nothing for it.
    Plausible,
    /// The beginning of a code.
    TooShort {
        /// Characters there are.
        have: usize,
        /// Characters the code has.
        need: usize,
    },
    /// More than the code.
    TooLong {
        /// Characters there are.
        have: usize,
        /// Characters the code has.
        need: usize,
    },
    /// The account's own password, where only an app password works.
    LooksLikeAccountPassword,
    /// Words of the provider's page, an example, or the name given to the app password.
    WordsOnThePage,
    /// A code in the shape of another provider.
    OtherProvidersCode,
    /// 0 or 1 in a code of letters: o or l were meant.
    DigitsForLetters,
    /// Letters of another alphabet that look like Latin ones.
    ForeignLetters,
    /// A blank or something invisible at an end, or something invisible inside; it was kept.
    OddEnds,
    /// A line break or other control character: cannot be sent.
    ControlCharacters,
    /// More than [`MAX_SECRET_BYTES`]: cannot be sent.
    TooLongToSend,
}

impl Look {
    /// Whether the person should be asked before it is used ("use it anyway").
    pub const fn is_doubtful(self) -> bool {
        match self {
            Self::Empty
            | Self::LooksRight
            | Self::Plausible
            | Self::ControlCharacters
            | Self::TooLongToSend => false,
            Self::TooShort { .. }
            | Self::TooLong { .. }
            | Self::LooksLikeAccountPassword
            | Self::WordsOnThePage
            | Self::OtherProvidersCode
            | Self::DigitsForLetters
            | Self::ForeignLetters
            | Self::OddEnds => true,
        }
    }

    /// The key of its sentence; none where there is nothing to say.
    /// Variables: `provider`; for lengths `have`, `need`, `difference`.
    pub const fn text_key(self, shape: PasswordShape) -> Option<&'static str> {
        Some(match self {
            Self::Empty | Self::Plausible => return None,
            Self::LooksRight => match shape {
                PasswordShape::SixteenLetters => "password-right-sixteen-letters",
                PasswordShape::FourFoursHyphenated => "password-right-four-fours",
                PasswordShape::TwelveCharacters => "password-right-twelve-characters",
                PasswordShape::Code | PasswordShape::AsTyped => return None,
            },
            Self::TooShort { .. } => "password-too-short",
            Self::TooLong { .. } => "password-too-long",
            Self::LooksLikeAccountPassword => "password-account-password",
            Self::WordsOnThePage => "password-words-on-the-page",
            Self::OtherProvidersCode => "password-other-providers-code",
            Self::DigitsForLetters => "password-digits-for-letters",
            Self::ForeignLetters => "password-foreign-letters",
            Self::OddEnds => "password-odd-ends",
            Self::ControlCharacters => "password-control-characters",
            Self::TooLongToSend => "password-too-long-to-send",
        })
    }

    /// Its sentence; empty where there is nothing to say.
    pub fn explain(self, locale: &Locale, shape: PasswordShape, provider_name: &str) -> String {
        let Some(key) = self.text_key(shape) else {
            return String::new();
        };
        let mut values = vec![("provider", FluentValue::from(provider_name.to_owned()))];
        if let Self::TooShort { have, need } | Self::TooLong { have, need } = self {
            values.push(("have", have.into()));
            values.push(("need", need.into()));
            values.push(("difference", have.abs_diff(need).into()));
        }
        locale.text_with(key, values)
    }
}

/// What will be used, what was taken out to get there, and what it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// What will be used.
    pub kept: Secret,
    /// What it looks like.
    pub look: Look,
    /// What was taken out or changed.
    pub removed: Removed,
}

impl Assessment {
    /// Whether it can be sent at all, asked for or not.
    pub fn is_usable(&self) -> bool {
        self.kept.sendable().is_ok()
    }

    fn as_typed(typed: &str, look: Look) -> Self {
        Self {
            kept: Secret::new(typed.to_owned()),
            look,
            removed: Removed::default(),
        }
    }
}

/// Compares what was typed with a shape.
pub fn assess(shape: PasswordShape, typed: &str) -> Assessment {
    if typed.is_empty() {
        return Assessment::as_typed(typed, Look::Empty);
    }
    if typed.len() > MAX_SECRET_BYTES {
        return Assessment::as_typed(typed, Look::TooLongToSend);
    }
    match shape {
        PasswordShape::SixteenLetters => letters::assess(typed, letters::Form::Plain),
        PasswordShape::FourFoursHyphenated => letters::assess(typed, letters::Form::Hyphenated),
        PasswordShape::TwelveCharacters => twelve_characters(typed),
        PasswordShape::Code => {
            // A code whose form is unknown may itself hold blanks; only the page's words are known not to be one.
            let words = clean::clean(typed).is_ok_and(|cleaned| letters::are_words(&cleaned.text));
            if words {
                Assessment::as_typed(typed, Look::WordsOnThePage)
            } else {
                exactly_as_typed(typed)
            }
        }
        PasswordShape::AsTyped => exactly_as_typed(typed),
    }
}

fn exactly_as_typed(typed: &str) -> Assessment {
    let odd = |character: char| character.is_whitespace() || clean::is_invisible(character);
    let foreign = typed.chars().any(clean::is_look_alike)
        && typed
            .chars()
            .any(|character| character.is_ascii_alphabetic());
    let look = if typed.chars().any(char::is_control) {
        Look::ControlCharacters
    } else if typed.starts_with(odd)
        || typed.ends_with(odd)
        || typed.chars().any(clean::is_hidden_oddity)
    {
        Look::OddEnds
    } else if foreign {
        Look::ForeignLetters
    } else {
        Look::Plausible
    };
    Assessment::as_typed(typed, look)
}

/// Zoho: a code of 12 with 2-Step Verification, the account's own password without. So blanks go
/// only where taking them out leaves a code, and they stand at its ends or between equal groups.
fn twelve_characters(typed: &str) -> Assessment {
    const NEED: usize = 12;
    let Ok(cleaned) = clean::clean(typed) else {
        return Assessment::as_typed(typed, Look::ControlCharacters);
    };
    if letters::are_words(&cleaned.text) {
        return Assessment::as_typed(typed, Look::WordsOnThePage);
    }
    let groups: Vec<usize> = typed
        .split(|character: char| character.is_whitespace() || clean::is_invisible(character))
        .map(|group| group.trim_end_matches('.').chars().count())
        .filter(|length| *length > 0)
        .collect();
    let equal_groups = groups
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a == b));
    let is_code = cleaned
        .text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric());
    let have = cleaned.text.len();
    // As the page shows a code: groups of one length, the last one perhaps not whole.
    let in_groups = groups.split_last().is_some_and(|(last, before)| {
        before.iter().all(|length| (3..=4).contains(length))
            && before
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if a == b))
            && before.first().is_some_and(|length| last <= length)
    });
    if is_code && have == NEED && equal_groups {
        return Assessment {
            removed: cleaned.removed,
            look: Look::LooksRight,
            kept: cleaned.secret(),
        };
    }
    let mut assessment = exactly_as_typed(typed);
    if assessment.look == Look::Plausible && is_code && in_groups && have != NEED {
        assessment.look = if have < NEED {
            Look::TooShort { have, need: NEED }
        } else {
            Look::TooLong { have, need: NEED }
        };
    }
    assessment
}

/// The characters in groups of four. The buffer is never moved while it grows.
fn in_fours(text: &str, between: char) -> String {
    let mut grouped = Zeroizing::new(String::with_capacity(text.len() * 2));
    for (index, character) in text.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            grouped.push(between);
        }
        grouped.push(character);
    }
    std::mem::take(&mut *grouped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn every_look_has_its_sentence_in_both_languages() {
        let looks = [
            Look::LooksRight,
            Look::TooShort { have: 15, need: 16 },
            Look::TooLong { have: 17, need: 16 },
            Look::LooksLikeAccountPassword,
            Look::WordsOnThePage,
            Look::OtherProvidersCode,
            Look::DigitsForLetters,
            Look::ForeignLetters,
            Look::OddEnds,
            Look::ControlCharacters,
            Look::TooLongToSend,
        ];
        for language in Language::ALL {
            let locale = Locale::new(language);
            for look in looks {
                for shape in [
                    PasswordShape::SixteenLetters,
                    PasswordShape::FourFoursHyphenated,
                    PasswordShape::TwelveCharacters,
                ] {
                    let text = look.explain(&locale, shape, "Google");
                    assert!(
                        text.contains(' ') && !text.contains('{'),
                        "{look:?}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn one_missing_letter_is_said_as_one() {
        let explain = |language| {
            Look::TooShort { have: 15, need: 16 }.explain(
                &Locale::new(language),
                PasswordShape::SixteenLetters,
                "Gmail",
            )
        };
        assert!(explain(Language::English).contains("one is missing"));
        assert!(explain(Language::Spanish).contains("falta uno"));
    }

    #[test]
    fn an_assessment_never_prints_the_password() {
        let assessment = assess(PasswordShape::AsTyped, "hunter2");
        assert!(!format!("{assessment:?}").contains("hunter2"));
    }
}
