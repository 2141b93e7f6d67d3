//! What is under way. Nothing here asks for a frame while nothing moves, or when nothing may move.

use std::time::Duration;

use iced::advanced::layout::{self, Layout};
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::widget::tree::Tree;
use iced::advanced::{Clipboard, Renderer as _, Shell, Widget, mouse, renderer};
use iced::time::Instant;
use iced::widget::progress_bar;
use iced::{Background, Event, Length, Rectangle, Size, border, window};

use super::icon::Icon;
use super::{Element, Motion};
use crate::theme::{Theme, Tone, space};

/// Between two positions of the spinner: eight a turn, so that a frame costs one small patch.
const BEAT: Duration = Duration::from_millis(120);

const POSITIONS: u8 = 8;

/// One dot's diameter.
const DOT: f32 = 3.5;

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
        let color = Tone::Accent.color(theme).unwrap_or(style.text_color);
        let bounds = layout.bounds();
        if self.motion == Motion::Reduced {
            if let Some(clip) = bounds.intersection(viewport) {
                let mark = Svg::new(Icon::Clock.handle()).color(color);
                renderer.draw_svg(mark, bounds, clip);
            }
            return;
        }
        // Dots and not a turned drawing: iced_tiny_skia 0.14 turns an SVG about a wrong centre.
        let state = tree.state.downcast_ref::<State>();
        for dot in 0..POSITIONS {
            let turn = f32::from(dot) / f32::from(POSITIONS) * std::f32::consts::TAU;
            let behind = (state.position + POSITIONS - dot) % POSITIONS;
            let strength = 1.0 - f32::from(behind) / f32::from(POSITIONS);
            let reach = (self.size - DOT) / 2.0;
            let center = bounds.center();
            renderer.fill_quad(
                renderer::Quad {
                    bounds: Rectangle {
                        x: center.x + turn.sin() * reach - DOT / 2.0,
                        y: center.y - turn.cos() * reach - DOT / 2.0,
                        width: DOT,
                        height: DOT,
                    },
                    border: border::rounded(DOT / 2.0),
                    snap: false,
                    ..renderer::Quad::default()
                },
                Background::Color(color.scale_alpha(strength)),
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
