//! How does a person look for something in what is shown? A field that answers while typing; "/" leads to it from anywhere.

use leptos::{ev::KeyboardEvent, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{Glyph, Icon, Words, focus, fresh_id};
use crate::messages::{kit, say};

/// A search field. `label` is its name and what stands in it while it is empty; `on_input` runs while typing; `on_enter`
/// with Enter (a scanner ends with it). With `catches`, whatever is typed outside of every field goes here, and Enter lets the next
/// code take the place of this one: a scanner types without looking where.
#[component]
pub fn SearchField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] on_enter: Option<Callback<String>>,
    #[prop(optional)] catches: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let id = fresh_id("search-field");
    let (name, shown) = (label.clone(), label);
    let heard = window_event_listener(leptos::ev::keydown, move |event| {
        let leads_here = event.key() == "/";
        let bare = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if !bare || is_typing(&event) || !(leads_here || catches && is_letter(&event)) {
            return;
        }
        // a letter that is caught is typed into the field it leads to
        if leads_here {
            event.prevent_default();
        }
        if let Some(input) = input.get_untracked() {
            focus(&input);
            input.select();
        }
    });
    on_cleanup(move || heard.remove());
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            let entered = value.get_untracked();
            on_enter
                .iter()
                .for_each(|on_enter| on_enter.run(entered.clone()));
            if let (true, Some(input)) = (catches, input.get_untracked()) {
                input.select();
            }
        }
        "Escape" if !value.with_untracked(String::is_empty) => {
            event.stop_propagation();
            on_input.run(String::new());
        }
        _ => {}
    };
    view! {
        <div class="search-field" role="search">
            <label class="visually-hidden" for=id.clone()>{move || name.get()}</label>
            <Glyph icon=Icon::Search />
            <input
                class="search-field-input"
                id=id
                node_ref=input
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-keyshortcuts="/"
                placeholder=move || shown.get()
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
                on:keydown=keys
            />
            <Show when=move || value.with(String::is_empty) fallback=move || view! {
                <button class="search-field-clear" type="button" aria-label=say(kit::clear) on:click=move |_| on_input.run(String::new())>
                    <Glyph icon=Icon::X />
                </button>
            }>
                <kbd class="search-field-key" aria-hidden="true">"/"</kbd>
            </Show>
        </div>
    }
}

/// A key that writes something; a blank presses what has the focus.
fn is_letter(event: &KeyboardEvent) -> bool {
    let key = event.key();
    key.chars().count() == 1 && key != " "
}

/// A slash that belongs to somebody's text stays there.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| {
        target
            .matches("input, textarea, select, [contenteditable]")
            .unwrap_or(false)
    })
}
