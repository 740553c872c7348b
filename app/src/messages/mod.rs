//! How are words said in the languages of the product? One function per message with one arm per language, a file per room.
//! Knows codes and values of `shared`; knows no page, no store and no component.
//!
//! A message takes the language as its first argument and is a plain function; [`language`] is the one people read just
//! now, as a signal, so `move || shell::skip(language())` or [`say`] changes on the screen without a reload.

use std::sync::LazyLock;

use leptos::prelude::*;
pub use shared::text::Language;

pub mod accounts;
pub mod attachments;
pub mod carrying;
pub mod days;
pub mod deeds;
pub mod documents;
pub mod home;
pub mod integrations;
pub mod kinds;
pub mod kit;
pub mod names;
pub mod numbers;
pub mod offers;
pub mod plural;
pub mod policy;
pub mod pricing;
pub mod product_import;
pub mod products;
pub mod refusals;
pub mod rma;
pub mod serials;
pub mod settings;
pub mod shell;
pub mod stock;
pub mod sync;
pub mod tickets;
pub mod users;

static LANGUAGE: LazyLock<ArcRwSignal<Language>> = LazyLock::new(|| ArcRwSignal::new(Language::En));

/// The language of the screen; reading it inside a view or an effect subscribes to changes.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// The language of the screen without a subscription, for event handlers.
pub fn language_now() -> Language {
    LANGUAGE.get_untracked()
}

/// Changes the language of the screen. Who keeps it for next time is `state`; who writes `lang` is `browser`.
pub fn set_language(language: Language) {
    if language != language_now() {
        LANGUAGE.set(language);
    }
}

/// A message as a property of a component: `label=say(kit::close)`.
pub fn say<T>(message: fn(Language) -> T) -> impl Fn() -> T + Copy + Send + Sync + 'static
where
    T: 'static,
{
    move || message(language())
}
