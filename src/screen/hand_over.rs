//! The Home Station's new address is told to each LevelSender: the exact line, sent from the earlier
//! mailbox while it works, or to be copied; ticked off one by one.

use std::collections::BTreeSet;

use iced::widget::{Column, Row};

use super::{Context, Sheet, ask_device::failed, change_password::owner_words};
use crate::{
    account::{Account, AccountId},
    backend::CommandMail,
    device::{self, Command, Edit, HandOver as List, Move, Recipients, RecipientsError, Todo},
    failure::Failure,
    theme::space,
    widget::{
        Element, Icon, Id, button, checkbox, divided, field,
        notice::{Kind, callout},
        panel, quote, spinner, text,
    },
};

/// The field of the further recipients.
pub const OTHERS: Id = Id::new("other-recipients");

/// The state of the screen.
#[derive(Debug)]
pub struct HandOver {
    list: List,
    /// The Home Station's mailbox of today.
    station: Account,
    /// The earlier one, if it is still there.
    kept: Option<Account>,
    devices: Vec<Account>,
    others: String,
    problem: Option<RecipientsError>,
    sending: BTreeSet<AccountId>,
    failed: Option<(AccountId, Box<Failure>)>,
    is_copied: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Further recipients were typed.
    OthersTyped(String),
    /// Send the line to a device.
    SendAsked(AccountId),
    /// Copy the line.
    CopyAsked,
    /// A device was ticked, or not any more.
    Ticked(AccountId, bool),
    /// Every device is ticked: remove the earlier mailbox.
    RemoveAsked,
    /// Every device is ticked: the list is not needed any more.
    Ended,
    /// Back to the mailboxes.
    Left,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Note this and send this mail.
    Send(Edit, Box<CommandMail>),
    /// Note this and put this on the clipboard.
    Copy(Edit, String),
    /// Note this.
    Note(Edit),
    /// Ask whether to remove the earlier mailbox.
    Remove(Box<Account>),
    /// The hand-over has ended.
    End,
    /// Show all mailboxes.
    Leave,
    /// Give the keyboard to a field.
    Focus(Id),
}

impl HandOver {
    /// The screen for the list, the device that reports next first; none if nothing is handed over
    /// or there is no Home Station to hand over to.
    pub fn new(todo: &Todo, accounts: &[Account]) -> Option<Self> {
        let list = todo.hand_over.as_ref()?;
        let kept = list.kept.as_ref();
        let station = accounts
            .iter()
            .find(|account| !account.role.is_level_sender() && Some(&account.id) != kept)?;
        let find = |id: &AccountId| accounts.iter().find(|account| account.id == *id);
        Some(Self {
            list: list.clone(),
            station: station.clone(),
            kept: kept.and_then(find).cloned(),
            devices: todo
                .by_next_report(&list.moves, |device| &device.id)
                .into_iter()
                .filter_map(|device| find(&device.id))
                .cloned()
                .collect(),
            others: list.others.clone(),
            problem: None,
            sending: BTreeSet::new(),
            failed: None,
            is_copied: false,
        })
    }

    /// The list as it is now; what is being typed stays.
    pub fn set_list(&mut self, list: &List) {
        self.list = list.clone();
    }

    fn command(&self) -> Result<Command, RecipientsError> {
        Recipients::new(&self.station.address, &self.others).map(Command::Recipients)
    }

    fn state(&self, id: &AccountId) -> Option<&Move> {
        self.list.moves.iter().find(|device| device.id == *id)
    }

    fn is_hidden(&self, device: &Account) -> bool {
        self.kept
            .as_ref()
            .is_some_and(|kept| device::is_hidden_from_device(kept, device))
    }

    /// The device to which the line is to be sent next.
    fn next(&self) -> Option<&Account> {
        let _kept = self.kept.as_ref()?;
        let is_refused = |(_, failure): &(_, Box<Failure>)| failure.cause.refuses_sign_in();
        if self.failed.as_ref().is_some_and(is_refused) {
            return None;
        }
        self.devices.iter().find(|device| {
            !self.is_hidden(device)
                && self
                    .state(&device.id)
                    .is_some_and(|state| !state.is_sent && !state.is_done)
        })
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::OthersTyped(others) => {
                self.others = others;
                self.is_copied = false;
                self.problem = None;
                Action::None
            }
            Message::SendAsked(id) => self.send(&id),
            Message::CopyAsked => match self.command() {
                Ok(command) => {
                    self.is_copied = true;
                    Action::Copy(Edit::Others(self.others.clone()), command.line())
                }
                Err(problem) => self.refuse(problem),
            },
            Message::Ticked(id, is_done) => Action::Note(Edit::Moved(id, is_done)),
            Message::RemoveAsked => self
                .kept
                .clone()
                .map_or(Action::End, |kept| Action::Remove(Box::new(kept))),
            Message::Ended => Action::End,
            Message::Left => Action::Leave,
        }
    }

    fn refuse(&mut self, problem: RecipientsError) -> Action {
        self.problem = Some(problem);
        Action::Focus(OTHERS)
    }

    fn send(&mut self, id: &AccountId) -> Action {
        let device = self.devices.iter().find(|device| device.id == *id);
        let (Some(kept), Some(device)) = (&self.kept, device) else {
            return Action::None;
        };
        if !self.sending.is_empty() {
            // One sign-in after the other.
            return Action::None;
        }
        let mail = |command| CommandMail {
            from: kept.id.clone(),
            to: device.address.clone(),
            command,
        };
        match self.command() {
            Ok(command) => {
                let mail = Box::new(mail(command));
                self.failed = None;
                let _ = self.sending.insert(id.clone());
                Action::Send(Edit::Others(self.others.clone()), mail)
            }
            Err(problem) => self.refuse(problem),
        }
    }

    /// How sending to a device went; what is to be noted.
    pub fn sent(&mut self, id: &AccountId, result: Result<(), Box<Failure>>) -> Option<Edit> {
        let _ = self.sending.remove(id);
        match result {
            Ok(()) => Some(Edit::Sent(id.clone())),
            Err(failure) => {
                self.failed = Some((id.clone(), failure));
                None
            }
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let mut sheet = Sheet::new(context.text("device-move-title"));
        if self.list.is_done() {
            return self.ended(context, sheet);
        }
        let old = self.list.old.as_str();
        sheet = sheet.lead(context.locale.text_with(
            "device-move-lead",
            [
                ("old", old.into()),
                ("new", self.station.address.as_str().into()),
            ],
        ));
        if self.kept.is_none() {
            sheet = sheet.push(
                callout(Kind::Warning, context.text("device-move-by-hand"))
                    .text(context.text_with("device-move-by-hand-text", "old", old)),
            );
        }
        sheet = sheet.push(self.line(context)).push(self.rows(context));
        match self.next() {
            Some(device) => {
                let name = owner_words(context, &device.role);
                let label = context.text_with("device-move-send-to", "name", name);
                let message = Message::SendAsked(device.id.clone());
                sheet
                    .primary_maybe(label, self.sending.is_empty().then_some(message))
                    .primary_icon(Icon::Send)
            }
            None => sheet
                .back(None)
                .primary(context.text("device-move-leave"), Message::Left),
        }
    }

    /// Every device is ticked.
    fn ended<'a>(&'a self, context: Context<'a>, sheet: Sheet<'a, Message>) -> Sheet<'a, Message> {
        let over = callout(Kind::Success, context.text("device-move-ended"));
        let rows = self.rows(context);
        if self.kept.is_none() {
            return sheet
                .push(over)
                .push(rows)
                .primary(context.text("device-move-finish"), Message::Ended);
        }
        let remove = context.text("device-move-remove-kept");
        sheet
            .push(over.text(context.text("device-move-ended-text")))
            .push(rows)
            .other(context.text("device-move-keep-kept"), Message::Ended)
            .primary(remove, Message::RemoveAsked)
    }

    /// The line, and who else is in it.
    fn line<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let problem = self.problem.or_else(|| {
            // Too many is known while typing; half an address is not wrong yet.
            self.command()
                .err()
                .filter(|problem| *problem == RecipientsError::TooMany)
        });
        let others = field(context.text("device-move-others"), &self.others)
            .id(OTHERS)
            .optional(context.text("word-optional"))
            .help(context.text("device-move-others-help"))
            .error_maybe(problem.map(|problem| context.text(problem.message_key())))
            .on_input(Message::OthersTyped);
        let mut column = Column::new().push(others).spacing(space::M);
        if let Ok(command) = self.command() {
            let copied = if self.is_copied {
                Icon::Check
            } else {
                Icon::Copy
            };
            let words = Column::new()
                .push(text::strong(context.text("device-move-line")))
                .push(quote(command.line()))
                .push(
                    button::quiet(context.text("button-copy"))
                        .icon(copied)
                        .on_press(Message::CopyAsked),
                )
                .spacing(space::XS);
            column = column.push(words);
        }
        panel(column)
    }

    fn rows<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let mut column = Column::new().spacing(space::S);
        if self.kept.is_some() && !self.list.is_done() {
            let old = self.list.old.as_str();
            column = column.push(text::small(context.text_with(
                "device-move-from",
                "old",
                old,
            )));
        }
        let rows = self
            .devices
            .iter()
            .filter_map(|device| Some(self.row(context, device, self.state(&device.id)?)));
        panel(column.push(divided(rows)))
    }

    fn row<'a>(
        &'a self,
        context: Context<'a>,
        device: &'a Account,
        state: &Move,
    ) -> Element<'a, Message> {
        let is_hidden = self.is_hidden(device);
        let status = if state.is_done {
            "device-move-moved"
        } else if state.is_sent {
            "device-move-sent"
        } else if is_hidden {
            "device-move-hidden"
        } else if self.kept.is_some() {
            "device-move-not-sent"
        } else {
            "device-move-not-told"
        };
        let name = owner_words(context, &device.role);
        let tick = checkbox(name, state.is_done)
            .help(format!("{} · {}", device.address, context.text(status)))
            .on_press(Message::Ticked(device.id.clone(), !state.is_done));
        let mut row = Row::new()
            .push(tick)
            .spacing(space::S)
            .align_y(iced::Alignment::Center);
        if self.sending.contains(&device.id) {
            row = row.push(spinner(context.motion));
        } else if self.kept.is_some() && !is_hidden && !state.is_done {
            let label = if state.is_sent {
                "device-move-send-again"
            } else {
                "device-move-send"
            };
            let message = Message::SendAsked(device.id.clone());
            row = row.push(
                button::quiet(context.text(label))
                    .icon(Icon::Send)
                    .on_press_maybe(self.sending.is_empty().then_some(message)),
            );
        }
        let failure = self.failed.as_ref().filter(|(id, _)| *id == device.id);
        let (Some((_, failure)), Some(kept)) = (failure, &self.kept) else {
            return row.into();
        };
        let by_hand = context.text_with(
            "device-move-failed-text",
            "address",
            device.address.as_str(),
        );
        let words = failed(context, failure, kept);
        Column::new()
            .push(row)
            .push(words.content(text::body(by_hand)))
            .spacing(space::XS)
            .into()
    }
}

#[cfg(test)]
#[path = "hand_over_tests.rs"]
mod tests;
