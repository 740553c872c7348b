//! What was changed twice, and which of the two stays? Base, mine and theirs side by side, equal in every respect.

use leptos::{html, prelude::*};

use super::{Button, Glyph, Icon, Look, Mark, Standing, Words, elements, focus};
use crate::messages::{kit, language, say};

/// Longer values stand below each other on a phone, and their buttons do not say them again.
pub const LENGTH_BESIDE: usize = 18;

/// One side of what was changed twice: who and where, the value, and lines that say when and what it would cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub who: String,
    pub place: String,
    pub value: String,
    pub details: Vec<String>,
    /// The words of its own button, with the value: "Keep mine, 8%".
    pub keep: String,
}

/// The value both started from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    pub value: String,
    pub details: Vec<String>,
}

/// A field that was changed twice. Nothing is preselected and there is no main button. `initials` are those of the other
/// person; `consequence` says what happens to the value that is not kept. `on_other` hears that a third value is wanted;
/// while `typing`, `other` stands below instead of that button, and stays as it is when the words above it change.
#[component]
pub fn ConflictCard(
    #[prop(into)] title: Words,
    #[prop(into)] place: Words,
    #[prop(into)] base: Signal<Base>,
    #[prop(into)] mine: Signal<Side>,
    #[prop(into)] theirs: Signal<Side>,
    #[prop(into)] initials: Signal<String>,
    #[prop(into)] consequence: Words,
    #[prop(into)] on_mine: Callback<()>,
    #[prop(into)] on_theirs: Callback<()>,
    #[prop(optional_no_strip)] on_other: Option<Callback<()>>,
    #[prop(optional, into)] typing: Signal<bool>,
    #[prop(optional, into)] other: Option<ViewFn>,
) -> impl IntoView {
    let face =
        view! { <span class="conflict-card-face" aria-hidden="true">{move || initials.get()}</span> }.into_any();
    let device = view! { <Glyph icon=Icon::Tablet /> }.into_any();
    let ask = StoredValue::new(on_other);
    let ask = move || {
        let on_other = ask.get_value().filter(|_| !typing.get());
        on_other.map(|on_other| view! { <Button label=say(kit::another_value) icon=Icon::Pencil look=Look::Quiet on_press=on_other /> })
    };
    let is_long = |value: &str| value.chars().count() > LENGTH_BESIDE;
    let long = move || {
        let sides = [mine, theirs].map(|side| side.with(|side| is_long(&side.value)));
        base.with(|base| is_long(&base.value)) || sides.contains(&true)
    };
    let card = NodeRef::<html::Section>::new();
    // whoever gives up typing is where they were
    Effect::new(move |was_typing: Option<bool>| {
        let is_typing = typing.get();
        if let (Some(true), false, Some(card)) = (was_typing, is_typing, card.get_untracked()) {
            let asked = elements(&card, ".conflict-card-foot button");
            asked.first().into_iter().for_each(focus);
        }
        is_typing
    });
    let other = StoredValue::new(other);
    let typed = move || {
        typing
            .get()
            .then(|| other.with_value(|other| other.as_ref().map(ViewFn::run)))
    };
    view! {
        <section class="conflict-card" node_ref=card>
            <header class="conflict-card-head">
                <div>
                    <h2 class="conflict-card-title">{move || title.get()}</h2>
                    <p class="soft small">{move || place.get()}</p>
                </div>
                <Mark standing=Standing::You />
            </header>
            <div class="conflict-card-sides" data-long=long>
                <div class="conflict-card-base">
                    <Glyph icon=Icon::History />
                    <p class="conflict-card-who">
                        <b>{move || kit::before(language())}</b>
                        <span class="soft">{move || kit::both_started_here(language())}</span>
                    </p>
                    <p class="conflict-card-value"><s>{move || base.with(|base| base.value.clone())}</s></p>
                    <p class="conflict-card-details">{move || lines(base.with(|base| base.details.clone()))}</p>
                </div>
                {one_side(mine, device, on_mine)}
                {one_side(theirs, face, on_theirs)}
            </div>
            <footer class="conflict-card-foot"><p class="soft small">{move || consequence.get()}</p> {ask}</footer>
            {typed}
        </section>
    }
}

fn one_side(side: Signal<Side>, sign: AnyView, on_keep: Callback<()>) -> impl IntoView {
    let of = move |part: fn(&Side) -> &String| move || side.with(|side| part(side).clone());
    view! {
        <div class="conflict-card-side">
            <div class="conflict-card-owner">
                {sign} <p class="conflict-card-who"><b>{of(|side| &side.who)}</b> <span class="soft">{of(|side| &side.place)}</span></p>
            </div>
            <p class="conflict-card-value">{of(|side| &side.value)}</p>
            <p class="conflict-card-details">{move || lines(side.with(|side| side.details.clone()))}</p>
            <Button label=of(|side| &side.keep) wide=true on_press=on_keep />
        </div>
    }
}

fn lines(details: Vec<String>) -> impl IntoView {
    details
        .into_iter()
        .map(|line| view! { <span>{line}</span> })
        .collect_view()
}
