//! How does a number cell behave while it is typed into, when it is finished, and when the person gives up? Shared by the cells of
//! grids and baskets. Letters that are no number stay where they were typed, marked, until somebody mends them or gives up.

use leptos::prelude::*;

use crate::messages::{language_now, numbers};

/// Hands over what can be read of the letters so far; an empty cell is an empty value.
pub(super) fn hear_typing(on_typing: Option<Callback<Option<String>>>, typed: &str) {
    let Some(on_typing) = on_typing else { return };
    let plain = plain(typed);
    if plain.is_some() {
        on_typing.run(plain);
    }
}

/// One number that is written in place. `value` is a plain decimal or "".
#[derive(Clone, Copy)]
pub(super) struct TypedNumber {
    pub value: Signal<String>,
    pub on_change: Option<Callback<String>>,
    pub on_typing: Option<Callback<Option<String>>>,
    /// Hears that the finished letters are no number.
    pub on_unread: Option<Callback<()>>,
    /// A finished number that the page refused: it stays until it is mended or given up.
    pub refused: Signal<Option<String>>,
    unread: RwSignal<Option<String>>,
}

impl TypedNumber {
    pub fn new(
        value: Signal<String>,
        on_change: Option<Callback<String>>,
        on_typing: Option<Callback<Option<String>>>,
        on_unread: Option<Callback<()>>,
        refused: Signal<Option<String>>,
    ) -> TypedNumber {
        let unread = RwSignal::new(None);
        TypedNumber {
            value,
            on_change,
            on_typing,
            on_unread,
            refused,
            unread,
        }
    }

    /// What the cell shows.
    pub fn shown(self) -> String {
        let value = self.refused.get().unwrap_or_else(|| self.value.get());
        self.unread.get().unwrap_or_else(|| written(&value))
    }

    pub fn is_unfit(self) -> bool {
        self.unread.with(Option::is_some) || self.refused.with(Option::is_some)
    }

    pub fn hear(self, typed: &str) {
        hear_typing(self.on_typing, typed);
    }

    /// The person leaves the cell: hands a new number over, and answers what the cell shows from now on.
    pub fn finish(self, typed: String) -> String {
        let Some(plain) = plain(&typed) else {
            self.unread.set(Some(typed.clone()));
            self.on_unread.iter().for_each(|hears| hears.run(()));
            return typed;
        };
        let mended = untrack(|| self.is_unfit());
        self.unread.set(None);
        match self.on_change {
            Some(on_change) if mended || plain != self.value.get_untracked() => {
                on_change.run(plain);
            }
            _ => {}
        }
        untrack(|| self.shown())
    }

    /// Escape: the value as it was, written for the cell.
    pub fn give_up(self) -> String {
        self.unread.set(None);
        self.on_typing.iter().for_each(|hears| hears.run(None));
        self.value.with_untracked(|value| written(value))
    }
}

fn plain(typed: &str) -> Option<String> {
    match typed.trim().is_empty() {
        true => Some(String::new()),
        false => numbers::read(language_now(), typed),
    }
}

fn written(plain: &str) -> String {
    match plain.is_empty() {
        true => String::new(),
        false => numbers::decimal(crate::messages::language(), plain),
    }
}
