//! How does a person choose one of two to four that exclude each other? All in sight, arrow keys move between them.

use leptos::prelude::*;

use super::{Badge, Choice, Glyph, Words, fresh_id};

/// Two to four exclusive choices (more: [`Select`](super::Select)). `label` is heard and, unless `label_hidden`, seen.
#[component]
pub fn Segment(
    #[prop(into)] label: Words,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional)] label_hidden: bool,
    #[prop(optional)] wide: bool,
) -> impl IntoView {
    let group = fresh_id("segment");
    let option = move |choice: Choice| {
        let (this, sent) = (choice.value.clone(), choice.value.clone());
        view! {
            <label class="segment-choice">
                <input
                    class="segment-input"
                    type="radio"
                    name=group.clone()
                    value=choice.value
                    prop:checked=move || value.with(|value| *value == this)
                    on:change=move |_| on_change.run(sent.clone())
                />
                {choice.icon.map(|icon| view! { <Glyph icon=icon /> })}
                <span>{choice.words}</span>
                {choice.count.map(|count| view! { <Badge count=count attention=choice.attention /> })}
            </label>
        }
    };
    view! {
        <fieldset class="segment" data-wide=wide>
            <legend class=if label_hidden { "visually-hidden" } else { "field-label" }>{move || label.get()}</legend>
            <div class="segment-choices">{move || choices.get().into_iter().map(option.clone()).collect_view()}</div>
        </fieldset>
    }
}
