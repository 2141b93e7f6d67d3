//! Our own drawings. They carry their colours themselves and stand on every look.

use iced::Length;
use iced::widget::svg::{Handle, Svg};

use super::Element;
use super::drawing::drawings;
use crate::theme::Theme;

drawings! {
    /// A drawing of ours.
    Picture in "" {
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
