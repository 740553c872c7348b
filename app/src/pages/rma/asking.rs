//! The question that is open before a confirmation, and what stood on the page when it was put: the answer holds for that and nothing
//! else. It stays open until its answer is taken.

use leptos::prelude::*;
use shared::ids::StepId;

use super::ahead::Asks;
use super::sheet::Seen;
use crate::pages::trouble::Trouble;

#[derive(Clone, Copy)]
pub struct Asking {
    question: RwSignal<Asks>,
    seen: StoredValue<Option<Seen>>,
    taken_back: StoredValue<Option<StepId>>,
    /// Its answer is on its way to the disk.
    pub working: RwSignal<bool>,
    /// Why the last answer was not taken, beside what was typed for it.
    pub refused: RwSignal<Option<String>>,
}

impl Asking {
    pub fn nothing() -> Asking {
        Asking {
            question: RwSignal::new(Asks::Nothing),
            seen: StoredValue::new(None),
            taken_back: StoredValue::new(None),
            working: RwSignal::new(false),
            refused: RwSignal::new(None),
        }
    }

    pub fn ask(self, question: Asks, seen: Option<Seen>) {
        self.seen.set_value(seen);
        self.refused.set(None);
        self.question.set(question);
    }

    /// Whether this confirmation, or the exchange that it made, is to be taken back.
    pub fn ask_back(self, question: Asks, seen: Option<Seen>, confirmation: Option<StepId>) {
        self.taken_back.set_value(confirmation);
        self.ask(question, seen);
    }

    /// The confirmation that is to be taken back.
    pub fn taken_back(self) -> Option<StepId> {
        self.taken_back.get_value()
    }

    /// Open while it is this that is asked.
    pub fn is(self, question: Asks) -> Signal<bool> {
        Signal::derive(move || self.question.get() == question)
    }

    pub fn close(self) {
        self.question.try_set(Asks::Nothing);
    }

    /// Its answer goes to be saved: what stood there when it was put. Nothing while the last one is under way.
    pub fn answer(self) -> Option<Seen> {
        if self.working.get_untracked() {
            return None;
        }
        let seen = self.seen.get_value()?;
        self.working.set(true);
        Some(seen)
    }

    /// Closed once it is taken. Why it was not is said in the dialog, or on the page to whoever closed that meanwhile.
    pub fn answered(self, trouble: Trouble, why: Option<String>) {
        self.working.try_set(false);
        let asks = self.question.try_get_untracked();
        let open = asks.is_some_and(|asks| asks != Asks::Nothing);
        match why {
            Some(words) if open => drop(self.refused.try_set(Some(words))),
            why => {
                self.close();
                trouble.set(None, why);
            }
        }
    }
}
