//! Where a return stands, as a tag, under the name that the company gave the state.

use leptos::prelude::*;
use shared::rma::state::{State, id};
use shared::rma::{Meaning, Refusal, Task};

use crate::kit::{Icon, Tag, Tone};
use crate::messages::{language, rma, say};
use crate::state::{Device, app};

/// The company's name of a state, or the one of its meaning.
pub fn name(device: Device, meaning: Meaning) -> String {
    let state = device.get::<State>(id(meaning));
    let usual = || rma::state(language(), meaning).to_owned();
    state.map_or_else(usual, |state| called(&state))
}

/// The company's number of a state, or the one that F.2 gives its meaning.
pub fn number(device: Device, meaning: Meaning) -> u32 {
    let state = device.get::<State>(id(meaning));
    state.map_or(meaning.number(), |state| state.ordinal)
}

pub fn called(state: &State) -> String {
    match (state.name.trim(), state.meaning) {
        ("", Some(meaning)) => rma::state(language(), meaning).to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// Why a change of a return is refused, in the company's words.
pub fn refusal(device: Device, why: &Refusal) -> String {
    rma::refusal_called(language(), why, |meaning| name(device, meaning))
}

#[component]
pub fn StateTag(#[prop(into)] state: Signal<Meaning>) -> impl IntoView {
    let device = app().device;
    let tone = move || match state.get() {
        Meaning::New | Meaning::Cancelled => Tone::Neutral,
        Meaning::Approved | Meaning::Received | Meaning::Repairing | Meaning::Preparing => {
            Tone::Move
        }
        Meaning::Shipped => Tone::Fine,
    };
    view! { <Tag tone=Signal::derive(tone) words=move || name(device, state.get()) /> }
}

/// Nothing while no task is chosen.
#[component]
pub fn TaskTag(#[prop(into)] task: Signal<Option<Task>>) -> impl IntoView {
    move || {
        task.get().map(
            |task| view! { <Tag tone=Tone::Neutral words=move || rma::task(language(), task) /> },
        )
    }
}

/// The server has not confirmed the serial yet.
#[component]
pub fn UnverifiedTag() -> impl IntoView {
    view! { <Tag tone=Tone::Open icon=Icon::Hourglass words=say(rma::unverified) /> }
}
