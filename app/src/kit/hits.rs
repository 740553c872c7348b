//! Which part of a text did a search mean? The text with what was typed marked in the vial colour; finds nothing itself.

use leptos::prelude::*;

use super::word_row::{marked, pieces};

/// A text with the words of `typed` marked, letters folded as the search folds them.
#[component]
pub fn Hits(#[prop(into)] text: String, #[prop(into)] typed: Signal<String>) -> impl IntoView {
    move || typed.with(|typed| marked(pieces(&text, typed)))
}
