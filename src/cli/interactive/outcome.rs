//! The steps of the check and the test mail: proves, explains, repairs, saves.

use super::{Go, Turn, Walk};
use crate::{
    account::{Host, Login},
    backend::{Report, SecretPlace, ToSave},
    cli::{
        console::Exit,
        devices,
        fill::Fault,
        setup::{send_test, usual_recipient},
        words,
    },
    diagnose,
    draft::Field,
    failure::{Failure, Remedy, Side, Stage},
    flow::Step,
    provider::Catalogue,
};

/// What can be done after a failure.
enum Repair {
    /// The failure's own next action.
    Remedy(Side, Remedy),
    TryAgain,
    Password,
    Servers,
    SaveUnproven,
    Leave,
}

impl Walk<'_, '_> {
    pub(super) async fn check(&mut self) -> Result<Go, Turn> {
        let login = match self.draft.login() {
            Ok(login) => login,
            Err(errors) => {
                let Some(first) = errors.first().copied() else {
                    return Ok(Go::To(Step::Servers));
                };
                let sentence = Fault::from(first).sentence(self.session.locale);
                self.line(&sentence);
                return Ok(Go::To(self.step_of(first.field)));
            }
        };
        self.session.say("check-title-running");
        let Some(report) = self.session.check(login.clone()).await else {
            return Err(Turn::Leave);
        };
        let text = words::report(self.session.locale, &login.account, &report);
        self.session.console.out(&text);
        match report.verified {
            Some(verified) => self.save(ToSave::Proven(verified)).await,
            None => self.repair(login, &report).await,
        }
    }

    /// The step on which a field stands.
    fn step_of(&mut self, field: Field) -> Step {
        match field {
            Field::Role | Field::Serial | Field::AccountId => Step::Role,
            Field::Address => Step::Provider,
            Field::Protocol => Step::Protocol,
            Field::Secret => Step::Password,
            Field::Host(_)
            | Field::Port(_)
            | Field::UserName(_)
            | Field::DisplayName
            | Field::ReplyTo
            | Field::CopyTo
            | Field::ServerTimeout
            | Field::PopOptions => {
                self.draft.advanced = true;
                Step::Servers
            }
        }
    }

    async fn save(&mut self, what: ToSave) -> Result<Go, Turn> {
        let proven = matches!(what, ToSave::Proven(_));
        match self.session.backend.save(what, SecretPlace::Keyring).await {
            Ok(saved) => {
                self.session.say(if proven {
                    "cli-saved"
                } else {
                    "cli-saved-unproven"
                });
                let after = devices::after_save(self.session, &saved.account).await;
                self.session.console.out(&after.text);
                self.saved = Some(saved);
                Ok(if proven { Go::Next } else { Go::To(Step::Done) })
            }
            Err(failure) => Err(Turn::Stored(self.session.storage_failed(&failure))),
        }
    }

    async fn repair(&mut self, login: Login, report: &Report) -> Result<Go, Turn> {
        let mut repairs = Vec::new();
        let mut proposed = 0;
        let mut retype = false;
        let mut refused = false;
        let mut names: Vec<String> = Vec::new();
        let locale = self.session.locale;
        for (side, failure) in report.failures() {
            retype |= failure.remedy == Remedy::RetypePassword;
            refused |= failure.cause.refuses_sign_in() && failure.stage == Stage::Login;
            let name = diagnose::button(&failure.remedy, locale);
            if is_own(&failure.remedy) && !names.contains(&name) {
                names.push(name);
                repairs.push(Repair::Remedy(side, failure.remedy.clone()));
            }
        }
        for (key, repair) in [
            ("button-try-again", Repair::TryAgain),
            ("cli-ask-other-password", Repair::Password),
            ("cli-ask-look-at-servers", Repair::Servers),
            ("check-save-unproven", Repair::SaveUnproven),
            ("cli-ask-leave", Repair::Leave),
        ] {
            // A secret that was refused is not sent again.
            if refused && matches!(repair, Repair::TryAgain) {
                continue;
            }
            if retype && matches!(repair, Repair::Password) {
                proposed = repairs.len();
            }
            names.push(locale.text(key));
            repairs.push(repair);
        }
        let title = locale.text("cli-ask-what-now");
        let chosen = self.choose(&title, &names, proposed)?;
        match repairs.into_iter().nth(chosen) {
            Some(Repair::Remedy(side, remedy)) => self.apply(side, remedy, report),
            Some(Repair::TryAgain) => Ok(Go::To(Step::Check)),
            Some(Repair::Password) => Ok(Go::To(Step::Password)),
            Some(Repair::Servers) => {
                self.draft.advanced = true;
                Ok(Go::To(Step::Servers))
            }
            Some(Repair::SaveUnproven) => self.save(ToSave::Unproven(login)).await,
            Some(Repair::Leave) | None => Err(Turn::Leave),
        }
    }

    /// Does a failure's next action.
    fn apply(&mut self, side: Side, remedy: Remedy, report: &Report) -> Result<Go, Turn> {
        Ok(match remedy {
            Remedy::RetypePassword => Go::To(Step::Password),
            Remedy::MakeAppPassword { url } | Remedy::SwitchOnProtocol { url } => {
                if let Some(url) = url {
                    self.line(&url);
                }
                Go::To(Step::Password)
            }
            Remedy::OpenPage { url } => {
                self.line(&url);
                let _ = self.ask_key("cli-ask-enter-when-done", "")?;
                Go::To(Step::Check)
            }
            Remedy::UseProtocol(incoming) => {
                self.draft.choose_protocol(incoming);
                Go::To(Step::Check)
            }
            Remedy::UseServer { port, encryption } => {
                let fields = self.draft.server_mut(side);
                fields.port = port.to_string();
                fields.encryption = encryption;
                Go::To(Step::Check)
            }
            Remedy::ShowCertificate => self.certificate(side, report)?,
            Remedy::EditAddress | Remedy::ChooseProvider => Go::To(Step::Provider),
            Remedy::EditServers => {
                self.draft.advanced = true;
                Go::To(Step::Servers)
            }
            Remedy::TryAgain
            | Remedy::Wait { .. }
            | Remedy::EditRecipient
            | Remedy::AskAdministrator
            | Remedy::SetClock
            | Remedy::CheckNetwork => Go::To(Step::Check),
        })
    }

    /// Accepting an own server's certificate: "no" is proposed, and a known provider's never can be.
    fn certificate(&mut self, side: Side, report: &Report) -> Result<Go, Turn> {
        let certificate = report
            .side(side)
            .failure()
            .and_then(|failure: &Failure| failure.certificate.clone());
        let host = self.draft.server(side).host.parse::<Host>();
        let known = host.is_ok_and(|host| Catalogue::bundled().is_known_host(&host));
        let Some(certificate) = certificate.filter(|_| !known) else {
            self.session.say("screen-certificate-known-text");
            return Ok(Go::To(Step::Servers));
        };
        self.session.say("screen-certificate-accept-text");
        let fingerprint = certificate.fingerprint;
        self.line(&format!("SHA-256 {fingerprint}"));
        if self.yes_no("screen-certificate-accept", Some(false))? {
            self.draft.server_mut(side).accepted_certificate = Some(fingerprint);
            return Ok(Go::To(Step::Check));
        }
        self.draft.advanced = true;
        Ok(Go::To(Step::Servers))
    }

    pub(super) async fn test_mail(&mut self) -> Result<Go, Turn> {
        let Some(saved) = self.saved.clone() else {
            return Ok(Go::Next);
        };
        self.session.say("screen-test-lead");
        if !self.yes_no("screen-test-title", Some(true))? {
            return Ok(Go::Next);
        }
        let snapshot = self.session.backend.load().await;
        let usual = snapshot
            .ok()
            .and_then(|snapshot| usual_recipient(&saved.account, &snapshot));
        let usual = usual.map(|address| address.to_string()).unwrap_or_default();
        let to = loop {
            let typed = self.ask_key("screen-test-recipient", &usual)?;
            match typed.parse::<crate::account::Address>() {
                Ok(to) => break to,
                Err(error) => self.session.say(error.message_key()),
            }
        };
        let (_, exit) = send_test(self.session, &saved, &to, false).await;
        if exit != Exit::Done && self.yes_no("cli-ask-send-again", Some(false))? {
            return Ok(Go::To(Step::TestMail));
        }
        Ok(Go::Next)
    }
}

/// Whether an action is something else than what is always offered.
fn is_own(remedy: &Remedy) -> bool {
    !matches!(
        remedy,
        Remedy::TryAgain
            | Remedy::Wait { .. }
            | Remedy::RetypePassword
            | Remedy::EditServers
            | Remedy::EditRecipient
            | Remedy::AskAdministrator
            | Remedy::SetClock
            | Remedy::CheckNetwork
    )
}
