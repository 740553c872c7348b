//! How does a person give a day, a period or a time of a day? The device's own calendar and clock, days as "2026-11-21". Knows no today
//! and no zone.

use std::ops::RangeInclusive;

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::{Field, Words, described_by, fresh_id};
use crate::messages::{kit, say};

/// Years that somebody means; a browser tells of 0002, 0020 and 0202 too while 2026 is typed.
const YEARS: RangeInclusive<u16> = 2000..=2100;

/// One date that is written: heard when the field is left or Enter is pressed, and at once where it was chosen from the calendar. One
/// that is not finished stays as it is typed and is not heard.
#[derive(Clone, Copy)]
struct WrittenDate {
    value: Signal<String>,
    on_change: Callback<String>,
    /// By keys, and not heard yet.
    typing: RwSignal<bool>,
    unfit: RwSignal<bool>,
}

impl WrittenDate {
    fn new(value: Signal<String>, on_change: Callback<String>) -> WrittenDate {
        WrittenDate {
            value,
            on_change,
            typing: RwSignal::new(false),
            unfit: RwSignal::new(false),
        }
    }

    /// What is saved; as it was when typing began, so that nothing is written over what is being typed.
    fn shown(self) -> Memo<String> {
        Memo::new(move |before: Option<&String>| match before {
            Some(before) if self.typing.get() => before.clone(),
            _ => self.value.get(),
        })
    }

    fn key(self, key: &str, input: &HtmlInputElement) {
        match key {
            "Enter" => self.left(input),
            "Tab" | "Shift" | "Escape" | " " | "F4" => (),
            _ => self.typing.set(true),
        }
    }

    fn changed(self, input: &HtmlInputElement) {
        if !self.typing.get_untracked() {
            self.finish(input);
        }
    }

    fn left(self, input: &HtmlInputElement) {
        if self.typing.get_untracked() {
            self.finish(input);
        }
    }

    fn finish(self, input: &HtmlInputElement) {
        let written = input.value();
        // half a date reads as none
        let half = written.is_empty() && !input.check_validity();
        let whole = !half && is_whole(&written);
        self.unfit.set(!whole);
        self.typing.set(!whole);
        if whole && self.value.get_untracked() != written {
            self.on_change.run(written);
        }
    }
}

/// None, or one of a year that somebody means.
fn is_whole(written: &str) -> bool {
    let year = written.split('-').next().unwrap_or_default();
    written.is_empty() || year.parse().is_ok_and(|year| YEARS.contains(&year))
}

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
    let writing = WrittenDate::new(value, on_change);
    let shown = writing.shown();
    let invalid = move || problem.with(Option::is_some) || writing.unfit.get();
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <input
                class="date-field"
                id=id
                type="date"
                prop:value=move || shown.get()
                min=move || earliest.get()
                max=move || latest.get()
                readonly=move || read_only.get()
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described
                on:keydown:target=move |event| writing.key(&event.key(), &event.target())
                on:change:target=move |event| writing.changed(&event.target())
                on:blur:target=move |event| writing.left(&event.target())
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
    let writing = WrittenDate::new(value, on_change);
    let shown = writing.shown();
    view! {
        <Field id=id.clone() label=label hint=hint>
            <input
                class="date-field"
                id=id
                type="datetime-local"
                prop:value=move || shown.get()
                aria-invalid=move || writing.unfit.get().then_some("true")
                aria-describedby=described
                on:keydown:target=move |event| writing.key(&event.key(), &event.target())
                on:change:target=move |event| writing.changed(&event.target())
                on:blur:target=move |event| writing.left(&event.target())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_is_still_typed_is_not_heard() {
        let whole = ["", "2026-11-21", "2000-01-01T09:14", "2100-12-31"];
        assert!(whole.into_iter().all(is_whole));
        let half = [
            "0002-11-21",
            "0020-11-21",
            "0202-11-21T09:14",
            "1999-12-31",
            "2101-01-01",
            "20261-11-21",
        ];
        assert!(!half.into_iter().any(is_whole));
    }
}
