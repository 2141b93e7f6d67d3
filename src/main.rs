//! Starts the window or the command line; everything else is the library.

use std::process::ExitCode;

use home_station::{
    cli::{self, Console as _, Exit, Start, Terminal, WindowRequest},
    i18n::{Language, Locale},
};

fn main() -> ExitCode {
    cli::log::start();
    let mut terminal = Terminal;
    match cli::start(std::env::args_os().collect(), &mut terminal) {
        Start::Ended(exit) => exit.into(),
        Start::Window(request) => open_window(&request, &mut terminal).into(),
    }
}

fn open_window(request: &WindowRequest, terminal: &mut Terminal) -> Exit {
    let language = request.language.unwrap_or_else(Language::of_system);
    terminal.error(&Locale::new(language).text("cli-no-window"));
    Exit::Refused
}
