//! Messages that come and go. Never for errors: those stand where they happened.

use leptos::prelude::*;
use std::sync::Arc;

#[derive(Clone)]
pub struct Toast {
    pub number: u64,
    pub text: String,
    /// Takes back what the text says.
    pub undo: Option<Arc<dyn Fn() + Send + Sync>>,
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
        self.put(text.into(), None);
    }

    /// Says what happened and offers to take it back. `undo` may run when the page that sent it is gone.
    pub fn say_with_undo(&self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.put(text.into(), Some(Arc::new(undo)));
    }

    fn put(&self, text: String, undo: Option<Arc<dyn Fn() + Send + Sync>>) {
        let number = self.next.get_value() + 1;
        self.next.set_value(number);
        let toast = Toast { number, text, undo };
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
