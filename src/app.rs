//! The window's program: one state, one pure function that says what a message changes and what
//! shall happen ([`App::advance`]), and one place that makes it happen ([`perform`]).
//!
//! Every long operation has an [`Attempt`]; what arrives for one that is not pending any more is
//! dropped. Seconds arrive as messages, so that countdowns can be tested.

mod appearance;
mod checking;
mod devices;
mod effect;
mod finding;
mod mailboxes;
mod message;
mod moving;
mod pending;
pub mod perform;
mod run;
mod steps;
mod told;
mod view;

use std::collections::BTreeMap;

use appearance::Appearance;
pub use appearance::Stood;
pub use effect::Effect;
pub use message::Message;
use pending::Pending;
pub use run::{Options, Start, Window, WindowError, program, run};

use crate::{
    account::{Account, AccountId, Address, Role},
    backend::{Attempt, KeyringStatus, SecretPlace, Snapshot, StoredAccount},
    device::Todo,
    discovery::{Discovered, Question},
    draft::Draft,
    failure::StorageFailure,
    i18n::{Language, Locale},
    preferences::Preferences,
    screen::{Context, Screen, gallery, reporting::Reporting, storage},
    secret::Secret,
    theme::{measure, space},
    widget::Motion,
};

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
    /// The person did not unlock the keyring: the system does not ask again by itself.
    keeps_locked: bool,
    /// A mailbox that was asked for from outside and is not there.
    unknown: Option<AccountId>,
    /// Where the window goes once it may: after loading, after the keyring.
    wanted: Start,
    draft: Draft,
    screen: Screen,
    /// Whether the screen was reached from Home and leads back there.
    from_home: bool,
    removing: Option<Box<Account>>,
    /// The question when a device reports.
    reporting: Option<Box<Reporting>>,
    /// The page that no browser opened, and whether its address was copied.
    unopened: Option<(String, bool)>,
    appearance: Appearance,
    /// Further mailboxes that get the same new password.
    queue: Vec<AccountId>,
    /// What still has to be done at the devices.
    todo: Todo,
    /// The saved password that fills the field of a mailbox that is edited.
    read: Option<Secret>,
    /// The password that was copied for a device, and for how many seconds it stays.
    copied: Option<(Secret, u32)>,
    gallery: Option<gallery::Gallery>,
    /// What was found for which domain, so that none is asked about twice.
    known: Vec<(Question, Discovered)>,
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
            keeps_locked: false,
            unknown: None,
            wanted: start,
            draft: Draft::default(),
            screen: Screen::Loading,
            from_home: false,
            removing: None,
            reporting: None,
            unopened: None,
            appearance: Appearance::default(),
            queue: Vec::new(),
            todo: Todo::default(),
            read: None,
            copied: None,
            gallery,
            known: Vec::new(),
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
        let mut effects = self.take(message);
        self.forget_told();
        effects.extend(self.leave_beside_with_the_guide());
        effects
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Home(message) => self.on_home(&message),
            Message::Role(message) => self.on_role(message),
            Message::Provider(message) => self.on_provider(message),
            Message::Protocol(message) => self.on_protocol(&message),
            Message::Password(message) => self.on_password(message),
            Message::Servers(message) => self.on_servers(message),
            Message::Check(message) => self.on_check(message),
            Message::Certificate(message) => self.on_certificate(&message),
            Message::TestMail(message) => self.on_test_mail(message),
            Message::Done(message) => self.on_done(&message),
            Message::AskDevice(message) => self.on_ask_device(&message),
            Message::HandOver(message) => self.on_hand_over(message),
            Message::ChangePassword(message) => self.on_change_password(message),
            Message::Keyring(message) => self.on_keyring(&message),
            Message::Storage(message) => self.on_storage(&message),
            Message::Remove(message) => self.on_remove(&message),
            Message::Reporting(message) => self.on_reporting(message),
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
            Message::ColoursAsked => self.ask_for_colours(),
            Message::ColoursChosen(colours) => self.choose_colours(colours),
            Message::MotionReduced => {
                self.motion = Motion::Reduced;
                Vec::new()
            }
            Message::StoodBeside(stood) => self.stood_beside(stood),
            Message::AddressCopied => match &mut self.unopened {
                Some((address, is_copied)) => {
                    *is_copied = true;
                    vec![Effect::Copy(address.clone())]
                }
                None => Vec::new(),
            },
            Message::TopClosed => self.close_dialog().unwrap_or_default(),
            Message::Loaded(attempt, result) => self.loaded(attempt, *result),
            Message::KeyringSeen(attempt, status) => self.keyring_seen(attempt, status),
            Message::CheckHappened(attempt, event) => self.check_happened(attempt, *event),
            Message::Saved(attempt, result) => self.saved(attempt, *result),
            Message::SecretRead(attempt, result) => self.secret_read(attempt, result),
            Message::Removed(attempt, result) => self.removed(attempt, result),
            Message::TodoRead(attempt, result) => self.todo_read(attempt, result),
            Message::CommandSent(attempt, result) => self.command_sent(attempt, result),
            Message::TestHappened(attempt, event) => self.test_happened(attempt, *event),
            Message::TestRemoved(attempt, result) => {
                if self.end(attempt).is_some()
                    && let Screen::TestMail(screen) = &mut self.screen
                {
                    screen.removed(result.is_ok());
                }
                Vec::new()
            }
            Message::Paused(attempt) => self.paused(attempt),
            Message::Discovered(attempt, event) => self.discovered(attempt, *event),
            Message::PageOpened(address, result) => {
                if result.is_err() {
                    self.unopened = Some((address, false));
                }
                Vec::new()
            }
            Message::CardShown(result) => {
                if let Err(failure) = result {
                    self.unopened = Some((failure.detail, false));
                }
                Vec::new()
            }
            Message::ClipboardSeen(holds) => {
                if holds && let Screen::Done(screen) = &mut self.screen {
                    screen.clipboard_holds();
                }
                Vec::new()
            }
            Message::Pasted(secret) => self.pasted(secret),
            Message::SecondPassed => self.second_passed(),
            Message::Resized(size) => {
                self.resized(size);
                Vec::new()
            }
            Message::CloseRequested => self.close(),
            Message::Asked(start) => self.asked(start),
        }
    }

    /// Whether seconds count: only then is there a clock.
    pub fn needs_ticks(&self) -> bool {
        self.screen.needs_ticks() || self.copied.is_some()
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

    fn context(&self) -> Context<'_> {
        Context {
            locale: &self.locale,
            draft: &self.draft,
            motion: self.motion,
            is_narrow: self.is_narrow(),
            beside: self.appearance.beside(),
        }
    }

    /// Whether two columns do not fit beside each other.
    fn is_narrow(&self) -> bool {
        let Some((width, height)) = self.preferences.size else {
            return false;
        };
        let has_rail = self.screen.step().is_some()
            && !self.from_home
            && width >= measure::RAIL_FROM
            && height >= measure::RAIL_FROM_HEIGHT;
        let rail = if has_rail { measure::RAIL } else { 0.0 };
        width - rail - 2.0 * space::XL < 2.0 * measure::COLUMN + space::L
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
        match (self.end(attempt), result) {
            (Some(Pending::Reload), result) => {
                if let Ok(snapshot) = result {
                    self.reloaded(snapshot);
                }
                Vec::new()
            }
            (Some(_), result) => self.first_loaded(result),
            (None, _) => Vec::new(),
        }
    }

    fn first_loaded(&mut self, result: Result<Snapshot, StorageFailure>) -> Vec<Effect> {
        match result {
            Ok(snapshot) => {
                self.snapshot = Some(snapshot);
                self.open_wanted()
            }
            Err(failure) => {
                self.screen = Screen::Storage(Box::new(storage::Storage::new(
                    failure,
                    storage::Wanted::Load,
                )));
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests;
