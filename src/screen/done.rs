//! The end: what was saved and where, and what comes next.

use iced::widget::{Column, Row};

use super::{Context, Sheet, change_password::owner_words, sharing};
use crate::{
    account::{Account, Role},
    backend::SecretPlace,
    device,
    i18n::Locale,
    provider::{
        Catalogue, Provider,
        guide::{self, Subject},
    },
    theme::{Tone, space},
    widget::{
        Element, Icon, Picture, button, columns, copy_row, divided, icon,
        notice::{Kind, callout},
        panel, picture, text,
    },
};

/// How long a password stays on the clipboard, in seconds.
pub const CLIPBOARD_SECONDS: u32 = 60;

/// The state of the screen.
#[derive(Debug)]
pub struct Done {
    account: Account,
    /// Every mailbox that is set up.
    all: Vec<Account>,
    place: SecretPlace,
    is_proven: bool,
    /// Only the password is new.
    is_change: bool,
    copying: Copying,
    /// Whether the clipboard still holds the password that was pasted.
    clipboard: Held,
}

/// Where copying the password for the device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copying {
    No,
    Asked,
    Held { left: u32 },
    Cleared,
}

/// What is known of the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    No,
    Still,
    Cleared,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Copy the password for the LevelSender: asks first.
    CopyAsked,
    /// Yes, copy it.
    CopyConfirmed,
    /// Empty the clipboard.
    ClearAsked,
    /// Show the settings card.
    CardAsked,
    /// Ask the LevelSender for its settings.
    DeviceAsked,
    /// Set up the next LevelSender with the same answers.
    NextAsked,
    /// See all mailboxes.
    HomeAsked,
    /// A page is to be opened.
    PageAsked(&'static str),
    /// Close the window.
    Closed,
}

/// What the parent shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Put the password on the clipboard.
    CopySecret,
    /// Take what was pasted from the clipboard, if it is still there.
    ClearClipboard,
    /// Show the settings card of a mailbox.
    ShowCard(Box<Account>),
    /// Ask the LevelSender for its settings.
    AskDevice(Box<Account>),
    /// Begin with the next LevelSender.
    Next,
    /// Show all mailboxes.
    Home,
    /// Open a page.
    Open(&'static str),
    /// Close the window.
    Close,
}

impl Done {
    /// The screen for what was saved; `all` are the mailboxes that are set up now.
    pub fn new(account: Account, all: Vec<Account>, place: SecretPlace) -> Self {
        Self {
            is_proven: account.proven.is_some(),
            account,
            all,
            place,
            is_change: false,
            copying: Copying::No,
            clipboard: Held::No,
        }
    }

    /// The screen after a change of the password.
    #[must_use]
    pub fn changed(mut self) -> Self {
        self.is_change = true;
        self
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        match message {
            Message::CopyAsked => {
                self.copying = Copying::Asked;
                Action::None
            }
            Message::CopyConfirmed => {
                self.copying = Copying::Held {
                    left: CLIPBOARD_SECONDS,
                };
                Action::CopySecret
            }
            Message::ClearAsked => {
                self.clipboard = Held::Cleared;
                Action::ClearClipboard
            }
            Message::CardAsked => Action::ShowCard(Box::new(self.account.clone())),
            Message::DeviceAsked => Action::AskDevice(Box::new(self.account.clone())),
            Message::NextAsked => Action::Next,
            Message::HomeAsked => Action::Home,
            Message::PageAsked(page) => Action::Open(page),
            Message::Closed => Action::Close,
        }
    }

    /// The clipboard was looked at: it still holds the password that was pasted.
    pub fn clipboard_holds(&mut self) {
        self.clipboard = Held::Still;
    }

    /// So many seconds the password stays on the clipboard.
    pub fn clipboard_left(&mut self, left: u32) {
        self.copying = if left > 0 {
            Copying::Held { left }
        } else {
            Copying::Cleared
        };
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let provider = Catalogue::bundled().by_id(&self.account.provider);
        let title = match (self.is_proven, self.is_change) {
            (true, true) => "check-changed-head",
            (true, false) => "screen-done-title",
            (false, _) => "screen-done-title-unproven",
        };
        let mut sheet = Sheet::new(locale.text(title)).wide();
        if let Role::LevelSender { serial } = &self.account.role {
            sheet = sheet.push(self.device(context, serial.as_str()));
        } else if self.is_proven {
            sheet = sheet.push(
                iced::widget::container(picture::small(Picture::Success)).center_x(iced::Fill),
            );
        }
        match self.clipboard {
            Held::No => {}
            Held::Still => {
                sheet = sheet.push(
                    callout(Kind::Info, locale.text("password-clipboard-still-holds")).action(
                        button::secondary(locale.text("password-clear-clipboard"))
                            .on_press(Message::ClearAsked),
                    ),
                );
            }
            Held::Cleared => {
                sheet = sheet.push(callout(
                    Kind::Success,
                    locale.text("password-clipboard-cleared"),
                ));
            }
        }
        sheet = sheet.push(columns([
            self.saved(context),
            self.next_steps(context, provider),
        ]));
        let lists = sharing::silenced(context, &self.account, &self.all);
        sheet = sharing::warned(context, sheet.push_maybe(lists), &self.shared());
        sheet = sheet.other(locale.text("screen-done-home"), Message::HomeAsked);
        if self.account.role.is_level_sender() && !self.is_change {
            sheet = sheet.other(locale.text("screen-done-next"), Message::NextAsked);
        }
        sheet.primary(locale.text("screen-done-close"), Message::Closed)
    }

    /// The mailboxes of the same account, if there are others.
    fn shared(&self) -> Vec<Account> {
        device::silenced(&self.account, &self.all)
            .into_iter()
            .cloned()
            .collect()
    }

    fn saved<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let locale = context.locale;
        let account = &self.account;
        let place = match self.place {
            SecretPlace::Keyring => "screen-done-place-keyring",
            SecretPlace::ThisSession => "screen-done-place-session",
        };
        let row = |key: &str, value: String| -> Element<'a, Message> {
            copy_row(locale.text(key), value).into()
        };
        panel(divided([
            row("screen-done-owner", owner_words(context, &account.role)),
            row("screen-done-address", account.address.to_string()),
            row(
                "screen-done-incoming",
                format!("{}:{}", account.incoming.host, account.incoming.port),
            ),
            row(
                "screen-done-outgoing",
                format!("{}:{}", account.outgoing.host, account.outgoing.port),
            ),
            row("screen-done-password", locale.text(place)),
        ]))
    }

    /// The device still has to be told.
    fn device<'a>(&'a self, context: Context<'a>, serial: &str) -> Element<'a, Message> {
        let locale = context.locale;
        let (title, words) = if self.is_change {
            ("device-done-changed", "device-done-changed-text")
        } else {
            ("screen-done-device", "screen-done-device-text")
        };
        let part = callout(Kind::Warning, context.text_with(title, "serial", serial))
            .text(locale.text(words));
        let part = match self.copying {
            Copying::No => part.action(
                button::secondary(locale.text("screen-done-copy"))
                    .icon(Icon::Copy)
                    .on_press(Message::CopyAsked),
            ),
            Copying::Asked => part
                .content(text::body(locale.text("screen-done-copy-ask")))
                .action(
                    button::secondary(locale.text("screen-done-copy-confirm"))
                        .icon(Icon::Copy)
                        .on_press(Message::CopyConfirmed),
                ),
            Copying::Held { left } => part.content(text::body(context.text_with(
                "screen-done-copied",
                "seconds",
                left.to_string(),
            ))),
            Copying::Cleared => part.content(text::body(locale.text("password-clipboard-cleared"))),
        };
        if self.is_change {
            return part.into();
        }
        // What is to be entered, on paper.
        part.action(
            button::secondary(locale.text("screen-card"))
                .icon(Icon::External)
                .on_press(Message::CardAsked),
        )
        .into()
    }

    fn next_steps<'a>(
        &self,
        context: Context<'a>,
        provider: Option<&'static Provider>,
    ) -> Element<'a, Message> {
        let (locale, account) = (context.locale, &self.account);
        let address = account.address.as_str();
        let host = account.incoming.host.as_str();
        let subject = Subject::of(address, &account.role, provider, host);
        let mut column = Column::new()
            .push(text::heading(locale.text("screen-done-what-next")))
            .spacing(space::S);
        if account.proven.is_none() {
            column = column.push(line(locale.text("screen-done-unproven"), None, locale));
        }
        for (key, page) in guide::of(provider).afterwards {
            let words = locale.text_with(key, subject.values());
            column = column.push(line(words, *page, locale));
        }
        column = column.push(if account.role.is_level_sender() {
            let ask = button::link(locale.text("device-ask"))
                .trailing(Icon::ChevronRight)
                .on_press(Message::DeviceAsked);
            item(locale.text("device-ask-afterwards"), Some(ask.into()))
        } else {
            line(locale.text("screen-done-next-levelsender"), None, locale)
        });
        column.into()
    }
}

/// One thing to do or to know, with the page where it is done.
fn line<'a>(words: String, page: Option<&'static str>, locale: &Locale) -> Element<'a, Message> {
    let action = page.map(|page| {
        button::link(locale.text("screen-guide-open"))
            .trailing(Icon::External)
            .on_press(Message::PageAsked(page))
            .into()
    });
    item(words, action)
}

fn item(words: String, action: Option<Element<'_, Message>>) -> Element<'_, Message> {
    let words = Column::new()
        .push(text::body(words))
        .push(action)
        .width(iced::Fill);
    Row::new()
        .push(icon(Icon::ChevronRight).small().tone(Tone::Accent))
        .push(words)
        .spacing(space::XS)
        .into()
}
