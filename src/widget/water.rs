//! The water in the rail, with the marks of a gauge at its edge: it stands as high as the way that
//! is done. It does not move.

use iced::advanced::layout::{self, Layout};
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::widget::tree::Tree;
use iced::advanced::{Renderer as _, Widget, mouse, renderer};
use iced::{Background, Color, Length, Rectangle, Size};

use super::{Element, Picture};
use crate::theme::{Theme, measure, space};

/// See the module.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Water {
    /// From 0.0 (dry) to 1.0 (full).
    pub(crate) level: f32,
}

/// The height of the drawing of the surface.
const WAVE: f32 = 16.0;

impl<M> Widget<M, Theme, iced::Renderer> for Water {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, Length::Fill)
    }

    fn draw(
        &self,
        _tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let palette = theme.palette();
        // At the lowest it stands above what is at the rail's foot, at the highest below its head.
        let ground = measure::TARGET + space::XXL;
        let reach = (bounds.height - ground - space::XXL * 2.0).max(0.0);
        let depth = ground + reach * self.level.clamp(0.0, 1.0);
        let surface = (bounds.y + bounds.height - depth - WAVE).round();
        let wave = Rectangle {
            y: surface,
            height: WAVE,
            ..bounds
        };
        if let Some(clip) = wave.intersection(viewport) {
            let drawing = Svg::new(Picture::Wave.handle()).color(palette.water);
            renderer.draw_svg(drawing, wave, clip);
        }
        // One pixel over the wave's foot: no seam at any scale.
        let top = surface + WAVE - 1.0;
        fill(
            renderer,
            Rectangle {
                y: top,
                height: bounds.y + bounds.height - top,
                ..bounds
            },
            palette.water,
        );
        // The gauge: a mark each so many pixels, counted from the ground.
        let mut mark = 1_u16;
        loop {
            let y = (bounds.y + bounds.height - f32::from(mark) * space::M).round();
            if y <= bounds.y {
                break;
            }
            let length = if mark.is_multiple_of(5) {
                space::S
            } else {
                space::XXS + 2.0
            };
            let place = Rectangle {
                x: bounds.x + bounds.width - length,
                y,
                width: length,
                height: 1.0,
            };
            fill(renderer, place, palette.gauge);
            mark += 1;
        }
    }
}

fn fill(renderer: &mut iced::Renderer, bounds: Rectangle, color: Color) {
    if bounds.width > 0.0 && bounds.height > 0.0 {
        renderer.fill_quad(
            renderer::Quad {
                bounds,
                ..renderer::Quad::default()
            },
            Background::Color(color),
        );
    }
}

impl<'a, M: 'a> From<Water> for Element<'a, M> {
    fn from(water: Water) -> Self {
        Element::new(water)
    }
}
