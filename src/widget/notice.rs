//! What is to be noticed: a banner over the whole page, and a callout within it.

use iced::widget::{Column, Row, container, rule};
use iced::{Alignment, Color, Fill, Padding, border};

use super::icon::{self, Icon};
use super::{Element, Words, text};
use crate::theme::{Palette, Theme, Tone, radius, space};

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A fact, an explanation.
    Info,
    /// It went well.
    Success,
    /// Look at this.
    Warning,
    /// It went wrong.
    Danger,
    /// Practice: nothing here is real.
    Practice,
}

impl Kind {
    const fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Success => Icon::CircleCheck,
            Self::Warning => Icon::Warning,
            Self::Danger => Icon::CircleCross,
            Self::Practice => Icon::Practice,
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Info => Tone::Accent,
            Self::Success => Tone::Success,
            Self::Warning | Self::Practice => Tone::Warning,
            Self::Danger => Tone::Danger,
        }
    }

    const fn colors(self, palette: &Palette) -> (Color, Color) {
        match self {
            Self::Info => (palette.accent_soft, palette.accent_text),
            Self::Success => (palette.success_soft, palette.success),
            Self::Warning | Self::Practice => (palette.warning_soft, palette.warning),
            Self::Danger => (palette.danger_soft, palette.danger),
        }
    }

    /// The line round it: soft, and full where lines carry the meaning alone.
    fn edge(self, palette: &Palette) -> Color {
        let (_, line) = self.colors(palette);
        line.scale_alpha(if palette.line > 1.0 { 1.0 } else { 0.35 })
    }
}

/// A strip over the whole page: practice mode, no connection.
pub fn banner<'a, M: 'a>(kind: Kind, words: impl Into<Words<'a>>) -> Element<'a, M> {
    let row = Row::<M, Theme>::new()
        .push(icon::icon(kind.icon()).tone(kind.tone()))
        .push(text::body(words).width(Fill))
        .spacing(space::S)
        .align_y(Alignment::Center);
    let strip = container(row)
        .padding(Padding::from([space::XS, space::L]))
        .width(Fill)
        .style(move |theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                text_color: Some(palette.text),
                background: Some(kind.colors(palette).0.into()),
                ..container::Style::default()
            }
        });
    let edge = rule::horizontal(1).style(move |theme: &Theme| rule::Style {
        color: kind.edge(theme.palette()),
        radius: 0.0.into(),
        fill_mode: rule::FillMode::Full,
        snap: true,
    });
    Column::<M, Theme>::new().push(strip).push(edge).into()
}

/// A callout under construction.
pub struct Callout<'a, M> {
    kind: Kind,
    title: Words<'a>,
    text: Option<Words<'a>>,
    detail: Option<Words<'a>>,
    content: Vec<Element<'a, M>>,
    actions: Vec<Element<'a, M>>,
}

/// A box within the page: what happened or what to know, and what to do about it.
pub fn callout<'a, M>(kind: Kind, title: impl Into<Words<'a>>) -> Callout<'a, M> {
    Callout {
        kind,
        title: title.into(),
        text: None,
        detail: None,
        content: Vec::new(),
        actions: Vec::new(),
    }
}

impl<'a, M: 'a> Callout<'a, M> {
    /// What it means.
    #[must_use]
    pub fn text(mut self, words: impl Into<Words<'a>>) -> Self {
        self.text = Some(words.into());
        self
    }

    /// What was said by the other side, as it is.
    #[must_use]
    pub fn detail(mut self, words: impl Into<Words<'a>>) -> Self {
        self.detail = Some(words.into());
        self
    }

    /// Anything else, between text and actions.
    #[must_use]
    pub fn content(mut self, element: impl Into<Element<'a, M>>) -> Self {
        self.content.push(element.into());
        self
    }

    /// A button; the first is the one to press.
    #[must_use]
    pub fn action(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.actions.push(button.into());
        self
    }
}

impl<'a, M: 'a> From<Callout<'a, M>> for Element<'a, M> {
    fn from(callout: Callout<'a, M>) -> Self {
        let kind = callout.kind;
        let mut column = Column::<M, Theme>::new()
            .spacing(space::XS)
            .width(Fill)
            .push(text::strong(callout.title));
        if let Some(words) = callout.text {
            column = column.push(text::body(words));
        }
        if let Some(words) = callout.detail {
            column = column.push(quote(words));
        }
        for element in callout.content {
            column = column.push(element);
        }
        if !callout.actions.is_empty() {
            column = column.push(
                container(
                    Row::<M, Theme>::with_children(callout.actions)
                        .spacing(space::XS)
                        .align_y(Alignment::Center)
                        .wrap()
                        .vertical_spacing(space::XS),
                )
                .padding(Padding::ZERO.top(space::XXS)),
            );
        }
        let row = Row::<M, Theme>::new()
            .push(icon::icon(kind.icon()).tone(kind.tone()))
            .push(column)
            .spacing(space::S);
        container(row)
            .padding(space::M)
            .width(Fill)
            .style(move |theme: &Theme| {
                let palette = theme.palette();
                let (fill, _) = kind.colors(palette);
                container::Style {
                    text_color: Some(palette.text),
                    background: Some(fill.into()),
                    border: border::rounded(radius::LARGE)
                        .width(palette.line)
                        .color(kind.edge(palette)),
                    ..container::Style::default()
                }
            })
            .into()
    }
}

/// Somebody else's words, as they are.
pub fn quote<'a, M: 'a>(words: impl Into<Words<'a>>) -> Element<'a, M> {
    container(text::verbatim(words))
        .padding(Padding::from([space::XS, space::S]))
        .width(Fill)
        .style(|theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                text_color: Some(palette.text),
                background: Some(palette.surface.into()),
                border: border::rounded(radius::SMALL)
                    .width(palette.line)
                    .color(palette.border),
                ..container::Style::default()
            }
        })
        .into()
}
