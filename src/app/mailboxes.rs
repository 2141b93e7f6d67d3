//! Home: the saved mailboxes, their live states, and what is done with one of them.

use super::{App, Effect, Pending, checking::saw_nothing};
use crate::{
    account::{Account, AccountId},
    backend::{Attempt, CheckEvent, KeyringStatus, MailboxState, Report, Snapshot},
    draft::Draft,
    failure::StorageFailure,
    flow::Step,
    screen::{Screen, change_password, entry, home, remove, storage},
    secret::Secret,
};

impl App {
    /// Shows the mailboxes and looks at those that may be looked at.
    pub(super) fn show_home(&mut self) -> Vec<Effect> {
        let Some(snapshot) = &self.snapshot else {
            return Vec::new();
        };
        if snapshot.accounts.is_empty() && !snapshot.read_only {
            return self.open(super::Start::Wizard);
        }
        let screen = home::Home::new(snapshot, &self.todo).without_keyring(self.lacking_keyring());
        let mut effects = vec![Effect::Focus(screen.first())];
        self.screen = Screen::Home(screen);
        self.draft = Draft::default();
        self.from_home = false;
        effects.push(self.read_todo());
        if !self.lacks_keyring() {
            effects.extend(self.look_at_all());
        } else if self.keyring != Some(KeyringStatus::Locked) {
            effects.push(Effect::LookAtKeyring(self.begin(Pending::Keyring)));
        } else if !self.keeps_locked {
            // The system asks; the looks begin when it was answered.
            effects.push(Effect::UnlockKeyring(self.begin(Pending::Keyring)));
        }
        effects
    }

    /// The keyring was looked at or unlocked while Home is shown.
    pub(super) fn keyring_seen_at_home(&mut self, is_ready: bool) -> Vec<Effect> {
        self.keeps_locked = self.keyring == Some(KeyringStatus::Locked);
        let lacking = self.lacking_keyring();
        if let Screen::Home(screen) = &mut self.screen {
            screen.set_keyring(lacking);
        }
        if is_ready {
            self.look_at_all()
        } else {
            Vec::new()
        }
    }

    /// Finds out the states of the mailboxes, all at the same time.
    pub(super) fn look_at_all(&mut self) -> Vec<Effect> {
        let Screen::Home(screen) = &mut self.screen else {
            return Vec::new();
        };
        screen
            .looks()
            .into_iter()
            .map(|(id, sides)| {
                let attempt = self.begin(Pending::Look(id.clone()));
                Effect::CheckSaved(attempt, id, sides)
            })
            .collect()
    }

    /// Stops the looks: something else is done with the mailboxes now.
    pub(super) fn leave_home(&mut self) -> Vec<Effect> {
        self.cancel(|pending| matches!(pending, Pending::Look(_)))
    }

    pub(super) fn looked(&mut self, id: &AccountId, event: &CheckEvent) -> Vec<Effect> {
        if let CheckEvent::Finished(report) = event {
            let is_missing = saw_nothing(event);
            let state = match self.stored(id) {
                // There is no keyring to ask: nothing is known of the secret either.
                Some(stored) if is_missing && self.lacks_keyring() => stored.state.clone(),
                Some(_) | None if is_missing => MailboxState::SecretMissing,
                Some(_) | None => self.take_report(id, report),
            };
            self.set_state(id, &state);
            if let Screen::Home(screen) = &mut self.screen {
                screen.looked(id, &state);
            }
        }
        Vec::new()
    }

    /// Takes in what a look at a saved mailbox found out. Where both sides proved it, it is proven;
    /// the outgoing side alone says nothing about POP of a mailbox that was saved without proof.
    pub(super) fn take_report(&mut self, id: &AccountId, report: &Report) -> MailboxState {
        let accounts = self
            .snapshot
            .iter_mut()
            .flat_map(|snapshot| &mut snapshot.accounts);
        let mut state = state_of(report);
        for stored in accounts.filter(|stored| stored.account.id == *id) {
            if let Some(verified) = &report.verified {
                stored.account.proven = verified.account().proven;
            }
            if state == MailboxState::Works && stored.account.proven.is_none() {
                state = MailboxState::NotChecked;
            }
            stored.state = state.clone();
        }
        state
    }

    pub(super) fn set_state(&mut self, id: &AccountId, state: &MailboxState) {
        let accounts = self
            .snapshot
            .iter_mut()
            .flat_map(|snapshot| &mut snapshot.accounts);
        for stored in accounts.filter(|stored| stored.account.id == *id) {
            stored.state = state.clone();
        }
    }

    pub(super) fn on_home(&mut self, message: &home::Message) -> Vec<Effect> {
        let Screen::Home(screen) = &mut self.screen else {
            return Vec::new();
        };
        let action = screen.update(message);
        let mut effects = match action {
            home::Action::None
            | home::Action::Remove(_)
            | home::Action::ShowCard(_)
            | home::Action::AskReporting(_)
            | home::Action::Note(_) => Vec::new(),
            home::Action::ChangePassword(..)
            | home::Action::Check(_)
            | home::Action::Test(_)
            | home::Action::Edit(_)
            | home::Action::AskDevice(_)
            | home::Action::HandOver
            | home::Action::Keyring
            | home::Action::Add => self.leave_home(),
        };
        effects.extend(match action {
            home::Action::None => Vec::new(),
            home::Action::ChangePassword(account, _) => {
                self.open(super::Start::ChangePassword(account.id))
            }
            home::Action::Check(account) => self.open(super::Start::Check(account.id)),
            home::Action::Test(account) => self.test_from_home(*account),
            home::Action::Keyring => {
                self.show_keyring();
                Vec::new()
            }
            home::Action::ShowCard(account) => {
                vec![Effect::ShowCard(account, self.language())]
            }
            home::Action::Edit(account) => {
                self.draft = Draft::from_account(&account);
                self.draft.advanced = true;
                let mut effects = vec![Effect::ReadSecret(self.begin(Pending::Secret), account.id)];
                effects.extend(self.enter(Step::Provider));
                effects
            }
            home::Action::Remove(account) => {
                self.removing = Some(account);
                vec![Effect::Focus(remove::KEEP)]
            }
            home::Action::AskDevice(device) => self.show_ask_device(*device, None),
            home::Action::AskReporting(device) => self.ask_reporting(*device),
            home::Action::Note(edit) => vec![self.note(edit)],
            home::Action::HandOver => self.show_hand_over(),
            home::Action::Add => self.open(super::Start::Wizard),
        });
        effects
    }

    /// The secret in force fills the password field of a mailbox that is edited.
    pub(super) fn secret_read(
        &mut self,
        attempt: Attempt,
        result: Result<Secret, StorageFailure>,
    ) -> Vec<Effect> {
        let pending = self.end(attempt);
        if let Some(Pending::Why(id)) = pending {
            return self.told_why(id, result.err());
        }
        if pending.is_some()
            && let Ok(secret) = result
            && self.draft.secret.is_empty()
            && self
                .edited()
                .is_some_and(|account| self.draft.parsed_address().as_ref() == Ok(&account.address))
        {
            self.read = Some(secret.clone());
            self.draft.secret = secret;
        }
        // Without it the password step asks for one: nothing is lost.
        Vec::new()
    }

    /// The saved mailbox that is edited.
    fn edited(&self) -> Option<&Account> {
        let id = self.draft.editing.as_ref()?;
        self.stored(id).map(|stored| &stored.account)
    }

    /// Another address of a mailbox that is edited is another mailbox: the user name follows it, and
    /// the earlier one's password is not sent for it.
    pub(super) fn follow_address(&mut self) {
        let (Some(old), Ok(new)) = (
            self.edited().map(|account| account.address.clone()),
            self.draft.parsed_address(),
        ) else {
            return;
        };
        if old == new {
            return;
        }
        for fields in [&mut self.draft.incoming, &mut self.draft.outgoing] {
            if fields.user_name == old.as_str() {
                fields.user_name = new.to_string();
            }
        }
        if self.read.take().as_ref() == Some(&self.draft.secret) {
            self.draft.secret = Secret::default();
        }
    }

    pub(super) fn on_remove(&mut self, message: &remove::Message) -> Vec<Effect> {
        let Some(account) = self.removing.take() else {
            return Vec::new();
        };
        match message {
            remove::Message::Kept => {
                vec![Effect::Focus(home::remove_button(&account.id))]
            }
            remove::Message::Removed => {
                let mut effects = self.leave_home();
                let attempt = self.begin(Pending::Remove(account.id.clone()));
                effects.push(Effect::Remove(attempt, account.id));
                effects
            }
        }
    }

    pub(super) fn removed(
        &mut self,
        attempt: Attempt,
        result: Result<(), StorageFailure>,
    ) -> Vec<Effect> {
        let Some(Pending::Remove(id)) = self.end(attempt) else {
            return Vec::new();
        };
        if let Err(failure) = result {
            let screen = storage::Storage::new(failure, storage::Wanted::Other);
            self.screen = Screen::Storage(Box::new(screen));
            return Vec::new();
        }
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.accounts.retain(|stored| stored.account.id != id);
        }
        let is_handed_over = matches!(self.screen, Screen::HandOver(_));
        if is_handed_over || matches!(self.screen, Screen::Home(_)) {
            self.show_home()
        } else {
            Vec::new()
        }
    }

    /// What is saved was read again: states that were found out live stay.
    pub(super) fn reloaded(&mut self, mut snapshot: Snapshot) {
        for stored in &mut snapshot.accounts {
            let known = self.stored(&stored.account.id);
            if let Some(known) = known.filter(|known| known.generation == stored.generation) {
                stored.state = known.state.clone();
            }
        }
        if let Screen::Home(_) = self.screen {
            let screen = home::Home::new(&snapshot, &self.todo);
            self.screen = Screen::Home(screen.without_keyring(self.lacking_keyring()));
        }
        self.snapshot = Some(snapshot);
    }

    /// Every mailbox but the one that the answers so far will be saved as.
    pub(super) fn other_accounts(&self) -> Vec<Account> {
        let id = match &self.draft.editing {
            Some(id) => Some(id.clone()),
            None => self.draft.parsed_role().ok().map(|role| role.default_id()),
        };
        let mut all = self.all_accounts();
        all.retain(|account| Some(&account.id) != id.as_ref());
        all
    }

    pub(super) fn show_change_password(
        &mut self,
        account: &Account,
        is_missing: bool,
    ) -> Vec<Effect> {
        self.draft = Draft::from_account(account);
        self.change_password_screen(account, is_missing)
    }

    /// Back from the check of a new password: what was entered is kept.
    pub(super) fn show_change_password_again(&mut self, account: &Account) -> Vec<Effect> {
        self.change_password_screen(account, false)
    }

    fn change_password_screen(&mut self, account: &Account, is_missing: bool) -> Vec<Effect> {
        let all = self.all_accounts();
        self.from_home = true;
        self.screen = Screen::ChangePassword(change_password::ChangePassword::new(
            &self.draft,
            account.clone(),
            &all,
            is_missing,
        ));
        vec![Effect::Focus(entry::SECRET)]
    }

    pub(super) fn on_change_password(&mut self, message: change_password::Message) -> Vec<Effect> {
        let Screen::ChangePassword(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(&mut self.draft, message) {
            change_password::Action::None => Vec::new(),
            change_password::Action::Check => {
                self.queue = screen.chosen_siblings();
                let account = screen.account().clone();
                self.start_change(account)
            }
            change_password::Action::Open(page) => vec![Effect::OpenUrl(page)],
            change_password::Action::Copy(words) => vec![Effect::Copy(words)],
            change_password::Action::Paste => vec![Effect::Paste],
            change_password::Action::Focus(id) => vec![Effect::Focus(id)],
            change_password::Action::Beside => self.toggle_beside(),
        }
    }
}

/// What a check of a saved mailbox says about it. What passes by itself does not blame the settings.
pub(super) fn state_of(report: &Report) -> MailboxState {
    let mut unreachable = None;
    for (_, failure) in report.failures() {
        if failure.cause.refuses_sign_in() {
            return MailboxState::SignInRefused(failure.clone());
        }
        unreachable = Some(failure.clone());
    }
    unreachable.map_or(MailboxState::Works, MailboxState::Unreachable)
}
