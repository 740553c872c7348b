//! The promises of the sync core, checked without browser, clock or network.

mod convergence;
mod damaged;
mod decisions;
mod imports;
mod moves;
mod wire;
