//! The scenes of the check: under way, passed, failed in several ways, and a certificate.

use std::time::Duration;

use home_station::account::{Encryption, Fingerprint, Protocol};
use home_station::app::{App, Message};
use home_station::backend::CheckEvent;
use home_station::backend::scripted::{Plan, Scripted};
use home_station::failure::{Cause, CertificateSummary, Failure, Remedy, Side, Stage};
use home_station::i18n::Language;
use home_station::screen::{check, servers};
use iced::Size;

use super::{at_check, at_servers, device_at_check};

fn failure(
    cause: Cause,
    protocol: Protocol,
    stage: Stage,
    detail: &str,
    remedy: Remedy,
) -> Box<Failure> {
    let mut failure = Failure::new(cause, protocol, stage);
    failure.detail = Some(detail.to_owned());
    failure.remedy = remedy;
    Box::new(failure)
}

pub fn bad_credentials(protocol: Protocol) -> Box<Failure> {
    let detail = match protocol {
        Protocol::Imap => "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
        Protocol::Pop3 => "-ERR [AUTH] Username and password not accepted.",
        Protocol::Smtp => "535 5.7.8 Username and Password not accepted.",
    };
    let remedy = Remedy::MakeAppPassword {
        url: Some("https://myaccount.google.com/apppasswords".to_owned()),
    };
    failure(
        Cause::BadCredentials,
        protocol,
        Stage::Login,
        detail,
        remedy,
    )
}

fn failing(incoming: Option<Box<Failure>>, outgoing: Option<Box<Failure>>) -> Scripted {
    Scripted::new().with_check(Plan::Fail { incoming, outgoing })
}

pub fn check_running(language: Language, size: Size) -> App {
    let mut events = Vec::new();
    for (side, stage) in [
        (Side::Incoming, Stage::Name),
        (Side::Incoming, Stage::Connect),
        (Side::Incoming, Stage::Tls),
        (Side::Outgoing, Stage::Name),
    ] {
        events.push(CheckEvent::StagePassed {
            side,
            stage,
            elapsed: Duration::from_millis(180),
        });
    }
    for (side, stage) in [
        (Side::Incoming, Stage::Greeting),
        (Side::Outgoing, Stage::Connect),
    ] {
        events.push(CheckEvent::StageStarted { side, stage });
    }
    let backend = Scripted::new().with_check(Plan::Silence(events));
    at_check(backend, language, size).app
}

pub fn check_saved(language: Language, size: Size) -> App {
    at_check(Scripted::new(), language, size).app
}

pub fn check_password(language: Language, size: Size) -> App {
    let backend = failing(
        Some(bad_credentials(Protocol::Imap)),
        Some(bad_credentials(Protocol::Smtp)),
    );
    at_check(backend, language, size).app
}

pub fn check_blocked(language: Language, size: Size) -> App {
    let switch = failure(
        Cause::ProtocolDisabled,
        Protocol::Pop3,
        Stage::Login,
        "-ERR [SYS/PERM] Your account is not enabled for POP access.",
        Remedy::SwitchOnProtocol {
            url: Some("https://mail.google.com/mail/u/0/#settings/fwdandpop".to_owned()),
        },
    );
    device_at_check(failing(Some(switch), None), language, size).app
}

pub fn check_unreachable(language: Language, size: Size) -> App {
    let silent = |protocol| {
        failure(
            Cause::ConnectionTimedOut,
            protocol,
            Stage::Connect,
            "connection timed out",
            Remedy::TryAgain,
        )
    };
    let backend = failing(Some(silent(Protocol::Imap)), Some(silent(Protocol::Smtp)));
    at_check(backend, language, size).app
}

pub fn check_two_reasons(language: Language, size: Size) -> App {
    let outgoing = failure(
        Cause::ConnectionRefused,
        Protocol::Smtp,
        Stage::Connect,
        "connection refused",
        Remedy::UseServer {
            port: 587.try_into().unwrap(),
            encryption: Encryption::StartTls,
        },
    );
    let backend = failing(Some(bad_credentials(Protocol::Imap)), Some(outgoing));
    at_check(backend, language, size).app
}

pub fn check_unknown(language: Language, size: Size) -> App {
    let strange = failure(
        Cause::Unknown,
        Protocol::Imap,
        Stage::Login,
        "NO [X-STRANGE-CODE] Moonlight interferes (#4711)",
        Remedy::TryAgain,
    );
    let mut play = at_check(failing(Some(strange), None), language, size);
    play.send(Message::Check(check::Message::GeneralToggled));
    play.send(Message::Check(check::Message::TermsToggled));
    play.app
}

pub fn certificate_screen(language: Language, size: Size) -> App {
    let mut own = failure(
        Cause::TlsCertUntrusted,
        Protocol::Imap,
        Stage::Tls,
        "invalid peer certificate: CaUsedAsEndEntity",
        Remedy::ShowCertificate,
    );
    own.certificate = Some(CertificateSummary {
        subject: "CN=imap.agua.example".to_owned(),
        issuer: "CN=imap.agua.example".to_owned(),
        names: vec!["imap.agua.example".to_owned()],
        not_before: time::OffsetDateTime::from_unix_timestamp(1_760_000_000).unwrap(),
        not_after: time::OffsetDateTime::from_unix_timestamp(1_791_000_000).unwrap(),
        fingerprint: Fingerprint::of_der(b"agua"),
        self_signed: true,
    });
    let mut play = at_servers(failing(Some(own), None), language, size);
    play.send(Message::Servers(servers::Message::Continued));
    play.send(Message::Check(check::Message::RemedyTaken(Side::Incoming)));
    play.app
}
