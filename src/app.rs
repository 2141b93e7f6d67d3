//! The window's program: one state, one pure function that says what a message changes and what
//! shall happen ([`App::advance`]), and one place that makes it happen ([`perform`]).
//!
//! Every long operation has an [`Attempt`]; what arrives for one that is not pending any more is
//! dropped. Seconds arrive as messages, so that countdowns can be tested.

mod checking;
mod effect;
mod finding;
mod icon;
mod mailboxes;
pub mod perform;
mod run;
mod steps;
mod view;

use std::collections::BTreeMap;

use iced::Size;

pub use effect::Effect;
pub use run::{Options, Start, Window, WindowError, program, run};

use crate::{
    account::{Account, AccountId, Address, Role},
    backend::{
        Attempt, CheckEvent, DiscoveryEvent, KeyringStatus, OpenFailure, SecretPlace, Snapshot,
        StoredAccount, TestEvent, ToSave,
    },
    draft::Draft,
    failure::{Failure, StorageFailure},
    flow::{self, Step},
    i18n::{Language, Locale},
    preferences::Preferences,
    screen::{
        Context, Screen, certificate, change_password, check, done, gallery, home, keyring,
        password, protocol, provider, remove, role, servers, storage, test_mail,
    },
    secret::Secret,
    widget::Motion,
};

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// On the screen of this name.
    Home(home::Message),
    /// On the role screen.
    Role(role::Message),
    /// On the provider screen.
    Provider(provider::Message),
    /// On the protocol screen.
    Protocol(protocol::Message),
    /// On the password screen.
    Password(password::Message),
    /// On the servers screen.
    Servers(servers::Message),
    /// On the check screen.
    Check(check::Message),
    /// On the certificate screen.
    Certificate(certificate::Message),
    /// On the test mail screen.
    TestMail(test_mail::Message),
    /// On the last screen.
    Done(done::Message),
    /// On the new password's screen.
    ChangePassword(change_password::Message),
    /// On the keyring screen.
    Keyring(keyring::Message),
    /// On the storage screen.
    Storage(storage::Message),
    /// In the question before a mailbox is removed.
    Remove(remove::Message),
    /// In the gallery.
    Gallery(gallery::Message),
    /// Back was pressed.
    WentBack,
    /// Escape was pressed.
    Escaped,
    /// A language was chosen.
    LanguageChosen(Language),
    /// The address of a page that no browser opened is to be copied.
    AddressCopied,
    /// What is on top was closed.
    TopClosed,
    /// The saved mailboxes were read.
    Loaded(Attempt, Box<Result<Snapshot, StorageFailure>>),
    /// The keyring was looked at or unlocked.
    KeyringSeen(Attempt, KeyringStatus),
    /// Something happened in a check.
    CheckHappened(Attempt, Box<CheckEvent>),
    /// It was saved, or not.
    Saved(Attempt, Box<Result<StoredAccount, StorageFailure>>),
    /// The secret of a mailbox that is edited was read.
    SecretRead(Attempt, Result<Secret, StorageFailure>),
    /// It was removed, or not.
    Removed(Attempt, Result<(), StorageFailure>),
    /// Something happened to the test mail.
    TestHappened(Attempt, Box<TestEvent>),
    /// The test mail was removed, or not.
    TestRemoved(Attempt, Result<(), Box<Failure>>),
    /// Something was found for a domain.
    Discovered(Attempt, Box<DiscoveryEvent>),
    /// A page was opened, or not.
    PageOpened(String, Result<(), OpenFailure>),
    /// The clipboard was read.
    Pasted(Option<Secret>),
    /// A second has passed.
    SecondPassed,
    /// The window's size changed.
    Resized(Size),
    /// The window is to be closed.
    CloseRequested,
    /// A later start of the program asks this window for something.
    Asked(Start),
}

/// What a pending attempt is about.
#[derive(Debug, Clone, PartialEq)]
enum Pending {
    Load,
    Keyring,
    Check,
    Look(AccountId),
    Save(Box<ToSave>),
    Secret,
    Remove(AccountId),
    Test,
    TestRemoval,
    Discovery,
}

/// The whole state of the window.
#[derive(Debug)]
pub struct App {
    locale: Locale,
    motion: Motion,
    preferences: Preferences,
    is_practice: bool,
    snapshot: Option<Snapshot>,
    keyring: Option<KeyringStatus>,
    place: SecretPlace,
    /// Where the window goes once it may: after loading, after the keyring.
    wanted: Start,
    draft: Draft,
    screen: Screen,
    /// Whether the screen was reached from Home and leads back there.
    from_home: bool,
    removing: Option<Box<Account>>,
    /// The page that no browser opened, and whether its address was copied.
    unopened: Option<(String, bool)>,
    /// Further mailboxes that get the same new password.
    queue: Vec<AccountId>,
    gallery: Option<gallery::Gallery>,
    last: Attempt,
    pending: BTreeMap<Attempt, Pending>,
}

impl App {
    /// The state at the start, and what happens first.
    pub fn new(
        language: Language,
        start: Start,
        motion: Motion,
        preferences: Preferences,
        is_practice: bool,
    ) -> (Self, Vec<Effect>) {
        let gallery = (start == Start::Gallery).then(|| {
            gallery::Gallery::new(gallery::Sheet::default(), crate::theme::Look::Light, motion)
        });
        let mut app = Self {
            locale: Locale::new(language),
            motion,
            preferences,
            is_practice,
            snapshot: None,
            keyring: None,
            place: SecretPlace::Keyring,
            wanted: start,
            draft: Draft::default(),
            screen: Screen::Loading,
            from_home: false,
            removing: None,
            unopened: None,
            queue: Vec::new(),
            gallery,
            last: Attempt::default(),
            pending: BTreeMap::new(),
        };
        if app.gallery.is_some() {
            return (app, Vec::new());
        }
        let effects = vec![
            Effect::Load(app.begin(Pending::Load)),
            Effect::LookAtKeyring(app.begin(Pending::Keyring)),
        ];
        (app, effects)
    }

    /// Takes a message: changes the state and says what shall happen.
    pub fn advance(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Home(message) => self.on_home(message),
            Message::Role(message) => self.on_role(message),
            Message::Provider(message) => self.on_provider(message),
            Message::Protocol(message) => self.on_protocol(message),
            Message::Password(message) => self.on_password(message),
            Message::Servers(message) => self.on_servers(message),
            Message::Check(message) => self.on_check(message),
            Message::Certificate(message) => self.on_certificate(message),
            Message::TestMail(message) => self.on_test_mail(message),
            Message::Done(message) => self.on_done(message),
            Message::ChangePassword(message) => self.on_change_password(message),
            Message::Keyring(message) => self.on_keyring(message),
            Message::Storage(message) => self.on_storage(message),
            Message::Remove(message) => self.on_remove(&message),
            Message::Gallery(message) => {
                if let Some(gallery) = &mut self.gallery {
                    gallery.update(message);
                }
                Vec::new()
            }
            Message::WentBack => self.go_back(),
            Message::Escaped => self.escape(),
            Message::LanguageChosen(language) => {
                self.locale = Locale::new(language);
                self.preferences.language = Some(language);
                vec![Effect::Remember(self.preferences.clone())]
            }
            Message::AddressCopied => match &mut self.unopened {
                Some((address, is_copied)) => {
                    *is_copied = true;
                    vec![Effect::Copy(address.clone())]
                }
                None => Vec::new(),
            },
            Message::TopClosed => {
                let _ = self.close_dialog();
                Vec::new()
            }
            Message::Loaded(attempt, result) => self.loaded(attempt, *result),
            Message::KeyringSeen(attempt, status) => self.keyring_seen(attempt, status),
            Message::CheckHappened(attempt, event) => self.check_happened(attempt, *event),
            Message::Saved(attempt, result) => self.saved(attempt, *result),
            Message::SecretRead(attempt, result) => self.secret_read(attempt, result),
            Message::Removed(attempt, result) => self.removed(attempt, result),
            Message::TestHappened(attempt, event) => self.test_happened(attempt, *event),
            Message::TestRemoved(attempt, result) => {
                if self.end(attempt).is_some()
                    && let Screen::TestMail(screen) = &mut self.screen
                {
                    screen.removed(result);
                }
                Vec::new()
            }
            Message::Discovered(attempt, event) => self.discovered(attempt, *event),
            Message::PageOpened(address, result) => {
                if result.is_err() {
                    self.unopened = Some((address, false));
                }
                Vec::new()
            }
            Message::Pasted(secret) => self.pasted(secret),
            Message::SecondPassed => self.second_passed(),
            Message::Resized(size) => {
                self.preferences.size = Some((size.width, size.height));
                Vec::new()
            }
            Message::CloseRequested => self.close(),
            Message::Asked(start) => self.asked(start),
        }
    }

    /// Whether seconds count: only then is there a clock.
    pub fn needs_ticks(&self) -> bool {
        match &self.screen {
            Screen::Check(screen) => screen.needs_ticks(),
            Screen::TestMail(screen) => screen.needs_ticks(),
            Screen::Done(screen) => screen.holds_clipboard(),
            Screen::Loading
            | Screen::Home(_)
            | Screen::Role(_)
            | Screen::Provider(_)
            | Screen::Protocol(_)
            | Screen::Password(_)
            | Screen::Servers(_)
            | Screen::Certificate(_)
            | Screen::ChangePassword(_)
            | Screen::Keyring(_)
            | Screen::Storage(_) => false,
        }
    }

    /// Whether something may still arrive for an attempt.
    pub fn is_pending(&self, attempt: Attempt) -> bool {
        self.pending.contains_key(&attempt)
    }

    /// The screen that is shown, for tests.
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The answers so far, for tests.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The language in use.
    pub const fn language(&self) -> Language {
        self.locale.language()
    }

    const fn context(&self) -> Context<'_> {
        Context {
            locale: &self.locale,
            draft: &self.draft,
            motion: self.motion,
        }
    }

    fn begin(&mut self, pending: Pending) -> Attempt {
        self.last = self.last.next();
        let _ = self.pending.insert(self.last, pending);
        self.last
    }

    /// Ends an attempt: what it was about, unless it is an old one.
    fn end(&mut self, attempt: Attempt) -> Option<Pending> {
        self.pending.remove(&attempt)
    }

    /// Stops every attempt of a kind.
    fn cancel(&mut self, is_kind: impl Fn(&Pending) -> bool) -> Vec<Effect> {
        let stopped: Vec<Attempt> = self
            .pending
            .iter()
            .filter(|(_, pending)| is_kind(pending))
            .map(|(attempt, _)| *attempt)
            .collect();
        for attempt in &stopped {
            let _ = self.pending.remove(attempt);
        }
        stopped.into_iter().map(Effect::Cancel).collect()
    }

    fn accounts(&self) -> &[StoredAccount] {
        self.snapshot
            .as_ref()
            .map_or(&[], |snapshot| snapshot.accounts.as_slice())
    }

    fn stored(&self, id: &AccountId) -> Option<&StoredAccount> {
        self.accounts()
            .iter()
            .find(|stored| stored.account.id == *id)
    }

    /// Every role that has a mailbox, with its address.
    fn taken(&self) -> Vec<(Role, Address)> {
        let editing = self.draft.editing.as_ref();
        self.accounts()
            .iter()
            .filter(|stored| Some(&stored.account.id) != editing)
            .map(|stored| (stored.account.role.clone(), stored.account.address.clone()))
            .collect()
    }

    fn loaded(
        &mut self,
        attempt: Attempt,
        result: Result<Snapshot, StorageFailure>,
    ) -> Vec<Effect> {
        if self.end(attempt).is_none() {
            return Vec::new();
        }
        match result {
            Ok(snapshot) => {
                self.snapshot = Some(snapshot);
                self.open_wanted()
            }
            Err(failure) => {
                self.screen =
                    Screen::Storage(Box::new(storage::Storage::new(failure, storage::Wanted::Load)));
                Vec::new()
            }
        }
    }

    fn keyring_seen(&mut self, attempt: Attempt, status: KeyringStatus) -> Vec<Effect> {
        if self.end(attempt).is_none() {
            return Vec::new();
        }
        let is_ready = status == KeyringStatus::Ready;
        self.keyring = Some(status);
        match &self.screen {
            Screen::Loading => self.open_wanted(),
            Screen::Keyring(_) if is_ready => self.open_wanted(),
            Screen::Keyring(_) => {
                self.show_keyring();
                Vec::new()
            }
            Screen::Home(_) if is_ready => self.look_at_all(),
            _ => Vec::new(),
        }
    }

    /// Goes where the window is wanted, once mailboxes and keyring were looked at.
    fn open_wanted(&mut self) -> Vec<Effect> {
        if self.snapshot.is_none() || self.keyring.is_none() {
            return Vec::new();
        }
        self.open(std::mem::take(&mut self.wanted))
    }

    fn show_keyring(&mut self) {
        if let Some(screen) = self.keyring.as_ref().and_then(keyring::Keyring::new) {
            self.screen = Screen::Keyring(screen);
        }
    }

    /// Whether the keyring must be dealt with before a secret is typed.
    fn lacks_keyring(&self) -> bool {
        self.place == SecretPlace::Keyring
            && self
                .keyring
                .as_ref()
                .is_some_and(|status| *status != KeyringStatus::Ready)
    }

    /// Opens the window at a place.
    fn open(&mut self, start: Start) -> Vec<Effect> {
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
                    let is_missing =
                        stored.state == crate::backend::MailboxState::SecretMissing;
                    self.show_change_password(&stored.account, is_missing)
                }
                None => self.open(Start::Home),
            },
            Start::Check(id) => match self.stored(&id).cloned() {
                Some(stored) => self.look_now(&stored.account),
                None => self.open(Start::Home),
            },
        }
    }

    /// A later start of the program asks for something. What is being done here is not thrown away.
    fn asked(&mut self, start: Start) -> Vec<Effect> {
        let mut effects = vec![Effect::Raise];
        let is_free = matches!(self.screen, Screen::Home(_) | Screen::Role(_) | Screen::Done(_));
        if is_free
            && matches!(start, Start::ChangePassword(_) | Start::Check(_))
            && self.removing.is_none()
        {
            effects.extend(self.leave_home());
            effects.extend(self.open(start));
        }
        effects
    }

    fn close(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Screen::Done(screen) = &self.screen
            && screen.holds_clipboard()
        {
            effects.push(Effect::ClearClipboard(self.draft.secret.clone()));
        }
        effects.push(Effect::Remember(self.preferences.clone()));
        effects.push(Effect::Close);
        effects
    }

    fn close_dialog(&mut self) -> bool {
        self.unopened.take().is_some() || self.removing.take().is_some()
    }

    /// Escape closes what is open on top, else cancels what runs, else goes back.
    fn escape(&mut self) -> Vec<Effect> {
        if self.close_dialog() {
            return Vec::new();
        }
        let is_closed = match &mut self.screen {
            Screen::Protocol(screen) => screen.close_top(),
            Screen::Password(screen) => screen.close_top(),
            Screen::ChangePassword(screen) => screen.close_top(),
            _ => false,
        };
        if is_closed {
            return Vec::new();
        }
        match self.stop_running() {
            Some(effects) => effects,
            None => self.go_back(),
        }
    }

    /// Stops what runs on this screen; none if nothing does.
    fn stop_running(&mut self) -> Option<Vec<Effect>> {
        match &mut self.screen {
            Screen::Check(screen) if screen.is_running() => {
                // What is being saved is not stopped half-way.
                if self.pending.values().any(|pending| *pending == Pending::Check) {
                    screen.stop();
                }
                Some(self.cancel(|pending| *pending == Pending::Check))
            }
            Screen::TestMail(screen) if screen.is_running() => {
                screen.stop();
                Some(self.cancel(|pending| *pending == Pending::Test))
            }
            Screen::Provider(screen) if screen.is_searching() => {
                screen.stop_searching();
                Some(self.cancel(|pending| *pending == Pending::Discovery))
            }
            Screen::Keyring(screen) if screen.is_running() => {
                screen.stop();
                Some(self.cancel(|pending| *pending == Pending::Keyring))
            }
            _ => None,
        }
    }

    /// Whether Back leads anywhere.
    fn can_go_back(&self) -> bool {
        let has_home = !self.accounts().is_empty();
        match &self.screen {
            Screen::Loading | Screen::Home(_) | Screen::Done(_) => false,
            Screen::TestMail(_) => self.from_home,
            Screen::Storage(_) => self.snapshot.is_some(),
            Screen::Keyring(_) | Screen::Role(_) | Screen::ChangePassword(_) => has_home,
            Screen::Certificate(_)
            | Screen::Check(_)
            | Screen::Provider(_)
            | Screen::Protocol(_)
            | Screen::Password(_)
            | Screen::Servers(_) => true,
        }
    }

    fn go_back(&mut self) -> Vec<Effect> {
        if !self.can_go_back() {
            return Vec::new();
        }
        if let Some(effects) = self.stop_running() {
            return effects;
        }
        match std::mem::replace(&mut self.screen, Screen::Loading) {
            Screen::Certificate(screen) => {
                self.screen = Screen::Check(screen.into_check());
                Vec::new()
            }
            Screen::Check(screen) if screen.purpose() == check::Purpose::ChangePassword => {
                let account = screen.account().clone();
                self.show_change_password_again(&account)
            }
            screen => {
                let step = screen.step().filter(|_| !self.from_home);
                let before = step.and_then(|step| flow::previous(step, &self.draft));
                match before {
                    // The role of a saved mailbox stays.
                    Some(Step::Role) if self.draft.editing.is_some() => self.show_home(),
                    Some(before) => self.enter(before),
                    None => self.show_home(),
                }
            }
        }
    }

    fn second_passed(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Check(screen) => {
                let action = screen.second_passed();
                self.take_check_action(action)
            }
            Screen::TestMail(screen) => {
                screen.second_passed();
                Vec::new()
            }
            Screen::Done(screen) => match screen.second_passed() {
                done::Action::ClearClipboard => {
                    vec![Effect::ClearClipboard(self.draft.secret.clone())]
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
