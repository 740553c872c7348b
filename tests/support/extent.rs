//! How much is tried, and by which seed: a tenth in the usual run, everything with `cargo xtask test --full`.

use uuid::Uuid;

/// Set to 1, every count is the full one.
pub const FULL: &str = "SAHADA_TEST_FULL";
/// Decides everything random; a run prints its own.
pub const SEED: &str = "SAHADA_TEST_SEED";

pub fn is_full() -> bool {
    std::env::var_os(FULL).is_some_and(|said| said == "1")
}

/// So many of what the full run does.
pub fn times(full: usize) -> usize {
    if is_full() { full } else { full.div_ceil(10) }
}

/// The seed that was set, or a new one; printed either way.
pub fn seed() -> u64 {
    let seed = match std::env::var(SEED) {
        Ok(said) => (said.parse()).unwrap_or_else(|_| panic!("{SEED}={said} is no whole number")),
        Err(_) => Uuid::new_v4().as_u64_pair().0,
    };
    println!("{SEED}={seed}");
    seed
}
