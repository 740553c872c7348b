//! The promises of the sync core, checked without browser, clock or network.

mod checklists;
mod chosen;
mod convergence;
mod damaged;
mod decisions;
mod followed;
mod imports;
mod moves;
mod packed;
mod wire;
