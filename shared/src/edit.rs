//! One field's change as its author saw it: the value that was there and the value meant to be there.

use serde::{Deserialize, Serialize};

/// `was` is what the author saw, `now` what the author wants. The server parks the change when the present value is neither.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edit<T> {
    pub was: T,
    pub now: T,
}

impl<T> Edit<T> {
    pub fn new(was: T, now: T) -> Self {
        Self { was, now }
    }
}
