//! The first question: whose mailbox it is, this computer's or a LevelSender's.

use super::{Context, Sheet};
use crate::{
    account::{Address, Role as Owner},
    draft::{Draft, FieldProblem, RoleChoice},
    theme::Tone,
    widget::{Id, Picture, card::card, field::field, flow, group::group},
};

/// The serial number's field.
pub const SERIAL: Id = Id::new("serial");

/// The card of this computer.
pub const HOME_STATION: Id = Id::new("home-station");

/// The state of the screen.
#[derive(Debug)]
pub struct Role {
    /// Roles that have a mailbox already.
    taken: Vec<(Owner, Address)>,
    problem: Option<FieldProblem>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A card was picked.
    Chosen(RoleChoice),
    /// The serial number was typed.
    SerialTyped(String),
    /// On to the next step.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Go to the next step.
    Continue,
    /// Give the keyboard to a field.
    Focus(Id),
}

impl Role {
    /// The screen. The first mailbox is usually the Home Station's, so that is picked beforehand.
    pub fn new(draft: &mut Draft, taken: Vec<(Owner, Address)>) -> Self {
        if draft.role.is_none() {
            let has_home = taken.iter().any(|(role, _)| *role == Owner::HomeStation);
            draft.role = Some(if has_home {
                RoleChoice::LevelSender
            } else {
                RoleChoice::HomeStation
            });
        }
        Self {
            taken,
            problem: None,
        }
    }

    /// The field that gets the keyboard first.
    pub fn first_field(draft: &Draft) -> Id {
        match draft.role {
            Some(RoleChoice::LevelSender) => SERIAL,
            Some(RoleChoice::HomeStation) | None => HOME_STATION,
        }
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Action {
        match message {
            Message::Chosen(role) => {
                draft.role = Some(role);
                self.problem = None;
                match role {
                    RoleChoice::HomeStation => Action::None,
                    RoleChoice::LevelSender => Action::Focus(SERIAL),
                }
            }
            Message::SerialTyped(serial) => {
                draft.serial = serial;
                self.problem = None;
                Action::None
            }
            Message::Continued => match draft.parsed_role() {
                Ok(_) => Action::Continue,
                Err(error) => {
                    self.problem = Some(error.problem);
                    Action::Focus(SERIAL)
                }
            },
        }
    }

    /// The address that a chosen role has already.
    fn replaced(&self, draft: &Draft) -> Option<&Address> {
        let role = draft.parsed_role().ok()?;
        let (_, address) = self.taken.iter().find(|(taken, _)| *taken == role)?;
        Some(address)
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let replaced = self.replaced(draft);
        let mut station = card(locale.text("screen-role-home-station"))
            .text(locale.text("screen-role-home-station-text"))
            .picture(Picture::Station)
            .selected(draft.role == Some(RoleChoice::HomeStation))
            .id(HOME_STATION)
            .on_press(Message::Chosen(RoleChoice::HomeStation));
        let mut sender = card(locale.text("screen-role-levelsender"))
            .text(locale.text("screen-role-levelsender-text"))
            .picture(Picture::Sender)
            .selected(draft.is_level_sender())
            .on_press(Message::Chosen(RoleChoice::LevelSender));
        if let Some(address) = replaced {
            let note = context.text_with("screen-role-replaces", "address", address.as_str());
            if draft.is_level_sender() {
                sender = sender.note(Tone::Warning, note);
            } else {
                station = station.note(Tone::Warning, note);
            }
        }
        let cards = group(flow::cards([station.into(), sender.into()]));
        let serial = draft.is_level_sender().then(|| {
            field(locale.text("screen-role-serial"), &draft.serial)
                .placeholder("123456")
                .help(locale.text("screen-role-serial-help"))
                .error_maybe(
                    self.problem
                        .map(|problem| locale.text(problem.message_key())),
                )
                .id(SERIAL)
                .on_input(Message::SerialTyped)
                .into()
        });
        Sheet::new(locale.text("screen-role-title"))
            .lead(locale.text("screen-role-lead"))
            .push(cards)
            .push_maybe(serial)
            .primary(locale.text("button-continue"), Message::Continued)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_station_is_picked_until_there_is_one() {
        let mut draft = Draft::default();
        let mut screen = Role::new(&mut draft, Vec::new());
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Continue
        );

        let taken = vec![(Owner::HomeStation, "ana@example.org".parse().unwrap())];
        let mut draft = Draft::default();
        let _ = Role::new(&mut draft, taken);
        assert_eq!(draft.role, Some(RoleChoice::LevelSender));
    }

    #[test]
    fn a_level_sender_needs_its_serial_number() {
        let mut draft = Draft::default();
        let mut screen = Role::new(&mut draft, Vec::new());
        let chosen = Message::Chosen(RoleChoice::LevelSender);
        assert_eq!(screen.update(&mut draft, chosen), Action::Focus(SERIAL));
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Focus(SERIAL)
        );
        let _ = screen.update(&mut draft, Message::SerialTyped("123456".to_owned()));
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Continue
        );
    }
}
