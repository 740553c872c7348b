//! Messages that come and go. Never for errors: those stand where they happened.

use leptos::prelude::*;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Toast {
    pub number: u64,
    pub text: String,
}

#[derive(Clone, Copy)]
pub struct Notices {
    pub toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
}

impl Notices {
    pub fn new() -> Self {
        Self {
            toasts: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    pub fn say(&self, text: impl Into<String>) {
        let number = self.next.get_value() + 1;
        self.next.set_value(number);
        let toast = Toast {
            number,
            text: text.into(),
        };
        self.toasts.update(|toasts| toasts.push(toast));
    }

    pub fn close(&self, number: u64) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| toast.number != number));
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}
