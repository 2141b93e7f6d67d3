//! What was found for the domain, as far as it matters for the protocol: which one there is, and what
//! must be switched on first.

use super::Message;
use crate::{
    account::Incoming,
    draft::Draft,
    screen::{Context, pages},
    widget::Element,
};

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

/// The provider's pages, where the servers are not a catalogue's.
pub(super) fn pages(context: Context<'_>) -> Option<Element<'_, Message>> {
    let draft = context.draft;
    let origin = draft.found.origin.as_ref().filter(|_| draft.is_other())?;
    pages::of_provider(context, origin, Message::PageAsked)
}
