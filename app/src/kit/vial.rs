//! How does this device stand with everybody else? The bubble in its glass, one tap from the inbox. Decides nothing: the state comes in.

use std::time::Duration;

use leptos::prelude::*;

use super::Announcer;
use crate::messages::{Language, language, language_now, shell};

/// What the vial shows, in the order of its precedence: you, offline, sending, waiting, level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VialState {
    You {
        count: u64,
    },
    Offline {
        waiting: u64,
    },
    Sending {
        waiting: u64,
    },
    Waiting {
        count: u64,
    },
    #[default]
    Level,
}

impl VialState {
    /// The state that wins, from what is known.
    pub fn from_facts(needs_you: u64, online: bool, sending: bool, waiting: u64) -> Self {
        match (needs_you, online, waiting) {
            (1.., _, _) => VialState::You { count: needs_you },
            (_, false, _) => VialState::Offline { waiting },
            (_, _, 1..) if sending => VialState::Sending { waiting },
            (_, _, 1..) => VialState::Waiting { count: waiting },
            _ => VialState::Level,
        }
    }

    fn name(self) -> &'static str {
        match self {
            VialState::You { .. } => "you",
            VialState::Offline { .. } => "offline",
            VialState::Sending { .. } => "sending",
            VialState::Waiting { .. } => "waiting",
            VialState::Level => "level",
        }
    }

    /// The words in full; on a phone they are the accessible name.
    pub fn words(self, language: Language) -> String {
        match self {
            VialState::You { count } => shell::needs_you(language, count),
            VialState::Offline { waiting } => shell::offline_waiting(language, waiting),
            VialState::Sending { waiting: 0 } => shell::sending(language).to_owned(),
            VialState::Sending { waiting } => shell::sending_waiting(language, waiting),
            VialState::Waiting { count } => shell::waiting(language, count),
            VialState::Level => shell::level(language).to_owned(),
        }
    }

    fn number(self) -> Option<u64> {
        match self {
            VialState::You { count: number }
            | VialState::Offline { waiting: number }
            | VialState::Sending { waiting: number }
            | VialState::Waiting { count: number } => Some(number).filter(|number| *number > 0),
            VialState::Level => None,
        }
    }
}

/// The chip at the top right. `oldest` is the age of the oldest unsent work in words, handed in from one hour on.
#[component]
pub fn Vial(
    #[prop(into)] state: Signal<VialState>,
    #[prop(into)] href: Signal<String>,
    #[prop(optional, into)] oldest: Signal<Option<String>>,
) -> impl IntoView {
    announce_now_and_then(state);
    let words = move || match oldest.get() {
        Some(age) => format!(
            "{} · {}",
            state.get().words(language()),
            shell::oldest(language(), &age)
        ),
        None => state.get().words(language()),
    };
    let name = move || format!("{}. {}", words(), shell::open_inbox(language()));
    view! {
        <a class="vial" href=move || href.get() data-state=move || state.get().name() aria-label=name>
            <Glass />
            <span class="vial-words">{words}</span>
            <span class="vial-number">{move || state.get().number()}</span>
        </a>
    }
}

/// The glass with its bubble; where the bubble stands is a matter of the sheet. `large` is for the head of the inbox.
#[component]
fn Glass() -> impl IntoView {
    view! {
        <svg class="vial-glass" viewBox="0 0 40 18" aria-hidden="true" focusable="false">
            <rect class="vial-tube" x="1" y="1" width="38" height="16" rx="8"></rect>
            <ellipse class="vial-bubble" cx="20" cy="9" rx="5" ry="4.5"></ellipse>
            <path class="vial-ticks" d="M13 1v16M27 1v16"></path>
        </svg>
    }
}

/// The large vial at the head of the inbox and of the sync page: the same states, drawn 160 wide.
#[component]
pub fn LargeVial(#[prop(into)] state: Signal<VialState>) -> impl IntoView {
    view! {
        <span class="vial-large" data-state=move || state.get().name() role="img" aria-label=move || state.get().words(language())>
            <Glass />
        </span>
    }
}

/// At most once a minute: what changed meanwhile is said when the minute is over.
fn announce_now_and_then(state: Signal<VialState>) {
    let said = StoredValue::new(None::<VialState>);
    let quiet = StoredValue::new(false);
    let speak = move || {
        let now = state.get_untracked();
        if said.get_value() != Some(now) {
            said.set_value(Some(now));
            Announcer::say(now.words(language_now()));
        }
    };
    Effect::new(move |before: Option<()>| {
        let now = state.get();
        if before.is_none() {
            said.set_value(Some(now));
        } else if !quiet.get_value() {
            quiet.set_value(true);
            speak();
            let over = move || {
                quiet.set_value(false);
                speak();
            };
            if let Ok(timer) = set_timeout_with_handle(over, Duration::from_secs(60)) {
                on_cleanup(move || timer.clear());
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::VialState;

    #[test]
    fn what_needs_a_person_comes_before_the_network() {
        assert_eq!(
            VialState::from_facts(1, false, true, 3),
            VialState::You { count: 1 }
        );
        assert_eq!(
            VialState::from_facts(0, false, true, 3),
            VialState::Offline { waiting: 3 }
        );
        assert_eq!(
            VialState::from_facts(0, true, true, 3),
            VialState::Sending { waiting: 3 }
        );
        assert_eq!(
            VialState::from_facts(0, true, false, 3),
            VialState::Waiting { count: 3 }
        );
        assert_eq!(VialState::from_facts(0, true, true, 0), VialState::Level);
    }
}
