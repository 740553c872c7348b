//! Why did the server not answer a page's question? In a sentence, with the way to ask again.

use leptos::prelude::*;

use crate::kit::{Button, Icon, Notice, Verdict};
use crate::messages::{Language, language, say, users};
use crate::state::asked::{NoAnswer, Question};

pub fn words(language: Language, why: NoAnswer) -> &'static str {
    match why {
        NoAnswer::NotReached => users::not_reached(language),
        NoAnswer::SignedOut => users::signed_out(language),
        NoAnswer::NotAllowed => users::not_allowed(language),
        NoAnswer::Gone => users::not_there(language),
        NoAnswer::NotTaken | NoAnswer::NotUnderstood => users::not_understood(language),
    }
}

/// Above an answer that could not be had anew.
#[component]
pub fn Stale<T: Clone + Send + Sync + 'static>(question: Question<T>) -> impl IntoView {
    move || {
        question
            .stale()
            .map(|why| view! { <NotAnswered why=why again=move |()| question.again() /> })
    }
}

/// In the place of what would be shown.
#[component]
pub fn NotAnswered(why: NoAnswer, #[prop(into)] again: Callback<()>) -> impl IntoView {
    let actions = move || view! { <Button label=say(users::look_again) icon=Icon::RefreshCw on_press=again /> };
    view! {
        <Notice verdict=Verdict::Info title=say(users::needs_server) actions=actions>
            <p>{move || words(language(), why)}</p>
        </Notice>
    }
}
