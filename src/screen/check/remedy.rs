//! What a failure leads to: which one of two counts, what begins by itself, and what the button of
//! its next action does.

use super::{Action, Check, Phase, Purpose, Wait};
use crate::{
    backend::Report,
    draft::Draft,
    failure::{Cause, Failure, Remedy, Side},
    screen::entry::{self, Entry, Use},
};

/// Seconds until a passing failure is tried again by itself, and how often.
const RETRY_AFTER: [u32; 3] = [30, 60, 120];

/// The failure whose next action is offered: one that blames the sign-in before one that passes by
/// itself, the incoming side before the outgoing one.
pub(super) fn main_failure(report: &Report) -> Option<(Side, &Failure)> {
    let weight = |failure: &Failure| {
        if failure.cause.refuses_sign_in() {
            0
        } else if failure.cause == Cause::Cancelled {
            3
        } else {
            1 + u8::from(failure.cause.is_transient())
        }
    };
    report.failures().min_by_key(|(_, failure)| weight(failure))
}

impl Check {
    /// What begins without the person: a countdown, the field for another password.
    pub(super) fn prepare(&mut self, draft: &Draft, failure: &Failure) -> Action {
        match failure.remedy {
            Remedy::Wait { seconds } => {
                self.wait = Some(Wait {
                    left: seconds,
                    is_wanted: true,
                });
                Action::None
            }
            Remedy::RetypePassword | Remedy::MakeAppPassword { .. }
                if self.purpose != Purpose::Look =>
            {
                self.entry = Some(Entry::new(draft).refused());
                Action::Focus(entry::SECRET)
            }
            Remedy::TryAgain if failure.cause.is_transient() => {
                self.wait = RETRY_AFTER.get(self.retries).map(|left| Wait {
                    left: *left,
                    is_wanted: false,
                });
                Action::None
            }
            Remedy::RetypePassword
            | Remedy::MakeAppPassword { .. }
            | Remedy::TryAgain
            | Remedy::OpenPage { .. }
            | Remedy::SwitchOnProtocol { .. }
            | Remedy::UseProtocol(_)
            | Remedy::UseServer { .. }
            | Remedy::ShowCertificate
            | Remedy::EditAddress
            | Remedy::EditServers
            | Remedy::EditRecipient
            | Remedy::AskAdministrator
            | Remedy::ChooseProvider
            | Remedy::SetClock
            | Remedy::CheckNetwork => Action::None,
        }
    }

    /// The button of the next action was pressed.
    pub(super) fn take_remedy(&mut self, side: Side) -> Action {
        let Phase::Failed(report) = &self.phase else {
            return Action::None;
        };
        let Some(failure) = report.side(side).failure() else {
            return Action::None;
        };
        match failure.remedy.clone() {
            Remedy::RetypePassword | Remedy::MakeAppPassword { .. } if self.entry.is_some() => {
                match self.entry.as_mut().map(Entry::try_use) {
                    Some(Use::Yes) => Action::Start,
                    Some(Use::Focus(id)) => Action::Focus(id),
                    None => Action::None,
                }
            }
            Remedy::TryAgain
            | Remedy::SetClock
            | Remedy::CheckNetwork
            | Remedy::Wait { .. }
            | Remedy::SwitchOnProtocol { url: None } => Action::Start,
            Remedy::OpenPage { url } | Remedy::SwitchOnProtocol { url: Some(url) } => {
                if std::mem::replace(&mut self.is_page_open, true) {
                    Action::Start
                } else {
                    Action::Open(url)
                }
            }
            Remedy::AskAdministrator => {
                self.is_requested = true;
                Action::CopyRequest(side)
            }
            other @ (Remedy::RetypePassword
            | Remedy::MakeAppPassword { .. }
            | Remedy::UseProtocol(_)
            | Remedy::UseServer { .. }
            | Remedy::ShowCertificate
            | Remedy::EditAddress
            | Remedy::EditServers
            | Remedy::EditRecipient
            | Remedy::ChooseProvider) => Action::Remedy(other, side),
        }
    }
}
