//! Intentions of the system: their `uid` follows from what caused them, so that a job that runs twice decides once.

use crate::sync::caused;
use sha2::{Digest, Sha256};
use shared::calendar::Moment;
use shared::ids::Uid;
use shared::sync::{AnyChange, Intention};

/// The parts say what happened to what: `["slip", transfer]`.
pub fn uid(parts: &[&str]) -> Uid {
    caused(&Sha256::digest(parts.join("|").as_bytes()))
}

/// `made_at` belongs to the cause, not to the attempt: the same cause gives the same intention.
pub fn intention(
    uid: Uid,
    change: impl Into<AnyChange>,
    base_rev: u64,
    made_at: Moment,
) -> Intention {
    Intention::new(uid, &change.into(), base_rev, Vec::new(), made_at)
}
