//! Wrong use in one sentence, and without repeating what was typed: it may be a password.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::i18n::Locale;

/// What is wrong, in the chosen language, with the way to the help.
pub(super) fn sentence(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> String {
    let problem = problem(error, arguments, locale);
    format!("{problem}\n{}", locale.text("cli-wrong-see-help"))
}

fn problem(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let known = argument.iter().map(|text| option_name(text));
    let known: Vec<&str> = known.collect();
    let option = || [("option", known.join(", ").into())];
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "another crate's enum, and not exhaustive"
    )]
    match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => {
            unknown(error, arguments, locale)
        }
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => {
            locale.text_with("cli-wrong-missing", option())
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            let other: Vec<&str> = other.iter().map(|text| option_name(text)).collect();
            locale.text_with(
                "cli-wrong-conflict",
                [
                    ("option", known.join(", ").into()),
                    ("other", other.join(", ").into()),
                ],
            )
        }
        ErrorKind::InvalidValue => {
            let values = context(error, ContextKind::ValidValue);
            let given = context(error, ContextKind::InvalidValue);
            if values.is_empty() || given.iter().all(String::is_empty) {
                locale.text_with("cli-wrong-needs-value", option())
            } else {
                locale.text_with(
                    "cli-wrong-value",
                    [
                        ("option", known.join(", ").into()),
                        ("values", values.join(", ").into()),
                    ],
                )
            }
        }
        ErrorKind::TooManyValues => locale.text_with("cli-wrong-takes-no-value", option()),
        ErrorKind::InvalidUtf8 => locale.text("cli-wrong-utf8"),
        _ if known.is_empty() => locale.text("cli-wrong-other"),
        _ => locale.text_with("cli-wrong-option", option()),
    }
}

/// An unknown word is never repeated: only its place is said, and what it resembles.
fn unknown(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> String {
    let kinds = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand];
    let word = kinds
        .into_iter()
        .flat_map(|kind| context(error, kind))
        .next()
        .unwrap_or_default();
    let name = option_name(&word);
    let lower = name.to_ascii_lowercase();
    if lower.starts_with('-')
        && ["pass", "pwd", "contras", "secret"]
            .iter()
            .any(|part| lower.contains(part))
    {
        return locale.text("cli-wrong-password-argument");
    }
    let is_word = |argument: &OsString| {
        argument
            .to_str()
            .is_some_and(|text| text == word || option_name(text) == name)
    };
    let place = arguments
        .iter()
        .skip(1)
        .position(is_word)
        .unwrap_or_default()
        + 1;
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let suggestion = kinds
        .into_iter()
        .flat_map(|kind| context(error, kind))
        .next();
    match suggestion {
        Some(suggestion) => locale.text_with(
            "cli-wrong-unknown-like",
            [
                ("place", place.to_string().into()),
                ("suggestion", suggestion.into()),
            ],
        ),
        None => locale.text_with("cli-wrong-unknown", [("place", place.to_string().into())]),
    }
}

/// `--role <ROLE>` and `--role=x` are `--role`.
fn option_name(text: &str) -> &str {
    text.split(['=', ' ']).next().unwrap_or(text)
}

fn context(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        // `ContextValue` is another crate's and not exhaustive.
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cli::help::{Parsed, parse},
        i18n::Language,
    };

    fn refused(words: &[&str], language: Language) -> String {
        let words = std::iter::once(&"home-station").chain(words);
        match parse(words.map(OsString::from).collect(), &Locale::new(language)) {
            Parsed::WrongUse(sentence) => sentence,
            Parsed::Help(_) | Parsed::Arguments(_) => panic!("it was understood"),
        }
    }

    #[test]
    fn a_password_as_an_argument_is_refused_and_never_repeated() {
        let start = ["setup", "--role", "home-station", "--email", "a@b.example"];
        for rest in [
            &["--password", "hunter2"][..],
            &["--password=hunter2"],
            &["--password-stdin=hunter2"],
            &["--password-stdin", "hunter2"],
            &["hunter2"],
            &["--hunter2"],
            &["-xhunter2"],
            &["--role", "hunter2"],
            &["--", "hunter2"],
        ] {
            for language in Language::ALL {
                let sentence = refused(&[&start[..], rest].concat(), language);
                assert!(!sentence.contains("hunter2"), "{rest:?}: {sentence}");
                assert!(!sentence.contains("cli-wrong"), "{rest:?}: {sentence}");
            }
        }
        let sentence = refused(&["password", "home-station", "hunter2"], Language::English);
        assert!(!sentence.contains("hunter2"), "{sentence}");
        assert!(!refused(&["hunter2"], Language::English).contains("hunter2"));
    }

    #[test]
    fn what_is_missing_or_not_possible_is_named() {
        let missing = refused(&["setup", "--email", "a@b.example"], Language::Spanish);
        assert!(missing.contains("--role"), "{missing}");
        let value = refused(
            &["setup", "--role", "boat", "--email", "a@b.example"],
            Language::English,
        );
        assert!(
            value.contains("--role") && value.contains("levelsender"),
            "{value}"
        );
        let like = refused(&["acounts"], Language::English);
        assert!(like.contains("accounts"), "{like}");
    }
}
