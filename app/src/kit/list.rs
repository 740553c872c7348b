//! How do records stand below each other? Two lines a row, value or mark at the right, the whole row is the link.

use leptos::prelude::*;

use super::{Words, arrow_rows};

/// A list of [`Item`]s; `label` is what readers hear. Arrow keys move between the rows. `framed` draws the card around it.
#[component]
pub fn List(
    #[prop(into)] label: Words,
    #[prop(optional)] framed: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="list" aria-label=move || label.get() data-framed=framed on:keydown=arrow_rows>
            {children()}
        </ul>
    }
}

/// A row. `title` and `detail` are the two lines (closures returning text or a view, e.g. with `mark.hit` around what
/// was searched), `value` and `note` stand right, `current` is the one shown beside the list. Without `href` the row is
/// only read.
#[component]
pub fn Item(
    #[prop(into)] title: ViewFn,
    #[prop(optional, into)] detail: Option<ViewFn>,
    #[prop(optional, into)] value: Option<ViewFn>,
    #[prop(optional, into)] note: Option<ViewFn>,
    #[prop(optional, into)] href: Option<Signal<String>>,
    #[prop(optional, into)] current: Signal<bool>,
) -> impl IntoView {
    let lines = view! { <RowLines title=title detail=detail value=value note=note /> };
    let inside = match href {
        Some(href) => view! {
            <a class="list-row" href=move || href.get() aria-current=move || current.get().then_some("true")>{lines}</a>
        }
        .into_any(),
        None => view! { <div class="list-row" aria-current=move || current.get().then_some("true")>{lines}</div> }.into_any(),
    };
    view! { <li class="list-item">{inside}</li> }
}

/// The two lines of a row, for lists that make the row themselves.
#[component]
pub fn RowLines(
    #[prop(into)] title: ViewFn,
    #[prop(optional_no_strip)] detail: Option<ViewFn>,
    #[prop(optional_no_strip)] value: Option<ViewFn>,
    #[prop(optional_no_strip)] note: Option<ViewFn>,
) -> impl IntoView {
    let right = value.is_some() || note.is_some();
    view! {
        <span class="list-words">
            <span class="list-title">{move || title.run()}</span>
            {detail.map(|detail| view! { <span class="list-detail">{move || detail.run()}</span> })}
        </span>
        {right.then(|| view! {
            <span class="list-end">
                {value.map(|value| view! { <span class="list-value">{move || value.run()}</span> })}
                {note.map(|note| view! { <span class="list-detail">{move || note.run()}</span> })}
            </span>
        })}
    }
}
