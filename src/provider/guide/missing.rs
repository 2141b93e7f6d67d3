//! "I don't see App passwords": questions in the order of how often they are the reason, each with
//! its answer. No server says it, so the person has to be asked.

/// A yes-or-no question; at no, the next one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The key of the question. Variable: `address`.
    pub ask: &'static str,
    /// What to do at yes.
    pub yes: Answer,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The key of the sentence. Variable: `address`.
    pub key: &'static str,
    /// The page where it is done.
    pub page: Option<&'static str>,
}

/// The key of what is said when every question was answered with no.
pub const NONE_OF_THESE: &str = "guide-missing-none";

const fn question(ask: &'static str, key: &'static str, page: Option<&'static str>) -> Question {
    Question {
        ask,
        yes: Answer { key, page },
    }
}

/// [Google's reasons](https://support.google.com/accounts/answer/185833).
pub(super) const GOOGLE: &[Question] = &[
    question(
        "guide-missing-wrong-account",
        "guide-missing-wrong-account-answer",
        Some(
            "https://accounts.google.com/AccountChooser?continue=https://myaccount.google.com/apppasswords",
        ),
    ),
    question(
        "guide-missing-two-step-off",
        "guide-missing-two-step-off-answer",
        Some("https://myaccount.google.com/security"),
    ),
    question(
        "guide-missing-keys-only",
        "guide-missing-keys-only-answer",
        Some("https://myaccount.google.com/security"),
    ),
    question(
        "guide-missing-work-account",
        "guide-missing-work-account-answer",
        None,
    ),
    question(
        "guide-missing-advanced-protection",
        "guide-missing-advanced-protection-answer",
        Some("https://myaccount.google.com/security"),
    ),
    question(
        "guide-missing-child-account",
        "guide-missing-child-account-answer",
        None,
    ),
];

/// [Yahoo's](https://help.yahoo.com/kb/SLN15241.html): the page trusts a known browser only. AOL has the same.
pub(super) const YAHOO: &[Question] = &[
    question(
        "guide-missing-wrong-account",
        "guide-missing-wrong-account-answer",
        None,
    ),
    question(
        "guide-missing-new-browser",
        "guide-missing-new-browser-answer",
        None,
    ),
    question(
        "guide-missing-private-window",
        "guide-missing-private-window-answer",
        None,
    ),
];
