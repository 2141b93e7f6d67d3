//! What still has to be done at the devices, above the mailboxes.

use iced::widget::{Column, Row};

use super::{FIRST_TO_DO, Message};
use crate::{
    account::{Account, AccountId},
    backend::StoredAccount,
    device::{HandOver, Task, Todo, What},
    screen::{Context, change_password::owner_words},
    theme::space,
    widget::{
        Element, Icon, button, checkbox, divided,
        notice::{Kind, callout},
        panel, text,
    },
};

/// Both lists, as far as there is anything on them.
pub(super) fn parts<'a>(
    context: Context<'a>,
    todo: &'a Todo,
    accounts: &'a [StoredAccount],
) -> Vec<Element<'a, Message>> {
    let find = |id: &AccountId| {
        let mut accounts = accounts.iter().map(|stored| &stored.account);
        accounts.find(|account| account.id == *id)
    };
    let mut parts = Vec::new();
    if let Some(hand_over) = &todo.hand_over {
        let kept = hand_over.kept.as_ref();
        let mut all = accounts.iter().map(|stored| &stored.account);
        let station =
            all.find(|account| !account.role.is_level_sender() && Some(&account.id) != kept);
        parts.extend(station.map(|station| moving(context, hand_over, station)));
    }
    let has_first = parts.is_empty();
    let known = todo
        .tasks
        .iter()
        .filter_map(|task| Some((task, find(&task.id)?)));
    let rows: Vec<Element<'a, Message>> = known
        .enumerate()
        .map(|(index, (task, device))| row(context, task, device, has_first && index == 0))
        .collect();
    if !rows.is_empty() {
        let mut column = Column::new()
            .push(text::heading(context.text("device-to-do")))
            .spacing(space::S);
        if rows.len() > 1 {
            column = column.push(text::small(context.text("device-to-do-order")));
        }
        parts.push(panel(column.push(divided(rows))));
    }
    parts
}

fn moving<'a>(
    context: Context<'a>,
    hand_over: &'a HandOver,
    station: &Account,
) -> Element<'a, Message> {
    let old = hand_over.old.as_str();
    let new = station.address.as_str();
    let left = hand_over.moves.iter().filter(|device| !device.is_done);
    let values = [
        ("count", left.count().into()),
        ("old", old.into()),
        ("new", new.into()),
    ];
    let (kind, title, words, action) = if hand_over.is_done() {
        (
            Kind::Success,
            "device-move-over",
            "device-move-over-text",
            "device-move-finish",
        )
    } else {
        (
            Kind::Warning,
            "device-move-open",
            "device-move-open-text",
            "device-move-tell",
        )
    };
    let locale = context.locale;
    callout(kind, locale.text_with(title, values.clone()))
        .text(locale.text_with(words, values))
        .action(
            button::secondary(context.text(action))
                .icon(Icon::Send)
                .id(FIRST_TO_DO)
                .on_press(Message::HandOverAsked),
        )
        .into()
}

/// One device: what it has to be told, and its settings card.
fn row<'a>(
    context: Context<'a>,
    task: &Task,
    device: &Account,
    is_first: bool,
) -> Element<'a, Message> {
    let what = match task.what {
        What::Settings => "device-to-do-settings",
        What::Password => "device-to-do-password",
    };
    let name = owner_words(context, &device.role);
    let mut tick = checkbox(name, task.is_done)
        .help(context.text(what))
        .on_press(Message::Told(device.id.clone(), !task.is_done));
    if is_first {
        tick = tick.id(FIRST_TO_DO);
    }
    let mut row = Row::new()
        .push(tick)
        .spacing(space::S)
        .align_y(iced::Alignment::Center);
    if task.what == What::Settings && !task.is_done {
        row = row.push(
            button::quiet(context.text("screen-card"))
                .icon(Icon::External)
                .on_press(Message::CardAsked(device.id.clone())),
        );
    }
    row.into()
}
