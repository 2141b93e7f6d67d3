//! The window's icon.

use iced::window::{Icon, icon};

/// 64 by 64 pixels in RGBA order, made from `assets/app-icon.svg` (see `assets/README.md`).
const PIXELS: &[u8] = include_bytes!("../../assets/app-icon-64.rgba");

/// The icon; none if the bytes are no picture, which a test refuses.
pub(super) fn icon() -> Option<Icon> {
    icon::from_rgba(PIXELS.to_vec(), 64, 64).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_icon_is_a_picture() {
        assert!(super::icon().is_some());
    }
}
