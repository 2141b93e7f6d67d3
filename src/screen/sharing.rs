//! Mailboxes that are one account at the provider: the warning, and what a change there silences.

use iced::widget::{Column, Row};

use super::{Context, Sheet, change_password::owner_words};
use crate::{
    account::{Account, Address},
    device,
    failure::Side,
    provider,
    theme::{Tone, space},
    widget::{
        Element, Icon, icon,
        notice::{Kind, callout},
        text,
    },
};

/// Warns that an address belongs to a mailbox that is set up already.
pub fn at_address<'a, M: Clone + 'a>(
    context: Context<'a>,
    address: &Address,
    all: &[Account],
) -> Option<Element<'a, M>> {
    let taken = all.iter().find(|account| account.is_mailbox_of(address))?;
    let name = owner_words(context, &taken.role);
    let words = context.text_with("device-shared-at-address", "name", name);
    let warning = callout(Kind::Warning, words);
    Some(
        warning
            .text(context.text("device-shared-at-address-text"))
            .into(),
    )
}

/// Adds a warning for each account that several mailboxes use.
pub fn warned<'a, M: Clone + 'a>(
    context: Context<'a>,
    mut sheet: Sheet<'a, M>,
    all: &[Account],
) -> Sheet<'a, M> {
    for group in device::shared(all) {
        let names: Vec<String> = group
            .iter()
            .map(|account| owner_words(context, &account.role))
            .collect();
        let words = context.text_with("device-shared", "names", names.join(", "));
        let warning = callout(Kind::Warning, words).text(context.text("device-shared-text"));
        sheet = sheet.push(warning);
    }
    sheet
}

/// What a change at the provider of this mailbox would silence, and which of it needs a visit; none
/// where nothing but this computer is concerned.
pub fn silenced<'a, M: Clone + 'a>(
    context: Context<'a>,
    account: &Account,
    all: &[Account],
) -> Option<Element<'a, M>> {
    let silenced = device::silenced(account, all);
    if !silenced
        .iter()
        .any(|account| account.role.is_level_sender())
    {
        return None;
    }
    let place = provider::name_of(account, Side::Incoming);
    let mut list = Column::new().spacing(space::XXS);
    for account in silenced {
        let (sign, key) = if account.role.is_level_sender() {
            (Icon::Radio, "device-silenced-visit")
        } else {
            (Icon::Monitor, "device-silenced-here")
        };
        let words = context.text_with(key, "name", owner_words(context, &account.role));
        list = list.push(
            Row::new()
                .push(icon(sign).small().tone(Tone::Warning))
                .push(text::body(words).width(iced::Fill))
                .spacing(space::XS),
        );
    }
    let title = context.text_with("device-silenced", "provider", place);
    let warning = callout(Kind::Warning, title);
    Some(
        warning
            .text(context.text("device-silenced-text"))
            .content(list)
            .into(),
    )
}
