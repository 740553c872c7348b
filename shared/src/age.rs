//! How old is a figure, and may it still be shown?
//! Knows no clock: whoever asks says what time it is.

use serde::{Deserialize, Serialize};

use crate::calendar::Moment;

/// A figure from elsewhere with the time it was read; one without age is a defect (design, principle of figures).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Aged<T> {
    pub value: T,
    pub read_at: Moment,
}

/// How a figure is shown (the age table of the visual language).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Freshness {
    /// Read within the last minute: a filled dot.
    Live,
    /// Shown with its age.
    Fresh,
    /// Past half of its greatest age: shown with a warning.
    Old,
    /// Past its greatest age: withheld, "Not shown".
    Gone,
}

impl Freshness {
    /// What was read this short a time ago was as good as read now.
    pub const LIVE_MILLISECONDS_MAX: i64 = 60_000;

    /// The look of an age. A reading "from the future" (the device's clock is behind) counts as just read.
    pub fn of_age(age_milliseconds: i64, age_milliseconds_max: i64) -> Freshness {
        let age = age_milliseconds.max(0);
        if age > age_milliseconds_max {
            Freshness::Gone
        } else if age > age_milliseconds_max / 2 {
            Freshness::Old
        } else if age <= Freshness::LIVE_MILLISECONDS_MAX {
            Freshness::Live
        } else {
            Freshness::Fresh
        }
    }

    pub fn may_be_shown(self) -> bool {
        self != Freshness::Gone
    }
}

impl<T> Aged<T> {
    pub fn new(value: T, read_at: Moment) -> Aged<T> {
        Aged { value, read_at }
    }

    /// How this figure is shown at that moment, when it may be at most so many milliseconds old.
    pub fn freshness(&self, now: Moment, age_milliseconds_max: i64) -> Freshness {
        Freshness::of_age(now.milliseconds_since(self.read_at), age_milliseconds_max)
    }

    /// The value, unless it is too old to be shown.
    pub fn shown(&self, now: Moment, age_milliseconds_max: i64) -> Option<&T> {
        self.freshness(now, age_milliseconds_max)
            .may_be_shown()
            .then_some(&self.value)
    }

    /// Another value read at the same time.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Aged<U> {
        Aged {
            value: change(self.value),
            read_at: self.read_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(age_minutes: i64, expected: Freshness) {
        let read_at = Moment::from_milliseconds(1_000_000_000_000);
        let now = read_at.plus_milliseconds(age_minutes * 60_000);
        assert_eq!(
            Aged::new(1, read_at).freshness(now, 72 * 3_600_000),
            expected
        );
    }

    #[test]
    fn a_figure_ages_and_is_withheld_after_its_greatest_age() {
        check(-5, Freshness::Live);
        check(1, Freshness::Live);
        check(2, Freshness::Fresh);
        check(36 * 60, Freshness::Fresh);
        check(36 * 60 + 1, Freshness::Old);
        check(72 * 60, Freshness::Old);
        check(72 * 60 + 1, Freshness::Gone);
    }
}
