//! The page: steps on the left or at the top, the language always in reach, a body that scrolls,
//! a footer that stays.

use iced::widget::{Column, Row, container, rule, scrollable, space as gap};
use iced::{Alignment, Fill, Length, Padding};

use super::frame::frame;
use super::stepper::{Stepper, rail_style};
use super::{Element, Picture, Words, picture, text};
use crate::theme::{Theme, measure, space};

/// The footer: Back, further actions, and the one primary button.
pub struct Footer<'a, M> {
    back: Option<Element<'a, M>>,
    others: Vec<Element<'a, M>>,
    primary: Option<Element<'a, M>>,
}

/// An empty footer.
pub fn footer<'a, M>() -> Footer<'a, M> {
    Footer {
        back: None,
        others: Vec::new(),
        primary: None,
    }
}

impl<'a, M: 'a> Footer<'a, M> {
    /// Back, on the left.
    #[must_use]
    pub fn back(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.back = Some(button.into());
        self
    }

    /// A further action, before the primary one.
    #[must_use]
    pub fn other(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.others.push(button.into());
        self
    }

    /// The primary action, on the right.
    #[must_use]
    pub fn primary(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.primary = Some(button.into());
        self
    }
}

impl<'a, M: 'a> From<Footer<'a, M>> for Element<'a, M> {
    fn from(footer: Footer<'a, M>) -> Self {
        let row = Row::<M, Theme>::new()
            .push(footer.back)
            .push(gap().width(Fill))
            .extend(footer.others)
            .push(footer.primary)
            .spacing(space::S)
            .align_y(Alignment::Center);
        Column::<M, Theme>::new()
            .push(rule::horizontal::<Theme>(1))
            .push(
                container(row)
                    .padding(Padding::from([space::S, space::L]))
                    .width(Fill)
                    .style(|theme: &Theme| {
                        container::Style::default().background(theme.palette().canvas)
                    }),
            )
            .into()
    }
}

/// A page under construction.
pub struct Page<'a, M> {
    title: Words<'a>,
    lead: Option<Words<'a>>,
    stepper: Option<Stepper<'a>>,
    corner: Option<Element<'a, M>>,
    banner: Option<Element<'a, M>>,
    body: Vec<Option<Element<'a, M>>>,
    footer: Option<Element<'a, M>>,
    is_wide: bool,
    is_slim: bool,
}

/// A page that asks one question.
pub fn page<'a, M>(title: impl Into<Words<'a>>) -> Page<'a, M> {
    Page {
        title: title.into(),
        lead: None,
        stepper: None,
        corner: None,
        banner: None,
        body: Vec::new(),
        footer: None,
        is_wide: false,
        is_slim: false,
    }
}

impl<'a, M: 'a> Page<'a, M> {
    /// One or two sentences below the question.
    #[must_use]
    pub fn lead(mut self, words: impl Into<Words<'a>>) -> Self {
        self.lead = Some(words.into());
        self
    }

    /// The steps of the way.
    #[must_use]
    pub fn stepper(mut self, stepper: Stepper<'a>) -> Self {
        self.stepper = Some(stepper);
        self
    }

    /// What is always in reach: the language. At the foot of the rail, or at the end of the bar.
    #[must_use]
    pub fn corner(mut self, element: impl Into<Element<'a, M>>) -> Self {
        self.corner = Some(element.into());
        self
    }

    /// A strip above everything.
    #[must_use]
    pub fn banner_maybe(mut self, banner: Option<Element<'a, M>>) -> Self {
        self.banner = banner;
        self
    }

    /// A part of the body, below the ones before.
    #[must_use]
    pub fn push(mut self, element: impl Into<Element<'a, M>>) -> Self {
        self.body.push(Some(element.into()));
        self
    }

    /// The same, if there is one. Its place stays where there is none, so that what comes and goes
    /// while somebody types below does not cost the field its keyboard.
    #[must_use]
    pub fn push_maybe(mut self, element: Option<impl Into<Element<'a, M>>>) -> Self {
        self.body.push(element.map(Into::into));
        self
    }

    /// The footer.
    #[must_use]
    pub fn footer(mut self, footer: impl Into<Element<'a, M>>) -> Self {
        self.footer = Some(footer.into());
        self
    }

    /// Room for two columns.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// For a window as narrow as a column: less space round everything, and a smaller title.
    #[must_use]
    pub fn slim(mut self) -> Self {
        self.is_slim = true;
        self
    }
}

impl<'a, M: 'a> From<Page<'a, M>> for Element<'a, M> {
    fn from(page: Page<'a, M>) -> Self {
        let mut head = Column::<M, Theme>::new().spacing(space::XS).width(Fill);
        let (title, edge, gaps) = if page.is_slim {
            (text::heading(page.title), space::M, space::S)
        } else {
            (text::title(page.title), space::XL, space::L)
        };
        head = head.push(title);
        if let Some(lead) = page.lead {
            head = head.push(text::muted(lead));
        }
        let content = Column::<M, Theme>::new()
            .push(head)
            .extend(page.body.into_iter().map(|part| match part {
                Some(part) => container(part).padding(Padding::ZERO.top(gaps)).into(),
                None => gap().into(),
            }))
            .width(Fill)
            .max_width(if page.is_wide {
                measure::WIDE_PAGE
            } else {
                measure::PAGE
            });
        let body = scroll(container(content).center_x(Fill).padding(edge))
            .width(Fill)
            .height(Fill);
        let main = Column::<M, Theme>::new()
            .push(body)
            .push(page.footer)
            .width(Fill)
            .height(Fill);
        let whole = match page.stepper {
            Some(stepper) => {
                let has_corner = page.corner.is_some();
                let (rail, bar) = (stepper.rail(has_corner), stepper.bar(has_corner));
                frame(rail, bar, main, page.corner)
            }
            None => Column::<M, Theme>::new()
                .push(page.corner.map(head_bar))
                .push(main)
                .into(),
        };
        // Always a column: a banner that comes or goes must not cost the fields their state.
        Column::<M, Theme>::new()
            .push(page.banner.unwrap_or_else(|| gap().into()))
            .push(whole)
            .width(Fill)
            .height(Fill)
            .into()
    }
}

/// The bar of a page without steps: the mark of the program, and what is always in reach.
fn head_bar<'a, M: 'a>(corner: Element<'a, M>) -> Element<'a, M> {
    let row = Row::<M, Theme>::new()
        .push(picture::tiny(Picture::Mark))
        .push(gap().width(Fill))
        .push(corner)
        .align_y(Alignment::Center);
    container(row)
        .padding(Padding::ZERO.left(space::L).right(space::M))
        .center_y(Length::Fixed(measure::BAR))
        .width(Fill)
        .style(rail_style)
        .into()
}

/// What scrolls, with a slim bar at its edge.
pub(crate) fn scroll<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
) -> scrollable::Scrollable<'a, M, Theme> {
    let bar = scrollable::Scrollbar::new()
        .width(space::S)
        .scroller_width(space::XXS + 2.0)
        .margin(2.0);
    scrollable::Scrollable::with_direction(content, scrollable::Direction::Vertical(bar))
}
