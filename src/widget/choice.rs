//! Check boxes, radio buttons and the segmented choice.

use iced::widget::{Column, Id, Row, container};
use iced::{Alignment, Fill, Padding, border};

use super::card::mark;
use super::group::group;
use super::icon::{self, Icon};
use super::press::{Press, Status, Style, Underline};
use super::{Element, Words, text};
use crate::theme::{Elevation, Theme, radius, space};

/// A check box or a radio button under construction.
pub struct Choice<'a, M> {
    label: Words<'a>,
    help: Option<Words<'a>>,
    is_on: bool,
    is_round: bool,
    on_press: Option<M>,
    id: Option<Id>,
}

/// A check box. The message says what to do when it is pressed, whatever its state is.
pub fn checkbox<'a, M>(label: impl Into<Words<'a>>, is_on: bool) -> Choice<'a, M> {
    Choice {
        label: label.into(),
        help: None,
        is_on,
        is_round: false,
        on_press: None,
        id: None,
    }
}

/// A radio button. Several belong into a [`group`].
pub fn radio<'a, M>(label: impl Into<Words<'a>>, is_on: bool) -> Choice<'a, M> {
    Choice {
        is_round: true,
        ..checkbox(label, is_on)
    }
}

impl<'a, M> Choice<'a, M> {
    /// A help line below the label.
    #[must_use]
    pub fn help(mut self, words: impl Into<Words<'a>>) -> Self {
        self.help = Some(words.into());
        self
    }

    /// What it says; without, it is disabled.
    #[must_use]
    pub fn on_press(mut self, message: M) -> Self {
        self.on_press = Some(message);
        self
    }

    /// The name by which it can be given the keyboard.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, M: Clone + 'a> From<Choice<'a, M>> for Element<'a, M> {
    fn from(choice: Choice<'a, M>) -> Self {
        let corner = if choice.is_round {
            radius::PILL
        } else {
            radius::SMALL
        };
        let mut words = Column::<M, Theme>::new()
            .push(text::body(choice.label))
            .width(Fill);
        if let Some(help) = choice.help {
            words = words.push(text::small(help));
        }
        let row = Row::<M, Theme>::new()
            .push(mark(choice.is_on, corner))
            .push(words)
            .spacing(space::S)
            .align_y(Alignment::Start);
        let is_round = choice.is_round;
        Press::new(row, plain)
            .on_press_maybe(choice.on_press)
            .id_maybe(choice.id)
            .leave_enter(is_round && choice.is_on)
            .width(Fill)
            .align(Alignment::Start, Alignment::Center)
            .padding(Padding::from([space::XS, space::XXS]))
            .into()
    }
}

fn plain(theme: &Theme, status: Status) -> Style {
    let palette = theme.palette();
    Style {
        background: (status.is_hovered || status.is_pressed).then_some(palette.hover),
        text: if status.is_enabled {
            palette.text
        } else {
            palette.text_disabled
        },
        radius: radius::MEDIUM,
        ..Style::default()
    }
}

/// One part of a segmented choice.
#[derive(Debug, Clone)]
pub struct Segment<'a, M> {
    /// Its label.
    pub label: Words<'a>,
    /// Whether it is the one.
    pub is_on: bool,
    /// What it says.
    pub message: M,
}

/// One of two or three short answers in a row. The arrow keys move and choose.
pub fn segmented<'a, M: Clone + 'a>(segments: Vec<Segment<'a, M>>) -> Element<'a, M> {
    let messages: Vec<M> = segments.iter().map(|part| part.message.clone()).collect();
    let mut row = Row::<M, Theme>::new().spacing(space::XXS);
    for part in segments {
        let is_on = part.is_on;
        let mut inner = Row::<M, Theme>::new()
            .spacing(space::XXS + 2.0)
            .align_y(Alignment::Center);
        if is_on {
            // Never colour alone.
            inner = inner.push(icon::icon(Icon::Check).small());
        }
        inner = inner.push(if is_on {
            text::strong(part.label)
        } else {
            text::body(part.label)
        });
        row = row.push(
            Press::new(inner, move |theme, status| segment(theme, status, is_on))
                .on_press_maybe(Some(part.message))
                .leave_enter(is_on)
                .padding(Padding::from([space::XXS, space::S])),
        );
    }
    container(group(row).on_move(messages))
        .padding(2.0)
        .style(|theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                background: Some(palette.sunken.into()),
                border: border::rounded(radius::MEDIUM + 2.0)
                    .width(palette.line)
                    .color(palette.border),
                ..container::Style::default()
            }
        })
        .into()
}

fn segment(theme: &Theme, status: Status, is_on: bool) -> Style {
    let palette = theme.palette();
    Style {
        background: if is_on {
            Some(palette.surface)
        } else {
            status.is_hovered.then_some(palette.hover)
        },
        text: if is_on {
            palette.accent_text
        } else {
            palette.text_muted
        },
        border: palette.border_strong,
        border_width: if is_on { palette.line } else { 0.0 },
        radius: radius::MEDIUM,
        elevation: Elevation::Flat,
        underline: Underline::None,
    }
}
