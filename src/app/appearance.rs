//! How the window looks and stands: its colours, and the small form of a guide that stays beside the
//! browser.

use iced::{Point, Size};

use super::{App, Effect, Message};
use crate::{
    preferences::Colours,
    screen::{Screen, entry, guide},
    theme::{Look, space},
    widget::{Column, Element, Icon, Id, button, dialog, group, radio},
};

/// The button that opens the choice of colours.
const COLOURS: Id = Id::new("colours");

/// The chosen colours.
const CHOSEN: Id = Id::new("colours-chosen");

/// How the window stood before it became the small one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stood {
    /// Its upper left corner; none where the system does not tell (Wayland).
    pub position: Option<Point>,
    /// Whether it filled the screen.
    pub is_maximized: bool,
}

/// The state of it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Appearance {
    /// Whether the choice of colours is open.
    pub(super) chooses_colours: bool,
    /// While the window is the small one beside the browser: how it stood before.
    beside: Option<Stood>,
    /// No window of this system can stay above the others.
    is_never_on_top: bool,
}

impl Appearance {
    /// In the small window: whether it can stay above the others.
    pub(super) fn beside(&self) -> Option<bool> {
        self.beside.map(|_| !self.is_never_on_top)
    }
}

impl App {
    /// The same on a system where no window can stay above the others (Wayland).
    #[must_use]
    pub fn never_on_top(mut self) -> Self {
        self.appearance.is_never_on_top = true;
        self
    }

    /// The chosen colours; none: as the system has it.
    pub fn look(&self) -> Option<Look> {
        if let Some(gallery) = &self.gallery {
            return Some(gallery.look());
        }
        match self.preferences.colours {
            Colours::System => None,
            Colours::Light => Some(Look::Light),
            Colours::Dark => Some(Look::Dark),
            Colours::HighContrast => Some(Look::HighContrast),
        }
    }

    /// Whether the window is the small one beside the browser.
    pub const fn is_beside(&self) -> bool {
        self.appearance.beside.is_some()
    }

    pub(super) fn ask_for_colours(&mut self) -> Vec<Effect> {
        self.appearance.chooses_colours = true;
        vec![Effect::Focus(CHOSEN)]
    }

    pub(super) fn choose_colours(&mut self, colours: Colours) -> Vec<Effect> {
        self.preferences.colours = colours;
        vec![Effect::Remember(self.preferences.clone())]
    }

    /// The button that opens the choice of colours; it stands beside the languages.
    pub(super) fn colours_button(&self) -> Element<'_, Message> {
        button::quiet(self.locale.text("window-colours"))
            .icon(Icon::Contrast)
            .id(COLOURS)
            .on_press(Message::ColoursAsked)
            .into()
    }

    /// The choice; what is chosen is seen at once.
    pub(super) fn colours_dialog(&self) -> Element<'_, Message> {
        let choices = Colours::ALL.map(|colours| {
            let key = match colours {
                Colours::System => "window-colours-system",
                Colours::Light => "window-colours-light",
                Colours::Dark => "window-colours-dark",
                Colours::HighContrast => "window-colours-high-contrast",
            };
            let is_chosen = colours == self.preferences.colours;
            let mut choice =
                radio(self.locale.text(key), is_chosen).on_press(Message::ColoursChosen(colours));
            if is_chosen {
                choice = choice.id(CHOSEN);
            }
            choice.into()
        });
        let choices = group(Column::with_children(choices).spacing(space::XXS))
            .on_move(Colours::ALL.map(Message::ColoursChosen));
        dialog(self.locale.text("window-colours"))
            .content(choices)
            .action(button::primary(self.locale.text("button-close")).on_press(Message::TopClosed))
            .into()
    }

    /// The keyboard goes back to where it came from.
    pub(super) fn close_colours(&mut self) -> Vec<Effect> {
        self.appearance.chooses_colours = false;
        vec![Effect::Focus(COLOURS)]
    }

    /// Makes the window the small one, or the full one again.
    pub(super) fn toggle_beside(&mut self) -> Vec<Effect> {
        match self.appearance.beside.take() {
            None => {
                self.appearance.beside = Some(Stood::default());
                vec![Effect::StandBeside, Effect::Focus(guide::NEXT)]
            }
            Some(stood) => {
                vec![self.stand_alone(stood), Effect::Focus(entry::SECRET)]
            }
        }
    }

    /// The small window has nothing but the guide: with another screen it is the full one again.
    pub(super) fn leave_beside_with_the_guide(&mut self) -> Option<Effect> {
        if matches!(self.screen, Screen::Password(_) | Screen::ChangePassword(_)) {
            return None;
        }
        let stood = self.appearance.beside.take()?;
        Some(self.stand_alone(stood))
    }

    fn stand_alone(&self, stood: Stood) -> Effect {
        let size = self
            .preferences
            .size
            .map(|(width, height)| Size { width, height });
        Effect::StandAlone(size, stood)
    }

    pub(super) fn stood_beside(&mut self, stood: Stood) -> Vec<Effect> {
        match &mut self.appearance.beside {
            Some(before) => {
                *before = stood;
                Vec::new()
            }
            // It is the full one again already.
            None => vec![self.stand_alone(stood)],
        }
    }

    /// The size of the small window is not the one to open with next time.
    pub(super) fn resized(&mut self, size: Size) {
        if self.appearance.beside.is_none() {
            self.preferences.size = Some((size.width, size.height));
        }
    }
}
