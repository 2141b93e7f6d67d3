//! The password: on the left the provider's steps, on the right the field.

use iced::widget::Column;

use super::{
    Context, Sheet,
    entry::{self, Entry, Use},
    glossary::{Asked, Glossary},
    guide::{self, Guide},
};
use crate::{
    draft::Draft,
    provider::glossary::Term,
    secret::Secret,
    theme::space,
    widget::{Id, checkbox, columns, panel, text},
};

/// The state of the screen.
#[derive(Debug)]
pub struct Password {
    entry: Entry,
    guide: Guide,
    glossary: Glossary,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the field.
    Entry(entry::Message),
    /// In the guide.
    Guide(guide::Message),
    /// A word was asked about.
    WordAsked(Asked),
    /// See the servers before the check, or not.
    AdvancedToggled,
    /// On to the next step.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Go to the next step.
    Continue,
    /// Open a page.
    Open(String),
    /// Put this on the clipboard.
    Copy(String),
    /// Read the clipboard.
    Paste,
    /// Give the keyboard to a field.
    Focus(Id),
    /// Make the window the small one beside the browser, or the full one again.
    Beside,
}

impl Password {
    /// The screen with the answers so far.
    pub fn new(draft: &Draft) -> Self {
        Self {
            entry: Entry::new(draft),
            guide: Guide::default(),
            glossary: Glossary::default(),
        }
    }

    /// The screen after the server refused the password.
    pub fn refused(draft: &Draft) -> Self {
        Self {
            entry: Entry::new(draft).refused(),
            guide: Guide::default(),
            glossary: Glossary::default(),
        }
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Action {
        match message {
            Message::Entry(message) => match self.entry.update(draft, message) {
                entry::Outcome::None => Action::None,
                entry::Outcome::Paste => Action::Paste,
                entry::Outcome::Use => Action::Continue,
            },
            Message::Guide(message) => match self.guide.update(message) {
                guide::Outcome::None => Action::None,
                guide::Outcome::Open(page) => Action::Open(page),
                guide::Outcome::Copy(words) => Action::Copy(words),
                guide::Outcome::Paste => Action::Paste,
                guide::Outcome::Focus(id) => Action::Focus(id),
                guide::Outcome::Beside => Action::Beside,
            },
            Message::WordAsked(asked) => {
                self.glossary.update(asked);
                Action::None
            }
            Message::AdvancedToggled => {
                draft.advanced = !draft.advanced;
                Action::None
            }
            Message::Continued => match self.entry.try_use() {
                Use::Yes => Action::Continue,
                Use::Focus(id) => Action::Focus(id),
            },
        }
    }

    /// The clipboard's content, after [`Action::Paste`].
    pub fn paste(&mut self, draft: &mut Draft, secret: Secret) {
        self.entry.paste(draft, secret);
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        self.glossary.close_top() || self.guide.close_top()
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let provider = draft.known_provider();
        let needs_code = provider.is_some_and(|provider| provider.password_kind().needs_code());
        let next = if draft.advanced || draft.is_other() || draft.origin_needs_consent() {
            "button-continue"
        } else {
            "screen-check-now"
        };
        if context.beside.is_some() {
            return Sheet::new(Guide::title(context))
                .push(self.guide.one(context).map(Message::Guide))
                .push(self.entry.view(context).map(Message::Entry))
                .primary(locale.text(next), Message::Continued)
                .slim();
        }
        let mut right = Column::new()
            .push(text::small(context.text_with(
                "screen-password-for",
                "address",
                draft.address.trim(),
            )))
            .push(self.entry.view(context).map(Message::Entry))
            .spacing(space::M);
        if !draft.is_other() {
            right = right.push(
                checkbox(locale.text("screen-password-advanced"), draft.advanced)
                    .on_press(Message::AdvancedToggled),
            );
        }
        let guide = self.guide.view(context).map(Message::Guide);
        let terms: &[Term] = if needs_code {
            &[Term::AppPassword, Term::TwoStep, Term::Keyring]
        } else {
            &[Term::Keyring]
        };
        right = right.push(self.glossary.view(context, terms).map(Message::WordAsked));
        Sheet::new(Guide::title(context))
            .lead(locale.text(if needs_code {
                "screen-password-lead-code"
            } else {
                "screen-password-lead"
            }))
            .wide()
            .push(columns(if context.is_narrow {
                [panel(right), guide]
            } else {
                [guide, panel(right)]
            }))
            .primary(locale.text(next), Message::Continued)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::RoleChoice;

    #[test]
    fn nothing_entered_keeps_the_step_and_the_keyboard_in_the_field() {
        let mut draft = Draft {
            role: Some(RoleChoice::HomeStation),
            provider: Some("gmail".to_owned()),
            ..Draft::default()
        };
        let mut screen = Password::new(&draft);
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Focus(entry::SECRET)
        );
        screen.paste(&mut draft, Secret::new("qzvt kwpm xjrb hnyd".to_owned()));
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Continue
        );
    }
}
