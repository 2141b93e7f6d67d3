//! What concerns the devices: the warning of a shared account, what still has to be done at
//! them, and `ask`.

use serde::Serialize;
use time::{PrimitiveDateTime, macros::format_description};

use super::{
    console::Exit,
    explain,
    json::{self, ErrorJson},
    session::Session,
    words,
};
use crate::{
    account::{Account, AccountId},
    backend::CommandMail,
    device::{self, Command, Recipients, Task, Todo, What, clock, weekday_word},
    failure::{Cause, Failure, Stage},
    i18n::{FluentValue, Locale},
};

/// What still has to be done at the devices.
#[derive(Debug, Default, Serialize)]
pub(super) struct TodoJson {
    /// What has to be entered into which device.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    devices: Vec<TaskJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hand_over: Option<HandOverJson>,
}

#[derive(Debug, Serialize)]
struct TaskJson {
    id: String,
    enter: What,
    /// By the clock of this computer, without an offset: `2026-11-22T18:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_report: Option<String>,
}

/// The devices that still send to the Home Station's earlier address.
#[derive(Debug, Serialize)]
struct HandOverJson {
    old: String,
    /// The body of the mail that changes it.
    line: String,
    devices: Vec<String>,
}

/// The mailboxes of the same account, and what is to be done at the devices, after a save.
pub(super) struct After {
    pub(super) shared_with: Vec<String>,
    pub(super) to_do: TodoJson,
    /// The same for people.
    pub(super) text: String,
}

/// Looks at what a save means for the devices.
pub(super) async fn after_save(session: &Session<'_>, saved: &Account) -> After {
    let (all, todo) = read(session).await;
    let shared = device::silenced(saved, &all);
    let others = shared.iter().filter(|account| account.id != saved.id);
    let shared_with: Vec<String> = others.map(|account| account.id.to_string()).collect();
    let mut lines = Vec::new();
    if !shared_with.is_empty() {
        lines.extend(warning(session.locale, &shared));
    }
    lines.extend(todo_lines(session.locale, &todo, &all));
    After {
        shared_with,
        to_do: todo_json(&todo, &all),
        text: text(&lines),
    }
}

/// What is to be done at the devices, under the list of the mailboxes.
pub(super) async fn under_list(session: &Session<'_>) -> (String, TodoJson) {
    let (all, todo) = read(session).await;
    let mut lines: Vec<String> = Vec::new();
    for group in device::shared(&all) {
        lines.extend(warning(session.locale, &group));
    }
    lines.extend(todo_lines(session.locale, &todo, &all));
    (text(&lines), todo_json(&todo, &all))
}

/// Warns at the step of the address, before anything is typed for it.
pub(super) async fn at_address(
    session: &Session<'_>,
    saved_as: Option<&AccountId>,
    address: &str,
) -> Option<String> {
    let address = address.parse().ok()?;
    let (all, _) = read(session).await;
    let taken = all
        .iter()
        .find(|account| Some(&account.id) != saved_as && account.is_mailbox_of(&address))?;
    let values = [("name", FluentValue::from(words::role(&taken.role)))];
    let locale = session.locale;
    Some(format!(
        "{}. {}",
        locale.text_with("device-shared-at-address", values),
        locale.text("device-shared-at-address-text")
    ))
}

async fn read(session: &Session<'_>) -> (Vec<Account>, Todo) {
    // What cannot be read was told where it was wanted.
    let snapshot = session.backend.load().await;
    let accounts = snapshot
        .map(|snapshot| snapshot.accounts)
        .unwrap_or_default();
    let all = accounts.into_iter().map(|stored| stored.account);
    (
        all.collect(),
        session.backend.todo().await.unwrap_or_default(),
    )
}

fn warning(locale: &Locale, group: &[&Account]) -> Vec<String> {
    let names: Vec<String> = group
        .iter()
        .map(|account| words::role(&account.role))
        .collect();
    let values = [("names", FluentValue::from(names.join(", ")))];
    vec![
        format!("{}.", locale.text_with("device-shared", values)),
        format!("  {}", locale.text("device-shared-text")),
    ]
}

fn find<'a>(all: &'a [Account], id: &AccountId) -> Option<&'a Account> {
    all.iter().find(|account| account.id == *id)
}

/// The Home Station's address of today and the line that tells it to a device.
fn moved_line(todo: &Todo, all: &[Account]) -> Option<(String, String)> {
    let list = todo.hand_over.as_ref()?;
    let station = all.iter().find(|account| {
        !account.role.is_level_sender() && Some(&account.id) != list.kept.as_ref()
    })?;
    let recipients = Recipients::new(&station.address, &list.others).ok()?;
    let line = Command::Recipients(recipients).line();
    Some((station.address.to_string(), line))
}

/// What is not ticked yet, the device that reports next first.
fn open_tasks(todo: &Todo) -> impl Iterator<Item = &Task> {
    let open = todo.tasks.iter().filter(|task| !task.is_done);
    todo.by_next_report(open, |task| &task.id).into_iter()
}

fn reports_next(locale: &Locale, next: PrimitiveDateTime) -> String {
    let values = [
        ("weekday", weekday_word(next.weekday()).into()),
        ("time", clock(next.time()).into()),
    ];
    locale.text_with("device-reports-next", values)
}

fn local(moment: PrimitiveDateTime) -> Option<String> {
    moment
        .format(format_description!("[year]-[month]-[day]T[hour]:[minute]"))
        .ok()
}

fn todo_lines(locale: &Locale, todo: &Todo, all: &[Account]) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(list), Some((new, line))) = (&todo.hand_over, moved_line(todo, all)) {
        let left: Vec<&Account> = list
            .moves
            .iter()
            .filter(|device| !device.is_done)
            .filter_map(|device| find(all, &device.id))
            .collect();
        let values = [
            ("count", left.len().into()),
            ("old", list.old.as_str().into()),
            ("new", new.into()),
        ];
        if !left.is_empty() {
            lines.push(format!(
                "{}.",
                locale.text_with("device-move-open", values.clone())
            ));
            lines.push(format!(
                "  {}",
                locale.text_with("device-move-open-text", values)
            ));
            lines.push(format!("  {}: {line}", locale.text("device-move-line")));
        }
        lines.extend(
            left.iter()
                .map(|device| format!("  - {}, {}", words::role(&device.role), device.address)),
        );
    }
    let open: Vec<String> = open_tasks(todo)
        .filter_map(|task| {
            let what = match task.what {
                What::Settings => "device-to-do-settings",
                What::Password => "device-to-do-password",
            };
            let device = find(all, &task.id)?;
            let name = words::role(&device.role);
            let next = todo.next_report(&task.id);
            let next = next.map(|next| format!(" {}.", reports_next(locale, next)));
            let next = next.unwrap_or_default();
            Some(format!("  - {name}: {}{next}", locale.text(what)))
        })
        .collect();
    if !open.is_empty() {
        lines.push(format!("{}:", locale.text("device-to-do")));
        lines.extend(open);
    }
    lines
}

fn todo_json(todo: &Todo, all: &[Account]) -> TodoJson {
    let hand_over = todo.hand_over.as_ref().and_then(|list| {
        let left = list.moves.iter().filter(|device| !device.is_done);
        let (_, line) = moved_line(todo, all)?;
        Some(HandOverJson {
            old: list.old.to_string(),
            line,
            devices: left.map(|device| device.id.to_string()).collect(),
        })
    });
    TodoJson {
        devices: open_tasks(todo)
            .map(|task| TaskJson {
                id: task.id.to_string(),
                enter: task.what,
                next_report: todo.next_report(&task.id).and_then(local),
            })
            .collect(),
        hand_over,
    }
}

impl TodoJson {
    /// Whether nothing is to be done.
    pub(super) const fn is_empty(&self) -> bool {
        self.devices.is_empty() && self.hand_over.is_none()
    }
}

fn text(lines: &[String]) -> String {
    if lines.is_empty() {
        String::new()
    } else {
        format!("{}\n", lines.join("\n"))
    }
}

/// The answer of `ask`.
#[derive(Debug, Default, Serialize)]
struct AskJson {
    sent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorJson>,
}

/// Asks a LevelSender for its settings, from the Home Station's mailbox.
pub(super) async fn ask(session: &mut Session<'_>, id: &str, as_json: bool) -> Exit {
    let mut answer = AskJson::default();
    let exit = match prepared(session, id).await {
        Ok((from, mail)) => send(session, &from, mail, as_json, &mut answer).await,
        Err((error, exit)) => {
            answer.errors.push(error);
            exit
        }
    };
    if as_json {
        session.console.out(&json::line(&answer));
    }
    exit
}

/// The mail, and the mailbox that sends it; or what is in its way, said.
async fn prepared(
    session: &mut Session<'_>,
    id: &str,
) -> Result<(Account, CommandMail), (ErrorJson, Exit)> {
    let device = session.account(id).await?.account;
    let (all, todo) = read(session).await;
    let kept = todo.hand_over.and_then(|list| list.kept);
    let station = all
        .into_iter()
        .find(|account| !account.role.is_level_sender() && Some(&account.id) != kept.as_ref());
    let hindered = match &station {
        _ if !device.role.is_level_sender() => Some(("cli-ask-no-device", Exit::WrongUse)),
        None => Some(("device-ask-no-station-text", Exit::WrongUse)),
        Some(station) if device::is_hidden_from_device(station, &device) => {
            Some(("device-ask-hidden-text", Exit::Refused))
        }
        Some(_) => None,
    };
    match (hindered, station) {
        (None, Some(station)) => {
            let mail = CommandMail {
                from: station.id.clone(),
                to: device.address,
                command: Command::Settings,
            };
            Ok((station, mail))
        }
        (hindered, _) => {
            let (key, exit) = hindered.unwrap_or(("device-ask-no-station-text", Exit::WrongUse));
            let message = session.locale.text(key);
            session.console.error(&message);
            let error = ErrorJson {
                option: "",
                message,
            };
            Err((error, exit))
        }
    }
}

async fn send(
    session: &mut Session<'_>,
    from: &Account,
    mail: CommandMail,
    as_json: bool,
    answer: &mut AskJson,
) -> Exit {
    answer.to = Some(mail.to.to_string());
    answer.line = Some(mail.command.line());
    let (locale, to) = (session.locale, mail.to.to_string());
    match session.backend.send_command(mail).await {
        Ok(()) => {
            answer.sent = true;
            if !as_json {
                let values = [
                    ("to", FluentValue::from(to)),
                    ("address", FluentValue::from(from.address.to_string())),
                ];
                let said = locale.text_with("cli-ask-sent", values);
                session.console.out(&format!("{said}\n"));
            }
            Exit::Done
        }
        Err(failure) => {
            if !as_json {
                let lines = explain::failure(locale, from, &failure);
                session.console.out(&text(&lines));
            }
            let Failure {
                cause,
                stage,
                detail,
                ..
            } = failure;
            answer.cause = Some(cause);
            answer.stage = Some(stage);
            answer.detail = detail;
            Exit::Refused
        }
    }
}
