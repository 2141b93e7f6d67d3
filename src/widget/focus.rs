//! Who has the keyboard: moving it through everything that takes it, in the order of the layout,
//! and scrolling so that it can be seen.
//!
//! iced's own `focus_next` leaves nothing focused after the last element and does not scroll
//! (`iced_core/src/widget/operation/focusable.rs`); these operations wrap round and scroll, and
//! run inside a widget, so that Tab needs no message.

use iced::advanced::renderer;
use iced::advanced::widget::Operation;
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{Focusable, Scrollable};
use iced::widget::Id;
use iced::{Border, Color, Rectangle, Vector};

use crate::theme::{Theme, space};

/// Whether a widget of ours has the keyboard, and whether that is shown.
///
/// After a click the ring would only be noise: the person knows where the pointer is. It shows
/// once the keyboard is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Focus {
    is_focused: bool,
    is_ringed: bool,
}

impl Focus {
    /// The pointer took it here.
    pub fn click(&mut self) {
        self.is_focused = true;
        self.is_ringed = false;
    }

    /// Whether to draw the ring.
    pub const fn is_ringed(&self) -> bool {
        self.is_focused && self.is_ringed
    }
}

impl Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.is_focused
    }

    fn focus(&mut self) {
        self.is_focused = true;
        self.is_ringed = true;
    }

    fn unfocus(&mut self) {
        *self = Self::default();
    }
}

/// Draws the focus ring just outside of a control.
pub(crate) fn draw_ring(
    renderer: &mut iced::Renderer,
    theme: &Theme,
    bounds: Rectangle,
    radius: f32,
) {
    use iced::advanced::Renderer as _;

    let palette = theme.palette();
    renderer.fill_quad(
        renderer::Quad {
            bounds: bounds.expand(4.0),
            border: Border {
                color: palette.focus,
                width: palette.line + 1.0,
                radius: (radius + 4.0).into(),
            },
            ..renderer::Quad::default()
        },
        Color::TRANSPARENT,
    );
}

/// Where the keyboard shall go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next element; after the last to the first.
    Next,
    /// To the one before; before the first to the last.
    Previous,
}

/// How far a key scrolls the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scroll {
    /// So many parts of what is seen.
    Pages(f32),
    /// So many lines.
    Lines(f32),
    /// To the top.
    Start,
    /// To the bottom.
    End,
}

/// One element that takes the keyboard.
#[derive(Debug, Clone, Copy)]
struct Stop {
    bounds: Rectangle,
    /// Which scrollable it stands in, by order.
    scrollable: Option<usize>,
}

/// A scrollable: what it shows, what it holds, how far it is scrolled.
#[derive(Debug, Clone, Copy)]
struct Area {
    bounds: Rectangle,
    content: Rectangle,
    offset: f32,
}

/// Reads everything that takes the keyboard.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    stops: Vec<Stop>,
    focused: Option<usize>,
    areas: Vec<Area>,
    entering: Option<usize>,
    within: Vec<usize>,
}

impl Survey {
    /// Which one has the keyboard.
    pub(crate) fn focused(&self) -> Option<usize> {
        self.focused
    }

    /// Which one gets it next, if there is any.
    pub(crate) fn after(&self, step: Step) -> Option<usize> {
        let last = self.stops.len().checked_sub(1)?;
        Some(match (step, self.focused) {
            (Step::Next, None) => 0,
            (Step::Next, Some(at)) if at >= last => 0,
            (Step::Next, Some(at)) => at + 1,
            (Step::Previous, None | Some(0)) => last,
            (Step::Previous, Some(at)) => at - 1,
        })
    }

    /// Scrolls the first scrollable that has more than it shows; none if there is none, or no more.
    pub(crate) fn scroll(&self, scroll: Scroll) -> Option<Reveal> {
        let (target, area) = self
            .areas
            .iter()
            .enumerate()
            .find(|(_, area)| area.content.height > area.bounds.height + 0.5)?;
        let most = area.content.height - area.bounds.height;
        let wanted = match scroll {
            Scroll::Pages(pages) => area.offset + pages * area.bounds.height,
            Scroll::Lines(lines) => area.offset + lines * space::L,
            Scroll::Start => 0.0,
            Scroll::End => most,
        }
        .clamp(0.0, most);
        ((wanted - area.offset).abs() > 0.5).then_some(Reveal {
            target,
            offset: wanted,
            at: 0,
        })
    }

    /// How far to scroll which scrollable so that this element can be seen; none if it can.
    pub(crate) fn reveal(&self, index: usize) -> Option<Reveal> {
        let stop = self.stops.get(index)?;
        let target = stop.scrollable?;
        let area = self.areas.get(target)?;
        let margin = space::L;
        let top = stop.bounds.y - area.bounds.y;
        let bottom = top + stop.bounds.height;
        let wanted = if top - margin < area.offset {
            top - margin
        } else if bottom + margin > area.offset + area.bounds.height {
            // A thing taller than the view shows its top.
            (bottom + margin - area.bounds.height).min(top - margin)
        } else {
            return None;
        };
        let most = (area.content.height - area.bounds.height).max(0.0);
        let wanted = wanted.clamp(0.0, most);
        ((wanted - area.offset).abs() > 0.5).then_some(Reveal {
            target,
            offset: wanted,
            at: 0,
        })
    }
}

impl Operation for Survey {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let entered = self.entering.take();
        if let Some(area) = entered {
            self.within.push(area);
        }
        operate(self);
        if entered.is_some() {
            let _ = self.within.pop();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entering = Some(self.areas.len());
        self.areas.push(Area {
            bounds,
            content,
            offset: translation.y,
        });
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(self.stops.len());
        }
        self.stops.push(Stop {
            bounds,
            scrollable: self.within.last().copied(),
        });
    }
}

/// Gives the keyboard to one element, by order, and takes it from all others; with none, from all.
#[derive(Debug)]
pub(crate) struct MoveTo {
    target: Option<usize>,
    at: usize,
}

impl MoveTo {
    pub(crate) const fn new(target: Option<usize>) -> Self {
        Self { target, at: 0 }
    }
}

impl Operation for MoveTo {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if Some(self.at) == self.target {
            state.focus();
        } else {
            state.unfocus();
        }
        self.at += 1;
    }
}

/// Scrolls one scrollable, by order.
#[derive(Debug)]
pub(crate) struct Reveal {
    target: usize,
    offset: f32,
    at: usize,
}

impl Operation for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if self.at == self.target {
            state.scroll_to(AbsoluteOffset {
                x: None,
                y: Some(self.offset),
            });
        }
        self.at += 1;
    }
}
