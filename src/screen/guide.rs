//! The way to the password at the provider's pages, beside the field: steps with drawings that can
//! be ticked off, buttons that open exactly the right page, the name to copy, and "I don't see App
//! passwords".

mod one;

use std::collections::BTreeSet;

use iced::widget::{Column, Row, svg};

use super::{Context, entry};
use crate::{
    account::Role,
    provider::{
        Provider,
        guide::{self, GuideStep, NONE_OF_THESE, StepTool, Subject},
    },
    theme::space,
    widget::{
        Element, Icon, Id, button, guide_step,
        notice::{Kind, callout},
        panel, text,
    },
};

/// The button to the next step, where one step is shown at a time.
pub const NEXT: Id = Id::new("guide-next");

/// The button "I don't see App passwords".
const MISSING: Id = Id::new("guide-missing");

/// Yes to a question, and the first button of its answer.
const ANSWER: Id = Id::new("guide-answer");

/// No to a question, so that the next one can be answered in the same way.
const NO: Id = Id::new("guide-answer-no");

/// Where "I don't see App passwords" stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Closed,
    /// This question is asked.
    Asking(usize),
    /// This question was answered with yes.
    Answered(usize),
}

/// The state of the guide.
#[derive(Debug)]
pub struct Guide {
    done: BTreeSet<usize>,
    is_copied: bool,
    missing: Missing,
    shows_notes: bool,
    /// The step that is shown where there is room for one.
    current: usize,
}

impl Default for Guide {
    fn default() -> Self {
        Self {
            done: BTreeSet::new(),
            is_copied: false,
            missing: Missing::Closed,
            shows_notes: false,
            current: 0,
        }
    }
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A step was ticked off, or not any more.
    Ticked(usize),
    /// A page is to be opened.
    PageAsked(String),
    /// The name for the app password is to be copied.
    NameCopied(String),
    /// "I don't see App passwords" was opened or closed.
    MissingToggled,
    /// The question was answered.
    MissingAnswered(bool),
    /// The notes were opened or closed.
    NotesToggled,
    /// Another step is to be shown, where one is shown at a time; whether it is the last.
    StepShown(usize, bool),
    /// The last step's button: paste what is on the clipboard.
    PasteAsked,
    /// The last step's button where there is nothing to paste: to the password field.
    FieldAsked,
    /// The small window beside the browser was asked for, or the full one.
    BesideToggled,
}

/// What the owner shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    None,
    /// Open a page.
    Open(String),
    /// Put this on the clipboard.
    Copy(String),
    /// Read the clipboard.
    Paste,
    /// Give the keyboard to this.
    Focus(Id),
    /// Make the window the small one beside the browser, or the full one again.
    Beside,
}

impl Guide {
    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Outcome {
        match message {
            Message::Ticked(step) => {
                if !self.done.remove(&step) {
                    let _ = self.done.insert(step);
                }
            }
            Message::PageAsked(page) => return Outcome::Open(page),
            Message::NameCopied(name) => {
                self.is_copied = true;
                return Outcome::Copy(name);
            }
            Message::MissingToggled => {
                let (missing, focus) = match self.missing {
                    Missing::Closed => (Missing::Asking(0), ANSWER),
                    Missing::Asking(_) | Missing::Answered(_) => (Missing::Closed, MISSING),
                };
                self.missing = missing;
                return Outcome::Focus(focus);
            }
            Message::MissingAnswered(is_so) => {
                if let Missing::Asking(question) = self.missing {
                    self.missing = if is_so {
                        Missing::Answered(question)
                    } else {
                        Missing::Asking(question + 1)
                    };
                }
                return Outcome::Focus(if is_so { ANSWER } else { NO });
            }
            Message::NotesToggled => self.shows_notes = !self.shows_notes,
            Message::StepShown(step, is_last) => {
                self.current = step;
                if is_last {
                    return Outcome::Focus(entry::SECRET);
                }
            }
            Message::PasteAsked => return Outcome::Paste,
            Message::FieldAsked => return Outcome::Focus(entry::SECRET),
            Message::BesideToggled => {
                while self.done.contains(&self.current) {
                    self.current += 1;
                }
                return Outcome::Beside;
            }
        }
        Outcome::None
    }

    /// What it leads to: "An app password for Gmail".
    pub fn title(context: Context<'_>) -> String {
        let Context { locale, draft, .. } = context;
        let provider = draft.known_provider();
        let role = draft.parsed_role().unwrap_or(Role::HomeStation);
        let subject = Subject::of(draft.address.trim(), &role, provider, &draft.incoming.host);
        locale.text_with(guide::of(provider).title, subject.values())
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        let was_open = self.missing != Missing::Closed;
        self.missing = Missing::Closed;
        was_open
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let Context { locale, draft, .. } = context;
        let provider = draft.known_provider();
        let role = draft.parsed_role().unwrap_or(Role::HomeStation);
        let subject = Subject::of(draft.address.trim(), &role, provider, &draft.incoming.host);
        let guide = guide::of(provider);
        let incoming = draft.effective_protocol();
        let beside = button::secondary(locale.text("guide-beside"))
            .icon(Icon::Beside)
            .on_press(Message::BesideToggled);
        let hints = provider.map(guide::hints).unwrap_or_default();
        let mut column = Column::new()
            .push(beside)
            .push((!hints.is_empty()).then(|| {
                let notice = callout(Kind::Info, locale.text("screen-guide-notes"));
                let notice = hints.iter().fold(notice, |notice, key| {
                    notice.content(text::body(locale.text(key)))
                });
                Element::from(notice)
            }))
            .spacing(space::M);
        for (index, step) in guide::steps(provider, incoming).into_iter().enumerate() {
            column = column.push(self.step(context, &subject, provider, index, step));
        }
        let notes = guide.notes(&role, incoming);
        if !notes.is_empty() {
            column = column.push(
                button::disclosure(locale.text("screen-guide-notes"), self.shows_notes)
                    .on_press(Message::NotesToggled),
            );
            if self.shows_notes {
                for note in notes {
                    let words = locale.text_with(note, subject.values());
                    column = column.push(text::body(format!("• {words}")));
                }
            }
        }
        column.into()
    }

    fn step<'a>(
        &'a self,
        context: Context<'a>,
        subject: &Subject<'_>,
        provider: Option<&'static Provider>,
        index: usize,
        step: &'static GuideStep,
    ) -> Element<'a, Message> {
        let locale = context.locale;
        let drawing = svg::Handle::from_memory(step.drawing.svg());
        let row = guide_step(index + 1, step.explain(locale, subject));
        let row = if context.beside.is_some() {
            row.small_drawing(drawing)
        } else {
            row.drawing(drawing)
        };
        let mut row = row.tick(self.done.contains(&index), Message::Ticked(index));
        for label in step.labels {
            // The browser may speak the other language.
            row = row.name(label.forms().join(" / "));
        }
        let page = provider
            .and_then(|provider| step.page_at(provider, context.draft.effective_protocol()));
        if let Some(page) = page.or(step.page) {
            row = row.action(
                button::secondary(locale.text("screen-guide-open"))
                    .trailing(Icon::External)
                    .on_press(Message::PageAsked(page.to_owned())),
            );
        }
        match step.tool {
            StepTool::None => {}
            // Where one step is shown, the field stands right below it.
            StepTool::PasswordField if context.beside.is_some() => {}
            StepTool::PasswordField => {
                let needs_code = provider.is_some_and(|known| known.password_kind().needs_code());
                row = row.action(if needs_code {
                    button::secondary(locale.text("password-paste"))
                        .icon(Icon::Paste)
                        .on_press(Message::PasteAsked)
                } else {
                    button::secondary(locale.text("guide-to-field")).on_press(Message::FieldAsked)
                });
            }
            StepTool::CopyName => {
                let name = subject.role.app_password_name();
                let icon = if self.is_copied {
                    Icon::Check
                } else {
                    Icon::Copy
                };
                row = row.action(
                    button::secondary(context.text_with(
                        "screen-guide-copy-name",
                        "name",
                        name.clone(),
                    ))
                    .icon(icon)
                    .on_press(Message::NameCopied(name)),
                );
            }
            StepTool::Missing => {
                row = row.action(
                    button::link(locale.text("screen-guide-missing"))
                        .icon(Icon::Help)
                        .id(MISSING)
                        .on_press(Message::MissingToggled),
                );
                if self.missing != Missing::Closed {
                    let missing = self.missing(context, subject, guide::of(provider));
                    return Column::new()
                        .push(row)
                        .push(missing)
                        .spacing(space::S)
                        .into();
                }
            }
        }
        row.into()
    }

    /// The questions, one at a time.
    fn missing<'a>(
        &'a self,
        context: Context<'a>,
        subject: &Subject<'_>,
        guide: &'static guide::Guide,
    ) -> Element<'a, Message> {
        let locale = context.locale;
        let explain = |key: &str| locale.text_with(key, subject.values());
        let (question, is_answered) = match self.missing {
            Missing::Closed => return iced::widget::space().into(),
            Missing::Asking(index) => (guide.missing.get(index), false),
            Missing::Answered(index) => (guide.missing.get(index), true),
        };
        let close = || button::quiet(locale.text("button-close")).on_press(Message::MissingToggled);
        match question {
            None => callout(Kind::Info, explain(NONE_OF_THESE))
                .action(close().id(NO))
                .into(),
            Some(question) if is_answered => {
                let answer = callout(Kind::Info, explain(question.yes.key));
                let Some(page) = question.yes.page else {
                    return answer.action(close().id(ANSWER)).into();
                };
                let open = button::secondary(locale.text("screen-guide-open"))
                    .trailing(Icon::External)
                    .id(ANSWER)
                    .on_press(Message::PageAsked(page.to_owned()));
                answer.action(open).action(close()).into()
            }
            Some(question) => panel(
                Column::new()
                    .push(text::strong(explain(question.ask)))
                    .push(
                        Row::new()
                            .push(
                                button::secondary(locale.text("word-yes"))
                                    .id(ANSWER)
                                    .on_press(Message::MissingAnswered(true)),
                            )
                            .push(
                                button::secondary(locale.text("word-no"))
                                    .id(NO)
                                    .on_press(Message::MissingAnswered(false)),
                            )
                            .push(close())
                            .spacing(space::XS),
                    )
                    .spacing(space::S),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_questions_follow_one_another_until_one_is_answered_with_yes() {
        let mut guide = Guide::default();
        let _ = guide.update(Message::MissingToggled);
        let _ = guide.update(Message::MissingAnswered(false));
        let _ = guide.update(Message::MissingAnswered(true));
        assert_eq!(guide.missing, Missing::Answered(1));
        assert!(guide.close_top());
        assert!(!guide.close_top());
    }
}
