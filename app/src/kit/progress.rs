//! What is being fetched over the network, since when, and how does one stop waiting? Local answers never use this.

use std::time::Duration;

use leptos::prelude::*;

use super::{Button, Glyph, Icon, Words};
use crate::messages::{kit, language, say};

/// Nothing is shown that is over before a person would notice.
const QUIET: Duration = Duration::from_millis(400);
/// From here on waiting can be ended, and what was known last is shown.
const LONG_SECONDS: u32 = 8;

/// Shown while an answer from the network is awaited. `what` says what is being fetched; after eight seconds the person
/// may stop (`on_cancel`) and sees `last_known`, a value with its age.
#[component]
pub fn Progress(
    #[prop(into)] what: Words,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
    #[prop(optional, into)] last_known: Option<ViewFn>,
) -> impl IntoView {
    let seconds = RwSignal::new(0u32);
    let visible = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(move || visible.set(true), QUIET) {
        on_cleanup(move || timer.clear());
    }
    if let Ok(timer) = set_interval_with_handle(
        move || seconds.update(|seconds| *seconds += 1),
        Duration::from_secs(1),
    ) {
        on_cleanup(move || timer.clear());
    }
    let long = Memo::new(move |_| seconds.get() >= LONG_SECONDS);
    let (what, last_known) = (StoredValue::new(what), StoredValue::new(last_known));
    let known = move || {
        last_known.with_value(|known| known.as_ref().map(|known| view! {
        <div class="progress-known"><span class="soft small">{say(kit::last_known)}</span> {known.run()}</div>
    }))
    };
    let cancel = move || {
        on_cancel.map(|on_cancel| view! { <Button label=say(kit::cancel) on_press=on_cancel /> })
    };
    view! {
        <Show when=move || visible.get()>
            <section class="progress" aria-busy="true">
                <div class="progress-head">
                    <p class="progress-what" role="status">{move || what.with_value(|what| what.get())}</p>
                    <span class="progress-seconds"><Glyph icon=Icon::Clock /> {move || format!("{} s", seconds.get())}</span>
                </div>
                <Show
                    when=move || long.get()
                    fallback=|| view! { <div class="progress-bar"></div> <div class="progress-bar" data-short=true></div> }
                >
                    <p class="progress-text">{move || kit::still_fetching(language())}</p>
                    {known}
                    {cancel}
                </Show>
            </section>
        </Show>
    }
}
