//! The mailboxes that are set up, each with its state and what can be done with it; above them what
//! still has to be done at the devices.

mod todo;

use std::{collections::BTreeSet, path::PathBuf};

use iced::widget::{Column, Row};

use super::{Context, Sheet, change_password::owner_words, sharing};
use crate::{
    account::{Account, AccountId, Incoming},
    backend::{MailboxState, Sides, Snapshot, StoredAccount},
    device::{Edit, Todo},
    failure::{Side, StorageFailure},
    provider::{long_date, name_of},
    theme::{Tone, space},
    widget::{
        Element, Icon, Id, button, icon,
        notice::{Kind, callout},
        panel, spinner, text,
    },
};

/// The button of the first mailbox's new password.
pub const FIRST: Id = Id::new("first-mailbox");

/// What is first on the list of what has to be done.
pub const FIRST_TO_DO: Id = Id::new("first-to-do");

/// The button that asks whether a mailbox is to be removed.
pub fn remove_button(id: &AccountId) -> Id {
    format!("remove-{id}").into()
}

/// The state of the screen.
#[derive(Debug)]
pub struct Home {
    accounts: Vec<StoredAccount>,
    is_read_only: bool,
    kept_aside: Option<PathBuf>,
    looking: BTreeSet<AccountId>,
    todo: Todo,
    /// Why no secret can be read now.
    lacking_keyring: Option<StorageFailure>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Change its password.
    PasswordAsked(AccountId),
    /// Check it now.
    CheckAsked(AccountId),
    /// Send a test mail from it.
    TestAsked(AccountId),
    /// Show its settings card.
    CardAsked(AccountId),
    /// Edit it.
    EditAsked(AccountId),
    /// Remove it.
    RemoveAsked(AccountId),
    /// Ask the device for its settings.
    DeviceAsked(AccountId),
    /// A device was told what it had to be told, or not after all.
    Told(AccountId, bool),
    /// See about the keyring.
    KeyringAsked,
    /// Say when a device reports.
    ReportingAsked(AccountId),
    /// Tell the devices the Home Station's new address.
    HandOverAsked,
    /// Add one.
    AddAsked,
}

/// What the parent shall do: what was asked, with the mailbox it was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Ask for a new password.
    ChangePassword(Box<Account>, bool),
    /// Check it.
    Check(Box<Account>),
    /// Send a test mail.
    Test(Box<Account>),
    /// Show its settings card.
    ShowCard(Box<Account>),
    /// Edit it.
    Edit(Box<Account>),
    /// Ask whether to remove it.
    Remove(Box<Account>),
    /// Ask the device for its settings.
    AskDevice(Box<Account>),
    /// Note this.
    Note(Edit),
    /// See about the keyring.
    Keyring,
    /// Ask when this device reports.
    AskReporting(Box<Account>),
    /// Tell the devices the Home Station's new address.
    HandOver,
    /// Begin the wizard.
    Add,
}

impl Home {
    /// The screen for what is saved.
    pub fn new(snapshot: &Snapshot, todo: &Todo) -> Self {
        Self {
            accounts: snapshot.accounts.clone(),
            is_read_only: snapshot.read_only,
            kept_aside: snapshot.kept_aside.clone(),
            looking: BTreeSet::new(),
            todo: todo.clone(),
            lacking_keyring: None,
        }
    }

    /// The same, where no secret can be read now.
    #[must_use]
    pub fn without_keyring(mut self, why: Option<StorageFailure>) -> Self {
        self.lacking_keyring = why;
        self
    }

    /// Whether secrets can be read now; if not, why.
    pub fn set_keyring(&mut self, why: Option<StorageFailure>) {
        self.lacking_keyring = why;
    }

    /// What has the keyboard first: what has to be done, which stands above the mailboxes.
    pub fn first(&self) -> Id {
        if self.todo.is_empty() {
            FIRST
        } else {
            FIRST_TO_DO
        }
    }

    /// What still has to be done at the devices.
    pub fn set_todo(&mut self, todo: &Todo) {
        self.todo = todo.clone();
    }

    /// Which mailboxes are looked at on opening, and at which sides: never one whose secret was
    /// refused or is missing; a LevelSender's by SMTP alone, because POP3 takes one client and a
    /// look would lock the device out. One that was saved without proof is: mostly there was no
    /// network then, and a secret that was refused before it was saved is known as refused.
    pub fn looks(&mut self) -> Vec<(AccountId, Sides)> {
        let looks: Vec<_> = self
            .accounts
            .iter()
            .filter(|stored| match stored.state {
                MailboxState::Works | MailboxState::Unreachable(_) | MailboxState::NotChecked => {
                    true
                }
                MailboxState::SignInRefused(_) | MailboxState::SecretMissing => false,
            })
            .map(|stored| (stored.account.id.clone(), Sides::of(&stored.account)))
            .collect();
        self.looking = looks.iter().map(|(id, _)| id.clone()).collect();
        looks
    }

    /// What a look found out.
    pub fn looked(&mut self, id: &AccountId, state: &MailboxState) {
        let _ = self.looking.remove(id);
        for stored in &mut self.accounts {
            if stored.account.id == *id {
                stored.state = state.clone();
            }
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        let find = |id: &AccountId| {
            self.accounts
                .iter()
                .find(|stored| stored.account.id == *id)
                .map(|stored| (Box::new(stored.account.clone()), &stored.state))
        };
        let action = match message {
            Message::PasswordAsked(id) => find(id).map(|(account, state)| {
                Action::ChangePassword(account, *state == MailboxState::SecretMissing)
            }),
            Message::CheckAsked(id) => find(id).map(|(account, _)| Action::Check(account)),
            Message::TestAsked(id) => find(id).map(|(account, _)| Action::Test(account)),
            Message::CardAsked(id) => find(id).map(|(account, _)| Action::ShowCard(account)),
            Message::EditAsked(id) => find(id).map(|(account, _)| Action::Edit(account)),
            Message::RemoveAsked(id) => find(id).map(|(account, _)| Action::Remove(account)),
            Message::DeviceAsked(id) => find(id).map(|(account, _)| Action::AskDevice(account)),
            Message::Told(id, is_done) => Some(Action::Note(Edit::Told(id.clone(), *is_done))),
            Message::KeyringAsked => Some(Action::Keyring),
            Message::ReportingAsked(id) => {
                find(id).map(|(account, _)| Action::AskReporting(account))
            }
            Message::HandOverAsked => Some(Action::HandOver),
            Message::AddAsked => Some(Action::Add),
        };
        action.unwrap_or(Action::None)
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let mut sheet =
            Sheet::new(locale.text("screen-home-title")).lead(locale.text("screen-home-lead"));
        if let Some(path) = &self.kept_aside {
            sheet = sheet.push(callout(
                Kind::Warning,
                context.text_with("storage-kept-aside", "path", path.display().to_string()),
            ));
        }
        if self.is_read_only {
            sheet = sheet.push(
                callout(Kind::Warning, locale.text("screen-home-read-only"))
                    .text(locale.text("storage-newer-version-action")),
            );
        }
        sheet = sheet.push_maybe(self.keyring(context));
        for part in todo::parts(context, &self.todo, &self.accounts) {
            sheet = sheet.push(part);
        }
        let all: Vec<Account> = self
            .accounts
            .iter()
            .map(|stored| stored.account.clone())
            .collect();
        sheet = sharing::warned(context, sheet, &all);
        for (index, stored) in self.accounts.iter().enumerate() {
            sheet = sheet.push(self.mailbox(context, stored, index == 0));
        }
        let add = (!self.is_read_only).then_some(Message::AddAsked);
        sheet
            .primary_maybe(locale.text("screen-home-add"), add)
            .primary_icon(Icon::Plus)
    }

    /// Why no secret can be read, and the way on.
    fn keyring<'a>(&'a self, context: Context<'a>) -> Option<Element<'a, Message>> {
        let locale = context.locale;
        let why = self.lacking_keyring.as_ref()?;
        let see = button::secondary(locale.text("screen-home-keyring-see"))
            .icon(Icon::Key)
            .on_press(Message::KeyringAsked);
        let note = callout(Kind::Warning, super::storage::what(locale, why))
            .text(locale.text("screen-home-keyring"))
            .action(see);
        Some(note.into())
    }

    /// Whose mailbox it is; the Home Station's earlier one is told apart.
    fn owner(&self, context: Context<'_>, account: &Account) -> String {
        let kept = self
            .todo
            .hand_over
            .as_ref()
            .and_then(|list| list.kept.as_ref());
        if kept == Some(&account.id) {
            context.text("device-move-kept")
        } else {
            owner_words(context, &account.role)
        }
    }

    fn mailbox<'a>(
        &'a self,
        context: Context<'a>,
        stored: &'a StoredAccount,
        is_first: bool,
    ) -> Element<'a, Message> {
        let locale = context.locale;
        let account = &stored.account;
        let protocol = match account.protocol {
            Incoming::Imap => "IMAP",
            Incoming::Pop3 => "POP",
        };
        let place = name_of(account, Side::Incoming);
        let mut facts = format!("{place} · {protocol}");
        if let Some(proven) = account.proven {
            facts.push_str(" · ");
            facts.push_str(&context.text_with(
                "screen-home-proven",
                "date",
                long_date(locale, proven.date()),
            ));
        }
        let head = Row::new()
            .push(
                icon(if account.role.is_level_sender() {
                    Icon::Radio
                } else {
                    Icon::Monitor
                })
                .large()
                .tone(Tone::Accent),
            )
            .push(
                Column::new()
                    .push(text::heading(self.owner(context, account)))
                    .push(text::body(account.address.as_str()))
                    .push(text::small(facts))
                    .width(iced::Fill),
            )
            .push(self.state(context, stored))
            .spacing(space::M);
        let mut column = Column::new().push(head).spacing(space::M);
        if account.role.is_level_sender() {
            let key = if account.proven.is_none() {
                "screen-home-device-unproven"
            } else {
                "screen-home-device"
            };
            column = column.push(text::small(locale.text(key)));
        }
        if let MailboxState::SignInRefused(failure) | MailboxState::Unreachable(failure) =
            &stored.state
        {
            let name = super::check::provider_name(context, place);
            let (title, _) = super::check::failure_words(context, failure, &name);
            column = column.push(text::toned(text::body(title), Tone::Danger));
        }
        panel(column.push(self.actions(context, account, stored, is_first)))
    }

    fn actions<'a>(
        &'a self,
        context: Context<'a>,
        account: &'a Account,
        stored: &'a StoredAccount,
        is_first: bool,
    ) -> Element<'a, Message> {
        let id = &account.id;
        let locked = self.is_read_only;
        let act = |key: &str, sign: Icon, message: Message, changes: bool| {
            button::quiet(context.text(key))
                .icon(sign)
                .on_press_maybe((!(changes && locked)).then_some(message))
        };
        let needs_password = matches!(
            stored.state,
            MailboxState::SignInRefused(_) | MailboxState::SecretMissing
        );
        let message = Message::PasswordAsked(id.clone());
        let mut password = if needs_password {
            button::secondary(context.text("screen-home-password"))
        } else {
            button::quiet(context.text("screen-home-password"))
        }
        .icon(Icon::Key)
        .on_press_maybe((!locked).then_some(message));
        if is_first {
            password = password.id(FIRST);
        }
        let ask = account.role.is_level_sender().then(|| {
            act(
                "device-ask",
                Icon::Mail,
                Message::DeviceAsked(id.clone()),
                false,
            )
        });
        Row::new()
            .push(password)
            .push(act(
                "screen-home-check",
                Icon::Refresh,
                Message::CheckAsked(id.clone()),
                false,
            ))
            .push(act(
                "screen-home-test",
                Icon::Send,
                Message::TestAsked(id.clone()),
                false,
            ))
            .push(act(
                "screen-card",
                Icon::External,
                Message::CardAsked(id.clone()),
                false,
            ))
            .push(ask)
            .push(act(
                "screen-home-edit",
                Icon::Pencil,
                Message::EditAsked(id.clone()),
                true,
            ))
            .push(
                act(
                    "screen-home-remove",
                    Icon::Trash,
                    Message::RemoveAsked(id.clone()),
                    true,
                )
                .id(remove_button(id)),
            )
            .spacing(space::XS)
            .wrap()
            .into()
    }

    fn state<'a>(&self, context: Context<'a>, stored: &StoredAccount) -> Element<'a, Message> {
        let line = |sign: Icon, tone: Tone, key: &str| -> Element<'a, Message> {
            Row::new()
                .push(icon(sign).tone(tone))
                .push(text::toned(text::strong(context.text(key)), tone))
                .spacing(space::XS)
                .align_y(iced::Alignment::Center)
                .into()
        };
        if self.looking.contains(&stored.account.id) {
            return Row::new()
                .push(spinner(context.motion))
                .push(text::muted(context.text("screen-home-looking")))
                .spacing(space::XS)
                .align_y(iced::Alignment::Center)
                .into();
        }
        if self.lacking_keyring.is_some() {
            // What was known before is not repeated as if it had been seen.
            return line(Icon::Clock, Tone::Warning, "screen-home-not-seen");
        }
        match &stored.state {
            MailboxState::Works => line(Icon::CircleCheck, Tone::Success, "screen-home-works"),
            MailboxState::SignInRefused(_) => {
                line(Icon::CircleCross, Tone::Danger, "screen-home-refused")
            }
            MailboxState::Unreachable(_) => {
                line(Icon::Warning, Tone::Warning, "screen-home-unreachable")
            }
            MailboxState::NotChecked => line(Icon::Clock, Tone::Warning, "screen-home-not-checked"),
            MailboxState::SecretMissing => line(Icon::Key, Tone::Warning, "screen-home-missing"),
        }
    }
}

/// Which sides are checked when the person asks for it: one that was saved without proof is proven
/// then, on both, as it would have been when it was set up.
pub fn sides_asked(account: &Account) -> Sides {
    if account.proven.is_none() {
        Sides::Both
    } else {
        Sides::of(account)
    }
}
