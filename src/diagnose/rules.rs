//! The table: which words, at which stage, from whom, mean which cause.
//!
//! Every rule that fits is weighed; the heaviest gives the cause, lighter ones of another cause
//! the alternatives. Weights go by how much a wording can mean:
//!
//! | weight | what |
//! |---|---|
//! | 95 | a mark that one server writes for one fault (`OFR_416`, `MI:SFQ`) or that turns a common wording round |
//! | 80–90 | names the fault ("app password", "relaying denied") |
//! | 60–75 | a common wording of one fault |
//! | 40–55 | a wording that leaves room |
//! | 10–45 | codes alone, see [`super::codes`] |

mod limits;
mod login;
mod marks;
mod recipient;
mod sender;
mod service;
mod spam;
mod way_in;

use std::sync::LazyLock;

use super::{
    provider::Family,
    words::{Pattern, Words},
};
use crate::failure::{Cause, Stage};

/// A set of stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stages(u16);

impl Stages {
    pub(super) const ANY: Self = Self(u16::MAX);
    pub(super) const LOGIN: Self = Self::one(Stage::Login);
    pub(super) const STARTTLS: Self = Self::one(Stage::Starttls);
    pub(super) const MAILBOX: Self = Self::one(Stage::Mailbox).and(Self::one(Stage::Arrival));
    pub(super) const MAIL_FROM: Self = Self::one(Stage::MailFrom);
    pub(super) const RCPT: Self = Self::one(Stage::Rcpt);
    pub(super) const DATA: Self = Self::one(Stage::Data);
    /// Everything before signing in.
    pub(super) const EARLY: Self = Self::one(Stage::Name)
        .and(Self::one(Stage::Connect))
        .and(Self::one(Stage::Tls))
        .and(Self::one(Stage::Greeting))
        .and(Self::STARTTLS);
    /// Everything up to signing in.
    pub(super) const ENTRY: Self = Self::EARLY.and(Self::LOGIN);
    /// Sending a mail.
    pub(super) const SENDING: Self = Self::MAIL_FROM.and(Self::RCPT).and(Self::DATA);
    /// After signing in, incoming.
    pub(super) const INCOMING: Self = Self::LOGIN.and(Self::MAILBOX);

    const fn one(stage: Stage) -> Self {
        Self(1 << stage as u16)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, stage: Stage) -> bool {
        self.0 & Self::one(stage).0 != 0
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) cause: Cause,
    pub(super) weight: u8,
    pub(super) also: &'static [Cause],
    stages: Stages,
    family: Option<Family>,
    patterns: &'static [&'static str],
}

impl Rule {
    /// One of the patterns must hold; see [`super::words`] for how they are written.
    pub(super) const fn new(cause: Cause, weight: u8, patterns: &'static [&'static str]) -> Self {
        Self {
            cause,
            weight,
            also: &[],
            stages: Stages::ANY,
            family: None,
            patterns,
        }
    }

    /// Only at these stages.
    pub(super) const fn at(mut self, stages: Stages) -> Self {
        self.stages = stages;
        self
    }

    /// Only from this family.
    pub(super) const fn of(mut self, family: Family) -> Self {
        self.family = Some(family);
        self
    }

    /// Other causes that the same words leave possible, likelier first.
    pub(super) const fn or(mut self, also: &'static [Cause]) -> Self {
        self.also = also;
        self
    }

    fn may_fit(&self, stage: Stage, family: Option<Family>) -> bool {
        self.stages.has(stage) && (self.family.is_none() || self.family == family)
    }
}

const TABLES: [&[Rule]; 8] = [
    marks::RULES,
    way_in::RULES,
    login::RULES,
    service::RULES,
    limits::RULES,
    sender::RULES,
    recipient::RULES,
    spam::RULES,
];

/// The rules that fit, heaviest first; the order of the table decides among equals.
pub(super) fn fitting(words: &Words, stage: Stage, family: Option<Family>) -> Vec<&'static Rule> {
    static READ: LazyLock<Vec<(&'static Rule, Vec<Pattern<'static>>)>> = LazyLock::new(|| {
        let rules = TABLES.into_iter().flatten();
        rules
            .map(|rule| {
                let patterns = rule.patterns.iter().map(|pattern| Pattern::new(pattern));
                (rule, patterns.collect())
            })
            .collect()
    });
    let mut fitting: Vec<&Rule> = READ
        .iter()
        .filter(|(rule, patterns)| {
            rule.may_fit(stage, family) && patterns.iter().any(|pattern| pattern.holds(words))
        })
        .map(|(rule, _)| *rule)
        .collect();
    fitting.sort_by_key(|rule| std::cmp::Reverse(rule.weight));
    fitting
}

#[cfg(test)]
mod tests {
    use super::{super::words, TABLES};

    #[test]
    fn every_pattern_is_well_formed() {
        for rule in TABLES.into_iter().flatten() {
            for pattern in rule.patterns {
                assert_eq!(words::fault(pattern), None);
            }
            assert!(!rule.also.contains(&rule.cause), "{:?}", rule.patterns);
        }
    }
}
