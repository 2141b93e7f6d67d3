//! A text field with its label, its help and what is to be said about its content.

use iced::widget::{Column, Id, Row, text_input};
use iced::{Alignment, Fill, Padding};

use super::flow::beside;
use super::icon::{self, Icon};
use super::{Element, Words, text};
use crate::theme::{FONT, Theme, Tone, space};

/// What is to be said about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It fits.
    Good,
    /// It may be wrong; one may go on.
    Doubtful,
    /// It is wrong.
    Wrong,
    /// A fact about it.
    Note,
}

impl Verdict {
    const fn icon(self) -> Icon {
        match self {
            Self::Good => Icon::CircleCheck,
            Self::Doubtful => Icon::Warning,
            Self::Wrong => Icon::CircleAlert,
            Self::Note => Icon::Info,
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Good => Tone::Success,
            Self::Doubtful => Tone::Warning,
            Self::Wrong => Tone::Danger,
            Self::Note => Tone::Muted,
        }
    }
}

/// A line with an icon, in the tone of a verdict.
pub fn verdict_line<'a, M: 'a>(verdict: Verdict, words: impl Into<Words<'a>>) -> Element<'a, M> {
    Row::<M, Theme>::new()
        .push(icon::icon(verdict.icon()).small().tone(verdict.tone()))
        .push(text::toned(text::small(words), verdict.tone()).width(Fill))
        .spacing(space::XXS + 2.0)
        .padding(Padding::ZERO.top(2.0))
        .into()
}

type OnInput<'a, M> = Box<dyn Fn(String) -> M + 'a>;

/// A field under construction.
pub struct Field<'a, M> {
    label: Words<'a>,
    value: &'a str,
    placeholder: Words<'a>,
    optional: Option<Words<'a>>,
    help: Option<Words<'a>>,
    verdict: Option<(Verdict, Words<'a>)>,
    is_secure: bool,
    id: Option<Id>,
    on_input: Option<OnInput<'a, M>>,
    on_paste: Option<OnInput<'a, M>>,
    on_submit: Option<M>,
    trailing: Vec<Element<'a, M>>,
}

/// A field with a label. Without `on_input` it is disabled.
pub fn field<'a, M>(label: impl Into<Words<'a>>, value: &'a str) -> Field<'a, M> {
    Field {
        label: label.into(),
        value,
        placeholder: "".into(),
        optional: None,
        help: None,
        verdict: None,
        is_secure: false,
        id: None,
        on_input: None,
        on_paste: None,
        on_submit: None,
        trailing: Vec::new(),
    }
}

impl<'a, M> Field<'a, M> {
    /// An example, shown while it is empty.
    #[must_use]
    pub fn placeholder(mut self, words: impl Into<Words<'a>>) -> Self {
        self.placeholder = words.into();
        self
    }

    /// A word behind the label: "optional".
    #[must_use]
    pub fn optional(mut self, words: impl Into<Words<'a>>) -> Self {
        self.optional = Some(words.into());
        self
    }

    /// A help line below.
    #[must_use]
    pub fn help(mut self, words: impl Into<Words<'a>>) -> Self {
        self.help = Some(words.into());
        self
    }

    /// What is to be said about the content, below the field.
    #[must_use]
    pub fn verdict(mut self, verdict: Verdict, words: impl Into<Words<'a>>) -> Self {
        self.verdict = Some((verdict, words.into()));
        self
    }

    /// An error below the field.
    #[must_use]
    pub fn error_maybe(mut self, words: Option<impl Into<Words<'a>>>) -> Self {
        self.verdict = words.map(|words| (Verdict::Wrong, words.into()));
        self
    }

    /// Shows dots instead of the content.
    #[must_use]
    pub fn secure(mut self, is_secure: bool) -> Self {
        self.is_secure = is_secure;
        self
    }

    /// The name by which it can be given the keyboard.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What it says at each key.
    #[must_use]
    pub fn on_input(mut self, f: impl Fn(String) -> M + 'a) -> Self {
        self.on_input = Some(Box::new(f));
        self
    }

    /// What it says when something is pasted, if that differs. Gets the whole new content.
    #[must_use]
    pub fn on_paste(mut self, f: impl Fn(String) -> M + 'a) -> Self {
        self.on_paste = Some(Box::new(f));
        self
    }

    /// What Enter in it does, if not the page's primary action.
    #[must_use]
    pub fn on_submit(mut self, message: M) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// A button beside it.
    #[must_use]
    pub fn trailing(mut self, element: impl Into<Element<'a, M>>) -> Self {
        self.trailing.push(element.into());
        self
    }
}

impl<'a, M: Clone + 'a> From<Field<'a, M>> for Element<'a, M> {
    fn from(field: Field<'a, M>) -> Self {
        let is_wrong = matches!(field.verdict, Some((Verdict::Wrong, _)));
        let mut input = text_input::<M, Theme, iced::Renderer>(&field.placeholder, field.value)
            .secure(field.is_secure)
            .font(FONT)
            .padding(Padding::from([space::S - 1.0, space::S]))
            .style(move |theme, status| crate::theme::input(theme, status, is_wrong));
        if let Some(id) = field.id {
            input = input.id(id);
        }
        if let Some(on_input) = field.on_input {
            input = input.on_input(on_input);
        }
        if let Some(on_paste) = field.on_paste {
            input = input.on_paste(on_paste);
        }
        if let Some(on_submit) = field.on_submit {
            input = input.on_submit(on_submit);
        }

        let mut label = Row::<M, Theme>::new()
            .push(text::strong(field.label))
            .spacing(space::XS)
            .align_y(Alignment::End);
        if let Some(words) = field.optional {
            label = label.push(text::small(words));
        }
        let mut column = Column::<M, Theme>::new()
            .spacing(space::XXS + 2.0)
            .width(Fill)
            .push(label.wrap());
        if field.trailing.is_empty() {
            column = column.push(input);
        } else {
            let buttons = Row::<M, Theme>::with_children(field.trailing)
                .spacing(space::XS)
                .align_y(Alignment::Center)
                .wrap()
                .vertical_spacing(space::XS);
            column = column.push(beside(input, buttons));
        }
        if let Some((verdict, words)) = field.verdict {
            column = column.push(verdict_line(verdict, words));
        }
        if let Some(words) = field.help {
            column = column.push(text::small(words));
        }
        column.into()
    }
}
