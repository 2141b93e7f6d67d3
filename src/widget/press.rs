//! The one thing that can be pressed: by pointer, by finger, by Space and Enter. Buttons, cards,
//! tiles, check boxes and links are this with another content and another style.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::operation::{Focusable, Operation};
use iced::advanced::widget::tree::{self, Tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::{self, key};
use iced::widget::Id;
use iced::{
    Alignment, Background, Border, Color, Event, Length, Padding, Rectangle, Size, Vector, touch,
    window,
};

use super::Element;
use super::focus::{self, Focus};
use crate::theme::{Elevation, Theme, measure};

/// The state a style depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts, read by name"
)]
pub struct Status {
    /// It does something.
    pub is_enabled: bool,
    /// The pointer is over it.
    pub is_hovered: bool,
    /// It is held down.
    pub is_pressed: bool,
    /// It has the keyboard and shows it.
    pub is_ringed: bool,
}

/// A line under the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Underline {
    /// None.
    #[default]
    None,
    /// A link.
    Line,
    /// A word with an explanation.
    Dots,
}

/// How it is drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Behind it.
    pub background: Option<Color>,
    /// Text and icons without a tone of their own.
    pub text: Color,
    /// Its line.
    pub border: Color,
    /// The line's thickness.
    pub border_width: f32,
    /// Its corners.
    pub radius: f32,
    /// Its elevation.
    pub elevation: Elevation,
    /// The line under its content.
    pub underline: Underline,
}

type StyleFn<'a> = Box<dyn Fn(&Theme, Status) -> Style + 'a>;

/// See the module.
pub struct Press<'a, M> {
    content: Element<'a, M>,
    message: Option<M>,
    style: StyleFn<'a>,
    id: Option<Id>,
    width: Length,
    padding: Padding,
    align_x: Alignment,
    align_y: Alignment,
    least: Size,
    takes_enter: bool,
    last_status: Option<Status>,
}

impl<'a, M> Press<'a, M> {
    /// Something pressable round a content. Without a message it is disabled.
    pub fn new(
        content: impl Into<Element<'a, M>>,
        style: impl Fn(&Theme, Status) -> Style + 'a,
    ) -> Self {
        Self {
            content: content.into(),
            message: None,
            style: Box::new(style),
            id: None,
            width: Length::Shrink,
            padding: Padding::ZERO,
            align_x: Alignment::Center,
            align_y: Alignment::Center,
            least: Size::new(measure::TARGET, measure::TARGET),
            takes_enter: true,
            last_status: None,
        }
    }

    /// What it says when pressed.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<M>) -> Self {
        self.message = message;
        self
    }

    /// The name by which it can be given the keyboard.
    #[must_use]
    pub fn id_maybe(mut self, id: Option<Id>) -> Self {
        self.id = id;
        self
    }

    /// Its width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// The space round its content.
    #[must_use]
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// Where its content stands if there is room.
    #[must_use]
    pub fn align(mut self, x: Alignment, y: Alignment) -> Self {
        self.align_x = x;
        self.align_y = y;
        self
    }

    /// Leaves Enter to the page's primary action; Space still presses. For what is already chosen.
    #[must_use]
    pub fn leave_enter(mut self, leave: bool) -> Self {
        self.takes_enter = !leave;
        self
    }

    fn status(&self, state: &State, bounds: Rectangle, cursor: mouse::Cursor) -> Status {
        let is_enabled = self.message.is_some();
        Status {
            is_enabled,
            is_hovered: is_enabled && cursor.is_over(bounds),
            is_pressed: state.is_pressed,
            is_ringed: state.focus.is_ringed(),
        }
    }
}

#[derive(Debug, Default)]
struct State {
    is_pressed: bool,
    focus: Focus,
}

impl<M: Clone> Widget<M, Theme, iced::Renderer> for Press<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
        if self.message.is_none() {
            // Else a stale ring stays, and Enter would be swallowed.
            *tree.state.downcast_mut::<State>() = State::default();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let Some(child) = tree.children.first_mut() else {
            return layout::Node::default();
        };
        let limits = limits
            .min_width(self.least.width)
            .min_height(self.least.height);
        let content = &mut self.content;
        let (align_x, align_y) = (self.align_x, self.align_y);
        layout::positioned(
            &limits,
            self.width,
            Length::Shrink,
            self.padding,
            |limits| {
                content
                    .as_widget_mut()
                    .layout(child, renderer, &limits.loose())
            },
            |node, size| node.align(align_x, align_y, size),
        )
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(self.id.as_ref(), layout.bounds());
        if self.message.is_some() {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        }
        operation.traverse(&mut |operation| {
            if let (Some(child), Some(inner)) =
                (tree.children.first_mut(), layout.children().next())
            {
                self.content
                    .as_widget_mut()
                    .operate(child, inner, renderer, operation);
            }
        });
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "iced's events: all but a few are none of ours"
    )]
    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        if let (Some(child), Some(inner)) = (tree.children.first_mut(), layout.children().next()) {
            self.content.as_widget_mut().update(
                child, event, inner, cursor, renderer, clipboard, shell, viewport,
            );
        }

        let bounds = layout.bounds();
        let state = tree.state.downcast_mut::<State>();
        let is_taken = shell.is_event_captured();
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                if self.message.is_some() && !is_taken && cursor.is_over(bounds) {
                    state.is_pressed = true;
                    state.focus.click();
                    shell.capture_event();
                } else {
                    state.focus.unfocus();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. })
                if state.is_pressed =>
            {
                state.is_pressed = false;
                if cursor.is_over(bounds)
                    && !is_taken
                    && let Some(message) = &self.message
                {
                    shell.publish(message.clone());
                    shell.capture_event();
                }
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.is_pressed = false,
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: keyboard::Key::Named(named),
                modifiers,
                repeat,
                ..
            }) if state.focus.is_focused() && !is_taken && modifiers.is_empty() => {
                let is_mine = *named == key::Named::Space
                    || (*named == key::Named::Enter && self.takes_enter);
                if is_mine && let Some(message) = &self.message {
                    // A held key is one press.
                    if !repeat {
                        shell.publish(message.clone());
                    }
                    shell.capture_event();
                }
            }
            _ => {}
        }

        let state = tree.state.downcast_ref::<State>();
        let status = self.status(state, bounds, cursor);
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            self.last_status = Some(status);
        } else if self.last_status.is_some_and(|last| last != status) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let status = self.status(tree.state.downcast_ref::<State>(), bounds, cursor);
        let style = (self.style)(theme, status);
        if style.elevation == Elevation::Raised {
            draw_edge(renderer, theme, bounds, style.radius);
        }
        if style.background.is_some() || style.border_width > 0.0 {
            renderer.fill_quad(
                renderer::Quad {
                    bounds,
                    border: Border {
                        color: style.border,
                        width: style.border_width,
                        radius: style.radius.into(),
                    },
                    ..renderer::Quad::default()
                },
                Background::Color(style.background.unwrap_or(Color::TRANSPARENT)),
            );
        }
        if let (Some(child), Some(inner)) = (tree.children.first(), layout.children().next()) {
            let inherited = renderer::Style {
                text_color: style.text,
            };
            self.content
                .as_widget()
                .draw(child, renderer, theme, &inherited, inner, cursor, viewport);
            draw_underline(renderer, style, inner.bounds());
        }
        if status.is_ringed {
            focus::draw_ring(renderer, theme, bounds, style.radius);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        if let (Some(child), Some(inner)) = (tree.children.first(), layout.children().next()) {
            let within = self
                .content
                .as_widget()
                .mouse_interaction(child, inner, cursor, viewport, renderer);
            if within != mouse::Interaction::None {
                return within;
            }
        }
        if self.message.is_some() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        self.content.as_widget_mut().overlay(
            tree.children.first_mut()?,
            layout.children().next()?,
            renderer,
            viewport,
            translation,
        )
    }
}

/// The soft edge below what is raised: two quads, which are clipped as all quads are.
fn draw_edge(renderer: &mut iced::Renderer, theme: &Theme, bounds: Rectangle, radius: f32) {
    let shadow = theme.palette().shadow;
    for (drop, strength) in [(1.5, 0.45), (3.0, 0.2)] {
        renderer.fill_quad(
            renderer::Quad {
                bounds: bounds + Vector::new(0.0, drop),
                border: iced::border::rounded(radius),
                snap: false,
                ..renderer::Quad::default()
            },
            Background::Color(shadow.scale_alpha(strength)),
        );
    }
}

fn draw_underline(renderer: &mut iced::Renderer, style: Style, content: Rectangle) {
    let y = content.y + content.height;
    let mut dash = |x: f32, width: f32| {
        renderer.fill_quad(
            renderer::Quad {
                bounds: Rectangle {
                    x,
                    y,
                    width,
                    height: 1.0,
                },
                ..renderer::Quad::default()
            },
            Background::Color(style.text),
        );
    };
    match style.underline {
        Underline::None => {}
        Underline::Line => dash(content.x, content.width),
        Underline::Dots => {
            let mut x = content.x;
            while x < content.x + content.width {
                dash(x, 2.0);
                x += 4.0;
            }
        }
    }
}

impl<'a, M: Clone + 'a> From<Press<'a, M>> for Element<'a, M> {
    fn from(press: Press<'a, M>) -> Self {
        Element::new(press)
    }
}
