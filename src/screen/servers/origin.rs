//! Where the servers on the screen come from, whose they are, and what must be switched on first:
//! what a person has to see before a password goes there.

use iced::widget::Column;

use super::Message;
use crate::{
    draft::Origin,
    screen::{Context, pages},
    theme::space,
    widget::{
        Element,
        notice::{Callout, Kind, callout},
        text,
    },
};

/// Nothing where the servers are the person's own words.
pub(super) fn view(context: Context<'_>) -> Option<Element<'_, Message>> {
    let Context { locale, draft, .. } = context;
    let Some(origin) = draft.origin() else {
        return draft.needs_consent().then(|| guessed(context));
    };
    if origin.oauth2_only {
        let only = callout(Kind::Warning, locale.text("discovery-oauth2-only"));
        return Some(with_pages(context, only, origin));
    }
    let kind = if origin.needs_consent {
        Kind::Warning
    } else {
        Kind::Info
    };
    let mut note = callout(kind, locale.text(origin.text_key));
    if !origin.other_sites.is_empty() {
        let sites = origin.other_sites.join(", ");
        let words = locale.text_with(
            "discovery-other-site",
            [
                ("sites", sites.clone().into()),
                ("domain", origin.domain.clone().into()),
            ],
        );
        note = note.content(text::title(sites)).content(text::body(words));
    }
    note = note.content(text::body(locale.text(if origin.needs_consent {
        "discovery-consent"
    } else {
        "discovery-trusted"
    })));
    Some(with_pages(context, note, origin))
}

/// Nothing was found: the usual names stand in the fields.
fn guessed(context: Context<'_>) -> Element<'_, Message> {
    callout(Kind::Warning, context.text("discovery-guess-title"))
        .text(context.text("discovery-guess-text"))
        .into()
}

/// What the button to go on says: agreeing, where nobody vouches for the servers.
pub(super) fn go_on(context: Context<'_>) -> &'static str {
    if context.draft.needs_consent() {
        "discovery-agree"
    } else {
        "screen-servers-continue"
    }
}

/// The provider's pages below.
fn with_pages<'a>(
    context: Context<'a>,
    note: Callout<'a, Message>,
    origin: &'a Origin,
) -> Element<'a, Message> {
    let pages = pages::of_provider(context, origin, Message::PageAsked);
    Column::new()
        .push(note)
        .push(pages)
        .spacing(space::M)
        .into()
}
