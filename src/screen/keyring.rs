//! The keyring before anything is typed: locked (the system will ask for its password) or missing
//! (what to install or start, try again, this session only).

use super::{Context, Sheet};
use crate::{
    backend::KeyringStatus,
    failure::StorageFailure,
    widget::{
        notice::{Kind, callout},
        spinner, text,
    },
};

/// The state of the screen.
#[derive(Debug)]
pub struct Keyring {
    /// Why there is none; none: it is locked.
    missing: Option<StorageFailure>,
    is_running: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Unlock it, or look again.
    Retried,
    /// Go on with this session's memory only.
    SessionChosen,
}

/// What the parent shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Let the system ask for its password.
    Unlock,
    /// Look again.
    Look,
    /// Go on without it.
    ThisSession,
}

impl Keyring {
    /// The screen for a state of the keyring; none where it is ready.
    pub fn new(status: &KeyringStatus) -> Option<Self> {
        match status {
            KeyringStatus::Ready => None,
            KeyringStatus::Locked => Some(Self {
                missing: None,
                is_running: false,
            }),
            KeyringStatus::Missing(failure) => Some(Self {
                missing: Some(failure.clone()),
                is_running: false,
            }),
        }
    }

    /// Whether the keyring is being asked.
    pub const fn is_running(&self) -> bool {
        self.is_running
    }

    /// The person stopped it.
    pub fn stop(&mut self) {
        self.is_running = false;
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        match message {
            Message::Retried => {
                self.is_running = true;
                if self.missing.is_none() {
                    Action::Unlock
                } else {
                    Action::Look
                }
            }
            Message::SessionChosen => Action::ThisSession,
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let sheet = match &self.missing {
            None => Sheet::new(locale.text("screen-keyring-locked-title"))
                .lead(locale.text("screen-keyring-locked-lead")),
            Some(failure) => Sheet::new(locale.text("screen-keyring-missing-title")).push(
                callout(Kind::Warning, super::storage::what(locale, failure))
                    .text(super::storage::action(locale, failure)),
            ),
        };
        let sheet = if self.is_running {
            sheet.push(
                iced::widget::Row::new()
                    .push(spinner(context.motion))
                    .push(text::muted(locale.text("screen-keyring-waiting")))
                    .spacing(crate::theme::space::S),
            )
        } else {
            sheet
        };
        let retry = if self.missing.is_none() {
            "screen-keyring-unlock"
        } else {
            "button-try-again"
        };
        let message = (!self.is_running).then_some(Message::Retried);
        sheet
            .push(text::small(locale.text("screen-keyring-session-text")))
            .other(
                locale.text("screen-keyring-session"),
                Message::SessionChosen,
            )
            .primary_maybe(locale.text(retry), message)
    }
}
