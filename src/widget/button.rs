//! Buttons. One primary button a page, whose label says what will happen.

use iced::widget::{Id, Row};
use iced::{Alignment, Color, Length, Padding};

use super::icon::{self, Icon};
use super::press::{Press, Status, Style, Underline};
use super::{Element, Words, text};
use crate::theme::{Elevation, Theme, radius, space};

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
    Link,
}

/// A button under construction.
pub struct Button<'a, M> {
    label: Words<'a>,
    kind: Kind,
    leading: Option<Icon>,
    trailing: Option<Icon>,
    on_press: Option<M>,
    id: Option<Id>,
    width: Length,
}

/// The one action that leads on.
pub fn primary<'a, M>(label: impl Into<Words<'a>>) -> Button<'a, M> {
    Button::new(label, Kind::Primary)
}

/// Any other action.
pub fn secondary<'a, M>(label: impl Into<Words<'a>>) -> Button<'a, M> {
    Button::new(label, Kind::Secondary)
}

/// An action that should not draw the eye: Back, Cancel, Show.
pub fn quiet<'a, M>(label: impl Into<Words<'a>>) -> Button<'a, M> {
    Button::new(label, Kind::Quiet)
}

/// An action that takes something away.
pub fn danger<'a, M>(label: impl Into<Words<'a>>) -> Button<'a, M> {
    Button::new(label, Kind::Danger)
}

/// An action in the shape of a link.
pub fn link<'a, M>(label: impl Into<Words<'a>>) -> Button<'a, M> {
    Button::new(label, Kind::Link)
}

/// Opens and closes what stands below it.
pub fn disclosure<'a, M>(label: impl Into<Words<'a>>, is_open: bool) -> Button<'a, M> {
    link(label).icon(if is_open {
        Icon::ChevronUp
    } else {
        Icon::ChevronDown
    })
}

impl<'a, M> Button<'a, M> {
    fn new(label: impl Into<Words<'a>>, kind: Kind) -> Self {
        Self {
            label: label.into(),
            kind,
            leading: None,
            trailing: None,
            on_press: None,
            id: None,
            width: Length::Shrink,
        }
    }

    /// What it says; without, it is disabled.
    #[must_use]
    pub fn on_press(mut self, message: M) -> Self {
        self.on_press = Some(message);
        self
    }

    /// The same, if there is something to say.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<M>) -> Self {
        self.on_press = message;
        self
    }

    /// An icon before the label.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.leading = Some(icon);
        self
    }

    /// An icon after the label: an arrow onwards, a page outside.
    #[must_use]
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// The name by which it can be given the keyboard.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// As wide as what it stands in.
    #[must_use]
    pub fn fill(mut self) -> Self {
        self.width = Length::Fill;
        self
    }
}

impl<'a, M: Clone + 'a> From<Button<'a, M>> for Element<'a, M> {
    fn from(button: Button<'a, M>) -> Self {
        let mut row = Row::<M, Theme>::new()
            .spacing(space::XS)
            .align_y(Alignment::Center);
        if let Some(icon) = button.leading {
            row = row.push(icon::icon(icon));
        }
        row = row.push(text::strong(button.label));
        if let Some(icon) = button.trailing {
            row = row.push(icon::icon(icon));
        }
        let kind = button.kind;
        let sides = match kind {
            Kind::Primary | Kind::Danger => space::L - space::XXS,
            Kind::Secondary => space::M,
            Kind::Quiet => space::S,
            Kind::Link => 0.0,
        };
        Press::new(row, move |theme, status| style(theme, status, kind))
            .on_press_maybe(button.on_press)
            .id_maybe(button.id)
            .width(button.width)
            .padding(Padding::from([space::XS, sides]))
            .into()
    }
}

fn style(theme: &Theme, status: Status, kind: Kind) -> Style {
    let palette = theme.palette();
    let plain = Style {
        background: None,
        text: palette.text,
        border: palette.border_strong,
        border_width: 0.0,
        radius: radius::MEDIUM,
        elevation: Elevation::Flat,
        underline: Underline::None,
    };
    if !status.is_enabled {
        // A dashed look is not to be had; the missing fill and the paler word both say it.
        return Style {
            background: matches!(kind, Kind::Primary | Kind::Danger).then_some(palette.sunken),
            text: palette.text_disabled,
            border: palette.border,
            border_width: if matches!(kind, Kind::Quiet | Kind::Link) {
                0.0
            } else {
                palette.line
            },
            ..plain
        };
    }
    let pointed = |rest, over, down| pointed(status, rest, over, down);
    match kind {
        Kind::Primary => Style {
            background: Some(pointed(
                palette.accent,
                palette.accent_hover,
                palette.accent_pressed,
            )),
            text: palette.on_accent,
            ..plain
        },
        Kind::Secondary => Style {
            background: Some(pointed(palette.surface, palette.hover, palette.accent_soft)),
            border_width: palette.line,
            ..plain
        },
        Kind::Quiet => Style {
            background: (status.is_pressed || status.is_hovered).then_some(pointed(
                palette.hover,
                palette.hover,
                palette.accent_soft,
            )),
            text: palette.accent_text,
            ..plain
        },
        Kind::Danger => Style {
            background: Some(pointed(palette.danger_soft, palette.danger, palette.danger)),
            text: pointed(palette.danger, palette.on_danger, palette.on_danger),
            border: palette.danger,
            border_width: palette.line,
            ..plain
        },
        Kind::Link => Style {
            text: pointed(palette.accent_text, palette.text, palette.text),
            underline: Underline::Line,
            radius: radius::SMALL,
            ..plain
        },
    }
}

/// The colour at rest, under the pointer, or held down.
const fn pointed(status: Status, rest: Color, over: Color, down: Color) -> Color {
    if status.is_pressed {
        down
    } else if status.is_hovered {
        over
    } else {
        rest
    }
}
