//! What we promised for one unit, and until when (SER-06).
//!
//! Invariants: the end follows from start and terms by calendar arithmetic alone; the day that counts is the one the fault was reported
//! on, never today.

pub mod coverage;

pub use coverage::{Coverage, Dates, Status, coverage};
