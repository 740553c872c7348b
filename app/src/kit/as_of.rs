//! How old is a figure? Beside every figure from elsewhere; a figure without age is a defect. Measures no time itself.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::messages::{kit, language};

/// The age of a figure, already in words: "06:12, 3 h ago". `Old` is more than half of the maximum age, `Gone` past it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Age {
    Live,
    /// As live, in other words: "connected".
    Now(String),
    At(String),
    Old(String),
    Gone(String),
}

impl Age {
    fn name(&self) -> Option<&'static str> {
        match self {
            Age::Live | Age::Now(_) => Some("live"),
            Age::At(_) => None,
            Age::Old(_) => Some("old"),
            Age::Gone(_) => Some("gone"),
        }
    }

    fn icon(&self) -> Option<Icon> {
        match self {
            Age::Live | Age::Now(_) => None,
            Age::At(_) => Some(Icon::Clock),
            Age::Old(_) => Some(Icon::ClockAlert),
            Age::Gone(_) => Some(Icon::CloudOff),
        }
    }

    fn words(&self) -> String {
        match self {
            Age::Live => kit::live(language()).to_owned(),
            Age::Now(words) | Age::At(words) | Age::Old(words) | Age::Gone(words) => words.clone(),
        }
    }
}

/// The age alone, for a card head or a list head that many figures share.
#[component]
pub fn AsOf(#[prop(into)] age: Signal<Age>) -> impl IntoView {
    view! {
        <span class="as-of" data-age=move || age.with(Age::name)>
            {move || match age.with(Age::icon) {
                Some(icon) => view! { <Glyph icon=icon /> }.into_any(),
                None => view! { <span class="as-of-dot"></span> }.into_any(),
            }}
            <span>{move || age.with(Age::words)}</span>
        </span>
    }
}
