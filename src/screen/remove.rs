//! The question before a mailbox is removed: what stops working.

use super::Context;
use crate::{
    account::{Account, Role},
    widget::{Element, Id, button, dialog},
};

/// The button that changes nothing: it has the keyboard first.
pub const KEEP: Id = Id::new("keep-mailbox");

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Keep it.
    Kept,
    /// Remove it.
    Removed,
}

/// Draws it over the page. `is_earlier`: it is kept only until the devices know the new address.
pub fn view<'a>(
    context: Context<'a>,
    account: &'a Account,
    is_earlier: bool,
) -> Element<'a, Message> {
    let locale = context.locale;
    let words = match &account.role {
        Role::HomeStation if is_earlier => locale.text("device-move-remove-text"),
        Role::HomeStation => locale.text("screen-remove-home-station"),
        Role::LevelSender { serial } => {
            context.text_with("screen-remove-levelsender", "serial", serial.as_str())
        }
    };
    dialog(context.text_with("screen-remove-title", "address", account.address.as_str()))
        .text(words)
        .text(locale.text("screen-remove-text"))
        .action(
            button::secondary(locale.text("screen-remove-keep"))
                .id(KEEP)
                .on_press(Message::Kept),
        )
        .action(button::danger(locale.text("screen-remove-remove")).on_press(Message::Removed))
        .into()
}
