//! Where the servers on the screen come from, whose they are, and what must be switched on first:
//! what a person has to see before a password goes there.

use super::Message;
use crate::{
    draft::Origin,
    screen::Context,
    widget::{
        Element, Icon, button,
        notice::{Kind, callout},
        text,
    },
};

/// So many pages are offered.
const MAX_PAGES: usize = 3;

/// Nothing where the servers are the person's own words.
pub(super) fn view(context: Context<'_>) -> Option<Element<'_, Message>> {
    let Context { locale, draft, .. } = context;
    let Some(origin) = draft.origin() else {
        return draft.needs_consent().then(|| guessed(context));
    };
    if origin.oauth2_only {
        let only = callout(Kind::Warning, locale.text("discovery-oauth2-only"));
        return Some(pages(context, only, origin).into());
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
    Some(pages(context, note, origin).into())
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

fn pages<'a>(
    context: Context<'a>,
    note: crate::widget::notice::Callout<'a, Message>,
    origin: &'a Origin,
) -> crate::widget::notice::Callout<'a, Message> {
    let mut note = note;
    if !origin.pages.is_empty() {
        note = note.content(text::body(context.locale.text("discovery-pages")));
    }
    for page in origin.pages.iter().take(MAX_PAGES) {
        let link = button::link(page.clone())
            .trailing(Icon::External)
            .on_press(Message::PageAsked(page.clone()));
        note = note.content(link);
    }
    note
}
