//! The console twin of the program: the command line alone, for scripts on Windows.

use std::process::ExitCode;

use home_station::{
    cli::{self, Console as _, Exit, Start, Terminal},
    i18n::{Language, Locale},
};

fn main() -> ExitCode {
    cli::log::start();
    let mut terminal = Terminal;
    match cli::start(std::env::args_os().collect(), &mut terminal) {
        Start::Ended(exit) => exit.into(),
        Start::Window(request) => {
            let language = request.language.unwrap_or_else(Language::of_system);
            terminal.error(&Locale::new(language).text("cli-console-only"));
            Exit::WrongUse.into()
        }
    }
}
