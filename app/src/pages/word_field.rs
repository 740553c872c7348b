//! A field of words on a page whose record others may change meanwhile: its letters stay while somebody types, and where somebody else
//! wrote here meanwhile a person chooses.

use leptos::prelude::*;
use shared::edit::Edit;

use super::typed_over::{Meanwhile, TypedOver};
use super::unsaved::Unsaved;
use crate::kit::{TextField, Words, Writing};

/// `stands` is what is saved under `name`; `on_finish` hears what was finished, and in the place of what; `problem` is why it was not
/// taken.
#[component]
pub fn WordField(
    unsaved: Unsaved,
    name: &'static str,
    #[prop(into)] label: Words,
    #[prop(into)] stands: Signal<String>,
    #[prop(into)] on_finish: Callback<Edit<String>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional)] writing: Writing,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
) -> impl IntoView {
    let field = TypedOver::new(unsaved, name, stands);
    let finish = move |now: String| {
        let edit = field.finished(now);
        edit.into_iter().for_each(|edit| on_finish.run(edit));
    };
    view! {
        <TextField label=label nostrip:hint=hint value=field.value() on_input=move |text| field.type_in(text) on_change=finish writing=writing problem=field.problem(problem) read_only=read_only />
        <Meanwhile field=field on_keep=finish />
    }
}
