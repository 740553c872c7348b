//! How is a figure in a grid changed in place? Looks like text until it is pointed at; a changed one shows it.

use leptos::prelude::*;

use super::Words;
use super::typed_number::TypedNumber;
use crate::messages::numbers;

/// An editable number in a [`Table`](super::Table) cell. `name` says row and column; `value` is a plain decimal or "".
/// What cannot be read as a number stays, marked, and `on_unread` hears of it; so does a number that the page `refused`. Escape
/// brings the value before; `described` is the id of the sentence that says what is wrong. `on_typing` hears each readable number while letters are typed, `None` when Escape gives up.
#[component]
pub fn GridCell(
    #[prop(into)] name: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] on_typing: Option<Callback<Option<String>>>,
    #[prop(optional, into)] on_unread: Option<Callback<()>>,
    #[prop(optional, into)] refused: Signal<Option<String>>,
    #[prop(optional, into)] described: Option<String>,
    #[prop(optional, into)] read_only: Signal<bool>,
    #[prop(optional, into)] changed: Signal<bool>,
    #[prop(optional, into)] unfit: Signal<bool>,
) -> impl IntoView {
    let number = TypedNumber::new(value, Some(on_change), on_typing, on_unread, refused);
    view! {
        <input
            class="grid-cell"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder=numbers::NOTHING
            aria-label=move || name.get()
            aria-describedby=move || described.clone().filter(|_| number.is_unfit())
            aria-invalid=move || (unfit.get() || number.is_unfit()).then_some("true")
            data-changed=move || changed.get()
            prop:value=move || number.shown()
            readonly=move || read_only.get()
            on:input:target=move |event| number.hear(event.target().value())
            on:keydown:target=move |event| {
                if event.key() == "Escape" {
                    event.target().set_value(&number.give_up());
                }
            }
            on:change:target=move |event| {
                let settled = number.finish(event.target().value());
                event.target().set_value(&settled);
            }
            on:blur:target=move |event| {
                if let Some(settled) = number.left(event.target().value()) {
                    event.target().set_value(&settled);
                }
            }
        />
    }
}
