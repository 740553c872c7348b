//! The one door to the wall clock, and to the company's day.

use jiff::tz::TimeZone;
use shared::calendar::{Day, Moment};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What time it is, and in which zone the company judges days. Tests set it by hand.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Moment + Send + Sync>,
    zone: TimeZone,
}

impl Clock {
    pub fn system(zone: TimeZone) -> Self {
        Self::by(zone, system_now)
    }

    pub fn by(zone: TimeZone, now: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self {
            now: Arc::new(now),
            zone,
        }
    }

    pub fn now(&self) -> Moment {
        (self.now)()
    }

    pub fn milliseconds(&self) -> i64 {
        self.now().milliseconds()
    }

    /// How far the company's zone is ahead of UTC at that moment.
    pub fn offset_minutes(&self, moment: Moment) -> i32 {
        let second = moment.milliseconds().div_euclid(1000);
        let offset = jiff::Timestamp::from_second(second)
            .map(|at| self.zone.to_offset(at).seconds())
            .unwrap_or(0);
        offset / 60
    }

    /// The company's day at that moment.
    pub fn day_of(&self, moment: Moment) -> Day {
        let ahead = i64::from(self.offset_minutes(moment)) * 60_000;
        moment.plus_milliseconds(ahead).utc_day()
    }
}

fn system_now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let milliseconds = since.map(|since| since.as_millis()).unwrap_or(0);
    Moment::from_milliseconds(i64::try_from(milliseconds).unwrap_or(i64::MAX))
}
