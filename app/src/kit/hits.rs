//! Which part of a text did a search mean? The text with what was typed marked in the vial colour; finds nothing itself.

use leptos::prelude::*;
use shared::text::hits;

/// A text with the words of `typed` marked, letters folded as the search folds them.
#[component]
pub fn Hits(#[prop(into)] text: String, #[prop(into)] typed: Signal<String>) -> impl IntoView {
    move || {
        let ranges = typed.with(|typed| hits(&text, typed));
        let mut pieces = Vec::with_capacity(2 * ranges.len() + 1);
        let mut from = 0;
        for range in ranges {
            pieces.push(text[from..range.start].to_owned().into_any());
            from = range.end;
            let words = text[range].to_owned();
            pieces.push(view! { <mark class="hit">{words}</mark> }.into_any());
        }
        pieces.push(text[from..].to_owned().into_any());
        pieces
    }
}
