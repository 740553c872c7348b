//! What is true of a thing, in a word: warranty, verification, stage. Shape, word and colour, in this order.

use leptos::prelude::*;

use super::{Glyph, Icon, Words};

/// How a tag looks. `Open` is dashed: not certain yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Fine,
    Neutral,
    Move,
    Warn,
    Block,
    Open,
}

impl Tone {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tone::Fine => "fine",
            Tone::Neutral => "none",
            Tone::Move => "move",
            Tone::Warn => "warn",
            Tone::Block => "block",
            Tone::Open => "open",
        }
    }
}

/// A tag. Give the icon of the design's table for warranty and verification; others may go without.
#[component]
pub fn Tag(
    #[prop(into)] tone: Signal<Tone>,
    #[prop(into)] words: Words,
    #[prop(optional_no_strip, into)] icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <span class="tag" data-kind=move || tone.get().name()>
            {icon.map(|icon| view! { <Glyph icon=icon /> })}
            <span>{move || words.get()}</span>
        </span>
    }
}
