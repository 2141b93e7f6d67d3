//! The walk through the questions against the embedded servers.

use std::{collections::VecDeque, sync::Arc};

use crate::{
    backend::{self, Backend},
    cli::{
        Console, Exit,
        console::NoPassword,
        grammar::{Command, Setup},
        run_command,
    },
    i18n::{Language, Locale},
    practice::Scenario,
    secret::Secret,
};

/// Answers in order; what was asked and said is kept.
#[derive(Default)]
struct Script {
    answers: VecDeque<String>,
    said: String,
}

impl Console for Script {
    fn out(&mut self, text: &str) {
        self.said.push_str(text);
    }

    fn error(&mut self, line: &str) {
        self.said.push_str(line);
        self.said.push('\n');
    }

    fn line(&mut self) -> Option<String> {
        let answer = self.answers.pop_front();
        self.said.push_str(answer.as_deref().unwrap_or("(end)"));
        self.said.push('\n');
        answer
    }

    fn password(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        self.password_answer(prompt)
    }

    fn password_answer(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        self.said.push_str(prompt);
        self.said.push('\n');
        let answer = self.answers.pop_front();
        answer.map(Secret::new).ok_or(NoPassword::End)
    }
}

fn walk(
    scenario: Scenario,
    language: Language,
    answers: &[&str],
) -> (Exit, String, Arc<dyn Backend>) {
    let world: Arc<dyn Backend> = Arc::new(backend::practice::start(scenario.into()).unwrap());
    let mut script = Script {
        answers: answers.iter().map(|&answer| answer.to_owned()).collect(),
        said: String::new(),
    };
    let options = Setup {
        interactive: true,
        ..Setup::default()
    };
    let command = Command::Setup(Box::new(options));
    let locale = Locale::new(language);
    let exit = run_command(&command, Arc::clone(&world), &mut script, &locale);
    assert!(
        script.answers.is_empty(),
        "{:?} left: {}",
        script.answers,
        script.said
    );
    for prefix in ["cli-", "screen-", "step-", "value-", "check-", "provider-"] {
        assert!(
            !script
                .said
                .lines()
                .any(|line| line.trim_start().starts_with(prefix)),
            "a text is missing: {}",
            script.said
        );
    }
    (exit, script.said, world)
}

fn saved(world: &Arc<dyn Backend>) -> Vec<String> {
    let snapshot = futures::executor::block_on(world.load()).unwrap();
    let accounts = snapshot.accounts.iter();
    accounts
        .map(|stored| format!("{} {}", stored.account.id, stored.account.address))
        .collect()
}

#[test]
fn a_home_station_is_set_up_by_answers_in_both_languages() {
    for language in Language::ALL {
        let (exit, said, world) = walk(
            Scenario::None,
            language,
            &[
                "",
                "ana@gmail.com",
                "no",
                "si",
                "",
                "qmzr wkxp vtbn hjds",
                "",
                "",
            ],
        );
        assert_eq!(exit, Exit::Done, "{said}");
        assert_eq!(saved(&world), ["home-station ana@gmail.com"]);
        assert!(!said.contains("qmzr"), "{said}");
        assert!(said.contains("INBOX"), "{said}");
    }
}

#[test]
fn a_refused_password_is_explained_and_repaired() {
    let (exit, said, world) = walk(
        Scenario::WrongPassword,
        Language::Spanish,
        &[
            "2",
            "123456",
            "pozo7@gmail.com",
            "qmzrwkxpvtbnhjds",
            "",
            "hjdsvtbnwkxpqmzr",
            "no",
        ],
    );
    assert_eq!(exit, Exit::Done, "{said}");
    assert_eq!(saved(&world), ["levelsender-123456 pozo7@gmail.com"]);
    assert!(said.contains("no aceptó la contraseña"), "{said}");
}

#[test]
fn own_servers_are_asked_for_and_the_way_back_keeps_the_answers() {
    let (exit, said, world) = walk(
        Scenario::None,
        Language::English,
        &[
            "1",
            "ana@agua.example",
            "<",
            "",
            "yes",
            "",
            "secret",
            "mail.agua.example",
            "",
            "",
            "",
            "mail.agua.example",
            "",
            "",
            "",
            "no",
        ],
    );
    assert_eq!(exit, Exit::Done, "{said}");
    assert_eq!(saved(&world), ["home-station ana@agua.example"]);
}

#[test]
fn a_provider_that_cannot_serve_says_so_before_the_password_and_leaving_saves_nothing() {
    let (exit, said, world) = walk(
        Scenario::None,
        Language::English,
        &["1", "ana", "ana@hotmail.com", "no"],
    );
    assert_eq!(exit, Exit::Refused, "{said}");
    assert!(saved(&world).is_empty());
    assert!(said.contains("16 September 2024"), "{said}");
}
