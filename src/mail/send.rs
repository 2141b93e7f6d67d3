//! The test mail: built by lettre, sent by the same code that checks, watched by [`arrival`].
//!
//! Its text comes ready in the person's language; it carries no word that a LevelSender takes for a
//! command. An unguessable mark in a header and in the Message-ID proves that what is found is ours.

mod message;

use std::{sync::Arc, time::Instant};

use futures::{
    StreamExt,
    channel::mpsc::{UnboundedSender, unbounded},
    future,
    stream::{self, BoxStream},
};

use tokio::time::timeout;

pub use self::message::{MARK_HEADER, Mark};
use super::{
    arrival::{self, Watcher},
    connect::{AbortOnDrop, Step, Steps},
    fault::{self, Endpoint, Fault},
    smtp,
    wire::Network,
};
use crate::{
    account::{Address, Login},
    backend::{FoundMessage, NotWatched, TestEvent, TestOutcome},
    failure::{Failure, Stage},
};

/// The words of a mail. Those of a test mail come ready in the person's language: `mail-test-subject`
/// and `mail-test-body` of `i18n/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The subject line.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// A test mail to be sent.
#[derive(Debug, Clone)]
pub struct Test {
    /// The mailbox that sends it.
    pub from: Login,
    /// The recipient.
    pub to: Address,
    /// What it says.
    pub text: Text,
    /// The recipient's mailbox, if its arrival is to be watched. For Gmail by POP3 the caller gives the
    /// same mailbox with IMAP settings: own mail is hidden from POP3 there.
    pub watch: Option<Login>,
}

/// The words of a test mail.
pub type TestText = Text;

/// Sends one plain mail from a mailbox, without mark and without watching: a command to a LevelSender,
/// whose body is the command itself.
///
/// # Errors
/// The failure of the stage that did not pass; then nothing was sent.
pub async fn send_text(
    from: &Login,
    to: &Address,
    text: &Text,
    network: &Network,
) -> Result<(), Failure> {
    let endpoint = Endpoint::outgoing(&from.account);
    let steps = Steps::silent();
    let bounded = timeout(network.bounds.side, async {
        let unsent = |text: String| {
            let endpoint = Endpoint::outgoing(&from.account);
            fault::failure(&endpoint, Stage::Data, Fault::Violation(text), &[])
        };
        let mark = Mark::random().map_err(|error| unsent(error.to_string()))?;
        let message = message::build(&from.account, to, text, &mark, false).map_err(unsent)?;
        let mut session = smtp::Session::open(endpoint.clone(), network, &steps).await?;
        session.sign_in(&from.secret).await?;
        session.envelope(&from.account.address, &[to]).await?;
        session.data(&message).await?;
        session.farewell().await;
        Ok(())
    });
    match bounded.await {
        Ok(result) => result,
        Err(_) => Err(fault::failure(
            &endpoint,
            steps.stage(),
            Fault::TimedOut,
            &[],
        )),
    }
}

/// Sends a test mail and watches for it. The last event is [`TestEvent::Finished`]; dropping the
/// stream ends everything at once.
///
/// Must be polled inside a tokio runtime.
pub fn send_test(test: Test, network: Arc<Network>) -> BoxStream<'static, TestEvent> {
    let (events, received) = unbounded();
    let driver = stream::once(drive(test, network, events));
    let driver = driver.filter_map(|()| future::ready(None));
    stream::select(received, driver).boxed()
}

async fn drive(test: Test, network: Arc<Network>, events: UnboundedSender<TestEvent>) {
    let teller = events.clone();
    let mut task = AbortOnDrop(tokio::spawn(async move {
        Box::pin(run(test, &network, &teller))
            .await
            .unwrap_or_else(TestOutcome::Refused)
    }));
    // A task ends early only by a fault of this program or a library.
    let outcome = (&mut task.0).await.unwrap_or_else(|_| {
        TestOutcome::Refused(Failure::new(
            crate::failure::Cause::Unknown,
            crate::account::Protocol::Smtp,
            Stage::Data,
        ))
    });
    drop(events.unbounded_send(TestEvent::Finished(outcome)));
}

async fn run(
    test: Test,
    network: &Network,
    events: &UnboundedSender<TestEvent>,
) -> Result<TestOutcome, Failure> {
    let started = Instant::now();
    let sink = events.clone();
    let steps = Steps::new(move |step| match step {
        Step::Started(stage) => drop(sink.unbounded_send(TestEvent::StageStarted(stage))),
        Step::Passed(..) => {}
    });
    let account = &test.from.account;
    let unsent = |text: String| {
        let endpoint = Endpoint::outgoing(account);
        fault::failure(&endpoint, Stage::Data, Fault::Violation(text), &[])
    };
    let mark = Mark::random().map_err(|error| unsent(error.to_string()))?;
    let message = message::build(account, &test.to, &test.text, &mark, true).map_err(unsent)?;

    // What lies in the mailbox before is not looked at afterwards.
    let watcher = Box::pin(async {
        match &test.watch {
            Some(login) => Some(Watcher::prepare(login, network).await),
            None => None,
        }
    });
    let sign_in = Box::pin(async {
        let mut session = smtp::Session::open(Endpoint::outgoing(account), network, &steps).await?;
        session.sign_in(&test.from.secret).await?;
        Ok(session)
    });
    let (watcher, session) = future::join(watcher, sign_in).await;
    let mut session: smtp::Session = session?;
    let mut recipients = vec![&test.to];
    recipients.extend(account.copy_to.iter().filter(|copy| **copy != test.to));
    session.envelope(&account.address, &recipients).await?;
    session.data(&message).await?;
    steps.pass();
    session.farewell().await;
    let elapsed = started.elapsed();
    drop(events.unbounded_send(TestEvent::Sent { elapsed }));

    let (watcher, login) = match (watcher, &test.watch) {
        (Some(Ok(watcher)), Some(login)) => (watcher, login),
        (Some(Err(failure)), _) => {
            return Ok(TestOutcome::NotWatched(NotWatched::Failed(failure)));
        }
        (Some(Ok(_)) | None, _) => return Ok(TestOutcome::Sent),
    };
    if let Some(delay) = watcher.too_soon(network) {
        return Ok(TestOutcome::NotWatched(NotWatched::TooSoon(delay)));
    }
    steps.start(Stage::Arrival);
    let sent = Instant::now();
    let Some(sighting) = watcher.watch(mark.as_str(), network).await else {
        return Ok(TestOutcome::NotSeen {
            waited: sent.elapsed(),
        });
    };
    let elapsed = started.elapsed();
    let found = FoundMessage {
        account: login.account.id.clone(),
        folder: sighting.folder.clone(),
        unique_id: sighting.unique_id,
        mark: mark.as_str().to_owned(),
    };
    let folder = arrival::shown(&sighting.folder);
    Ok(if sighting.spam {
        TestOutcome::InSpam {
            elapsed,
            folder,
            found,
        }
    } else {
        TestOutcome::Arrived {
            elapsed,
            folder,
            found,
        }
    })
}
