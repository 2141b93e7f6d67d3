//! The way through the wizard: entering a step, and what the screens of the steps ask for.

use super::{App, Effect, Pending};
use crate::{
    backend::{SecretPlace, TestEvent, TestMail as Mail, Watch},
    draft::{Draft, Field},
    flow::{self, Step},
    screen::{
        Screen, done, entry, keyring, password, protocol, provider, role, servers, storage,
        test_mail,
    },
    secret::Secret,
};

impl App {
    /// Enters a step with the answers so far; the keyboard goes to its first field.
    pub(super) fn enter(&mut self, step: Step) -> Vec<Effect> {
        self.from_home = false;
        match step {
            Step::Role => {
                let taken = self.taken();
                self.screen = Screen::Role(role::Role::new(&mut self.draft, taken));
                vec![Effect::Focus(role::Role::first_field(&self.draft))]
            }
            Step::Provider => {
                let others = self.other_accounts();
                let screen = provider::Provider::new(&self.draft).beside(others);
                self.screen = Screen::Provider(screen);
                let mut effects = self.tend_search(false);
                effects.push(Effect::Focus(provider::ADDRESS));
                effects
            }
            Step::Protocol => {
                self.screen = Screen::Protocol(protocol::Protocol::new(&mut self.draft));
                if self.draft.is_level_sender() {
                    Vec::new()
                } else {
                    vec![Effect::Focus(protocol::CHOSEN)]
                }
            }
            Step::Password => {
                self.screen = Screen::Password(password::Password::new(&self.draft));
                vec![Effect::Focus(entry::SECRET)]
            }
            Step::Servers => {
                self.screen = Screen::Servers(servers::Servers::new(&mut self.draft));
                if self.draft.origin_needs_consent() {
                    // The page stays at its top, where it says whose servers they are.
                    return Vec::new();
                }
                let first = servers::id_of(Field::Host(crate::failure::Side::Incoming));
                vec![Effect::Focus(first)]
            }
            Step::Check => self.start_check(),
            Step::TestMail => {
                let Screen::Check(check) = &self.screen else {
                    return Vec::new();
                };
                let account = check.account().clone();
                self.show_test_mail(account)
            }
            Step::Done => self.show_done(),
        }
    }

    /// Enters the step after this one.
    pub(super) fn enter_next(&mut self) -> Vec<Effect> {
        let next = self
            .screen
            .step()
            .and_then(|step| flow::next(step, &self.draft));
        match next {
            Some(step) => self.enter(step),
            None => Vec::new(),
        }
    }

    /// Goes to the step at which a field is asked for.
    pub(super) fn enter_for(&mut self, field: Field) -> Vec<Effect> {
        let mut effects = match field {
            Field::Role | Field::Serial => self.enter(Step::Role),
            Field::Address => self.enter(Step::Provider),
            Field::Protocol => self.enter(Step::Protocol),
            Field::Secret => self.enter(Step::Password),
            Field::Host(_)
            | Field::Port(_)
            | Field::UserName(_)
            | Field::DisplayName
            | Field::ReplyTo
            | Field::CopyTo
            | Field::ServerTimeout
            | Field::PopOptions
            | Field::AccountId => {
                self.draft.advanced = true;
                self.enter(Step::Servers)
            }
        };
        effects.push(Effect::Focus(servers::id_of(field)));
        effects
    }

    pub(super) fn on_role(&mut self, message: role::Message) -> Vec<Effect> {
        let Screen::Role(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(&mut self.draft, message) {
            role::Action::None => Vec::new(),
            role::Action::Continue => self.enter_next(),
            role::Action::Focus(id) => vec![Effect::Focus(id)],
        }
    }

    pub(super) fn on_provider(&mut self, message: provider::Message) -> Vec<Effect> {
        let Screen::Provider(screen) = &mut self.screen else {
            return Vec::new();
        };
        let is_key = matches!(message, provider::Message::AddressTyped(_));
        let action = screen.update(&mut self.draft, message);
        if action == provider::Action::Continue {
            return self.take_provider_action(action);
        }
        let mut effects = self.tend_search(is_key);
        effects.extend(self.take_provider_action(action));
        effects
    }

    pub(super) fn take_provider_action(&mut self, action: provider::Action) -> Vec<Effect> {
        match action {
            provider::Action::None => Vec::new(),
            provider::Action::Continue => {
                self.follow_address();
                self.enter_next()
            }
            provider::Action::Stop => self.stop_running().unwrap_or_default(),
            provider::Action::Focus(id) => vec![Effect::Focus(id)],
        }
    }

    pub(super) fn on_protocol(&mut self, message: &protocol::Message) -> Vec<Effect> {
        let Screen::Protocol(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(&mut self.draft, message) {
            protocol::Action::None => Vec::new(),
            protocol::Action::Continue => self.enter_next(),
            protocol::Action::Open(page) => vec![Effect::OpenUrl(page)],
        }
    }

    pub(super) fn on_password(&mut self, message: password::Message) -> Vec<Effect> {
        let Screen::Password(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(&mut self.draft, message) {
            password::Action::None => Vec::new(),
            password::Action::Continue => self.enter_next(),
            password::Action::Open(page) => vec![Effect::OpenUrl(page)],
            password::Action::Copy(words) => vec![Effect::Copy(words)],
            password::Action::Paste => vec![Effect::Paste],
            password::Action::Focus(id) => vec![Effect::Focus(id)],
            password::Action::Beside => self.toggle_beside(),
        }
    }

    pub(super) fn on_servers(&mut self, message: servers::Message) -> Vec<Effect> {
        let Screen::Servers(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(&mut self.draft, message) {
            servers::Action::Open(page) => vec![Effect::OpenUrl(page)],
            servers::Action::None => Vec::new(),
            servers::Action::Continue => self.enter_next(),
            servers::Action::Focus(id) => vec![Effect::Focus(id)],
        }
    }

    /// The clipboard's content goes to the password field of the screen, and so does the keyboard.
    pub(super) fn pasted(&mut self, secret: Option<Secret>) -> Vec<Effect> {
        let focus = vec![Effect::Focus(entry::SECRET)];
        let Some(secret) = secret.filter(|secret| !secret.is_empty()) else {
            return focus;
        };
        if let Screen::Password(screen) = &mut self.screen {
            screen.paste(&mut self.draft, secret);
        } else if let Screen::ChangePassword(screen) = &mut self.screen {
            screen.paste(&mut self.draft, secret);
        } else if let Screen::Check(screen) = &mut self.screen {
            screen.paste(&mut self.draft, secret);
        } else {
            return Vec::new();
        }
        focus
    }

    pub(super) fn show_test_mail(&mut self, account: crate::account::Account) -> Vec<Effect> {
        let home = self.station().map(|stored| stored.account.address.clone());
        let screen = test_mail::TestMail::new(account, home.as_ref());
        let focus = screen.needs_recipient();
        self.screen = Screen::TestMail(screen);
        if focus {
            vec![Effect::Focus(test_mail::RECIPIENT)]
        } else {
            Vec::new()
        }
    }

    pub(super) fn on_test_mail(&mut self, message: test_mail::Message) -> Vec<Effect> {
        let Screen::TestMail(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            test_mail::Action::None => Vec::new(),
            test_mail::Action::Send(to) => {
                let from = screen.account().id.clone();
                // Arrival is watched where it can be seen, and never in a device's mailbox.
                let watch = self
                    .accounts()
                    .iter()
                    .find(|stored| {
                        stored.account.address == to && !stored.account.role.is_level_sender()
                    })
                    .map_or(Watch::Nowhere, |stored| {
                        Watch::Mailbox(stored.account.id.clone())
                    });
                let mut effects = self.cancel(|pending| *pending == Pending::Test);
                let mail = Mail {
                    from,
                    to,
                    watch,
                    language: self.language(),
                };
                effects.push(Effect::SendTest(self.begin(Pending::Test), mail));
                effects
            }
            test_mail::Action::Stop => self.stop_running().unwrap_or_default(),
            test_mail::Action::Remove(found) => {
                vec![Effect::RemoveTest(self.begin(Pending::TestRemoval), found)]
            }
            test_mail::Action::Continue => {
                let mut effects = self.cancel(|pending| *pending == Pending::Test);
                effects.extend(if self.from_home {
                    self.show_home()
                } else {
                    self.enter(Step::Done)
                });
                effects
            }
            test_mail::Action::Focus(id) => vec![Effect::Focus(id)],
        }
    }

    pub(super) fn test_happened(
        &mut self,
        attempt: crate::backend::Attempt,
        event: TestEvent,
    ) -> Vec<Effect> {
        if !self.is_pending(attempt) {
            return Vec::new();
        }
        if matches!(event, TestEvent::Finished(_)) {
            let _ = self.end(attempt);
        }
        let Screen::TestMail(screen) = &mut self.screen else {
            return Vec::new();
        };
        screen
            .happened(event)
            .map(Effect::Focus)
            .into_iter()
            .collect()
    }

    /// The last step, for the mailbox the wizard was about.
    pub(super) fn show_done(&mut self) -> Vec<Effect> {
        let account = if let Screen::TestMail(screen) = &self.screen {
            screen.account().clone()
        } else if let Screen::Check(screen) = &self.screen {
            screen.account().clone()
        } else {
            return self.show_home();
        };
        let account = self
            .stored(&account.id)
            .map_or(account, |stored| stored.account.clone());
        let all = self.all_accounts();
        self.screen = Screen::Done(done::Done::new(account, all, self.place));
        if self.draft.secret.is_empty() {
            return Vec::new();
        }
        vec![Effect::LookAtClipboard(self.draft.secret.clone())]
    }

    pub(super) fn on_done(&mut self, message: &done::Message) -> Vec<Effect> {
        let Screen::Done(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            done::Action::None => Vec::new(),
            done::Action::CopySecret => {
                let secret = self.draft.secret.clone();
                self.copied = Some((secret.clone(), done::CLIPBOARD_SECONDS));
                vec![Effect::CopySecret(secret)]
            }
            done::Action::ClearClipboard => {
                vec![Effect::ClearClipboard(self.draft.secret.clone())]
            }
            done::Action::ShowCard(account) => {
                vec![Effect::ShowCard(account, self.language())]
            }
            done::Action::AskDevice(device) => {
                let below = std::mem::replace(&mut self.screen, Screen::Loading);
                let below = if let Screen::Done(done) = below {
                    Some(Box::new(done))
                } else {
                    None
                };
                self.show_ask_device(*device, below)
            }
            done::Action::Next => {
                // Every answer but serial number, address and password.
                self.draft = Draft {
                    editing: None,
                    serial: String::new(),
                    address: String::new(),
                    secret: Secret::default(),
                    servers_from: crate::draft::ServersFrom::Nothing,
                    ..std::mem::take(&mut self.draft)
                };
                self.enter(Step::Role)
            }
            done::Action::Home => self.show_home(),
            done::Action::Open(page) => vec![Effect::OpenUrl(page.to_owned())],
            done::Action::Close => self.close(),
        }
    }

    pub(super) fn on_keyring(&mut self, message: &keyring::Message) -> Vec<Effect> {
        let Screen::Keyring(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            keyring::Action::Unlock => {
                vec![Effect::UnlockKeyring(self.begin(Pending::Keyring))]
            }
            keyring::Action::Look => vec![Effect::LookAtKeyring(self.begin(Pending::Keyring))],
            keyring::Action::ThisSession => {
                self.place = SecretPlace::ThisSession;
                let mut effects = self.cancel(|pending| *pending == Pending::Keyring);
                effects.extend(self.open_wanted());
                effects
            }
        }
    }

    pub(super) fn on_storage(&mut self, message: &storage::Message) -> Vec<Effect> {
        let Screen::Storage(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            storage::Action::Load => {
                self.screen = Screen::Loading;
                vec![Effect::Load(self.begin(Pending::Load))]
            }
            storage::Action::Save(what) => self.save(what),
            storage::Action::SaveForSession(what) => {
                self.place = SecretPlace::ThisSession;
                self.save(what)
            }
            storage::Action::Leave => self.show_home(),
        }
    }
}
