//! What did somebody else's system say, and when? Name, value, age; a value that is too old is withheld, not greyed.

use leptos::prelude::*;

use super::{Age, AsOf, Words};
use crate::messages::{kit, language};

/// A figure. Leave `age` out only when the card's head carries one age for all its figures.
#[component]
pub fn Figure(
    #[prop(into)] name: Words,
    #[prop(into)] value: Words,
    #[prop(optional, into)] unit: Option<Words>,
    #[prop(optional, into)] age: Option<Signal<Age>>,
) -> impl IntoView {
    let gone = move || age.is_some_and(|age| age.with(|age| matches!(age, Age::Gone(_))));
    let shown = StoredValue::new((value, unit));
    view! {
        <div class="figure">
            <span class="figure-name">{move || name.get()}</span>
            <Show when=gone fallback=move || shown.with_value(|(value, unit)| value_and_unit(value.clone(), unit.clone()))>
                <span class="figure-withheld">{move || kit::not_shown(language())}</span>
            </Show>
            {age.map(|age| view! { <AsOf age=age /> })}
        </div>
    }
}

fn value_and_unit(value: Words, unit: Option<Words>) -> impl IntoView {
    view! {
        <span class="figure-value">
            {move || value.get()} {unit.map(|unit| view! { " " <span class="figure-unit">{move || unit.get()}</span> })}
        </span>
    }
}
