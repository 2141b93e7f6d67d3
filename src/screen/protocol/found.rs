//! What was found for the domain, as far as it matters for the protocol: which one there is, and what
//! must be switched on first.

use super::Message;
use crate::{
    account::Incoming,
    draft::Draft,
    screen::Context,
    widget::{
        Element, Icon, button,
        notice::{Kind, callout},
    },
};

/// So many pages are offered.
const MAX_PAGES: usize = 3;

/// The one protocol for which servers were found, if it is one alone.
pub(super) fn only(draft: &Draft) -> Option<Incoming> {
    if !draft.is_other() {
        return None;
    }
    match (
        draft.found_lacks(Incoming::Imap),
        draft.found_lacks(Incoming::Pop3),
    ) {
        (true, false) => Some(Incoming::Pop3),
        (false, true) => Some(Incoming::Imap),
        (true, true) | (false, false) => None,
    }
}

/// Why it is the one.
pub(super) fn reason(context: Context<'_>) -> Option<String> {
    let domain = context.draft.found.domain.as_ref()?;
    let key = match only(context.draft)? {
        Incoming::Imap => "discovery-only-imap",
        Incoming::Pop3 => "discovery-only-pop",
    };
    Some(context.text_with(key, "domain", domain.to_string()))
}

/// Pages on which something is to be switched on before a password works, each with its button.
pub(super) fn pages(context: Context<'_>) -> Option<Element<'_, Message>> {
    let draft = context.draft;
    let origin = draft.found.origin.as_ref().filter(|_| draft.is_other())?;
    if origin.pages.is_empty() {
        return None;
    }
    let mut note = callout(Kind::Info, context.text("discovery-pages"));
    for page in origin.pages.iter().take(MAX_PAGES) {
        let words = context.text_with("discovery-open-page", "site", site_of(page));
        note = note.action(
            button::secondary(words)
                .trailing(Icon::External)
                .on_press(Message::PageAsked(page.clone())),
        );
    }
    Some(note.into())
}

/// The host of a page: what a person can judge.
fn site_of(page: &str) -> &str {
    let rest = page.strip_prefix("https://").unwrap_or(page);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_by_its_host() {
        assert_eq!(
            site_of("https://www.agua.example/a/b?c"),
            "www.agua.example"
        );
        assert_eq!(site_of("https://agua.example"), "agua.example");
    }
}
