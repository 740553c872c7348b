//! The bytes of files, by their hash, in a folder of the server; which records name them stands in the database.
//!
//! | Term | File |
//! |---|---|
//! | what is asked of the place where bytes lie | [`depot`]: a `folder`, or [`memory`] for simulations |
//! | what somebody is answered | [`asking`] |
//! | how far an upload stands, and the next piece | [`upload`] |
//! | which records name a file, as far as somebody may see them | [`named`] |
//! | which of those open it: whose author has had the bytes | [`proof`] |
//! | what nobody claims goes after a time | [`sweep`] |
//! | which part of a file is asked for | [`range`] |
//!
//! * **kept**: whole, flushed, its hash right. Nothing in between ever stands under that name.
//! * **unfinished**: what one person has sent so far; two people never append to one.
//! * **named**: by a record that hangs it on another, or by an inbox entry that may be taken up again.
//! * **brought**: this person has sent all of it. It is what makes a file theirs before a record names it.
//!
//! * **proven**: this person has sent all of it, or was told that it is here when they might open it. It is what makes a record that they
//!   add open the file, and lasts as long as the file.
//!
//! Invariants: knowing a hash, or writing it into a record, is no right, neither to the bytes nor to hear that they are here; a file that a record names or
//! named is never removed; several processes may share the folder, so whoever must be alone takes a lock in it.

pub mod asking;
pub mod depot;
#[cfg(feature = "serving")]
pub mod folder;
pub mod memory;
pub mod named;
pub mod proof;
pub mod range;
pub mod sweep;
pub mod upload;

pub use asking::{Sender, Told};
pub use depot::{Depot, Owner};
#[cfg(feature = "serving")]
pub use folder::Folder;
pub use memory::MemoryDepot;
pub use upload::Piece;
