//! The controls a screen is made of. They know nothing of mail: only words come in, and a message
//! goes out. Each reads its colours from [`crate::theme`].
//!
//! Stock iced 0.14 gives the keyboard to text fields only, so everything that can be pressed here
//! is a [`press::Press`], and the window's root is a [`keys::Keys`].

pub(crate) mod arrange;
pub mod button;
pub mod card;
pub mod choice;
pub mod dialog;
pub(crate) mod drawing;
pub mod field;
pub mod flow;
pub mod focus;
pub(crate) mod forward;
pub mod frame;
pub mod group;
pub mod guide;
pub mod icon;
pub mod keys;
pub mod ladder;
pub mod notice;
pub mod page;
pub mod password;
pub mod picture;
pub mod press;
pub mod progress;
pub mod row;
pub mod stepper;
pub mod text;
pub(crate) mod water;

use std::borrow::Cow;

use crate::theme::Theme;

pub use iced::widget::Id;
pub use icon::Icon;
pub use picture::Picture;

/// An element in our theme.
pub type Element<'a, M> = iced::Element<'a, M, Theme>;

/// A column in our theme.
pub type Column<'a, M> = iced::widget::Column<'a, M, Theme>;

/// A row in our theme.
pub type Row<'a, M> = iced::widget::Row<'a, M, Theme>;

/// Words that a widget shows: borrowed or made in the view.
pub type Words<'a> = Cow<'a, str>;

/// Whether something may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Motion {
    /// Little and calm.
    #[default]
    Full,
    /// Nothing moves: the system or the person asked for it.
    Reduced,
}

pub use card::{card, panel, pill, tile};
pub use choice::{Segment, checkbox, radio, segmented};
pub use dialog::dialog;
pub use field::{Verdict, field, verdict_line};
pub use flow::{cards, columns, tiles};
pub use group::group;
pub use guide::{glossary_word, guide_step, name_tag};
pub use icon::icon;
pub use keys::Keys;
pub use ladder::rung;
pub use notice::{banner, callout, quote};
pub use page::{footer, page};
pub use password::password_field;
pub use progress::spinner;
pub use row::{copy_row, divided};
pub use stepper::stepper;
