//! How does a person write a line or a paragraph? Label, hint, problem, input. Knows no rule about the text.

use leptos::prelude::*;

use super::{Field, Glyph, Icon, Words, described_by, fresh_id};
use crate::messages::{kit, say};

/// What is written, so that keyboards and browsers can help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    #[default]
    Line,
    Paragraph,
    Email,
    Telephone,
    Address,
    Password,
    /// Codes and serials: plate type, no corrections, capitals are the person's business.
    Plate,
}

/// A field for text. `on_input` runs while typing, `on_change` when the field is finished (one intention per finished
/// field). `problem` is the sentence under the field. `read_only` fields show a lock. `id` lets a
/// [`ProblemList`](super::ProblemList) point here; `suggest` is the browser's `autocomplete` word.
#[component]
pub fn TextField(
    #[prop(into)] label: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] read_only: Signal<bool>,
    #[prop(optional)] writing: Writing,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] suggest: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("text-field"));
    let described = described_by(&id, hint.is_some(), problem);
    let shown = RwSignal::new(false);
    let typed = move |text: String| {
        on_input
            .iter()
            .for_each(|callback| callback.run(text.clone()))
    };
    let finished = move |text: String| {
        on_change
            .iter()
            .for_each(|callback| callback.run(text.clone()))
    };
    let invalid = move || problem.with(Option::is_some).then_some("true");
    let control = match writing {
        Writing::Paragraph => view! {
            <textarea
                class="text-field-input"
                id=id.clone()
                rows="3"
                prop:value=move || value.get()
                readonly=move || read_only.get()
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                on:input:target=move |event| typed(event.target().value())
                on:change:target=move |event| finished(event.target().value())
            ></textarea>
        }
        .into_any(),
        _ => view! {
            <input
                class="text-field-input"
                id=id.clone()
                type=move || input_kind(writing, shown.get())
                data-plate=writing == Writing::Plate
                prop:value=move || value.get()
                readonly=move || read_only.get()
                autocomplete=suggest.unwrap_or("off")
                autocapitalize=(writing != Writing::Line).then_some("none")
                spellcheck=(writing == Writing::Plate).then_some("false")
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described
                on:input:target=move |event| typed(event.target().value())
                on:change:target=move |event| finished(event.target().value())
            />
        }
        .into_any(),
    };
    view! {
        <Field id=id label=label hint=hint problem=problem>
            <div class="text-field">
                {control}
                {(writing == Writing::Password).then(|| view! { <Eye shown=shown /> })}
                <Show when=move || read_only.get()>
                    <span class="text-field-lock"><Glyph icon=Icon::Lock /></span>
                </Show>
            </div>
        </Field>
    }
}

/// Shows and hides a password; a mistyped one on a phone costs more than a glance over the shoulder.
#[component]
fn Eye(shown: RwSignal<bool>) -> impl IntoView {
    let name = move || {
        if shown.get() {
            say(kit::hide_password)()
        } else {
            say(kit::show_password)()
        }
    };
    let icon = Signal::derive(move || if shown.get() { Icon::EyeOff } else { Icon::Eye });
    view! {
        <button class="text-field-eye" type="button" aria-label=name on:click=move |_| shown.update(|shown| *shown = !*shown)>
            <Glyph icon=icon />
        </button>
    }
}

fn input_kind(writing: Writing, shown: bool) -> &'static str {
    match writing {
        Writing::Email => "email",
        Writing::Telephone => "tel",
        Writing::Address => "url",
        Writing::Password if !shown => "password",
        _ => "text",
    }
}
