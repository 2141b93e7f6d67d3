//! Servers, or somebody between, that break the rules before TLS and at the sign-in.
//! "Why TLS is better without STARTTLS", <https://nostarttls.secvuln.info/>.

use std::sync::Arc;

use home_station::{
    account::{Encryption, Incoming, Protocol},
    failure::{Cause, Failure, Remedy, Stage},
    mail::{connect, connect::Steps, fault::Endpoint, imap, pop, smtp},
    practice::authority::Authority,
    secret::Secret,
};

use super::support::{
    Lines, PASSWORD, Peer, TLS, acceptor, authority, endpoint, network, scripted,
};

const STARTTLS: Encryption = Encryption::StartTls;

async fn sign_in(endpoint: Endpoint, lines: &Lines, authority: &Authority) -> Result<(), Failure> {
    let (network, steps) = (network(lines, authority), Steps::silent());
    let secret = Secret::new(PASSWORD.to_owned());
    match endpoint.protocol {
        Protocol::Imap => {
            let mut session = imap::Session::open(endpoint, &secret, &network, &steps).await?;
            session.examine_inbox().await.map(|_| ())
        }
        Protocol::Pop3 => {
            let mut session = pop::Session::open(endpoint, &secret, &network, &steps).await?;
            session.look().await.map(|_| ())
        }
        Protocol::Smtp => {
            smtp::Session::open(endpoint, &network, &steps)
                .await?
                .sign_in(&secret)
                .await
        }
    }
}

/// Plays a conversation: what the server says first, then for each line of the client what it answers.
async fn failure(
    protocol: Protocol,
    encryption: Encryption,
    answers: &'static [&'static str],
) -> Failure {
    let authority = authority();
    let lines = Lines::default();
    let tls = (encryption == TLS).then_some(&authority);
    let script = move |mut peer: Peer| async move {
        for answer in answers {
            peer.send(answer).await;
            let line = peer.line().await;
            if line.is_empty() {
                return;
            }
            // IMAP answers carry the client's tag.
            let tag = line.split(' ').next().unwrap_or("").to_owned();
            if let Some(last) = answers.last().filter(|_| answer == &"TAGGED") {
                peer.send(&last.replace("TAG", &tag)).await;
                drop(peer.line().await);
                return;
            }
        }
        std::future::pending::<()>().await;
    };
    let port = protocol.default_port(encryption).get();
    lines.lead(port, Some(scripted(tls, script).await));
    let failure = sign_in(endpoint(protocol, encryption), &lines, &authority)
        .await
        .unwrap_err();
    assert!(!lines.leaked(PASSWORD), "{protocol:?} {answers:?}");
    failure
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_said_around_starttls_is_believed() {
    use Protocol::{Imap, Pop3, Smtp};
    const EHLO: &str = "250-mail\r\n250 STARTTLS\r\n";
    for (protocol, answers) in [
        // Bytes behind the go-ahead.
        (
            Imap,
            &[
                "* OK hi\r\n",
                "tls1 OK go\r\n* OK [CAPABILITY IMAP4rev1]\r\n",
            ] as &'static [&'static str],
        ),
        (Pop3, &["+OK hi\r\n", "+OK go\r\n+OK\r\n"]),
        (Smtp, &["220 hi\r\n", EHLO, "220 go\r\n250 ok\r\n"]),
        // Half a line behind the go-ahead.
        (Imap, &["* OK hi\r\n", "tls1 OK go\r\nx"]),
        // Signed in before TLS.
        (Imap, &["* PREAUTH welcome\r\n"]),
        // The answer before the question.
        (Imap, &["* OK hi\r\ntls1 OK go\r\n"]),
        (Pop3, &["+OK hi\r\n+OK go\r\n"]),
        (Smtp, &["220 hi\r\n250 STARTTLS\r\n"]),
        // Contents of a mailbox before TLS.
        (
            Imap,
            &[
                "* OK hi\r\n",
                "* 5 EXISTS\r\n* LIST () \"/\" evil\r\ntls1 OK go\r\n",
            ],
        ),
    ] {
        let failure = failure(protocol, STARTTLS, answers).await;
        assert_eq!(
            failure.cause,
            Cause::ProtocolViolation,
            "{answers:?}: {failure:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_on_in_the_clear_after_the_go_ahead_is_not_believed() {
    let authority = authority();
    let lines = Lines::default();
    let script = |mut peer: Peer| async move {
        peer.send("+OK hi\r\n").await;
        drop(peer.line().await);
        peer.send("+OK go\r\n").await;
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        peer.send("+OK you are signed in\r\n").await;
        std::future::pending::<()>().await;
    };
    lines.lead(110, Some(scripted(None, script).await));
    let failure = sign_in(endpoint(Protocol::Pop3, STARTTLS), &lines, &authority)
        .await
        .unwrap_err();
    assert_eq!(
        (failure.cause, failure.stage),
        (Cause::ProtocolViolation, Stage::Tls)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn starttls_missing_or_refused_ends_before_the_password() {
    use Protocol::{Imap, Pop3, Smtp};
    for (protocol, answers) in [
        (
            Imap,
            &["* OK hi\r\n", "tls1 BAD what\r\n"] as &'static [&'static str],
        ),
        (Pop3, &["+OK hi\r\n", "-ERR what\r\n"]),
        (Smtp, &["220 hi\r\n", "250-mail\r\n250 AUTH PLAIN\r\n"]),
        (
            Smtp,
            &[
                "220 hi\r\n",
                "250 STARTTLS\r\n",
                "454 4.7.0 TLS not available\r\n",
            ],
        ),
    ] {
        let failure = failure(protocol, STARTTLS, answers).await;
        assert_eq!(
            (failure.cause, failure.stage),
            (Cause::StarttlsRefused, Stage::Starttls)
        );
        assert!(matches!(
            failure.remedy,
            Remedy::UseServer {
                encryption: TLS,
                ..
            }
        ));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_protocol_on_the_port_is_named() {
    use Protocol::{Imap, Pop3, Smtp};
    for (protocol, answers) in [
        (Imap, &["+OK POP3 ready\r\n"] as &'static [&'static str]),
        (Pop3, &["* OK IMAP4 ready\r\n"]),
        (Imap, &["220 mail ESMTP\r\n"]),
        (Smtp, &["* OK IMAP4 ready\r\n"]),
        (Imap, &["HTTP/1.1 400 Bad Request\r\n\r\n"]),
    ] {
        for encryption in [TLS, STARTTLS] {
            let failure = failure(protocol, encryption, answers).await;
            assert_eq!(
                (failure.cause, failure.stage),
                (Cause::WrongPortOrProtocol, Stage::Greeting),
                "{answers:?}"
            );
        }
    }
    let failure = failure(Imap, STARTTLS, &["+OK\r\n"]).await;
    assert_eq!(failure.remedy, Remedy::UseProtocol(Incoming::Pop3));
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_on_a_plain_port_and_plain_text_on_a_tls_port_lead_to_the_right_mode() {
    for protocol in Protocol::ALL {
        let authority = authority();
        let lines = Lines::default();
        let mute = |peer: Peer| async move {
            let _peer = peer;
            std::future::pending::<()>().await;
        };
        let port = protocol.default_port(STARTTLS);
        lines.lead(port.get(), Some(scripted(Some(&authority), mute).await));
        let failure = sign_in(endpoint(protocol, STARTTLS), &lines, &authority)
            .await
            .unwrap_err();
        assert_eq!(failure.cause, Cause::WrongPortOrProtocol, "{failure:?}");
        assert_eq!(
            failure.remedy,
            Remedy::UseServer {
                port,
                encryption: TLS
            }
        );

        let greeting = match protocol {
            Protocol::Imap => "* OK hi\r\n",
            Protocol::Pop3 => "+OK hi\r\n",
            Protocol::Smtp => "220 hi\r\n",
        };
        let plain = move |mut peer: Peer| async move {
            peer.send(greeting).await;
            std::future::pending::<()>().await;
        };
        let port = protocol.default_port(TLS);
        lines.lead(port.get(), Some(scripted(None, plain).await));
        let failure = sign_in(endpoint(protocol, TLS), &lines, &authority)
            .await
            .unwrap_err();
        assert_eq!(
            (failure.cause, failure.stage),
            (Cause::WrongPortOrProtocol, Stage::Tls)
        );
        assert_eq!(
            failure.remedy,
            Remedy::UseServer {
                port,
                encryption: STARTTLS
            }
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_endless_questions_and_escapes_do_no_harm() {
    use Protocol::{Imap, Pop3, Smtp};
    for protocol in Protocol::ALL {
        for encryption in [TLS, STARTTLS] {
            let failure = failure(protocol, encryption, &["\u{1}\u{2}\u{0}\u{7f}garbage"]).await;
            assert_eq!(
                failure.cause,
                Cause::ProtocolViolation,
                "{protocol:?} {failure:?}"
            );
        }
    }
    let endless = failure(
        Smtp,
        TLS,
        &[
            "220 hi\r\n",
            "250-x\r\n250 AUTH LOGIN\r\n",
            "334 VXNlcm5hbWU6\r\n",
            "334 UGFzc3dvcmQ6\r\n",
            "334 UGFzc3dvcmQ6\r\n",
        ],
    )
    .await;
    assert_eq!(endless.cause, Cause::ProtocolViolation, "{endless:?}");
    let endless = failure(
        Imap,
        TLS,
        &["* OK [CAPABILITY IMAP4rev1] hi\r\n", "+ \r\n+ \r\n"],
    )
    .await;
    assert_eq!(endless.cause, Cause::ProtocolViolation, "{endless:?}");
    let colours = failure(
        Pop3,
        TLS,
        &[
            "+OK\r\n",
            "-ERR\r\n",
            "+OK\r\n",
            "-ERR [AUTH] \u{1b}[31m<b>no</b>\u{1b}[0m\r\n",
        ],
    )
    .await;
    assert_eq!(colours.detail.as_deref(), Some("-ERR [AUTH] <b>no</b>"));
    assert_eq!(colours.cause, Cause::BadCredentials);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_no_password_gets_none() {
    let disabled = failure(
        Protocol::Imap,
        TLS,
        &["* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hi\r\n"],
    )
    .await;
    assert_eq!(disabled.cause, Cause::ProtocolDisabled);
    let oauth = failure(
        Protocol::Imap,
        TLS,
        &["* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2] hi\r\n"],
    )
    .await;
    assert_eq!(oauth.cause, Cause::BasicAuthDisabled);
    let smtp = failure(
        Protocol::Smtp,
        TLS,
        &["220 hi\r\n", "250-x\r\n250 AUTH XOAUTH2\r\n"],
    )
    .await;
    assert_eq!(
        (smtp.cause, smtp.stage),
        (Cause::BasicAuthDisabled, Stage::Login)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_referral_is_shown_and_not_followed() {
    let failure = failure(
        Protocol::Imap,
        TLS,
        &[
            "* OK [CAPABILITY IMAP4rev1] hi\r\n",
            "A0001 NO [REFERRAL imap://ana;AUTH=*@evil.example.org/] Specified user is invalid on this server\r\n",
        ],
    )
    .await;
    assert_eq!(failure.stage, Stage::Login);
    assert!(failure.detail.unwrap().contains("REFERRAL"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_greeted_in_the_clear_is_asked_again_inside_tls() {
    let authority = authority();
    let lines = Lines::default();
    let own = Arc::clone(&authority);
    let script = move |mut peer: Peer| {
        let authority = Arc::clone(&own);
        async move {
            peer.send("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR STARTTLS] evil\r\n")
                .await;
            drop(peer.line().await);
            peer.send("tls1 OK go\r\n").await;
            let stream = acceptor(&authority)
                .accept(peer.0.into_inner())
                .await
                .unwrap();
            let mut peer = Peer::new(Box::new(stream));
            assert_eq!(peer.line().await, "caps1 CAPABILITY");
            peer.send("* CAPABILITY IMAP4rev1 LOGINDISABLED\r\ncaps1 OK\r\n")
                .await;
            drop(peer.line().await);
        }
    };
    lines.lead(143, Some(scripted(None, script).await));
    let failure = sign_in(endpoint(Protocol::Imap, STARTTLS), &lines, &authority)
        .await
        .unwrap_err();
    assert_eq!(
        (failure.cause, failure.stage),
        (Cause::ProtocolDisabled, Stage::Login)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_ends_at_the_bound_of_its_stage() {
    let authority = authority();
    for (encryption, stage) in [(TLS, Stage::Tls), (STARTTLS, Stage::Greeting)] {
        for protocol in Protocol::ALL {
            let lines = Lines::default();
            let mute = |peer: Peer| async move {
                let _peer = peer;
                std::future::pending::<()>().await;
            };
            let port = protocol.default_port(encryption).get();
            lines.lead(port, Some(scripted(None, mute).await));
            let network = network(&lines, &authority);
            let endpoint = endpoint(protocol, encryption);
            let failure = connect::open(endpoint, &network, &Steps::silent())
                .await
                .unwrap_err();
            assert_eq!(
                (failure.cause, failure.stage),
                (Cause::ConnectionTimedOut, stage)
            );
        }
    }
}
