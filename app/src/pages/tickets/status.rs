//! Where a ticket stands, as a tag under the name that the company gave the state, and what comes next.

use leptos::prelude::*;
use shared::setting::{Setting, id};
use shared::text::Language;
use shared::tickets::naming::{self, ORDER};
use shared::tickets::{Meaning, Priority, Status};

use crate::kit::{Icon, Tag, Tone};
use crate::messages::{language, say, tickets};
use crate::state::{Device, app};

/// The company's name of a state for readers of a language, or ours (TCK-06).
pub fn called(device: Device, reads: Language, status: Status) -> String {
    let own = setting(device, &naming::name_of(status, reads));
    match own.trim() {
        "" => tickets::status(reads, status).to_owned(),
        own => own.to_owned(),
    }
}

/// All states as the company orders them.
pub fn in_order(device: Device) -> Vec<Status> {
    naming::order(&setting(device, ORDER))
}

fn setting(device: Device, key: &str) -> String {
    let found = device.get::<Setting>(id(key));
    found.map(|setting| setting.value).unwrap_or_default()
}

/// The state of a ticket.
#[component]
pub fn StatusTag(#[prop(into)] status: Signal<Status>) -> impl IntoView {
    let tone = move || match status.get().meaning() {
        Meaning::Waiting => Tone::Warn,
        Meaning::Done => Tone::Fine,
        Meaning::Cancelled => Tone::Neutral,
        Meaning::Open if status.get() == Status::New => Tone::Neutral,
        Meaning::Open => Tone::Move,
    };
    let device = app().device;
    view! { <Tag tone=Signal::derive(tone) words=move || called(device, language(), status.get()) /> }
}

/// Only what is out of the ordinary is said.
#[component]
pub fn PriorityTag(#[prop(into)] priority: Signal<Priority>) -> impl IntoView {
    let said = move || match priority.get() {
        Priority::High => Some((Tone::Warn, Icon::ArrowUp)),
        Priority::Low => Some((Tone::Neutral, Icon::ArrowDown)),
        Priority::Normal => None,
    };
    move || {
        said().map(|(tone, icon)| {
            view! { <Tag tone=tone icon=icon words=move || tickets::priority_name(language(), priority.get()) /> }
        })
    }
}

/// Sales is asked for an offer of the repair.
#[component]
pub fn OfferWantedTag() -> impl IntoView {
    view! { <Tag tone=Tone::Warn icon=Icon::Hourglass words=say(tickets::offer_wanted) /> }
}

/// The step most people take from here; `None` where only somebody who manages tickets decides.
pub fn next(status: Status) -> Option<Status> {
    match status {
        Status::New | Status::Assigned => Some(Status::OnTheWay),
        Status::OnTheWay | Status::Waiting(_) => Some(Status::InProgress),
        Status::InProgress => Some(Status::Resolved),
        Status::Resolved => Some(Status::Closed),
        Status::Closed | Status::Cancelled => None,
    }
}
