//! What can be tuned. A setting is a record; who obeys it declares its key and default.
//!
//! Invariants: secrets are no settings; every change is an intention, so it is logged with its author and old value.

pub mod change;

pub use crate::setting::{self, Setting, basket_cells};
pub use change::{Change, Refusal};
