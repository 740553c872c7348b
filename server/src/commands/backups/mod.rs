//! What a backup is made of: one file with everything the database holds, its seal, and beside it the folder `files` with the
//! attachments, each under its hash.
//!
//! | Term | Meaning |
//! |---|---|
//! | seal | which workspaces at which revisions, and count and sum of every table, written into the file as the last thing |
//! | sound | pages fit, sums are those of the seal, the audit chain is unbroken, every shelf adds up, every attachment is what its hash says |
//! | flaw | what was not sound already in the data that was copied: a copy with flaws is better than none |
//!
//! * A file gets its final name only when it is sealed, was read back and holds what was copied; its flaws stand in the seal then, and only
//!   one without any is told to devices.
//! * No attachment is copied under a hash it does not have.

pub mod attachments;
pub mod progress;
pub mod seal;
pub mod sound;

pub use progress::quiet;
pub use seal::Seal;
