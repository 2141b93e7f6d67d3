//! How the widgets taken from iced look in our theme. Our own widgets read the palette themselves.

use iced::widget::{container, progress_bar, rule, scrollable, svg, text, text_input};
use iced::{Background, Border, Shadow, border};

use super::{Theme, radius};

impl container::Catalog for Theme {
    type Class<'a> = container::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| container::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> container::Style {
        class(self)
    }
}

impl text::Catalog for Theme {
    type Class<'a> = text::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| text::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> text::Style {
        class(self)
    }
}

impl svg::Catalog for Theme {
    type Class<'a> = svg::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_, _| svg::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>, status: svg::Status) -> svg::Style {
        class(self, status)
    }
}

impl rule::Catalog for Theme {
    type Class<'a> = rule::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| rule::Style {
            color: theme.palette().border,
            radius: 0.0.into(),
            fill_mode: rule::FillMode::Full,
            snap: true,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> rule::Style {
        class(self)
    }
}

impl progress_bar::Catalog for Theme {
    type Class<'a> = progress_bar::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| {
            let palette = theme.palette();
            progress_bar::Style {
                background: palette.sunken.into(),
                bar: palette.accent.into(),
                border: border::rounded(radius::PILL)
                    .color(palette.border)
                    .width(palette.line - 1.0),
            }
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> progress_bar::Style {
        class(self)
    }
}

impl text_input::Catalog for Theme {
    type Class<'a> = text_input::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme, status| input(theme, status, false))
    }

    fn style(&self, class: &Self::Class<'_>, status: text_input::Status) -> text_input::Style {
        class(self, status)
    }
}

/// A text input; `wrong` where its content has to be looked at.
pub(crate) fn input(theme: &Theme, status: text_input::Status, wrong: bool) -> text_input::Style {
    let palette = theme.palette();
    let (line, width) = match status {
        text_input::Status::Focused { .. } => (palette.focus, palette.line + 1.0),
        text_input::Status::Active if wrong => (palette.danger, palette.line),
        text_input::Status::Hovered if wrong => (palette.danger, palette.line + 1.0),
        text_input::Status::Active => (palette.border_strong, palette.line),
        text_input::Status::Hovered => (palette.text_muted, palette.line),
        text_input::Status::Disabled => (palette.border, palette.line),
    };
    let is_disabled = matches!(status, text_input::Status::Disabled);
    text_input::Style {
        background: Background::Color(if is_disabled {
            palette.sunken
        } else {
            palette.surface
        }),
        border: Border {
            color: line,
            width,
            radius: radius::MEDIUM.into(),
        },
        icon: palette.text_muted,
        placeholder: palette.text_muted,
        value: if is_disabled {
            palette.text_muted
        } else {
            palette.text
        },
        selection: palette.focus.scale_alpha(0.35),
    }
}

impl scrollable::Catalog for Theme {
    type Class<'a> = scrollable::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(bar)
    }

    fn style(&self, class: &Self::Class<'_>, status: scrollable::Status) -> scrollable::Style {
        class(self, status)
    }
}

fn bar(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let palette = theme.palette();
    let is_held = matches!(
        status,
        scrollable::Status::Dragged { .. }
            | scrollable::Status::Hovered {
                is_vertical_scrollbar_hovered: true,
                ..
            }
    );
    let rail = scrollable::Rail {
        background: None,
        border: Border::default(),
        scroller: scrollable::Scroller {
            background: if is_held {
                palette.text_muted
            } else {
                palette.border_strong.scale_alpha(0.7)
            }
            .into(),
            border: border::rounded(radius::PILL),
        },
    };
    scrollable::Style {
        container: container::Style::default(),
        vertical_rail: rail,
        horizontal_rail: rail,
        gap: None,
        auto_scroll: scrollable::AutoScroll {
            background: palette.surface.into(),
            border: border::rounded(radius::PILL)
                .width(palette.line)
                .color(palette.border_strong),
            shadow: Shadow::default(),
            icon: palette.text,
        },
    }
}
