//! Checks, and saving what they prove.

use super::{App, Effect, Pending};
use crate::{
    account::Account,
    backend::{Attempt, CheckEvent, Outcome, StoredAccount, ToSave},
    draft::{Draft, Field, ServersFrom},
    failure::{Remedy, Side, StorageFailure},
    flow::Step,
    screen::{
        Context, Screen, certificate,
        check::{self, Check, Purpose},
        entry, storage,
    },
};

/// Whether nobody was contacted: there was no secret to look with.
pub(super) fn saw_nothing(event: &CheckEvent) -> bool {
    let CheckEvent::Finished(report) = event else {
        return false;
    };
    Side::ALL
        .iter()
        .all(|side| *report.side(*side) == Outcome::Skipped)
}

impl App {
    /// Checks the draft as it is now; where a field is not right, goes there instead.
    pub(super) fn start_check(&mut self) -> Vec<Effect> {
        let login = match self.draft.login() {
            Ok(login) => login,
            Err(errors) => {
                let first = errors.first().map_or(Field::Address, |error| error.field);
                return self.enter_for(first);
            }
        };
        if self.draft.lacks_consent() {
            // Whatever way led here: the person sees the hosts before a password goes there.
            return self.enter(Step::Servers);
        }
        let account = login.account.clone();
        if let Screen::Check(screen) = &mut self.screen {
            screen.restart(account);
        } else {
            let can_save = self
                .stored(&account.id)
                .is_none_or(|stored| stored.account.proven.is_none());
            self.screen = Screen::Check(Box::new(Check::new(Purpose::SetUp, account, can_save)));
        }
        let mut effects = self.cancel(|pending| *pending == Pending::Check);
        effects.push(Effect::Check(self.begin(Pending::Check), Box::new(login)));
        effects
    }

    /// Checks the new password of a saved mailbox.
    pub(super) fn start_change(&mut self, account: Account) -> Vec<Effect> {
        let check = Check::new(Purpose::ChangePassword, account, false);
        self.screen = Screen::Check(Box::new(check));
        self.start_check()
    }

    /// Checks a saved mailbox as it is.
    pub(super) fn look_now(&mut self, account: &Account) -> Vec<Effect> {
        self.from_home = true;
        self.draft = Draft::from_account(account);
        let check = Check::new(Purpose::Look, account.clone(), false);
        self.screen = Screen::Check(Box::new(check));
        self.start_look(account)
    }

    fn start_look(&mut self, account: &Account) -> Vec<Effect> {
        let sides = crate::screen::home::sides_asked(account);
        let mut effects = self.cancel(|pending| *pending == Pending::Check);
        effects.push(Effect::CheckSaved(
            self.begin(Pending::Check),
            account.id.clone(),
            sides,
        ));
        effects
    }

    pub(super) fn check_happened(&mut self, attempt: Attempt, event: CheckEvent) -> Vec<Effect> {
        let Some(pending) = self.pending.get(&attempt).cloned() else {
            return Vec::new();
        };
        if matches!(event, CheckEvent::Finished(_)) {
            let _ = self.end(attempt);
        }
        if let Pending::Look(id) = pending {
            return self.looked(&id, &event);
        }
        let Screen::Check(screen) = &mut self.screen else {
            return Vec::new();
        };
        let purpose = screen.purpose();
        if purpose == Purpose::Look && saw_nothing(&event) {
            let id = screen.account().id.clone();
            return vec![Effect::ReadSecret(self.begin(Pending::Why(id.clone())), id)];
        }
        let verified = match &event {
            CheckEvent::Finished(report) => report.verified.clone(),
            CheckEvent::StageStarted { .. }
            | CheckEvent::StagePassed { .. }
            | CheckEvent::ServerChanged { .. }
            | CheckEvent::SideFinished { .. } => None,
        };
        let finished = match (&event, purpose) {
            (CheckEvent::Finished(report), Purpose::Look) => {
                Some((screen.account().id.clone(), report.clone()))
            }
            _ => None,
        };
        let action = screen.happened(&self.draft, event);
        if let Some((id, report)) = finished {
            let _ = self.take_report(&id, &report);
        }
        match verified {
            Some(verified) if purpose != Purpose::Look => {
                self.save(Box::new(ToSave::Proven(verified)))
            }
            Some(_) | None => self.take_check_action(action),
        }
    }

    /// Saves, and remembers what, so that it can be tried again.
    pub(super) fn save(&mut self, what: Box<ToSave>) -> Vec<Effect> {
        if let Screen::Storage(screen) = &mut self.screen {
            let mut check = screen.take_check().unwrap_or_else(|| {
                let account = what.account().clone();
                Box::new(Check::new(Purpose::SetUp, account, false))
            });
            check.saving();
            self.screen = Screen::Check(check);
        }
        let attempt = self.begin(Pending::Save(what.clone()));
        vec![Effect::Save(attempt, what, self.place)]
    }

    pub(super) fn saved(
        &mut self,
        attempt: Attempt,
        result: Result<StoredAccount, StorageFailure>,
    ) -> Vec<Effect> {
        let Some(Pending::Save(what)) = self.end(attempt) else {
            return Vec::new();
        };
        let stored = match result {
            Ok(stored) => stored,
            Err(failure) => {
                let wanted = storage::Wanted::Save(what);
                let screen = std::mem::replace(&mut self.screen, Screen::Loading);
                let check = if let Screen::Check(check) = screen {
                    Some(check)
                } else {
                    None
                };
                let screen = storage::Storage::new(failure, wanted).after(check);
                self.screen = Screen::Storage(Box::new(screen));
                return Vec::new();
            }
        };
        let is_proven = stored.account.proven.is_some();
        let has_moved = self
            .stored(&stored.account.id)
            .is_some_and(|held| held.account.address != stored.account.address);
        self.put(stored);
        let mut effects = Vec::new();
        if has_moved {
            // The earlier mailbox may have been kept, for the devices to be told.
            effects.push(Effect::Load(self.begin(Pending::Reload)));
            effects.push(self.read_todo());
        }
        let Screen::Check(screen) = &mut self.screen else {
            return effects;
        };
        screen.saved();
        effects.extend(match screen.purpose() {
            Purpose::ChangePassword => self.change_next(),
            Purpose::SetUp if !is_proven => self.show_done(),
            Purpose::SetUp | Purpose::Look => Vec::new(),
        });
        effects
    }

    /// The next mailbox of the same account gets the same new password.
    fn change_next(&mut self) -> Vec<Effect> {
        let Some(account) = self.queue.pop().and_then(|id| self.stored(&id).cloned()) else {
            return Vec::new();
        };
        let secret = self.draft.secret.clone();
        self.draft = Draft::from_account(&account.account);
        self.draft.secret = secret;
        self.start_change(account.account)
    }

    fn put(&mut self, stored: StoredAccount) {
        let Some(snapshot) = &mut self.snapshot else {
            return;
        };
        match snapshot
            .accounts
            .iter_mut()
            .find(|held| held.account.id == stored.account.id)
        {
            Some(held) => *held = stored,
            None => snapshot.accounts.push(stored),
        }
    }

    pub(super) fn on_check(&mut self, message: check::Message) -> Vec<Effect> {
        let Screen::Check(screen) = &mut self.screen else {
            return Vec::new();
        };
        let action = screen.update(&mut self.draft, message);
        self.take_check_action(action)
    }

    pub(super) fn take_check_action(&mut self, action: check::Action) -> Vec<Effect> {
        let Screen::Check(screen) = &mut self.screen else {
            return Vec::new();
        };
        let purpose = screen.purpose();
        match action {
            check::Action::None => Vec::new(),
            check::Action::Start if purpose == Purpose::Look => {
                let account = screen.account().clone();
                screen.restart(account.clone());
                self.start_look(&account)
            }
            check::Action::Start => self.start_check(),
            check::Action::Continue => {
                // The device still has to be told its new password.
                let is_device = screen.account().role.is_level_sender();
                match purpose {
                    Purpose::SetUp => self.enter_next(),
                    Purpose::ChangePassword if is_device => self.show_changed(),
                    Purpose::ChangePassword | Purpose::Look => self.show_home(),
                }
            }
            check::Action::Remedy(remedy, side) => self.take_remedy(remedy, side),
            check::Action::SaveUnproven => match self.draft.login() {
                Ok(login) => {
                    screen.saving();
                    self.save(Box::new(ToSave::Unproven(login)))
                }
                Err(_) => self.start_check(),
            },
            check::Action::EditServers => {
                self.draft.advanced = true;
                self.enter(Step::Servers)
            }
            check::Action::Open(url) => vec![Effect::OpenUrl(url)],
            check::Action::CopyReport => {
                let report = self.check_text(Check::report);
                vec![Effect::Copy(report)]
            }
            check::Action::CopyRequest(side) => {
                let request = self.check_text(|screen, context| screen.request(context, side));
                vec![Effect::Copy(request)]
            }
            check::Action::Paste => vec![Effect::Paste],
            check::Action::Focus(id) => vec![Effect::Focus(id)],
        }
    }

    /// A text of the check in the language that is shown.
    fn check_text(&self, make: impl Fn(&Check, Context<'_>) -> String) -> String {
        if let Screen::Check(screen) = &self.screen {
            make(screen, self.context())
        } else {
            String::new()
        }
    }

    /// A next action that belongs to another screen, or changes the answers and checks again.
    pub(super) fn take_remedy(&mut self, remedy: Remedy, side: Side) -> Vec<Effect> {
        match remedy {
            Remedy::UseProtocol(incoming) => {
                self.draft.choose_protocol(incoming);
                self.start_check()
            }
            Remedy::UseServer { port, encryption } => {
                let fields = self.draft.server_mut(side);
                fields.port = port.to_string();
                fields.encryption = encryption;
                self.draft.servers_from = ServersFrom::Person;
                self.start_check()
            }
            Remedy::ShowCertificate => self.show_certificate(side),
            Remedy::RetypePassword | Remedy::MakeAppPassword { .. } => self.edit_password(),
            Remedy::EditAddress if self.draft.is_other() => self.enter_for(Field::UserName(side)),
            Remedy::EditAddress => self.enter_for(Field::Address),
            Remedy::EditServers => self.enter_for(Field::Host(side)),
            Remedy::ChooseProvider => {
                self.draft.provider = None;
                self.enter_for(Field::Address)
            }
            Remedy::EditRecipient => {
                vec![Effect::Focus(crate::screen::test_mail::RECIPIENT)]
            }
            Remedy::OpenPage { url } | Remedy::SwitchOnProtocol { url: Some(url) } => {
                vec![Effect::OpenUrl(url)]
            }
            Remedy::SwitchOnProtocol { url: None }
            | Remedy::Wait { .. }
            | Remedy::TryAgain
            | Remedy::AskAdministrator
            | Remedy::SetClock
            | Remedy::CheckNetwork => self.start_check(),
        }
    }

    /// A refused password: to the field where it is entered.
    fn edit_password(&mut self) -> Vec<Effect> {
        let Screen::Check(screen) = &self.screen else {
            return Vec::new();
        };
        if screen.purpose() == Purpose::SetUp {
            self.screen = Screen::Password(crate::screen::password::Password::refused(&self.draft));
            return vec![Effect::Focus(entry::SECRET)];
        }
        let account = screen.account().clone();
        self.show_change_password(&account, false)
    }

    fn show_certificate(&mut self, side: Side) -> Vec<Effect> {
        if !matches!(self.screen, Screen::Check(_)) {
            return Vec::new();
        }
        if let Screen::Check(check) = std::mem::replace(&mut self.screen, Screen::Loading) {
            self.screen = match certificate::Certificate::new(*check, side) {
                Ok(screen) => Screen::Certificate(Box::new(screen)),
                Err(check) => Screen::Check(check),
            };
        }
        Vec::new()
    }

    pub(super) fn on_certificate(&mut self, message: &certificate::Message) -> Vec<Effect> {
        let Screen::Certificate(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            certificate::Action::None => Vec::new(),
            certificate::Action::Back => self.go_back(),
            certificate::Action::Accept(side, fingerprint) => {
                self.draft.server_mut(side).accepted_certificate = Some(fingerprint);
                self.draft.servers_from = ServersFrom::Person;
                let _ = self.go_back();
                self.start_check()
            }
            certificate::Action::Copy(words) => vec![Effect::Copy(words)],
        }
    }
}
