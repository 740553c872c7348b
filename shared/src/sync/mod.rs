//! How replicas agree: versioned intentions, decided once by the server with the same code that ran on the device.
//!
//! | Term | File |
//! |---|---|
//! | what a person did | [`intention`] |
//! | the closed list of kinds and of changes | [`kinds`], [`any_change`] |
//! | what the server decided | [`outcome`], [`decide`] |
//! | what was not applied, and its repair | [`inbox`] |
//! | what was changed twice, and what is chosen | [`choosing`] |
//! | the copy on one device | [`base`], [`overlay`], [`queue`], [`replica`] |
//! | how far a replica has read, and of what | [`cursor`], [`portion`] |
//! | packed records, and how they were packed before | [`block`], [`before`] |
//! | bodies on the wire | [`wire`] |
//! | every serial that was ever shipped, on its way to a device | [`shipped`] |
//! | lists and search as you type | [`listing`] |
//!
//! Invariants: every intention has exactly one outcome, for ever; a payload is kept whatever the outcome; the queue is trimmed
//! by `uid` and only once the pull that names it is on disk; nothing here knows a browser, a clock or a network.

pub mod any_change;
pub mod base;
pub mod before;
pub mod block;
mod change_names;
pub mod choosing;
pub mod cursor;
pub mod decide;
pub mod inbox;
pub mod intention;
pub mod kinds;
pub mod listing;
pub mod outcome;
pub mod overlay;
pub mod portion;
pub mod queue;
pub mod replica;
pub mod shipped;
pub mod wire;

pub use any_change::AnyChange;
pub use cursor::Cursor;
pub use decide::{Decision, Step, decide};
pub use inbox::InboxEntry;
pub use intention::Intention;
pub use outcome::{Outcome, Reason};
pub use replica::Replica;
pub use shipped::Shipped;
