//! Large cards and small tiles: pick one of several. What is picked has a mark as well as a colour.

use iced::widget::{Column, Id, Row, container};
use iced::{Alignment, Fill, Length, Padding, border};

use super::icon::{self, Icon};
use super::press::{Press, Status, Style, Underline};
use super::{Element, Picture, Words, picture, text};
use crate::theme::{Elevation, STRONG, Theme, Tone, radius, space};

/// A large card under construction.
pub struct Card<'a, M> {
    title: Words<'a>,
    text: Option<Words<'a>>,
    note: Option<(Tone, Words<'a>)>,
    badge: Option<Words<'a>>,
    picture: Option<Picture>,
    icon: Option<Icon>,
    is_selected: bool,
    on_press: Option<M>,
    id: Option<Id>,
}

/// A large card: one of two or three answers to a question.
pub fn card<'a, M>(title: impl Into<Words<'a>>) -> Card<'a, M> {
    Card {
        title: title.into(),
        text: None,
        note: None,
        badge: None,
        picture: None,
        icon: None,
        is_selected: false,
        on_press: None,
        id: None,
    }
}

impl<'a, M> Card<'a, M> {
    /// What picking it means.
    #[must_use]
    pub fn text(mut self, words: impl Into<Words<'a>>) -> Self {
        self.text = Some(words.into());
        self
    }

    /// A second line in a tone: why it cannot be picked, what speaks for it.
    #[must_use]
    pub fn note(mut self, tone: Tone, words: impl Into<Words<'a>>) -> Self {
        self.note = Some((tone, words.into()));
        self
    }

    /// A short word in a pill: "recommended".
    #[must_use]
    pub fn badge(mut self, words: impl Into<Words<'a>>) -> Self {
        self.badge = Some(words.into());
        self
    }

    /// A drawing above the title.
    #[must_use]
    pub fn picture(mut self, picture: Picture) -> Self {
        self.picture = Some(picture);
        self
    }

    /// An icon before the title.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Whether it is picked.
    #[must_use]
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.is_selected = is_selected;
        self
    }

    /// What it says; without, it is disabled.
    #[must_use]
    pub fn on_press(mut self, message: M) -> Self {
        self.on_press = Some(message);
        self
    }

    /// The same, if there is something to say.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<M>) -> Self {
        self.on_press = message;
        self
    }

    /// The name by which it can be given the keyboard.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, M: Clone + 'a> From<Card<'a, M>> for Element<'a, M> {
    fn from(card: Card<'a, M>) -> Self {
        let is_selected = card.is_selected;
        let mut head = Row::<M, Theme>::new()
            .spacing(space::S)
            .align_y(Alignment::Center);
        if let Some(icon) = card.icon {
            head = head.push(icon::icon(icon).large().tone(Tone::Accent));
        }
        head = head.push(text::heading(card.title).width(Fill));
        head = head.push(mark(is_selected, radius::PILL));

        let mut column = Column::<M, Theme>::new().spacing(space::XS).width(Fill);
        if let Some(drawing) = card.picture {
            column = column.push(
                container(picture::small(drawing))
                    .center_x(Fill)
                    .padding(Padding::ZERO.bottom(space::XS)),
            );
        }
        column = column.push(head);
        if let Some(words) = card.badge {
            column = column.push(pill(words));
        }
        if let Some(words) = card.text {
            column = column.push(text::muted(words));
        }
        if let Some((tone, words)) = card.note {
            column = column.push(text::toned(text::small(words), tone));
        }
        Press::new(column, move |theme, status| {
            style(theme, status, is_selected)
        })
        .on_press_maybe(card.on_press)
        .id_maybe(card.id)
        .leave_enter(is_selected)
        .width(Fill)
        .align(Alignment::Start, Alignment::Start)
        .padding(space::L - space::XXS)
        .into()
    }
}

/// A small tile under construction.
pub struct Tile<'a, M> {
    name: Words<'a>,
    icon: Option<Icon>,
    is_selected: bool,
    on_press: Option<M>,
}

/// A small tile: one of many, a provider. Without an icon it shows the name's first letter.
pub fn tile<'a, M>(name: impl Into<Words<'a>>) -> Tile<'a, M> {
    Tile {
        name: name.into(),
        icon: None,
        is_selected: false,
        on_press: None,
    }
}

impl<M> Tile<'_, M> {
    /// An icon instead of the first letter.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Whether it is picked.
    #[must_use]
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.is_selected = is_selected;
        self
    }

    /// What it says; without, it is disabled.
    #[must_use]
    pub fn on_press(mut self, message: M) -> Self {
        self.on_press = Some(message);
        self
    }
}

impl<'a, M: Clone + 'a> From<Tile<'a, M>> for Element<'a, M> {
    fn from(tile: Tile<'a, M>) -> Self {
        let is_selected = tile.is_selected;
        let face: Element<'a, M> = if is_selected {
            icon::icon(Icon::Check).into()
        } else if let Some(icon) = tile.icon {
            icon::icon(icon).into()
        } else {
            let letter: String = tile.name.chars().take(1).collect();
            text::strong(letter).into()
        };
        let face = container(face)
            .center(Length::Fixed(space::XL))
            .style(move |theme: &Theme| {
                let palette = theme.palette();
                container::Style {
                    text_color: Some(if is_selected {
                        palette.on_accent
                    } else {
                        palette.accent_text
                    }),
                    background: Some(
                        if is_selected {
                            palette.accent
                        } else {
                            palette.accent_soft
                        }
                        .into(),
                    ),
                    border: border::rounded(radius::PILL),
                    ..container::Style::default()
                }
            });
        let row = Row::<M, Theme>::new()
            .push(face)
            .push(text::strong(tile.name).width(Fill))
            .spacing(space::S)
            .align_y(Alignment::Center);
        Press::new(row, move |theme, status| style(theme, status, is_selected))
            .on_press_maybe(tile.on_press)
            .leave_enter(is_selected)
            .width(Fill)
            .align(Alignment::Start, Alignment::Center)
            .padding(space::S)
            .into()
    }
}

/// A plain panel: something that stands together and cannot be pressed.
pub fn panel<'a, M: 'a>(content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    container(content)
        .padding(space::L - space::XXS)
        .width(Fill)
        .style(|theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                background: Some(palette.surface.into()),
                border: border::rounded(radius::LARGE)
                    .width(palette.line)
                    .color(palette.border),
                ..container::Style::default()
            }
        })
        .into()
}

/// A short word in a pill.
pub fn pill<'a, M: 'a>(words: impl Into<Words<'a>>) -> Element<'a, M> {
    container(text::toned(text::small(words).font(STRONG), Tone::Accent))
        .padding(Padding::from([1.0, space::XS]))
        .style(|theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                background: Some(palette.surface.into()),
                border: border::rounded(radius::PILL)
                    .width(palette.line)
                    .color(palette.accent),
                ..container::Style::default()
            }
        })
        .into()
}

/// The mark of a choice: an empty box, or a filled one with a tick; round where one excludes the
/// others.
pub(crate) fn mark<'a, M: 'a>(is_selected: bool, corner: f32) -> Element<'a, M> {
    let inner: Element<'a, M> = if is_selected {
        icon::icon(Icon::Check).small().into()
    } else {
        iced::widget::space().into()
    };
    container(inner)
        .center(Length::Fixed(space::L - 2.0))
        .style(move |theme: &Theme| {
            let palette = theme.palette();
            let (fill, line) = if is_selected {
                (palette.accent, palette.accent)
            } else {
                (palette.surface, palette.border_strong)
            };
            container::Style {
                text_color: Some(palette.on_accent),
                background: Some(fill.into()),
                border: border::rounded(corner).width(1.5).color(line),
                ..container::Style::default()
            }
        })
        .into()
}

fn style(theme: &Theme, status: Status, is_selected: bool) -> Style {
    let palette = theme.palette();
    let (background, border, border_width) = if !status.is_enabled {
        (palette.sunken, palette.border, palette.line)
    } else if is_selected {
        (palette.accent_soft, palette.accent, palette.line + 1.0)
    } else if status.is_pressed {
        (palette.accent_soft, palette.accent, palette.line)
    } else if status.is_hovered {
        (palette.hover, palette.border_strong, palette.line)
    } else {
        (palette.surface, palette.border, palette.line)
    };
    Style {
        background: Some(background),
        text: if status.is_enabled {
            palette.text
        } else {
            palette.text_muted
        },
        border,
        border_width,
        radius: radius::LARGE,
        elevation: if status.is_enabled && !is_selected {
            Elevation::Raised
        } else {
            Elevation::Flat
        },
        underline: Underline::None,
    }
}
