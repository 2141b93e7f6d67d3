//! Where the window goes: opening, Back, Escape, what a later start asks for, closing.

use super::{App, Effect, Pending, Start};
use crate::{
    backend::{Attempt, KeyringStatus, MailboxState, SecretPlace},
    draft::Draft,
    flow::{self, Step},
    screen::{Screen, check::Purpose, home, keyring, provider},
};

impl App {
    /// Goes where the window is wanted, once mailboxes and keyring were looked at.
    pub(super) fn open_wanted(&mut self) -> Vec<Effect> {
        if self.snapshot.is_none() || self.keyring.is_none() {
            return Vec::new();
        }
        let wanted = std::mem::take(&mut self.wanted);
        self.open(wanted)
    }

    /// The keyring was looked at or unlocked.
    pub(super) fn keyring_seen(&mut self, attempt: Attempt, status: KeyringStatus) -> Vec<Effect> {
        if self.end(attempt).is_none() {
            return Vec::new();
        }
        let is_ready = status == KeyringStatus::Ready;
        self.keyring = Some(status);
        match &self.screen {
            Screen::Loading => self.open_wanted(),
            // What it holds was not seen before.
            Screen::Keyring(_) if is_ready => self.load_again(),
            Screen::Keyring(_) => {
                self.keeps_locked = true;
                self.show_keyring();
                Vec::new()
            }
            Screen::Home(_) => self.keyring_seen_at_home(is_ready),
            Screen::Role(_)
            | Screen::Provider(_)
            | Screen::Protocol(_)
            | Screen::Password(_)
            | Screen::Servers(_)
            | Screen::Check(_)
            | Screen::Certificate(_)
            | Screen::TestMail(_)
            | Screen::Done(_)
            | Screen::AskDevice(_)
            | Screen::HandOver(_)
            | Screen::ChangePassword(_)
            | Screen::Storage(_) => Vec::new(),
        }
    }

    /// Reads what is saved once more; then the window goes where it is wanted.
    pub(super) fn load_again(&mut self) -> Vec<Effect> {
        self.screen = Screen::Loading;
        vec![Effect::Load(self.begin(Pending::Load))]
    }

    pub(super) fn show_keyring(&mut self) {
        if let Some(screen) = self.keyring.as_ref().and_then(keyring::Keyring::new) {
            self.screen = Screen::Keyring(screen);
        }
    }

    /// Whether the keyring must be dealt with before a secret is typed.
    pub(super) fn lacks_keyring(&self) -> bool {
        self.place == SecretPlace::Keyring
            && self
                .keyring
                .as_ref()
                .is_some_and(|status| *status != KeyringStatus::Ready)
    }

    /// Opens the window at a place.
    pub(super) fn open(&mut self, start: Start) -> Vec<Effect> {
        match start {
            Start::Home | Start::Gallery => {
                let is_empty = self.accounts().is_empty();
                let is_read_only = self
                    .snapshot
                    .as_ref()
                    .is_some_and(|snapshot| snapshot.read_only);
                if is_empty && !is_read_only {
                    self.open(Start::Wizard)
                } else {
                    self.show_home()
                }
            }
            Start::Wizard => {
                if self.lacks_keyring() {
                    self.wanted = Start::Wizard;
                    self.show_keyring();
                    return Vec::new();
                }
                self.draft = Draft::default();
                self.from_home = false;
                self.enter(Step::Role)
            }
            Start::ChangePassword(id) => match self.stored(&id).cloned() {
                Some(stored) => {
                    if self.lacks_keyring() {
                        self.wanted = Start::ChangePassword(id);
                        self.show_keyring();
                        return Vec::new();
                    }
                    let is_missing = stored.state == MailboxState::SecretMissing;
                    self.show_change_password(&stored.account, is_missing)
                }
                None => self.open_without(id),
            },
            Start::Check(id) => match self.stored(&id).cloned() {
                Some(_) if self.lacks_keyring() => {
                    self.wanted = Start::Check(id);
                    self.show_keyring();
                    Vec::new()
                }
                Some(stored) if stored.state == MailboxState::SecretMissing => {
                    self.open(Start::ChangePassword(id))
                }
                Some(stored) => self.look_now(&stored.account),
                None => self.open_without(id),
            },
        }
    }

    /// A later start of the program asks for something. What is being done here is not thrown away.
    pub(super) fn asked(&mut self, start: Start) -> Vec<Effect> {
        let mut effects = vec![Effect::Raise];
        let (Start::ChangePassword(id) | Start::Check(id)) = &start else {
            return effects;
        };
        if matches!(self.screen, Screen::Loading | Screen::Keyring(_)) {
            self.wanted = start;
        } else if self.is_free() && self.removing.is_none() && self.reporting.is_none() {
            effects.extend(self.leave_home());
            let is_known = self.stored(id).is_some();
            effects.extend(if is_known {
                self.open(start)
            } else {
                // It may have been saved by the command line meanwhile.
                self.wanted = start;
                self.load_again()
            });
        }
        effects
    }

    /// Whether the screen may be left without losing what was entered or is under way.
    fn is_free(&self) -> bool {
        match &self.screen {
            Screen::Home(_)
            | Screen::Role(_)
            | Screen::Done(_)
            | Screen::AskDevice(_)
            | Screen::HandOver(_) => true,
            Screen::Check(screen) => screen.purpose() == Purpose::Look && !screen.is_running(),
            Screen::TestMail(screen) => self.from_home && !screen.is_running(),
            Screen::ChangePassword(_) => self.draft.secret.is_empty(),
            Screen::Loading
            | Screen::Provider(_)
            | Screen::Protocol(_)
            | Screen::Password(_)
            | Screen::Servers(_)
            | Screen::Certificate(_)
            | Screen::Keyring(_)
            | Screen::Storage(_) => false,
        }
    }

    pub(super) fn close(&mut self) -> Vec<Effect> {
        let mut effects = self.clear_copied();
        effects.push(Effect::Remember(self.preferences.clone()));
        effects.push(Effect::Close);
        effects
    }

    /// Closes a dialog; none if there is none.
    pub(super) fn close_dialog(&mut self) -> Option<Vec<Effect>> {
        if self.appearance.chooses_colours {
            return Some(self.close_colours());
        }
        if self.reporting.is_some() {
            return Some(self.close_reporting());
        }
        if self.unopened.take().is_some() {
            return Some(Vec::new());
        }
        let account = self.removing.take()?;
        Some(vec![Effect::Focus(home::remove_button(&account.id))])
    }

    /// Escape closes what is open on top, else cancels what runs, else goes back.
    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if let Some(effects) = self.close_dialog() {
            return effects;
        }
        if self.screen.close_top() {
            return Vec::new();
        }
        if self.is_beside() {
            return self.toggle_beside();
        }
        match self.stop_running() {
            Some(effects) => effects,
            None => self.go_back(),
        }
    }

    /// Stops what runs on this screen; none if nothing does.
    pub(super) fn stop_running(&mut self) -> Option<Vec<Effect>> {
        if let Screen::Check(screen) = &mut self.screen
            && screen.is_running()
        {
            // What is being saved is not stopped half-way.
            let is_check = |pending: &Pending| matches!(pending, Pending::Check | Pending::Why(_));
            if self.pending.values().any(is_check) {
                screen.stop();
            }
            return Some(self.cancel(is_check));
        }
        if let Screen::TestMail(screen) = &mut self.screen
            && screen.is_running()
        {
            screen.stop();
            return Some(self.cancel(|pending| *pending == Pending::Test));
        }
        if let Screen::Provider(screen) = &mut self.screen
            && screen.is_searching()
        {
            screen.stop_searching(&mut self.draft);
            let mut effects = self.drop_search();
            effects.push(Effect::Focus(provider::ADDRESS));
            return Some(effects);
        }
        if let Screen::Keyring(screen) = &mut self.screen
            && screen.is_running()
        {
            screen.stop();
            return Some(self.cancel(|pending| *pending == Pending::Keyring));
        }
        None
    }

    /// Whether Back leads anywhere.
    pub(super) fn can_go_back(&self) -> bool {
        let has_home = !self.accounts().is_empty();
        match &self.screen {
            Screen::Loading | Screen::Home(_) | Screen::Done(_) => false,
            Screen::TestMail(_) => self.from_home,
            Screen::Storage(_) => self.snapshot.is_some(),
            Screen::Keyring(_)
            | Screen::Role(_)
            | Screen::ChangePassword(_)
            | Screen::AskDevice(_)
            | Screen::HandOver(_) => has_home,
            Screen::Certificate(_)
            | Screen::Check(_)
            | Screen::Provider(_)
            | Screen::Protocol(_)
            | Screen::Password(_)
            | Screen::Servers(_) => true,
        }
    }

    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        if !self.can_go_back() {
            return Vec::new();
        }
        if matches!(self.screen, Screen::Provider(_)) {
            let mut effects = self.drop_search();
            effects.extend(match flow::previous(Step::Provider, &self.draft) {
                Some(before) if self.draft.editing.is_none() => self.enter(before),
                // The role of a saved mailbox stays.
                Some(_) | None => self.show_home(),
            });
            return effects;
        }
        if let Some(effects) = self.stop_running() {
            return effects;
        }
        if let Screen::Check(screen) = &self.screen
            && screen.purpose() == Purpose::ChangePassword
        {
            let account = screen.account().clone();
            return self.show_change_password_again(&account);
        }
        if matches!(self.screen, Screen::AskDevice(_)) {
            return self.leave_ask_device();
        }
        if matches!(self.screen, Screen::Certificate(_)) {
            if let Screen::Certificate(screen) =
                std::mem::replace(&mut self.screen, Screen::Loading)
            {
                self.screen = Screen::Check(Box::new(screen.into_check()));
            }
            return Vec::new();
        }
        let step = self.screen.step().filter(|_| !self.from_home);
        match step.and_then(|step| flow::previous(step, &self.draft)) {
            Some(before) => self.enter(before),
            None => self.show_home(),
        }
    }
}
