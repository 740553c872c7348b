//! The three languages, each in its own words.

use crate::kit::{Choice, Segment};
use crate::messages::{say, shell};
use crate::state::app;
use leptos::prelude::*;
use shared::text::Language;

#[component]
pub fn LanguageChoice(#[prop(optional)] label_hidden: bool) -> impl IntoView {
    let app = app();
    let choices = [Language::Tr, Language::Lt, Language::En]
        .map(|one| Choice::new(one.code(), shell::name_of_language(one)));
    let choose = move |code: String| {
        if let Some(language) = Language::from_code(&code) {
            app.preferences.choose_language(language);
        }
    };
    view! {
        <Segment label=say(shell::language) label_hidden=label_hidden choices=choices.to_vec() value=Signal::derive(move || app.preferences.language.get().code().to_owned()) on_change=choose />
    }
}
