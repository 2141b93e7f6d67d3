//! Test mails that prove themselves, on the embedded servers.

use std::sync::Arc;

use futures::StreamExt;
use home_station::{
    account::{Incoming, Login, Protocol, Role},
    backend::{NotWatched, TestEvent, TestOutcome},
    failure::{Cause, Stage},
    mail::{
        arrival::remove_test,
        send::{Test, Text, send_test, send_text},
    },
    practice::{PracticeAccount, PracticeOptions, Scenario},
};

use super::support::{Lab, TLS, lab, login};

async fn outcome(lab: &Lab, watch: Option<Login>) -> TestOutcome {
    let test = Test {
        from: login(Incoming::Imap, TLS, TLS),
        to: "ana@example.org".parse().unwrap(),
        text: Text {
            subject: "Prueba".to_owned(),
            body: "Funciona, ¿verdad?".to_owned(),
        },
        watch,
    };
    let events: Vec<TestEvent> = send_test(test, Arc::clone(&lab.network)).collect().await;
    match events.last() {
        Some(TestEvent::Finished(outcome)) => outcome.clone(),
        other => panic!("{other:?}"),
    }
}

fn fill(lab: &Lab, count: usize) {
    for number in 0..count {
        let text = format!("Subject: {number}\r\nMessage-ID: <{number}@x>\r\n\r\nold\r\n");
        let _ = lab.servers.store().put("ana@example.org", text.as_bytes());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn arrival_is_proven_by_idle_by_poll_and_by_pop3_and_the_mail_removed_again() {
    for (incoming, without) in [
        (Incoming::Imap, &[] as &[&str]),
        (Incoming::Imap, &["IDLE", "UIDPLUS"]),
        (Incoming::Pop3, &[]),
    ] {
        let lab = lab(PracticeOptions {
            without: without.iter().map(|name| (*name).to_owned()).collect(),
            login_delay: Some(0),
            ..PracticeOptions::default()
        });
        fill(&lab, 300);
        let mailbox = login(incoming, TLS, TLS);
        let outcome = outcome(&lab, Some(mailbox.clone())).await;
        let TestOutcome::Arrived { found, folder, .. } = outcome else {
            panic!("{incoming:?} {without:?}: {outcome:?}");
        };
        assert_eq!(folder, "INBOX");
        let messages = || lab.servers.store().messages("ana@example.org", "INBOX");
        assert_eq!(messages().len(), 301);
        let store = lab.servers.store();
        assert_eq!(store.count(Protocol::Pop3, "RETR"), 0);
        // Of all messages only the new one is looked at.
        assert!(store.count(Protocol::Pop3, "TOP") <= 1);
        remove_test(&mailbox, &found, &lab.network).await.unwrap();
        let left = messages();
        assert_eq!(left.len(), 300);
        assert!(
            left.iter()
                .all(|message| message.field("X-Home-Station-Test").is_none())
        );
        // A second time there is nothing to remove, and nothing else goes.
        remove_test(&mailbox, &found, &lab.network).await.unwrap();
        assert_eq!(messages().len(), 300);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_without_the_mark_is_never_removed() {
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        let lab = lab(PracticeOptions::default());
        let mailbox = login(incoming, TLS, TLS);
        let outcome = outcome(&lab, Some(login(Incoming::Imap, TLS, TLS))).await;
        let TestOutcome::Arrived { mut found, .. } = outcome else {
            panic!("{outcome:?}");
        };
        found.mark = "0".repeat(32);
        remove_test(&mailbox, &found, &lab.network).await.unwrap();
        assert_eq!(
            lab.servers
                .store()
                .messages("ana@example.org", "INBOX")
                .len(),
            1
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_levelsender_mailbox_is_never_changed_by_pop3() {
    let lab = lab(PracticeOptions {
        login_delay: Some(0),
        ..PracticeOptions::default()
    });
    let mut mailbox = login(Incoming::Pop3, TLS, TLS);
    mailbox.account.role = Role::LevelSender {
        serial: "123456".parse().unwrap(),
    };
    let outcome = outcome(&lab, Some(mailbox.clone())).await;
    let TestOutcome::Arrived { found, .. } = outcome else {
        panic!("{outcome:?}");
    };
    assert!(remove_test(&mailbox, &found, &lab.network).await.is_err());
    assert_eq!(lab.servers.store().count(Protocol::Pop3, "DELE"), 0);
    assert_eq!(lab.servers.store().count(Protocol::Pop3, "RETR"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn spam_late_never_foreign_and_refused_each_have_their_outcome() {
    let watch = || Some(login(Incoming::Imap, TLS, TLS));
    let spam = outcome(&lab(Scenario::SpamFolder), watch()).await;
    assert!(matches!(spam, TestOutcome::InSpam { .. }), "{spam:?}");
    let late = lab(PracticeOptions {
        scenario: Scenario::LateArrival,
        late_by: std::time::Duration::from_secs(1),
        ..PracticeOptions::default()
    });
    let late = outcome(&late, watch()).await;
    assert!(matches!(late, TestOutcome::Arrived { .. }), "{late:?}");
    let never = outcome(&lab(Scenario::NeverArrives), watch()).await;
    assert!(matches!(never, TestOutcome::NotSeen { .. }), "{never:?}");
    let foreign = outcome(&lab(PracticeOptions::default()), None).await;
    assert_eq!(foreign, TestOutcome::Sent);
    let refused = outcome(&lab(Scenario::RecipientRefused), watch()).await;
    let TestOutcome::Refused(failure) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (failure.cause, failure.stage),
        (Cause::RecipientRefused, Stage::Rcpt)
    );
    let full = outcome(&lab(Scenario::MailboxFull), watch()).await;
    let TestOutcome::Refused(failure) = full else {
        panic!("{full:?}");
    };
    assert_eq!(failure.cause, Cause::MailboxFull, "{failure:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_cannot_be_looked_into_says_why_and_the_mail_is_sent_all_the_same() {
    let lab = lab(PracticeOptions {
        login_delay: Some(300),
        accounts: vec![PracticeAccount {
            user_name: "ana@example.org".to_owned(),
            password: login(Incoming::Imap, TLS, TLS).secret,
        }],
        ..PracticeOptions::default()
    });
    let by_pop = outcome(&lab, Some(login(Incoming::Pop3, TLS, TLS))).await;
    let delay = std::time::Duration::from_secs(300);
    assert_eq!(by_pop, TestOutcome::NotWatched(NotWatched::TooSoon(delay)));
    let mut wrong = login(Incoming::Imap, TLS, TLS);
    wrong.secret = home_station::secret::Secret::new("wrong".to_owned());
    let refused = outcome(&lab, Some(wrong)).await;
    let TestOutcome::NotWatched(NotWatched::Failed(failure)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (failure.cause, failure.stage),
        (Cause::BadCredentials, Stage::Login)
    );
    let arrived = lab.servers.store().messages("ana@example.org", "INBOX");
    assert_eq!(arrived.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_its_whole_body_and_carries_no_mark() {
    let lab = lab(PracticeOptions::default());
    let text = Text {
        subject: "LS".to_owned(),
        body: "LS SETTINGS".to_owned(),
    };
    let to = "ana@example.org".parse().unwrap();
    let from = login(Incoming::Pop3, TLS, TLS);
    send_text(&from, &to, &text, &lab.network).await.unwrap();
    let messages = lab.servers.store().messages("ana@example.org", "INBOX");
    let [message] = messages.as_slice() else {
        panic!("{}", messages.len());
    };
    assert!(message.field("X-Home-Station-Test").is_none());
    let whole = String::from_utf8_lossy(&message.bytes).into_owned();
    let (_, body) = whole.split_once("\r\n\r\n").unwrap();
    assert_eq!(body.trim_end(), "LS SETTINGS");
}
