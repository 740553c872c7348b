//! What does a number cell say while it is typed into, and when the person gives up? Shared by the cells of grids and baskets.

use leptos::prelude::*;

use crate::messages::{language_now, numbers};

/// Hands over what can be read of the letters so far; an empty cell is an empty value.
pub(super) fn hear_typing(on_typing: Option<Callback<Option<String>>>, typed: &str) {
    let Some(on_typing) = on_typing else { return };
    let plain = if typed.trim().is_empty() {
        Some(String::new())
    } else {
        numbers::read(language_now(), typed)
    };
    if plain.is_some() {
        on_typing.run(plain);
    }
}

/// Escape: the value as it was, written for the cell.
pub(super) fn untyped(
    on_typing: Option<Callback<Option<String>>>,
    value: Signal<String>,
) -> String {
    if let Some(on_typing) = on_typing {
        on_typing.run(None);
    }
    value.with_untracked(|value| match value.is_empty() {
        true => String::new(),
        false => numbers::decimal(language_now(), value),
    })
}
