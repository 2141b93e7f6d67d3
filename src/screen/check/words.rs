//! A failure in words, and the label of the one next action.

use crate::{
    account::{Incoming, Protocol},
    failure::{Failure, Finding, Remedy},
    screen::Context,
};

/// Who refused, as people call it: the provider's name, else the host.
pub fn provider_name(context: Context<'_>, host: &str) -> String {
    context
        .draft
        .provider
        .as_deref()
        .and_then(|id| crate::provider::Catalogue::bundled().by_id(id))
        .map_or_else(|| host.to_owned(), |provider| provider.name().to_owned())
}

/// What the primary button says for a remedy.
pub(super) fn remedy_label(context: Context<'_>, remedy: &Remedy) -> String {
    let key = match remedy {
        Remedy::RetypePassword | Remedy::MakeAppPassword { .. } => "check-do-check-password",
        Remedy::OpenPage { .. } | Remedy::SwitchOnProtocol { url: Some(_) } => "check-do-open-page",
        Remedy::SwitchOnProtocol { url: None }
        | Remedy::TryAgain
        | Remedy::SetClock
        | Remedy::CheckNetwork
        | Remedy::Wait { .. } => "check-again",
        Remedy::UseProtocol(Incoming::Imap) => "check-do-use-imap",
        Remedy::UseProtocol(Incoming::Pop3) => "check-do-use-pop",
        Remedy::UseServer { port, .. } => {
            return context.text_with("check-do-use-port", "port", port.to_string());
        }
        Remedy::ShowCertificate => "check-do-show-certificate",
        Remedy::EditAddress => "check-do-edit-address",
        Remedy::EditServers => "check-do-edit-servers",
        Remedy::EditRecipient => "check-do-edit-recipient",
        Remedy::AskAdministrator => "check-do-copy-request",
        Remedy::ChooseProvider => "check-do-choose-provider",
    };
    context.text(key)
}

/// The title and the reason of a failure.
pub fn failure_words(context: Context<'_>, failure: &Failure, name: &str) -> (String, String) {
    let _ = (failure.protocol == Protocol::Smtp, name);
    (context.text("check-failed"), failure.cause.to_string())
}

/// What was found out about the network, as a sentence.
pub(super) fn finding_words(_context: Context<'_>, finding: Finding) -> String {
    finding.to_string()
}
