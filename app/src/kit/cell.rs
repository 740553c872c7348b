//! Where does a discount come from, and may it be changed here? By condition: sunken; by hand: dark corner; empty: a baseline.

use leptos::prelude::*;

use super::Words;
use super::typed_number::TypedNumber;
use crate::messages::{Language, kit, language, numbers};

/// Who put the value there. A value by hand is never overwritten by a condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    #[default]
    Empty,
    Condition,
    Hand,
}

impl Origin {
    fn name(self) -> &'static str {
        match self {
            Origin::Empty => "empty",
            Origin::Condition => "condition",
            Origin::Hand => "hand",
        }
    }

    fn words(self, language: Language) -> &'static str {
        match self {
            Origin::Empty => kit::empty_slot(language),
            Origin::Condition => kit::by_condition(language),
            Origin::Hand => kit::by_hand(language),
        }
    }
}

/// A discount slot. `value` is a plain decimal or ""; `line` and `discount` are its words ("Line 1", "Discount 2"). Without
/// `on_change` it is only shown. `on_typing` hears each readable number while letters are typed, `None` when Escape gives up. What cannot be read as a number stays, marked,
/// and `on_unread` hears of it; so does a number that the page `refused`. `described` is the id of the sentence that says what is
/// wrong. `changed` paints it as unsaved, `unfit` marks a value that the rules refuse.
#[component]
pub fn Cell(
    #[prop(into)] value: Signal<String>,
    #[prop(into)] origin: Signal<Origin>,
    #[prop(into)] line: Words,
    #[prop(into)] discount: Words,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    #[prop(optional, into)] on_typing: Option<Callback<Option<String>>>,
    #[prop(optional, into)] on_unread: Option<Callback<()>>,
    #[prop(optional, into)] refused: Signal<Option<String>>,
    #[prop(optional, into)] described: Option<String>,
    #[prop(optional, into)] changed: Signal<bool>,
    #[prop(optional, into)] unfit: Signal<bool>,
) -> impl IntoView {
    let number = TypedNumber::new(value, on_change, on_typing, on_unread, refused);
    let name = move || {
        let (language, said) = (language(), number.shown());
        let said = if said.is_empty() {
            numbers::NOTHING
        } else {
            said.as_str()
        };
        kit::cell_name(
            language,
            &line.get(),
            &discount.get(),
            said,
            origin.get().words(language),
        )
    };
    view! {
        <span class="cell" data-origin=move || origin.get().name() data-changed=move || changed.get()>
            <input
                class="cell-input"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder=numbers::NOTHING
                aria-label=name
                aria-describedby=move || described.clone().filter(|_| number.is_unfit())
                aria-invalid=move || (unfit.get() || number.is_unfit()).then_some("true")
                readonly=on_change.is_none()
                prop:value=move || number.shown()
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
        </span>
    }
}

/// What the two looks of a filled cell mean, under a grid.
#[component]
pub fn CellLegend() -> impl IntoView {
    let entry = |origin: Origin, sample: &'static str| {
        view! {
            <span class="cell-legend-entry">
                <span class="cell" data-origin=origin.name() aria-hidden="true"><span class="cell-input">{sample}</span></span>
                {move || origin.words(language())}
            </span>
        }
    };
    view! { <p class="cell-legend">{entry(Origin::Condition, "15")} {entry(Origin::Hand, "2")}</p> }
}
