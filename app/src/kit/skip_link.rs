//! How does the keyboard get past the navigation? The first link of the page, seen only when it has the focus.

use leptos::prelude::*;

use crate::messages::{say, shell};

/// Leads to the element with the id `to`.
#[component]
pub fn SkipLink(to: &'static str) -> impl IntoView {
    view! { <a class="skip-link" href=format!("#{to}")>{say(shell::skip)}</a> }
}
