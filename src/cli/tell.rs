//! `tell` and `done`: the Home Station's new address is sent to its devices, and what was done at a
//! device is ticked off. The same mails and the same ticks as in the window.

use serde::Serialize;

use super::{
    console::Exit,
    devices::{self, TodoJson},
    explain,
    grammar::{Done, Tell},
    json::{self, ErrorJson},
    session::Session,
    words,
};
use crate::{
    account::{Account, AccountId, Address},
    backend::CommandMail,
    device::{self, Command, Edit, HandOver, Recipients, Todo},
    failure::{Cause, Failure, Stage, StorageFailure},
    i18n::FluentValue,
};

/// The answer of `tell`.
#[derive(Debug, Default, Serialize)]
struct TellJson {
    /// The devices that were to be told, in the order of the list.
    devices: Vec<ToldJson>,
    /// The earlier address, which sends.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// The text of the mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

/// One device.
#[derive(Debug, Serialize)]
struct ToldJson {
    id: AccountId,
    to: String,
    sent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl ToldJson {
    fn of(device: &Account, sent: bool) -> Self {
        Self {
            id: device.id.clone(),
            to: device.address.to_string(),
            sent,
            cause: None,
            stage: None,
            detail: None,
        }
    }
}

/// What ended a command early: said already.
type Hindrance = (ErrorJson, Exit);

/// What is told to whom, and from where.
struct Plan {
    /// The earlier mailbox, which sends.
    kept: Account,
    /// The Home Station's address of today.
    new: Address,
    command: Command,
    others: String,
    devices: Vec<Account>,
}

/// Sends the new address to one device, or to every one that was not told yet.
pub(super) async fn tell(session: &mut Session<'_>, options: &Tell) -> Exit {
    let mut answer = TellJson::default();
    let exit = match plan(session, options).await {
        Ok(Some(plan)) => carry_out(session, plan, options.output.json, &mut answer).await,
        Ok(None) => {
            if !options.output.json {
                session.say("cli-tell-none");
            }
            Exit::Done
        }
        Err((error, exit)) => {
            answer.errors.push(error);
            exit
        }
    };
    if options.output.json {
        session.console.out(&json::line(&answer));
    }
    exit
}

/// None: nobody has to be told.
async fn plan(session: &mut Session<'_>, options: &Tell) -> Result<Option<Plan>, Hindrance> {
    let wanted = match &options.id {
        Some(id) => Some(session.account(id).await?.account.id),
        None => None,
    };
    let (all, todo) = read(session).await?;
    let list = todo.hand_over.as_ref();
    let waiting = list.map_or_else(Vec::new, |list| waiting(list, &all, wanted.as_ref()));
    let (Some(list), false) = (list, waiting.is_empty()) else {
        return match wanted {
            Some(_) => Err(hindered(
                session,
                "",
                "cli-tell-not-waiting",
                Exit::WrongUse,
            )),
            None => Ok(None),
        };
    };
    let is_kept = |account: &&Account| Some(&account.id) == list.kept.as_ref();
    let stations = || all.iter().filter(|account| !account.role.is_level_sender());
    let Some(station) = stations().find(|account| !is_kept(account)) else {
        let key = "device-ask-no-station-text";
        return Err(hindered(session, "", key, Exit::WrongUse));
    };
    let others = options.others.as_ref().unwrap_or(&list.others).clone();
    let recipients = match Recipients::new(&station.address, &others) {
        Ok(recipients) => recipients,
        Err(problem) => {
            let key = problem.message_key();
            return Err(hindered(session, "--others", key, Exit::WrongUse));
        }
    };
    let command = Command::Recipients(recipients);
    let Some(kept) = stations().find(is_kept) else {
        let values = [("old", FluentValue::from(list.old.to_string()))];
        let how = session.locale.text_with("device-move-by-hand-text", values);
        let what = session.locale.text("device-move-by-hand");
        let message = format!("{what}. {how}\n{}", command.line());
        return Err(said(session, "", message, Exit::Refused));
    };
    Ok(Some(Plan {
        kept: kept.clone(),
        new: station.address.clone(),
        command,
        others,
        devices: waiting,
    }))
}

/// The devices that are to be told: this one, also once more; or all that were not.
fn waiting(list: &HandOver, all: &[Account], wanted: Option<&AccountId>) -> Vec<Account> {
    let moves = list.moves.iter().filter(|device| match wanted {
        Some(id) => device.id == *id && !device.is_done,
        None => !device.is_sent && !device.is_done,
    });
    moves
        .filter_map(|device| all.iter().find(|account| account.id == device.id))
        .cloned()
        .collect()
}

async fn carry_out(
    session: &mut Session<'_>,
    plan: Plan,
    as_json: bool,
    answer: &mut TellJson,
) -> Exit {
    let line = plan.command.line();
    answer.from = Some(plan.kept.address.to_string());
    answer.line = Some(line.clone());
    if let Err((error, exit)) = note(session, Edit::Others(plan.others)).await {
        answer.errors.push(error);
        return exit;
    }
    if !as_json {
        session.console.out(&format!("{line}\n"));
    }
    let mut exit = Exit::Done;
    let mut goes_on = true;
    for device in &plan.devices {
        let mut told = ToldJson::of(device, false);
        if device::is_hidden_from_device(&plan.kept, device) {
            exit = exit.max(Exit::Refused);
            tell_not(session, device, "device-move-hidden", as_json, answer);
        } else if goes_on {
            let mail = CommandMail {
                from: plan.kept.id.clone(),
                to: device.address.clone(),
                command: plan.command.clone(),
            };
            match session.backend.send_command(mail).await {
                Ok(()) => {
                    told.sent = true;
                    say_about(session, "cli-tell-sent", device, as_json);
                    if let Err((error, storage)) =
                        note(session, Edit::Sent(device.id.clone())).await
                    {
                        answer.errors.push(error);
                        exit = exit.max(storage);
                    }
                }
                Err(failure) => {
                    exit = exit.max(Exit::Refused);
                    // What is not about this device is in the way of the others too.
                    goes_on = failure.stage == Stage::Rcpt;
                    say_about(session, "cli-tell-failed", device, as_json);
                    if !as_json {
                        let lines = explain::failure(session.locale, &plan.kept, &failure);
                        session.console.out(&format!("{}\n", lines.join("\n")));
                    }
                    set(&mut told, failure);
                }
            }
        } else {
            say_about(session, "cli-tell-failed", device, as_json);
        }
        answer.devices.push(told);
    }
    if !as_json && answer.devices.iter().any(|told| told.sent) {
        let values = [("new", FluentValue::from(plan.new.to_string()))];
        let next = session.locale.text_with("cli-tell-next", values);
        session.console.out(&format!("{next}\n"));
    }
    exit
}

fn set(told: &mut ToldJson, failure: Failure) {
    told.cause = Some(failure.cause);
    told.stage = Some(failure.stage);
    told.detail = failure.detail;
}

/// A device that cannot be told this way at all.
fn tell_not(
    session: &mut Session<'_>,
    device: &Account,
    key: &str,
    as_json: bool,
    answer: &mut TellJson,
) {
    let message = format!(
        "{}: {}",
        words::role(&device.role),
        session.locale.text(key)
    );
    if !as_json {
        session.console.out(&format!("{message}\n"));
    }
    answer.errors.push(ErrorJson {
        option: "",
        message,
    });
}

fn say_about(session: &mut Session<'_>, key: &str, device: &Account, as_json: bool) {
    if as_json {
        return;
    }
    let values = [
        ("name", FluentValue::from(words::role(&device.role))),
        ("to", FluentValue::from(device.address.to_string())),
    ];
    let text = session.locale.text_with(key, values);
    session.console.out(&format!("{text}\n"));
}

/// What was ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Ticked {
    /// The device has its settings or its new password.
    Told,
    /// It sends to the new address.
    Moved,
    /// The hand-over has ended, and the earlier mailbox stays.
    HandedOver,
}

impl Ticked {
    const fn text_key(self) -> &'static str {
        match self {
            Self::Told => "cli-done-told",
            Self::Moved => "cli-done-moved",
            Self::HandedOver => "cli-done-handed-over",
        }
    }
}

/// The answer of `done`.
#[derive(Debug, Default, Serialize)]
struct DoneJson {
    ticked: Vec<Ticked>,
    /// What is left.
    #[serde(skip_serializing_if = "TodoJson::is_empty")]
    to_do: TodoJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

/// Ticks off what was done at a device.
pub(super) async fn done(session: &mut Session<'_>, options: &Done) -> Exit {
    let mut answer = DoneJson::default();
    let exit = match tick(session, options, &mut answer.ticked).await {
        Ok(()) => Exit::Done,
        Err((error, exit)) => {
            answer.errors.push(error);
            exit
        }
    };
    let (below, to_do) = devices::under_list(session).await;
    answer.to_do = to_do;
    if options.output.json {
        session.console.out(&json::line(&answer));
    } else if exit == Exit::Done {
        session.console.out(&below);
    }
    exit
}

async fn tick(
    session: &mut Session<'_>,
    options: &Done,
    ticked: &mut Vec<Ticked>,
) -> Result<(), Hindrance> {
    let account = session.account(&options.id).await?.account;
    let (_, todo) = read(session).await?;
    let id = &account.id;
    let list = todo.hand_over.as_ref();
    // Without a wish everything that is open at this device.
    let all = !(options.told || options.moved);
    let mut edits = Vec::new();
    if let Some(list) = list.filter(|list| list.kept.as_ref() == Some(id)) {
        if !list.is_done() {
            return Err(hindered(session, "", "cli-done-open", Exit::Refused));
        }
        edits.push((Ticked::HandedOver, Edit::HandedOver));
    } else if !account.role.is_level_sender() {
        return Err(hindered(session, "", "cli-ask-no-device", Exit::WrongUse));
    }
    let has_task = todo
        .tasks
        .iter()
        .any(|task| task.id == *id && !task.is_done);
    if has_task && (all || options.told) {
        edits.push((Ticked::Told, Edit::Told(id.clone(), true)));
    }
    let mut moves = list.into_iter().flat_map(|list| &list.moves);
    let is_on_its_way = moves.any(|device| device.id == *id && !device.is_done);
    if is_on_its_way && (all || options.moved) {
        edits.push((Ticked::Moved, Edit::Moved(id.clone(), true)));
    }
    if edits.is_empty() {
        say_about(session, "cli-done-nothing", &account, options.output.json);
    }
    for (what, edit) in edits {
        let after = note(session, edit).await?;
        ticked.push(what);
        say_about(session, what.text_key(), &account, options.output.json);
        let ended = after.hand_over.filter(HandOver::is_done);
        if let (Ticked::Moved, Some(kept)) = (what, ended.and_then(|list| list.kept))
            && !options.output.json
        {
            let values = [("id", FluentValue::from(kept.to_string()))];
            let text = session.locale.text_with("cli-done-kept", values);
            session.console.out(&format!("{text}\n"));
        }
    }
    Ok(())
}

/// The mailboxes and the list.
async fn read(session: &mut Session<'_>) -> Result<(Vec<Account>, Todo), Hindrance> {
    let snapshot = session.snapshot().await;
    let snapshot = snapshot.map_err(|failure| stored_not(session, &failure))?;
    let todo = session.backend.todo().await;
    let todo = todo.map_err(|failure| stored_not(session, &failure))?;
    let accounts = snapshot.accounts.into_iter();
    Ok((accounts.map(|stored| stored.account).collect(), todo))
}

async fn note(session: &mut Session<'_>, edit: Edit) -> Result<Todo, Hindrance> {
    let noted = session.backend.edit_todo(edit).await;
    noted.map_err(|failure| stored_not(session, &failure))
}

fn stored_not(session: &mut Session<'_>, failure: &StorageFailure) -> Hindrance {
    let exit = session.storage_failed(failure);
    (session.storage_error(failure), exit)
}

fn hindered(session: &mut Session<'_>, option: &'static str, key: &str, exit: Exit) -> Hindrance {
    let message = session.locale.text(key);
    said(session, option, message, exit)
}

fn said(session: &mut Session<'_>, option: &'static str, message: String, exit: Exit) -> Hindrance {
    let sentence = if option.is_empty() {
        message.clone()
    } else {
        format!("{option}: {message}")
    };
    session.console.error(&sentence);
    (ErrorJson { option, message }, exit)
}
