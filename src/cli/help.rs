//! The help in the chosen language, and reading the arguments.

use std::{ffi::OsString, mem};

use clap::{CommandFactory as _, FromArgMatches as _};

use super::{
    grammar::{Arguments, Lang},
    wrong_use,
};
use crate::i18n::{Language, Locale};

/// The arguments that were understood, or what to print instead.
pub(super) enum Parsed {
    /// Understood.
    Arguments(Box<Arguments>),
    /// The help or the version was asked for.
    Help(String),
    /// Wrong use, in one sentence.
    WrongUse(String),
}

/// Reads the arguments, the program's name first.
pub(super) fn parse(arguments: Vec<OsString>, locale: &Locale) -> Parsed {
    let arguments = join_scenario(arguments);
    let mut command = localized(locale);
    let matches = match command.try_get_matches_from_mut(&arguments) {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => {
            return Parsed::WrongUse(wrong_use::sentence(&error, &arguments, locale));
        }
        Err(help) => return Parsed::Help(help.render().to_string()),
    };
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => Parsed::Arguments(Box::new(arguments)),
        Err(error) => Parsed::WrongUse(wrong_use::sentence(&error, &arguments, locale)),
    }
}

/// The language named by `--lang`, looked for before the grammar, so that its faults are said in it.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut found = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        let code = if word == "--lang" {
            words.next()
        } else {
            word.strip_prefix("--lang=")
        };
        found = code
            .and_then(|code| <Lang as clap::ValueEnum>::from_str(code, false).ok())
            .or(found);
    }
    found.map_or_else(Language::of_system, Language::from)
}

/// `--practice wrong-password` becomes `--practice=wrong-password`, so that a command may follow a
/// bare `--practice`.
fn join_scenario(arguments: Vec<OsString>) -> Vec<OsString> {
    let commands: Vec<String> = Arguments::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let mut joined: Vec<OsString> = Vec::with_capacity(arguments.len());
    let mut after_practice = false;
    for word in arguments {
        let is_value = word.to_str().is_some_and(|text| {
            !text.starts_with('-') && !commands.iter().any(|name| name == text)
        });
        match joined.last_mut() {
            Some(practice) if after_practice && is_value => {
                practice.push("=");
                practice.push(&word);
                after_practice = false;
            }
            Some(_) | None => {
                after_practice = word == "--practice";
                joined.push(word);
            }
        }
    }
    joined
}

/// The grammar with all its texts.
pub(super) fn localized(locale: &Locale) -> clap::Command {
    let mut command = Arguments::command();
    command.build();
    localize(command, locale, None)
}

fn localize(command: clap::Command, locale: &Locale, name: Option<&str>) -> clap::Command {
    let about = locale.text(&format!("cli-help-{}", name.unwrap_or("window")));
    let options = locale.text("cli-help-heading-options");
    let values = locale.text("cli-help-heading-values");
    let mut command = command
        .about(about)
        .long_about(None)
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            locale.text("cli-help-heading-usage")
        ))
        .subcommand_help_heading(locale.text("cli-help-heading-commands"))
        .subcommand_value_name(locale.text("cli-help-value-command"))
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                values.clone()
            } else {
                options.clone()
            };
            let text = locale.text(&argument_key(locale, name, argument.get_id().as_str()));
            argument
                .help(text)
                .long_help(None)
                .help_heading(heading)
                .hide_possible_values(true)
        });
    if name.is_none() {
        command = command.after_help(format!("\n\n{}", locale.text("cli-help-after")));
    }
    let usage = command.render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage:")
        .trim_start()
        .replace("[OPTIONS]", &locale.text("cli-help-value-options"));
    command = command.override_usage(usage);
    for subcommand in command.get_subcommands_mut() {
        let name = subcommand.get_name().to_owned();
        *subcommand = localize(mem::take(subcommand), locale, Some(&name));
    }
    command
}

/// A command's own text of an argument, else the one that all share.
fn argument_key(locale: &Locale, command: Option<&str>, argument: &str) -> String {
    let argument = argument.replace('_', "-");
    let own = format!("cli-help-{}--{argument}", command.unwrap_or("window"));
    if locale.has(&own) {
        own
    } else {
        format!("cli-help---{argument}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Parsed {
        let words = words.iter().map(OsString::from).collect();
        parse(words, &Locale::new(Language::English))
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        fn walk(locale: &Locale, command: &clap::Command, name: Option<&str>) {
            let about = format!("cli-help-{}", name.unwrap_or("window"));
            assert!(locale.has(&about), "{about}");
            for argument in command.get_arguments() {
                let key = argument_key(locale, name, argument.get_id().as_str());
                assert!(locale.has(&key), "{key}");
            }
            for subcommand in command.get_subcommands() {
                walk(locale, subcommand, Some(subcommand.get_name()));
            }
        }
        for language in Language::ALL {
            let locale = Locale::new(language);
            let mut command = Arguments::command();
            command.build();
            command.clone().debug_assert();
            walk(&locale, &command, None);
        }
    }

    #[test]
    fn the_help_is_in_the_chosen_language() {
        let spanish = Locale::new(Language::Spanish);
        let Parsed::Help(text) = parse(
            vec!["home-station".into(), "setup".into(), "--help".into()],
            &spanish,
        ) else {
            panic!("no help");
        };
        for english in ["Usage", "Options", "OPTIONS", "Commands", "Print help"] {
            assert!(!text.contains(english), "{english}: {text}");
        }
        assert!(text.contains("home-station setup"), "{text}");
    }

    #[test]
    fn a_bare_practice_may_be_followed_by_a_command_or_a_scenario() {
        for (words, scenario, has_command) in [
            (&["home-station", "--practice"][..], "none", false),
            (
                &["home-station", "--practice", "wrong-password"],
                "wrong-password",
                false,
            ),
            (
                &["home-station", "--practice", "setup", "--interactive"],
                "none",
                true,
            ),
            (
                &[
                    "home-station",
                    "setup",
                    "--interactive",
                    "--practice",
                    "silent",
                ],
                "silent",
                true,
            ),
        ] {
            let Parsed::Arguments(arguments) = parsed(words) else {
                panic!("{words:?}");
            };
            assert_eq!(arguments.practice.as_deref(), Some(scenario), "{words:?}");
            assert_eq!(arguments.command.is_some(), has_command, "{words:?}");
        }
    }

    #[test]
    fn the_language_is_found_before_the_grammar() {
        let of = |words: &[&str]| language(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["x", "--lang", "es", "--nonsense"]), Language::Spanish);
        assert_eq!(of(&["x", "--lang=en"]), Language::English);
    }
}
