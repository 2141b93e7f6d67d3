//! The pages of a provider that was found: what is to be switched on there is asked for, what can
//! be read is offered.

use iced::widget::{Column, Row};

use super::Context;
use crate::{
    draft::{Origin, Page, PageKind},
    theme::space,
    widget::{
        Element, Icon, button,
        notice::{Kind, callout},
        quote, text,
    },
};

/// So many pages of a kind are offered.
const MOST: usize = 3;

/// Both, the former above; nothing where no page is known.
pub(super) fn of_provider<'a, M: Clone + 'a>(
    context: Context<'a>,
    origin: &'a Origin,
    open: impl Fn(String) -> M,
) -> Option<Element<'a, M>> {
    let of = |kind: PageKind| {
        let pages = origin.pages.iter().filter(move |page| page.kind == kind);
        pages.take(MOST).collect::<Vec<_>>()
    };
    let (switches, guides) = (of(PageKind::SwitchOn), of(PageKind::Reading));
    // Words of somebody who has not shown who they are could lead anywhere.
    let words = |page: &'a Page| {
        let text = page.text(context.locale.language());
        text.filter(|_| !origin.needs_consent)
    };
    let site = |page: &Page| context.text_with("discovery-open-page", "site", page.site());
    let mut column = Column::new().spacing(space::M);
    if !switches.is_empty() {
        let mut task = callout(Kind::Info, context.text("discovery-switch-on"))
            .text(context.text("discovery-switch-on-text"));
        for page in &switches {
            if let Some(said) = words(page) {
                task = task.content(quote(said));
            }
            task = task.action(
                button::secondary(site(page))
                    .trailing(Icon::External)
                    .on_press(open(page.url.clone())),
            );
        }
        column = column.push(task);
    }
    if !guides.is_empty() {
        let mut row = Row::new()
            .push(text::small(context.text("discovery-reading")))
            .spacing(space::S)
            .align_y(iced::Alignment::Center);
        for page in &guides {
            let label = match words(page) {
                Some(said) => format!("{said} ({})", page.site()),
                None => site(page),
            };
            row = row.push(
                button::link(label)
                    .trailing(Icon::External)
                    .on_press(open(page.url.clone())),
            );
        }
        column = column.push(row.wrap());
    }
    let is_any = !(switches.is_empty() && guides.is_empty());
    is_any.then(|| column.into())
}
