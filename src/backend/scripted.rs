//! A backend for tests: it plays what it was told and keeps a list of what it was asked for.
//!
//! Nothing here reaches a network, a disk or a keyring.

mod example;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::{FutureExt, StreamExt, future::BoxFuture, stream, stream::BoxStream};
use time::OffsetDateTime;

use super::{
    Backend, CheckEvent, CommandMail, DiscoveryEvent, FoundMessage, KeyringStatus, MailboxState,
    OpenFailure, Outcome, Report, SecretPlace, Sides, Snapshot, StoredAccount, TestEvent, TestMail,
    TestOutcome, ToSave, Verified, Watch,
};
use crate::{
    account::{Account, AccountId, Login, Protocol, Server},
    device::{Change, Edit, Todo},
    diagnose,
    discovery::{Discovered, Question},
    failure::{Failure, Side, StorageFailure},
    i18n::Language,
    secret::Secret,
};

pub use example::example;

/// How one check goes.
#[derive(Debug, Clone, Default)]
pub enum Plan {
    /// Both sides prove.
    #[default]
    Prove,
    /// A side with a failure fails with it, the other proves.
    Fail {
        /// The incoming side's failure.
        incoming: Option<Box<Failure>>,
        /// The outgoing side's failure.
        outgoing: Option<Box<Failure>>,
    },
    /// These events and no end: a server that keeps silent.
    Silence(Vec<CheckEvent>),
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    /// [`Backend::check`].
    Check(Login),
    /// [`Backend::check_saved`].
    CheckSaved(AccountId, Sides),
    /// [`Backend::save`].
    Save(ToSave, SecretPlace),
    /// [`Backend::remove`].
    Remove(AccountId),
    /// [`Backend::send_test`].
    SendTest(TestMail),
    /// [`Backend::remove_test`].
    RemoveTest(FoundMessage),
    /// [`Backend::discover`].
    Discover(Question),
    /// [`Backend::open_url`].
    OpenUrl(String),
    /// [`Backend::show_card`].
    ShowCard(AccountId),
    /// [`Backend::edit_todo`].
    EditTodo(Edit),
    /// [`Backend::send_command`].
    SendCommand(CommandMail),
}

#[derive(Debug, Default)]
struct Script {
    accounts: Vec<StoredAccount>,
    keyring: VecDeque<KeyringStatus>,
    checks: VecDeque<Plan>,
    saves: VecDeque<StorageFailure>,
    tests: VecDeque<Vec<TestEvent>>,
    todo: Todo,
    commands: VecDeque<Option<Failure>>,
    discoveries: VecDeque<Vec<DiscoveryEvent>>,
    has_no_browser: bool,
    calls: Vec<Call>,
}

impl Script {
    fn all(&self) -> Vec<Account> {
        let accounts = self.accounts.iter();
        accounts.map(|held| held.account.clone()).collect()
    }

    fn held(&self, id: &AccountId) -> Option<Account> {
        self.all().into_iter().find(|account| account.id == *id)
    }
}

/// A backend that plays a script. By default everything succeeds at once.
#[derive(Debug, Clone, Default)]
pub struct Scripted {
    script: Arc<Mutex<Script>>,
    is_practice: bool,
}

impl Scripted {
    /// Everything succeeds, nothing is set up.
    pub fn new() -> Self {
        Self::default()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that it is the practice mode.
    #[must_use]
    pub fn practice(mut self) -> Self {
        self.is_practice = true;
        self
    }

    /// A mailbox that is set up.
    #[must_use]
    pub fn with_account(self, account: StoredAccount) -> Self {
        self.script().accounts.push(account);
        self
    }

    /// What the keyring says next; afterwards it is ready.
    #[must_use]
    pub fn with_keyring(self, status: KeyringStatus) -> Self {
        self.script().keyring.push_back(status);
        self
    }

    /// How the next check goes; afterwards both sides prove.
    #[must_use]
    pub fn with_check(self, plan: Plan) -> Self {
        self.script().checks.push_back(plan);
        self
    }

    /// The next save fails.
    #[must_use]
    pub fn with_save_failure(self, failure: StorageFailure) -> Self {
        self.script().saves.push_back(failure);
        self
    }

    /// How the next test mail goes.
    #[must_use]
    pub fn with_test(self, events: Vec<TestEvent>) -> Self {
        self.script().tests.push_back(events);
        self
    }

    /// What is found for the next domain.
    #[must_use]
    pub fn with_discovery(self, found: Discovered) -> Self {
        self.with_search(vec![DiscoveryEvent::Finished(found)])
    }

    /// The events of the next search; without an end it goes on for ever.
    #[must_use]
    pub fn with_search(self, events: Vec<DiscoveryEvent>) -> Self {
        self.script().discoveries.push_back(events);
        self
    }

    /// What still has to be done at the devices.
    #[must_use]
    pub fn with_todo(self, todo: Todo) -> Self {
        self.script().todo = todo;
        self
    }

    /// How the next command goes; afterwards each is sent.
    #[must_use]
    pub fn with_command(self, failure: Option<Failure>) -> Self {
        self.script().commands.push_back(failure);
        self
    }

    /// No browser opens.
    #[must_use]
    pub fn without_browser(self) -> Self {
        self.script().has_no_browser = true;
        self
    }

    /// What was asked for so far.
    pub fn calls(&self) -> Vec<Call> {
        self.script().calls.clone()
    }

    fn events(&self, login: &Login, sides: Sides) -> Vec<CheckEvent> {
        let plan = self.script().checks.pop_front().unwrap_or_default();
        events_of(plan, login, sides)
    }
}

/// These events; without an end nothing follows them, for ever.
fn played<T: Send + 'static>(events: Vec<T>, ends: bool) -> BoxStream<'static, T> {
    if ends {
        stream::iter(events).boxed()
    } else {
        stream::iter(events).chain(stream::pending()).boxed()
    }
}

fn events_of(plan: Plan, login: &Login, sides: Sides) -> Vec<CheckEvent> {
    let (incoming, outgoing) = match plan {
        Plan::Silence(events) => return events,
        Plan::Prove => (None, None),
        Plan::Fail { incoming, outgoing } => (
            incoming.map(|failure| *failure),
            outgoing.map(|failure| *failure),
        ),
    };
    let mut events = Vec::new();
    let mut outcome = |side: Side, failure: Option<Failure>, server: &Server| {
        if side == Side::Incoming && sides == Sides::OutgoingOnly {
            return Outcome::Skipped;
        }
        let elapsed = Duration::from_millis(240);
        let protocol = match side {
            Side::Incoming => login.account.protocol.into(),
            Side::Outgoing => Protocol::Smtp,
        };
        for stage in diagnose::stages(protocol, server.encryption) {
            events.push(CheckEvent::StageStarted { side, stage });
            if failure
                .as_ref()
                .is_some_and(|failure| failure.stage == stage)
            {
                break;
            }
            events.push(CheckEvent::StagePassed {
                side,
                stage,
                elapsed,
            });
        }
        match failure {
            Some(failure) => Outcome::Failed { failure, elapsed },
            None => Outcome::Proved {
                server: server.clone(),
                elapsed,
            },
        }
    };
    let incoming = outcome(Side::Incoming, incoming, &login.account.incoming);
    let outgoing = outcome(Side::Outgoing, outgoing, &login.account.outgoing);
    let is_proved = incoming.is_proved() && outgoing.is_proved();
    for (side, outcome) in [(Side::Incoming, &incoming), (Side::Outgoing, &outgoing)] {
        events.push(CheckEvent::SideFinished {
            side,
            outcome: outcome.clone(),
        });
    }
    events.push(CheckEvent::Finished(Report {
        incoming,
        outgoing,
        findings: Vec::new(),
        verified: is_proved.then(|| Verified::by_check(login.clone(), OffsetDateTime::UNIX_EPOCH)),
    }));
    events
}

impl Backend for Scripted {
    fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>> {
        let snapshot = Snapshot {
            accounts: self.script().accounts.clone(),
            read_only: false,
            kept_aside: None,
        };
        async move { Ok(snapshot) }.boxed()
    }

    fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus> {
        let next = self.script().keyring.pop_front();
        async move { next.unwrap_or(KeyringStatus::Ready) }.boxed()
    }

    fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus> {
        self.keyring_status()
    }

    fn check(&self, login: Login) -> BoxStream<'static, CheckEvent> {
        self.script().calls.push(Call::Check(login.clone()));
        let events = self.events(&login, Sides::Both);
        let ends = matches!(events.last(), Some(CheckEvent::Finished(_)));
        played(events, ends)
    }

    fn check_saved(&self, id: AccountId, sides: Sides) -> BoxStream<'static, CheckEvent> {
        let mut script = self.script();
        script.calls.push(Call::CheckSaved(id.clone(), sides));
        let held = script.held(&id);
        drop(script);
        let Some(account) = held else {
            return stream::pending().boxed();
        };
        let login = Login {
            account,
            secret: Secret::new("saved".to_owned()),
        };
        stream::iter(self.events(&login, sides)).boxed()
    }

    fn save(
        &self,
        what: ToSave,
        place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>> {
        let mut script = self.script();
        script.calls.push(Call::Save(what.clone(), place));
        if let Some(failure) = script.saves.pop_front() {
            return async move { Err(failure) }.boxed();
        }
        let old = script.held(&what.account().id);
        let all = script.all();
        script.todo.saved(&Change {
            new: what.account(),
            old: old.as_ref(),
            is_same_secret: false,
            kept: None,
            all: &all,
        });
        let stored = StoredAccount {
            account: what.account().clone(),
            generation: 1,
            state: match what {
                ToSave::Proven(_) => MailboxState::Works,
                ToSave::Unproven(_) => MailboxState::NotChecked,
            },
        };
        script
            .accounts
            .retain(|held| held.account.id != stored.account.id);
        script.accounts.push(stored.clone());
        async move { Ok(stored) }.boxed()
    }

    fn secret(&self, _id: AccountId) -> BoxFuture<'static, Result<Secret, StorageFailure>> {
        async { Ok(Secret::new("saved".to_owned())) }.boxed()
    }

    fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>> {
        let mut script = self.script();
        if let Some(removed) = script.held(&id) {
            script.accounts.retain(|held| held.account.id != id);
            let left = script.all();
            script.todo.removed(&removed, &left);
        }
        script.calls.push(Call::Remove(id));
        async { Ok(()) }.boxed()
    }

    fn send_test(&self, mail: TestMail) -> BoxStream<'static, TestEvent> {
        let mut script = self.script();
        script.calls.push(Call::SendTest(mail.clone()));
        let events = script
            .tests
            .pop_front()
            .unwrap_or_else(|| arriving(&mail.watch));
        let ends = matches!(events.last(), Some(TestEvent::Finished(_)));
        played(events, ends)
    }

    fn remove_test(&self, message: FoundMessage) -> BoxFuture<'static, Result<(), Failure>> {
        self.script().calls.push(Call::RemoveTest(message));
        async { Ok(()) }.boxed()
    }

    fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        let mut script = self.script();
        script.todo.tidy();
        let todo = script.todo.clone();
        async { Ok(todo) }.boxed()
    }

    fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        let mut script = self.script();
        script.todo.edit(&edit);
        script.calls.push(Call::EditTodo(edit));
        let todo = script.todo.clone();
        async { Ok(todo) }.boxed()
    }

    fn send_command(&self, command: CommandMail) -> BoxFuture<'static, Result<(), Failure>> {
        let mut script = self.script();
        script.calls.push(Call::SendCommand(command));
        let failure = script.commands.pop_front().flatten();
        async move { failure.map_or(Ok(()), Err) }.boxed()
    }

    fn discover(&self, question: Question) -> BoxStream<'static, DiscoveryEvent> {
        let mut script = self.script();
        script.calls.push(Call::Discover(question));
        let events = script
            .discoveries
            .pop_front()
            .unwrap_or_else(|| vec![DiscoveryEvent::Finished(Discovered::default())]);
        let ends = matches!(events.last(), Some(DiscoveryEvent::Finished(_)));
        played(events, ends)
    }

    fn open_url(&self, url: String) -> BoxFuture<'static, Result<(), OpenFailure>> {
        let mut script = self.script();
        script.calls.push(Call::OpenUrl(url));
        let result = if script.has_no_browser {
            Err(OpenFailure {
                detail: "no browser".to_owned(),
            })
        } else {
            Ok(())
        };
        async move { result }.boxed()
    }

    fn show_card(
        &self,
        account: Account,
        _language: Language,
    ) -> BoxFuture<'static, Result<(), OpenFailure>> {
        self.script().calls.push(Call::ShowCard(account.id));
        async { Ok(()) }.boxed()
    }

    fn is_practice(&self) -> bool {
        self.is_practice
    }
}

/// A test mail that is seen in the inbox, or sent to where nothing can be seen.
fn arriving(watch: &Watch) -> Vec<TestEvent> {
    let sent = TestEvent::Sent {
        elapsed: Duration::from_millis(1_200),
    };
    let outcome = match watch {
        Watch::Nowhere => TestOutcome::Sent,
        Watch::Mailbox(account) => TestOutcome::Arrived {
            elapsed: Duration::from_millis(3_400),
            folder: "INBOX".to_owned(),
            found: FoundMessage {
                account: account.clone(),
                folder: "INBOX".to_owned(),
                unique_id: "1".to_owned(),
                mark: "mark".to_owned(),
            },
        },
    };
    vec![sent, TestEvent::Finished(outcome)]
}
