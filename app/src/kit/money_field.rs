//! How does a person write an amount of money? A number with its currency beside it. Converts nothing.

use leptos::prelude::*;

use super::{NumberField, Words};
use crate::messages::numbers;

/// An amount: `value` is a plain decimal, `currency` the ISO code whose sign is shown at the end of the field.
#[component]
pub fn MoneyField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] currency: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional_no_strip, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
) -> impl IntoView {
    let sign = move || numbers::currency_sign(&currency.get()).to_owned();
    view! {
        <NumberField label=label value=value on_change=on_change unit=sign hint=hint problem=problem read_only=read_only />
    }
}
