//! The screens: one question each. A screen has private fields, a `Message` (what happened), an
//! `Action` (what its parent shall do, plain data), `new`, `update` and `view`.
//!
//! Answers live in the [`Draft`], which is handed in, so that going back and forth keeps every one
//! of them; a screen itself holds only what concerns the eye: what is open, what was asked too
//! early. No `Task`, no tokio, no translated text in state.

pub mod ask_device;
pub mod certificate;
pub mod change_password;
pub mod check;
pub mod done;
pub mod entry;
pub mod gallery;
pub mod glossary;
pub mod guide;
pub mod hand_over;
pub mod home;
pub mod keyring;
mod pages;
pub mod password;
pub mod protocol;
pub mod provider;
pub mod remove;
pub mod reporting;
pub mod role;
pub mod servers;
pub mod sharing;
pub mod storage;
pub mod test_mail;

use crate::{
    draft::{Draft, Field, FieldError},
    flow::Step,
    i18n::Locale,
    widget::{Element, Icon, Motion, button},
};

/// The screen that is shown.
#[derive(Debug)]
pub enum Screen {
    /// Nothing yet: what is saved is being read.
    Loading,
    /// The mailboxes that are set up.
    Home(home::Home),
    /// Whose mailbox it is.
    Role(role::Role),
    /// Provider and address.
    Provider(provider::Provider),
    /// IMAP or POP.
    Protocol(protocol::Protocol),
    /// The password, with the provider's guide.
    Password(password::Password),
    /// Servers and everything advanced.
    Servers(servers::Servers),
    /// The ladder.
    Check(Box<check::Check>),
    /// A certificate that is not trusted.
    Certificate(Box<certificate::Certificate>),
    /// The test mail.
    TestMail(test_mail::TestMail),
    /// What was saved, and what comes next.
    Done(done::Done),
    /// A command to a LevelSender: its settings.
    AskDevice(Box<ask_device::AskDevice>),
    /// The Home Station's new address, told to the devices.
    HandOver(Box<hand_over::HandOver>),
    /// A new password for a saved mailbox.
    ChangePassword(change_password::ChangePassword),
    /// No keyring, or a locked one.
    Keyring(keyring::Keyring),
    /// Something could not be saved or read.
    Storage(Box<storage::Storage>),
}

impl Screen {
    /// The wizard's step it belongs to; none outside of the wizard.
    pub const fn step(&self) -> Option<Step> {
        match self {
            Self::Role(_) => Some(Step::Role),
            Self::Provider(_) => Some(Step::Provider),
            Self::Protocol(_) => Some(Step::Protocol),
            Self::Password(_) => Some(Step::Password),
            Self::Servers(_) => Some(Step::Servers),
            Self::Check(_) | Self::Certificate(_) | Self::Storage(_) => Some(Step::Check),
            Self::TestMail(_) => Some(Step::TestMail),
            Self::Done(_) => Some(Step::Done),
            Self::Loading
            | Self::Home(_)
            | Self::AskDevice(_)
            | Self::HandOver(_)
            | Self::ChangePassword(_)
            | Self::Keyring(_) => None,
        }
    }

    /// Whether seconds count: only then is there a clock.
    pub fn needs_ticks(&self) -> bool {
        match self {
            Self::Check(screen) => screen.needs_ticks(),
            Self::TestMail(screen) => screen.needs_ticks(),
            Self::Loading
            | Self::Home(_)
            | Self::Done(_)
            | Self::AskDevice(_)
            | Self::HandOver(_)
            | Self::Role(_)
            | Self::Provider(_)
            | Self::Protocol(_)
            | Self::Password(_)
            | Self::Servers(_)
            | Self::Certificate(_)
            | Self::ChangePassword(_)
            | Self::Keyring(_)
            | Self::Storage(_) => false,
        }
    }

    /// Closes what is open on top; whether there was anything.
    pub fn close_top(&mut self) -> bool {
        match self {
            Self::Protocol(screen) => screen.close_top(),
            Self::Password(screen) => screen.close_top(),
            Self::Servers(screen) => screen.close_top(),
            Self::Certificate(screen) => screen.close_top(),
            Self::ChangePassword(screen) => screen.close_top(),
            Self::Loading
            | Self::Home(_)
            | Self::Role(_)
            | Self::Provider(_)
            | Self::Check(_)
            | Self::TestMail(_)
            | Self::Done(_)
            | Self::AskDevice(_)
            | Self::HandOver(_)
            | Self::Keyring(_)
            | Self::Storage(_) => false,
        }
    }

    /// The last screen of the wizard, also where another one lies on it.
    pub fn done(&mut self) -> Option<&mut done::Done> {
        match self {
            Self::Done(screen) => Some(screen),
            Self::AskDevice(screen) => screen.beneath(),
            Self::Loading
            | Self::Home(_)
            | Self::Role(_)
            | Self::Provider(_)
            | Self::Protocol(_)
            | Self::Password(_)
            | Self::Servers(_)
            | Self::Check(_)
            | Self::Certificate(_)
            | Self::TestMail(_)
            | Self::HandOver(_)
            | Self::ChangePassword(_)
            | Self::Keyring(_)
            | Self::Storage(_) => None,
        }
    }

    /// A name that is different for each page, so that nothing of one page's fields reaches the next.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Home(_) => "home",
            Self::Role(_) => "role",
            Self::Provider(_) => "provider",
            Self::Protocol(_) => "protocol",
            Self::Password(_) => "password",
            Self::Servers(_) => "servers",
            Self::Check(_) => "check",
            Self::Certificate(_) => "certificate",
            Self::TestMail(_) => "test-mail",
            Self::Done(_) => "done",
            Self::AskDevice(_) => "ask-device",
            Self::HandOver(_) => "hand-over",
            Self::ChangePassword(_) => "change-password",
            Self::Keyring(_) => "keyring",
            Self::Storage(_) => "storage",
        }
    }
}

/// What every screen may look at while it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The texts.
    pub locale: &'a Locale,
    /// The answers so far.
    pub draft: &'a Draft,
    /// Whether something may move.
    pub motion: Motion,
    /// Whether two columns stand below one another, so that the more important one comes first.
    pub is_narrow: bool,
    /// In the small window beside the browser: whether it can stay above the others.
    pub beside: Option<bool>,
}

impl<'a> Context<'a> {
    /// The text of a key.
    pub fn text(&self, key: &str) -> String {
        self.locale.text(key)
    }

    /// The text of a key with one variable that is a text.
    pub fn text_with(&self, key: &str, name: &'a str, value: impl Into<String>) -> String {
        self.locale.text_with(key, [(name, value.into().into())])
    }
}

/// What a screen gives to the one frame that is drawn round it.
pub struct Sheet<'a, M> {
    /// The question.
    pub title: String,
    /// One or two sentences below it.
    pub lead: Option<String>,
    /// The body, part by part; a part that is not there now keeps its place.
    pub body: Vec<Option<Element<'a, M>>>,
    /// Whether there are two columns.
    pub is_wide: bool,
    /// Whether it is made for the small window beside the browser.
    pub is_slim: bool,
    /// Further actions in the footer.
    pub others: Vec<Element<'a, M>>,
    /// The one primary action: also what Enter does.
    pub primary: Option<Primary<M>>,
    /// The key of the label of Back, where it is another word; none where the primary action is it.
    pub back: Option<&'static str>,
}

/// The primary action. Its label says what will happen.
#[derive(Debug, Clone)]
pub struct Primary<M> {
    /// The label.
    pub label: String,
    /// What it says; none: it cannot be pressed now.
    pub message: Option<M>,
    /// An icon behind the label.
    pub icon: Option<Icon>,
}

impl<'a, M: Clone + 'a> Sheet<'a, M> {
    /// A sheet with its question.
    pub fn new(title: String) -> Self {
        Self {
            title,
            lead: None,
            body: Vec::new(),
            is_wide: false,
            is_slim: false,
            others: Vec::new(),
            primary: None,
            back: Some("button-back"),
        }
    }

    /// One or two sentences below the question.
    #[must_use]
    pub fn lead(mut self, words: String) -> Self {
        self.lead = Some(words);
        self
    }

    /// A part of the body.
    #[must_use]
    pub fn push(mut self, part: impl Into<Element<'a, M>>) -> Self {
        self.body.push(Some(part.into()));
        self
    }

    /// The same, if there is one: what is below keeps the keyboard when it comes or goes.
    #[must_use]
    pub fn push_maybe(mut self, part: Option<Element<'a, M>>) -> Self {
        self.body.push(part);
        self
    }

    /// Room for two columns.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// For the small window beside the browser, without Back: Escape makes the window full again.
    #[must_use]
    pub fn slim(mut self) -> Self {
        self.is_slim = true;
        self.back = None;
        self
    }

    /// A further action in the footer.
    #[must_use]
    pub fn other(mut self, label: String, message: M) -> Self {
        self.others
            .push(button::secondary(label).on_press(message).into());
        self
    }

    /// The primary action.
    #[must_use]
    pub fn primary(mut self, label: String, message: M) -> Self {
        self.primary = Some(Primary {
            label,
            message: Some(message),
            icon: None,
        });
        self
    }

    /// The primary action where it may not be possible now.
    #[must_use]
    pub fn primary_maybe(mut self, label: String, message: Option<M>) -> Self {
        self.primary = Some(Primary {
            label,
            message,
            icon: None,
        });
        self
    }

    /// An icon for the primary action.
    #[must_use]
    pub fn primary_icon(mut self, icon: Icon) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.icon = Some(icon);
        }
        self
    }

    /// Another word for Back; none where the primary action is it.
    #[must_use]
    pub fn back(mut self, key: Option<&'static str>) -> Self {
        self.back = key;
        self
    }

    /// The same sheet with the parent's messages.
    pub fn map<N: 'a>(self, f: impl Fn(M) -> N + Copy + 'a) -> Sheet<'a, N> {
        Sheet {
            title: self.title,
            lead: self.lead,
            body: self
                .body
                .into_iter()
                .map(|part| part.map(|part| part.map(f)))
                .collect(),
            is_wide: self.is_wide,
            is_slim: self.is_slim,
            others: self.others.into_iter().map(|part| part.map(f)).collect(),
            primary: self.primary.map(|primary| Primary {
                label: primary.label,
                message: primary.message.map(f),
                icon: primary.icon,
            }),
            back: self.back,
        }
    }
}

/// What is wrong with one field of a list of errors, in words.
pub fn problem_of(locale: &Locale, errors: &[FieldError], field: Field) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| locale.text(error.problem.message_key()))
}
