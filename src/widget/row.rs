//! Rows of values: a label, a value, and a button that copies it.

use iced::widget::{Column, Row, rule};
use iced::{Alignment, Fill};

use super::button;
use super::icon::Icon;
use super::{Element, Words, text};
use crate::theme::{FONT, Theme, size, space};

/// A row with a value to copy.
pub struct CopyRow<'a, M> {
    label: Words<'a>,
    value: Words<'a>,
    copy: Option<(bool, Words<'a>, M)>,
}

/// A label and a value.
pub fn copy_row<'a, M>(label: impl Into<Words<'a>>, value: impl Into<Words<'a>>) -> CopyRow<'a, M> {
    CopyRow {
        label: label.into(),
        value: value.into(),
        copy: None,
    }
}

impl<'a, M> CopyRow<'a, M> {
    /// The button that copies: its label, what it says, and whether it has just been copied.
    #[must_use]
    pub fn copy(mut self, label: impl Into<Words<'a>>, message: M, is_copied: bool) -> Self {
        self.copy = Some((is_copied, label.into(), message));
        self
    }
}

impl<'a, M: Clone + 'a> From<CopyRow<'a, M>> for Element<'a, M> {
    fn from(row: CopyRow<'a, M>) -> Self {
        let words = Column::<M, Theme>::new()
            .push(text::small(row.label))
            .push(text::verbatim(row.value).size(size::BODY).font(FONT))
            .width(Fill);
        let mut line = Row::<M, Theme>::new()
            .push(words)
            .spacing(space::S)
            .align_y(Alignment::Center);
        if let Some((is_copied, label, message)) = row.copy {
            let icon = if is_copied { Icon::Check } else { Icon::Copy };
            line = line.push(button::quiet(label).icon(icon).on_press(message));
        }
        line.into()
    }
}

/// Elements below one another, with a line between each two.
pub fn divided<'a, M: 'a>(rows: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    let mut column = Column::<M, Theme>::new().spacing(space::XS).width(Fill);
    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 {
            column = column.push(rule::horizontal::<Theme>(1));
        }
        column = column.push(row);
    }
    column.into()
}
