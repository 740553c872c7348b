//! What surrounds every field: label above, hint below, and the problem with it. Knows nothing about what is typed.

use leptos::prelude::*;

use super::{Glyph, Icon, Words};

/// Label, the control as children (its id must be `id`), hint and problem. Used by every field of the kit; pages use it
/// around a control of their own, which then takes [`described_by`] as `aria-describedby`.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: Words,
    #[prop(optional_no_strip)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let (hint_id, problem_id) = (hint_id(&id), problem_id(&id));
    view! {
        <div class="field">
            <label class="field-label" for=id>{move || label.get()}</label>
            {children()}
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{move || hint.get()}</p> })}
            <Show when=move || problem.with(Option::is_some)>
                <p class="field-problem" id=problem_id.clone()>
                    <Glyph icon=Icon::OctagonX />
                    <span>{move || problem.get()}</span>
                </p>
            </Show>
        </div>
    }
}

/// The ids of hint and problem, for the control between them.
pub fn described_by(
    id: &str,
    has_hint: bool,
    problem: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let (hint_id, problem_id) = (hint_id(id), problem_id(id));
    move || match (has_hint, problem.with(Option::is_some)) {
        (true, true) => Some(format!("{problem_id} {hint_id}")),
        (true, false) => Some(hint_id.clone()),
        (false, true) => Some(problem_id.clone()),
        (false, false) => None,
    }
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

fn problem_id(id: &str) -> String {
    format!("{id}-problem")
}
