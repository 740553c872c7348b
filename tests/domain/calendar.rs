//! Days, periods, validities and the company's day, on known dates and random ones.

use proptest::prelude::*;
use shared::calendar::{
    Day, EndsBeforeStart, Moment, OffsetChange, Period, PeriodUnit, Validity, ZoneOffsets,
};

fn day(text: &str) -> Day {
    text.parse().expect("a day in a test")
}

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment in a test")
}

#[track_caller]
fn check(start: &str, count: u32, unit: PeriodUnit, end: &str) {
    assert_eq!(Period::new(count, unit).after(day(start)).to_string(), end);
}

#[test]
fn the_end_of_a_month_is_clamped() {
    check("2027-01-31", 1, PeriodUnit::Months, "2027-02-28");
    check("2028-01-31", 1, PeriodUnit::Months, "2028-02-29");
    check("2028-02-29", 1, PeriodUnit::Years, "2029-02-28");
    check("2026-11-21", 24, PeriodUnit::Months, "2028-11-21");
    check("2026-12-31", 2, PeriodUnit::Weeks, "2027-01-14");
    check("2026-12-31", 0, PeriodUnit::Days, "2026-12-31");
    check("9999-12-01", u32::MAX, PeriodUnit::Years, "9999-12-31");
}

#[test]
fn a_validity_includes_both_its_days() {
    let november = Validity::new(Some(day("2026-11-01")), Some(day("2026-11-30"))).unwrap();
    assert!(november.covers(day("2026-11-01")) && november.covers(day("2026-11-30")));
    assert!(!november.covers(day("2026-10-31")) && !november.covers(day("2026-12-01")));
    assert!(Validity::ALWAYS.covers(Day::LAST) && Validity::ALWAYS.contains(november));
    let open = Validity::new(Some(day("2026-11-30")), None).unwrap();
    assert!(november.overlaps(open) && open.overlaps(november) && !open.contains(november));
    let (from, until) = (day("2026-11-02"), day("2026-11-01"));
    assert_eq!(
        Validity::new(Some(from), Some(until)),
        Err(EndsBeforeStart { from, until })
    );
}

#[test]
fn the_companys_day_follows_the_offset_of_that_moment() {
    // Vilnius: summer time until 25 October 2026, 01:00 UTC
    let changes = vec![
        OffsetChange {
            from: moment("2026-10-25T01:00:00.000Z"),
            offset_minutes: 120,
        },
        OffsetChange {
            from: moment("2026-03-29T01:00:00.000Z"),
            offset_minutes: 180,
        },
    ];
    let vilnius = ZoneOffsets::new(changes);
    assert_eq!(
        vilnius.day_of(moment("2026-07-01T20:59:59.999Z")),
        day("2026-07-01")
    );
    assert_eq!(
        vilnius.day_of(moment("2026-07-01T21:00:00.000Z")),
        day("2026-07-02")
    );
    assert_eq!(
        vilnius.day_of(moment("2026-12-01T21:30:00.000Z")),
        day("2026-12-01")
    );
    assert_eq!(
        vilnius.offset_minutes_at(moment("2020-01-01T00:00:00Z")),
        180
    );
    assert_eq!(
        ZoneOffsets::default().day_of(moment("2026-07-01T23:59:59Z")),
        day("2026-07-01")
    );
    assert_eq!(
        ZoneOffsets::fixed(180).day_of(Moment::EPOCH),
        day("1970-01-01")
    );
}

#[test]
fn what_is_no_day_or_moment_is_refused() {
    for text in [
        "2026-02-29",
        "2026-1-1",
        "21.11.2026",
        "0000-01-01",
        "2026-11-21T",
        "２026-11-21",
        "-026-11-21",
    ] {
        assert!(Day::parse(text).is_err(), "{text}");
    }
    for text in [
        "2026-11-21T24:00:00Z",
        "2026-11-21T09:14:00",
        "2026-11-21T09:14:00+03:00",
        "2026-11-21T0é:14:00Z",
        "T",
    ] {
        assert!(Moment::parse(text).is_err(), "{text}");
    }
    assert_eq!(
        moment("2026-11-21T09:14:00Z").to_string(),
        "2026-11-21T09:14:00.000Z"
    );
}

proptest! {
    #[test]
    fn days_and_moments_are_the_same_after_every_journey(milliseconds in any::<i64>()) {
        let moment = Moment::from_milliseconds(milliseconds);
        let day = moment.utc_day();
        prop_assert_eq!(Moment::parse(&moment.to_string()), Ok(moment));
        prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        let json = serde_json::to_string(&(day, moment)).unwrap();
        prop_assert_eq!(serde_json::from_str::<(Day, Moment)>(&json).unwrap(), (day, moment));
        let packed = postcard::to_stdvec(&(day, moment)).unwrap();
        prop_assert_eq!(postcard::from_bytes::<(Day, Moment)>(&packed).unwrap(), (day, moment));
        prop_assert!(Moment::at_start_of(day) <= moment);
    }

    #[test]
    fn days_count_forwards_and_backwards(start in 0..40_000i32, days in -40_000..40_000i64) {
        let start = Day::from_days_since_1970(start);
        let end = start.plus_days(days);
        prop_assert_eq!(i64::from(start.days_until(end)), days);
        prop_assert_eq!(end.plus_days(-days), start);
        prop_assert_eq!(start < end, days > 0);
    }

    #[test]
    fn hostile_blocks_and_texts_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..20), text in "\\PC{0,26}", shift in any::<i64>()) {
        let _ = postcard::from_bytes::<(Day, Moment)>(&bytes);
        let _ = (Day::parse(&text), Moment::parse(&text));
        let _ = (Day::FIRST.plus_days(shift), Day::LAST.plus_months(shift), Moment::EPOCH.plus_milliseconds(shift));
    }
}
