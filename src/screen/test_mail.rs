//! The test mail: to whom, the way it takes, and whether it arrived. The mailbox is saved already.

mod outcome;

use std::time::Duration;

use super::{Context, Sheet, check::seconds};
use crate::{
    account::{Account, Address, Incoming},
    backend::{FoundMessage, TestEvent, TestOutcome},
    draft::FieldProblem,
    failure::{Remedy, Stage},
    provider::{Catalogue, Provider},
    widget::{
        Element, Icon, Id, field,
        ladder::State,
        notice::{Kind, callout},
        panel, rung,
    },
};

/// The recipient's field.
pub const RECIPIENT: Id = Id::new("recipient");

/// Where the test stands.
#[derive(Debug, Clone, PartialEq)]
enum Phase {
    /// Not sent.
    Asking,
    /// Being sent.
    Sending,
    /// Sent, watched for.
    Watching { sent: Duration, seconds: u32 },
    /// The end.
    Ended(Box<TestOutcome>, Option<Duration>),
    /// The person stopped watching.
    Stopped,
}

/// What became of "remove it".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Removal {
    No,
    Running,
    Done,
    Failed,
}

/// The state of the screen.
#[derive(Debug)]
pub struct TestMail {
    account: Account,
    recipient: String,
    problem: Option<FieldProblem>,
    phase: Phase,
    removal: Removal,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The recipient was typed.
    RecipientTyped(String),
    /// Send it.
    Sent,
    /// Stop watching.
    StopAsked,
    /// Remove the message that was found.
    RemoveAsked,
    /// Once more.
    AgainAsked,
    /// On to the next step.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Send it to this address.
    Send(Address),
    /// Stop what runs.
    Stop,
    /// Remove this message.
    Remove(FoundMessage),
    /// Go to the next step.
    Continue,
    /// Give the keyboard to a field.
    Focus(Id),
}

impl TestMail {
    /// The screen; the recipient is the mailbox itself, for a LevelSender a Home Station that is
    /// set up, else it is asked.
    pub fn new(account: Account, home_station: Option<&Address>) -> Self {
        let recipient = if account.role.is_level_sender() {
            home_station.map(Address::to_string).unwrap_or_default()
        } else {
            account.address.to_string()
        };
        Self {
            account,
            recipient,
            problem: None,
            phase: Phase::Asking,
            removal: Removal::No,
        }
    }

    /// The mailbox that sends.
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// Whether something is under way.
    pub const fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Sending | Phase::Watching { .. })
    }

    /// Whether seconds count.
    pub const fn needs_ticks(&self) -> bool {
        matches!(self.phase, Phase::Watching { .. })
    }

    /// A second has passed.
    pub fn second_passed(&mut self) {
        if let Phase::Watching { seconds, .. } = &mut self.phase {
            *seconds = seconds.saturating_add(1);
        }
    }

    /// Whether nobody was asked yet, so that the field gets the keyboard.
    pub fn needs_recipient(&self) -> bool {
        self.recipient.is_empty()
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::RecipientTyped(recipient) => {
                self.recipient = recipient;
                self.problem = None;
                Action::None
            }
            Message::Sent | Message::AgainAsked => match self.recipient.parse::<Address>() {
                Ok(address) => {
                    self.phase = Phase::Sending;
                    self.removal = Removal::No;
                    Action::Send(address)
                }
                Err(error) => {
                    self.phase = Phase::Asking;
                    self.problem = Some(if self.recipient.trim().is_empty() {
                        FieldProblem::Missing
                    } else {
                        error.into()
                    });
                    Action::Focus(RECIPIENT)
                }
            },
            Message::StopAsked => Action::Stop,
            Message::RemoveAsked => match self.found() {
                Some(found) => {
                    self.removal = Removal::Running;
                    Action::Remove(found)
                }
                None => Action::None,
            },
            Message::Continued => Action::Continue,
        }
    }

    fn found(&self) -> Option<FoundMessage> {
        let Phase::Ended(outcome, _) = &self.phase else {
            return None;
        };
        match outcome.as_ref() {
            TestOutcome::Arrived { found, .. } | TestOutcome::InSpam { found, .. } => {
                Some(found.clone())
            }
            TestOutcome::Sent
            | TestOutcome::NotWatched(_)
            | TestOutcome::NotSeen { .. }
            | TestOutcome::Refused(_) => None,
        }
    }

    /// Takes what happened on the way; at the end says where the keyboard goes.
    pub fn happened(&mut self, event: TestEvent) -> Option<Id> {
        match event {
            TestEvent::StageStarted(Stage::Arrival) => {
                if let Phase::Sending = self.phase {
                    self.phase = Phase::Watching {
                        sent: Duration::ZERO,
                        seconds: 0,
                    };
                }
                None
            }
            TestEvent::StageStarted(_) => None,
            TestEvent::Sent { elapsed } => {
                self.phase = Phase::Watching {
                    sent: elapsed,
                    seconds: 0,
                };
                None
            }
            TestEvent::Finished(outcome) => {
                let sent = match self.phase {
                    Phase::Watching { sent, .. } => Some(sent),
                    Phase::Asking | Phase::Sending | Phase::Ended(..) | Phase::Stopped => None,
                };
                let is_recipient = matches!(
                    &outcome,
                    TestOutcome::Refused(failure)
                        if failure.remedy == Remedy::EditRecipient
                );
                self.phase = Phase::Ended(Box::new(outcome), sent);
                is_recipient.then_some(RECIPIENT)
            }
        }
    }

    /// What became of the removal.
    pub fn removed(&mut self, is_removed: bool) {
        self.removal = if is_removed {
            Removal::Done
        } else {
            Removal::Failed
        };
    }

    /// The person stopped it.
    pub fn stop(&mut self) {
        self.phase = match self.phase {
            Phase::Watching { .. } => Phase::Stopped,
            Phase::Asking | Phase::Sending | Phase::Ended(..) | Phase::Stopped => Phase::Asking,
        };
    }

    /// At Google, own mail is not listed by POP3.
    fn is_hidden_by_pop(&self) -> bool {
        self.account.protocol == Incoming::Pop3
            && self.recipient.trim() == self.account.address.as_str()
            && Catalogue::bundled()
                .by_id(&self.account.provider)
                .is_some_and(Provider::is_google)
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let mut recipient = field(locale.text("screen-test-recipient"), &self.recipient)
            .id(RECIPIENT)
            .error_maybe(
                self.problem
                    .map(|problem| locale.text(problem.message_key())),
            );
        if !self.is_running() {
            recipient = recipient.on_input(Message::RecipientTyped);
        }
        let mut sheet = Sheet::new(locale.text(self.title_key()));
        // What to do about it stands first: in a small window the rest is below.
        if let Phase::Ended(outcome, _) = &self.phase {
            sheet = sheet.push(self.outcome(context, outcome));
        }
        sheet = sheet.push(recipient);
        if self.phase == Phase::Asking {
            sheet = sheet.lead(locale.text("screen-test-lead"));
        }
        if self.is_hidden_by_pop() && self.phase == Phase::Asking {
            sheet = sheet.push(
                callout(Kind::Info, locale.text("screen-test-google-pop"))
                    .text(locale.text("screen-test-google-pop-text")),
            );
        }
        if self.phase != Phase::Asking {
            sheet = sheet.push(self.way(context));
        }
        match &self.phase {
            Phase::Asking => sheet
                .other(locale.text("screen-test-skip"), Message::Continued)
                .primary(locale.text("screen-test-send"), Message::Sent)
                .primary_icon(Icon::Send),
            // Going on now would skip the proof without a word; stopping first says it.
            Phase::Sending | Phase::Watching { .. } => sheet
                .other(locale.text("button-stop"), Message::StopAsked)
                .primary_maybe(locale.text("button-continue"), None),
            Phase::Ended(outcome, _) if matches!(**outcome, TestOutcome::Refused(_)) => sheet
                .other(locale.text("screen-test-skip"), Message::Continued)
                .primary(locale.text("screen-test-again"), Message::AgainAsked),
            Phase::Ended(..) | Phase::Stopped => sheet
                .other(locale.text("screen-test-again"), Message::AgainAsked)
                .primary(locale.text("button-continue"), Message::Continued),
        }
    }

    /// What is asked, or how far it is.
    fn title_key(&self) -> &'static str {
        match &self.phase {
            Phase::Asking => "screen-test-title",
            Phase::Sending => "screen-test-title-sending",
            Phase::Watching { .. } => "screen-test-title-watching",
            Phase::Stopped => "screen-test-title-stopped",
            Phase::Ended(outcome, _) => match **outcome {
                TestOutcome::Sent | TestOutcome::NotWatched(_) => "screen-test-title-sent",
                TestOutcome::Arrived { .. } => "screen-test-title-arrived",
                TestOutcome::InSpam { .. } => "screen-test-title-spam",
                TestOutcome::NotSeen { .. } => "screen-test-title-not-seen",
                TestOutcome::Refused(_) => "screen-test-title-refused",
            },
        }
    }

    /// The way of the mail, as two rungs.
    fn way<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let locale = context.locale;
        let (sent, sent_time, arrived, note) = match &self.phase {
            Phase::Asking | Phase::Sending => (State::Running, None, State::Waiting, None),
            Phase::Watching { sent, seconds } => (
                State::Passed,
                Some(*sent),
                State::Running,
                Some(context.text_with("screen-test-clock", "seconds", seconds.to_string())),
            ),
            Phase::Stopped => (State::Passed, None, State::Skipped, None),
            Phase::Ended(outcome, sent) => match outcome.as_ref() {
                TestOutcome::Sent | TestOutcome::NotWatched(_) => {
                    (State::Passed, *sent, State::Skipped, None)
                }
                TestOutcome::Arrived { elapsed, .. } => (
                    State::Passed,
                    *sent,
                    State::Passed,
                    Some(seconds(locale, *elapsed)),
                ),
                TestOutcome::InSpam { elapsed, .. } => (
                    State::Passed,
                    *sent,
                    State::Doubtful,
                    Some(seconds(locale, *elapsed)),
                ),
                TestOutcome::NotSeen { .. } => (State::Passed, *sent, State::Doubtful, None),
                TestOutcome::Refused(_) => (State::Failed, None, State::Skipped, None),
            },
        };
        let mut first = rung(sent, locale.text("screen-test-rung-sent")).motion(context.motion);
        if let Some(elapsed) = sent_time.filter(|elapsed| !elapsed.is_zero()) {
            first = first.time(seconds(locale, elapsed));
        }
        let mut second = rung(arrived, locale.text("screen-test-rung-arrived"))
            .motion(context.motion)
            .last();
        if let Some(words) = note {
            second = second.time(words);
        }
        panel(iced::widget::Column::new().push(first).push(second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, OTHER_PROVIDER, RoleChoice};

    fn account(role: RoleChoice) -> Account {
        let mut draft = Draft {
            role: Some(role),
            serial: "123456".to_owned(),
            provider: Some(OTHER_PROVIDER.to_owned()),
            address: "ana@example.org".to_owned(),
            ..Draft::default()
        };
        draft.fill_servers();
        draft.account().unwrap()
    }

    #[test]
    fn a_level_senders_test_goes_to_the_home_station_and_never_to_itself() {
        let station: Address = "station@example.org".parse().unwrap();
        let mut screen = TestMail::new(account(RoleChoice::LevelSender), Some(&station));
        assert_eq!(screen.update(Message::Sent), Action::Send(station));
        let mut screen = TestMail::new(account(RoleChoice::LevelSender), None);
        assert_eq!(screen.update(Message::Sent), Action::Focus(RECIPIENT));
    }

    #[test]
    fn the_clock_runs_only_while_arrival_is_watched_for() {
        let mut screen = TestMail::new(account(RoleChoice::HomeStation), None);
        assert!(!screen.needs_ticks());
        let _ = screen.update(Message::Sent);
        let _ = screen.happened(TestEvent::Sent {
            elapsed: Duration::from_millis(1_200),
        });
        screen.second_passed();
        assert!(screen.needs_ticks());
        let _ = screen.happened(TestEvent::Finished(TestOutcome::NotSeen {
            waited: Duration::from_secs(60),
        }));
        assert!(!screen.needs_ticks() && !screen.is_running());
    }
}
