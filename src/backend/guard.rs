//! The attempt rule around every sign-in of a check: who may not try is not contacted.

use std::sync::Arc;

use futures::{
    StreamExt as _,
    channel::mpsc::{UnboundedSender, unbounded},
    future,
    stream::{self, BoxStream},
};

use super::{CheckEvent, Outcome, Report, Sides};
use crate::{
    account::{Login, Protocol},
    failure::{Failure, Side, Stage},
    mail::{self, wire::Network},
    store::{
        Attempts,
        attempts::{Permit, SecretName, SignIn},
    },
};

/// What a guarded check needs.
pub(super) struct Guarded {
    pub(super) login: Login,
    /// The secret's name, if it is a saved one.
    pub(super) name: Option<SecretName>,
    pub(super) sides: Sides,
    pub(super) attempts: Attempts,
    pub(super) network: Arc<Network>,
}

impl Guarded {
    /// Runs the check. Ends with [`CheckEvent::Finished`]; dropping it ends everything.
    pub(super) fn run(self) -> BoxStream<'static, CheckEvent> {
        let (events, received) = unbounded();
        // The driver speaks through the channel alone.
        let driver = stream::once(self.drive(events)).filter_map(|()| future::ready(None));
        stream::select(received, driver).boxed()
    }

    async fn drive(self, events: UnboundedSender<CheckEvent>) {
        let (incoming, outgoing) = match self.sides {
            Sides::Both => (true, true),
            Sides::OutgoingOnly => (false, true),
            Sides::IncomingOnly => (true, false),
        };
        let (mut incoming, mut outgoing) = future::join(
            self.leave(Side::Incoming, incoming),
            self.leave(Side::Outgoing, outgoing),
        )
        .await;
        // Whoever dropped the stream has cancelled: nobody to tell.
        let tell = |event| drop(events.unbounded_send(event));
        for (side, leave) in [(Side::Incoming, &incoming), (Side::Outgoing, &outgoing)] {
            if let Leave::Denied(outcome) = leave {
                let outcome = outcome.clone();
                tell(CheckEvent::SideFinished { side, outcome });
            }
        }
        let sides = match (&incoming, &outgoing) {
            (Leave::Given(_), Leave::Given(_)) => Sides::Both,
            (Leave::Given(_), Leave::Denied(_) | Leave::NotAsked) => Sides::IncomingOnly,
            (Leave::Denied(_) | Leave::NotAsked, Leave::Given(_)) => Sides::OutgoingOnly,
            (Leave::Denied(_) | Leave::NotAsked, Leave::Denied(_) | Leave::NotAsked) => {
                return tell(CheckEvent::Finished(Report {
                    incoming: incoming.denied(),
                    outgoing: outgoing.denied(),
                    findings: Vec::new(),
                    verified: None,
                }));
            }
        };
        let mut check = mail::check::check(self.login, sides, self.network);
        while let Some(event) = check.next().await {
            match event {
                CheckEvent::SideFinished { side, outcome } => {
                    let leave = match side {
                        Side::Incoming => &mut incoming,
                        Side::Outgoing => &mut outgoing,
                    };
                    leave.settle(&outcome).await;
                    tell(CheckEvent::SideFinished { side, outcome });
                }
                CheckEvent::Finished(mut report) => {
                    incoming.settle(&report.incoming).await;
                    outgoing.settle(&report.outgoing).await;
                    if let Leave::Denied(outcome) = &incoming {
                        report.incoming = outcome.clone();
                    }
                    if let Leave::Denied(outcome) = &outgoing {
                        report.outgoing = outcome.clone();
                    }
                    tell(CheckEvent::Finished(report));
                }
                CheckEvent::StageStarted { .. }
                | CheckEvent::StagePassed { .. }
                | CheckEvent::ServerChanged { .. } => tell(event),
            }
        }
    }

    async fn leave(&self, side: Side, asked: bool) -> Leave {
        if !asked {
            return Leave::NotAsked;
        }
        ask(&self.attempts, &self.login, self.name.clone(), side)
            .await
            .map_or_else(
                |failure| {
                    Leave::Denied(Outcome::Failed {
                        failure,
                        elapsed: std::time::Duration::ZERO,
                    })
                },
                |permit| Leave::Given(Some(permit)),
            )
    }
}

/// Whether one side may sign in.
enum Leave {
    /// It is not looked at.
    NotAsked,
    /// It may not, and so is not contacted.
    Denied(Outcome),
    /// It may; the permit until the verdict.
    Given(Option<Permit>),
}

impl Leave {
    fn denied(self) -> Outcome {
        match self {
            Self::Denied(outcome) => outcome,
            Self::NotAsked | Self::Given(_) => Outcome::Skipped,
        }
    }

    /// Says how the sign-in ended, and waits until that is written.
    async fn settle(&mut self, outcome: &Outcome) {
        if let Self::Given(permit) = self
            && let Some(permit) = permit.take()
        {
            settle(permit, outcome.failure()).await;
        }
    }
}

/// Asks for one side's sign-in.
pub(super) async fn ask(
    attempts: &Attempts,
    login: &Login,
    name: Option<SecretName>,
    side: Side,
) -> Result<Permit, Failure> {
    let account = &login.account;
    let (protocol, server, user_name) = match side {
        Side::Incoming => (
            Protocol::from(account.protocol),
            &account.incoming,
            account.incoming_user_name(),
        ),
        Side::Outgoing => (
            Protocol::Smtp,
            &account.outgoing,
            account.outgoing.user_name.to_string(),
        ),
    };
    let sign_in = SignIn {
        protocol,
        host: server.host.clone(),
        user_name,
        secret: login.secret.clone(),
        name,
    };
    attempts
        .begin(sign_in)
        .await
        .map_err(|not_now| not_now.failure(protocol))
}

/// Says how a sign-in ended: refused only if the server refused the sign-in itself.
pub(super) async fn settle(permit: Permit, failure: Option<&Failure>) {
    match failure {
        Some(failure) if failure.stage == Stage::Login && failure.cause.refuses_sign_in() => {
            permit.refused(failure.cause).await;
        }
        Some(_) | None => permit.released().await,
    }
}
