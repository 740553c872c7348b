//! The question that is open before a confirmation, and what stood on the page when it was put: the answer holds for that and nothing
//! else.

use leptos::prelude::*;
use shared::ids::StepId;

use super::ahead::Asks;
use super::sheet::Seen;

#[derive(Clone, Copy)]
pub struct Asking {
    question: RwSignal<Asks>,
    seen: StoredValue<Option<Seen>>,
    taken_back: StoredValue<Option<StepId>>,
}

impl Asking {
    pub fn nothing() -> Asking {
        Asking {
            question: RwSignal::new(Asks::Nothing),
            seen: StoredValue::new(None),
            taken_back: StoredValue::new(None),
        }
    }

    pub fn ask(self, question: Asks, seen: Option<Seen>) {
        self.seen.set_value(seen);
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

    /// Closes it; what stood there when it was put.
    pub fn close(self) -> Option<Seen> {
        self.question.set(Asks::Nothing);
        self.seen.get_value()
    }
}
