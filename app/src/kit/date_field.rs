//! How does a person give a day, a period or a time of a day? The device's own calendar and clock, days as "2026-11-21". Knows no today
//! and no zone.

use leptos::prelude::*;

use super::{Field, Words, described_by, fresh_id};
use crate::messages::{kit, say};

/// A day. `value` is "2026-11-21" or ""; `earliest` and `latest` bound what the calendar offers.
#[component]
pub fn DateField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] earliest: Signal<Option<String>>,
    #[prop(optional, into)] latest: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
) -> impl IntoView {
    let id = fresh_id("date-field");
    let described = described_by(&id, hint.is_some(), problem);
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <input
                class="date-field"
                id=id
                type="date"
                prop:value=move || value.get()
                min=move || earliest.get()
                max=move || latest.get()
                readonly=move || read_only.get()
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:change:target=move |event| on_change.run(event.target().value())
            />
        </Field>
    }
}

/// A time of a day. `value` is "2026-11-21T09:14" or "", as a clock on the wall shows it; only a whole one is heard.
#[component]
pub fn TimeField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] hint: Option<Words>,
) -> impl IntoView {
    let id = fresh_id("time-field");
    let described = described_by(&id, hint.is_some(), Signal::stored(None));
    view! {
        <Field id=id.clone() label=label hint=hint>
            <input
                class="date-field"
                id=id
                type="datetime-local"
                prop:value=move || value.get()
                aria-describedby=described
                on:change:target=move |event| on_change.run(event.target().value())
            />
        </Field>
    }
}

/// Two days that belong together; either may be empty. The second cannot be chosen before the first.
#[component]
pub fn PeriodField(
    #[prop(into)] label: Words,
    #[prop(into)] from: Signal<String>,
    #[prop(into)] until: Signal<String>,
    #[prop(into)] on_from: Callback<String>,
    #[prop(into)] on_until: Callback<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let bound =
        |day: Signal<String>| Signal::derive(move || Some(day.get()).filter(|day| !day.is_empty()));
    view! {
        <fieldset class="date-field-period">
            <legend class="field-label">{move || label.get()}</legend>
            <DateField label=say(kit::from_day) value=from on_change=on_from latest=bound(until) />
            <DateField label=say(kit::until_day) value=until on_change=on_until earliest=bound(from) problem=problem />
        </fieldset>
    }
}
