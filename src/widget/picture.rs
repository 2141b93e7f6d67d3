//! Our own drawings. They carry their colours themselves and stand on every look.

use std::sync::OnceLock;

use iced::Length;
use iced::widget::svg::{Handle, Svg};

use super::Element;
use crate::theme::Theme;

macro_rules! pictures {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)+) => {
        /// A drawing of ours.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Picture {
            $($(#[$doc])* $name,)+
        }

        impl Picture {
            /// All drawings.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The drawing. Made once: a handle is the hash of its bytes.
            pub fn handle(self) -> Handle {
                match self {
                    $(Self::$name => {
                        static HANDLE: OnceLock<Handle> = OnceLock::new();
                        HANDLE.get_or_init(|| Handle::from_memory(
                            include_bytes!(concat!("../../assets/", $file, ".svg")).as_slice(),
                        ))
                    })+
                }
                .clone()
            }
        }
    };
}

pictures! {
    /// The mark of the program.
    Mark = "app-icon",
    /// A PC that takes mail in.
    Station = "illustrations/station",
    /// A device on a gauge that sends mail.
    Sender = "illustrations/sender",
    /// It works.
    Success = "illustrations/success",
    /// The surface of the water in the rail.
    Wave = "illustrations/wave",
}

/// A drawing on its own.
pub fn large<'a, M: 'a>(picture: Picture) -> Element<'a, M> {
    drawing(picture.handle(), 132.0)
}

/// A drawing in a card.
pub fn small<'a, M: 'a>(picture: Picture) -> Element<'a, M> {
    drawing(picture.handle(), 96.0)
}

/// A drawing in a line of text: the mark of the program.
pub fn tiny<'a, M: 'a>(picture: Picture) -> Element<'a, M> {
    drawing(picture.handle(), 30.0)
}

/// Any drawing of a height; as wide as it is.
pub(crate) fn drawing<'a, M: 'a>(handle: Handle, height: f32) -> Element<'a, M> {
    Svg::<Theme>::new(handle)
        .width(Length::Shrink)
        .height(height)
        .into()
}
