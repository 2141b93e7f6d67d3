//! Both sides of a mailbox, proven or refused, against the embedded servers.

use std::{sync::Arc, time::Instant};

use futures::StreamExt;
use home_station::{
    account::{Encryption, Incoming, Protocol, Role},
    backend::{CheckEvent, Outcome, Sides},
    failure::{Cause, Remedy, Side, Stage},
    mail::check::check,
    practice::{PracticeOptions, Scenario},
    secret::Secret,
};

use super::support::{HOST, PASSWORD, TLS, lab, login, run};

#[tokio::test(flavor = "multi_thread")]
async fn every_combination_of_protocol_and_encryption_is_proven() {
    let lab = lab(PracticeOptions::default());
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        for first in [Encryption::ImplicitTls, Encryption::StartTls] {
            for second in [Encryption::ImplicitTls, Encryption::StartTls] {
                let started = Instant::now();
                let (events, report) = run(login(incoming, first, second), &lab.network).await;
                println!("{incoming:?} {first:?} {second:?}: {:?}", started.elapsed());
                assert!(report.incoming.is_proved(), "{:?}", report.incoming);
                assert!(report.outgoing.is_proved(), "{:?}", report.outgoing);
                let verified = report.verified.unwrap();
                assert!(verified.account().proven.is_some());
                assert!(report.findings.is_empty());
                let passed = |side, stage| {
                    events.iter().any(|event| {
                        matches!(event, CheckEvent::StagePassed { side: s, stage: t, .. } if (*s, *t) == (side, stage))
                    })
                };
                for stage in [
                    Stage::Name,
                    Stage::Connect,
                    Stage::Tls,
                    Stage::Greeting,
                    Stage::Login,
                ] {
                    assert!(
                        passed(Side::Incoming, stage) && passed(Side::Outgoing, stage),
                        "{stage}"
                    );
                }
                assert!(
                    passed(Side::Incoming, Stage::Mailbox) && passed(Side::Outgoing, Stage::Rcpt)
                );
                assert_eq!(
                    passed(Side::Incoming, Stage::Starttls),
                    first == Encryption::StartTls
                );
            }
        }
    }
    assert!(!lab.lines.leaked(PASSWORD));
    let taken = ["RETR", "DELE", "TOP", "STORE", "DATA"];
    assert!(
        lab.servers
            .store()
            .log()
            .iter()
            .all(|command| !taken.contains(&command.verb.as_str()))
    );
    let plain = ["USER", "PASS", "LOGIN", "AUTH PLAIN", "AUTHENTICATE PLAIN"];
    let log = lab.servers.store().log();
    assert!(
        log.iter()
            .all(|command| command.encrypted || !plain.contains(&command.verb.as_str()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_tried_once_and_named_on_both_sides() {
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        let lab = lab(Scenario::WrongPassword);
        let (_, report) = run(login(incoming, TLS, TLS), &lab.network).await;
        for side in [Side::Incoming, Side::Outgoing] {
            let failure = report.side(side).failure().unwrap();
            assert_eq!(failure.cause, Cause::BadCredentials, "{failure:?}");
            assert_eq!(failure.stage, Stage::Login);
            assert!(failure.detail.is_some());
        }
        assert!(report.verified.is_none());
        let tries = |protocol: Protocol, verbs: &[&str]| -> usize {
            verbs
                .iter()
                .map(|verb| lab.servers.store().count(protocol, verb))
                .sum()
        };
        let log = lab.servers.store().log();
        let signs_in = |protocol| {
            log.iter()
                .filter(|command| {
                    command.protocol == protocol
                        && ["LOGIN", "PASS", "AUTH", "AUTHENTICATE"]
                            .iter()
                            .any(|verb| command.verb.starts_with(verb))
                })
                .count()
        };
        assert_eq!(signs_in(incoming.into()), 1, "{log:?}");
        assert_eq!(signs_in(Protocol::Smtp), 1, "{log:?}");
        assert_eq!(tries(Protocol::Pop3, &["RETR", "DELE"]), 0);
        assert!(!lab.lines.leaked(PASSWORD));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_story_of_the_embedded_servers_has_its_cause() {
    use Cause as C;
    for (scenario, incoming, outgoing) in [
        (
            Scenario::AppPasswordRequired,
            Some(C::AppPasswordRequired),
            Some(C::AppPasswordRequired),
        ),
        (
            Scenario::ServerDown,
            Some(C::ConnectionRefused),
            Some(C::ConnectionRefused),
        ),
        (
            Scenario::ClosesAtOnce,
            Some(C::ConnectionClosed),
            Some(C::ConnectionClosed),
        ),
        (
            Scenario::Silent,
            Some(C::ConnectionTimedOut),
            Some(C::ConnectionTimedOut),
        ),
        (
            Scenario::CertificateUntrusted,
            Some(C::TlsCertUntrusted),
            Some(C::TlsCertUntrusted),
        ),
        (
            Scenario::CertificateExpired,
            Some(C::TlsCertExpired),
            Some(C::TlsCertExpired),
        ),
        (
            Scenario::CertificateWrongName,
            Some(C::TlsNameMismatch),
            Some(C::TlsNameMismatch),
        ),
        (Scenario::SenderRefused, None, Some(C::SenderNotAllowed)),
    ] {
        let lab = lab(scenario);
        let mut login = login(Incoming::Imap, TLS, TLS);
        if scenario == Scenario::AppPasswordRequired {
            login.account.provider = "gmail".to_owned();
            login.account.incoming.host = "imap.gmail.com".parse().unwrap();
            login.account.outgoing.host = "smtp.gmail.com".parse().unwrap();
        }
        let (_, report) = run(login, &lab.network).await;
        let causes = [&report.incoming, &report.outgoing]
            .map(|outcome| outcome.failure().map(|failure| failure.cause));
        assert_eq!(causes, [incoming, outgoing], "{scenario}: {report:?}");
        assert!(!lab.lines.leaked(PASSWORD), "{scenario}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_certificate_is_shown_and_exactly_that_one_can_be_accepted() {
    let lab = lab(Scenario::CertificateUntrusted);
    let mut login = login(Incoming::Imap, TLS, TLS);
    let (_, report) = run(login.clone(), &lab.network).await;
    let failure = report.incoming.failure().unwrap().clone();
    assert_eq!(failure.remedy, Remedy::ShowCertificate);
    let certificate = failure.certificate.unwrap();
    assert_eq!(certificate.names, [HOST]);
    login.account.incoming.accepted_certificate = Some(certificate.fingerprint);
    login.account.outgoing.accepted_certificate = Some(certificate.fingerprint);
    let (_, report) = run(login.clone(), &lab.network).await;
    assert!(report.incoming.is_proved(), "{:?}", report.incoming);
    assert!(report.outgoing.is_proved(), "{:?}", report.outgoing);
    let mut known = login.clone();
    "gmail".clone_into(&mut known.account.provider);
    let (_, report) = run(known, &lab.network).await;
    let failure = report.incoming.failure().unwrap();
    assert_eq!(failure.cause, Cause::TlsCertUntrusted);
    assert_ne!(failure.remedy, Remedy::ShowCertificate);
    let other = home_station::account::Fingerprint::of_der(b"another");
    login.account.incoming.accepted_certificate = Some(other);
    let (_, report) = run(login, &lab.network).await;
    let changed = report.incoming.failure().unwrap();
    assert_eq!(
        (changed.cause, &changed.remedy),
        (Cause::CertificateChanged, &Remedy::ShowCertificate)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn submission_takes_the_other_standard_port_when_the_given_one_is_refused_or_silent() {
    let lab = lab(PracticeOptions::default());
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    for dead in [None, Some(silent.local_addr().unwrap())] {
        lab.lines.lead(465, dead);
        let (events, report) = run(login(Incoming::Imap, TLS, TLS), &lab.network).await;
        let Outcome::Proved { server, .. } = &report.outgoing else {
            panic!("{:?}", report.outgoing);
        };
        assert_eq!(
            (server.port.get(), server.encryption),
            (587, Encryption::StartTls)
        );
        assert_eq!(&report.verified.unwrap().account().outgoing, server);
        let changed = events
            .iter()
            .position(|event| matches!(event, CheckEvent::ServerChanged { .. }));
        let login = events.iter().position(|event| {
            matches!(
                event,
                CheckEvent::StageStarted {
                    side: Side::Outgoing,
                    stage: Stage::Login
                }
            )
        });
        assert!(changed.unwrap() < login.unwrap());
    }
    let log = lab.servers.store().log();
    let sign_ins = log
        .iter()
        .filter(|command| command.protocol == Protocol::Smtp && command.verb.starts_with("AUTH"));
    assert_eq!(sign_ins.count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_levelsender_in_the_field_is_checked_on_the_outgoing_side_alone() {
    let lab = lab(PracticeOptions::default());
    let mut login = login(Incoming::Pop3, TLS, TLS);
    login.account.role = Role::LevelSender {
        serial: "123456".parse().unwrap(),
    };
    let events: Vec<_> = check(login, Sides::OutgoingOnly, Arc::clone(&lab.network))
        .collect()
        .await;
    let Some(CheckEvent::Finished(report)) = events.last() else {
        panic!("{events:?}");
    };
    assert_eq!(report.incoming, Outcome::Skipped);
    assert!(report.outgoing.is_proved() && report.verified.is_none());
    assert!(
        lab.servers
            .store()
            .log()
            .iter()
            .all(|command| command.protocol == Protocol::Smtp)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_with_a_line_break_never_leaves() {
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        let lab = lab(PracticeOptions::default());
        let mut login = login(incoming, TLS, TLS);
        login.secret = Secret::new("x\r\nDELE 1".to_owned());
        let (_, report) = run(login, &lab.network).await;
        for side in [&report.incoming, &report.outgoing] {
            assert_eq!(side.failure().unwrap().cause, Cause::BadCredentials);
        }
        let log = lab.servers.store().log();
        let verbs = ["PASS", "USER", "LOGIN", "DELE", "AUTH"];
        assert!(
            log.iter()
                .all(|command| !verbs.iter().any(|verb| command.verb.starts_with(verb))),
            "{log:?}"
        );
    }
}
