//! Where does a record stand between this device and everybody? Five states, each with icon, word and colour.

use leptos::prelude::*;

use super::{Glyph, Icon, Words};
use crate::messages::{Language, kit, language};

/// Saved here, sent, accepted, refused, or waiting for this person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Here,
    Sent,
    Accepted,
    Refused,
    You,
}

impl Standing {
    fn name(self) -> &'static str {
        match self {
            Standing::Here => "here",
            Standing::Sent => "sent",
            Standing::Accepted => "accepted",
            Standing::Refused => "refused",
            Standing::You => "you",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Standing::Here => Icon::CircleDot,
            Standing::Sent => Icon::CircleArrowUp,
            Standing::Accepted => Icon::CircleCheck,
            Standing::Refused => Icon::OctagonX,
            Standing::You => Icon::Hand,
        }
    }

    /// The word of the state, for lists of words and accessible names.
    pub fn words(self, language: Language) -> &'static str {
        match self {
            Standing::Here => kit::saved_here(language),
            Standing::Sent => kit::sent(language),
            Standing::Accepted => kit::accepted(language),
            Standing::Refused => kit::refused(language),
            Standing::You => kit::needs_you(language),
        }
    }
}

/// The mark of a record. `words` replaces the state's own word: "Choose" for `You`, "Saved on this device, 09:41" for `Here`.
#[component]
pub fn Mark(
    #[prop(into)] standing: Signal<Standing>,
    #[prop(optional, into)] words: Option<Words>,
) -> impl IntoView {
    let said = move || match &words {
        Some(words) => words.get(),
        None => standing.get().words(language()).into(),
    };
    let icon = Signal::derive(move || standing.get().icon());
    view! {
        <span class="mark" data-state=move || standing.get().name()>
            <Glyph icon=icon />
            <span>{said}</span>
        </span>
    }
}
