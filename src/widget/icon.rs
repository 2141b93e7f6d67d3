//! Small icons, drawn in the colour of the text beside them.
//!
//! They are taken from Lucide (<https://lucide.dev>, ISC; `assets/icons/LICENSE`), only those used.

use iced::advanced::layout::{self, Layout};
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::widget::tree::Tree;
use iced::advanced::{Widget, mouse, renderer};
use iced::{Length, Rectangle, Size};

use super::Element;
use super::drawing::drawings;
use crate::theme::{Theme, Tone};

drawings! {
    /// An icon of the set.
    Icon in "icons/" {
        /// Done.
        Check = "check",
        /// Close, remove.
        Cross = "x",
        /// Onwards.
        ArrowRight = "arrow-right",
        /// Back.
        ArrowLeft = "arrow-left",
        /// Opens downwards.
        ChevronDown = "chevron-down",
        /// Closes upwards.
        ChevronUp = "chevron-up",
        /// Leads further.
        ChevronRight = "chevron-right",
        /// Show.
        Eye = "eye",
        /// Hide.
        EyeOff = "eye-off",
        /// Paste.
        Paste = "clipboard-paste",
        /// Copy.
        Copy = "copy",
        /// Went well.
        CircleCheck = "circle-check",
        /// Went wrong.
        CircleCross = "circle-x",
        /// Look here.
        CircleAlert = "circle-alert",
        /// A warning.
        Warning = "triangle-alert",
        /// An explanation.
        Info = "info",
        /// A question.
        Help = "circle-question-mark",
        /// A mail.
        Mail = "mail",
        /// A server.
        Server = "server",
        /// Outgoing.
        Send = "send",
        /// Incoming.
        Inbox = "inbox",
        /// Opens the browser.
        External = "external-link",
        /// A password.
        Key = "key-round",
        /// Advanced settings.
        Settings = "settings",
        /// A computer.
        Monitor = "monitor",
        /// A device with radio.
        Radio = "radio-tower",
        /// Again.
        Refresh = "refresh-cw",
        /// Remove.
        Trash = "trash-2",
        /// Edit.
        Pencil = "pencil",
        /// Add.
        Plus = "plus",
        /// Not yet.
        Clock = "clock",
        /// Practice.
        Practice = "flask-conical",
        /// Save.
        Save = "save",
        /// Download.
        Download = "download",
        /// Colours: light, dark.
        Contrast = "contrast",
        /// A small window over a large one.
        Beside = "picture-in-picture-2",
        /// The full window again.
        Full = "maximize-2",
        /// Left out.
        Minus = "minus",
    }
}

/// An icon as an element.
#[derive(Debug, Clone)]
pub struct Drawn {
    icon: Icon,
    size: f32,
    tone: Tone,
}

/// An icon beside a word, in the word's colour.
pub fn icon(icon: Icon) -> Drawn {
    Drawn {
        icon,
        size: 18.0,
        tone: Tone::Inherit,
    }
}

impl Drawn {
    /// In the colour of a meaning.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Beside a heading.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.size = 24.0;
        self
    }

    /// Beside a help line.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.size = 15.0;
        self
    }
}

impl<M> Widget<M, Theme, iced::Renderer> for Drawn {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(self.size), Length::Fixed(self.size))
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, self.size, self.size)
    }

    fn draw(
        &self,
        _tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let color = self.tone.color(theme).unwrap_or(style.text_color);
        let bounds = layout.bounds();
        if let Some(clip) = bounds.intersection(viewport) {
            renderer.draw_svg(Svg::new(self.icon.handle()).color(color), bounds, clip);
        }
    }
}

impl<'a, M: 'a> From<Drawn> for Element<'a, M> {
    fn from(drawn: Drawn) -> Self {
        Element::new(drawn)
    }
}
