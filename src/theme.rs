//! The look of the window: colours, spaces, sizes of text, radii and elevations.
//!
//! Everything a screen may choose from is named here; a screen itself holds no colour and no
//! number. [`Theme`] is our own type rather than `iced::Theme`, so that a widget reads its colours
//! from a [`Palette`] by what they mean and not by how iced would mix them.

pub(crate) mod catalog;
pub mod palette;

use std::borrow::Cow;

use iced::font::{Family, Weight};
use iced::theme::{Base, Mode, Style};
use iced::{Color, Font, Settings, Shadow, Vector};

pub(crate) use catalog::input;
pub use palette::Palette;

/// Spaces between and within widgets, in logical pixels.
pub mod space {
    /// Between a label and its own help line.
    pub const XXS: f32 = 4.0;
    /// Between an icon and its word.
    pub const XS: f32 = 8.0;
    /// Within a control.
    pub const S: f32 = 12.0;
    /// Between two controls.
    pub const M: f32 = 16.0;
    /// Between two groups, and inside a card.
    pub const L: f32 = 24.0;
    /// Round a page.
    pub const XL: f32 = 32.0;
    /// Above a title.
    pub const XXL: f32 = 48.0;
}

/// The four sizes of text, in logical pixels.
pub mod size {
    /// Help lines, details.
    pub const SMALL: f32 = 13.0;
    /// Everything that is read.
    pub const BODY: f32 = 15.0;
    /// The head of a card or a group.
    pub const HEADING: f32 = 18.0;
    /// The question of a step.
    pub const TITLE: f32 = 27.0;
}

/// Corner radii, in logical pixels.
pub mod radius {
    /// Marks inside a control.
    pub const SMALL: f32 = 5.0;
    /// Controls.
    pub const MEDIUM: f32 = 9.0;
    /// Cards and dialogs.
    pub const LARGE: f32 = 14.0;
    /// A pill or a circle: as round as it gets.
    pub const PILL: f32 = 999.0;
}

/// Measures that belong to the whole window, in logical pixels.
pub mod measure {
    /// The least height and width of anything that can be pressed.
    pub const TARGET: f32 = 40.0;
    /// The widest a page's content gets: longer lines are hard to read.
    pub const PAGE: f32 = 760.0;
    /// The widest a page with two columns gets.
    pub const WIDE_PAGE: f32 = 1040.0;
    /// The width of the rail with the steps.
    pub const RAIL: f32 = 240.0;
    /// From this width on the steps stand in a rail; below, in a bar at the top.
    pub const RAIL_FROM: f32 = 900.0;
    /// The height the rail needs with all steps.
    pub const RAIL_FROM_HEIGHT: f32 = 528.0;
    /// What the colours' button and the languages take: beside each other this width, below one
    /// another this height.
    pub const CORNER: iced::Size = iced::Size::new(316.0, 88.0);
    /// The height of the bar.
    pub const BAR: f32 = 52.0;
    /// A card narrower than this goes below its neighbour.
    pub const COLUMN: f32 = 304.0;
    /// A card to choose, with few words, narrower than this goes below its neighbour.
    pub const CARD: f32 = 256.0;
    /// Neighbours that differ in height by no more than this are made of one height.
    pub const LEVELLED: f32 = 160.0;
    /// A tile narrower than this goes below its neighbour.
    pub const TILE: f32 = 168.0;
    /// A field that would get narrower than this has its buttons below it.
    pub const LEAST_FIELD: f32 = 240.0;
    /// The width of a dialog.
    pub const DIALOG: f32 = 480.0;
    /// The smallest window that shows everything.
    pub const SMALLEST: iced::Size = iced::Size::new(640.0, 440.0);
    /// The small window beside the browser.
    pub const BESIDE: iced::Size = iced::Size::new(384.0, 720.0);
    /// The smallest form of it.
    pub const SMALLEST_BESIDE: iced::Size = iced::Size::new(352.0, 384.0);
    /// The height of a drawing beside a step of a guide.
    pub const DRAWING: f32 = 144.0;
    /// The same in the small window.
    pub const SMALL_DRAWING: f32 = 112.0;
    /// The window at its first start.
    pub const FIRST: iced::Size = iced::Size::new(1040.0, 720.0);
}

/// The name of the bundled family. `l`, `I` and `1` differ in it, which matters for codes.
pub const FAMILY: &str = "IBM Plex Sans";

/// The regular weight: everything that is read.
pub const FONT: Font = Font {
    family: Family::Name(FAMILY),
    ..Font::DEFAULT
};

/// The strong weight: titles, labels, buttons.
///
/// Exactly the weight of the second bundled file. cosmic-text looks a family up in the *exact* weight
/// only; a text in a weight that is not bundled, or in a generic family, may be drawn with iced's
/// icon font, which has no letters: blank (`tests/looks_fonts.rs`).
pub const STRONG: Font = Font {
    family: Family::Name(FAMILY),
    weight: Weight::Semibold,
    ..Font::DEFAULT
};

/// The bundled font files, in the weights of [`FONT`] and [`STRONG`].
pub fn fonts() -> Vec<Cow<'static, [u8]>> {
    vec![
        Cow::Borrowed(include_bytes!("../assets/fonts/IBMPlexSans-Regular.ttf")),
        Cow::Borrowed(include_bytes!("../assets/fonts/IBMPlexSans-SemiBold.ttf")),
    ]
}

/// What iced needs to know before the first frame: our fonts and our size of text.
pub fn settings() -> Settings {
    Settings {
        id: Some("home-station".to_owned()),
        fonts: fonts(),
        default_font: FONT,
        default_text_size: size::BODY.into(),
        antialiasing: true,
        ..Settings::default()
    }
}

/// The window's icon, as bare pixels: no decoder is needed. None if the asset has another size.
pub fn window_icon() -> Option<iced::window::Icon> {
    let pixels = include_bytes!("../assets/app-icon/window.rgba");
    iced::window::icon::from_rgba(pixels.to_vec(), 64, 64).ok()
}

/// Which palette is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Look {
    /// Dark text on white.
    #[default]
    Light,
    /// Light text on deep blue.
    Dark,
    /// White on black with full lines, for low sight.
    HighContrast,
}

impl Look {
    /// All looks, in the order in which a choice shows them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// A short English name, for file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }
}

/// The theme every widget of ours is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    look: Look,
    palette: &'static Palette,
}

impl Theme {
    /// The theme of a look.
    pub const fn new(look: Look) -> Self {
        let palette = match look {
            Look::Light => &palette::LIGHT,
            Look::Dark => &palette::DARK,
            Look::HighContrast => &palette::HIGH_CONTRAST,
        };
        Self { look, palette }
    }

    /// Which look this is.
    pub const fn look(&self) -> Look {
        self.look
    }

    /// The colours.
    pub const fn palette(&self) -> &'static Palette {
        self.palette
    }

    /// The shadow of what floats over the page, a dialog.
    ///
    /// Nothing that scrolls may have a shadow of iced's: `iced_tiny_skia` 0.14 draws shadows without
    /// their clip (`engine.rs`), so they would show through the footer. See [`Elevation`].
    pub fn floating_shadow(&self) -> Shadow {
        Shadow {
            color: self.palette().shadow,
            offset: Vector::new(0.0, 8.0),
            blur_radius: 28.0,
        }
    }
}

/// How far something stands above the page. A dialog has [`Theme::floating_shadow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Elevation {
    /// On the page.
    #[default]
    Flat,
    /// A card that can be picked: it has an edge below.
    Raised,
}

/// What a piece of text or an icon means, and so which colour it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// The colour of what it stands in.
    #[default]
    Inherit,
    /// What is read.
    Text,
    /// What explains.
    Muted,
    /// What can be pressed, or is under way.
    Accent,
    /// What went well.
    Success,
    /// What needs a look.
    Warning,
    /// What went wrong.
    Danger,
}

impl Tone {
    /// The colour in a theme; none where it is inherited.
    pub const fn color(self, theme: &Theme) -> Option<Color> {
        let palette = theme.palette();
        match self {
            Self::Inherit => None,
            Self::Text => Some(palette.text),
            Self::Muted => Some(palette.text_muted),
            Self::Accent => Some(palette.accent_text),
            Self::Success => Some(palette.success),
            Self::Warning => Some(palette.warning),
            Self::Danger => Some(palette.danger),
        }
    }
}

impl Base for Theme {
    fn default(preference: Mode) -> Self {
        Self::new(match preference {
            Mode::None | Mode::Light => Look::Light,
            Mode::Dark => Look::Dark,
        })
    }

    fn mode(&self) -> Mode {
        match self.look {
            Look::Light => Mode::Light,
            Look::Dark | Look::HighContrast => Mode::Dark,
        }
    }

    fn base(&self) -> Style {
        Style {
            background_color: self.palette().canvas,
            text_color: self.palette().text,
        }
    }

    fn palette(&self) -> Option<iced::theme::Palette> {
        let palette = self.palette();
        Some(iced::theme::Palette {
            background: palette.canvas,
            text: palette.text,
            primary: palette.accent,
            success: palette.success,
            warning: palette.warning,
            danger: palette.danger,
        })
    }

    fn name(&self) -> &str {
        self.look.name()
    }
}
