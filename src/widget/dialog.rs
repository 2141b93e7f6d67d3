//! A dialog over the page. While it is open the page takes neither pointer nor keyboard, and Tab
//! stays within the dialog; Escape is the root's ([`super::keys`]).

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::Operation;
use iced::advanced::widget::tree::{self, Tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, Widget, mouse, overlay, renderer};
use iced::widget::{Column, Row, container};
use iced::{
    Alignment, Background, Event, Fill, Length, Padding, Point, Rectangle, Size, Vector, border,
};

use super::arrange::{Arrange, Room};
use super::focus::MoveTo;
use super::page::scroll;
use super::{Element, Words, text};
use crate::theme::{Theme, measure, radius, space};

/// A dialog under construction.
pub struct Dialog<'a, M> {
    title: Words<'a>,
    content: Vec<Element<'a, M>>,
    actions: Vec<Element<'a, M>>,
}

/// A dialog with a title.
pub fn dialog<'a, M>(title: impl Into<Words<'a>>) -> Dialog<'a, M> {
    Dialog {
        title: title.into(),
        content: Vec::new(),
        actions: Vec::new(),
    }
}

impl<'a, M: 'a> Dialog<'a, M> {
    /// A paragraph.
    #[must_use]
    pub fn text(self, words: impl Into<Words<'a>>) -> Self {
        self.content(text::body(words))
    }

    /// Anything else.
    #[must_use]
    pub fn content(mut self, element: impl Into<Element<'a, M>>) -> Self {
        self.content.push(element.into());
        self
    }

    /// A button, from left to right: the primary one last.
    #[must_use]
    pub fn action(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.actions.push(button.into());
        self
    }
}

impl<'a, M: 'a> From<Dialog<'a, M>> for Element<'a, M> {
    fn from(dialog: Dialog<'a, M>) -> Self {
        let body = Column::<M, Theme>::with_children(dialog.content)
            .spacing(space::M)
            .width(Fill)
            .padding(Padding::from([space::XXS, space::L]));
        let actions = Row::<M, Theme>::with_children(dialog.actions)
            .spacing(space::XS)
            .align_y(Alignment::Center);
        let title = container(text::heading(dialog.title))
            .padding(Padding::from([space::L, space::L]).bottom(space::S));
        let actions = container(actions)
            .align_right(Fill)
            .padding(Padding::from([space::L, space::L]).top(space::M));
        let parts = Arrange {
            children: vec![title.into(), scroll(body).into(), actions.into()],
            rule: whole_but_the_middle,
            measure: 0.0,
            spacing: 0.0,
            size: Size::new(Fill, Length::Shrink),
        };
        container(Element::from(parts))
            .max_width(measure::DIALOG)
            .style(|theme: &Theme| {
                let palette = theme.palette();
                container::Style {
                    text_color: Some(palette.text),
                    background: Some(palette.surface.into()),
                    border: border::rounded(radius::LARGE)
                        .width(palette.line)
                        .color(palette.border),
                    shadow: theme.floating_shadow(),
                    ..container::Style::default()
                }
            })
            .into()
    }
}

/// Below one another; where they are too high it is the middle one, which scrolls, that gives way:
/// the actions stay in reach.
fn whole_but_the_middle<M>(
    room: &Room<'_>,
    children: &mut [Element<'_, M>],
    trees: &mut [Tree],
) -> (Size, Vec<layout::Node>) {
    let all = room.limits.max();
    let mut nodes = vec![layout::Node::default(); children.len()];
    let mut left = all.height;
    for index in [0, 2, 1] {
        let place = nodes.get_mut(index).zip(children.get_mut(index));
        if let (Some((node, child)), Some(tree)) = (place, trees.get_mut(index)) {
            let limits = layout::Limits::new(Size::ZERO, Size::new(all.width, left));
            *node = child.as_widget_mut().layout(tree, room.renderer, &limits);
            left = (left - node.size().height).max(0.0);
        }
    }
    let mut height = 0.0;
    for node in &mut nodes {
        node.move_to_mut(Point::new(0.0, height));
        height += node.size().height;
    }
    (Size::new(all.width, height), nodes)
}

/// Puts a dialog over a page, or nothing. Use it always, with `None` while there is no dialog: the
/// page's fields then keep their state when one opens.
pub fn over<'a, M: 'a>(
    page: impl Into<Element<'a, M>>,
    dialog: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let is_open = dialog.is_some();
    let top = dialog.unwrap_or_else(|| iced::widget::space().into());
    Element::new(Over {
        children: [page.into(), top],
        is_open,
    })
}

struct Over<'a, M> {
    children: [Element<'a, M>; 2],
    is_open: bool,
}

#[derive(Debug, Default)]
struct State {
    was_open: bool,
}

impl<M> Over<'_, M> {
    /// The child that takes part: the dialog, or the page.
    fn active(&self) -> usize {
        usize::from(self.is_open)
    }
}

impl<M> Widget<M, Theme, iced::Renderer> for Over<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.children.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.children);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Fill, Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.max();
        let margin = space::L;
        let inner = layout::Limits::new(Size::ZERO, size).shrink([margin, margin]);
        let all = [layout::Limits::new(Size::ZERO, size), inner];
        let nodes = self
            .children
            .iter_mut()
            .zip(tree.children.iter_mut())
            .zip(all)
            .enumerate()
            .map(|(index, ((child, tree), limits))| {
                let node = child.as_widget_mut().layout(tree, renderer, &limits);
                if index == 0 {
                    node
                } else {
                    node.align(Alignment::Center, Alignment::Center, size)
                }
            })
            .collect();
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let active = self.active();
        let places = tree.children.iter_mut().zip(layout.children());
        if let Some((child, (tree, layout))) = self.children.iter_mut().zip(places).nth(active) {
            child
                .as_widget_mut()
                .operate(tree, layout, renderer, operation);
        }
    }

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
        let active = self.active();
        let state = tree.state.downcast_mut::<State>();
        let opens = self.is_open && !state.was_open;
        state.was_open = self.is_open;
        let places = tree.children.iter_mut().zip(layout.children());
        for (index, (child, (tree, layout))) in self.children.iter_mut().zip(places).enumerate() {
            if index == active {
                child.as_widget_mut().update(
                    tree, event, layout, cursor, renderer, clipboard, shell, viewport,
                );
            } else if opens {
                // The page must not keep the keyboard behind the dialog's back.
                let mut leave = MoveTo::new(None);
                child
                    .as_widget_mut()
                    .operate(tree, layout, renderer, &mut leave);
                shell.request_redraw();
            }
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let places = tree.children.iter().zip(layout.children());
        for (index, (child, (tree, layout))) in self.children.iter().zip(places).enumerate() {
            if index == 0 {
                let cursor = if self.is_open {
                    mouse::Cursor::Unavailable
                } else {
                    cursor
                };
                child
                    .as_widget()
                    .draw(tree, renderer, theme, style, layout, cursor, viewport);
            } else if self.is_open {
                renderer.with_layer(bounds, |renderer| {
                    renderer.fill_quad(
                        renderer::Quad {
                            bounds,
                            ..renderer::Quad::default()
                        },
                        Background::Color(theme.palette().scrim),
                    );
                });
                renderer.with_layer(bounds, |renderer| {
                    child
                        .as_widget()
                        .draw(tree, renderer, theme, style, layout, cursor, viewport);
                });
            }
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
        let places = tree.children.iter().zip(layout.children());
        self.children.iter().zip(places).nth(self.active()).map_or(
            mouse::Interaction::None,
            |(child, (tree, layout))| {
                child
                    .as_widget()
                    .mouse_interaction(tree, layout, cursor, viewport, renderer)
            },
        )
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        let active = self.active();
        let places = tree.children.iter_mut().zip(layout.children());
        let (child, (tree, layout)) = self.children.iter_mut().zip(places).nth(active)?;
        child
            .as_widget_mut()
            .overlay(tree, layout, renderer, viewport, translation)
    }
}
