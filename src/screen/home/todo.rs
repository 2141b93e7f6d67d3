//! What still has to be done at the devices, above the mailboxes.

use iced::widget::{Column, Row};
use time::PrimitiveDateTime;

use super::{FIRST_TO_DO, Message};
use crate::{
    account::{Account, AccountId},
    backend::StoredAccount,
    device::{HandOver, Task, Todo, What, clock, weekday_word},
    screen::{Context, change_password::owner_words, reporting::opener},
    theme::space,
    widget::{
        Element, Icon, button, checkbox, divided,
        notice::{Kind, callout},
        panel, text,
    },
};

/// What is on the list, the device, and when it reports next.
type Known<'a> = (&'a Task, &'a Account, Option<PrimitiveDateTime>);

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
    let known: Vec<Known<'a>> = todo
        .by_next_report(&todo.tasks, |task| &task.id)
        .into_iter()
        .filter_map(|task| Some((task, find(&task.id)?, todo.next_report(&task.id))))
        .collect();
    if !known.is_empty() {
        let is_order = known.len() > 1;
        let has_times = known.iter().any(|(.., next)| next.is_some());
        let mut column = Column::new()
            .push(text::heading(context.text("device-to-do")))
            .spacing(space::S);
        if is_order {
            column = column.push(text::small(context.text(if has_times {
                "device-to-do-order"
            } else {
                "device-to-do-no-order"
            })));
        }
        let rows = known.into_iter().enumerate().map(|(index, known)| {
            row(
                context,
                known,
                has_first && index == 0,
                is_order || has_times,
            )
        });
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

/// One device: what it has to be told, when it reports next, its settings card.
fn row<'a>(
    context: Context<'a>,
    (task, device, next): Known<'a>,
    is_first: bool,
    asks_when: bool,
) -> Element<'a, Message> {
    let what = match task.what {
        What::Settings => "device-to-do-settings",
        What::Password => "device-to-do-password",
    };
    let mut help = context.text(what);
    if let Some(next) = next {
        let values = [
            ("weekday", weekday_word(next.weekday()).into()),
            ("time", clock(next.time()).into()),
        ];
        help.push(' ');
        help.push_str(&context.locale.text_with("device-reports-next", values));
        help.push('.');
    }
    let name = owner_words(context, &device.role);
    let mut tick = checkbox(name, task.is_done)
        .help(help)
        .on_press(Message::Told(device.id.clone(), !task.is_done));
    if is_first {
        tick = tick.id(FIRST_TO_DO);
    }
    let needs_card = task.what == What::Settings && !task.is_done;
    let card = needs_card.then(|| {
        button::quiet(context.text("screen-card"))
            .icon(Icon::External)
            .on_press(Message::CardAsked(device.id.clone()))
    });
    let when = asks_when.then(|| {
        button::quiet(context.text("device-reports-ask"))
            .icon(Icon::Clock)
            .id(opener(&device.id))
            .on_press(Message::ReportingAsked(device.id.clone()))
    });
    Row::new()
        .push(tick)
        .push(
            Column::new()
                .push(card)
                .push(when)
                .align_x(iced::Alignment::End),
        )
        .spacing(space::S)
        .align_y(iced::Alignment::Center)
        .into()
}
