//! When a device reports: one of its times and how often, by the clock of this computer. Pure.

use serde::{Deserialize, Serialize};
use time::{
    Duration, PrimitiveDateTime, Time, Weekday, format_description::StaticFormatDescription,
    macros::format_description,
};

/// Hour and minute.
const CLOCK: StaticFormatDescription = format_description!("[hour]:[minute]");

/// When a device reports, as the person said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// One of its times.
    #[serde(with = "clock")]
    pub at: Time,
    /// How often.
    pub every: Every,
}

/// How often a device reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Once an hour.
    Hour,
    /// Every two hours.
    TwoHours,
    /// Every three hours.
    ThreeHours,
    /// Every four hours.
    FourHours,
    /// Every six hours.
    SixHours,
    /// Every eight hours.
    EightHours,
    /// Twice a day.
    TwelveHours,
    /// Once a day.
    Day,
    /// Once a week, on this day.
    Week(Weekday),
}

impl Every {
    /// All that lie within a day, the shortest first.
    pub const WITHIN_A_DAY: [Self; 8] = [
        Self::Hour,
        Self::TwoHours,
        Self::ThreeHours,
        Self::FourHours,
        Self::SixHours,
        Self::EightHours,
        Self::TwelveHours,
        Self::Day,
    ];

    /// The hours between two reports.
    pub const fn hours(self) -> u16 {
        match self {
            Self::Hour => 1,
            Self::TwoHours => 2,
            Self::ThreeHours => 3,
            Self::FourHours => 4,
            Self::SixHours => 6,
            Self::EightHours => 8,
            Self::TwelveHours => 12,
            Self::Day => 24,
            Self::Week(_) => 24 * 7,
        }
    }
}

impl Schedule {
    /// The first report after this moment; both by the clock on the wall, so that a change to
    /// summer time moves no report.
    pub fn next_after(self, now: PrimitiveDateTime) -> PrimitiveDateTime {
        let weekday = match self.every {
            Every::Week(weekday) => weekday,
            Every::Hour
            | Every::TwoHours
            | Every::ThreeHours
            | Every::FourHours
            | Every::SixHours
            | Every::EightHours
            | Every::TwelveHours
            | Every::Day => now.weekday(),
        };
        let days = i64::from(weekday.number_days_from_monday())
            - i64::from(now.weekday().number_days_from_monday());
        let one = now
            .replace_time(self.at)
            .saturating_add(Duration::days(days));
        let between = Duration::hours(self.every.hours().into()).whole_seconds();
        let ahead = (one - now).whole_seconds().rem_euclid(between);
        let ahead = if ahead == 0 { between } else { ahead };
        now.saturating_add(Duration::seconds(ahead))
    }
}

/// The time of day in what a person typed: `6:00`, `06.00`, `18h30`, `0600`, `6`.
pub fn parse_clock(typed: &str) -> Option<Time> {
    let typed = typed.trim().trim_end_matches(['h', 'H', ' ']);
    let (hour, minute) = match typed.split_once([':', '.', 'h', 'H', ' ']) {
        Some((hour, minute)) => (hour, minute),
        None if typed.len() == 4 && typed.is_ascii() => typed.split_at(2),
        None => (typed, "00"),
    };
    let number = |text: &str| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse::<u8>().ok()).flatten()
    };
    // `6:5` is a slip more often than five past six.
    if minute.len() != 2 {
        return None;
    }
    Time::from_hms(number(hour)?, number(minute)?, 0).ok()
}

/// Hour and minute as everybody writes them.
pub fn clock(time: Time) -> String {
    time.format(CLOCK).unwrap_or_default()
}

/// The word of a weekday in a selector of the texts.
pub const fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

mod clock {
    //! `06:00` in the file.
    #![expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "what serde hands over: https://serde.rs/field-attrs.html#with"
    )]

    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use time::Time;

    pub(super) fn serialize<S: Serializer>(time: &Time, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::clock(*time))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
        let text = String::deserialize(from)?;
        super::parse_clock(&text).ok_or_else(|| D::Error::custom("no time of day"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::{datetime, time};

    use super::*;

    const SUNDAY: PrimitiveDateTime = datetime!(2026-11-22 10:30:00);

    fn next(at: Time, every: Every) -> PrimitiveDateTime {
        Schedule { at, every }.next_after(SUNDAY)
    }

    #[test]
    fn the_next_report_is_the_first_of_its_times_after_now() {
        assert_eq!(next(time!(06:00), Every::Day), datetime!(2026-11-23 06:00));
        assert_eq!(next(time!(18:00), Every::Day), datetime!(2026-11-22 18:00));
        assert_eq!(
            next(time!(06:15), Every::SixHours),
            datetime!(2026-11-22 12:15)
        );
        assert_eq!(next(time!(23:45), Every::Hour), datetime!(2026-11-22 10:45));
        let weekly = |day| next(time!(08:00), Every::Week(day));
        assert_eq!(weekly(Weekday::Monday), datetime!(2026-11-23 08:00));
        assert_eq!(weekly(Weekday::Sunday), datetime!(2026-11-29 08:00));
        // What reports this very minute reports again after the whole time.
        assert_eq!(next(time!(10:30), Every::Day), datetime!(2026-11-23 10:30));
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for typed in ["6:00", "06:00", " 06.00 ", "6h00", "6 h", "0600", "6", "06"] {
            assert_eq!(parse_clock(typed), Some(time!(06:00)), "{typed}");
        }
        assert_eq!(parse_clock("18:30"), Some(time!(18:30)));
        for typed in [
            "", "24:00", "12:60", "6:5", "noon", "-6:00", "6:00:00", "١٢", "12345",
        ] {
            assert_eq!(parse_clock(typed), None, "{typed}");
        }
    }

    #[test]
    fn it_is_kept_with_the_weekdays_number_of_iso_8601() {
        let schedule = Schedule {
            at: time!(06:00),
            every: Every::Week(Weekday::Monday),
        };
        let text = serde_json::to_string(&schedule).unwrap();
        assert_eq!(text, r#"{"at":"06:00","every":{"week":1}}"#);
        assert_eq!(serde_json::from_str::<Schedule>(&text).unwrap(), schedule);
    }

    proptest! {
        #[test]
        fn the_next_report_is_always_ahead_and_never_further_than_one_interval(
            at in 0_u8..24, minute in 0_u8..60, every in 0_usize..8, day in any::<Option<u8>>(),
            now in 0_i64..2_000_000,
        ) {
            let every = day.map_or(Every::WITHIN_A_DAY[every], |day| {
                Every::Week(Weekday::Monday.nth_next(day))
            });
            let schedule = Schedule { at: Time::from_hms(at, minute, 0).unwrap(), every };
            let now = SUNDAY + Duration::seconds(now);
            let next = schedule.next_after(now);
            let ahead = next - now;
            prop_assert!(ahead > Duration::ZERO);
            prop_assert!(ahead <= Duration::hours(every.hours().into()));
            prop_assert_eq!(next.minute(), minute);
            prop_assert_eq!(u16::from(next.hour()) % every.hours(), u16::from(at) % every.hours());
            if let Every::Week(day) = every {
                prop_assert_eq!(next.weekday(), day);
            }
        }
    }
}
