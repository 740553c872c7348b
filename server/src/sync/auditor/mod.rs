//! The independent auditor (I6, I20): what the accepted log must have led to, in a second and deliberately simple model. It reads
//! entries and records as plain JSON and shares no code with the rules; a test of the house sees to it.
//!
//! | Term | Meaning |
//! |---|---|
//! | place | kind, record and field: `name`, or `lines/<id>/quantity` |
//! | held | what stands at a place by the log: a value, anything (other rules decide it), or nothing, because it was taken out |
//!
//! It knows which fields an intention fills and which it replaces, that nobody overwrites what they have not seen, which records there
//! are, and how an offer moves. It does not know prices, totals, discounts, numbers, rights, or what an ERP said.

mod entry;
mod offers;
mod same;
#[cfg(test)]
mod tests;
mod tickets;
mod truth;

pub use entry::Entry;
pub use truth::{Broken, Truth};
