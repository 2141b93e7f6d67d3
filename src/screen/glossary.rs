//! Words that explain themselves: a row of terms, and the explanation of the one that was asked for.

use iced::widget::{Column, Row};

use super::Context;
use crate::{
    provider::glossary::Term,
    theme::space,
    widget::{
        Element, button, glossary_word,
        notice::{Kind, callout},
    },
};

/// Which explanation is open.
#[derive(Debug, Default)]
pub struct Glossary {
    open: Option<Term>,
}

/// What happened: a word was pressed; none: the explanation was closed.
#[derive(Debug, Clone, Copy)]
pub struct Asked(Option<Term>);

impl Glossary {
    /// Opens the explanation, or closes it when it is the open one.
    pub fn update(&mut self, Asked(term): Asked) {
        self.open = term.filter(|term| self.open != Some(*term));
    }

    /// Closes the explanation; whether one was open.
    pub fn close_top(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Draws the words of a page, and the open explanation below them.
    pub fn view<'a>(&self, context: Context<'a>, terms: &[Term]) -> Element<'a, Asked> {
        let words = terms
            .iter()
            .map(|term| glossary_word(context.text(term.word_key()), Asked(Some(*term))));
        let mut column = Column::new().spacing(space::S).push(
            Row::with_children(words)
                .spacing(space::L)
                .wrap()
                .vertical_spacing(space::XS),
        );
        if let Some(term) = self.open {
            column = column.push(
                callout(Kind::Info, context.text(term.word_key()))
                    .text(context.text(term.text_key()))
                    .action(button::quiet(context.text("button-close")).on_press(Asked(None))),
            );
        }
        column.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_opens_its_explanation_and_closes_it_again() {
        let mut glossary = Glossary::default();
        glossary.update(Asked(Some(Term::Port)));
        assert_eq!(glossary.open, Some(Term::Port));
        glossary.update(Asked(Some(Term::Port)));
        assert!(!glossary.close_top());
    }
}
