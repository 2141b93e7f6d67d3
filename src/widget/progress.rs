//! What is under way. Nothing here asks for a frame while nothing moves, or when nothing may move.

use std::time::Duration;

use iced::advanced::layout::{self, Layout};
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::widget::tree::Tree;
use iced::advanced::{Clipboard, Shell, Widget, mouse, renderer};
use iced::time::Instant;
use iced::widget::progress_bar;
use iced::{Event, Length, Radians, Rectangle, Size, window};

use super::icon::Icon;
use super::{Element, Motion};
use crate::theme::{Theme, Tone, space};

/// Between two positions of the spinner: eight a turn, so that a frame costs one small patch.
const BEAT: Duration = Duration::from_millis(120);

const POSITIONS: u8 = 8;

/// A small turning mark; it stands still where motion is reduced.
#[derive(Debug, Clone, Copy)]
pub struct Spinner {
    motion: Motion,
    size: f32,
}

/// See [`Spinner`].
pub const fn spinner(motion: Motion) -> Spinner {
    Spinner { motion, size: 18.0 }
}

#[derive(Debug, Default)]
struct State {
    position: u8,
    next: Option<Instant>,
}

impl<M> Widget<M, Theme, iced::Renderer> for Spinner {
    fn tag(&self) -> iced::advanced::widget::tree::Tag {
        iced::advanced::widget::tree::Tag::of::<State>()
    }

    fn state(&self) -> iced::advanced::widget::tree::State {
        iced::advanced::widget::tree::State::new(State::default())
    }

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

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        if self.motion == Motion::Reduced || !layout.bounds().intersects(viewport) {
            return;
        }
        let Event::Window(window::Event::RedrawRequested(now)) = event else {
            return;
        };
        let state = tree.state.downcast_mut::<State>();
        let due = state.next.unwrap_or(*now);
        let next = if *now >= due {
            if state.next.is_some() {
                state.position = (state.position + 1) % POSITIONS;
            }
            *now + BEAT
        } else {
            due
        };
        state.next = Some(next);
        shell.request_redraw_at(next);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let turn = f32::from(state.position) / f32::from(POSITIONS);
        let color = Tone::Accent.color(theme).unwrap_or(style.text_color);
        let bounds = layout.bounds();
        if let Some(clip) = bounds.intersection(viewport) {
            let mark = match self.motion {
                Motion::Full => Icon::Loader,
                Motion::Reduced => Icon::Clock,
            };
            renderer.draw_svg(
                Svg::new(mark.handle())
                    .color(color)
                    .rotation(Radians(turn * std::f32::consts::TAU)),
                bounds,
                clip,
            );
        }
    }
}

impl<'a, M: 'a> From<Spinner> for Element<'a, M> {
    fn from(spinner: Spinner) -> Self {
        Element::new(spinner)
    }
}

/// A bar from nothing (0.0) to all (1.0).
pub fn bar<'a, M: 'a>(part: f32) -> Element<'a, M> {
    progress_bar::<Theme>(0.0..=1.0, part.clamp(0.0, 1.0))
        .girth(space::XS)
        .into()
}
