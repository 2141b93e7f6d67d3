//! The same work without a window: for administrators, scripts and tests.
//!
//! There is no second implementation: every command asks a [`Backend`], as the window does.
//! Standard output has the result (text, or one JSON object), standard error what was wrong.
//! Exit codes: 0 done, 1 a check or a test mail was refused, 2 wrong use, 3 storage failed.

mod accounts;
mod check;
pub mod console;
mod devices;
mod diagnose;
mod discover;
mod explain;
mod fill;
mod find;
pub mod grammar;
mod help;
mod interactive;
mod json;
pub mod log;
mod notify;
mod password;
pub mod server_uri;
mod session;
mod setup;
mod tell;
mod watch;
mod words;
mod wrong_use;

use std::{ffi::OsString, path::PathBuf, sync::Arc};

pub use console::{Console, Exit, Terminal};

use crate::{
    account::AccountId,
    backend::{self, Backend, live::Live},
    failure::StorageFailure,
    i18n::{Language, Locale},
    practice::Scenario,
    store::Folders,
};
use grammar::{Arguments, Command};
use help::Parsed;
use session::Session;

/// What the arguments came to.
#[derive(Debug)]
pub enum Start {
    /// A command ran.
    Ended(Exit),
    /// The window is to be opened.
    Window(WindowRequest),
}

/// How the window is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowRequest {
    /// The story to be practised; none: the real thing.
    pub practice: Option<Scenario>,
    /// The language of `--lang`; none: what was last chosen, else the system's.
    pub language: Option<Language>,
    /// The folder of `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// Show every widget in every state.
    pub gallery: bool,
    /// Nothing moves.
    pub reduce_motion: bool,
    /// Where to begin, if not at the beginning.
    pub open: Option<DeepLink>,
}

/// A place in the window that others can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeepLink {
    /// This mailbox's password is changed.
    ChangePassword(AccountId),
    /// This mailbox is checked.
    Check(AccountId),
}

/// The whole command line in a language, for its manual page.
pub fn command(language: Language) -> clap::Command {
    help::localized(&Locale::new(language))
}

/// Reads the arguments, the program's name first, and runs the command they name.
pub fn start(arguments: Vec<OsString>, console: &mut dyn Console) -> Start {
    let locale = Locale::new(help::language(&arguments));
    let wants_json = arguments.iter().any(|argument| argument == "--json");
    let as_json = wants_json.then(|| json::Answer::of(&arguments));
    match help::parse(arguments, &locale) {
        Parsed::Arguments(arguments) => run(*arguments, console, &locale, as_json),
        Parsed::Help(text) => {
            console.out(&text);
            Start::Ended(Exit::Done)
        }
        Parsed::WrongUse(sentence) => {
            Start::Ended(refuse(console, as_json, &sentence, Exit::WrongUse))
        }
    }
}

/// Ends before anything began: a sentence for people, and one object for who reads JSON.
fn refuse(
    console: &mut dyn Console,
    as_json: Option<json::Answer>,
    sentence: &str,
    exit: Exit,
) -> Exit {
    if let Some(answer) = as_json {
        console.out(&answer.refused(sentence));
    }
    console.error(sentence);
    exit
}

fn run(
    arguments: Arguments,
    console: &mut dyn Console,
    locale: &Locale,
    as_json: Option<json::Answer>,
) -> Start {
    let practice = match arguments.practice.as_deref().map(str::parse::<Scenario>) {
        None => None,
        Some(Ok(scenario)) => Some(scenario),
        Some(Err(_)) => {
            let words: Vec<&str> = Scenario::ALL
                .iter()
                .map(|scenario| scenario.as_str())
                .collect();
            let values = [
                ("option", "--practice".into()),
                ("values", words.join(", ").into()),
            ];
            let sentence = locale.text_with("cli-wrong-value", values);
            return Start::Ended(refuse(console, as_json, &sentence, Exit::WrongUse));
        }
    };
    let Some(command) = arguments.command else {
        return window(&arguments, practice, console, locale);
    };
    if let Command::Diagnose(options) = &command {
        return Start::Ended(diagnose::run(console, locale, options));
    }
    // Practice keeps nothing, so that its watch has no folder either.
    let folders = match practice {
        None => Folders::of(arguments.data_dir.clone()).ok(),
        Some(_) => None,
    };
    let backend = match backend(practice, arguments.data_dir) {
        Ok(backend) => backend,
        Err(failure) => {
            let sentence = words::storage(locale, &failure);
            return Start::Ended(refuse(console, as_json, &sentence, Exit::Storage));
        }
    };
    Start::Ended(run_command_in(&command, backend, folders, console, locale))
}

/// Runs a command with any backend. Blocks until it is done.
pub fn run_command(
    command: &Command,
    backend: Arc<dyn Backend>,
    console: &mut dyn Console,
    locale: &Locale,
) -> Exit {
    run_command_in(command, backend, None, console, locale)
}

/// As [`run_command`]; what the watch knows between two runs is kept in these folders.
fn run_command_in(
    command: &Command,
    backend: Arc<dyn Backend>,
    folders: Option<Folders>,
    console: &mut dyn Console,
    locale: &Locale,
) -> Exit {
    // The command itself runs on this thread, which may wait for a person at the terminal; what goes
    // on meanwhile has a thread of its own.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            console.error(&error.to_string());
            return Exit::Refused;
        }
    };
    let mut session = Session {
        backend,
        console,
        locale,
    };
    let exit = runtime.block_on(perform(command, folders, &mut session));
    // What is still saying goodbye to a server is not waited for.
    runtime.shutdown_background();
    exit
}

async fn perform(command: &Command, folders: Option<Folders>, session: &mut Session<'_>) -> Exit {
    match command {
        Command::Setup(options) if options.interactive => interactive::run(session, options).await,
        Command::Setup(options) => setup::run(session, options).await,
        Command::Check { id, output } => check::run(session, id.as_deref(), output.json).await,
        Command::Accounts { output } => accounts::list(session, output.json).await,
        Command::Password {
            id,
            password_stdin,
            output,
        } => setup::password(session, id, *password_stdin, output.json).await,
        Command::Remove { id, output, .. } => {
            accounts::remove(session, id.as_deref(), output.json).await
        }
        Command::Diagnose(options) => diagnose::run(session.console, session.locale, options),
        Command::Ask { id, output } => devices::ask(session, id, output.json).await,
        Command::Tell(options) => tell::tell(session, options).await,
        Command::Done(options) => tell::done(session, options).await,
        Command::Card { id, format } => accounts::card(session, id, *format).await,
        Command::Watch { once, output } => {
            let options = watch::Options {
                once: *once,
                as_json: output.json,
                known: watch::Known::new(folders),
                notifier: &notify::on_desktop,
            };
            watch::run(session, options).await
        }
        Command::Discover(options) => discover::run(session, options).await,
    }
}

/// The world that the options ask for: the real one, or practice.
pub fn backend(
    practice: Option<Scenario>,
    data_dir: Option<PathBuf>,
) -> Result<Arc<dyn Backend>, StorageFailure> {
    Ok(match practice {
        Some(scenario) => Arc::new(backend::practice::start(scenario.into())?),
        None => Arc::new(Live::in_folder(data_dir)?),
    })
}

fn window(
    arguments: &Arguments,
    practice: Option<Scenario>,
    console: &mut dyn Console,
    locale: &Locale,
) -> Start {
    let links = [
        (
            "--change-password",
            &arguments.change_password,
            DeepLink::ChangePassword as fn(AccountId) -> DeepLink,
        ),
        ("--check", &arguments.check, DeepLink::Check),
    ];
    let mut open = None;
    for (option, id, link) in links {
        match id.as_deref().map(str::parse::<AccountId>) {
            None => {}
            Some(Ok(id)) => open = Some(link(id)),
            Some(Err(error)) => {
                let problem = locale.text(error.message_key());
                console.error(&format!("{option}: {problem}"));
                return Start::Ended(Exit::WrongUse);
            }
        }
    }
    Start::Window(WindowRequest {
        practice,
        language: arguments.lang.map(Language::from),
        data_dir: arguments.data_dir.clone(),
        gallery: arguments.gallery,
        reduce_motion: arguments.reduce_motion,
        open,
    })
}
