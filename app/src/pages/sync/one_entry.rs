//! One entry of the inbox: the ways out of it while it is open, and what became of it once it is answered, here or elsewhere.

use super::answered::AnsweredEntry;
use super::next_entry::Next;
use super::repairing::Repair;
use super::typed::Typed;
use crate::kit::{EmptyState, LinkButton, Page};
use crate::messages::{say, sync};
use crate::routes::Route;
use crate::state::answered::{By, by};
use crate::state::{App, app};
use leptos::prelude::*;
use shared::ids::InboxId;
use shared::sync::InboxEntry;

/// By its name alone: whoever types into it is not disturbed when it is raised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Open,
    Answered {
        by: By,
        was_open: bool,
    },
    /// Not come yet, or gone with its shelf.
    Absent,
}

#[component]
pub fn OneEntry(id: InboxId, next: Next) -> impl IntoView {
    let app = app();
    let typed = Typed::new(app, id);
    // until its own answer is on the disk the page stays as it is
    let under_way = RwSignal::new(false);
    let fate = Memo::new(move |before| match before {
        Some(Fate::Open) if under_way.get() => Fate::Open,
        before => fate(app, id, before.copied()),
    });
    move || {
        let fate = fate.get();
        match (fate, app.device.peek::<InboxEntry>(id)) {
            (Fate::Open, Some(entry)) => {
                view! { <Repair id=id entry=entry next=next typed=typed under_way=under_way /> }
                    .into_any()
            }
            (Fate::Answered { by, was_open }, Some(entry)) => {
                view! { <AnsweredEntry entry=entry by=by was_open=was_open typed=typed /> }
                    .into_any()
            }
            _ => view! { <Absent /> }.into_any(),
        }
    }
}

/// Who answered is said as it was known when that came here.
fn fate(app: App, id: InboxId, before: Option<Fate>) -> Fate {
    let was_open = before == Some(Fate::Open);
    match (app.device.get::<InboxEntry>(id), before) {
        (None, _) => Fate::Absent,
        (Some(entry), _) if entry.is_open() => Fate::Open,
        (Some(_), Some(Fate::Answered { by, was_open })) => Fate::Answered {
            by: by.now(app, id),
            was_open,
        },
        (Some(entry), _) => Fate::Answered {
            by: untrack(|| by(app, id, &entry, was_open)),
            was_open,
        },
    }
}

#[component]
fn Absent() -> impl IntoView {
    view! {
        <Page>
            <EmptyState title=say(sync::entry_absent) text=say(sync::entry_absent_text)>
                <LinkButton label=say(sync::back_to_inbox) href=Route::Inbox.href() />
            </EmptyState>
        </Page>
    }
}
