//! The check: both servers side by side as they answer; on a cross the cause, one next action and
//! the server's own line; when both prove, it is saved.

mod failed;
mod ladder;
mod remedy;
mod report;
mod words;

use super::{
    Context, Sheet,
    entry::{self, Entry},
};
use crate::{
    account::{Account, Incoming, Protocol},
    backend::{CheckEvent, Report},
    draft::Draft,
    failure::{Failure, Remedy, Side},
    secret::Secret,
    widget::{
        Id, Verdict, button, columns,
        notice::{Kind, callout},
        verdict_line,
    },
};

pub use ladder::{Ladder, seconds};
pub use words::{failure_callout, failure_words, provider_name, with_line};

/// What the check is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A mailbox is being set up: it is saved when both sides prove.
    SetUp,
    /// A saved mailbox gets a new password: replaced when both sides prove.
    ChangePassword,
    /// A saved mailbox is looked at; nothing is saved.
    Look,
}

/// Where the check stands.
#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Running,
    Stopped,
    Failed(Box<Report>),
    Saving,
    Proved,
}

/// A countdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wait {
    left: u32,
    /// Whether the server wants it, so that nothing can be pressed until then.
    is_wanted: bool,
}

/// The state of the screen.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is open, was done or may be done"
)]
pub struct Check {
    purpose: Purpose,
    account: Account,
    incoming: Ladder,
    outgoing: Ladder,
    phase: Phase,
    wait: Option<Wait>,
    retries: usize,
    entry: Option<Entry>,
    can_save_unproven: bool,
    shows_terms: bool,
    shows_general: bool,
    is_copied: bool,
    is_requested: bool,
    is_page_open: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the password field under a refusal.
    Entry(entry::Message),
    /// The one next action.
    RemedyTaken(Side),
    /// The page that belongs to the next action.
    PageAsked(String),
    /// Once more.
    AgainAsked,
    /// Do not try by itself.
    WaitStopped,
    /// The terms were opened or closed.
    TermsToggled,
    /// The general list was opened or closed.
    GeneralToggled,
    /// Copy a report for support.
    DetailsCopied,
    /// Save without proof.
    UnprovenAsked,
    /// Correct the servers.
    ServersAsked,
    /// On to the next step.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Check again with the draft as it is now.
    Start,
    /// Go to the next step.
    Continue,
    /// Take the next action: it belongs to another screen.
    Remedy(Remedy, Side),
    /// Save without proof.
    SaveUnproven,
    /// Go to the servers.
    EditServers,
    /// Open a page.
    Open(String),
    /// Put the report for support on the clipboard, in the language that is shown.
    CopyReport,
    /// Put the text for the administrator on the clipboard.
    CopyRequest(Side),
    /// Read the clipboard.
    Paste,
    /// Give the keyboard to a field.
    Focus(Id),
}

impl Check {
    /// A check that has just begun.
    pub fn new(purpose: Purpose, account: Account, can_save_unproven: bool) -> Self {
        Self {
            incoming: Ladder::new(
                Side::Incoming,
                account.protocol.into(),
                account.incoming.clone(),
            ),
            outgoing: Ladder::new(Side::Outgoing, Protocol::Smtp, account.outgoing.clone()),
            purpose,
            account,
            phase: Phase::Running,
            wait: None,
            retries: 0,
            entry: None,
            can_save_unproven,
            shows_terms: false,
            shows_general: false,
            is_copied: false,
            is_requested: false,
            is_page_open: false,
        }
    }

    /// The same check once more, which counts what was tried by itself.
    pub fn restart(&mut self, account: Account) {
        let retries = self.retries;
        let shows_terms = self.shows_terms;
        *self = Self::new(self.purpose, account, self.can_save_unproven);
        self.retries = retries;
        self.shows_terms = shows_terms;
    }

    /// What the check is for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The settings that are being proven.
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// Whether servers are being contacted or something is being saved.
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Saving)
    }

    /// Whether seconds count.
    pub fn needs_ticks(&self) -> bool {
        self.wait.is_some_and(|wait| wait.left > 0)
    }

    /// Takes what happened on the wire. At the end says where the keyboard goes.
    pub fn happened(&mut self, draft: &Draft, event: CheckEvent) -> Action {
        self.incoming.take(&event);
        self.outgoing.take(&event);
        let CheckEvent::Finished(report) = event else {
            return Action::None;
        };
        if report.verified.is_some() {
            self.phase = if self.purpose == Purpose::Look {
                Phase::Proved
            } else {
                Phase::Saving
            };
            return Action::None;
        }
        let Some((_, failure)) = remedy::main_failure(&report) else {
            // A look at one side alone proves no login as a whole.
            self.phase = Phase::Proved;
            return Action::None;
        };
        let failure = failure.clone();
        self.phase = Phase::Failed(Box::new(report));
        self.prepare(draft, &failure)
    }

    /// It is being saved.
    pub fn saving(&mut self) {
        self.phase = Phase::Saving;
    }

    /// It was saved.
    pub fn saved(&mut self) {
        self.phase = Phase::Proved;
    }

    /// The person stopped it.
    pub fn stop(&mut self) {
        self.incoming.stop();
        self.outgoing.stop();
        self.phase = Phase::Stopped;
    }

    /// A second has passed.
    pub fn second_passed(&mut self) -> Action {
        let Some(wait) = &mut self.wait else {
            return Action::None;
        };
        wait.left = wait.left.saturating_sub(1);
        if wait.left > 0 {
            return Action::None;
        }
        let is_wanted = wait.is_wanted;
        self.wait = None;
        if is_wanted {
            return Action::None;
        }
        self.retries += 1;
        Action::Start
    }

    /// The clipboard's content, after [`Action::Paste`].
    pub fn paste(&mut self, draft: &mut Draft, secret: Secret) {
        if let Some(entry) = &mut self.entry {
            entry.paste(draft, secret);
        }
    }

    /// The certificate of a side that failed because of it.
    pub fn certificate(&self, side: Side) -> Option<(&Failure, &Ladder)> {
        let Phase::Failed(report) = &self.phase else {
            return None;
        };
        let failure = report.side(side).failure()?;
        let _ = failure.certificate.as_ref()?;
        Some((failure, self.ladder(side)))
    }

    const fn ladder(&self, side: Side) -> &Ladder {
        match side {
            Side::Incoming => &self.incoming,
            Side::Outgoing => &self.outgoing,
        }
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Action {
        match message {
            Message::Entry(message) => {
                match self.entry.as_mut().map(|e| e.update(draft, message)) {
                    Some(entry::Outcome::Paste) => Action::Paste,
                    Some(entry::Outcome::Use) => Action::Start,
                    Some(entry::Outcome::None) | None => Action::None,
                }
            }
            Message::RemedyTaken(side) => self.take_remedy(side),
            Message::PageAsked(url) => {
                self.is_page_open = true;
                Action::Open(url)
            }
            Message::AgainAsked => Action::Start,
            Message::WaitStopped => {
                self.wait = None;
                Action::None
            }
            Message::TermsToggled => {
                self.shows_terms = !self.shows_terms;
                Action::None
            }
            Message::GeneralToggled => {
                self.shows_general = !self.shows_general;
                Action::None
            }
            Message::DetailsCopied => {
                self.is_copied = true;
                Action::CopyReport
            }
            Message::UnprovenAsked => Action::SaveUnproven,
            Message::ServersAsked => Action::EditServers,
            Message::Continued => Action::Continue,
        }
    }

    /// Whether only sending is looked at: a look at a device's mailbox would lock the device out.
    fn only_sends(&self) -> bool {
        self.purpose == Purpose::Look && self.account.role.is_level_sender()
    }

    fn lead_key(&self) -> &'static str {
        if self.only_sends() {
            "check-lead-sending"
        } else {
            "check-lead"
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let address = self.account.address.as_str();
        let lead = if self.only_sends() || matches!(self.phase, Phase::Running) {
            context.text_with(self.lead_key(), "address", address)
        } else {
            address.to_owned()
        };
        let mut sheet = Sheet::new(locale.text(words::title_key(&self.phase, self.purpose)))
            .lead(lead)
            .wide();
        match &self.phase {
            Phase::Failed(report) => sheet = failed::push(self, sheet, context, report),
            Phase::Proved => {
                let (head, words) = match self.purpose {
                    Purpose::Look if self.only_sends() => {
                        ("check-works-head", "check-works-text-sending")
                    }
                    Purpose::Look => ("check-works-head", "check-works-text"),
                    Purpose::SetUp => ("check-saved-head", "check-saved-text"),
                    Purpose::ChangePassword => ("check-changed-head", "check-changed-text"),
                };
                sheet = sheet
                    .push(callout(Kind::Success, locale.text(head)).text(locale.text(words)))
                    .primary(locale.text("button-continue"), Message::Continued);
            }
            Phase::Stopped => {
                sheet = sheet.primary(locale.text("check-again"), Message::AgainAsked);
            }
            Phase::Running => {
                sheet = sheet.primary_maybe(locale.text("check-running"), None);
            }
            Phase::Saving => {
                sheet = sheet.primary_maybe(locale.text("check-saving"), None);
            }
        }
        if self.is_running() {
            sheet = sheet.back(Some("button-stop"));
        }
        let label = if self.shows_terms {
            "check-terms-hide"
        } else {
            "check-terms-show"
        };
        let terms = button::disclosure(locale.text(label), self.shows_terms)
            .on_press(Message::TermsToggled);
        let outgoing = self.outgoing.view(context, self.shows_terms);
        if self.only_sends() {
            return sheet.push(outgoing).push(terms);
        }
        let incoming = self.incoming.view(context, self.shows_terms);
        sheet
            .push(columns([incoming, outgoing]))
            .push(terms)
            .push_maybe(
                (self.account.role.is_level_sender() && self.account.protocol == Incoming::Pop3)
                    .then(|| verdict_line(Verdict::Note, locale.text("check-takes-nothing"))),
            )
    }
}

#[cfg(test)]
mod tests;
