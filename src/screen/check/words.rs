//! Who refused, why, and what the one next action is called.

use super::{Phase, Purpose};
use crate::{
    diagnose,
    failure::{Failure, Remedy},
    screen::Context,
    widget::{
        notice::{Callout, Kind, callout},
        quote,
    },
};

/// Who refused, as people call it: the provider's name, else the host.
pub fn provider_name(context: Context<'_>, host: &str) -> String {
    context
        .draft
        .known_provider()
        .map_or_else(|| host.to_owned(), |provider| provider.name().to_owned())
}

/// What the page says of itself.
pub(super) const fn title_key(phase: &Phase, purpose: Purpose) -> &'static str {
    match (phase, purpose) {
        (Phase::Running, _) => "check-title-running",
        (Phase::Stopped, _) => "check-title-stopped",
        (Phase::Failed(_), Purpose::SetUp) => "check-title-failed",
        (Phase::Failed(_), Purpose::ChangePassword) => "check-title-failed-change",
        (Phase::Failed(_), Purpose::Look) => "check-title-failed-look",
        (Phase::Saving, _) => "check-title-saving",
        (Phase::Proved, Purpose::SetUp) => "check-title-saved",
        (Phase::Proved, Purpose::ChangePassword) => "check-changed-head",
        (Phase::Proved, Purpose::Look) => "check-title-works",
    }
}

/// What the primary button says for a remedy.
pub(super) fn remedy_label(context: Context<'_>, remedy: &Remedy) -> String {
    match remedy {
        // The field for another one stands right there.
        Remedy::RetypePassword | Remedy::MakeAppPassword { .. } => {
            context.text("check-check-password")
        }
        Remedy::SetClock | Remedy::CheckNetwork | Remedy::Wait { .. } => {
            context.text("check-again")
        }
        Remedy::OpenPage { .. }
        | Remedy::SwitchOnProtocol { .. }
        | Remedy::UseProtocol(_)
        | Remedy::UseServer { .. }
        | Remedy::ShowCertificate
        | Remedy::TryAgain
        | Remedy::EditAddress
        | Remedy::EditServers
        | Remedy::EditRecipient
        | Remedy::AskAdministrator
        | Remedy::ChooseProvider => diagnose::button(remedy, context.locale),
    }
}

/// The title of a failure and its reason.
pub fn failure_words(context: Context<'_>, failure: &Failure, name: &str) -> (String, String) {
    let text = diagnose::failure_text(failure, name, context.locale);
    (text.title, text.why)
}

/// A failure where no ladder stands above it: title, reason and the server's own line.
pub fn failure_callout<'a, M: Clone + 'a>(
    context: Context<'a>,
    failure: &'a Failure,
    name: &str,
) -> Callout<'a, M> {
    let (title, why) = failure_words(context, failure, name);
    with_line(callout(Kind::Danger, title).text(why), failure)
}

/// Adds the server's own line, if it said one.
pub fn with_line<'a, M: Clone + 'a>(
    callout: Callout<'a, M>,
    failure: &'a Failure,
) -> Callout<'a, M> {
    match &failure.detail {
        Some(detail) => callout.content(quote(detail.as_str())),
        None => callout,
    }
}
