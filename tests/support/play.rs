//! Plays the window without one: effects go to a scripted backend, what it answers comes back as
//! messages, until nothing more happens.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "a test may fail aloud, and each uses a part of it"
)]

use std::collections::VecDeque;
use std::sync::Arc;

use futures::{FutureExt, StreamExt};
use home_station::app::{App, Effect, Message, Start, perform::backend_call};
use home_station::backend::{Backend, scripted::Scripted};
use home_station::i18n::Language;
use home_station::preferences::Preferences;
use home_station::widget::Motion;
use iced::Size;

/// The program and its world.
pub struct Play {
    pub app: App,
    backend: Arc<dyn Backend>,
    /// Everything that was to happen, in order.
    pub effects: Vec<Effect>,
}

impl Play {
    pub fn new(backend: Scripted, start: Start, language: Language, size: Size) -> Self {
        let is_practice = backend.is_practice();
        let (app, effects) = App::new(
            language,
            start,
            Motion::Reduced,
            Preferences::default(),
            is_practice,
        );
        let mut play = Self {
            app,
            backend: Arc::new(backend),
            effects: Vec::new(),
        };
        play.perform(effects);
        play.send(Message::Resized(size));
        play
    }

    /// Sends a message and everything that follows from it.
    pub fn send(&mut self, message: Message) {
        let effects = self.app.advance(message);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            self.effects.push(effect.clone());
            let Some((_, mut messages)) = backend_call(&effect, &self.backend) else {
                continue;
            };
            // A silent server leaves it pending.
            while let Some(Some(message)) = messages.next().now_or_never() {
                queue.extend(self.app.advance(message));
            }
        }
    }
}
