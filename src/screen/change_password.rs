//! The day the password changed: who and where is shown and locked, one field, the guide beside it.
//! Paste, Enter.

use iced::widget::Column;

use super::{
    Context, Sheet,
    entry::{self, Entry, Use},
    guide::{self, Guide},
    sharing,
};
use crate::{
    account::{Account, AccountId, Role},
    draft::Draft,
    secret::Secret,
    theme::space,
    widget::{
        Id, checkbox, columns, copy_row,
        notice::{Kind, callout},
        panel, text,
    },
};

/// The state of the screen.
#[derive(Debug)]
pub struct ChangePassword {
    account: Account,
    /// Other mailboxes on the same account at the provider, and whether they change with it.
    siblings: Vec<(Account, bool)>,
    /// Every mailbox that is set up.
    all: Vec<Account>,
    /// Whether the keyring had no secret for it: another computer, a copied file.
    is_missing: bool,
    entry: Entry,
    guide: Guide,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the field.
    Entry(entry::Message),
    /// In the guide.
    Guide(guide::Message),
    /// Change another mailbox of the same account too, or not.
    SiblingToggled(AccountId),
    /// Check it.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Check the new password; it replaces the old one when both sides prove.
    Check,
    /// Open a page.
    Open(String),
    /// Put this on the clipboard.
    Copy(String),
    /// Read the clipboard.
    Paste,
    /// Give the keyboard to a field.
    Focus(Id),
    /// Make the window the small one beside the browser, or the full one again.
    Beside,
}

impl ChangePassword {
    /// The screen for a saved mailbox; `others` are all the saved ones.
    pub fn new(draft: &Draft, account: Account, others: &[Account], is_missing: bool) -> Self {
        let siblings = others
            .iter()
            .filter(|other| other.id != account.id && other.shares_mailbox(&account))
            .map(|other| (other.clone(), true))
            .collect();
        Self {
            account,
            siblings,
            all: others.to_vec(),
            is_missing,
            entry: Entry::new(draft),
            guide: Guide::default(),
        }
    }

    /// The mailbox whose password changes.
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// The other mailboxes that change with it.
    pub fn chosen_siblings(&self) -> Vec<AccountId> {
        self.siblings
            .iter()
            .filter(|(_, is_chosen)| *is_chosen)
            .map(|(account, _)| account.id.clone())
            .collect()
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Action {
        match message {
            Message::Entry(message) => match self.entry.update(draft, message) {
                entry::Outcome::None => Action::None,
                entry::Outcome::Paste => Action::Paste,
                entry::Outcome::Use => Action::Check,
            },
            Message::Guide(message) => match self.guide.update(message) {
                guide::Outcome::None => Action::None,
                guide::Outcome::Open(page) => Action::Open(page),
                guide::Outcome::Copy(words) => Action::Copy(words),
                guide::Outcome::Paste => Action::Paste,
                guide::Outcome::Focus(id) => Action::Focus(id),
                guide::Outcome::Beside => Action::Beside,
            },
            Message::SiblingToggled(id) => {
                for (account, is_chosen) in &mut self.siblings {
                    if account.id == id {
                        *is_chosen = !*is_chosen;
                    }
                }
                Action::None
            }
            Message::Continued => match self.entry.try_use() {
                Use::Yes => Action::Check,
                Use::Focus(id) => Action::Focus(id),
            },
        }
    }

    /// The clipboard's content, after [`Action::Paste`].
    pub fn paste(&mut self, draft: &mut Draft, secret: Secret) {
        self.entry.paste(draft, secret);
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        self.guide.close_top()
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        if context.beside.is_some() {
            return Sheet::new(Guide::title(context))
                .push(self.guide.one(context).map(Message::Guide))
                .push(self.entry.view(context).map(Message::Entry))
                .primary(locale.text("screen-check-now"), Message::Continued)
                .slim();
        }
        let account = &self.account;
        let owner = copy_row(
            owner_words(context, &account.role),
            account.address.as_str(),
        );
        let servers = copy_row(
            locale.text("screen-change-servers"),
            format!("{}, {}", account.incoming.host, account.outgoing.host),
        );
        let mut right = Column::new()
            .push(owner)
            .push(self.entry.view(context).map(Message::Entry))
            .spacing(space::M);
        for (sibling, is_chosen) in &self.siblings {
            let words = context.text_with(
                "screen-change-sibling",
                "name",
                owner_words(context, &sibling.role),
            );
            right = right.push(
                checkbox(words, *is_chosen).on_press(Message::SiblingToggled(sibling.id.clone())),
            );
        }
        // Below the field: in a small window the field is what has to be in sight.
        right = right.push(servers);
        let mut sheet = Sheet::new(locale.text("screen-change-title"))
            .lead(locale.text("screen-change-lead"))
            .wide();
        if self.is_missing {
            sheet = sheet.push(
                callout(Kind::Info, locale.text("storage-secret-missing"))
                    .text(locale.text("storage-secret-missing-action")),
            );
        }
        sheet
            .push(columns([
                Column::new()
                    .push(panel(right))
                    .push(sharing::silenced(context, account, &self.all))
                    .spacing(space::M)
                    .into(),
                Column::new()
                    .push(text::heading(Guide::title(context)))
                    .push(self.guide.view(context).map(Message::Guide))
                    .spacing(space::M)
                    .into(),
            ]))
            .primary(locale.text("screen-check-now"), Message::Continued)
    }
}

/// Whose mailbox it is, in words.
pub fn owner_words(context: Context<'_>, role: &Role) -> String {
    match role {
        Role::HomeStation => context.text("screen-role-home-station"),
        Role::LevelSender { serial } => format!("LevelSender {serial}"),
    }
}
