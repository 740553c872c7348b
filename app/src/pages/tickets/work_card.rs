//! Travel and labour: a clock that runs on while the app is closed, because it is an entry without an end.

use std::time::Duration;

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::LineId;
use shared::tickets::work_log::spent;
use shared::tickets::{Change, Work, WorkKind};
use shared::users::{Person, Right};

use super::clocks::{Clock, Stops, running};
use super::sheet::Sheet;
use super::work_form::{Entry, WorkForm};
use crate::kit::{Button, Card, Icon, Item, List, Look};
use crate::messages::{days, language, offers, say, tickets};
use crate::pages::sync::others::name_of;
use crate::state::time;

#[component]
pub fn WorkCard(sheet: Sheet) -> impl IntoView {
    let work = Memo::new(move |_| sheet.part(|ticket| ticket.work.clone()));
    let me = Memo::new(move |_| sheet.app.login.person().map(|person| person.user));
    let clocks = Memo::new(move |_| {
        let manages = sheet.app.login.has(Right::ManageTickets);
        work.with(|work| running(work, me.get(), manages))
    });
    let is_mine = Memo::new(move |_| {
        let mine = |clock: &Clock| clock.stops == Stops::Mine;
        clocks.with(|clocks| clocks.iter().any(mine))
    });
    let total =
        move || view! { <Total work=work.get() runs=clocks.with(|clocks| !clocks.is_empty()) /> };
    let entry = Entry::new(sheet);
    view! {
        <Card title=say(tickets::work) extra=total flush=true>
            <Show when=move || work.with(Vec::is_empty)><p class="soft card-line">{say(tickets::no_work)}</p></Show>
            <List label=say(tickets::work)>
                <For each=move || work.get() key=shown_by children=move |work| view! { <Row sheet=sheet work=work /> } />
            </List>
            <Show when=move || sheet.takes_work()>
                <div class="row card-line">
                    <For each=move || clocks.get() key=|clock| (shown_by(&clock.work), clock.stops) children=move |clock| view! { <Stop sheet=sheet clock=clock /> } />
                    <Show when=move || !is_mine.get()><Start sheet=sheet /></Show>
                    <Show when=move || !entry.open.get()>
                        <Button label=say(tickets::write_down_time) icon=Icon::Pencil look=Look::Quiet on_press=move |()| entry.open.set(true) />
                    </Show>
                </div>
                <Show when=move || entry.open.get()><div class="card-line"><WorkForm entry=entry /></div></Show>
            </Show>
        </Card>
    }
}

/// What a row shows: it is drawn anew when one of these changes.
fn shown_by(work: &Work) -> (LineId, Moment, Option<Moment>, String) {
    (work.id, work.started, work.ended, work.note.clone())
}

/// "0:48:12" of all labour and travel, counting while a clock runs.
#[component]
fn Total(work: Vec<Work>, runs: bool) -> impl IntoView {
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
        sheet.begin(Change::WorkStarted {
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

/// One's own clock by its kind, a colleague's by their name. Nothing for one that is not theirs to stop: its row says whose it is.
#[component]
pub fn Stop(sheet: Sheet, clock: Clock, #[prop(optional)] look: Look) -> impl IntoView {
    let Clock { work, stops } = clock;
    let (id, kind, by, began) = (work.id, work.kind, work.by, work.started);
    let stop = move |()| {
        sheet.commit(Change::WorkEnded {
            ticket: sheet.id,
            id,
            at: untrack(time::now),
            note: String::new(),
            began: Some(began),
        });
    };
    let label = move || match stops {
        Stops::Mine => format!(
            "{} · {}",
            tickets::stop(language()),
            tickets::work_kind(language(), kind)
        ),
        Stops::Managed | Stops::Others => {
            tickets::stop_clock_of(language(), &name_of(sheet.app, by))
        }
    };
    (stops != Stops::Others)
        .then(|| view! { <Button label=label icon=Icon::Timer look=look on_press=stop /> })
}

/// "Travel, 1 h 24 min"; who and when.
#[component]
fn Row(sheet: Sheet, work: Work) -> impl IntoView {
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
                days::worked(language(), work.milliseconds(started))
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
        let late = sheet.is_after_signature(started);
        let late = late.then(|| tickets::after_signature(language()).to_owned());
        let parts = [from, late.unwrap_or_default(), who, note.clone()].into_iter();
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
