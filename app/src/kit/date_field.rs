//! How does a person give a day, a period or a time of a day? The device's own calendar and clock, days as "2026-11-21". Knows no today
//! and no zone.

use std::ops::RangeInclusive;

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use shared::edit::Edit;

use super::{Field, Meanwhile, Words, described_by, fresh_id};
use crate::browser::locale;
use crate::messages::{days, kit, language, say};

/// Years that somebody means; a browser tells of 0002, 0020 and 0202 too while 2026 is typed.
const YEARS: RangeInclusive<u16> = 2000..=2100;

/// One date that is written: heard when the field is left or Enter is pressed, and at once where it was chosen from the calendar. One
/// that is not finished stays as it is typed and is not heard, nor is one that somebody else wrote meanwhile before a person has chosen.
#[derive(Clone, Copy)]
struct WrittenDate {
    value: Signal<String>,
    /// What is saved; as it was when typing began, so that nothing is written over what is being typed.
    shown: Memo<String>,
    on_change: Callback<Edit<String>>,
    /// By keys, and not heard yet.
    typing: RwSignal<bool>,
    /// What the keys made of it so far.
    entered: RwSignal<String>,
    unfit: RwSignal<bool>,
}

impl WrittenDate {
    fn new(value: Signal<String>, on_change: Callback<Edit<String>>) -> WrittenDate {
        let typing = RwSignal::new(false);
        let shown = Memo::new(move |before: Option<&String>| match before {
            Some(before) if typing.get() => before.clone(),
            _ => value.get(),
        });
        WrittenDate {
            value,
            shown,
            on_change,
            typing,
            entered: RwSignal::default(),
            unfit: RwSignal::new(false),
        }
    }

    fn key(self, key: &str, input: &HtmlInputElement) {
        match key {
            "Enter" => self.left(input),
            "Tab" | "Shift" | "Escape" | " " | "F4" => (),
            _ if self.typing.get_untracked() => (),
            _ => {
                self.entered.set(input.value());
                self.typing.set(true);
            }
        }
    }

    fn changed(self, input: &HtmlInputElement) {
        if !self.typing.get_untracked() {
            self.finish(input);
        }
    }

    fn left(self, input: &HtmlInputElement) {
        // one that goes with its page loses the focus, too
        if self.typing.try_get_untracked().unwrap_or_default() {
            self.finish(input);
        }
    }

    fn finish(self, input: &HtmlInputElement) {
        let written = input.value();
        // half a date reads as none
        let half = written.is_empty() && !input.check_validity();
        let whole = !half && is_whole(&written);
        self.unfit.set(!whole);
        self.entered.set(written.clone());
        let (was, stands) = (self.shown.get_untracked(), self.value.get_untracked());
        let asked = ![&stands, &written].contains(&&was) && stands != written;
        self.typing.set(!whole || asked);
        if whole && !asked && was != written {
            self.on_change.run(Edit::new(was, written));
        }
    }

    /// What is in the field now.
    fn read(self) -> String {
        match self.typing.get() {
            true => self.entered.get(),
            false => self.value.get(),
        }
    }

    /// What somebody else wrote while it was typed.
    fn met(self) -> Option<String> {
        let meanwhile = self.typing.get() && !self.unfit.get();
        let theirs = meanwhile.then(|| self.value.get())?;
        let (was, entered) = (self.shown.get(), self.entered.get());
        let met = ![&theirs, &entered].contains(&&was) && theirs != entered;
        met.then_some(theirs)
    }

    /// Whoever chose what they typed has seen what stands.
    fn keep(self) {
        let (stands, written) = (self.value.get_untracked(), self.entered.get_untracked());
        self.on_change.run(Edit::new(stands, written));
        self.typing.set(false);
    }

    fn give_up(self) {
        self.typing.set(false);
    }
}

/// Beneath the input: the day read over where the browser writes it as another language does, and mine or theirs.
#[component]
fn Beneath(writing: WrittenDate) -> impl IntoView {
    let read = move || {
        let language = language();
        let foreign = !locale::fields_are_in(language.code());
        foreign.then(|| days::read_over(language, &writing.read()))?
    };
    let said = Memo::new(move |_| {
        let (language, theirs) = (language(), writing.met()?);
        let theirs = days::read_over(language, &theirs).unwrap_or_default();
        Some(kit::written_meanwhile(language, &theirs))
    });
    view! {
        {move || read().map(|words| view! { <p class="field-hint">{words}</p> })}
        <Meanwhile said=said on_mine=move |()| writing.keep() on_theirs=move |()| writing.give_up() />
    }
}

/// None, or one of a year that somebody means.
fn is_whole(written: &str) -> bool {
    let year = written.split('-').next().unwrap_or_default();
    written.is_empty() || year.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// A day. `value` is "2026-11-21" or ""; `earliest` and `latest` bound what the calendar offers. `on_change` hears what was finished, and
/// in the place of what: whatever came meanwhile, it is what stood here when typing began.
#[component]
pub fn DateField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<Edit<String>>,
    #[prop(optional, into)] earliest: Signal<Option<String>>,
    #[prop(optional, into)] latest: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
) -> impl IntoView {
    let id = fresh_id("date-field");
    let described = described_by(&id, hint.is_some(), problem);
    let writing = WrittenDate::new(value, on_change);
    let invalid = move || problem.with(Option::is_some) || writing.unfit.get();
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <input
                class="date-field"
                id=id
                type="date"
                prop:value=move || writing.shown.get()
                min=move || earliest.get()
                max=move || latest.get()
                readonly=move || read_only.get()
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described
                on:keydown:target=move |event| writing.key(&event.key(), &event.target())
                on:input:target=move |event| writing.entered.set(event.target().value())
                on:change:target=move |event| writing.changed(&event.target())
                on:blur:target=move |event| writing.left(&event.target())
            />
            <Beneath writing=writing />
        </Field>
    }
}

/// A time of a day. `value` is "2026-11-21T09:14" or "", as a clock on the wall shows it; only a whole one is heard, as a day is.
#[component]
pub fn TimeField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<Edit<String>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let id = fresh_id("time-field");
    let described = described_by(&id, hint.is_some(), problem);
    let writing = WrittenDate::new(value, on_change);
    let invalid = move || problem.with(Option::is_some) || writing.unfit.get();
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <input
                class="date-field"
                id=id
                type="datetime-local"
                prop:value=move || writing.shown.get()
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described
                on:keydown:target=move |event| writing.key(&event.key(), &event.target())
                on:input:target=move |event| writing.entered.set(event.target().value())
                on:change:target=move |event| writing.changed(&event.target())
                on:blur:target=move |event| writing.left(&event.target())
            />
            <Beneath writing=writing />
        </Field>
    }
}

/// Two days that belong together; either may be empty. The second cannot be chosen before the first.
#[component]
pub fn PeriodField(
    #[prop(into)] label: Words,
    #[prop(into)] from: Signal<String>,
    #[prop(into)] until: Signal<String>,
    #[prop(into)] on_from: Callback<Edit<String>>,
    #[prop(into)] on_until: Callback<Edit<String>>,
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
