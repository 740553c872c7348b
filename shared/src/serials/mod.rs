//! The single physical unit: its number, what is known about it, and whether it may stand on a line.
//!
//! | Term | File |
//! |---|---|
//! | a number as typed, pasted, compared | [`serial_number`] |
//! | when and on which document a unit left us | [`shipment`] |
//! | what a scanned code contains | [`scan`] |
//! | is this number of ours at all, without its row | [`filter`] |
//! | may this number stand on this line | [`check`] |
//! | how often it was asked about, whoever may read that | [`before`] |
//!
//! Invariants: a serial is stored as typed and compared by its key; "not on this device" is never "does not exist"; what was typed
//! is never cleared.

pub mod before;
pub mod check;
pub mod filter;
pub mod scan;
pub mod serial_number;
pub mod shipment;

pub use check::{Finding, Lookup, Owner, Quantities, Question, Verdict, check};
pub use filter::{Membership, SerialFilter, SerialMark};
pub use serial_number::{Pasted, SerialNumber, split};
pub use shipment::{Movement, MovementKind, NotShipped, Shipped, shipped, shipped_as};
