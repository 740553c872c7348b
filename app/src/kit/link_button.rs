//! How does a person go somewhere by something that looks like a button? A real link, so it opens in a new tab.

use leptos::prelude::*;

use super::{Glyph, Icon, Look, Words};

/// A link in the clothes of a [`Button`](super::Button).
#[component]
pub fn LinkButton(
    #[prop(into)] label: Words,
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] icon_only: bool,
    #[prop(optional)] wide: bool,
) -> impl IntoView {
    let name = label.clone();
    view! {
        <a
            class="button"
            href=move || href.get()
            data-look=look.name()
            data-icon-only=icon_only
            data-wide=wide
            aria-label=move || icon_only.then(|| name.get())
        >
            {icon.map(|icon| view! { <Glyph icon=icon /> })}
            {(!icon_only).then(|| view! { <span class="button-label">{move || label.get()}</span> })}
        </a>
    }
}
