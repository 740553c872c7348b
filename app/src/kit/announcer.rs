//! What do readers hear that nobody looks at? One polite and one urgent live region for the whole page.

use std::sync::LazyLock;

use leptos::prelude::*;

static POLITE: LazyLock<ArcRwSignal<String>> = LazyLock::new(|| ArcRwSignal::new(String::new()));
static URGENT: LazyLock<ArcRwSignal<String>> = LazyLock::new(|| ArcRwSignal::new(String::new()));

/// Where the two regions are fed; callable from anywhere.
pub struct Announcer;

impl Announcer {
    /// Heard when the reader has finished its sentence.
    pub fn say(words: impl Into<String>) {
        put(&POLITE, words.into());
    }

    /// Interrupts; only for what blocks.
    pub fn urge(words: impl Into<String>) {
        put(&URGENT, words.into());
    }
}

/// The same words twice are heard twice only when the text differs, so the second time ends with a no-break space.
fn put(region: &ArcRwSignal<String>, mut words: String) {
    if region.with_untracked(|before| *before == words) {
        words.push('\u{a0}');
    }
    region.set(words);
}

/// The regions themselves; the shell holds them once.
#[component]
pub fn LiveRegions() -> impl IntoView {
    let (polite, urgent) = (POLITE.clone(), URGENT.clone());
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">{move || polite.get()}</div>
        <div class="visually-hidden" role="alert" aria-live="assertive">{move || urgent.get()}</div>
    }
}
