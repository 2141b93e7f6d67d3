//! A step of a guide at the provider's pages, and a word that explains itself.

use iced::widget::svg::Handle;
use iced::widget::{Column, Row, container};
use iced::{Alignment, Fill, Length, Padding, border};

use super::icon::{self, Icon};
use super::press::{Press, Status, Style, Underline};
use super::{Element, Words, picture, text};
use crate::theme::{Theme, Tone, measure, radius, space};

/// A step of a guide under construction.
pub struct GuideStep<'a, M> {
    number: usize,
    sentence: Words<'a>,
    names: Vec<Words<'a>>,
    note: Option<Words<'a>>,
    drawing: Option<(Handle, f32)>,
    actions: Vec<Element<'a, M>>,
    tick: Option<(bool, M)>,
}

/// A step: its number and one plain sentence.
pub fn guide_step<'a, M>(number: usize, sentence: impl Into<Words<'a>>) -> GuideStep<'a, M> {
    GuideStep {
        number,
        sentence: sentence.into(),
        names: Vec::new(),
        note: None,
        drawing: None,
        actions: Vec::new(),
        tick: None,
    }
}

impl<'a, M> GuideStep<'a, M> {
    /// A name on the provider's page, exactly as it is written there.
    #[must_use]
    pub fn name(mut self, words: impl Into<Words<'a>>) -> Self {
        self.names.push(words.into());
        self
    }

    /// What else to know.
    #[must_use]
    pub fn note(mut self, words: impl Into<Words<'a>>) -> Self {
        self.note = Some(words.into());
        self
    }

    /// What it looks like there.
    #[must_use]
    pub fn drawing(mut self, drawing: Handle) -> Self {
        self.drawing = Some((drawing, measure::DRAWING));
        self
    }

    /// The same in a small window.
    #[must_use]
    pub fn small_drawing(mut self, drawing: Handle) -> Self {
        self.drawing = Some((drawing, measure::SMALL_DRAWING));
        self
    }

    /// A button: opens the page.
    #[must_use]
    pub fn action(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.actions.push(button.into());
        self
    }

    /// Its number can be pressed to tick it off.
    #[must_use]
    pub fn tick(mut self, is_done: bool, message: M) -> Self {
        self.tick = Some((is_done, message));
        self
    }
}

impl<'a, M: Clone + 'a> From<GuideStep<'a, M>> for Element<'a, M> {
    fn from(step: GuideStep<'a, M>) -> Self {
        let is_done = matches!(step.tick, Some((true, _)));
        let inner: Element<'a, M> = if is_done {
            icon::icon(Icon::Check).into()
        } else {
            text::strong(step.number.to_string()).into()
        };
        let side: Element<'a, M> = match step.tick {
            Some((_, message)) => Press::new(inner, move |theme, status| {
                number_style(theme, status, is_done)
            })
            .on_press_maybe(Some(message))
            .into(),
            None => container(inner)
                .center(Length::Fixed(measure::TARGET))
                .style(|theme: &Theme| {
                    let palette = theme.palette();
                    container::Style {
                        text_color: Some(palette.accent_text),
                        background: Some(palette.accent_soft.into()),
                        border: border::rounded(radius::PILL),
                        ..container::Style::default()
                    }
                })
                .into(),
        };
        let sentence = text::body(step.sentence);
        let mut column = Column::<M, Theme>::new()
            .push(if is_done {
                text::toned(sentence, Tone::Muted)
            } else {
                sentence
            })
            .spacing(space::XS)
            .width(Fill)
            .padding(Padding::ZERO.top(space::XS));
        if !step.names.is_empty() {
            let names = step.names.into_iter().map(name_tag);
            column = column.push(
                Row::<M, Theme>::with_children(names)
                    .spacing(space::XS)
                    .wrap()
                    .vertical_spacing(space::XXS),
            );
        }
        if let Some(words) = step.note {
            column = column.push(text::small(words));
        }
        if let Some((drawing, height)) = step.drawing {
            column = column.push(picture::drawing(drawing, height));
        }
        if !step.actions.is_empty() {
            column = column.push(
                Row::<M, Theme>::with_children(step.actions)
                    .spacing(space::XS)
                    .align_y(Alignment::Center)
                    .wrap()
                    .vertical_spacing(space::XS),
            );
        }
        Row::<M, Theme>::new()
            .push(side)
            .push(column)
            .spacing(space::S)
            .into()
    }
}

/// A name as it is written on the provider's page, in a frame like a button there.
pub fn name_tag<'a, M: 'a>(words: impl Into<Words<'a>>) -> Element<'a, M> {
    container(text::strong(words))
        .padding(Padding::from([2.0, space::XS]))
        .style(|theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                text_color: Some(palette.text),
                background: Some(palette.surface.into()),
                border: border::rounded(radius::SMALL)
                    .width(palette.line)
                    .color(palette.border_strong),
                ..container::Style::default()
            }
        })
        .into()
}

fn number_style(theme: &Theme, status: Status, is_done: bool) -> Style {
    let palette = theme.palette();
    let (background, text) = if is_done {
        (palette.success_soft, palette.success)
    } else if status.is_hovered || status.is_pressed {
        (palette.hover, palette.accent_text)
    } else {
        (palette.accent_soft, palette.accent_text)
    };
    Style {
        background: Some(background),
        text,
        border: if is_done {
            palette.success
        } else {
            palette.border_strong
        },
        border_width: palette.line,
        radius: radius::PILL,
        ..Style::default()
    }
}

/// A word with an explanation: dotted underline; pressing it opens the explanation.
pub fn glossary_word<'a, M: Clone + 'a>(words: impl Into<Words<'a>>, message: M) -> Element<'a, M> {
    let row = Row::<M, Theme>::new()
        .push(text::body(words))
        .push(icon::icon(Icon::Help).small())
        .spacing(space::XXS)
        .align_y(Alignment::Center);
    Press::new(row, |theme, status| {
        let palette = theme.palette();
        Style {
            text: if status.is_hovered {
                palette.text
            } else {
                palette.accent_text
            },
            radius: radius::SMALL,
            underline: Underline::Dots,
            ..Style::default()
        }
    })
    .on_press_maybe(Some(message))
    .into()
}
