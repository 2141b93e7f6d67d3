//! Writes the manual pages into a folder, English and Spanish, made from the command line's own
//! definition: `man_page DIR` makes `DIR/man1/home-station.1` and one for each command, and the same
//! in `DIR/es`.

use std::{env, fs, io, path::PathBuf};

use home_station::{cli, i18n::Language};

fn main() -> io::Result<()> {
    let folder = env::args_os()
        .nth(1)
        .map_or_else(PathBuf::new, PathBuf::from);
    for (language, place) in [(Language::English, "man1"), (Language::Spanish, "es/man1")] {
        let place = folder.join(place);
        fs::create_dir_all(&place)?;
        clap_mangen::generate_to(cli::command(language), place)?;
    }
    Ok(())
}
