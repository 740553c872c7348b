//! Travel and labour: a clock that runs on while the app is closed, because it is an entry without an end.

use std::time::Duration;

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::tickets::work_log::spent;
use shared::tickets::{Change, Work, WorkKind};
use shared::users::{Person, Right};

use super::sheet::Sheet;
use crate::kit::{Button, Card, Icon, Item, List, Look};
use crate::messages::{days, language, offers, say, tickets};
use crate::state::time;

#[component]
pub fn WorkCard(sheet: Sheet) -> impl IntoView {
    let work = Memo::new(move |_| sheet.part(|ticket| ticket.work.clone()));
    let me = Memo::new(move |_| sheet.app.login.person().map(|person| person.user));
    let running = Memo::new(move |_| {
        let me = me.get()?;
        sheet.part(|ticket| ticket.running(me).cloned())
    });
    let total = move || {
        let runs = running.get();
        view! { <Clock work=work.get() runs=runs.is_some() /> }
    };
    view! {
        <Card title=say(tickets::work) extra=total flush=true>
            <Show when=move || work.with(Vec::is_empty)><p class="soft card-line">{say(tickets::no_work)}</p></Show>
            <List label=say(tickets::work)>
                <For each=move || work.get() key=|work| (work.id, work.ended) children=move |work| view! { <Entry sheet=sheet work=work /> } />
            </List>
            <Show when=move || sheet.takes_work()>
                <div class="row card-line">
                    {move || match running.get() {
                        Some(work) => view! { <Stop sheet=sheet work=work /> }.into_any(),
                        None => view! { <Start sheet=sheet /> }.into_any(),
                    }}
                </div>
            </Show>
        </Card>
    }
}

/// "0:48:12" of all labour and travel, counting while a clock runs.
#[component]
fn Clock(work: Vec<Work>, runs: bool) -> impl IntoView {
    let second = RwSignal::new(0_u32);
    if runs {
        let ticking = set_interval_with_handle(
            move || second.update(|second| *second = second.wrapping_add(1)),
            Duration::from_secs(1),
        );
        // a browser without timers shows the minutes all the same
        if let Ok(ticking) = ticking {
            on_cleanup(move || ticking.clear());
        }
    }
    let total = move || {
        second.track();
        let now = time::now();
        let all: i64 = WorkKind::ALL
            .iter()
            .map(|kind| spent(&work, *kind, now))
            .sum();
        let seconds = all / 1_000;
        format!(
            "{}:{:02}:{:02}",
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60
        )
    };
    view! { <span class="ticket-clock" data-runs=runs role="timer">{total}</span> }
}

#[component]
fn Start(sheet: Sheet) -> impl IntoView {
    let start = move |kind: WorkKind| {
        let (id, at) = (sheet.app.device.new_id(), untrack(time::now));
        sheet.commit(Change::WorkStarted {
            ticket: sheet.id,
            id,
            kind,
            at,
        });
    };
    view! {
        <Button label=say(tickets::start_travel) icon=Icon::Truck on_press=move |()| start(WorkKind::Travel) />
        <Button label=say(tickets::start_labour) icon=Icon::Play on_press=move |()| start(WorkKind::Labour) />
    }
}

#[component]
fn Stop(sheet: Sheet, work: Work) -> impl IntoView {
    let (id, kind) = (work.id, work.kind);
    let stop = move |()| {
        sheet.commit(Change::WorkEnded {
            ticket: sheet.id,
            id,
            at: untrack(time::now),
            note: String::new(),
        });
    };
    let label = move || {
        format!(
            "{} · {}",
            tickets::stop(language()),
            tickets::work_kind(language(), kind)
        )
    };
    view! { <Button label=label icon=Icon::Timer on_press=stop /> }
}

/// "Travel, 24 min"; who and when.
#[component]
fn Entry(sheet: Sheet, work: Work) -> impl IntoView {
    let device = sheet.app.device;
    let (id, by, kind) = (work.id, work.by, work.kind);
    let mine = Memo::new(move |_| {
        let person = sheet.app.login.person();
        person.is_some_and(|person| person.user == by) || sheet.app.login.has(Right::ManageTickets)
    });
    let (started, ended, note) = (work.started, work.ended, work.note.clone());
    let title = move || {
        let kind = tickets::work_kind(language(), kind);
        match ended {
            Some(_) => format!(
                "{kind}, {}",
                days::length(language(), minutes(&work, started))
            ),
            None => format!("{kind} · {}", tickets::running(language())),
        }
    };
    let detail = move || {
        let who = device
            .get::<Person>(by)
            .map(|person| person.name)
            .unwrap_or_default();
        let from = offers::clock(started, time::offset_minutes());
        let parts = [from, who, note.clone()].into_iter();
        parts
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let remove = move |()| {
        sheet.commit(Change::WorkRemoved {
            ticket: sheet.id,
            id,
        })
    };
    let value = move || {
        let may = mine.get() && ended.is_some() && sheet.takes_work();
        may.then(|| view! { <Button label=say(tickets::remove_entry) icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=remove /> })
    };
    view! { <Item title=title detail=detail value=value /> }
}

/// Begun minutes count.
fn minutes(work: &Work, now: Moment) -> u64 {
    let milliseconds = work.milliseconds(now);
    (milliseconds as u64).div_ceil(60_000)
}
