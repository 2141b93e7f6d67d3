//! A check as data: what it looks at, what happens in it, what came of it, and the proof.

use std::time::Duration;

use time::OffsetDateTime;

use crate::{
    account::{Account, Login, Server},
    failure::{Failure, Finding, Side, Stage},
    secret::Secret,
};

/// Which sides a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Both, at the same time.
    Both,
    /// The submission server alone: a LevelSender's POP3 mailbox takes one client, and a look would lock it out.
    OutgoingOnly,
    /// The incoming server alone: the attempt rule holds the other sign-in back.
    IncomingOnly,
}

impl Sides {
    /// What a look at a saved mailbox may contact.
    pub const fn of(account: &Account) -> Self {
        if account.role.is_level_sender() {
            Self::OutgoingOnly
        } else {
            Self::Both
        }
    }
}

/// What happens while a check runs.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time is alive, and boxing would hide the data"
)]
#[derive(Debug, Clone, PartialEq)]
pub enum CheckEvent {
    /// A stage began on one side.
    StageStarted {
        /// The side.
        side: Side,
        /// The stage.
        stage: Stage,
    },
    /// A stage was passed.
    StagePassed {
        /// The side.
        side: Side,
        /// The stage.
        stage: Stage,
        /// How long it took.
        elapsed: Duration,
    },
    /// The side goes on with another port and encryption (465 and 587); its ladder begins anew.
    ServerChanged {
        /// The side.
        side: Side,
        /// The server now in use.
        server: Server,
    },
    /// One side is done; the other may still run.
    SideFinished {
        /// The side.
        side: Side,
        /// Its outcome.
        outcome: Outcome,
    },
    /// Both sides are done. The last event, always sent.
    Finished(Report),
}

/// How one side ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The server proved the settings and the secret.
    Proved {
        /// The server as proven (the port may be the other of 465 and 587).
        server: Server,
        /// From the start of the side to its last verdict.
        elapsed: Duration,
    },
    /// It failed.
    Failed {
        /// Cause, stage, remedy.
        failure: Failure,
        /// From the start of the side to the failure.
        elapsed: Duration,
    },
    /// It was not looked at.
    Skipped,
}

impl Outcome {
    /// The failure, if it failed.
    pub const fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed { failure, .. } => Some(failure),
            Self::Proved { .. } | Self::Skipped => None,
        }
    }

    /// Whether the side was proven.
    pub const fn is_proved(&self) -> bool {
        matches!(self, Self::Proved { .. })
    }
}

/// The end of a check: both outcomes, what was found out about the network, and the proof if there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// IMAP or POP3.
    pub incoming: Outcome,
    /// Submission.
    pub outgoing: Outcome,
    /// What was found out after a failure.
    pub findings: Vec<Finding>,
    /// The proof, when both sides proved.
    pub verified: Option<Verified>,
}

impl Report {
    /// The outcome of a side.
    pub const fn side(&self, side: Side) -> &Outcome {
        match side {
            Side::Incoming => &self.incoming,
            Side::Outgoing => &self.outgoing,
        }
    }

    /// What failed, the incoming side's first.
    pub fn failures(&self) -> impl Iterator<Item = (Side, &Failure)> {
        let sides = Side::ALL.iter();
        sides.filter_map(|side| Some((*side, self.side(*side).failure()?)))
    }

    /// The security product that came between, if one was recognised.
    pub fn intercepted_by(&self) -> Option<&str> {
        self.failures()
            .find_map(|(_, failure)| failure.intercepted_by.as_deref())
    }
}

/// Settings and secret that both servers proved. Only a check makes one; only this makes a proven account.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    login: Login,
}

impl Verified {
    /// For the check alone: both sides proved this login at this moment.
    pub(crate) fn by_check(mut login: Login, at: OffsetDateTime) -> Self {
        login.account.proven = Some(at);
        Self { login }
    }

    /// The settings, `proven` filled in.
    pub const fn account(&self) -> &Account {
        &self.login.account
    }

    /// The proven secret.
    pub const fn secret(&self) -> &Secret {
        &self.login.secret
    }
}
