//! How does a person write a number in their own notation? Shows and reads the marks of their language; keeps an exact
//! decimal as text and knows no bound.

use leptos::prelude::*;

use super::typed_number::{HandedOver, TypedNumber};
use super::{Field, Words, described_by, fresh_id};
use crate::messages::{kit, language, numbers};

/// A field for a decimal. `value` and what `on_change` hands over are plain ("1234.5", or "" when emptied); the screen
/// shows "1.234,5". `unit` stands at the end of the field. Words that are no number stay, with the problem under them,
/// and are not handed over; a number that the page refuses with a `problem` stays too. `on_typing` hears each readable number while letters are typed. `problem` is for what the rules of the page say about the number.
#[component]
pub fn NumberField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] on_typing: Option<Callback<Option<String>>>,
    #[prop(optional, into)] unit: Option<Words>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    number_field(NumberParts {
        label,
        value,
        on_change,
        on_typing,
        unit,
        hint,
        problem,
        read_only,
        id,
    })
}

/// What a number field is made of, for other fields that are one inside.
pub(super) struct NumberParts {
    pub label: Words,
    pub value: Signal<String>,
    pub on_change: Callback<String>,
    pub on_typing: Option<Callback<Option<String>>>,
    pub unit: Option<Words>,
    pub hint: Option<Words>,
    pub problem: Signal<Option<String>>,
    pub read_only: Signal<bool>,
    pub id: Option<String>,
}

pub(super) fn number_field(parts: NumberParts) -> impl IntoView {
    let NumberParts {
        label,
        value,
        on_change,
        on_typing,
        unit,
        hint,
        problem,
        read_only,
        id,
    } = parts;
    let id = id.unwrap_or_else(|| fresh_id("number-field"));
    let last = HandedOver::new(value);
    let hand_over = Callback::new(move |typed: String| {
        last.remember(typed.clone());
        on_change.run(typed);
    });
    let refused = last.refused(problem);
    let number = TypedNumber::new(value, Some(hand_over), on_typing, None, refused);
    let shown_problem = Signal::derive(move || {
        let wanted = || kit::number_wanted(language(), &numbers::typed(language(), "12.5"));
        let no_number = number.is_unread().then(wanted);
        no_number.or_else(|| problem.get())
    });
    let described = described_by(&id, hint.is_some(), shown_problem);
    view! {
        <Field id=id.clone() label=label hint=hint problem=shown_problem>
            <div class="number-field">
                <input
                    class="number-field-input"
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=move || number.shown()
                    readonly=move || read_only.get()
                    aria-invalid=move || shown_problem.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:input:target=move |event| number.hear(event.target().value())
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
                {unit.map(|unit| view! { <span class="number-field-unit">{move || unit.get()}</span> })}
            </div>
        </Field>
    }
}
