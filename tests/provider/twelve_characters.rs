//! Zoho: 12 characters with 2-Step Verification, any password without.

use super::*;

const CODE: Option<&str> = Some("aB3dE5gH7jK9");

#[test]
fn a_code_of_zoho_is_recognised_and_an_own_password_is_left_alone() {
    use Look::{
        ControlCharacters, Empty, ForeignLetters, LooksRight, OddEnds, Plausible, WordsOnThePage,
    };
    assert_rows(
        PasswordShape::TwelveCharacters,
        &[
            // Right, as shown, as pasted.
            ("aB3dE5gH7jK9", None, LooksRight),
            (" aB3dE5gH7jK9", CODE, LooksRight),
            ("aB3dE5gH7jK9 ", CODE, LooksRight),
            ("  aB3dE5gH7jK9  ", CODE, LooksRight),
            ("aB3dE5gH7jK9\n", CODE, LooksRight),
            ("aB3dE5gH7jK9\r\n", CODE, LooksRight),
            ("aB3dE5gH7jK9\t", CODE, LooksRight),
            ("aB3d E5gH 7jK9", CODE, LooksRight),
            ("aB3d\u{a0}E5gH\u{a0}7jK9", CODE, LooksRight),
            ("aB3 dE5 gH7 jK9", CODE, LooksRight),
            ("aB3dE5 gH7jK9", CODE, LooksRight),
            ("\u{a0}aB3dE5gH7jK9", CODE, LooksRight),
            ("\u{feff}aB3dE5gH7jK9", CODE, LooksRight),
            ("aB3dE5gH7jK9\u{200b}", CODE, LooksRight),
            ("aB3dE5gH7jK9.", CODE, LooksRight),
            ("aB3d\nE5gH\n7jK9", CODE, LooksRight),
            ("abcdefghijkm", None, LooksRight),
            ("123456789012", None, LooksRight),
            ("AAAABBBBCCCC", None, LooksRight),
            ("qwertzuiop12", None, LooksRight),
            // In groups, but not all of it.
            ("aB3d E5gH 7jK", None, short(11, 12)),
            ("aB3d E5gH", None, short(8, 12)),
            ("aB3 dE5 gH7", None, short(9, 12)),
            ("aB3d E5gH 7jK9 x", None, long(13, 12)),
            ("aB3d E5gH 7jK9 m2N4", None, long(16, 12)),
            // The account's own password: nothing to say, nothing to take out.
            ("Verano2024!", None, Plausible),
            ("hunter2", None, Plausible),
            ("Contraseña1", None, Plausible),
            ("río-Duero-1985", None, Plausible),
            ("MiPerroToby", None, Plausible),
            ("12345678", None, Plausible),
            ("ana@example.org", None, Plausible),
            ("aB3dE5gH7jK", None, Plausible),
            ("aB3dE5gH7jK9m", None, Plausible),
            ("aB3dE5gH7jK!", None, Plausible),
            ("correct horse battery staple", None, Plausible),
            ("mi perro toby", None, Plausible),
            ("el gato come8", None, Plausible),
            ("agua del pozo 7", None, Plausible),
            ("пароль", None, Plausible),
            ("пароль 2024", None, Plausible),
            ("contraseñazo1", None, Plausible),
            ("....", None, Plausible),
            ("a", None, Plausible),
            ("Verano2024.", None, Plausible),
            ("🐟🐟🐟", None, Plausible),
            ("aB3d-E5gH-7jK9", None, Plausible),
            // An own password may have a blank at its end: kept, and said.
            ("Verano2024! ", None, OddEnds),
            (" Verano2024!", None, OddEnds),
            ("Verano2024!\u{a0}", None, OddEnds),
            ("hunter2 ", None, OddEnds),
            ("Ver\u{200b}ano2024!", None, OddEnds),
            ("Ver\u{a0}ano2024!", None, OddEnds),
            (" ", None, OddEnds),
            // Words of the page.
            ("App passwords", None, WordsOnThePage),
            ("Contraseñas de aplicación", None, WordsOnThePage),
            ("Home Station", None, WordsOnThePage),
            ("LevelSender 123456", None, WordsOnThePage),
            ("Generate", None, WordsOnThePage),
            ("password", None, WordsOnThePage),
            // Another alphabet between Latin letters.
            ("\u{430}B3dE5gH7jK9", None, ForeignLetters),
            ("aB3dE5gH7j\u{41a}9", None, ForeignLetters),
            ("p\u{430}ssword1!", None, ForeignLetters),
            // Nothing, and what can never be sent.
            ("", None, Empty),
            ("Verano\n2024!", None, ControlCharacters),
            ("Verano2024!\r\n", None, ControlCharacters),
            ("aB3d\u{0}E5gH7jK9", None, ControlCharacters),
        ],
    );
}
