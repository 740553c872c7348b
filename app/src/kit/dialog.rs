//! What must be answered now? The native dialog: keeps the focus inside, closes with Escape, returns the focus where it came from.

use leptos::{html, prelude::*};

use super::{Button, Icon, Look, Words, fresh_id};
use crate::messages::{kit, say};

/// A modal dialog, open while `open` is true; a sheet from below on a phone. `on_close` hears every way out that is not
/// one of the `actions` (Escape, the closing cross). The inside is made anew each time it opens. `wide` is for what has columns.
#[component]
pub fn Dialog(
    #[prop(into)] title: Words,
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    #[prop(optional)] wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = fresh_id("dialog-title");
    let labelled_by = heading.clone();
    let actions = StoredValue::new(actions);
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only when the element has left the page, and then nobody waits for it.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let cancelled = move |event: leptos::ev::Event| {
        event.prevent_default();
        on_close.run(());
    };
    view! {
        <dialog class="dialog" data-wide=wide node_ref=node aria-labelledby=labelled_by on:cancel=cancelled>
            <Show when=move || open.get()>
                <div class="dialog-body">
                    <h2 class="dialog-title" id=heading.clone()>{let title = title.clone(); move || title.get()}</h2>
                    <div class="dialog-text">{children.with_value(|children| children())}</div>
                    {actions.with_value(|actions| actions.clone().map(|actions| view! { <footer class="dialog-actions">{move || actions.run()}</footer> }))}
                    // Last, so that the focus begins at the question and not at the way out.
                    <div class="dialog-close">
                        <Button label=say(kit::close) icon=Icon::X icon_only=true look=Look::Quiet on_press=on_close />
                    </div>
                </div>
            </Show>
        </dialog>
    }
}
