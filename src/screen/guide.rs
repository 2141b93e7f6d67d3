//! The way to the password at the provider's pages, beside the field: steps that can be ticked off,
//! buttons that open exactly the right page, the name to copy.

use std::collections::BTreeSet;

use iced::widget::Column;

use super::Context;
use crate::{
    draft::Draft,
    provider::{Catalogue, PasswordKind, Provider},
    theme::space,
    widget::{Element, Icon, button, copy_row, text},
};

/// The state of the guide.
#[derive(Debug, Default)]
pub struct Guide {
    done: BTreeSet<usize>,
    is_copied: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A step was ticked off, or not any more.
    Ticked(usize),
    /// A page is to be opened.
    PageAsked(String),
    /// The name for the app password is to be copied.
    NameCopied(String),
}

/// What the owner shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    None,
    /// Open a page.
    Open(String),
    /// Put this on the clipboard.
    Copy(String),
}

impl Guide {
    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Outcome {
        match message {
            Message::Ticked(step) => {
                if !self.done.remove(&step) {
                    let _ = self.done.insert(step);
                }
                Outcome::None
            }
            Message::PageAsked(page) => Outcome::Open(page),
            Message::NameCopied(name) => {
                self.is_copied = true;
                Outcome::Copy(name)
            }
        }
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        false
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let Context { locale, draft, .. } = context;
        let mut column = Column::new().spacing(space::M);
        let Some(provider) = known(draft) else {
            return column
                .push(text::body(locale.text("screen-guide-other")))
                .into();
        };
        column = column.push(text::body(locale.text(match provider.password_kind() {
            PasswordKind::AppPassword | PasswordKind::AppPasswordIfTwoStep => {
                "screen-guide-app-password"
            }
            PasswordKind::Account
            | PasswordKind::MailPassword
            | PasswordKind::AuthCode
            | PasswordKind::Bridge
            | PasswordKind::OauthOnly
            | PasswordKind::None => "screen-guide-other",
        })));
        if let Ok(role) = draft.parsed_role() {
            let name = role.app_password_name();
            column = column.push(
                copy_row(locale.text("screen-guide-name"), name.clone()).copy(
                    locale.text("button-copy"),
                    Message::NameCopied(name),
                    self.is_copied,
                ),
            );
        }
        if let Some(page) = provider.app_password_page() {
            column = column.push(
                button::secondary(context.text_with(
                    "screen-open-provider",
                    "provider",
                    provider.name(),
                ))
                .trailing(Icon::External)
                .on_press(Message::PageAsked(page.to_owned())),
            );
        }
        column.into()
    }
}

fn known(draft: &Draft) -> Option<&'static Provider> {
    Catalogue::bundled().by_id(draft.provider.as_deref()?)
}
