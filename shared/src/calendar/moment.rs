//! What is a moment, and how is it written?
//! A moment is the same everywhere: milliseconds in UTC. Which day it is somewhere, `ZoneOffsets` says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::day::Day;
use crate::text::deserialize_text;

const DAY_MILLISECONDS: i64 = 86_400_000;

/// Milliseconds since 1970 in UTC, within the years 1 to 9999. Text `2026-11-21T09:14:00.000Z` in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// Why a text is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a moment is written as in 2026-11-21T09:14:00.000Z")]
pub struct InvalidMoment;

impl Moment {
    pub const EPOCH: Moment = Moment(0);
    const FIRST: i64 = -719_162 * DAY_MILLISECONDS;
    const LAST: i64 = 2_932_897 * DAY_MILLISECONDS - 1;

    /// Milliseconds since 1970; what lies outside the years 1 to 9999 becomes the nearest moment inside.
    pub const fn from_milliseconds(milliseconds: i64) -> Moment {
        if milliseconds < Moment::FIRST {
            Moment(Moment::FIRST)
        } else if milliseconds > Moment::LAST {
            Moment(Moment::LAST)
        } else {
            Moment(milliseconds)
        }
    }

    pub const fn milliseconds(self) -> i64 {
        self.0
    }

    pub fn plus_milliseconds(self, milliseconds: i64) -> Moment {
        Moment::from_milliseconds(self.0.saturating_add(milliseconds))
    }

    /// How long after the other; negative when before.
    pub fn milliseconds_since(self, earlier: Moment) -> i64 {
        self.0 - earlier.0
    }

    /// The day in UTC; the company's day is [`super::ZoneOffsets::day_of`].
    pub fn utc_day(self) -> Day {
        Day::from_days_since_1970(self.0.div_euclid(DAY_MILLISECONDS) as i32)
    }

    /// Midnight in UTC at the start of that day.
    pub fn at_start_of(day: Day) -> Moment {
        Moment(i64::from(day.days_since_1970()) * DAY_MILLISECONDS)
    }

    /// Reads RFC 3339 in UTC, with three decimals of a second or none.
    pub fn parse(text: &str) -> Result<Moment, InvalidMoment> {
        let (day, time) = text.split_once('T').ok_or(InvalidMoment)?;
        let day = Day::parse(day).map_err(|_| InvalidMoment)?;
        let time = time.strip_suffix('Z').ok_or(InvalidMoment)?;
        let bytes = time.as_bytes();
        let marks_stand = bytes.len() >= 8 && bytes[2] == b':' && bytes[5] == b':';
        if !marks_stand || !time.is_ascii() {
            return Err(InvalidMoment);
        }
        let hours = number(&time[..2], 23)?;
        let minutes = number(&time[3..5], 59)?;
        let seconds = number(&time[6..8], 59)?;
        let milliseconds = match &time[8..] {
            "" => 0,
            rest if rest.len() == 4 && rest.starts_with('.') => number(&rest[1..], 999)?,
            _ => return Err(InvalidMoment),
        };
        let of_day = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
        Ok(Moment::at_start_of(day).plus_milliseconds(of_day))
    }
}

fn number(digits: &str, most: i64) -> Result<i64, InvalidMoment> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidMoment);
    }
    let value = digits.parse().map_err(|_| InvalidMoment)?;
    if value <= most {
        Ok(value)
    } else {
        Err(InvalidMoment)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0.rem_euclid(DAY_MILLISECONDS);
        let (seconds, milliseconds) = (of_day / 1000, of_day % 1000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let day = self.utc_day();
        write!(
            formatter,
            "{day}T{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}Z"
        )
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(text: &str) -> Result<Moment, InvalidMoment> {
        Moment::parse(text)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        if deserializer.is_human_readable() {
            return deserialize_text(deserializer, Moment::parse);
        }
        let milliseconds = i64::deserialize(deserializer)?;
        let moment = Moment::from_milliseconds(milliseconds);
        let known = moment.0 == milliseconds;
        known
            .then_some(moment)
            .ok_or_else(|| de::Error::custom(InvalidMoment))
    }
}
