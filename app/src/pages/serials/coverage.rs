//! A warranty as people see it: the tag in word, shape and colour, and the term on a scale with its bubble at today.

use leptos::prelude::*;
use shared::calendar::Day;
use shared::warranty::{Coverage, Status};

use crate::kit::{Icon, Scale, Tag, Tone};
use crate::messages::{language, pricing, serials};
use crate::state::time;

/// The tag of the design's table.
#[component]
pub fn WarrantyTag(coverage: Coverage) -> impl IntoView {
    let (tone, icon) = match coverage.status {
        Status::InWarranty => (Tone::Fine, Icon::ShieldCheck),
        Status::OutOfWarranty | Status::NotCovered => (Tone::Neutral, Icon::ShieldOff),
        Status::NotStarted => (Tone::Move, Icon::Calendar),
        Status::Void => (Tone::Block, Icon::ShieldX),
        Status::Unknown => (Tone::Open, Icon::CircleHelp),
    };
    view! { <Tag tone=tone icon=icon words=move || serials::status(language(), coverage.status) /> }
}

/// From the first to the last day; nothing is drawn where either is unknown.
#[component]
pub fn WarrantyScale(coverage: Coverage) -> impl IntoView {
    let (Some(start), Some(end)) = (coverage.start, coverage.end) else {
        return ().into_any();
    };
    let at = Signal::derive(move || passed(start, end, time::today()));
    let over = Signal::derive(move || time::today() > end);
    let from = move || pricing::day(language(), start);
    let until = move || serials::until(language(), end, time::today().days_until(end));
    let sentence = move || {
        format!(
            "{}: {} – {}",
            serials::status(language(), coverage.status),
            from(),
            until()
        )
    };
    let tone = match coverage.status {
        Status::Void => Tone::Block,
        _ => Tone::Fine,
    };
    view! { <Scale at=at over=over tone=tone sentence=sentence start=from end=until /> }.into_any()
}

/// How much of the term has passed, in thousandths.
fn passed(start: Day, end: Day, today: Day) -> u16 {
    let (length, gone) = (start.days_until(end).max(1), start.days_until(today));
    let share = i64::from(gone.clamp(0, length)) * 1_000 / i64::from(length);
    u16::try_from(share).unwrap_or(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bubble_stands_where_today_is() {
        let day = |text| Day::parse(text).expect("a day");
        let passed = |today| passed(day("2026-01-01"), day("2027-01-01"), day(today));
        assert_eq!((passed("2026-01-01"), passed("2027-01-01")), (0, 1_000));
        assert_eq!((passed("2025-01-01"), passed("2030-01-01")), (0, 1_000));
        assert_eq!(passed("2026-07-02"), 498);
    }
}
