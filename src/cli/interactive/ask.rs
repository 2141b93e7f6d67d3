//! The four kinds of questions: a line, a choice, yes or no, and the way back.

use super::Walk;
use crate::cli::console::Exit;

/// Not an answer but a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// To the step before.
    Back,
    /// Away.
    Leave,
    /// Nothing can be kept here.
    Stored(Exit),
}

/// What is typed to go back.
const BACK: &str = "<";

impl Walk<'_, '_> {
    /// A line; what is proposed if only Enter is pressed.
    pub(super) fn ask(&mut self, question: &str, proposed: &str) -> Result<String, Turn> {
        let prompt = if proposed.is_empty() {
            format!("{question}: ")
        } else {
            format!("{question} [{proposed}]: ")
        };
        self.session.console.out(&prompt);
        match self.session.console.line() {
            None => Err(Turn::Leave),
            Some(line) if line.trim() == BACK => Err(Turn::Back),
            Some(line) if line.trim().is_empty() => Ok(proposed.to_owned()),
            Some(line) => Ok(line),
        }
    }

    /// A line, the question by its key.
    pub(super) fn ask_key(&mut self, key: &str, proposed: &str) -> Result<String, Turn> {
        let question = self.session.locale.text(key);
        self.ask(&question, proposed)
    }

    /// One of several, by its number; asked again until it is one.
    pub(super) fn choose(
        &mut self,
        title: &str,
        options: &[String],
        proposed: usize,
    ) -> Result<usize, Turn> {
        self.line(title);
        for (index, option) in options.iter().enumerate() {
            self.line(&format!("  {}. {option}", index + 1));
        }
        loop {
            let number = (proposed + 1).to_string();
            let answer = self.ask_key("cli-ask-number", &number)?;
            let chosen = answer.trim().parse::<usize>().ok();
            let chosen = chosen.and_then(|number| number.checked_sub(1));
            match chosen.filter(|index| *index < options.len()) {
                Some(index) => return Ok(index),
                None => self.session.say("cli-ask-number-again"),
            }
        }
    }

    /// Yes or no, the question by its key.
    pub(super) fn yes_no(&mut self, key: &str, proposed: Option<bool>) -> Result<bool, Turn> {
        let question = self.session.locale.text(key);
        self.yes_no_to(&question, proposed)
    }

    /// Yes or no; with nothing proposed it is asked until it is one of them.
    pub(super) fn yes_no_to(
        &mut self,
        question: &str,
        proposed: Option<bool>,
    ) -> Result<bool, Turn> {
        let locale = self.session.locale;
        let (yes, no) = (locale.text("word-yes"), locale.text("word-no"));
        let question = format!("{question} ({yes}/{no})");
        let proposal = match proposed {
            Some(true) => yes.as_str(),
            Some(false) => no.as_str(),
            None => "",
        };
        loop {
            let answer = self.ask(&question, proposal)?.trim().to_lowercase();
            // Both languages' words, whichever is shown.
            match answer.as_str() {
                "y" | "yes" | "s" | "si" | "sí" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => self.session.say("cli-ask-yes-no-again"),
            }
        }
    }
}
