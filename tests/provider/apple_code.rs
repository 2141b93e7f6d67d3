//! Apple: four groups of four small letters with hyphens.

use super::*;

const CODE: Option<&str> = Some("qwmv-zrtk-plxb-nyhd");

#[test]
fn a_code_of_apple_keeps_its_hyphens_however_it_was_pasted() {
    use Look::{
        ControlCharacters, DigitsForLetters, Empty, ForeignLetters, LooksLikeAccountPassword,
        LooksRight, WordsOnThePage,
    };
    assert_rows(
        PasswordShape::FourFoursHyphenated,
        &[
            // Right, as shown, as pasted.
            ("qwmv-zrtk-plxb-nyhd", None, LooksRight),
            (" qwmv-zrtk-plxb-nyhd", CODE, LooksRight),
            ("qwmv-zrtk-plxb-nyhd ", CODE, LooksRight),
            ("qwmv - zrtk - plxb - nyhd", CODE, LooksRight),
            ("qwmv-zrtk-\nplxb-nyhd", CODE, LooksRight),
            ("qwmv-zrtk-plxb-nyhd\n", CODE, LooksRight),
            ("qwmv-zrtk-plxb-nyhd\r\n", CODE, LooksRight),
            ("qwmv-zrtk-plxb-nyhd.", CODE, LooksRight),
            ("qwmv-zrtk-plxb-nyhd\u{a0}", CODE, LooksRight),
            ("\u{a0}qwmv-zrtk-plxb-nyhd", CODE, LooksRight),
            ("\u{feff}qwmv-zrtk-plxb-nyhd", CODE, LooksRight),
            ("qwmv\u{200b}-zrtk-plxb-nyhd", CODE, LooksRight),
            ("\tqwmv-zrtk-plxb-nyhd", CODE, LooksRight),
            // Other hyphens, and none.
            ("qwmv\u{2010}zrtk\u{2010}plxb\u{2010}nyhd", CODE, LooksRight),
            ("qwmv\u{2011}zrtk\u{2011}plxb\u{2011}nyhd", CODE, LooksRight),
            ("qwmv\u{2013}zrtk\u{2013}plxb\u{2013}nyhd", CODE, LooksRight),
            ("qwmv\u{2014}zrtk\u{2014}plxb\u{2014}nyhd", CODE, LooksRight),
            ("qwmv\u{2212}zrtk\u{2212}plxb\u{2212}nyhd", CODE, LooksRight),
            ("qwmvzrtkplxbnyhd", CODE, LooksRight),
            ("qwmv zrtk plxb nyhd", CODE, LooksRight),
            ("qwmv-zrtk plxb-nyhd", CODE, LooksRight),
            // Caps Lock and a telephone's first capital.
            ("QWMV-ZRTK-PLXB-NYHD", CODE, LooksRight),
            ("Qwmv-zrtk-plxb-nyhd", CODE, LooksRight),
            // Too short, too long.
            ("q", None, short(1, 16)),
            ("qwmv", None, short(4, 16)),
            ("qwmv-", None, short(4, 16)),
            ("qwmv-zrtk", None, short(8, 16)),
            ("qwmv-zrtk-plxb", None, short(12, 16)),
            ("qwmv-zrtk-plxb-", None, short(12, 16)),
            ("qwmv-zrtk-plxb-nyh", None, short(15, 16)),
            (
                "qwmv-zrtk-plxb-nyh ",
                Some("qwmv-zrtk-plxb-nyh"),
                short(15, 16),
            ),
            ("wmv-zrtk-plxb-nyhd", None, short(15, 16)),
            ("qwmv-zrtk-plxb-nyhdd", None, long(17, 16)),
            ("qwmv-zrtk-plxb-nyhd-qwmv", None, long(20, 16)),
            ("qwmvzrtkplxbnyhdq", None, long(17, 16)),
            ("margarita", None, short(9, 16)),
            // The account's own password.
            ("Verano2024!", None, LooksLikeAccountPassword),
            ("hunter2", None, LooksLikeAccountPassword),
            ("Contraseña1", None, LooksLikeAccountPassword),
            ("río-Duero-1985", None, LooksLikeAccountPassword),
            ("MiPerroToby", None, LooksLikeAccountPassword),
            ("12345678", None, LooksLikeAccountPassword),
            ("ana@icloud.com", None, LooksLikeAccountPassword),
            ("Qwmv-Zrtk-Plxb-Nyhd", None, LooksLikeAccountPassword),
            ("fohkac-3qixbo-cidBar", None, LooksLikeAccountPassword),
            (
                "Verano2024!\n",
                Some("Verano2024!"),
                LooksLikeAccountPassword,
            ),
            ("qwmv-zrtk-plxb-nyh7", None, LooksLikeAccountPassword),
            ("1234-5678-9012-3456", None, LooksLikeAccountPassword),
            // Words of the page, examples, the name of the app password.
            ("App-Specific Passwords", None, WordsOnThePage),
            ("app-specific password", None, WordsOnThePage),
            ("Contraseñas de apps", None, WordsOnThePage),
            ("Contraseñas específicas de apps", None, WordsOnThePage),
            ("xxxx-xxxx-xxxx-xxxx", None, WordsOnThePage),
            ("abcd-efgh-ijkl-mnop", None, WordsOnThePage),
            ("Generate", None, WordsOnThePage),
            ("Home Station", None, WordsOnThePage),
            ("Crear", None, WordsOnThePage),
            ("Done", None, WordsOnThePage),
            // Another alphabet that looks the same; 1 for l.
            ("qwmv-zrtk-plxb-nyh\u{501}", None, ForeignLetters),
            ("\u{430}wmv-zrtk-plxb-nyhd", None, ForeignLetters),
            ("qwmv-zrtk-\u{440}lxb-nyhd", None, ForeignLetters),
            ("qwmv-zrtk-p1xb-nyhd", None, DigitsForLetters),
            ("qwmv-zrtk-plxb-ny0d", None, DigitsForLetters),
            // Nothing, and what can never be sent.
            ("", None, Empty),
            ("  ", Some(""), Empty),
            ("qwmv-zrtk-plxb\u{7}-nyhd", None, ControlCharacters),
        ],
    );
}
