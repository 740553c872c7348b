//! What time is it, for the ages and days a page shows? A minute is fine enough; no decision is taken from it.

use std::sync::LazyLock;
use std::time::Duration;

use leptos::prelude::*;
use shared::calendar::{Day, Moment};

use super::{App, app, login};
use crate::sync;

static MINUTE: LazyLock<ArcRwSignal<Moment>> = LazyLock::new(|| {
    let minute = ArcRwSignal::new(sync::now());
    let ticking = minute.clone();
    set_interval(move || ticking.set(sync::now()), Duration::from_secs(60));
    minute
});

/// Now, to the minute; whoever reads it in a view is run again when the minute ends.
pub fn now() -> Moment {
    MINUTE.track();
    sync::now()
}

/// Whole minutes since a moment, never below zero; runs again as [`now`] does.
pub fn minutes_since(moment: Moment) -> u64 {
    let minutes = now().milliseconds_since(moment) / 60_000;
    u64::try_from(minutes).unwrap_or(0)
}

/// The company's zone in minutes ahead of UTC; UTC while nobody is signed in.
pub fn offset_minutes() -> i32 {
    let person = app().login.person();
    person.map_or(0, |person| person.offset_minutes)
}

/// The company's day at the moment of an event, where no view is there to be run again.
pub fn today_now(app: App) -> Day {
    let now = sync::now();
    app.login
        .person_now()
        .map_or_else(|| now.utc_day(), |person| login::today(&person, now))
}

/// The company's day.
pub fn today() -> Day {
    match app().login.person() {
        Some(person) => login::today(&person, now()),
        None => now().utc_day(),
    }
}
