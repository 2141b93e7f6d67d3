//! The part of a widget that only hands on to its one content: a widget round an element changes
//! one thing, here what happens at an event, and forwards the rest.

/// Implements what [`iced::advanced::Widget`] asks of a widget with a `content` and nothing of its
/// own to lay out or draw. What is left to write: `update`, `diff`, and state where it has some.
macro_rules! forward_to_content {
    () => {
        fn children(&self) -> Vec<Tree> {
            vec![Tree::new(&self.content)]
        }

        fn size(&self) -> Size<Length> {
            self.content.as_widget().size()
        }

        fn size_hint(&self) -> Size<Length> {
            self.content.as_widget().size_hint()
        }

        fn layout(
            &mut self,
            tree: &mut Tree,
            renderer: &iced::Renderer,
            limits: &layout::Limits,
        ) -> layout::Node {
            tree.children
                .first_mut()
                .map_or_else(layout::Node::default, |child| {
                    self.content.as_widget_mut().layout(child, renderer, limits)
                })
        }

        fn operate(
            &mut self,
            tree: &mut Tree,
            layout: Layout<'_>,
            renderer: &iced::Renderer,
            operation: &mut dyn Operation,
        ) {
            if let Some(child) = tree.children.first_mut() {
                self.content
                    .as_widget_mut()
                    .operate(child, layout, renderer, operation);
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
            if let Some(child) = tree.children.first() {
                self.content
                    .as_widget()
                    .draw(child, renderer, theme, style, layout, cursor, viewport);
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
            tree.children
                .first()
                .map_or(mouse::Interaction::None, |child| {
                    self.content
                        .as_widget()
                        .mouse_interaction(child, layout, cursor, viewport, renderer)
                })
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
                layout,
                renderer,
                viewport,
                translation,
            )
        }
    };
}

pub(crate) use forward_to_content;
