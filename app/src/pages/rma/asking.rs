//! The question that is open before a confirmation, and what stood on the page when it was put: the answer holds for that and nothing
//! else.

use leptos::prelude::*;
use shared::rma::change::Saw;

use super::ahead::Asks;

#[derive(Clone, Copy)]
pub struct Asking {
    question: RwSignal<Asks>,
    saw: StoredValue<Option<Saw>>,
}

impl Asking {
    pub fn nothing() -> Asking {
        Asking {
            question: RwSignal::new(Asks::Nothing),
            saw: StoredValue::new(None),
        }
    }

    pub fn ask(self, question: Asks, saw: Option<Saw>) {
        self.saw.set_value(saw);
        self.question.set(question);
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
