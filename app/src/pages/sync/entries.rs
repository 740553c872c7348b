//! What needs this person, and what waits to be sent: one of them or both, as the switch says.

use super::copies::{CopySaid, Copying, SaveCopy, StorageProblem};
use super::others::OthersWork;
use super::status_page::Standing;
use super::subject;
use super::waiting_list::WaitingList;
use crate::kit::{Choice, EmptyState, Item, List, Mark, Segment, Standing as Stands};
use crate::messages::{language, say, sync};
use crate::routes::Route;
use crate::state::repair;
use crate::state::{App, Device, app};
use leptos::prelude::*;
use shared::ids::InboxId;
use shared::sync::InboxEntry;
use shared::sync::outcome::{Outcome, Reason};

/// What the switch lets through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    NeedsYou,
    Waiting,
    All,
}

impl Shown {
    fn of(code: &str) -> Shown {
        match code {
            "you" => Shown::NeedsYou,
            "waiting" => Shown::Waiting,
            _ => Shown::All,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Shown::NeedsYou => "you",
            Shown::Waiting => "waiting",
            Shown::All => "all",
        }
    }
}

#[component]
pub fn Entries(selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    let entries = Memo::new(move |_| repair::open_entries(app));
    let shown = RwSignal::new(Shown::All);
    let copying = Copying::here();
    let waits = move || app.connection.unsent() > 0;
    let rows = move || {
        let entries = entries.get().into_iter();
        entries
            .map(|(id, entry)| view! { <EntryRow id=id entry=entry selected=selected /> })
            .collect_view()
    };
    view! {
        <div class="sync-head">
            <Standing />
            <StorageProblem />
            <Show when=waits><div class="sync-copy"><SaveCopy copying=copying /></div></Show>
            <CopySaid copying=copying />
            <ShownChoice app=app shown=shown />
        </div>
        <Show when=move || shown.get() != Shown::Waiting>
            {move || entries.with(Vec::is_empty).then(|| view! { <EmptyState title=say(sync::inbox_empty) text=say(sync::inbox_empty_text) /> })}
            <List label=say(sync::needs_you)>{rows}</List>
        </Show>
        <Show when=move || shown.get() == Shown::Waiting && !waits()>
            <EmptyState title=say(sync::nothing_waits) />
        </Show>
        <Show when=move || shown.get() != Shown::NeedsYou><WaitingList /></Show>
        <Show when=move || shown.get() == Shown::All><OthersWork selected=selected /></Show>
    }
}

/// Needs you, waiting, all; each with how many there are.
#[component]
fn ShownChoice(app: App, shown: RwSignal<Shown>) -> impl IntoView {
    let choices = Signal::derive(move || {
        let words = language();
        let counted = |shown: Shown, words, count| match count {
            0 => Choice::new(shown.code(), words),
            count => Choice::new(shown.code(), words).count(count),
        };
        let needs_you = app.connection.needs_you.get() as u64;
        vec![
            counted(Shown::NeedsYou, sync::needs_you(words), needs_you).attention(),
            counted(
                Shown::Waiting,
                sync::waiting(words),
                app.connection.unsent(),
            ),
            Choice::new(Shown::All.code(), sync::all(words)),
        ]
    });
    let value = Signal::derive(move || shown.get().code().to_owned());
    view! {
        <div class="sync-shown">
            <Segment label=say(sync::shown) label_hidden=true wide=true choices=choices value=value on_change=move |code: String| shown.set(Shown::of(&code)) />
        </div>
    }
}

#[component]
fn EntryRow(id: InboxId, entry: InboxEntry, selected: Signal<Option<InboxId>>) -> impl IntoView {
    let href = Route::InboxEntry(id.0).href();
    let shown = entry.clone();
    let device = app().device;
    let title = move || heading(device, &shown);
    let (change, args) = (entry.change.clone(), entry.args());
    let detail = move || subject::deed(device, &change, &args);
    view! {
        <Item
            title=title
            detail=detail
            value=move || mark(&entry)
            href=Signal::stored(href)
            current=Signal::derive(move || selected.get() == Some(id))
        />
    }
}

/// What became of it, with the number of the return that it is about.
pub(super) fn heading(device: Device, entry: &InboxEntry) -> String {
    let fate = fate(entry);
    match subject::return_number(device, &entry.change, &entry.args()) {
        Some(number) => format!("{number}: {fate}"),
        None => fate,
    }
}

fn fate(entry: &InboxEntry) -> String {
    match entry.reason() {
        Some(Reason::ChangedTwice { .. }) => entry
            .reason()
            .map(|reason| sync::reason(language(), &reason))
            .unwrap_or_default(),
        Some(Reason::WaitingFor { .. }) => sync::waits_for_other(language()).to_owned(),
        Some(Reason::Unreadable { .. } | Reason::Failed { .. } | Reason::Lost { .. }) | None => {
            sync::unreadable(language()).to_owned()
        }
        Some(_) if entry.came_too_late() => sync::decided_elsewhere(language()).to_owned(),
        Some(_) => sync::refused(language()).to_owned(),
    }
}

pub(super) fn mark(entry: &InboxEntry) -> AnyView {
    let words = match entry.outcome() {
        Outcome::Parked => say(sync::choose),
        _ if entry.came_too_late() => say(sync::read_it),
        _ => return view! { <Mark standing=Stands::Refused /> }.into_any(),
    };
    view! { <Mark standing=Stands::You words=words /> }.into_any()
}
