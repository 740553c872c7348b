//! What needs this person, and what waits to be sent: one of them or both, as the switch says.

use super::copies::{CopySaid, Copying, SaveCopy, StorageProblem};
use super::entry_list::EntryList;
use super::left_typed::LeftTyped;
use super::next_entry::Next;
use super::others::OthersWork;
use super::status_page::Standing;
use super::waiting_list::WaitingList;
use crate::kit::{Choice, EmptyState, Segment};
use crate::messages::{language, say, sync};
use crate::state::{App, app, repair, stand};
use leptos::{html, prelude::*};
use shared::ids::InboxId;

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
pub fn Entries(selected: Signal<Option<InboxId>>, next: Next) -> impl IntoView {
    let app = app();
    let shown = RwSignal::new(Shown::All);
    let deciding = Memo::new(move |_| stand::deciding(app));
    let entries = Memo::new(move |_| match shown.get() {
        Shown::All => repair::open_entries(app),
        _ => deciding.get(),
    });
    let others = Memo::new(move |_| repair::entries_of_others(app));
    let lists = NodeRef::<html::Div>::new();
    next.follow(selected, lists);
    let copying = Copying::here();
    let waits = move || app.connection.unsent() > 0;
    let stands_below = move || {
        let own = waits() || entries.with(|entries| !entries.is_empty());
        shown.get() == Shown::All && (own || others.with(|others| !others.is_empty()))
    };
    let nothing = move || match stands_below() {
        true => view! { <p class="soft sync-nothing">{say(sync::inbox_empty)}</p> }.into_any(),
        false => {
            view! { <EmptyState title=say(sync::inbox_empty) text=say(sync::inbox_empty_text) /> }
                .into_any()
        }
    };
    view! {
        <div class="sync-head">
            <Standing />
            <StorageProblem />
            <Show when=waits><div class="sync-copy"><SaveCopy copying=copying /></div></Show>
            <CopySaid copying=copying />
            <ShownChoice app=app shown=shown />
        </div>
        <div node_ref=lists>
            <Show when=move || shown.get() != Shown::Waiting>
                <LeftTyped selected=selected />
                {move || deciding.with(Vec::is_empty).then(nothing)}
                <EntryList label=say(sync::needs_you) entries=entries selected=selected />
            </Show>
            <Show when=move || shown.get() == Shown::Waiting && !waits()>
                <EmptyState title=say(sync::nothing_waits) />
            </Show>
            <Show when=move || shown.get() != Shown::NeedsYou><WaitingList /></Show>
            <Show when=move || shown.get() == Shown::All><OthersWork entries=others selected=selected /></Show>
        </div>
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
