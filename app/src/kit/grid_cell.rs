//! How is a figure in a grid changed in place? Looks like text until it is pointed at; a changed one shows it.

use leptos::prelude::*;

use super::Words;
use super::typed_number::{hear_typing, untyped};
use crate::messages::{language, language_now, numbers};

/// An editable number in a [`Table`](super::Table) cell. `name` says row and column; `value` is a plain decimal or "".
/// What cannot be read as a number returns to the value before. `on_typing` hears each readable number while letters are
/// typed, `None` when Escape gives up.
#[component]
pub fn GridCell(
    #[prop(into)] name: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] on_typing: Option<Callback<Option<String>>>,
    #[prop(optional, into)] read_only: Signal<bool>,
    #[prop(optional, into)] changed: Signal<bool>,
    #[prop(optional, into)] unfit: Signal<bool>,
) -> impl IntoView {
    let written = |plain: &str, language| {
        if plain.is_empty() {
            String::new()
        } else {
            numbers::decimal(language, plain)
        }
    };
    let finish = move |typed: String| -> String {
        let plain = if typed.trim().is_empty() {
            Some(String::new())
        } else {
            numbers::read(language_now(), &typed)
        };
        match plain {
            Some(plain) if plain != value.get_untracked() => on_change.run(plain),
            _ => {}
        }
        value.with_untracked(|value| written(value, language_now()))
    };
    view! {
        <input
            class="grid-cell"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder=numbers::NOTHING
            aria-label=move || name.get()
            aria-invalid=move || unfit.get().then_some("true")
            data-changed=move || changed.get()
            prop:value=move || value.with(|value| written(value, language()))
            readonly=move || read_only.get()
            on:input:target=move |event| hear_typing(on_typing, &event.target().value())
            on:keydown:target=move |event| {
                if event.key() == "Escape" {
                    event.target().set_value(&untyped(on_typing, value));
                }
            }
            on:change:target=move |event| {
                let settled = finish(event.target().value());
                event.target().set_value(&settled);
            }
        />
    }
}
