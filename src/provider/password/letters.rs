//! Codes of 16 small letters: plain (Google, Yahoo, AOL) or in four groups with hyphens (Apple).

use zeroize::Zeroizing;

use super::{
    Assessment, Look,
    clean::{clean, is_look_alike},
    in_fours,
};
use crate::secret::Secret;

/// Letters of a code.
const NEED: usize = 16;

/// How the letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Together; blanks do not count.
    Plain,
    /// `xxxx-xxxx-xxxx-xxxx`.
    Hyphenated,
}

/// Compares with a code of 16 letters.
pub(super) fn assess(typed: &str, form: Form) -> Assessment {
    let Ok(mut cleaned) = clean(typed) else {
        return Assessment::as_typed(typed, Look::ControlCharacters);
    };
    if cleaned.text.is_empty() {
        return Assessment::as_typed("", Look::Empty);
    }
    if are_words(&cleaned.text) {
        return doubtful(typed, cleaned.secret(), Look::WordsOnThePage);
    }
    let hyphens = cleaned.text.chars().filter(|c| is_hyphen(*c)).count();
    let mut letters = Zeroizing::new(String::with_capacity(typed.len()));
    letters.extend(cleaned.text.chars().filter(|c| !is_hyphen(*c)));
    let have = letters.chars().count();
    let is_letter = |character: char| character.is_ascii_alphabetic();

    if form == Form::Plain && hyphens > 0 {
        let four_fours = cleaned
            .text
            .split(is_hyphen)
            .map(|group| group.chars().count());
        let apple = four_fours.eq([4; 4]) && letters.chars().all(is_letter);
        let look = if apple {
            Look::OtherProvidersCode
        } else {
            Look::LooksLikeAccountPassword
        };
        return doubtful(typed, cleaned.secret(), look);
    }
    if letters.chars().all(|c| is_letter(c) || is_look_alike(c)) && !letters.is_ascii() {
        return doubtful(typed, cleaned.secret(), Look::ForeignLetters);
    }
    if !letters.chars().all(is_letter) {
        let read_wrongly = have == NEED
            && letters
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '0' || c == '1');
        let look = if read_wrongly {
            Look::DigitsForLetters
        } else {
            Look::LooksLikeAccountPassword
        };
        return doubtful(typed, cleaned.secret(), look);
    }
    let capitals = letters.bytes().filter(u8::is_ascii_uppercase).count();
    // Caps Lock, or a telephone's capital at the beginning. Others were chosen by somebody.
    let first_only = capitals == 1 && letters.starts_with(|c: char| c.is_ascii_uppercase());
    if capitals > 0 && capitals != have && !first_only {
        return doubtful(typed, cleaned.secret(), Look::LooksLikeAccountPassword);
    }
    letters.make_ascii_lowercase();
    cleaned.removed.lowered = capitals > 0;
    let look = match have {
        NEED => Look::LooksRight,
        ..NEED => Look::TooShort { have, need: NEED },
        _ => Look::TooLong { have, need: NEED },
    };
    let kept = match form {
        Form::Hyphenated if have == NEED => {
            cleaned.removed.hyphens_added = hyphens < 3;
            in_fours(&letters, '-')
        }
        Form::Hyphenated => std::mem::take(&mut *cleaned.text),
        Form::Plain => std::mem::take(&mut *letters),
    };
    Assessment {
        kept: Secret::new(kept),
        look,
        removed: cleaned.removed,
    }
}

/// What does not look like a code stays as typed, so that "use it anyway" uses just that; only a
/// text that could not be sent (a line break in it) is kept as cleaned.
fn doubtful(typed: &str, cleaned: Secret, look: Look) -> Assessment {
    if typed.chars().any(char::is_control) {
        return Assessment {
            kept: cleaned,
            look,
            removed: clean(typed)
                .map(|cleaned| cleaned.removed)
                .unwrap_or_default(),
        };
    }
    Assessment::as_typed(typed, look)
}

/// The hyphen and what word processors make of it.
const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Words that give themselves away wherever they stand, in small letters and without blanks.
const PHRASES: &[&str] = &[
    "apppassword",
    "app-specificpassword",
    "appspecificpassword",
    "contraseñadeaplicaci",
    "contraseñasdeaplicaci",
    "contrasenadeaplicaci",
    "contrasenasdeaplicaci",
    "contraseñadeapp",
    "contraseñasdeapp",
    "contraseñaespecífica",
    "contraseñasespecíficas",
    "contraseñadelaaplicaci",
    "yourdevice",
    "sudispositivo",
    "tudispositivo",
    "securemailkey",
    "authorizationcode",
    "generatepassword",
    "generarcontraseña",
    "levelsender",
    "homestation",
    "2-stepverification",
    "verificaciónendospasos",
];

/// Words and examples that are something else when they are part of more.
const WHOLE_TEXTS: &[&str] = &[
    "password",
    "contraseña",
    "contrasena",
    "create",
    "crear",
    "generate",
    "generar",
    "done",
    "listo",
    "hecho",
    "copy",
    "copiar",
    "mail",
    "correo",
    "xxxxxxxxxxxxxxxx",
    "xxxx-xxxx-xxxx-xxxx",
    "abcdefghijklmnop",
    "abcd-efgh-ijkl-mnop",
];

/// Whether the text (without blanks) is something the page says rather than the code it shows.
pub(super) fn are_words(text: &str) -> bool {
    let mut lower = Zeroizing::new(String::with_capacity(text.len() * 3));
    lower.extend(text.chars().flat_map(char::to_lowercase));
    let lower = lower.trim_end_matches(':');
    PHRASES.iter().any(|phrase| lower.contains(phrase)) || WHOLE_TEXTS.contains(&lower)
}
