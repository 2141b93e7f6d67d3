//! Why a provider cannot serve, with two ways on; and what must be true before one can.

use iced::widget::Column;

use super::{Message, WAY_ON};
use crate::{
    provider::{self, Condition, Refusal, Verdict, WayOn},
    screen::Context,
    theme::{Tone, space},
    widget::{
        Element, button,
        notice::{Kind, callout},
        text,
    },
};

pub(super) fn refused<'a>(
    context: Context<'a>,
    refusal: &Refusal,
    provider: &'static provider::Provider,
) -> Element<'a, Message> {
    let locale = context.locale;
    callout(
        Kind::Warning,
        context.text_with("screen-provider-refused", "provider", provider.name()),
    )
    .text(refusal.explain(locale, provider))
    .content(ways(context, refusal.ways))
    .content(text::toned(
        text::small(provider.explain_checked(locale)),
        Tone::Muted,
    ))
    .into()
}

/// Two ways on, each with its button.
pub(super) fn ways(context: Context<'_>, both: [WayOn; 2]) -> Element<'_, Message> {
    let mut ways = Column::new().spacing(space::S);
    for (index, way) in both.into_iter().enumerate() {
        let label = context.text(way_label(way));
        let button = if index == 0 {
            button::secondary(label).id(WAY_ON)
        } else {
            button::secondary(label)
        };
        ways = ways
            .push(text::body(context.text(way.text_key())))
            .push(button.on_press(Message::WayTaken(way)));
    }
    ways.into()
}

/// What the button of a way on says.
const fn way_label(way: WayOn) -> &'static str {
    match way {
        WayOn::AnotherProvider => "screen-provider-way-another",
        WayOn::KeepAsRecipient => "screen-provider-way-keep",
        WayOn::CompanyException | WayOn::OwnServers => "screen-provider-way-servers",
        WayOn::UseForHomeStation => "screen-provider-way-home-station",
        WayOn::UseImap => "screen-provider-way-imap",
        WayOn::UsePop3 => "screen-provider-way-pop",
    }
}

/// What must be true before the provider can serve, but for what a later step shows.
pub(super) fn conditions<'a>(
    context: Context<'a>,
    verdict: &Verdict,
    provider: &'static provider::Provider,
) -> Option<Element<'a, Message>> {
    let words: Vec<String> = verdict
        .conditions()
        .iter()
        .filter(|condition| match condition {
            Condition::PaidPlan | Condition::Bridge | Condition::Ends(_) => true,
            Condition::SwitchOn(_) => false,
        })
        .map(|condition| condition.explain(context.locale, provider))
        .collect();
    (!words.is_empty()).then(|| {
        callout(
            Kind::Info,
            context.text_with("screen-provider-first", "provider", provider.name()),
        )
        .text(words.join(" "))
        .into()
    })
}
