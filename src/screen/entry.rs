//! The password field of two screens: what was typed, what will be used of it, and what it looks
//! like. It warns; it never forbids what could be sent.

use iced::widget::Column;

use super::Context;
use crate::{
    draft::{Draft, FieldProblem},
    provider::{
        PasswordKind, PasswordShape, Provider,
        password::{self, Assessment, Look},
    },
    secret::Secret,
    theme::space,
    widget::{
        Element, Id, Verdict, button,
        notice::{Kind, callout},
        password_field, verdict_line,
    },
};

/// The password's field.
pub const SECRET: Id = Id::new("secret");

/// The button that uses a doubtful password.
pub const ANYWAY: Id = Id::new("use-anyway");

/// The state of the field.
#[derive(Debug)]
pub struct Entry {
    shape: PasswordShape,
    typed: Secret,
    assessment: Assessment,
    is_shown: bool,
    /// Whether it was used too early: what is missing or doubtful is said.
    is_asked: bool,
    /// Refused by the server; not sent again.
    is_refused: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// It was typed.
    Typed(Secret),
    /// It was pasted into the field; the whole new content.
    Pasted(Secret),
    /// The paste button was pressed.
    PasteAsked,
    /// Show or hide.
    ShowToggled,
    /// Use it anyway.
    UsedAnyway,
}

/// What the owner shall do.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// Nothing.
    None,
    /// Read the clipboard.
    Paste,
    /// It shall be used.
    Use,
}

/// Whether it can be used.
#[derive(Debug, PartialEq)]
pub enum Use {
    /// Yes.
    Yes,
    /// Not without being asked again: the keyboard goes there.
    Focus(Id),
}

impl Entry {
    /// The field with what was entered before.
    pub fn new(draft: &Draft) -> Self {
        let shape = shape_of(draft);
        Self {
            shape,
            typed: draft.secret.clone(),
            assessment: password::assess(shape, draft.secret.expose()),
            is_shown: false,
            is_asked: false,
            is_refused: false,
        }
    }

    /// The field after a refusal: empty, so that a paste does not end up behind the old one. It says
    /// that the old one was refused until something else is entered.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.is_refused = !self.typed.is_empty();
        self.typed = Secret::default();
        self
    }

    /// Takes a message; what will be used goes into the draft.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Outcome {
        match message {
            Message::Typed(secret) => {
                self.take(draft, secret, false);
                Outcome::None
            }
            Message::Pasted(secret) => {
                self.take(draft, secret, true);
                Outcome::None
            }
            Message::PasteAsked => Outcome::Paste,
            Message::ShowToggled => {
                self.is_shown = !self.is_shown;
                Outcome::None
            }
            Message::UsedAnyway => {
                if self.assessment.is_usable() {
                    Outcome::Use
                } else {
                    self.is_asked = true;
                    Outcome::None
                }
            }
        }
    }

    /// The clipboard's content, after [`Outcome::Paste`].
    pub fn paste(&mut self, draft: &mut Draft, secret: Secret) {
        self.take(draft, secret, true);
    }

    fn take(&mut self, draft: &mut Draft, secret: Secret, is_pasted: bool) {
        self.assessment = password::assess(self.shape, secret.expose());
        // A paste shows what is kept of it; while typing, what was typed stays as it is.
        self.typed = if is_pasted {
            self.assessment.kept.clone()
        } else {
            secret
        };
        draft.secret = self.assessment.kept.clone();
        self.is_asked = false;
        self.is_refused = false;
    }

    /// Whether it can be used now; else it says why.
    pub fn try_use(&mut self) -> Use {
        if !self.assessment.is_usable() || self.is_refused {
            self.is_asked = true;
            return Use::Focus(SECRET);
        }
        if self.assessment.look.is_doubtful() {
            self.is_asked = true;
            return Use::Focus(ANYWAY);
        }
        Use::Yes
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let Context { locale, draft, .. } = context;
        let (kind, name) = draft.known_provider().map_or(
            (PasswordKind::Account, draft.incoming.host.as_str()),
            |provider| (provider.password_kind(), provider.name()),
        );
        let show = if self.is_shown {
            "password-hide"
        } else {
            "password-reveal"
        };
        let mut field = password_field(locale.text(kind.label_key()), self.typed.expose())
            .show(self.is_shown, locale.text(show), Message::ShowToggled)
            .paste(locale.text("password-paste"), Message::PasteAsked)
            .in_groups(matches!(
                self.shape,
                PasswordShape::SixteenLetters | PasswordShape::FourFoursHyphenated
            ))
            .id(SECRET)
            .on_input(|words| Message::Typed(Secret::new(words)))
            .on_paste(|words| Message::Pasted(Secret::new(words)));
        let look = self.assessment.look;
        let words = look.explain(locale, self.shape, name);
        let problem = self.assessment.kept.sendable().err();
        if self.is_refused {
            field = field.verdict(
                Verdict::Wrong,
                context.text_with("screen-password-refused", "provider", name),
            );
        } else if let Some(problem) = problem.filter(|_| self.is_asked) {
            let problem = FieldProblem::from(problem);
            field = field.verdict(Verdict::Wrong, locale.text(problem.message_key()));
        } else if !(words.is_empty() || self.is_asked && look.is_doubtful()) {
            let verdict = match look {
                Look::LooksRight => Verdict::Good,
                Look::ControlCharacters | Look::TooLongToSend => Verdict::Wrong,
                Look::TooShort { .. } => Verdict::Note,
                Look::Empty
                | Look::Plausible
                | Look::TooLong { .. }
                | Look::LooksLikeAccountPassword
                | Look::WordsOnThePage
                | Look::OtherProvidersCode
                | Look::DigitsForLetters
                | Look::ForeignLetters
                | Look::OddEnds => Verdict::Doubtful,
            };
            field = field.verdict(verdict, words.clone());
        }
        let mut column = Column::new().push(field).spacing(space::S);
        if self.assessment.removed.is_anything() {
            let keys = self.assessment.removed.text_keys();
            let done: Vec<String> = keys.into_iter().map(|key| locale.text(key)).collect();
            column = column.push(verdict_line(Verdict::Note, done.join(" ")));
            if self.is_shown && self.typed != self.assessment.kept {
                let kept = self.assessment.kept.expose();
                let words = format!("{} {kept}", locale.text("password-kept"));
                column = column.push(verdict_line(Verdict::Note, words));
            }
        }
        if self.is_asked && look.is_doubtful() && self.assessment.is_usable() {
            column = column.push(
                callout(Kind::Warning, locale.text("screen-password-doubtful"))
                    .text(words)
                    .action(
                        button::secondary(locale.text("password-use-anyway"))
                            .id(ANYWAY)
                            .on_press(Message::UsedAnyway),
                    ),
            );
        }
        column.into()
    }
}

fn shape_of(draft: &Draft) -> PasswordShape {
    draft
        .known_provider()
        .map_or(PasswordShape::AsTyped, Provider::password)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            provider: Some("gmail".to_owned()),
            ..Draft::default()
        }
    }

    fn secret(words: &str) -> Secret {
        Secret::new(words.to_owned())
    }

    #[test]
    fn a_pasted_code_loses_its_blanks_and_can_be_used() {
        let (mut draft, mut entry) = (draft(), Entry::new(&draft()));
        entry.paste(&mut draft, secret("qzvt kwpm xjrb hnyd\n"));
        assert_eq!(draft.secret, secret("qzvtkwpmxjrbhnyd"));
        assert_eq!(entry.try_use(), Use::Yes);
    }

    #[test]
    fn a_doubtful_one_is_asked_about_once_and_used_anyway() {
        let (mut draft, mut entry) = (draft(), Entry::new(&draft()));
        let _ = entry.update(&mut draft, Message::Typed(secret("Sommer2026!")));
        assert_eq!(entry.try_use(), Use::Focus(ANYWAY));
        assert_eq!(entry.update(&mut draft, Message::UsedAnyway), Outcome::Use);
    }

    #[test]
    fn nothing_and_a_refused_one_lead_back_to_the_field() {
        let (mut draft, mut entry) = (draft(), Entry::new(&draft()));
        assert_eq!(entry.try_use(), Use::Focus(SECRET));
        draft.secret = secret("qzvtkwpmxjrbhnyd");
        let mut entry = Entry::new(&draft).refused();
        assert_eq!(entry.try_use(), Use::Focus(SECRET));
        let _ = entry.update(&mut draft, Message::Typed(secret("wmtrbzqkpvxhjdny")));
        assert_eq!(entry.try_use(), Use::Yes);
    }
}
