//! Which day, which moment, how long, and from when until when?
//! There is no "now" here and no zone table: both are handed in.

mod day;
mod moment;

use serde::{Deserialize, Serialize};

pub use day::{Day, InvalidDay};
pub use moment::{InvalidMoment, Moment};

/// The unit of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    Days,
    Weeks,
    Months,
    Years,
}

/// A length in the calendar: 24 months, 2 years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    pub count: u32,
    pub unit: PeriodUnit,
}

impl Period {
    pub fn new(count: u32, unit: PeriodUnit) -> Period {
        Period { count, unit }
    }

    /// The day that long after `start`, the end of the month clamped (SER-06): 31 Jan + 1 month is 28 or
    /// 29 Feb, 29 Feb + 1 year is 28 Feb. Stops at the last day of the calendar.
    ///
    /// ```
    /// use shared::calendar::{Day, Period, PeriodUnit};
    /// let start = Day::parse("2027-01-31").unwrap();
    /// let end = Period::new(1, PeriodUnit::Months).after(start);
    /// assert_eq!(end.to_string(), "2027-02-28");
    /// ```
    pub fn after(self, start: Day) -> Day {
        match self.unit {
            PeriodUnit::Days => start.plus_days(i64::from(self.count)),
            PeriodUnit::Weeks => start.plus_days(i64::from(self.count) * 7),
            PeriodUnit::Months => start.plus_months(i64::from(self.count)),
            PeriodUnit::Years => start.plus_months(i64::from(self.count) * 12),
        }
    }
}

/// From when until when something holds; both days are included, an empty end is open (CND-09).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validity {
    #[serde(default)]
    pub from: Option<Day>,
    #[serde(default)]
    pub until: Option<Day>,
}

/// Why a validity cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the validity ends on {until}, before it starts on {from}")]
pub struct EndsBeforeStart {
    pub from: Day,
    pub until: Day,
}

impl Validity {
    /// Open at both ends.
    pub const ALWAYS: Validity = Validity {
        from: None,
        until: None,
    };

    pub fn new(from: Option<Day>, until: Option<Day>) -> Result<Validity, EndsBeforeStart> {
        Validity { from, until }.checked()
    }

    /// Checks one that came from elsewhere.
    pub fn checked(self) -> Result<Validity, EndsBeforeStart> {
        match (self.from, self.until) {
            (Some(from), Some(until)) if until < from => Err(EndsBeforeStart { from, until }),
            _ => Ok(self),
        }
    }

    /// Whether it holds on that day: the document's date, never today (CND-09).
    pub fn covers(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether there is a day on which both hold.
    pub fn overlaps(self, other: Validity) -> bool {
        let starts_in_time = |from: Option<Day>, until: Option<Day>| match (from, until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        starts_in_time(self.from, other.until) && starts_in_time(other.from, self.until)
    }

    /// Whether every day of the other lies in this one: a condition inside its agreement's term (CND-10).
    pub fn contains(self, other: Validity) -> bool {
        let from = self
            .from
            .is_none_or(|from| other.from.is_some_and(|inner| from <= inner));
        let until = self
            .until
            .is_none_or(|until| other.until.is_some_and(|inner| inner <= until));
        from && until
    }
}

/// From a moment on, the zone is this many minutes ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OffsetChange {
    pub from: Moment,
    pub offset_minutes: i32,
}

/// The company's zone as a list of offset changes, made by the server, so that no zone table is compiled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ZoneOffsets(Vec<OffsetChange>);

impl<'de> Deserialize<'de> for ZoneOffsets {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(ZoneOffsets::new)
    }
}

impl ZoneOffsets {
    /// Takes the changes in any order.
    pub fn new(mut changes: Vec<OffsetChange>) -> ZoneOffsets {
        changes.sort_by_key(|change| change.from);
        ZoneOffsets(changes)
    }

    /// One offset for all times.
    pub fn fixed(offset_minutes: i32) -> ZoneOffsets {
        ZoneOffsets(vec![OffsetChange {
            from: Moment::EPOCH,
            offset_minutes,
        }])
    }

    /// Minutes ahead of UTC at that moment; before the first known change its offset is used, without any change UTC.
    pub fn offset_minutes_at(&self, moment: Moment) -> i32 {
        let known = self.0.partition_point(|change| change.from <= moment);
        let change = self.0.get(known.saturating_sub(1));
        change.map_or(0, |change| change.offset_minutes)
    }

    /// The company's day at that moment.
    pub fn day_of(&self, moment: Moment) -> Day {
        let offset = i64::from(self.offset_minutes_at(moment)) * 60_000;
        moment.plus_milliseconds(offset).utc_day()
    }

    /// What the company's clock shows at that moment: "2026-11-23T12:05".
    pub fn wall_clock(&self, moment: Moment) -> String {
        let offset = i64::from(self.offset_minutes_at(moment)) * 60_000;
        let written = moment.plus_milliseconds(offset).to_string();
        written.chars().take("2026-11-23T12:05".len()).collect()
    }

    /// The moment at which the company's clock shows this; where an hour is left out or comes twice, one of the two that can be meant.
    pub fn moment_at(&self, wall_clock: &str) -> Result<Moment, InvalidMoment> {
        let as_utc = Moment::parse(&format!("{wall_clock}:00Z"))?;
        let before = |near: Moment| -i64::from(self.offset_minutes_at(near)) * 60_000;
        let near = as_utc.plus_milliseconds(before(as_utc));
        Ok(as_utc.plus_milliseconds(before(near)))
    }
}
