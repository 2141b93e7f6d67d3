//! Starts the window or the command line; everything else is the library.
//!
//! On Windows it is a program of the window subsystem: no console opens beside the window, and none
//! is written to. Scripts use `home-station-cli` there.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

use home_station::cli::{self, Console as _, Exit, Start, Terminal, WindowRequest};

fn main() -> ExitCode {
    cli::log::start();
    let mut terminal = Terminal;
    match cli::start(std::env::args_os().collect(), &mut terminal) {
        Start::Ended(exit) => exit.into(),
        Start::Window(request) => open_window(&request, &mut terminal).into(),
    }
}

/// Without the window there is only the command line.
#[cfg(not(feature = "gui"))]
fn open_window(request: &WindowRequest, terminal: &mut Terminal) -> Exit {
    use home_station::i18n::{Language, Locale};

    let language = request.language.unwrap_or_else(Language::of_system);
    terminal.error(&Locale::new(language).text("cli-no-window"));
    Exit::Refused
}

#[cfg(feature = "gui")]
fn open_window(request: &WindowRequest, terminal: &mut Terminal) -> Exit {
    match window::open(request) {
        Ok(exit) => exit,
        Err(fault) => {
            terminal.error(&fault.sentence);
            #[cfg(windows)]
            window::show_without_console(&fault.sentence);
            fault.exit
        }
    }
}

#[cfg(feature = "gui")]
mod window {
    use futures::{StreamExt as _, stream};
    use home_station::{
        app::{self, Options, Start},
        cli::{self, DeepLink, Exit, Terminal, WindowRequest},
        failure::StorageFailure,
        i18n::{Language, Locale},
        store::{
            Folders,
            handover::{self, First},
        },
    };

    /// Why there is no window, as a sentence.
    pub(super) struct Fault {
        pub(super) sentence: String,
        pub(super) exit: Exit,
    }

    /// Standard error leads nowhere on Windows: the system's own viewer of texts shows the sentence.
    #[cfg(windows)]
    pub(super) fn show_without_console(sentence: &str) {
        let path = std::env::temp_dir().join("Home Station.txt");
        if std::fs::write(&path, sentence).is_ok() {
            drop(open::that_detached(path));
        }
    }

    /// Opens the window and stays until it is closed; a second one hands over to the first.
    pub(super) fn open(request: &WindowRequest) -> Result<Exit, Fault> {
        let locale = Locale::new(request.language.unwrap_or_else(Language::of_system));
        let storage = |failure: StorageFailure| Fault {
            sentence: locale.text_with(
                failure.message_key(),
                failure
                    .values()
                    .into_iter()
                    .map(|(name, value)| (name, value.into())),
            ),
            exit: Exit::Storage,
        };
        let is_real = request.practice.is_none() && !request.gallery;
        let first = if is_real {
            let folders = Folders::of(request.data_dir.clone()).map_err(storage)?;
            let arguments: Vec<String> = std::env::args().skip(1).collect();
            match handover::start(&folders, &arguments).map_err(storage)? {
                handover::Start::First(first) => Some(first),
                handover::Start::HandedOver => return Ok(Exit::Done),
                handover::Start::NoAnswer => None,
            }
        } else {
            None
        };
        let data_dir = if is_real {
            Some(window_folder(request).map_err(storage)?)
        } else {
            None
        };
        let backend = cli::backend(request.practice, request.data_dir.clone()).map_err(storage)?;
        let options = Options {
            language: request.language,
            start: if request.gallery {
                Start::Gallery
            } else {
                start_of(request.open.as_ref())
            },
            reduce_motion: request.reduce_motion,
            look: None,
            data_dir,
            requests: first.map(|first| requests(first).boxed()),
        };
        match app::run(backend, options) {
            Ok(()) => Ok(Exit::Done),
            Err(error) => Err(Fault {
                sentence: error.explain(&locale),
                exit: Exit::Refused,
            }),
        }
    }

    /// Where the window keeps its size.
    fn window_folder(request: &WindowRequest) -> Result<std::path::PathBuf, StorageFailure> {
        Ok(Folders::of(request.data_dir.clone())?.state().to_owned())
    }

    fn start_of(link: Option<&DeepLink>) -> Start {
        match link {
            None => Start::Home,
            Some(DeepLink::ChangePassword(id)) => Start::ChangePassword(id.clone()),
            Some(DeepLink::Check(id)) => Start::Check(id.clone()),
        }
    }

    /// What later starts ask, as long as this window lives.
    fn requests(first: First) -> impl futures::Stream<Item = Start> + Send {
        stream::unfold(first, |mut first| async move {
            let arguments = first.arrivals.next().await?;
            Some((wanted(arguments), first))
        })
    }

    fn wanted(arguments: Vec<String>) -> Start {
        let program = std::iter::once("home-station".to_owned());
        let arguments = program.chain(arguments).map(Into::into).collect();
        match cli::start(arguments, &mut Terminal) {
            cli::Start::Window(request) => start_of(request.open.as_ref()),
            cli::Start::Ended(_) => Start::Home,
        }
    }
}
