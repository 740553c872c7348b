//! Documents with a basket, one shape for all kinds (CND-24, RMA-47); the offer is the full one and has a room of its own.
//!
//! Invariants: a document stands where its account stands; serial numbers stand on the line that sold them.

pub mod change;
pub mod document;
pub mod units;

pub use change::{Change, Refusal};
pub use document::{Document, Kind, Line};
