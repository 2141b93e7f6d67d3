//! Asks a LevelSender for its settings: one command by mail, from the Home Station's mailbox.

use super::{Context, Sheet, check::failure_callout, done::Done};
use crate::{
    account::{Account, Role},
    backend::{CommandMail, MailboxState, StoredAccount},
    device::{self, Command},
    failure::{Failure, Side},
    provider,
    widget::{
        Icon, copy_row, divided,
        notice::{Callout, Kind, callout},
        panel, spinner,
    },
};

/// Where it stands.
#[derive(Debug)]
enum Phase {
    Asking,
    Sending,
    Sent,
    Failed(Box<Failure>),
}

/// What keeps the command from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    /// No Home Station is set up.
    NoStation,
    /// Its password is not on this computer.
    NoSecret,
    /// Both are one account, at a provider that hides such mail.
    Hidden,
}

/// The state of the screen.
#[derive(Debug)]
pub struct AskDevice {
    device: Account,
    station: Option<StoredAccount>,
    phase: Phase,
    /// The last screen of the wizard, where it was asked for there.
    beneath: Option<Box<Done>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Send the command.
    Sent,
    /// Set up the Home Station first.
    SetUpAsked,
    /// Give the Home Station's password.
    PasswordAsked,
    /// It was read.
    Left,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Send this.
    Send(Box<CommandMail>),
    /// Begin the wizard.
    SetUp,
    /// Ask for the password of the Home Station.
    ChangePassword(Box<Account>),
    /// Go back to where it was asked for.
    Leave,
}

impl AskDevice {
    /// The screen for a device's mailbox, from the Home Station's.
    pub const fn new(
        device: Account,
        station: Option<StoredAccount>,
        beneath: Option<Box<Done>>,
    ) -> Self {
        Self {
            device,
            station,
            phase: Phase::Asking,
            beneath,
        }
    }

    /// The screen below, if there is one.
    pub fn beneath(&mut self) -> Option<&mut Done> {
        self.beneath.as_deref_mut()
    }

    /// Gives the screen below back.
    pub fn into_beneath(self) -> Option<Box<Done>> {
        self.beneath
    }

    fn obstacle(&self) -> Option<Obstacle> {
        match &self.station {
            None => Some(Obstacle::NoStation),
            Some(station) if station.state == MailboxState::SecretMissing => {
                Some(Obstacle::NoSecret)
            }
            Some(station) => device::is_hidden_from_device(&station.account, &self.device)
                .then_some(Obstacle::Hidden),
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        match (message, &self.station) {
            (Message::Sent, Some(station)) if self.obstacle().is_none() => {
                let mail = CommandMail {
                    from: station.account.id.clone(),
                    to: self.device.address.clone(),
                    command: Command::Settings,
                };
                if matches!(self.phase, Phase::Sending) {
                    return Action::None;
                }
                self.phase = Phase::Sending;
                Action::Send(Box::new(mail))
            }
            (Message::SetUpAsked, _) => Action::SetUp,
            (Message::PasswordAsked, Some(station)) => {
                Action::ChangePassword(Box::new(station.account.clone()))
            }
            (Message::Sent, _) | (Message::PasswordAsked, None) => Action::None,
            (Message::Left, _) => Action::Leave,
        }
    }

    /// How it went.
    pub fn finished(&mut self, result: Result<(), Box<Failure>>) {
        self.phase = match result {
            Ok(()) => Phase::Sent,
            Err(failure) => Phase::Failed(failure),
        };
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let serial = match &self.device.role {
            Role::LevelSender { serial } => serial.as_str(),
            Role::HomeStation => "",
        };
        let mut rows = Vec::new();
        if let Some(station) = &self.station {
            let from = station.account.address.as_str();
            rows.push(copy_row(context.text("device-ask-from"), from).into());
        }
        let to = self.device.address.as_str();
        rows.push(copy_row(context.text("device-ask-to"), to).into());
        let line = Command::Settings.line();
        rows.push(copy_row(context.text("device-ask-text"), line).into());
        let mut sheet = Sheet::new(context.text_with("device-ask-title", "serial", serial))
            .lead(context.text("device-ask-lead"));
        let mail = panel(divided(rows));
        // What became of it stands above what was sent: in a small window it is seen at once.
        if let Some(obstacle) = self.obstacle() {
            return hindered(context, sheet, obstacle).push(mail);
        }
        let send = context.text("device-ask-send");
        let sheet = match &self.phase {
            Phase::Asking => sheet.primary(send, Message::Sent).primary_icon(Icon::Send),
            Phase::Sending => sheet
                .push(spinner(context.motion))
                .primary_maybe(context.text("device-ask-sending"), None),
            Phase::Sent => {
                let address = self
                    .station
                    .as_ref()
                    .map_or("", |station| station.account.address.as_str());
                let success = callout(Kind::Success, context.text("device-ask-sent"));
                sheet
                    .push(success.text(context.text_with(
                        "device-ask-sent-text",
                        "address",
                        address,
                    )))
                    .back(None)
                    .primary(context.text("device-ask-done"), Message::Left)
            }
            Phase::Failed(failure) => {
                if let Some(station) = &self.station {
                    sheet = sheet.push(failed(context, failure, &station.account));
                }
                if failure.cause.refuses_sign_in() {
                    let change = context.text("screen-home-password");
                    sheet.primary(change, Message::PasswordAsked)
                } else {
                    sheet.primary(context.text("button-try-again"), Message::Sent)
                }
            }
        };
        sheet.push(mail)
    }
}

/// Why the mailbox that sends did not send it.
pub fn failed<'a, M: Clone + 'a>(
    context: Context<'a>,
    failure: &'a Failure,
    from: &Account,
) -> Callout<'a, M> {
    failure_callout(context, failure, provider::name_of(from, Side::Outgoing))
}

fn hindered<'a>(
    context: Context<'a>,
    sheet: Sheet<'a, Message>,
    obstacle: Obstacle,
) -> Sheet<'a, Message> {
    let (title, words) = match obstacle {
        Obstacle::NoStation => ("device-ask-no-station", "device-ask-no-station-text"),
        Obstacle::NoSecret => ("device-ask-no-secret", "device-ask-no-secret-text"),
        Obstacle::Hidden => ("device-ask-hidden", "device-ask-hidden-text"),
    };
    let sheet = sheet.push(callout(Kind::Warning, context.text(title)).text(context.text(words)));
    match obstacle {
        Obstacle::NoStation => {
            sheet.primary(context.text("device-ask-set-up"), Message::SetUpAsked)
        }
        Obstacle::NoSecret => {
            sheet.primary(context.text("screen-home-password"), Message::PasswordAsked)
        }
        Obstacle::Hidden => sheet
            .back(None)
            .primary(context.text("button-back"), Message::Left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        account::Protocol,
        backend::scripted::example,
        failure::{Cause, Stage},
    };

    fn device(address: &str) -> Account {
        let serial = "123456".parse().unwrap();
        example(&Role::LevelSender { serial }, "gmail", address)
            .unwrap()
            .account
    }

    fn station(address: &str) -> Option<StoredAccount> {
        example(&Role::HomeStation, "gmail", address)
    }

    #[test]
    fn the_command_goes_from_the_home_station_to_the_device_and_once() {
        let mut screen = AskDevice::new(device("ls@gmail.com"), station("ana@gmail.com"), None);
        let Action::Send(mail) = screen.update(&Message::Sent) else {
            panic!("not sent");
        };
        assert_eq!(mail.from.as_str(), "home-station");
        assert_eq!(mail.to.as_str(), "ls@gmail.com");
        assert_eq!(mail.command.line(), "LS SETTINGS");
        assert_eq!(screen.update(&Message::Sent), Action::None);
        let refused = Failure::new(Cause::ConnectionTimedOut, Protocol::Smtp, Stage::Connect);
        screen.finished(Err(Box::new(refused)));
        assert!(matches!(screen.update(&Message::Sent), Action::Send(_)));
    }

    #[test]
    fn nothing_is_sent_without_a_home_station_or_where_it_would_not_arrive() {
        let mut screen = AskDevice::new(device("ls@gmail.com"), None, None);
        assert_eq!(screen.update(&Message::Sent), Action::None);
        let mut screen = AskDevice::new(device("a.na@gmail.com"), station("ana@gmail.com"), None);
        assert_eq!(screen.update(&Message::Sent), Action::None);
        let mut missing = station("ana@gmail.com").unwrap();
        missing.state = MailboxState::SecretMissing;
        let mut screen = AskDevice::new(device("ls@gmail.com"), Some(missing), None);
        assert_eq!(screen.update(&Message::Sent), Action::None);
        assert!(matches!(
            screen.update(&Message::PasswordAsked),
            Action::ChangePassword(_)
        ));
    }
}
