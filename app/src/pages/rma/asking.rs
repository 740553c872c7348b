//! The question that is open before a confirmation, and what stood on the page when it was put: the answer holds for that and nothing
//! else.

use leptos::prelude::*;
use shared::ids::StepId;
use shared::rma::change::Saw;

use super::ahead::Asks;

#[derive(Clone, Copy)]
pub struct Asking {
    question: RwSignal<Asks>,
    saw: StoredValue<Option<Saw>>,
    taken_back: StoredValue<Option<StepId>>,
}

impl Asking {
    pub fn nothing() -> Asking {
        Asking {
            question: RwSignal::new(Asks::Nothing),
            saw: StoredValue::new(None),
            taken_back: StoredValue::new(None),
        }
    }

    pub fn ask(self, question: Asks, saw: Option<Saw>) {
        self.saw.set_value(saw);
        self.question.set(question);
    }

    /// Whether this confirmation, or the exchange that it made, is to be taken back.
    pub fn ask_back(self, question: Asks, saw: Option<Saw>, confirmation: Option<StepId>) {
        self.taken_back.set_value(confirmation);
        self.ask(question, saw);
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
    pub fn close(self) -> Option<Saw> {
        self.question.set(Asks::Nothing);
        self.saw.get_value()
    }
}
