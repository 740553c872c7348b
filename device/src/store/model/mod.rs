//! A model of the browser's storage as a faulty disk: the store of tests and of the simulator. It says what can happen to a write
//! and never when: time and faults come from outside, as [`Weather`], and damage by the hand of whoever holds the [`ModelDisk`].
//!
//! * **disk**: one browser profile, with the databases queue, cache and files for each name. Failure of one does not touch another.
//! * **tab**: one [`ModelStore`]. Two of one name see the same databases; each has connections of its own that may be lost.
//! * **transaction**: happens at one moment, after a wait and before another. Whoever is dropped in the first wait has done nothing;
//!   in the second it is done and nobody was told. A call makes as many as in the browser, in the same order.
//! * **strict, relaxed**: a relaxed commit is seen at once and can be lost with the power, the latest first; a strict one is on disk
//!   when it is done, and every earlier one of its database with it. Queue and drafts are always strict.
//! * **key**: what was sealed with one that is gone is damaged for ever, as is what was changed on the disk.
//!
//! Nothing here asks a clock, rolls dice or walks a hash table: the same calls in the same order give the same answers.

mod cache;
mod damage;
mod disk;
mod door;
mod files;
mod ids;
mod looks;
mod queue;
mod sealed;
mod tab;
mod undo;
mod weather;

#[cfg(test)]
mod facts;

pub use disk::ModelDisk;
pub use looks::{Held, LyingFile};
pub use tab::ModelStore;
pub use weather::{Access, Calm, Database, Fate, Weather};
