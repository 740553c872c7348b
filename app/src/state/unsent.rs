//! How long has work waited on this device alone, and how urgent is that? The figures are those of the protocol.

use super::{App, time};
use crate::browser::keep;
use leptos::prelude::*;
use shared::calendar::Day;

/// The day on which the dialog was answered last.
const ANSWERED: &str = "sahada.unsent_answered";

/// Each step includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Urgency {
    None,
    /// Its age stands in the chip.
    Age,
    /// A notice on the first page.
    Notice,
    /// A dialog, once a day.
    Dialog,
}

pub fn urgency(minutes: Option<u64>) -> Urgency {
    match minutes.map(|minutes| minutes / 60) {
        None | Some(0) => Urgency::None,
        Some(1..24) => Urgency::Age,
        Some(24..72) => Urgency::Notice,
        Some(72..) => Urgency::Dialog,
    }
}

/// Minutes since the oldest unsent work was done, followed by the minute.
pub fn oldest_minutes(app: App) -> Option<u64> {
    let oldest = app.connection.oldest.get()?;
    let age = time::now().milliseconds_since(oldest);
    Some((age / 60_000).max(0) as u64)
}

/// The age, once it is urgent enough.
pub fn age_from(app: App, least: Urgency) -> Option<u64> {
    oldest_minutes(app).filter(|minutes| urgency(Some(*minutes)) >= least)
}

/// Whether the dialog has been answered today.
#[derive(Clone, Copy)]
pub struct Asked(RwSignal<Option<Day>>);

impl Asked {
    pub fn load() -> Asked {
        let kept = keep::get(ANSWERED).and_then(|text| serde_json::from_str(&text).ok());
        Asked(RwSignal::new(kept))
    }

    pub fn is_due(self, app: App) -> bool {
        age_from(app, Urgency::Dialog).is_some() && is_due(self.0.get(), time::today())
    }

    pub fn answered(self) {
        let today = untrack(time::today);
        if let Ok(text) = serde_json::to_string(&today) {
            keep::put(ANSWERED, &text);
        }
        self.0.set(Some(today));
    }
}

fn is_due(answered: Option<Day>, today: Day) -> bool {
    answered != Some(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hours: u64, expected: Urgency) {
        let last_minute_before = (hours > 0).then(|| urgency(Some(hours * 60 - 1)));
        assert_eq!(urgency(Some(hours * 60)), expected);
        assert!(last_minute_before.is_none_or(|before| before < expected));
    }

    #[test]
    fn urgency_grows_at_an_hour_a_day_and_three_days() {
        assert_eq!(urgency(None), Urgency::None);
        check(0, Urgency::None);
        check(1, Urgency::Age);
        check(24, Urgency::Notice);
        check(72, Urgency::Dialog);
        assert_eq!(urgency(Some(u64::MAX)), Urgency::Dialog);
    }

    #[test]
    fn the_dialog_comes_once_a_day() {
        let day = |number| Day::from_days_since_1970(number);
        assert!(is_due(None, day(20_000)));
        assert!(!is_due(Some(day(20_000)), day(20_000)));
        assert!(is_due(Some(day(20_000)), day(20_001)));
    }
}
