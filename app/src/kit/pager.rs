//! Which page of a long answer is shown? For answers of the server; what is on the device scrolls in a virtual list.

use leptos::prelude::*;

use super::{Button, Icon, Words};
use crate::messages::{kit, language, say};

/// Previous, "page 2 of 7", next. Pages count from one; nothing is shown when there is only one.
#[component]
pub fn Pager(
    #[prop(into)] label: Words,
    #[prop(into)] page: Signal<u64>,
    #[prop(into)] pages: Signal<u64>,
    #[prop(into)] on_change: Callback<u64>,
) -> impl IntoView {
    let label = StoredValue::new(label);
    let end = move |at_end: bool| at_end.then(|| kit::page_of(language(), page.get(), pages.get()));
    view! {
        <Show when=move || { pages.get() > 1 }>
            <nav class="pager" aria-label=move || label.with_value(|label| label.get())>
                <Button label=say(kit::previous_page) icon=Icon::ChevronLeft icon_only=true
                    blocked=move || end(page.get() <= 1) on_press=move || on_change.run(page.get_untracked() - 1) />
                <span>{move || kit::page_of(language(), page.get(), pages.get())}</span>
                <Button label=say(kit::next_page) icon=Icon::ChevronRight icon_only=true
                    blocked=move || end(page.get() >= pages.get()) on_press=move || on_change.run(page.get_untracked() + 1) />
            </nav>
        </Show>
    }
}
