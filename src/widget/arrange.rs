//! Several elements placed by a rule that sees the room there is. What the rule leaves without a
//! place is neither drawn nor reached by pointer or keyboard.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::Operation;
use iced::advanced::widget::tree::Tree;
use iced::advanced::{Clipboard, Shell, Widget, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Size, Vector};

use super::Element;
use crate::theme::Theme;

/// Lays out the children: one node for each, and the size of all.
pub(crate) type Rule<M> =
    fn(&Room<'_>, &mut [Element<'_, M>], &mut [Tree]) -> (Size, Vec<layout::Node>);

/// What a rule has to know.
pub(crate) struct Room<'a> {
    pub(crate) limits: layout::Limits,
    pub(crate) renderer: &'a iced::Renderer,
    /// The measure the rule was given: a least width, a break point.
    pub(crate) measure: f32,
    /// The space between two children.
    pub(crate) spacing: f32,
}

/// See the module.
pub(crate) struct Arrange<'a, M> {
    pub(crate) children: Vec<Element<'a, M>>,
    pub(crate) rule: Rule<M>,
    pub(crate) measure: f32,
    pub(crate) spacing: f32,
    pub(crate) size: Size<Length>,
}

fn has_place(layout: &Layout<'_>) -> bool {
    let bounds = layout.bounds();
    bounds.width > 0.0 && bounds.height > 0.0
}

impl<M> Widget<M, Theme, iced::Renderer> for Arrange<'_, M> {
    fn children(&self) -> Vec<Tree> {
        self.children.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.children);
    }

    fn size(&self) -> Size<Length> {
        self.size
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let limits = limits.width(self.size.width).height(self.size.height);
        let room = Room {
            limits,
            renderer,
            measure: self.measure,
            spacing: self.spacing,
        };
        let (size, nodes) = (self.rule)(&room, &mut self.children, &mut tree.children);
        let size = limits.resolve(self.size.width, self.size.height, size);
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            let trees = tree.children.iter_mut().zip(layout.children());
            let mut placed: Vec<_> = self
                .children
                .iter_mut()
                .zip(trees)
                .filter(|(_, (_, layout))| has_place(layout))
                .collect();
            // The keyboard goes from top to bottom, whatever order the rule gave.
            placed.sort_by(|(_, (_, one)), (_, (_, other))| {
                one.bounds().y.total_cmp(&other.bounds().y)
            });
            for (child, (tree, layout)) in placed {
                child
                    .as_widget_mut()
                    .operate(tree, layout, renderer, operation);
            }
        });
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
        let trees = tree.children.iter_mut().zip(layout.children());
        for (child, (tree, layout)) in self.children.iter_mut().zip(trees) {
            if has_place(&layout) {
                child.as_widget_mut().update(
                    tree, event, layout, cursor, renderer, clipboard, shell, viewport,
                );
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
        let trees = tree.children.iter().zip(layout.children());
        for (child, (tree, layout)) in self.children.iter().zip(trees) {
            if has_place(&layout) && layout.bounds().intersects(viewport) {
                child
                    .as_widget()
                    .draw(tree, renderer, theme, style, layout, cursor, viewport);
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
        let trees = tree.children.iter().zip(layout.children());
        self.children
            .iter()
            .zip(trees)
            .filter(|(_, (_, layout))| has_place(layout))
            .map(|(child, (tree, layout))| {
                child
                    .as_widget()
                    .mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default()
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        overlay::from_children(
            &mut self.children,
            tree,
            layout,
            renderer,
            viewport,
            translation,
        )
    }
}

impl<'a, M: 'a> From<Arrange<'a, M>> for Element<'a, M> {
    fn from(arrange: Arrange<'a, M>) -> Self {
        Element::new(arrange)
    }
}
