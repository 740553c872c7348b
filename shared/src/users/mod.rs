//! Who may do what: people, roles, rights, and the portion of the data each one takes along.
//!
//! Invariants: rights are enforced with this code on the server for every change, the device runs it only for immediate
//! feedback (USR-10); a person's name stands on everyone's shelf, their grants only on their own and the administrators'.

pub mod access;
pub mod change;
pub mod context;
pub mod policy;
pub mod right;
pub mod role;
pub mod rules;
pub mod user;

pub use change::{Change, Refusal};
pub use context::Context;
pub use policy::{Denied, may};
pub use right::Right;
pub use role::Role;
pub use rules::Rules;
pub use user::{Person, User, portion};
