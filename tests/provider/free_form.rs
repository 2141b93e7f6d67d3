//! Codes of unknown form, and any password at an unknown server: exactly as typed.

use super::*;

/// What holds for both.
const COMMON: &[Row] = &[
    ("qwmvzrtkplxbnyhd", None, Look::Plausible),
    ("qwmv zrtk plxb nyhd", None, Look::Plausible),
    ("qwmv-zrtk-plxb-nyhd", None, Look::Plausible),
    ("aB3dE5gH7jK9", None, Look::Plausible),
    ("Verano2024!", None, Look::Plausible),
    ("Verano2024.", None, Look::Plausible),
    ("hunter2", None, Look::Plausible),
    ("Contraseña1", None, Look::Plausible),
    ("río-Duero-1985", None, Look::Plausible),
    ("MiPerroToby", None, Look::Plausible),
    ("12345678", None, Look::Plausible),
    ("0", None, Look::Plausible),
    ("a", None, Look::Plausible),
    (".", None, Look::Plausible),
    ("\\", None, Look::Plausible),
    ("\"", None, Look::Plausible),
    ("'; DROP TABLE", None, Look::Plausible),
    ("{0}", None, Look::Plausible),
    ("ana@example.org", None, Look::Plausible),
    ("correct horse battery staple", None, Look::Plausible),
    ("dos  blancos dentro", None, Look::Plausible),
    ("ñandú", None, Look::Plausible),
    ("Größe!", None, Look::Plausible),
    ("пароль", None, Look::Plausible),
    ("пароль 2024", None, Look::Plausible),
    ("κωδικός", None, Look::Plausible),
    ("密码123", None, Look::Plausible),
    ("🐟🐟🐟", None, Look::Plausible),
    ("e\u{301}tude", None, Look::Plausible),
    ("AAAA", None, Look::Plausible),
    ("aaaa.bbbb.cccc", None, Look::Plausible),
    ("100 %", None, Look::Plausible),
    ("-", None, Look::Plausible),
    ("--help", None, Look::Plausible),
    // Odd ends are kept and said.
    (" hunter2", None, Look::OddEnds),
    ("hunter2 ", None, Look::OddEnds),
    ("  hunter2  ", None, Look::OddEnds),
    ("hunter2\u{a0}", None, Look::OddEnds),
    ("\u{a0}hunter2", None, Look::OddEnds),
    ("hunter2\u{202f}", None, Look::OddEnds),
    ("hunter2\u{3000}", None, Look::OddEnds),
    ("\u{feff}hunter2", None, Look::OddEnds),
    ("hunter2\u{200b}", None, Look::OddEnds),
    ("hun\u{200b}ter2", None, Look::OddEnds),
    ("hun\u{a0}ter2", None, Look::OddEnds),
    ("hun\u{ad}ter2", None, Look::OddEnds),
    ("qwmv zrtk plxb nyhd ", None, Look::OddEnds),
    (" ", None, Look::OddEnds),
    ("\u{200f}", None, Look::OddEnds),
    // Another alphabet between Latin letters.
    ("p\u{430}ssword1!", None, Look::ForeignLetters),
    ("hunt\u{435}r2", None, Look::ForeignLetters),
    ("h\u{3c5}nter2", None, Look::ForeignLetters),
    ("\u{ff48}unter2", None, Look::ForeignLetters),
    ("Верано2024x", None, Look::ForeignLetters),
    // Nothing, and what can never be sent.
    ("", None, Look::Empty),
    ("hunter2\n", None, Look::ControlCharacters),
    ("hunter2\r\n", None, Look::ControlCharacters),
    ("hun\nter2", None, Look::ControlCharacters),
    ("x\r\nDELE 1", None, Look::ControlCharacters),
    ("hunter2\t", None, Look::ControlCharacters),
    ("hunter2\u{0}", None, Look::ControlCharacters),
    ("hunter2\u{85}", None, Look::ControlCharacters),
    ("hunter2\u{7f}", None, Look::ControlCharacters),
];

#[test]
fn at_an_unknown_server_every_password_stays_exactly_as_typed() {
    let mut rows = COMMON.to_vec();
    // Even these may be somebody's password there.
    rows.extend([
        ("App passwords", None, Look::Plausible),
        ("password", None, Look::Plausible),
        ("LevelSender 123456", None, Look::Plausible),
    ]);
    assert_rows(PasswordShape::AsTyped, &rows);
}

#[test]
fn a_code_of_unknown_form_stays_as_typed_and_the_words_of_the_page_are_recognised() {
    let mut rows = COMMON.to_vec();
    rows.extend([
        ("App passwords", None, Look::WordsOnThePage),
        ("Contraseña de aplicación", None, Look::WordsOnThePage),
        ("Secure Mail Key", None, Look::WordsOnThePage),
        ("password", None, Look::WordsOnThePage),
        ("LevelSender 123456", None, Look::WordsOnThePage),
    ]);
    assert_rows(PasswordShape::Code, &rows);
}

#[test]
fn a_text_that_is_no_password_by_its_length_is_not_sent() {
    let page = "x".repeat(home_station::secret::MAX_SECRET_BYTES + 1);
    for shape in [PasswordShape::SixteenLetters, PasswordShape::AsTyped] {
        let assessment = assess(shape, &page);
        assert_eq!(assessment.look, Look::TooLongToSend);
        assert!(!assessment.is_usable());
    }
}
