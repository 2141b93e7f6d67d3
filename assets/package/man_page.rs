//! Prints the manual page, made from the command line's own definition.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(home_station::cli::command(
        home_station::i18n::Language::English,
    ))
    .render(&mut page)?;
    io::stdout().write_all(&page)
}
