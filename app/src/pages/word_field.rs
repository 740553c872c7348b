//! A field of words on a page whose record others may change meanwhile: its letters stay while somebody types, and where somebody else
//! wrote here meanwhile a person chooses.

use leptos::prelude::*;
use shared::edit::Edit;

use super::unsaved::Unsaved;
use crate::kit::{Button, Look, Notice, TextField, Verdict, Words, Writing};
use crate::messages::{kit, language, say};

/// `stands` is what is saved under `name`; `on_finish` hears what was finished, and in the place of what.
#[component]
pub fn WordField(
    unsaved: Unsaved,
    name: &'static str,
    #[prop(into)] label: Words,
    #[prop(into)] stands: Signal<String>,
    #[prop(into)] on_finish: Callback<Edit<String>>,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional)] writing: Writing,
) -> impl IntoView {
    let typing = unsaved.typing();
    let value = Signal::derive(move || {
        let typed = typing.with(|typing| typing.shown(name));
        let typed = typed.or_else(|| unsaved.of(name));
        typed.unwrap_or_else(|| stands.get())
    });
    let typed = move |text: String| unsaved.type_over(name, text, stands.get_untracked());
    let met = Memo::new(move |_| {
        let stands = stands.get();
        let met = typing.with(|typing| typing.is_met(name, &stands));
        met.then_some(stands)
    });
    let finish = move |now: String| {
        if met.with_untracked(Option::is_some) {
            return;
        }
        let stands = stands.get_untracked();
        match typing.with_untracked(|typing| typing.edit(name, stands, now)) {
            Some(edit) => on_finish.run(edit),
            None => unsaved.done(name),
        }
    };
    let save = move |()| {
        typing.update(|typing| typing.replace(name, stands.get_untracked()));
        finish(untrack(|| value.get()));
    };
    view! {
        <TextField label=label nostrip:hint=hint value=value on_input=typed on_change=finish writing=writing />
        <Meanwhile met=met on_save=save on_discard=move |()| unsaved.done(name) />
    }
}

/// What somebody else wrote; mine or theirs.
#[component]
fn Meanwhile(
    met: Memo<Option<String>>,
    #[prop(into)] on_save: Callback<()>,
    #[prop(into)] on_discard: Callback<()>,
) -> impl IntoView {
    let title = move || kit::written_meanwhile(language(), &met.get().unwrap_or_default());
    let actions = move || {
        view! {
            <Button label=say(kit::save_input) on_press=on_save />
            <Button label=say(kit::discard_input) look=Look::Quiet on_press=on_discard />
        }
    };
    view! {
        <Show when=move || met.with(Option::is_some)>
            <div role="status"><Notice verdict=Verdict::Warn title=title actions=actions /></div>
        </Show>
    }
}
