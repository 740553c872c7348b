//! New ids and chance: the one door to randomness.

use uuid::Uuid;

/// A new id of version 7: made here, unique everywhere; its order means nothing.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// A number from 0 up to but not including 1, for jitter.
pub fn chance() -> f64 {
    let (_, low) = Uuid::new_v4().as_u64_pair();
    // the low 52 bits of a random id carry no version mark
    (low & ((1 << 52) - 1)) as f64 / (1u64 << 52) as f64
}
