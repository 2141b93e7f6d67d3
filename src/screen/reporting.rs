//! When a LevelSender reports: asked over the list of what is to be done at the devices, which is
//! then in the order in which they report next.

use iced::widget::Column;
use time::Weekday;

use super::{Context, change_password::owner_words};
use crate::{
    account::{Account, AccountId},
    device::{Edit, Every, Schedule, clock, parse_clock, weekday_word},
    theme::space,
    widget::{Element, Id, Segment, button, dialog, field, segmented, text},
};

/// The field of the time.
pub const AT: Id = Id::new("reports-at");

/// The weekdays as a calendar has them.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The button in a device's row of the list that leads here.
pub fn opener(id: &AccountId) -> Id {
    Id::from(format!("reports-{id}"))
}

/// The state of the dialog.
#[derive(Debug)]
pub struct Reporting {
    device: Account,
    at: String,
    every: Every,
    is_known: bool,
    is_wrong: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The time was typed.
    AtTyped(String),
    /// How often was chosen.
    EveryChosen(Every),
    /// Save it.
    Saved,
    /// It is not known after all.
    Forgotten,
    /// Leave it as it was.
    Left,
}

/// What the parent shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Note this and close the dialog.
    Note(Edit),
    /// Close the dialog.
    Close,
    /// Give the keyboard to the field.
    Focus,
}

impl Reporting {
    /// The question for a device, with what is known of it.
    pub fn new(device: Account, known: Option<&Schedule>) -> Self {
        Self {
            device,
            at: known.map_or_else(String::new, |schedule| clock(schedule.at)),
            every: known.map_or(Every::Day, |schedule| schedule.every),
            is_known: known.is_some(),
            is_wrong: false,
        }
    }

    /// The device it is about.
    pub const fn device(&self) -> &AccountId {
        &self.device.id
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::AtTyped(at) => {
                self.at = at;
                self.is_wrong = false;
                Action::None
            }
            Message::EveryChosen(every) => {
                self.every = every;
                Action::None
            }
            Message::Saved => {
                if let Some(at) = parse_clock(&self.at) {
                    let every = self.every;
                    let id = self.device.id.clone();
                    Action::Note(Edit::Reports(id, Some(Schedule { at, every })))
                } else {
                    self.is_wrong = true;
                    Action::Focus
                }
            }
            Message::Forgotten => Action::Note(Edit::Reports(self.device.id.clone(), None)),
            Message::Left => Action::Close,
        }
    }

    /// Draws it over the page.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let name = owner_words(context, &self.device.role);
        let problem = self
            .is_wrong
            .then(|| context.text("device-reports-at-wrong"));
        let at = field(context.text("device-reports-at"), &self.at)
            .id(AT)
            .placeholder("06:00")
            .help(context.text("device-reports-at-help"))
            .error_maybe(problem)
            .on_input(Message::AtTyped)
            .on_submit(Message::Saved);
        let every = Column::new()
            .push(text::strong(context.text("device-reports-every")))
            .push(self.spans(context))
            .push(self.details(context))
            .spacing(space::XS);
        let mut dialog = dialog(context.text_with("device-reports-title", "name", name))
            .content(at)
            .content(every);
        if self.is_known {
            dialog = dialog.action(
                button::quiet(context.text("device-reports-forget")).on_press(Message::Forgotten),
            );
        }
        dialog
            .action(button::secondary(context.text("device-reports-leave")).on_press(Message::Left))
            .action(button::primary(context.text("device-reports-save")).on_press(Message::Saved))
            .into()
    }

    /// Hours, days or weeks.
    fn spans<'a>(&self, context: Context<'a>) -> Element<'a, Message> {
        let is_week = matches!(self.every, Every::Week(_));
        let is_day = self.every == Every::Day;
        let segment = |key: &str, is_on: bool, every: Every| Segment {
            label: context.text(key).into(),
            is_on,
            message: Message::EveryChosen(if is_on { self.every } else { every }),
        };
        segmented(vec![
            segment(
                "device-reports-hours",
                !is_week && !is_day,
                Every::TwelveHours,
            ),
            segment("device-reports-day", is_day, Every::Day),
            segment("device-reports-week", is_week, Every::Week(Weekday::Monday)),
        ])
    }

    /// How many hours, or which day of the week.
    fn details<'a>(&self, context: Context<'a>) -> Option<Element<'a, Message>> {
        let segment = |label: String, every: Every| Segment {
            label: label.into(),
            is_on: self.every == every,
            message: Message::EveryChosen(every),
        };
        match self.every {
            Every::Day => None,
            Every::Week(_) => {
                let day = |weekday| {
                    let word = weekday_word(weekday);
                    context.text_with("device-reports-weekday", "weekday", word)
                };
                let days = WEEK.map(|weekday| segment(day(weekday), Every::Week(weekday)));
                Some(segmented(days.into()))
            }
            Every::Hour
            | Every::TwoHours
            | Every::ThreeHours
            | Every::FourHours
            | Every::SixHours
            | Every::EightHours
            | Every::TwelveHours => {
                let hours = Every::WITHIN_A_DAY
                    .into_iter()
                    .filter(|every| *every != Every::Day)
                    .map(|every| segment(every.hours().to_string(), every));
                Some(segmented(hours.collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::time;

    use super::*;
    use crate::{account::Role, backend::scripted::example};

    fn device() -> Account {
        let serial = "9".parse().unwrap();
        example(&Role::LevelSender { serial }, "yahoo", "ls9@yahoo.com")
            .unwrap()
            .account
    }

    #[test]
    fn a_time_that_is_none_is_asked_for_again_and_a_right_one_is_noted() {
        let mut dialog = Reporting::new(device(), None);
        assert_eq!(dialog.update(Message::Saved), Action::Focus);
        let _ = dialog.update(Message::AtTyped("25:00".to_owned()));
        assert_eq!(dialog.update(Message::Saved), Action::Focus);
        assert!(dialog.is_wrong);
        let _ = dialog.update(Message::AtTyped("6.30".to_owned()));
        let _ = dialog.update(Message::EveryChosen(Every::SixHours));
        let schedule = Schedule {
            at: time!(06:30),
            every: Every::SixHours,
        };
        let noted = Edit::Reports(device().id, Some(schedule));
        assert_eq!(dialog.update(Message::Saved), Action::Note(noted));
    }

    #[test]
    fn what_is_known_is_shown_and_can_be_taken_back() {
        let schedule = Schedule {
            at: time!(18:05),
            every: Every::Week(Weekday::Friday),
        };
        let mut dialog = Reporting::new(device(), Some(&schedule));
        assert_eq!(dialog.at, "18:05");
        assert_eq!(dialog.every, schedule.every);
        let forgotten = Edit::Reports(device().id, None);
        assert_eq!(dialog.update(Message::Forgotten), Action::Note(forgotten));
        assert_eq!(dialog.update(Message::Left), Action::Close);
    }
}
