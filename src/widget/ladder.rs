//! One rung of a ladder of stages: waiting, under way, passed in so much time, failed.

use iced::widget::{Column, Row, container};
use iced::{Alignment, Fill, Length, border};

use super::icon::{self, Icon};
use super::progress::spinner;
use super::{Element, Motion, Words, text};
use crate::theme::{Palette, Theme, Tone, radius, space};

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not yet begun.
    Waiting,
    /// Under way.
    Running,
    /// Done.
    Passed,
    /// Done, with something to look at.
    Doubtful,
    /// Failed.
    Failed,
    /// Left out, because an earlier one failed or it does not apply.
    Skipped,
}

/// A rung under construction.
pub struct Rung<'a> {
    state: State,
    sentence: Words<'a>,
    time: Option<Words<'a>>,
    detail: Option<Words<'a>>,
    motion: Motion,
    is_last: bool,
}

/// A rung: the state and a plain sentence.
pub fn rung<'a>(state: State, sentence: impl Into<Words<'a>>) -> Rung<'a> {
    Rung {
        state,
        sentence: sentence.into(),
        time: None,
        detail: None,
        motion: Motion::Full,
        is_last: false,
    }
}

impl<'a> Rung<'a> {
    /// How long it took.
    #[must_use]
    pub fn time(mut self, words: impl Into<Words<'a>>) -> Self {
        self.time = Some(words.into());
        self
    }

    /// The term behind the sentence, or why it failed.
    #[must_use]
    pub fn detail(mut self, words: impl Into<Words<'a>>) -> Self {
        self.detail = Some(words.into());
        self
    }

    /// Whether its spinner may turn.
    #[must_use]
    pub fn motion(mut self, motion: Motion) -> Self {
        self.motion = motion;
        self
    }

    /// The last one has no line down to the next.
    #[must_use]
    pub fn last(mut self) -> Self {
        self.is_last = true;
        self
    }
}

impl State {
    const fn tone(self) -> Tone {
        match self {
            Self::Waiting | Self::Skipped => Tone::Muted,
            Self::Running => Tone::Accent,
            Self::Passed => Tone::Success,
            Self::Doubtful => Tone::Warning,
            Self::Failed => Tone::Danger,
        }
    }

    const fn fill(self, palette: &Palette) -> iced::Color {
        match self {
            Self::Waiting | Self::Skipped => palette.sunken,
            Self::Running => palette.accent_soft,
            Self::Passed => palette.success_soft,
            Self::Doubtful => palette.warning_soft,
            Self::Failed => palette.danger_soft,
        }
    }

    fn mark<'a, M: 'a>(self, motion: Motion) -> Element<'a, M> {
        let icon = match self {
            Self::Running => return spinner(motion).into(),
            Self::Waiting => Icon::Clock,
            Self::Passed => Icon::Check,
            Self::Doubtful => Icon::Warning,
            Self::Failed => Icon::Cross,
            Self::Skipped => Icon::Minus,
        };
        icon::icon(icon).small().tone(self.tone()).into()
    }
}

impl<'a, M: 'a> From<Rung<'a>> for Element<'a, M> {
    fn from(rung: Rung<'a>) -> Self {
        let state = rung.state;
        let mark = container(state.mark(rung.motion))
            .center(Length::Fixed(space::L + 2.0))
            .style(move |theme: &Theme| {
                let palette = theme.palette();
                container::Style {
                    background: Some(state.fill(palette).into()),
                    border: border::rounded(radius::PILL)
                        .width(palette.line - 1.0)
                        .color(palette.border_strong),
                    ..container::Style::default()
                }
            });
        let mut side = Column::<M, Theme>::new()
            .push(mark)
            .width(Length::Fixed(space::L + 2.0))
            .height(Fill)
            .align_x(Alignment::Center);
        if !rung.is_last {
            side = side.push(line(state == State::Passed));
        }

        let sentence = match state {
            State::Failed | State::Running => text::strong(rung.sentence),
            State::Passed | State::Doubtful => text::body(rung.sentence),
            State::Waiting | State::Skipped => text::muted(rung.sentence),
        };
        let mut head = Row::<M, Theme>::new()
            .push(sentence.width(Fill))
            .spacing(space::XS)
            .align_y(Alignment::Start);
        if let Some(time) = rung.time {
            head = head.push(container(text::small(time)).padding(iced::Padding::ZERO.top(2.0)));
        }
        let mut words = Column::<M, Theme>::new().push(head).width(Fill).padding(
            iced::Padding::ZERO
                .top(2.0)
                .bottom(if rung.is_last { 0.0 } else { space::M }),
        );
        if let Some(detail) = rung.detail {
            let detail = text::verbatim(detail);
            words = words.push(if state == State::Failed {
                text::toned(detail, Tone::Danger)
            } else {
                text::toned(detail, Tone::Muted)
            });
        }
        Row::<M, Theme>::new()
            .push(side)
            .push(words)
            .spacing(space::S)
            // The line in it fills the row's height; without this the row would fill its parent's,
            // which in a scrollable is infinite (and tiny-skia panics on infinite quads).
            .height(Length::Shrink)
            .into()
    }
}

/// The line down to the next rung.
fn line<'a, M: 'a>(is_passed: bool) -> Element<'a, M> {
    container(iced::widget::space().width(2.0).height(Fill))
        .style(move |theme: &Theme| {
            let palette = theme.palette();
            container::Style::default().background(if is_passed {
                palette.success
            } else {
                palette.border
            })
        })
        .into()
}
