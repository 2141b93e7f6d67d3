//! Google, Yahoo, AOL: 16 small letters, blanks do not count.

use super::*;

const CODE: Option<&str> = Some("qwmvzrtkplxbnyhd");

#[test]
fn a_code_of_sixteen_letters_is_recognised_however_it_was_pasted() {
    use Look::{
        ControlCharacters, DigitsForLetters, Empty, ForeignLetters, LooksLikeAccountPassword,
        LooksRight, OtherProvidersCode, WordsOnThePage,
    };
    assert_rows(
        PasswordShape::SixteenLetters,
        &[
            // Right, as shown, as pasted.
            ("qwmvzrtkplxbnyhd", None, LooksRight),
            ("qwmv zrtk plxb nyhd", CODE, LooksRight),
            (" qwmv zrtk plxb nyhd", CODE, LooksRight),
            ("qwmv zrtk plxb nyhd ", CODE, LooksRight),
            ("  qwmv  zrtk  plxb  nyhd  ", CODE, LooksRight),
            ("qwmv\u{a0}zrtk\u{a0}plxb\u{a0}nyhd", CODE, LooksRight),
            ("qwmv\u{202f}zrtk\u{2007}plxb\u{3000}nyhd", CODE, LooksRight),
            ("qwmv\tzrtk\tplxb\tnyhd", CODE, LooksRight),
            ("qwmv zrtk plxb nyhd\n", CODE, LooksRight),
            ("qwmv zrtk plxb nyhd\r\n", CODE, LooksRight),
            ("qwmv\nzrtk\nplxb\nnyhd", CODE, LooksRight),
            ("qwmv zrtk plxb nyhd.", CODE, LooksRight),
            ("qwmvzrtkplxbnyhd.", CODE, LooksRight),
            ("qwmvzrtkplxbnyhd.\n", CODE, LooksRight),
            ("\u{feff}qwmvzrtkplxbnyhd", CODE, LooksRight),
            ("qwmv\u{200b}zrtk\u{200b}plxb\u{200b}nyhd", CODE, LooksRight),
            ("qwmv\u{ad}zrtkplxbnyhd", CODE, LooksRight),
            ("q w m v z r t k p l x b n y h d", CODE, LooksRight),
            ("qwmvzrtk plxbnyhd", CODE, LooksRight),
            // Caps Lock and a telephone's first capital.
            ("QWMV ZRTK PLXB NYHD", CODE, LooksRight),
            ("Qwmv zrtk plxb nyhd", CODE, LooksRight),
            // Too short, too long.
            ("q", None, short(1, 16)),
            ("qwmv", None, short(4, 16)),
            ("qwmv ", Some("qwmv"), short(4, 16)),
            ("qwmv zrtk", Some("qwmvzrtk"), short(8, 16)),
            ("qwmv zrtk plxb", Some("qwmvzrtkplxb"), short(12, 16)),
            ("qwmvzrtkplxbnyh", None, short(15, 16)),
            ("qwmv zrtk plxb nyh", Some("qwmvzrtkplxbnyh"), short(15, 16)),
            ("wmv zrtk plxb nyhd", Some("wmvzrtkplxbnyhd"), short(15, 16)),
            ("qwmvzrtkplxbnyhdd", None, long(17, 16)),
            (
                "qwmv zrtk plxb nyhd q",
                Some("qwmvzrtkplxbnyhdq"),
                long(17, 16),
            ),
            ("qwmvzrtkplxbnyhdqwmv", None, long(20, 16)),
            (
                "qwmvzrtkplxbnyhd qwmvzrtkplxbnyhd",
                Some("qwmvzrtkplxbnyhdqwmvzrtkplxbnyhd"),
                long(32, 16),
            ),
            ("margarita", None, short(9, 16)),
            // The account's own password.
            ("Verano2024!", None, LooksLikeAccountPassword),
            ("hunter2", None, LooksLikeAccountPassword),
            ("Contraseña1", None, LooksLikeAccountPassword),
            ("río-Duero-1985", None, LooksLikeAccountPassword),
            ("MiPerroToby", None, LooksLikeAccountPassword),
            ("12345678", None, LooksLikeAccountPassword),
            ("ana@example.org", None, LooksLikeAccountPassword),
            (
                "correct horse battery staple 7",
                None,
                LooksLikeAccountPassword,
            ),
            (" Verano2024! ", None, LooksLikeAccountPassword),
            (
                "Verano2024!\n",
                Some("Verano2024!"),
                LooksLikeAccountPassword,
            ),
            ("qwmvzrtkplxbnyh7", None, LooksLikeAccountPassword),
            ("QwMvZrTkPlXbNyHd", None, LooksLikeAccountPassword),
            ("ñandúñandúñandúñ", None, LooksLikeAccountPassword),
            ("🐟🐟🐟", None, LooksLikeAccountPassword),
            // Words of the page, examples, the name of the app password.
            ("App passwords", None, WordsOnThePage),
            ("Contraseñas de aplicación", None, WordsOnThePage),
            ("Contraseñas de aplicaciones", None, WordsOnThePage),
            ("contraseña", None, WordsOnThePage),
            ("Your app password for your device", None, WordsOnThePage),
            ("LevelSender 123456", None, WordsOnThePage),
            ("Home Station", None, WordsOnThePage),
            ("Create", None, WordsOnThePage),
            ("Crear", None, WordsOnThePage),
            ("Listo", None, WordsOnThePage),
            ("abcd efgh ijkl mnop", None, WordsOnThePage),
            ("xxxx xxxx xxxx xxxx", None, WordsOnThePage),
            // Another alphabet that looks the same.
            ("qwmvzrtkplxbnyh\u{501}", None, ForeignLetters),
            ("qwmv zrtk plxb nyh\u{501}", None, ForeignLetters),
            ("\u{430}wmvzrtkplxbnyhd", None, ForeignLetters),
            ("qwmvzrtk\u{440}lxbnyhd", None, ForeignLetters),
            ("q\u{3bd}mvzrtkplxbnyhd", None, ForeignLetters),
            ("\u{ff51}wmvzrtkplxbnyhd", None, ForeignLetters),
            // 0 for o, 1 for l.
            ("qwmvzrtkp1xbnyhd", None, DigitsForLetters),
            ("qwmvzrtkp1xbny0d", None, DigitsForLetters),
            // Another provider's code.
            ("qwmv-zrtk-plxb-nyhd", None, OtherProvidersCode),
            ("qwmv-zrtk-plxb-nyh", None, LooksLikeAccountPassword),
            // Nothing, and what can never be sent.
            ("", None, Empty),
            ("   ", Some(""), Empty),
            ("\u{a0}\n", Some(""), Empty),
            ("qwmv\u{0}zrtkplxbnyhd", None, ControlCharacters),
            ("qwmvzrtkplxbnyhd\u{1b}", None, ControlCharacters),
        ],
    );
}
