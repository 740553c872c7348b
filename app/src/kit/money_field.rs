//! How does a person write an amount of money? A number with its currency beside it. Converts nothing.

use leptos::prelude::*;

use super::Words;
use super::number_field::{NumberParts, number_field};
use crate::messages::numbers;

/// An amount: `value` is a plain decimal, `currency` the ISO code whose sign is shown at the end of the field.
#[component]
pub fn MoneyField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] currency: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] on_typing: Option<Callback<Option<String>>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
) -> impl IntoView {
    let sign = move || numbers::currency_sign(&currency.get()).to_owned();
    number_field(NumberParts {
        label,
        value,
        on_change,
        on_typing,
        unit: Some(Words::from(sign)),
        hint,
        problem,
        read_only,
        id: None,
    })
}
