//! Documents with a basket, one shape for all kinds (CND-24, RMA-47); the offer is the full one and has a room of its own.
//!
//! Invariants: a document stands where its account stands; serial numbers stand on the line that sold them; what an ERP recorded is
//! only read here; nothing is deleted, a cancelled document counts for nothing; one that a warranty return made goes with the return.

pub mod booking;
pub mod cancelled;
pub mod change;
pub mod cost;
pub mod document;
pub mod draft;
mod edited;
pub mod entered;
mod open;
pub mod recorded;
pub mod serials;
pub mod units;

pub use cancelled::{Booked, Cancellation};
pub use change::{Change, Refusal};
pub use cost::{DocumentCost, LineCost};
pub use document::{Document, Kind, Line};
pub use draft::{Draft, NewLine};
pub use recorded::{Recorded, RecordedLine};
