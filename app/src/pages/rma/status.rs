//! Where a return stands, as a tag, under the name that the company gave the state.

use leptos::prelude::*;
use shared::rma::state::{State, id};
use shared::rma::{Meaning, Task};

use crate::kit::{Icon, Tag, Tone};
use crate::messages::{language, rma, say};
use crate::state::{Device, app};

/// The company's name of a state, or the one of its meaning.
pub fn name(device: Device, meaning: Meaning) -> String {
    let named = device.get::<State>(id(meaning)).map(|state| state.name);
    let named = named.filter(|name| !name.trim().is_empty());
    named.unwrap_or_else(|| rma::state(language(), meaning).to_owned())
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
