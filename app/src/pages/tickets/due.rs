//! By when somebody was promised, and whether that time has passed.

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::tickets::Ticket;

use crate::kit::{Icon, Tag, Tone};
use crate::messages::{days, language, offers, tickets};
use crate::state::time;

/// "23 Nov 2026 12:00 · in 2 h", or how long ago that was.
pub fn due_words(promised: Moment) -> String {
    let at = offers::day_and_time(language(), promised, time::offset_minutes());
    let left = promised.milliseconds_since(time::now()) / 60_000;
    let ago = match u64::try_from(left) {
        Ok(left) => tickets::time_left(language(), &days::length(language(), left)),
        Err(_) => days::ago(language(), time::minutes_since(promised)),
    };
    format!("{at} · {ago}")
}

/// Nothing where the time has not passed, or nobody has to go any more; runs again with the minute.
#[component]
pub fn OverdueTag(#[prop(into)] promised: Signal<Option<Moment>>) -> impl IntoView {
    move || {
        let late = promised.get().filter(|promised| *promised < time::now())?;
        let words = move || {
            let length = days::length(language(), time::minutes_since(late));
            tickets::overdue(language(), &length)
        };
        Some(view! { <Tag tone=Tone::Block icon=Icon::ClockAlert words=words /> })
    }
}

/// For [`OverdueTag`]: the promise that still binds somebody.
pub fn binding(ticket: &Ticket) -> Option<Moment> {
    ticket.promised.filter(|_| ticket.status.is_open())
}
