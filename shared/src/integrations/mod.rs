//! The link to an ERP: integration sets, the link of one record to its reference, the neutral document and the answer.
//!
//! Invariants: at most one reference per (record, set); passwords and credentials are no part of any record.

pub mod answer;
pub mod change;
pub mod document;
pub mod link;
pub mod set;
pub mod transfer;

pub use answer::{Answer, LiveFigures, Slip};
pub use change::{Change, Refusal, SetField};
pub use document::{DocumentKind, NeutralDocument, NeutralLine, Source, UnitCost};
pub use link::Link;
pub use set::{ErpKind, IntegrationSet};
pub use transfer::{SetHealth, TransferSeen, TransferState, WaitingForErp};
