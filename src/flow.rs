//! The order of the wizard's steps, as total pure functions over the step and the draft.
//!
//! A step that does not apply is skipped here and nowhere else.

use crate::draft::Draft;

/// A step of the wizard. Home is not one of them: it is where the wizard is opened from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Whose mailbox it is.
    Role,
    /// Provider and address.
    Provider,
    /// IMAP or POP.
    Protocol,
    /// The app password, with the provider's guidance.
    Password,
    /// Hosts, ports, user names: for "other", or when asked for.
    Servers,
    /// The live check of both servers; ends in saving.
    Check,
    /// The test mail.
    TestMail,
    /// What was saved and what comes next.
    Done,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Role,
        Self::Provider,
        Self::Protocol,
        Self::Password,
        Self::Servers,
        Self::Check,
        Self::TestMail,
        Self::Done,
    ];

    /// The word in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Provider => "provider",
            Self::Protocol => "protocol",
            Self::Password => "password",
            Self::Servers => "servers",
            Self::Check => "check",
            Self::TestMail => "test-mail",
            Self::Done => "done",
        }
    }
}

/// Whether a step is part of this draft's way.
pub fn applies(step: Step, draft: &Draft) -> bool {
    match step {
        Step::Servers => {
            (draft.provider.is_some() && draft.is_other())
                || draft.advanced
                // Nobody vouches for them: the person must see them and agree.
                || draft.origin_needs_consent()
        }
        Step::Role
        | Step::Provider
        | Step::Protocol
        | Step::Password
        | Step::Check
        | Step::TestMail
        | Step::Done => true,
    }
}

/// The steps of this draft's way, in order.
pub fn steps(draft: &Draft) -> impl DoubleEndedIterator<Item = Step> + '_ {
    Step::ALL.into_iter().filter(|step| applies(*step, draft))
}

/// The step after this one; none after the last.
pub fn next(step: Step, draft: &Draft) -> Option<Step> {
    steps(draft).find(|other| *other > step)
}

/// The step before this one; none before the first, and none once the mailbox is saved.
///
/// After the check everything is already saved: going back from the test mail or the end would
/// suggest that it could be undone there.
pub fn previous(step: Step, draft: &Draft) -> Option<Step> {
    match step {
        Step::TestMail | Step::Done => None,
        Step::Role
        | Step::Provider
        | Step::Protocol
        | Step::Password
        | Step::Servers
        | Step::Check => steps(draft).rev().find(|other| *other < step),
    }
}

/// The number of this step, from 1, and how many there are on this draft's way.
pub fn progress(step: Step, draft: &Draft) -> (usize, usize) {
    let reached = steps(draft).filter(|other| *other <= step).count();
    (reached.max(1), steps(draft).count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draft::{OTHER_PROVIDER, RoleChoice};

    fn drafts() -> impl Strategy<Value = Draft> {
        let provider = prop_oneof![
            Just(None),
            Just(Some("gmail".to_owned())),
            Just(Some(OTHER_PROVIDER.to_owned()))
        ];
        let role = prop_oneof![
            Just(None),
            Just(Some(RoleChoice::HomeStation)),
            Just(Some(RoleChoice::LevelSender))
        ];
        (role, provider, any::<bool>()).prop_map(|(role, provider, advanced)| Draft {
            role,
            provider,
            advanced,
            ..Draft::default()
        })
    }

    proptest! {
        #[test]
        fn next_and_previous_are_inverse_up_to_the_check(draft in drafts()) {
            for step in steps(&draft) {
                if let Some(before) = previous(step, &draft) {
                    prop_assert_eq!(next(before, &draft), Some(step));
                }
                if let Some(after) = next(step, &draft).filter(|after| *after <= Step::Check) {
                    prop_assert_eq!(previous(after, &draft), Some(step));
                }
            }
        }

        #[test]
        fn every_way_ends_in_done_and_counts_up_by_one(draft in drafts()) {
            let mut step = Step::Role;
            let (mut number, total) = progress(step, &draft);
            prop_assert_eq!(number, 1);
            while let Some(after) = next(step, &draft) {
                step = after;
                prop_assert_eq!(progress(step, &draft), (number + 1, total));
                number += 1;
            }
            prop_assert_eq!(step, Step::Done);
            prop_assert_eq!(number, total);
        }
    }
}
