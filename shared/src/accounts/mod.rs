//! Companies and people we deal with, prospects included (ACC-01).
//!
//! Invariants: an account stands on its territory's shelf and the office's; its tax numbers are a record of their own on the
//! administrators' shelf (ACC-12), so nobody else ever receives them.

pub mod account;
pub mod change;
pub mod moving;
pub mod tax_key;

pub use account::{Account, AccountTaxKey};
pub use change::{Change, Draft, Field, Refusal};
