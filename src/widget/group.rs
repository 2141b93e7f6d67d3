//! A group of choices: the arrow keys move the keyboard within it, and wrap round.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::Operation;
use iced::advanced::widget::tree::Tree;
use iced::advanced::{Clipboard, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::{self, key};
use iced::{Event, Length, Rectangle, Size, Vector};

use super::Element;
use super::focus::{MoveTo, Step, Survey};
use super::forward::forward_to_content;
use crate::theme::Theme;

/// See the module. Must not hold a text field, whose own arrows these are.
pub struct Group<'a, M> {
    content: Element<'a, M>,
    on_move: Vec<M>,
}

/// Makes the arrow keys move between the controls of a content.
pub fn group<'a, M: Clone + 'a>(content: impl Into<Element<'a, M>>) -> Group<'a, M> {
    Group {
        content: content.into(),
        on_move: Vec::new(),
    }
}

impl<M> Group<'_, M> {
    /// Moving also chooses, as in a set of radio buttons: one message for each enabled control, in
    /// order.
    #[must_use]
    pub fn on_move(mut self, messages: impl IntoIterator<Item = M>) -> Self {
        self.on_move = messages.into_iter().collect();
        self
    }
}

fn step(event: &Event) -> Option<Step> {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key: keyboard::Key::Named(named),
        modifiers,
        ..
    }) = event
    else {
        return None;
    };
    if !modifiers.is_empty() {
        return None;
    }
    if matches!(named, key::Named::ArrowRight | key::Named::ArrowDown) {
        Some(Step::Next)
    } else if matches!(named, key::Named::ArrowLeft | key::Named::ArrowUp) {
        Some(Step::Previous)
    } else {
        None
    }
}

impl<M: Clone> Widget<M, Theme, iced::Renderer> for Group<'_, M> {
    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    forward_to_content!();

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
        let Some(child) = tree.children.first_mut() else {
            return;
        };
        self.content.as_widget_mut().update(
            child, event, layout, cursor, renderer, clipboard, shell, viewport,
        );
        let Some(step) = step(event) else { return };
        if shell.is_event_captured() {
            return;
        }
        let mut survey = Survey::default();
        self.content
            .as_widget_mut()
            .operate(child, layout, renderer, &mut survey);
        if survey.focused().is_none() {
            return;
        }
        let target = survey.after(step);
        let mut move_to = MoveTo::new(target);
        self.content
            .as_widget_mut()
            .operate(child, layout, renderer, &mut move_to);
        if let Some(message) = target.and_then(|index| self.on_move.get(index)) {
            shell.publish(message.clone());
        }
        shell.capture_event();
        shell.request_redraw();
    }
}

impl<'a, M: Clone + 'a> From<Group<'a, M>> for Element<'a, M> {
    fn from(group: Group<'a, M>) -> Self {
        Element::new(group)
    }
}
