//! What is a day, and which day is so many days or months later?
//! A day is a square in the calendar: it has no hour and no zone.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::deserialize_text;

/// A day between 0001-01-01 and 9999-12-31. Text `2026-11-21` in JSON, days since 1970 in a packed block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDay {
    #[error("a day is written as in 2026-11-21")]
    NotADay,
    #[error("there is no such day in the calendar")]
    NotInTheCalendar,
}

impl Day {
    pub const FIRST: Day = Day(Date::constant(1, 1, 1));
    pub const LAST: Day = Day(Date::constant(9999, 12, 31));
    const EPOCH: Date = Date::constant(1970, 1, 1);

    pub fn new(year: i16, month: i8, day: i8) -> Result<Day, InvalidDay> {
        match Date::new(year, month, day) {
            Ok(date) if year >= 1 => Ok(Day(date)),
            _ => Err(InvalidDay::NotInTheCalendar),
        }
    }

    /// Reads `2026-11-21` and nothing else.
    pub fn parse(text: &str) -> Result<Day, InvalidDay> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(InvalidDay::NotADay);
        }
        let number = |part: &[u8]| two_or_four_digits(part).ok_or(InvalidDay::NotADay);
        let (month, day) = (number(&bytes[5..7])?, number(&bytes[8..])?);
        Day::new(number(&bytes[..4])?, month as i8, day as i8)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Days since 1 January 1970, negative before.
    pub fn days_since_1970(self) -> i32 {
        Day(Day::EPOCH).days_until(self)
    }

    /// The day with that number; days outside the calendar become its first or last.
    pub fn from_days_since_1970(days: i32) -> Day {
        Day(Day::EPOCH).plus_days(i64::from(days))
    }

    /// So many days later (or earlier); stops at the ends of the calendar.
    pub fn plus_days(self, days: i64) -> Day {
        self.plus(Span::new().try_days(days), days < 0)
    }

    /// The same day so many months later, the end of the month clamped (SER-06); stops at the ends of the calendar.
    pub fn plus_months(self, months: i64) -> Day {
        self.plus(Span::new().try_months(months), months < 0)
    }

    /// How many days from this one to the other; negative when the other is earlier.
    pub fn days_until(self, other: Day) -> i32 {
        match self.0.until(other.0) {
            Ok(span) => span.get_days(),
            // not `expect`: the words of every error the calendar knows are 30 kB of the app
            Err(_) => unreachable!("both days lie in the calendar"),
        }
    }

    fn plus(self, span: Result<Span, jiff::Error>, backwards: bool) -> Day {
        let end = if backwards { Day::FIRST } else { Day::LAST };
        let date = span.and_then(|span| self.0.checked_add(span));
        date.map_or(end, |date| Day(date).clamp(Day::FIRST, Day::LAST))
    }
}

fn two_or_four_digits(part: &[u8]) -> Option<i16> {
    part.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i16::from(byte - b'0'))
    })
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day_of_month());
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Day, InvalidDay> {
        Day::parse(text)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.days_since_1970())
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        if deserializer.is_human_readable() {
            return deserialize_text(deserializer, Day::parse);
        }
        let days = i32::deserialize(deserializer)?;
        let day = Day::from_days_since_1970(days);
        let known = day.days_since_1970() == days;
        known
            .then_some(day)
            .ok_or_else(|| de::Error::custom(InvalidDay::NotInTheCalendar))
    }
}
