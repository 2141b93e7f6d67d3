//! `setup` and `password`: proves, saves, sends the test mail.

use std::time::Duration;

use futures::StreamExt as _;

use super::{
    console::Exit,
    devices,
    fill::{self, Fault, Plan},
    find::{self, NoServers},
    grammar::Setup,
    json::{self, ErrorJson, SetupJson, SideJson, TestJson},
    session::Session,
    words,
};
use crate::{
    account::{Account, Address, Login, Protocol, Role},
    backend::{
        Report, SecretPlace, Snapshot, StoredAccount, TestEvent, TestMail, TestOutcome, ToSave,
        Watch,
    },
    draft::Draft,
    failure::{Cause, Failure, Stage},
};

/// What becomes of a check beyond the check.
#[derive(Debug, Clone, Default)]
pub(super) struct Afterwards {
    /// Where the test mail goes, if one is asked for.
    pub(super) test_to: Option<Address>,
    /// Save even if nothing was proven.
    pub(super) save_unverified: bool,
}

/// Runs `setup` without questions.
pub(super) async fn run(session: &mut Session<'_>, options: &Setup) -> Exit {
    let mut json = SetupJson::nothing();
    let exit = run_into(session, options, &mut json).await;
    if options.json {
        session.console.out(&json::line(&json));
    }
    exit
}

async fn run_into(session: &mut Session<'_>, options: &Setup, json: &mut SetupJson) -> Exit {
    let mut plan = match fill::plan(options) {
        Ok(plan) => plan,
        Err(faults) => return wrong_use(session, &faults, json),
    };
    if let (Some(refusal), Some(provider)) = (&plan.refusal, plan.provider) {
        let text = words::refusal(session.locale, provider, refusal);
        return refuse(session, &plan, refusal.cause, &text, options.json, json);
    }
    if plan.needs_servers {
        match find::servers(session, &mut plan.draft).await {
            Ok(()) => {}
            Err(NoServers::Say(error)) => {
                session.console.error(&error.message);
                json.errors.push(error);
                return Exit::WrongUse;
            }
            Err(NoServers::Refused(provider, refusal)) => {
                let text = words::refusal(session.locale, provider, &refusal);
                return refuse(session, &plan, refusal.cause, &text, options.json, json);
            }
            Err(NoServers::NoPasswords) => {
                let cause = Cause::BasicAuthDisabled;
                let text = format!("{}\n", session.locale.text("discovery-oauth2-only"));
                return refuse(session, &plan, cause, &text, options.json, json);
            }
        }
        let mut faults = Vec::new();
        fill::add_draft_faults(&plan.draft, &mut faults);
        if !faults.is_empty() {
            return wrong_use(session, &faults, json);
        }
    }
    let afterwards = match afterwards(session, options, &plan.draft).await {
        Ok(afterwards) => afterwards,
        Err((error, exit)) => {
            json.errors.push(error);
            return exit;
        }
    };
    plan.draft.secret = match session.password(options.password_stdin) {
        Ok(secret) => secret,
        Err(error) => {
            json.errors.push(error);
            return Exit::WrongUse;
        }
    };
    match plan.draft.login() {
        Ok(login) => prove_and_save(session, login, &afterwards, options.json, json).await,
        Err(errors) => {
            let faults: Vec<Fault> = errors.into_iter().map(Fault::from).collect();
            wrong_use(session, &faults, json)
        }
    }
}

/// Runs `password`.
pub(super) async fn password(
    session: &mut Session<'_>,
    id: &str,
    from_stdin: bool,
    as_json: bool,
) -> Exit {
    let mut json = SetupJson::nothing();
    let exit = password_into(session, id, from_stdin, as_json, &mut json).await;
    if as_json {
        session.console.out(&json::line(&json));
    }
    exit
}

async fn password_into(
    session: &mut Session<'_>,
    id: &str,
    from_stdin: bool,
    as_json: bool,
    json: &mut SetupJson,
) -> Exit {
    let account = match session.account(id).await {
        Ok(stored) => stored.account,
        Err((error, exit)) => {
            json.errors.push(error);
            return exit;
        }
    };
    match session.password(from_stdin) {
        Ok(secret) => {
            let login = Login { account, secret };
            prove_and_save(session, login, &Afterwards::default(), as_json, json).await
        }
        Err(error) => {
            json.errors.push(error);
            Exit::WrongUse
        }
    }
}

/// The part that `setup`, `password` and the questions share.
pub(super) async fn prove_and_save(
    session: &mut Session<'_>,
    login: Login,
    afterwards: &Afterwards,
    as_json: bool,
    json: &mut SetupJson,
) -> Exit {
    json.id = Some(login.account.id.to_string());
    let account = login.account.clone();
    let Some(report) = check(session, &login).await else {
        return Exit::Refused;
    };
    json.set_report(&report);
    if !as_json {
        let text = words::report(session.locale, &account, &report);
        session.console.out(&text);
    }
    let what = match report.verified {
        Some(verified) => ToSave::Proven(verified),
        None if afterwards.save_unverified => ToSave::Unproven(login),
        None => {
            if !as_json {
                session.say("cli-not-saved");
            }
            return Exit::Refused;
        }
    };
    let proven = matches!(what, ToSave::Proven(_));
    let saved = match session.backend.save(what, SecretPlace::Keyring).await {
        Ok(saved) => saved,
        Err(failure) => {
            json.errors.push(session.storage_error(&failure));
            return session.storage_failed(&failure);
        }
    };
    json.saved = true;
    if !as_json {
        session.say(if proven {
            "cli-saved"
        } else {
            "cli-saved-unproven"
        });
    }
    let after = devices::after_save(session, &saved.account).await;
    if !as_json {
        session.console.out(&after.text);
    }
    json.shared_with = after.shared_with;
    json.to_do = after.to_do;
    let Some(to) = &afterwards.test_to else {
        return Exit::Done;
    };
    if !report.outgoing.is_proved() {
        // It could not be sent either.
        return Exit::Refused;
    }
    let (test, exit) = send_test(session, &saved, to, as_json).await;
    json.test_mail = test;
    exit
}

/// Checks; a certificate accepted on the command line is for the server that shows it, so the other
/// one is looked at again without it. It got no password: TLS comes first.
async fn check(session: &mut Session<'_>, login: &Login) -> Option<Report> {
    let first = session.check(login.clone()).await?;
    let showed_another = |outcome: &crate::backend::Outcome| {
        outcome
            .failure()
            .is_some_and(|failure| failure.cause == Cause::CertificateChanged)
    };
    let (incoming, outgoing) = (
        showed_another(&first.incoming),
        showed_another(&first.outgoing),
    );
    // Where the one side was refused, its password is not sent a second time.
    let other_is_proved = first.incoming.is_proved() || first.outgoing.is_proved();
    if incoming == outgoing || !other_is_proved {
        return Some(first);
    }
    let mut login = login.clone();
    if incoming {
        login.account.incoming.accepted_certificate = None;
    } else {
        login.account.outgoing.accepted_certificate = None;
    }
    let second = session.check(login).await?;
    Some(if second.verified.is_some() {
        second
    } else {
        first
    })
}

/// Sends the test mail and watches for it where that can be done.
pub(super) async fn send_test(
    session: &mut Session<'_>,
    saved: &StoredAccount,
    to: &Address,
    as_json: bool,
) -> (TestJson, Exit) {
    let mail = TestMail {
        from: saved.account.id.clone(),
        to: to.clone(),
        watch: watch(session, &saved.account, to).await,
        language: session.locale.language(),
    };
    let mut events = session.backend.send_test(mail);
    let mut sent: Option<Duration> = None;
    let mut end = None;
    while let Some(event) = events.next().await {
        match event {
            TestEvent::StageStarted(_) => {}
            TestEvent::Sent { elapsed } => sent = Some(elapsed),
            TestEvent::Finished(outcome) => end = Some(outcome),
        }
    }
    let Some(outcome) = end else {
        return (TestJson::default(), Exit::Refused);
    };
    if !as_json {
        let text = words::test_mail(session.locale, &saved.account, to.as_str(), &outcome);
        session.console.out(&text);
    }
    let exit = match &outcome {
        TestOutcome::Sent
        | TestOutcome::NotWatched(_)
        | TestOutcome::Arrived { .. }
        | TestOutcome::InSpam { .. }
        | TestOutcome::NotSeen { .. } => Exit::Done,
        TestOutcome::Refused(_) => Exit::Refused,
    };
    (TestJson::new(to.as_str(), sent, &outcome), exit)
}

/// Arrival is watched in a saved mailbox of that address; never in a LevelSender's, which takes one
/// client alone, unless it is the one that was just set up and named.
async fn watch(session: &mut Session<'_>, from: &Account, to: &Address) -> Watch {
    if from.address == *to {
        return Watch::Mailbox(from.id.clone());
    }
    let snapshot = session.backend.load().await;
    let accounts = snapshot
        .map(|snapshot| snapshot.accounts)
        .unwrap_or_default();
    accounts
        .into_iter()
        .find(|stored| stored.account.address == *to && !stored.account.role.is_level_sender())
        .map_or(Watch::Nowhere, |stored| Watch::Mailbox(stored.account.id))
}

/// Where the test goes when no address is named: to oneself; from a LevelSender's mailbox to a
/// set-up Home Station's.
pub(super) fn usual_recipient(account: &Account, snapshot: &Snapshot) -> Option<Address> {
    match account.role {
        Role::HomeStation => Some(account.address.clone()),
        Role::LevelSender { .. } => snapshot
            .accounts
            .iter()
            .find(|stored| stored.account.role == Role::HomeStation)
            .map(|stored| stored.account.address.clone()),
    }
}

async fn afterwards(
    session: &mut Session<'_>,
    options: &Setup,
    draft: &Draft,
) -> Result<Afterwards, (ErrorJson, Exit)> {
    let save_unverified = options.save_unverified;
    let test_to = match &options.send_test {
        None => None,
        Some(Some(to)) => match to.parse::<Address>() {
            Ok(to) => Some(to),
            Err(error) => return Err(test_fault(session, error.message_key())),
        },
        Some(None) => {
            let snapshot = session.snapshot().await.map_err(|failure| {
                let exit = session.storage_failed(&failure);
                (session.storage_error(&failure), exit)
            })?;
            let account = draft.account().ok();
            let to = account.and_then(|account| usual_recipient(&account, &snapshot));
            match to {
                Some(to) => Some(to),
                None => return Err(test_fault(session, "cli-fault-test-needs-recipient")),
            }
        }
    };
    Ok(Afterwards {
        test_to,
        save_unverified,
    })
}

fn test_fault(session: &mut Session<'_>, key: &'static str) -> (ErrorJson, Exit) {
    let fault = Fault {
        option: "--send-test",
        key,
    };
    session.console.error(&fault.sentence(session.locale));
    let error = ErrorJson {
        option: fault.option,
        message: session.locale.text(key),
    };
    (error, Exit::WrongUse)
}

fn wrong_use(session: &mut Session<'_>, faults: &[Fault], json: &mut SetupJson) -> Exit {
    for fault in faults {
        session.console.error(&fault.sentence(session.locale));
        json.errors.push(ErrorJson {
            option: fault.option,
            message: session.locale.text(fault.key),
        });
    }
    Exit::WrongUse
}

/// A provider that cannot serve: said as a failure of the first stage, though no server was contacted.
fn refuse(
    session: &mut Session<'_>,
    plan: &Plan,
    cause: Cause,
    text: &str,
    as_json: bool,
    json: &mut SetupJson,
) -> Exit {
    let failure = |protocol| Failure::new(cause, protocol, Stage::Name);
    let incoming = failure(plan.draft.effective_protocol().into());
    json.incoming = SideJson::failed(&incoming, Duration::ZERO);
    // Where only POP3 or IMAP is missing, nothing is said of the outgoing side.
    if cause != Cause::ProtocolDisabled {
        json.outgoing = SideJson::failed(&failure(Protocol::Smtp), Duration::ZERO);
    }
    if !as_json {
        session.console.out(text);
    }
    Exit::Refused
}
