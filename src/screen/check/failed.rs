//! What is shown when a side failed: what happened, why, one next action, the server's own line,
//! and the short general list of the manuals.

use iced::widget::{Column, Row};

use super::{
    Check, Message, Phase, Purpose, Sheet,
    remedy::main_failure,
    words::{failure_words, provider_name, remedy_label},
};
use crate::{
    backend::Report,
    diagnose,
    failure::{Failure, Remedy, Side, Stage},
    i18n::Locale,
    screen::Context,
    theme::space,
    widget::{
        Element, Icon, button, icon,
        notice::{Kind, callout},
        quote, text,
    },
};

/// Adds the failure to the sheet.
pub(super) fn push<'a>(
    check: &'a Check,
    mut sheet: Sheet<'a, Message>,
    context: Context<'a>,
    report: &'a Report,
) -> Sheet<'a, Message> {
    let Some((side, main)) = main_failure(report) else {
        return sheet;
    };
    let other = report.failures().find(|(other, _)| *other != side);
    // One reason on both sides is said once.
    let is_same = other.is_some_and(|(_, failure)| failure.cause == main.cause);
    sheet = sheet.push(card(check, context, report, side, main, is_same));
    if let Some((other, failure)) = other
        && !is_same
    {
        sheet = sheet.push(second(check, context, other, failure));
    }
    sheet = with_primary(check, sheet, context, side, main);
    sheet.push(general(check, context))
}

fn with_primary<'a>(
    check: &Check,
    sheet: Sheet<'a, Message>,
    context: Context<'a>,
    side: Side,
    failure: &Failure,
) -> Sheet<'a, Message> {
    let is_open = check.is_page_open
        && matches!(
            failure.remedy,
            Remedy::OpenPage { .. } | Remedy::SwitchOnProtocol { .. }
        );
    let label = if is_open {
        context.text("check-again")
    } else {
        remedy_label(context, &failure.remedy)
    };
    if let Some(wait) = check.wait.filter(|wait| wait.is_wanted) {
        let label = context.text_with("check-wait", "time", clock(wait.left));
        return sheet.primary_maybe(label, None);
    }
    sheet.primary(label, Message::RemedyTaken(side))
}

fn card<'a>(
    check: &'a Check,
    context: Context<'a>,
    report: &Report,
    side: Side,
    failure: &'a Failure,
    is_both: bool,
) -> Element<'a, Message> {
    let locale = context.locale;
    let name = provider_name(context, check.ladder(side).server().host.as_str());
    let words = diagnose::failure_text(failure, &name, locale);
    let kind = if failure.cause.is_transient() {
        Kind::Warning
    } else {
        Kind::Danger
    };
    let mut body = Column::new().spacing(space::S);
    for finding in &report.findings {
        let found = diagnose::finding_text(*finding, &name, report.intercepted_by(), locale);
        body = body.push(
            Row::new()
                .push(icon(Icon::Info).small())
                .push(
                    Column::new()
                        .push(text::strong(found.title))
                        .push(text::body(found.action)),
                )
                .spacing(space::XS),
        );
    }
    body = body.push(text::body(words.action));
    if let Remedy::MakeAppPassword { url: Some(url) } = &failure.remedy {
        body = body.push(
            button::secondary(context.text_with("screen-open-provider", "provider", name.clone()))
                .trailing(Icon::External)
                .on_press(Message::PageAsked(url.clone())),
        );
    }
    if let Some(entry) = &check.entry {
        body = body.push(entry.view(context).map(Message::Entry));
    }
    if let Some(wait) = check.wait.filter(|wait| !wait.is_wanted) {
        body = body.push(
            Row::new()
                .push(text::body(context.text_with(
                    "check-retry-in",
                    "time",
                    clock(wait.left),
                )))
                .push(button::link(locale.text("check-retry-stop")).on_press(Message::WaitStopped))
                .spacing(space::S)
                .align_y(iced::Alignment::Center),
        );
    }
    // What to do comes first; what the server said, for those who help, last.
    if !is_both && failure.detail.is_none() {
        body = body.push(text::small(where_it_was(locale, side)));
    }
    if let Some(detail) = &failure.detail {
        body = body
            .push(text::small(locale.text(detail_label(side, failure.stage))))
            .push(quote(detail.as_str()));
    }
    for cause in &failure.alternatives {
        let mut alternative = failure.clone();
        alternative.cause = *cause;
        let (title, _) = failure_words(context, &alternative, &name);
        body = body.push(text::small(context.text_with(
            "check-alternative",
            "title",
            title,
        )));
    }
    callout(kind, words.title)
        .text(words.why)
        .content(body)
        .action(
            button::quiet(locale.text(if check.is_copied {
                "check-copied"
            } else {
                "check-copy-details"
            }))
            .icon(if check.is_copied {
                Icon::Check
            } else {
                Icon::Copy
            })
            .on_press(Message::DetailsCopied),
        )
        .into()
}

/// The other side's failure, where it has another reason: said, with no second primary action.
fn second<'a>(
    check: &'a Check,
    context: Context<'a>,
    side: Side,
    failure: &'a Failure,
) -> Element<'a, Message> {
    let name = provider_name(context, check.ladder(side).server().host.as_str());
    let (title, why) = failure_words(context, failure, &name);
    let mut callout = callout(Kind::Warning, title).text(why);
    if let Some(detail) = &failure.detail {
        let label = context.text(detail_label(side, failure.stage));
        callout = callout.content(text::small(label));
        callout = callout.content(quote(diagnose::clean(detail)));
    }
    let is_own = matches!(
        failure.remedy,
        Remedy::UseProtocol(_) | Remedy::UseServer { .. } | Remedy::ShowCertificate
    );
    if is_own {
        callout = callout.action(
            button::secondary(remedy_label(context, &failure.remedy))
                .on_press(Message::RemedyTaken(side)),
        );
    }
    callout.into()
}

const fn detail_label(side: Side, stage: Stage) -> &'static str {
    match (side, stage.is_below_mail()) {
        (Side::Incoming, true) => "check-detail-incoming",
        (Side::Outgoing, true) => "check-detail-outgoing",
        (Side::Incoming, false) => "check-line-incoming",
        (Side::Outgoing, false) => "check-line-outgoing",
    }
}

fn where_it_was(locale: &Locale, side: Side) -> String {
    locale.text(match side {
        Side::Incoming => "check-at-incoming",
        Side::Outgoing => "check-at-outgoing",
    })
}

/// What the manuals say to look at, whatever the cause; the ways out that are no repair.
fn general<'a>(check: &'a Check, context: Context<'a>) -> Element<'a, Message> {
    let locale = context.locale;
    let mut column = Column::new().spacing(space::S);
    column = column.push(
        button::disclosure(locale.text("check-general"), check.shows_general)
            .on_press(Message::GeneralToggled),
    );
    if check.shows_general {
        for line in diagnose::general_list(locale) {
            column = column.push(text::body(format!("• {line}")));
        }
    }
    let mut ways = Row::new().spacing(space::S);
    if check.purpose != Purpose::Look {
        ways = ways.push(
            button::secondary(locale.text("check-servers"))
                .icon(Icon::Settings)
                .on_press(Message::ServersAsked),
        );
    }
    if check.can_save_unproven && check.purpose == Purpose::SetUp {
        ways = ways.push(
            button::secondary(locale.text("check-save-unproven"))
                .icon(Icon::Save)
                .on_press(Message::UnprovenAsked),
        );
        column = column
            .push(ways.wrap())
            .push(text::small(locale.text("check-save-unproven-text")));
    } else {
        column = column.push(ways.wrap());
    }
    debug_assert!(matches!(check.phase, Phase::Failed(_)));
    column.into()
}

/// Seconds as a clock shows them: `4:05`.
fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
