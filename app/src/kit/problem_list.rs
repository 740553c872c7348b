//! What has to be corrected before saving, and where? Beside the save button; every entry leads to its field.

use leptos::prelude::*;

use super::{Glyph, Icon, Words, focus};
use crate::messages::{kit, say};

/// One thing that is wrong. `field` is the id of the field it is about; `warns` when one may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    pub words: String,
    pub field: Option<String>,
    pub warns: bool,
}

/// The list; nothing at all when there is no problem. The sentence stands under the field as well, so this is only for
/// forms longer than a screen.
#[component]
pub fn ProblemList(
    #[prop(into)] problems: Signal<Vec<FieldProblem>>,
    #[prop(optional, into)] title: Option<Words>,
) -> impl IntoView {
    let title = StoredValue::new(title.unwrap_or_else(|| say(kit::problems).into()));
    view! {
        <Show when=move || !problems.with(Vec::is_empty)>
            <section class="problem-list" role="group" aria-label=move || title.with_value(|title| title.get())>
                <p class="problem-list-title">{move || title.with_value(|title| title.get())}</p>
                <ul class="problem-list-entries">
                    {move || problems.get().into_iter().map(|problem| view! { <Entry problem=problem /> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Entry(problem: FieldProblem) -> impl IntoView {
    let FieldProblem {
        words,
        field,
        warns,
    } = problem;
    let icon = if warns {
        Icon::TriangleAlert
    } else {
        Icon::OctagonX
    };
    let inside = match field {
        Some(field) => view! {
            <button class="problem-list-link" type="button" on:click=move |_| go_to(&field)>{words}</button>
        }
        .into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    };
    view! { <li class="problem-list-entry" data-warns=warns><Glyph icon=icon /> {inside}</li> }
}

fn go_to(field: &str) {
    if let Some(element) = document().get_element_by_id(field) {
        focus(&element);
    }
}
