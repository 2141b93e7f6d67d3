//! The steps: as a rail on the left, in which the water rises, and as a thin bar at the top of a
//! narrow window.

use iced::widget::{Column, Row, Stack, container, rule, space as gap};
use iced::{Alignment, Fill, Length, Padding, border};

use super::icon::{self, Icon};
use super::water::Water;
use super::{Element, Picture, Words, picture, progress, text};
use crate::theme::{Theme, Tone, measure, radius, space};

/// Where a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Behind.
    Done,
    /// This one.
    Current,
    /// Ahead.
    Later,
}

/// The steps of the way.
#[derive(Debug, Clone)]
pub struct Stepper<'a> {
    name: Words<'a>,
    position: Words<'a>,
    steps: Vec<(State, Words<'a>)>,
    foot: Option<Words<'a>>,
}

/// The steps: the program's name, the position in words ("Step 2 of 6"), and each step.
pub fn stepper<'a>(
    name: impl Into<Words<'a>>,
    position: impl Into<Words<'a>>,
    steps: Vec<(State, Words<'a>)>,
) -> Stepper<'a> {
    Stepper {
        name: name.into(),
        position: position.into(),
        steps,
        foot: None,
    }
}

impl<'a> Stepper<'a> {
    /// A line at the foot of the rail: the version.
    #[must_use]
    pub fn foot(mut self, words: impl Into<Words<'a>>) -> Self {
        self.foot = Some(words.into());
        self
    }

    /// Steps behind, and all of them.
    fn progress(&self) -> (u16, u16) {
        let count = |wanted: State| {
            let found = self.steps.iter().filter(|(state, _)| *state == wanted);
            u16::try_from(found.count()).unwrap_or(u16::MAX)
        };
        let done = count(State::Done);
        (done, done + count(State::Current) + count(State::Later))
    }

    /// The rail for a wide window. With a corner, it keeps room for that at its foot.
    pub fn rail<M: 'a>(&self, has_corner: bool) -> Element<'a, M> {
        let (done, all) = self.progress();
        let mark = Row::<M, Theme>::new()
            .push(picture::tiny(Picture::Mark))
            .push(text::strong(self.name.clone()).width(Fill))
            .spacing(space::S)
            .align_y(Alignment::Center);
        let mut column = Column::<M, Theme>::new()
            .push(mark)
            .push(gap().height(space::L))
            .width(Fill)
            .height(Fill);
        for (state, label) in &self.steps {
            column = column.push(step(*state, label.clone()));
        }
        column = column.push(gap().height(Fill));
        if let Some(foot) = &self.foot {
            column = column.push(text::small(foot.clone()));
        }
        let foot = if has_corner {
            measure::CORNER.height + space::XL
        } else {
            space::L
        };
        let words = container(column).padding(Padding::new(space::L).bottom(foot));
        let water = Water {
            level: f32::from(done) / f32::from(all.max(1)),
        };
        let rail = container(Stack::<M, Theme>::new().push(water).push(words))
            .width(Fill)
            .height(Fill)
            .clip(true)
            .style(rail_style);
        Row::<M, Theme>::new()
            .push(rail)
            .push(rule::vertical::<Theme>(1))
            .into()
    }

    /// The bar for a narrow window. With a corner, it keeps room for that at its end.
    pub fn bar<M: 'a>(&self, has_corner: bool) -> Element<'a, M> {
        let (done, all) = self.progress();
        let current = self
            .steps
            .iter()
            .find(|(state, _)| *state == State::Current)
            .map(|(_, label)| label.clone())
            .unwrap_or_default();
        let row = Row::<M, Theme>::new()
            .push(picture::tiny(Picture::Mark))
            .push(text::strong(current).width(Fill))
            .push(text::small(self.position.clone()))
            .push(gap().width(if has_corner {
                measure::CORNER.width
            } else {
                0.0
            }))
            .spacing(space::S)
            .align_y(Alignment::Center);
        // Half of the step that is open; the last one is the end.
        let half = if done + 1 >= all { 1.0 } else { 0.5 };
        let part = (f32::from(done) + half) / f32::from(all.max(1));
        Column::<M, Theme>::new()
            .push(
                container(row)
                    .padding(Padding::from([0.0, space::L]))
                    .center_y(Length::Fixed(measure::BAR))
                    .width(Fill)
                    .style(rail_style),
            )
            .push(container(progress::bar(part)).height(space::XXS).clip(true))
            .into()
    }
}

pub(crate) fn rail_style(theme: &Theme) -> container::Style {
    let palette = theme.palette();
    container::Style::default()
        .background(palette.rail)
        .color(palette.text)
}

fn step<'a, M: 'a>(state: State, label: Words<'a>) -> Element<'a, M> {
    let inner: Element<'a, M> = match state {
        State::Done => icon::icon(Icon::Check).small().into(),
        State::Current | State::Later => dot(state),
    };
    let face = container(inner)
        .center(Length::Fixed(space::L - 2.0))
        .style(move |theme: &Theme| {
            let palette = theme.palette();
            let (fill, line) = match state {
                State::Done => (palette.accent, palette.accent),
                State::Current => (palette.surface, palette.accent),
                State::Later => (palette.surface, palette.border_strong),
            };
            container::Style {
                text_color: Some(palette.on_accent),
                background: Some(fill.into()),
                border: border::rounded(radius::PILL)
                    .width(if state == State::Current { 2.0 } else { 1.0 })
                    .color(line),
                ..container::Style::default()
            }
        });
    let words = match state {
        State::Done => text::body(label),
        State::Current => text::strong(label),
        State::Later => text::toned(text::body(label), Tone::Muted),
    };
    Row::<M, Theme>::new()
        .push(face)
        .push(words.width(Fill))
        .spacing(space::S)
        .padding(Padding::from([space::XS - 2.0, 0.0]))
        .align_y(Alignment::Center)
        .into()
}

fn dot<'a, M: 'a>(state: State) -> Element<'a, M> {
    if state == State::Later {
        return gap().into();
    }
    container(gap().width(space::XS).height(space::XS))
        .style(|theme: &Theme| container::Style {
            background: Some(theme.palette().accent.into()),
            border: border::rounded(radius::PILL),
            ..container::Style::default()
        })
        .into()
}
