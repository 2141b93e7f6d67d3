//! A person at the keyboard of the whole program: real key events go through the widgets, what they
//! say changes the state, and the world is a scripted backend. Focus is only where a key, or the
//! program, put it.

#![allow(unreachable_pub, reason = "part of a test")]

use std::collections::VecDeque;
use std::sync::Arc;

use futures::{FutureExt, StreamExt};
use home_station::app::perform::backend_call;
use home_station::app::{App, Effect, Message, Start};
use home_station::backend::Backend;
use home_station::backend::scripted::Scripted;
use home_station::i18n::Language;
use home_station::preferences::Preferences;
use home_station::theme::measure;
use home_station::widget::{Id, Motion};
use iced::advanced::mouse;
use iced::advanced::widget::{Operation, Tree, operation};
use iced::keyboard::{self, key};
use iced::{Event, window};

use crate::picture::Stage;

/// The person, the program, and what the person sees.
pub struct Keyboard {
    pub app: App,
    backend: Arc<dyn Backend>,
    tree: Option<Tree>,
    /// Everything that was to happen in the world, in order.
    pub effects: Vec<Effect>,
    /// Keys pressed that are no letters.
    pub presses: usize,
}

/// Whether anything has the keyboard.
#[derive(Debug, Default)]
struct Focused(bool);

impl Operation for Focused {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(
        &mut self,
        _id: Option<&Id>,
        _bounds: iced::Rectangle,
        state: &mut dyn operation::Focusable,
    ) {
        self.0 |= state.is_focused();
    }
}

/// The words of what has the keyboard.
#[derive(Debug, Default)]
struct FocusedWords {
    bounds: Option<iced::Rectangle>,
    words: Vec<String>,
}

impl Operation for FocusedWords {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(
        &mut self,
        _id: Option<&Id>,
        bounds: iced::Rectangle,
        state: &mut dyn operation::Focusable,
    ) {
        if state.is_focused() {
            self.bounds = Some(bounds);
        }
    }

    fn text(&mut self, _id: Option<&Id>, bounds: iced::Rectangle, words: &str) {
        if self.bounds.is_some_and(|outer| bounds.is_within(&outer)) {
            self.words.push(words.to_owned());
        }
    }
}

/// Where words stand.
#[derive(Debug)]
struct Place<'a> {
    words: &'a str,
    place: Option<iced::Rectangle>,
}

impl Operation for Place<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn text(&mut self, _id: Option<&Id>, bounds: iced::Rectangle, words: &str) {
        if self.words == words {
            self.place = Some(bounds);
        }
    }
}

impl Keyboard {
    pub fn new(language: Language, start: Start, backend: Scripted) -> Self {
        let (app, effects) = App::new(
            language,
            start,
            Motion::Reduced,
            Preferences::default(),
            backend.is_practice(),
        );
        let mut keyboard = Self {
            app,
            backend: Arc::new(backend),
            tree: None,
            effects: Vec::new(),
            presses: 0,
        };
        keyboard.perform(effects);
        keyboard
    }

    /// Shows the present view, in the state the one before left, and does something with it.
    fn show<T>(&mut self, look: impl FnOnce(&mut Stage<'_, Message>) -> T) -> T {
        let mut stage = Stage::resume(self.app.view(), measure::SMALLEST, self.tree.take());
        let seen = look(&mut stage);
        self.tree = Some(stage.into_tree());
        seen
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            self.effects.push(effect.clone());
            if let Some((_, mut messages)) = backend_call(&effect, &self.backend) {
                while let Some(Some(message)) = messages.next().now_or_never() {
                    waiting.extend(self.app.advance(message));
                }
            } else if let Effect::Focus(id) = effect {
                let mut focus = operation::focusable::focus::<()>(id);
                self.show(|stage| stage.operate(&mut operation::black_box(&mut focus)));
            }
        }
    }

    fn send(&mut self, events: Vec<Event>) {
        for event in events {
            let messages = self.show(|stage| {
                let frame = window::Event::RedrawRequested(stage.clock);
                let mut messages = stage.event(&event, mouse::Cursor::Unavailable);
                messages.extend(stage.event(&Event::Window(frame), mouse::Cursor::Unavailable));
                messages
            });
            for message in messages {
                let effects = self.app.advance(message);
                self.perform(effects);
            }
        }
    }

    /// Presses a key that is no letter.
    pub fn press(&mut self, named: key::Named) {
        self.presses += 1;
        let key = keyboard::Key::Named(named);
        self.send(vec![pressed(key, keyboard::Modifiers::empty(), None)]);
    }

    /// Presses Tab until something with these words has the keyboard; whether that came.
    pub fn tab_to(&mut self, words: &str) -> bool {
        for _ in 0..60 {
            self.press(key::Named::Tab);
            let mut focused = FocusedWords::default();
            self.show(|stage| stage.operate(&mut focused));
            if focused.words.iter().any(|seen| seen == words) {
                return true;
            }
        }
        false
    }

    /// Presses Shift and Tab.
    pub fn back(&mut self) {
        self.presses += 1;
        let key = keyboard::Key::Named(key::Named::Tab);
        self.send(vec![pressed(key, keyboard::Modifiers::SHIFT, None)]);
    }

    /// Types letters into whatever has the keyboard.
    pub fn write(&mut self, words: &str) {
        for letter in words.chars() {
            let key = keyboard::Key::Character(letter.to_string().into());
            let text = Some(letter.to_string());
            self.send(vec![pressed(key, keyboard::Modifiers::empty(), text)]);
        }
    }

    /// Selects everything in a field.
    pub fn select_all(&mut self) {
        self.presses += 1;
        let held = keyboard::Modifiers::COMMAND;
        let changed = |held| Event::Keyboard(keyboard::Event::ModifiersChanged(held));
        let key = keyboard::Key::Character("a".into());
        self.send(vec![
            changed(held),
            pressed(key, held, None),
            changed(keyboard::Modifiers::empty()),
        ]);
    }

    /// Hands a message over, as if its control had been pressed.
    pub fn say(&mut self, message: Message) {
        let effects = self.app.advance(message);
        self.perform(effects);
    }

    /// Clicks on what has these words; whether it is there. What is further down is scrolled to.
    pub fn click(&mut self, words: &str) -> bool {
        let size = iced::Size::new(1040.0, 3000.0);
        let mut stage = Stage::resume(self.app.view(), size, self.tree.take());
        let mut found = Place { words, place: None };
        stage.operate(&mut found);
        let mut messages = Vec::new();
        if let Some(place) = found.place {
            let pointer = mouse::Cursor::Available(place.center());
            let left = mouse::Button::Left;
            for event in [
                mouse::Event::ButtonPressed(left),
                mouse::Event::ButtonReleased(left),
            ] {
                messages.extend(stage.event(&Event::Mouse(event), pointer));
            }
        }
        self.tree = Some(stage.into_tree());
        let is_there = !messages.is_empty();
        for message in messages {
            self.say(message);
        }
        is_there
    }

    /// Whether anything has the keyboard.
    pub fn is_anything_focused(&mut self) -> bool {
        let mut focused = Focused::default();
        self.show(|stage| stage.operate(&mut focused));
        focused.0
    }
}

fn pressed(key: keyboard::Key, modifiers: keyboard::Modifiers, text: Option<String>) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
        location: keyboard::Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat: false,
    })
}
