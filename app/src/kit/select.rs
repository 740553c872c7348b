//! How does a person choose one of a handful? The device's own list. For hundreds there is the combobox.

use leptos::prelude::*;

use super::{Choice, Field, Glyph, Icon, Words, described_by, fresh_id};

/// A list to choose one value from. `none` offers an empty first line with these words.
#[component]
pub fn Select(
    #[prop(into)] label: Words,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] none: Option<Words>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
) -> impl IntoView {
    let id = fresh_id("select");
    let described = described_by(&id, hint.is_some(), problem);
    let line = move |choice: Choice| {
        let this = choice.value.clone();
        view! { <option value=choice.value selected=move || value.with(|value| *value == this)>{choice.words}</option> }
    };
    view! {
        <Field id=id.clone() label=label hint=hint problem=problem>
            <div class="select">
                <select
                    class="select-input"
                    id=id
                    prop:value=move || value.get()
                    disabled=move || read_only.get()
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:change:target=move |event| on_change.run(event.target().value())
                >
                    {none.map(|none| view! { <option value="">{move || none.get()}</option> })}
                    {move || choices.get().into_iter().map(line).collect_view()}
                </select>
                <Glyph icon=Icon::ChevronDown />
            </div>
        </Field>
    }
}
