//! The field for a password or a code: paste, show, and a code shown in groups of four.

use iced::widget::{Column, Id, container};
use iced::{Fill, Padding, border};

use super::button;
use super::field::{Field, Verdict, field};
use super::icon::Icon;
use super::{Element, Words, text};
use crate::theme::{Theme, radius, size, space};

/// A password field under construction.
pub struct PasswordField<'a, M> {
    field: Field<'a, M>,
    value: &'a str,
    is_shown: bool,
    in_groups: bool,
    show: Option<(Words<'a>, M)>,
    paste: Option<(Words<'a>, M)>,
}

/// A field whose content is hidden until asked for.
pub fn password_field<'a, M: Clone + 'a>(
    label: impl Into<Words<'a>>,
    value: &'a str,
) -> PasswordField<'a, M> {
    PasswordField {
        field: field(label, value).secure(true),
        value,
        is_shown: false,
        in_groups: false,
        show: None,
        paste: None,
    }
}

impl<'a, M: Clone + 'a> PasswordField<'a, M> {
    /// Whether it is shown, and the button that turns that: its label and what it says.
    #[must_use]
    pub fn show(mut self, is_shown: bool, label: impl Into<Words<'a>>, message: M) -> Self {
        self.is_shown = is_shown;
        self.field = self.field.secure(!is_shown);
        self.show = Some((label.into(), message));
        self
    }

    /// A button that pastes: its label and what it says. The clipboard is the parent's to read.
    #[must_use]
    pub fn paste(mut self, label: impl Into<Words<'a>>, message: M) -> Self {
        self.paste = Some((label.into(), message));
        self
    }

    /// While shown, also shows the content in groups of four: how providers print such codes.
    #[must_use]
    pub fn in_groups(mut self, in_groups: bool) -> Self {
        self.in_groups = in_groups;
        self
    }

    /// A help line below.
    #[must_use]
    pub fn help(mut self, words: impl Into<Words<'a>>) -> Self {
        self.field = self.field.help(words);
        self
    }

    /// An example, shown while it is empty.
    #[must_use]
    pub fn placeholder(mut self, words: impl Into<Words<'a>>) -> Self {
        self.field = self.field.placeholder(words);
        self
    }

    /// What is to be said about the content.
    #[must_use]
    pub fn verdict(mut self, verdict: Verdict, words: impl Into<Words<'a>>) -> Self {
        self.field = self.field.verdict(verdict, words);
        self
    }

    /// The name by which it can be given the keyboard.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.field = self.field.id(id);
        self
    }

    /// What it says at each key.
    #[must_use]
    pub fn on_input(mut self, f: impl Fn(String) -> M + 'a) -> Self {
        self.field = self.field.on_input(f);
        self
    }

    /// What it says when something is pasted. Gets the whole new content.
    #[must_use]
    pub fn on_paste(mut self, f: impl Fn(String) -> M + 'a) -> Self {
        self.field = self.field.on_paste(f);
        self
    }

    /// What Enter in it does, if not the page's primary action.
    #[must_use]
    pub fn on_submit(mut self, message: M) -> Self {
        self.field = self.field.on_submit(message);
        self
    }
}

impl<'a, M: Clone + 'a> From<PasswordField<'a, M>> for Element<'a, M> {
    fn from(password: PasswordField<'a, M>) -> Self {
        let mut field = password.field;
        if let Some((label, message)) = password.show {
            let icon = if password.is_shown {
                Icon::EyeOff
            } else {
                Icon::Eye
            };
            field = field.trailing(button::quiet(label).icon(icon).on_press(message));
        }
        if let Some((label, message)) = password.paste {
            field = field.trailing(button::secondary(label).icon(Icon::Paste).on_press(message));
        }
        let mut column = Column::<M, Theme>::new()
            .push(field)
            .spacing(space::XS)
            .width(Fill);
        if password.is_shown && password.in_groups && !password.value.is_empty() {
            column = column.push(code(groups_of_four(password.value)));
        }
        column.into()
    }
}

/// A code that is read letter by letter.
fn code<'a, M: 'a>(words: String) -> Element<'a, M> {
    container(
        text::verbatim(words)
            .size(size::HEADING)
            .font(crate::theme::STRONG),
    )
    .padding(Padding::from([space::XS, space::S]))
    .width(Fill)
    .style(|theme: &Theme| {
        let palette = theme.palette();
        container::Style {
            background: Some(palette.accent_soft.into()),
            border: border::rounded(radius::MEDIUM),
            ..container::Style::default()
        }
    })
    .into()
}

/// Puts a wide gap after each fourth character; spaces typed by the person count as nothing.
fn groups_of_four(value: &str) -> String {
    let mut grouped = String::new();
    let letters = value.chars().filter(|letter| !letter.is_whitespace());
    for (index, letter) in letters.enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push_str("   ");
        }
        grouped.push(letter);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::groups_of_four;

    #[test]
    fn a_code_stands_in_groups_of_four_however_it_was_typed() {
        assert_eq!(groups_of_four("abcdefghij"), "abcd   efgh   ij");
        assert_eq!(groups_of_four("ab cde fgh"), "abcd   efgh");
        assert_eq!(groups_of_four(""), "");
        assert_eq!(groups_of_four("ñandú"), "ñand   ú");
    }
}
