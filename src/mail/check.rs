//! Proves a mailbox: both servers at the same time, each a ladder of stages, both verdicts told.
//!
//! Nothing is sent, taken, flagged or tried twice. Dropping the stream ends everything at once.

mod incoming;
mod outgoing;

use std::{sync::Arc, time::Instant};

use futures::{
    StreamExt,
    channel::mpsc::{UnboundedSender, unbounded},
    future,
    stream::{self, BoxStream},
};
use tokio::time::timeout;

use super::{
    connect::{AbortOnDrop, Step, Steps},
    fault::{self, Endpoint, Fault},
    probe,
    wire::Network,
};
use crate::{
    account::{Login, Server},
    backend::{CheckEvent, Outcome, Report, Sides, Verified},
    failure::{Cause, Failure, Side, Stage},
};

/// Where the events of one side go.
#[derive(Debug, Clone)]
struct Teller {
    side: Side,
    events: UnboundedSender<CheckEvent>,
}

impl Teller {
    /// A receiver that went away has cancelled the check.
    fn tell(&self, event: CheckEvent) {
        drop(self.events.unbounded_send(event));
    }

    fn step(&self, step: Step) {
        let side = self.side;
        self.tell(match step {
            Step::Started(stage) => CheckEvent::StageStarted { side, stage },
            Step::Passed(stage, elapsed) => CheckEvent::StagePassed {
                side,
                stage,
                elapsed,
            },
        });
    }

    fn steps(&self) -> Steps {
        let teller = self.clone();
        Steps::new(move |step| teller.step(step))
    }
}

/// Runs a check. The last event is [`CheckEvent::Finished`]; the whole takes at most 25 s, up to 5 s of
/// them for finding out about the network after a failure.
///
/// Must be polled inside a tokio runtime.
pub fn check(login: Login, sides: Sides, network: Arc<Network>) -> BoxStream<'static, CheckEvent> {
    let (events, received) = unbounded();
    let driver = stream::once(drive(login, sides, network, events));
    // The driver speaks through the channel alone.
    let driver = driver.filter_map(|()| future::ready(None));
    stream::select(received, driver).boxed()
}

async fn drive(
    login: Login,
    sides: Sides,
    network: Arc<Network>,
    events: UnboundedSender<CheckEvent>,
) {
    let started = Instant::now();
    let teller = |side| Teller {
        side,
        events: events.clone(),
    };
    let start =
        |side, looked_at: bool| looked_at.then(|| spawn(side, &login, &network, teller(side)));
    let (with_incoming, with_outgoing) = match sides {
        Sides::Both => (true, true),
        Sides::OutgoingOnly => (false, true),
        Sides::IncomingOnly => (true, false),
    };
    let outgoing = start(Side::Outgoing, with_outgoing);
    let incoming = start(Side::Incoming, with_incoming);
    let incoming = join(incoming, &login, Side::Incoming);
    let outgoing = join(outgoing, &login, Side::Outgoing);
    let ((incoming, greeting), (outgoing, other)) = future::join(incoming, outgoing).await;
    let mut report = Report {
        incoming,
        outgoing,
        findings: Vec::new(),
        verified: None,
    };
    let left = network.bounds.side.saturating_sub(started.elapsed());
    probe::explain(
        &mut report,
        [&greeting, &other],
        &login.account,
        &network,
        left,
    )
    .await;
    if let (
        Outcome::Proved {
            server: incoming, ..
        },
        Outcome::Proved {
            server: outgoing, ..
        },
    ) = (&report.incoming, &report.outgoing)
    {
        let mut proven = login;
        proven.account.incoming = incoming.clone();
        proven.account.outgoing = outgoing.clone();
        report.verified = Some(Verified::by_check(proven, network.clock.now()));
    }
    drop(events.unbounded_send(CheckEvent::Finished(report)));
}

/// Runs a side as a task of its own, so that a panic in a library ends that side alone.
fn spawn(
    side: Side,
    login: &Login,
    network: &Arc<Network>,
    teller: Teller,
) -> AbortOnDrop<(Outcome, String)> {
    let (login, network) = (login.clone(), Arc::clone(network));
    AbortOnDrop(tokio::spawn(async move {
        let started = Instant::now();
        let steps = teller.steps();
        let endpoint = endpoint(&login, side);
        #[cfg(feature = "fault-points")]
        super::library_panic::point(side).await;
        let work = async {
            match side {
                Side::Incoming => incoming::prove(&login, &network, &steps).await,
                Side::Outgoing => outgoing::prove(&login, &network, &teller, &steps).await,
            }
        };
        let bounded = timeout(network.bounds.side, work).await;
        let elapsed = started.elapsed();
        let outcome = match bounded {
            Ok(Ok(server)) => {
                steps.pass();
                Outcome::Proved { server, elapsed }
            }
            Ok(Err(failure)) => Outcome::Failed { failure, elapsed },
            Err(_) => Outcome::Failed {
                failure: fault::failure(&endpoint, steps.stage(), Fault::TimedOut, &[]),
                elapsed,
            },
        };
        teller.tell(CheckEvent::SideFinished {
            side,
            outcome: outcome.clone(),
        });
        (outcome, steps.greeting())
    }))
}

async fn join(
    task: Option<AbortOnDrop<(Outcome, String)>>,
    login: &Login,
    side: Side,
) -> (Outcome, String) {
    let Some(mut task) = task else {
        return (Outcome::Skipped, String::new());
    };
    let started = Instant::now();
    (&mut task.0).await.unwrap_or_else(|_| {
        // Only a fault of this program or a library ends here.
        let protocol = endpoint(login, side).protocol;
        let outcome = Outcome::Failed {
            failure: Failure::new(Cause::Unknown, protocol, Stage::Name),
            elapsed: started.elapsed(),
        };
        (outcome, String::new())
    })
}

fn endpoint(login: &Login, side: Side) -> Endpoint {
    match side {
        Side::Incoming => Endpoint::incoming(&login.account),
        Side::Outgoing => Endpoint::outgoing(&login.account),
    }
}

/// What one side proves: the server that did.
type Proof = Result<Server, Failure>;
