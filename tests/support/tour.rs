//! A walk through the whole program with a scripted backend, stopping at every screen.

#![allow(
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test may fail aloud"
)]

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures::{FutureExt, StreamExt};
use home_station::account::{Fingerprint, Protocol, Role};
use home_station::app::perform::backend_call;
use home_station::app::{App, Message, Start};
use home_station::backend::scripted::{Plan, Scripted, example};
use home_station::backend::{
    Backend, CheckEvent, FoundMessage, KeyringStatus, MailboxState, StoredAccount, TestEvent,
    TestOutcome,
};
use home_station::draft::RoleChoice;
use home_station::failure::{
    Cause, CertificateSummary, Failure, Remedy, Side, Stage, StorageFailure,
};
use home_station::i18n::Language;
use home_station::preferences::Preferences;
use home_station::screen::{check, home, password, protocol, provider, role, servers};
use home_station::secret::Secret;
use home_station::widget::Motion;

/// A program and its backend.
pub struct Tour {
    pub app: App,
    backend: Arc<dyn Backend>,
}

impl Tour {
    pub fn new(language: Language, start: Start, backend: Scripted) -> Self {
        let is_practice = backend.is_practice();
        let backend: Arc<dyn Backend> = Arc::new(backend);
        let (app, effects) = App::new(
            language,
            start,
            Motion::Reduced,
            Preferences::default(),
            is_practice,
        );
        let mut tour = Self { app, backend };
        tour.play(effects);
        tour
    }

    fn play(&mut self, effects: Vec<home_station::app::Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let Some((_, mut messages)) = backend_call(&effect, &self.backend) else {
                continue;
            };
            // What the script keeps silent about never comes.
            while let Some(Some(message)) = messages.next().now_or_never() {
                waiting.extend(self.app.advance(message));
            }
        }
    }

    #[must_use]
    pub fn then(mut self, message: Message) -> Self {
        let effects = self.app.advance(message);
        self.play(effects);
        self
    }

    fn at_password(language: Language, backend: Scripted, address: &str) -> Self {
        Self::new(language, Start::Wizard, backend)
            .then(Message::Role(role::Message::Continued))
            .then(typed(address))
            .then(Message::Provider(provider::Message::Continued))
            .then(Message::Protocol(protocol::Message::Continued))
    }

    fn checked(language: Language, backend: Scripted) -> Self {
        Self::at_password(language, backend, "nivel.norte@gmail.com")
            .then(pasted("qzvt kwpm xjrb hnyd"))
            .then(Message::Password(password::Message::Continued))
    }

    fn tested(language: Language, events: Option<Vec<TestEvent>>) -> Self {
        let backend = events.map_or_else(Scripted::new, |events| Scripted::new().with_test(events));
        Self::checked(language, backend)
            .then(Message::Check(check::Message::Continued))
            .then(Message::TestMail(
                home_station::screen::test_mail::Message::Sent,
            ))
    }
}

fn typed(address: &str) -> Message {
    Message::Provider(provider::Message::AddressTyped(address.to_owned()))
}

fn pasted(secret: &str) -> Message {
    Message::Pasted(Some(Secret::new(secret.to_owned())))
}

fn station() -> StoredAccount {
    example(&Role::HomeStation, "gmail", "nivel.norte@gmail.com").expect("an example")
}

fn device() -> StoredAccount {
    let serial = "20417".parse().expect("a serial number");
    let mut device = example(
        &Role::LevelSender { serial },
        "yahoo",
        "presa.sur@yahoo.com",
    )
    .expect("an example");
    device.state = MailboxState::SignInRefused(refused());
    device
}

fn refused() -> Failure {
    let mut failure = Failure::new(Cause::AppPasswordRequired, Protocol::Imap, Stage::Login);
    failure.remedy = Remedy::MakeAppPassword {
        url: Some("https://myaccount.google.com/apppasswords".to_owned()),
    };
    failure.alternatives = vec![Cause::BadCredentials];
    failure.detail = Some(
        "[ALERT] Application-specific password required: \
         https://support.google.com/accounts/answer/185833 (Failure)"
            .to_owned(),
    );
    failure
}

fn untrusted() -> Failure {
    let mut failure = Failure::new(Cause::TlsCertUntrusted, Protocol::Imap, Stage::Tls);
    failure.remedy = Remedy::ShowCertificate;
    failure.certificate = Some(CertificateSummary {
        subject: "CN=imap.gmail.com".to_owned(),
        issuer: "CN=Filtro de la empresa, O=Aguas del Valle".to_owned(),
        names: vec!["imap.gmail.com".to_owned()],
        not_before: time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000),
        not_after: time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_365),
        fingerprint: Fingerprint::of_der(b"an example"),
        self_signed: false,
    });
    failure
}

fn failing(incoming: Failure) -> Scripted {
    Scripted::new().with_check(Plan::Fail {
        incoming: Some(Box::new(incoming)),
        outgoing: None,
    })
}

fn running() -> Scripted {
    let passed = |side, stage| {
        [
            CheckEvent::StageStarted { side, stage },
            CheckEvent::StagePassed {
                side,
                stage,
                elapsed: Duration::from_millis(42),
            },
        ]
    };
    let mut events = Vec::new();
    for stage in [Stage::Name, Stage::Connect, Stage::Tls, Stage::Greeting] {
        events.extend(passed(Side::Incoming, stage));
    }
    events.push(CheckEvent::StageStarted {
        side: Side::Incoming,
        stage: Stage::Login,
    });
    events.extend(passed(Side::Outgoing, Stage::Name));
    events.push(CheckEvent::StageStarted {
        side: Side::Outgoing,
        stage: Stage::Connect,
    });
    Scripted::new().with_check(Plan::Silence(events))
}

/// Every screen, by the name its picture has.
pub fn screens(language: Language) -> Vec<(&'static str, App)> {
    let new = |backend| Tour::new(language, Start::Wizard, backend);
    let role_continued = Message::Role(role::Message::Continued);
    let at_provider = || new(Scripted::new()).then(role_continued.clone());
    let at_protocol = || {
        at_provider()
            .then(typed("nivel.norte@gmail.com"))
            .then(Message::Provider(provider::Message::Continued))
    };
    let at_password = || Tour::at_password(language, Scripted::new(), "nivel.norte@gmail.com");
    let at_servers = || {
        Tour::at_password(language, Scripted::new(), "nivel@aguas-del-valle.example")
            .then(pasted("una clave larga"))
            .then(Message::Password(password::Message::Continued))
    };
    let at_home = || {
        Tour::new(
            language,
            Start::Home,
            Scripted::new()
                .with_account(station())
                .with_account(device()),
        )
    };
    let found = FoundMessage {
        account: station().account.id,
        folder: "Spam".to_owned(),
        unique_id: "1".to_owned(),
        mark: "mark".to_owned(),
    };
    let in_spam = vec![
        TestEvent::Sent {
            elapsed: Duration::from_millis(900),
        },
        TestEvent::Finished(TestOutcome::InSpam {
            elapsed: Duration::from_secs(7),
            folder: "Spam".to_owned(),
            found,
        }),
    ];
    let tours = vec![
        ("role", new(Scripted::new().practice())),
        (
            "role-device",
            new(Scripted::new())
                .then(Message::Role(role::Message::Chosen(
                    RoleChoice::LevelSender,
                )))
                .then(Message::Role(role::Message::SerialTyped(
                    "20417".to_owned(),
                ))),
        ),
        ("provider", at_provider()),
        (
            "provider-gmail",
            at_provider().then(typed("nivel.norte@gmail.com")),
        ),
        (
            "provider-closed",
            at_provider().then(typed("nivel.norte@outlook.com")),
        ),
        (
            "provider-typo",
            at_provider().then(typed("nivel.norte@gmial.com")),
        ),
        ("protocol", at_protocol()),
        (
            "protocol-compared",
            at_protocol().then(Message::Protocol(protocol::Message::ComparisonToggled)),
        ),
        ("password", at_password()),
        (
            "password-entered",
            at_password().then(pasted("qzvt kwpm xjrb hnyd")),
        ),
        (
            "password-shown",
            at_password()
                .then(pasted("qzvt kwpm xjrb hny"))
                .then(Message::Password(password::Message::Entry(
                    home_station::screen::entry::Message::ShowToggled,
                ))),
        ),
        ("servers", at_servers()),
        (
            "servers-more",
            at_servers().then(Message::Servers(servers::Message::MoreToggled)),
        ),
        ("check-running", Tour::checked(language, running())),
        ("check-failed", Tour::checked(language, failing(refused()))),
        (
            "check-certificate",
            Tour::checked(language, failing(untrusted()))
                .then(Message::Check(check::Message::RemedyTaken(Side::Incoming))),
        ),
        ("check-proved", Tour::checked(language, Scripted::new())),
        (
            "test-mail",
            Tour::checked(language, Scripted::new())
                .then(Message::Check(check::Message::Continued)),
        ),
        ("test-mail-arrived", Tour::tested(language, None)),
        ("test-mail-spam", Tour::tested(language, Some(in_spam))),
        (
            "done",
            Tour::tested(language, None).then(Message::TestMail(
                home_station::screen::test_mail::Message::Continued,
            )),
        ),
        ("home", at_home()),
        (
            "home-remove",
            at_home().then(Message::Home(home::Message::RemoveAsked(
                device().account.id,
            ))),
        ),
        (
            "change-password",
            at_home().then(Message::Home(home::Message::PasswordAsked(
                device().account.id,
            ))),
        ),
        (
            "keyring",
            Tour::new(
                language,
                Start::Home,
                Scripted::new()
                    .with_keyring(KeyringStatus::Missing(StorageFailure::KeyringTimedOut)),
            ),
        ),
        (
            "storage",
            Tour::checked(
                language,
                Scripted::new().with_save_failure(StorageFailure::DiskFull {
                    path: "/home/ana/.local/share/home-station/accounts.json".into(),
                }),
            ),
        ),
    ];
    tours
        .into_iter()
        .map(|(name, tour)| (name, tour.app))
        .collect()
}
