//! The drawings beside the steps: our own, schematic, without words, so that they serve both languages.

macro_rules! drawings {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)+) => {
        /// A drawing of a step, 320 by 180.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Drawing {
            $($(#[$doc])* $name,)+
        }

        impl Drawing {
            /// All drawings.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its name, for pictures and tests.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $file,)+
                }
            }

            /// The SVG.
            pub const fn svg(self) -> &'static [u8] {
                match self {
                    $(Self::$name => include_bytes!(
                        concat!("../../../assets/guides/", $file, ".svg")
                    ),)+
                }
            }
        }
    };
}

drawings! {
    /// The account's picture at the top right.
    GmailAccount = "gmail-1",
    /// The switch of 2-Step Verification.
    GmailTwoStep = "gmail-2",
    /// The page of app passwords, with its address.
    GmailAppPasswords = "gmail-3",
    /// The field for the name and the button below.
    GmailName = "gmail-4",
    /// The window with the code in four groups.
    GmailCode = "gmail-5",
    /// From the browser into this program.
    GmailPaste = "gmail-6",
    /// The gear and the tab of POP and IMAP.
    GmailPopSettings = "gmail-7",
    /// The second of three round buttons.
    GmailPopFromNowOn = "gmail-8",
    /// The button at the foot of the page.
    GmailPopSave = "gmail-9",
    /// Any provider: the account at the top right.
    Account = "account",
    /// Any provider: a line in a list of settings.
    Page = "page",
    /// Any provider: a name and a button.
    Name = "name",
    /// Any provider: a code and a button to copy it.
    Code = "code",
    /// Any provider: from the browser into this program.
    Paste = "paste",
    /// Any provider: a switch in the settings.
    Switch = "switch",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_well_formed_small_and_without_words_or_outside_references() {
        for drawing in Drawing::ALL {
            let svg = std::str::from_utf8(drawing.svg()).unwrap();
            let name = drawing.name();
            let mut reader = quick_xml::Reader::from_str(svg);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{name}: {error}"),
                }
            }
            for outside in ["<text", "<image", "font", "href", "<style", "<script"] {
                assert!(!svg.contains(outside), "{name}: {outside}");
            }
            assert!(svg.contains("viewBox=\"0 0 320 180\""), "{name}");
            assert!(svg.len() < 6_000, "{name}: {} bytes", svg.len());
        }
    }
}
