//! The root of the window: Tab and Shift+Tab move the keyboard, Enter is the page's primary action
//! unless a control takes it, Escape goes back with one press, also from inside a text field. Page
//! Up and Down, Home, End and the arrows scroll the page where no control takes them: iced's own
//! scrollable listens to the pointer alone.
//!
//! A widget and not a subscription, because iced's test emulator feeds no subscriptions, and
//! because a subscription only sees what no widget took: a text field takes the first Escape
//! (`iced_widget/src/text_input.rs`).

use std::hash::{DefaultHasher, Hash, Hasher};

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::Operation;
use iced::advanced::widget::tree::{self, Tree};
use iced::advanced::{Clipboard, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::{self, key};
use iced::{Event, Length, Rectangle, Size, Vector, window};

use super::Element;
use super::focus::{MoveTo, Scroll, Step, Survey};
use super::forward::forward_to_content;
use crate::theme::Theme;

/// See the module.
pub struct Keys<'a, M> {
    content: Element<'a, M>,
    on_enter: Option<M>,
    on_escape: Option<M>,
    page: u64,
}

impl<'a, M> Keys<'a, M> {
    /// The root round everything.
    pub fn new(content: impl Into<Element<'a, M>>) -> Self {
        Self {
            content: content.into(),
            on_enter: None,
            on_escape: None,
            page: 0,
        }
    }

    /// What Enter does where no control takes it.
    #[must_use]
    pub fn on_enter_maybe(mut self, message: Option<M>) -> Self {
        self.on_enter = message;
        self
    }

    /// What Escape does.
    #[must_use]
    pub fn on_escape_maybe(mut self, message: Option<M>) -> Self {
        self.on_escape = message;
        self
    }

    /// Which page this is. iced carries the state of widgets over to whatever stands in the same
    /// place next; with another page everything starts afresh: scrolled to the top, no stale focus.
    #[must_use]
    pub fn page(mut self, page: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        page.hash(&mut hasher);
        self.page = hasher.finish();
        self
    }

    fn survey(
        &mut self,
        child: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
    ) -> Survey {
        let mut survey = Survey::default();
        self.content
            .as_widget_mut()
            .operate(child, layout, renderer, &mut survey);
        survey
    }
}

#[derive(Debug, Default)]
struct State {
    page: u64,
    /// Which element had the keyboard at the last frame: a change scrolls to it, whoever made it.
    focused: Option<usize>,
}

/// What a key means to the root.
enum Order {
    Move(Step),
    Escape,
    Enter,
    Scroll(Scroll),
}

fn order(event: &Event) -> Option<Order> {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key: keyboard::Key::Named(named),
        modifiers,
        repeat,
        ..
    }) = event
    else {
        return None;
    };
    if *named == key::Named::Tab && *modifiers == keyboard::Modifiers::SHIFT {
        return Some(Order::Move(Step::Previous));
    }
    if !modifiers.is_empty() {
        return None;
    }
    let orders = [
        (key::Named::Tab, Order::Move(Step::Next)),
        (key::Named::PageDown, Order::Scroll(Scroll::Pages(0.85))),
        (key::Named::PageUp, Order::Scroll(Scroll::Pages(-0.85))),
        (key::Named::ArrowDown, Order::Scroll(Scroll::Lines(2.0))),
        (key::Named::ArrowUp, Order::Scroll(Scroll::Lines(-2.0))),
        (key::Named::Home, Order::Scroll(Scroll::Start)),
        (key::Named::End, Order::Scroll(Scroll::End)),
        (key::Named::Escape, Order::Escape),
        (key::Named::Enter, Order::Enter),
    ];
    let found = orders.into_iter().find(|(key, _)| key == named);
    // A held key goes on moving and scrolling, but is one Escape and one Enter.
    found
        .map(|(_, order)| order)
        .filter(|order| !repeat || !matches!(order, Order::Escape | Order::Enter))
}

impl<M: Clone> Widget<M, Theme, iced::Renderer> for Keys<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State {
            page: self.page,
            focused: None,
        })
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if state.page == self.page {
            tree.diff_children(std::slice::from_ref(&self.content));
        } else {
            *state = State {
                page: self.page,
                focused: None,
            };
            tree.children = self.children();
        }
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
        let order = order(event);
        match (&order, &self.on_escape) {
            (Some(Order::Move(step)), _) => {
                let survey = self.survey(child, layout, renderer);
                let mut move_to = MoveTo::new(survey.after(*step));
                self.content
                    .as_widget_mut()
                    .operate(child, layout, renderer, &mut move_to);
                shell.capture_event();
                shell.request_redraw();
                return;
            }
            (Some(Order::Escape), Some(message)) => {
                shell.publish(message.clone());
                shell.capture_event();
                return;
            }
            _ => {}
        }

        self.content.as_widget_mut().update(
            child, event, layout, cursor, renderer, clipboard, shell, viewport,
        );

        if matches!(order, Some(Order::Enter))
            && !shell.is_event_captured()
            && let Some(message) = &self.on_enter
        {
            shell.publish(message.clone());
            shell.capture_event();
        }

        if let Some(Order::Scroll(scroll)) = order
            && !shell.is_event_captured()
        {
            let survey = self.survey(child, layout, renderer);
            if let Some(mut reveal) = survey.scroll(scroll) {
                self.content
                    .as_widget_mut()
                    .operate(child, layout, renderer, &mut reveal);
                shell.capture_event();
                shell.request_redraw();
            }
        }

        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            let survey = self.survey(child, layout, renderer);
            let focused = survey.focused();
            let state = tree.state.downcast_mut::<State>();
            if state.focused != focused {
                state.focused = focused;
                if let Some(mut reveal) = focused.and_then(|index| survey.reveal(index)) {
                    self.content
                        .as_widget_mut()
                        .operate(child, layout, renderer, &mut reveal);
                    shell.request_redraw();
                }
            }
        }
    }
}

impl<'a, M: Clone + 'a> From<Keys<'a, M>> for Element<'a, M> {
    fn from(keys: Keys<'a, M>) -> Self {
        Element::new(keys)
    }
}
