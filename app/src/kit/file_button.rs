//! How does a person hand a file in, or take one away? Buttons around the browser's own pickers; what is in a file is not their business.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Button, Icon, Look, Words};
use crate::browser::files;

/// A file somebody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Asks for one file; `accept` as in HTML (".csv,.txt"). Nothing is told when the person changed their mind. Of a file larger than
/// `bytes_max` only the beginning is read. `blocked` says why there is nothing to ask for now.
#[component]
pub fn FileButton(
    #[prop(into)] label: Words,
    accept: &'static str,
    #[prop(into)] on_chosen: Callback<ChosenFile>,
    #[prop(optional)] look: Look,
    #[prop(optional)] bytes_max: Option<u32>,
    #[prop(optional, into)] working: Signal<bool>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
) -> impl IntoView {
    let press = move || {
        spawn_local(async move {
            if let Some(picked) = files::pick(accept, bytes_max).await {
                on_chosen.run(ChosenFile {
                    name: picked.name,
                    bytes: picked.bytes,
                });
            }
        });
    };
    view! { <Button label=label icon=Icon::Upload look=look on_press=press working=working blocked=blocked /> }
}

/// Saves what `make` gives (its name, kind and bytes) where the browser keeps downloads.
#[component]
pub fn SaveFileButton(
    #[prop(into)] label: Words,
    name: &'static str,
    kind: &'static str,
    #[prop(into)] make: Callback<(), Vec<u8>>,
    #[prop(into)] on_failed: Callback<()>,
) -> impl IntoView {
    let press = move || {
        if !files::save(name, kind, &make.run(())) {
            on_failed.run(());
        }
    };
    view! { <Button label=label icon=Icon::Download on_press=press /> }
}
