//! Checks and test mails against a real Dovecot and a real Postfix.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

mod support;

use std::time::Duration;

use home_station::{
    account::{Encryption::ImplicitTls, Incoming, Login},
    backend::{FoundMessage, TestOutcome},
    failure::{Cause, Side},
    mail::{
        arrival::remove_test,
        wire::{Bounds, Network},
    },
    secret::Secret,
};
use support::{
    dovecot::{Dovecot, Options, User},
    mailbox::{Servers, checked, combinations, tested},
    postfix::Postfix,
};

const ANA: User = User {
    name: "ana",
    password: " contraseña: \"con\" todo \\ ",
};

#[tokio::test(flavor = "multi_thread")]
async fn all_eight_combinations_are_proven_and_take_nothing() {
    let servers = Servers::start(&[ANA]);
    servers.dovecot.fill("ana", 50);
    let before = servers.dovecot.messages("ana", "INBOX");
    for (incoming, kinds) in combinations() {
        let login = servers.login(&ANA, incoming, kinds);
        let report = checked(login, servers.network()).await;
        assert!(
            report.verified.is_some(),
            "{incoming:?} {kinds:?}: {report:?}"
        );
    }
    assert_eq!(servers.dovecot.messages("ana", "INBOX"), before);
    let log = servers.dovecot.log();
    let pop3: Vec<&str> = log.lines().filter(|line| line.contains("retr=")).collect();
    assert!(
        !pop3.is_empty() && pop3.iter().all(|line| line.contains("retr=0/0, del=0/")),
        "{pop3:?}"
    );
    assert!(!log.contains(ANA.password), "Dovecot's log has no password");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_named_on_both_sides_and_tried_once() {
    let servers = Servers::start(&[ANA]);
    for (incoming, kinds) in combinations() {
        let login = Login {
            secret: Secret::new("wrong".to_owned()),
            ..servers.login(&ANA, incoming, kinds)
        };
        let before = servers.dovecot.log().matches("Password mismatch").count();
        let report = checked(login, servers.network()).await;
        for side in Side::ALL {
            let said = report.side(*side).failure().map(|failure| failure.cause);
            assert_eq!(
                said,
                Some(Cause::BadCredentials),
                "{incoming:?} {kinds:?}: {report:?}"
            );
        }
        let tried = servers.dovecot.log().matches("Password mismatch").count() - before;
        assert_eq!(tried, 2, "once for each side\n{}", servers.dovecot.log());
    }
}

/// Sends a test mail into a mailbox of 5,000, sees it, removes it, and looks at what is left.
async fn arrives_and_goes(servers: &Servers, incoming: Incoming) {
    servers.dovecot.fill("ana", 5_000);
    let before = servers.dovecot.messages("ana", "INBOX");
    let login = servers.login(&ANA, incoming, [ImplicitTls; 2]);
    let outcome = tested(login.clone(), login.clone(), servers.network()).await;
    let TestOutcome::Arrived {
        folder,
        found,
        elapsed,
    } = outcome
    else {
        panic!(
            "{outcome:?}\n{}\n{}",
            servers.dovecot.log(),
            servers.postfix.log()
        );
    };
    assert_eq!(folder, "INBOX");
    println!("{incoming:?}: arrived after {elapsed:?}");
    let after = servers.dovecot.messages("ana", "INBOX");
    assert_eq!(after.len(), before.len() + 1);
    // Dovecot counts what was fetched: of 5,001 messages nothing but the headers of the one.
    let log = servers.dovecot.log();
    for line in log.lines().filter(|line| line.contains("body_count=")) {
        assert!(line.contains("body_count=0"), "{line}");
    }
    for line in log.lines().filter(|line| line.contains("retr=")) {
        assert!(line.contains("retr=0/0, del=0/"), "{line}");
        assert!(
            ["top=0/0", "top=1/"].iter().any(|top| line.contains(top)),
            "{line}"
        );
    }
    remove_test(&login, &found, &servers.network())
        .await
        .unwrap();
    assert_eq!(servers.dovecot.messages("ana", "INBOX"), before);
    // A message without the mark is never removed, whatever it is called.
    let another = FoundMessage {
        mark: "00000000000000000000000000000000".to_owned(),
        ..found
    };
    let _ = remove_test(&login, &another, &servers.network()).await;
    assert_eq!(servers.dovecot.messages("ana", "INBOX"), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn arrival_is_proven_by_idle_among_five_thousand() {
    let servers = Servers::start(&[ANA]);
    arrives_and_goes(&servers, Incoming::Imap).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arrival_is_proven_without_idle_and_uidplus() {
    let options = Options {
        extra: "protocol imap {\n  imap_capability = IMAP4rev1 SASL-IR ID SPECIAL-USE\n}\n"
            .to_owned(),
    };
    let dovecot = Dovecot::start_with(&[ANA], &options);
    let postfix = Postfix::start(&dovecot, &["ana"]);
    arrives_and_goes(&Servers { postfix, dovecot }, Incoming::Imap).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arrival_is_proven_by_pop3_among_five_thousand() {
    let servers = Servers::start(&[ANA]);
    arrives_and_goes(&servers, Incoming::Pop3).await;
}

/// Servers that deliver into the spam folder.
fn delivering_spam() -> Servers {
    let options = Options {
        extra: "recipient_delimiter = +\nlmtp_save_to_detail_mailbox = yes\n".to_owned(),
    };
    let dovecot = Dovecot::start_with(&[ANA], &options);
    let extra = "virtual_alias_maps = inline:{ana@example.org=ana+Junk@example.org}\nrecipient_delimiter = +\npropagate_unmatched_extensions =\n";
    let postfix = Postfix::start_with(&dovecot, &["ana"], extra);
    Servers { postfix, dovecot }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_in_the_spam_folder_is_said_to_lie_there() {
    let servers = delivering_spam();
    let login = servers.login(&ANA, Incoming::Imap, [ImplicitTls; 2]);
    let outcome = tested(login.clone(), login.clone(), servers.network()).await;
    let TestOutcome::InSpam { folder, found, .. } = outcome else {
        panic!("{outcome:?}\n{}", servers.postfix.log());
    };
    assert_eq!(folder, "Junk");
    remove_test(&login, &found, &servers.network())
        .await
        .unwrap();
    assert!(servers.dovecot.messages("ana", "Junk").is_empty());
}

/// Keeps every mail in Postfix's queue until it is released.
const HOLD: &str = "smtpd_sender_restrictions = static:hold\n";

fn with_patience(network: Network, arrival: Duration) -> Network {
    let bounds = Bounds {
        arrival,
        ..network.bounds
    };
    network.with_bounds(bounds)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delayed_mail_arrives_and_one_that_never_comes_is_a_note() {
    let dovecot = Dovecot::start(&[ANA]);
    let postfix = Postfix::start_with(&dovecot, &["ana"], HOLD);
    let servers = Servers { postfix, dovecot };
    let login = servers.login(&ANA, Incoming::Imap, [ImplicitTls; 2]);
    let impatient = with_patience(servers.network(), Duration::from_secs(3));
    let outcome = tested(login.clone(), login.clone(), impatient).await;
    assert!(
        matches!(outcome, TestOutcome::NotSeen { .. }),
        "{outcome:?}"
    );

    let watching = tokio::spawn(tested(login.clone(), login, servers.network()));
    tokio::time::sleep(Duration::from_secs(30)).await;
    servers.postfix.release_held();
    let outcome = watching.await.unwrap();
    let TestOutcome::Arrived { elapsed, .. } = outcome else {
        panic!("{outcome:?}\n{}", servers.postfix.log());
    };
    assert!(elapsed >= Duration::from_secs(30), "{elapsed:?}");
}
