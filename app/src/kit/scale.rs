//! Where on a length of time, or below a limit, do we stand? A ticked bar, the bubble at now. Calculates nothing: shares come in.

use leptos::prelude::*;

use super::{Tone, Words};

/// A scale. `at` is where the bubble stands, in thousandths of the length; `ticks` the number of divisions (a quarter of
/// a year each for a warranty, at most 12); `start` and `end` the words at the ends; `sentence` what a reader hears.
/// With `over` the whole bar is quiet and the bubble stands at the end.
#[component]
pub fn Scale(
    #[prop(into)] at: Signal<u16>,
    #[prop(into)] sentence: Words,
    #[prop(into)] start: Words,
    #[prop(into)] end: Words,
    #[prop(optional, into)] over: Signal<bool>,
    #[prop(default = 8)] ticks: u8,
    #[prop(default = Tone::Fine)] tone: Tone,
) -> impl IntoView {
    let place = move || if over.get() { 1000 } else { at.get().min(1000) };
    let share = move || format!("{}.{}%", place() / 10, place() % 10);
    let divisions = (0..=ticks.clamp(1, 12))
        .map(|_| view! { <span class="scale-tick"></span> })
        .collect_view();
    view! {
        <div class="scale" data-tone=tone.name() data-over=move || over.get()>
            <div class="scale-drawing" role="img" aria-label=move || sentence.get()>
                <div class="scale-bar"><div class="scale-passed" style:inline-size=share></div></div>
                <div class="scale-ticks">{divisions}</div>
                <div class="scale-bubble" style:inset-inline-start=share></div>
            </div>
            <div class="scale-ends"><span>{move || start.get()}</span> <span>{move || end.get()}</span></div>
        </div>
    }
}
