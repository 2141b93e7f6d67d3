//! IMAP or POP3: a recommendation from two short questions, with its reason.

use super::Provider;
use crate::account::{Incoming, Role};

/// What was answered so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// Do other people, programs or devices read this mailbox?
    pub others_read: Option<bool>,
    /// Shall mail stay on the server after it was collected?
    pub keep_on_server: Option<bool>,
}

/// The keys of the two questions, in order.
pub const QUESTIONS: [&str; 2] = ["provider-choice-others-read", "provider-choice-keep"];

/// Why a protocol is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A LevelSender's remote changes do not work by IMAP.
    LevelSender,
    /// The provider has no other.
    OnlyOne,
    /// Others read the mailbox, and by POP3 one would take the mail away from the other.
    OthersRead,
    /// Mail shall stay on the server, which is what IMAP is made for.
    KeepOnServer,
    /// Nobody else reads it and nothing shall stay.
    CollectAndEmpty,
    /// Not both questions are answered: IMAP takes nothing away from anybody.
    Default,
}

impl Reason {
    /// All of them, for the test that each has its text.
    pub const ALL: [Self; 6] = [
        Self::LevelSender,
        Self::OnlyOne,
        Self::OthersRead,
        Self::KeepOnServer,
        Self::CollectAndEmpty,
        Self::Default,
    ];

    /// The key of its sentence. Variable: `provider`, for [`Reason::OnlyOne`].
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::LevelSender => "provider-choice-reason-levelsender",
            Self::OnlyOne => "provider-choice-reason-only-one",
            Self::OthersRead => "provider-choice-reason-others-read",
            Self::KeepOnServer => "provider-choice-reason-keep",
            Self::CollectAndEmpty => "provider-choice-reason-collect",
            Self::Default => "provider-choice-reason-default",
        }
    }
}

/// What is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recommendation {
    /// The protocol.
    pub incoming: Incoming,
    /// Why.
    pub reason: Reason,
    /// Whether the other one may be chosen instead.
    pub is_free: bool,
}

/// Recommends a protocol.
///
/// A LevelSender always gets POP3, even at a provider without it: that such a provider cannot
/// serve is [`Provider::verdict`]'s to say.
pub fn recommend(role: &Role, provider: Option<&Provider>, answers: Answers) -> Recommendation {
    let fixed = |incoming, reason| Recommendation {
        incoming,
        reason,
        is_free: false,
    };
    let free = |incoming, reason| Recommendation {
        incoming,
        reason,
        is_free: true,
    };
    if role.is_level_sender() {
        return fixed(Incoming::Pop3, Reason::LevelSender);
    }
    if let Some(provider) = provider {
        let has = |incoming| !provider.incoming(incoming).is_empty();
        match (has(Incoming::Imap), has(Incoming::Pop3)) {
            (true, false) => return fixed(Incoming::Imap, Reason::OnlyOne),
            (false, true) => return fixed(Incoming::Pop3, Reason::OnlyOne),
            (true, true) | (false, false) => {}
        }
    }
    match (answers.others_read, answers.keep_on_server) {
        (Some(true), _) => free(Incoming::Imap, Reason::OthersRead),
        (_, Some(true)) => free(Incoming::Imap, Reason::KeepOnServer),
        (Some(false), Some(false)) => free(Incoming::Pop3, Reason::CollectAndEmpty),
        (None, _) | (_, None) => free(Incoming::Imap, Reason::Default),
    }
}

/// A line of the comparison: the topic, IMAP's side and POP3's, as keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparisonRow {
    /// What is compared.
    pub topic: &'static str,
    /// With IMAP.
    pub imap: &'static str,
    /// With POP3.
    pub pop3: &'static str,
}

/// The comparison, one click away.
pub const COMPARISON: [ComparisonRow; 5] = [
    ComparisonRow {
        topic: "provider-compare-place",
        imap: "provider-compare-place-imap",
        pop3: "provider-compare-place-pop3",
    },
    ComparisonRow {
        topic: "provider-compare-readers",
        imap: "provider-compare-readers-imap",
        pop3: "provider-compare-readers-pop3",
    },
    ComparisonRow {
        topic: "provider-compare-room",
        imap: "provider-compare-room-imap",
        pop3: "provider-compare-room-pop3",
    },
    ComparisonRow {
        topic: "provider-compare-gmail",
        imap: "provider-compare-gmail-imap",
        pop3: "provider-compare-gmail-pop3",
    },
    ComparisonRow {
        topic: "provider-compare-levelsender",
        imap: "provider-compare-levelsender-imap",
        pop3: "provider-compare-levelsender-pop3",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::{Language, Locale},
        provider::Catalogue,
    };

    #[test]
    fn every_answer_leads_to_a_recommendation_with_its_reason() {
        let gmail = Catalogue::bundled().by_id("gmail");
        let imap = Incoming::Imap;
        for (others_read, keep_on_server, incoming, reason) in [
            (None, None, imap, Reason::Default),
            (Some(false), None, imap, Reason::Default),
            (None, Some(false), imap, Reason::Default),
            (Some(true), None, imap, Reason::OthersRead),
            (Some(true), Some(true), imap, Reason::OthersRead),
            (Some(true), Some(false), imap, Reason::OthersRead),
            (None, Some(true), imap, Reason::KeepOnServer),
            (Some(false), Some(true), imap, Reason::KeepOnServer),
            (
                Some(false),
                Some(false),
                Incoming::Pop3,
                Reason::CollectAndEmpty,
            ),
        ] {
            let answers = Answers {
                others_read,
                keep_on_server,
            };
            let expected = Recommendation {
                incoming,
                reason,
                is_free: true,
            };
            assert_eq!(recommend(&Role::HomeStation, gmail, answers), expected);
            assert_eq!(recommend(&Role::HomeStation, None, answers), expected);
        }
    }

    #[test]
    fn a_levelsender_is_read_by_pop3_whatever_was_answered() {
        let role = Role::LevelSender {
            serial: "123456".parse().unwrap(),
        };
        let answers = Answers {
            others_read: Some(true),
            keep_on_server: Some(true),
        };
        for id in ["gmail", "icloud"] {
            let recommendation = recommend(&role, Catalogue::bundled().by_id(id), answers);
            assert_eq!(recommendation.incoming, Incoming::Pop3);
            assert_eq!(recommendation.reason, Reason::LevelSender);
            assert!(!recommendation.is_free);
        }
    }

    #[test]
    fn where_there_is_one_protocol_there_is_no_choice() {
        for (id, incoming) in [("icloud", Incoming::Imap), ("rediff", Incoming::Pop3)] {
            let provider = Catalogue::bundled().by_id(id);
            let answers = Answers {
                others_read: Some(incoming == Incoming::Pop3),
                keep_on_server: Some(false),
            };
            let recommendation = recommend(&Role::HomeStation, provider, answers);
            assert_eq!(recommendation.incoming, incoming);
            assert_eq!(recommendation.reason, Reason::OnlyOne);
            assert!(!recommendation.is_free);
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let rows = COMPARISON
            .iter()
            .flat_map(|row| [row.topic, row.imap, row.pop3]);
        let reasons = Reason::ALL.into_iter().map(Reason::text_key);
        let keys: Vec<_> = rows.chain(reasons).chain(QUESTIONS).collect();
        for language in Language::ALL {
            let locale = Locale::new(language);
            for key in &keys {
                assert!(locale.has(key), "{key} in {}", language.code());
            }
        }
    }
}
