//! Sends a saved mailbox's test mail and watches for it, each sign-in within the attempt rule.

use std::sync::Arc;

use futures::{
    StreamExt as _,
    channel::mpsc::{UnboundedSender, unbounded},
    future,
    stream::{self, BoxStream},
};

use super::{
    FoundMessage, NotWatched, TestEvent, TestMail, TestOutcome, Watch, guard,
    shelf::{Held, Shelf},
};
use crate::{
    account::{Incoming, Login, Protocol},
    failure::{Cause, Failure, Side, Stage, StorageFailure},
    i18n::Locale,
    mail::{
        self,
        send::{Test, TestText},
        wire::Network,
    },
    provider::Catalogue,
};

/// Sends it. Ends with [`TestEvent::Finished`]; dropping it ends everything.
pub(super) fn send(
    mail: TestMail,
    shelf: Arc<dyn Shelf>,
    network: Arc<Network>,
) -> BoxStream<'static, TestEvent> {
    let (events, received) = unbounded();
    let driver = async move {
        if let Err(failure) = drive(mail, shelf, network, &events).await {
            let refused = TestEvent::Finished(TestOutcome::Refused(failure));
            drop(events.unbounded_send(refused));
        }
    };
    // The driver speaks through the channel alone.
    let driver = stream::once(driver).filter_map(|()| future::ready(None));
    stream::select(received, driver).boxed()
}

async fn drive(
    mail: TestMail,
    shelf: Arc<dyn Shelf>,
    network: Arc<Network>,
    events: &UnboundedSender<TestEvent>,
) -> Result<(), Failure> {
    let attempts = shelf.attempts();
    let from = shelf
        .held(mail.from)
        .await
        .map_err(|failure| no_secret(&failure))?;
    let name = from.name.clone();
    let from = login(from);
    let permit = guard::ask(&attempts, &from, name, Side::Outgoing).await?;
    // A mailbox that cannot be looked into only means that arrival is not seen from here.
    let mut not_watched: Option<NotWatched> = None;
    let watch = match mail.watch {
        Watch::Mailbox(id) => {
            let held = shelf.held(id).await.ok();
            not_watched = held.is_none().then_some(NotWatched::NoSecret);
            held
        }
        Watch::Nowhere => None,
    };
    let (watch, watch_permit) = match watch {
        Some(held) => {
            let name = held.name.clone();
            let login = watchable(login(held));
            match guard::ask(&attempts, &login, name, Side::Incoming).await {
                Ok(permit) => (Some(login), Some(permit)),
                Err(failure) => {
                    not_watched = Some(NotWatched::Failed(failure));
                    (None, None)
                }
            }
        }
        None => (None, None),
    };
    let locale = Locale::new(mail.language);
    let test = Test {
        from,
        to: mail.to,
        text: TestText {
            subject: locale.text("mail-test-subject"),
            body: locale.text("mail-test-body"),
        },
        watch,
    };
    let (mut permit, mut watch_permit) = (Some(permit), watch_permit);
    let mut run = mail::send::send_test(test, network);
    while let Some(event) = run.next().await {
        let event = match (event, &not_watched) {
            (TestEvent::Finished(TestOutcome::Sent), Some(why)) => {
                TestEvent::Finished(TestOutcome::NotWatched(why.clone()))
            }
            (event, _) => event,
        };
        let verdict = match &event {
            TestEvent::StageStarted(_) => None,
            TestEvent::Finished(TestOutcome::Refused(failure)) => Some(Some(failure)),
            TestEvent::Sent { .. }
            | TestEvent::Finished(
                TestOutcome::Sent
                | TestOutcome::NotWatched(_)
                | TestOutcome::Arrived { .. }
                | TestOutcome::InSpam { .. }
                | TestOutcome::NotSeen { .. },
            ) => Some(None),
        };
        if let Some(failure) = verdict
            && let Some(permit) = permit.take()
        {
            guard::settle(permit, failure).await;
        }
        // Signed in where arrival is watched for, or not: a secret refused there is not sent again.
        let watched = match &event {
            TestEvent::Finished(TestOutcome::NotWatched(NotWatched::Failed(failure))) => {
                Some(Some(failure))
            }
            TestEvent::StageStarted(Stage::Arrival) | TestEvent::Finished(_) => Some(None),
            TestEvent::StageStarted(_) | TestEvent::Sent { .. } => None,
        };
        if let Some(failure) = watched
            && let Some(permit) = watch_permit.take()
        {
            guard::settle(permit, failure).await;
        }
        drop(events.unbounded_send(event));
    }
    Ok(())
}

/// Removes exactly this message, if its mark is the one that was sent.
pub(super) async fn remove(
    message: FoundMessage,
    shelf: Arc<dyn Shelf>,
    network: Arc<Network>,
) -> Result<(), Failure> {
    let held = shelf
        .held(message.account.clone())
        .await
        .map_err(|failure| no_secret(&failure))?;
    let name = held.name.clone();
    let login = watchable(login(held));
    let permit = guard::ask(&shelf.attempts(), &login, name, Side::Incoming).await?;
    let removed = mail::arrival::remove_test(&login, &message, &network).await;
    guard::settle(permit, removed.as_ref().err()).await;
    removed
}

fn login(held: Held) -> Login {
    Login {
        account: held.account,
        secret: held.secret,
    }
}

/// Google hides mail of the account itself from POP3 and shows it by IMAP, where the same secret
/// signs in.
fn watchable(mut login: Login) -> Login {
    let account = &login.account;
    let google = Catalogue::bundled()
        .by_id(&account.provider)
        .filter(|provider| provider.is_google());
    let by_imap = google.and_then(|provider| {
        let mut servers = provider
            .servers(Protocol::Imap, &account.address)
            .into_iter();
        servers.next()
    });
    if let (Incoming::Pop3, Some(mut server)) = (account.protocol, by_imap) {
        server.user_name = account.incoming.user_name.clone();
        login.account.incoming = server;
        login.account.protocol = Incoming::Imap;
    }
    login
}

/// There is no secret to sign in with: the mailbox is told as it stands.
pub(super) fn no_secret(failure: &StorageFailure) -> Failure {
    Failure {
        detail: Some(failure.to_string()),
        ..Failure::new(Cause::Unknown, Protocol::Smtp, Stage::Login)
    }
}
