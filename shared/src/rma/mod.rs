//! Goods that come back: one unit each, recognised by its serial or by its product and sale, repaired or exchanged (RMA-01).
//!
//! Terms: an *operation* is one such return; its *task* says what will be done (repair GA-R, exchange GA-K, cancel GA-A); *confirming*
//! a state moves it on; a *step* is one confirmation, or its undoing, in the operation's log.
//!
//! Invariants: one open operation per serial; a confirmation's documents, log line and state are written together or not at all
//! (RMA-24); of the two documents of an exchange none stands without the other; the log only grows (RMA-26); states are known by
//! their meaning, never by their number (RMA-41). Whoever extends the room does it at four places (RMA-45): `Draft` on opening,
//! `change::taken_in` before saving, `effects` after it, `confirm` before a state is confirmed.

pub mod accessory;
mod booking;
pub mod chain;
pub mod change;
pub mod confirm;
pub mod covered;
pub mod effects;
pub mod fields;
pub mod letters;
pub mod named;
pub mod operation;
pub mod origin;
pub mod set_up;
pub mod state;
pub mod state_log;
pub mod task;

pub use accessory::Accessory;
pub use change::{Change, Draft, Refusal};
pub use confirm::{Stop, confirm};
pub use operation::{Made, Operation, Part, Standing};
pub use state::{Meaning, State};
pub use state_log::{Deed, LogLine, NotSent, Told};
pub use task::Task;
