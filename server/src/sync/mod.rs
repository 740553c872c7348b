//! How the server agrees with replicas: one writer per workspace that decides, a feed that is read at one moment, blocks
//! that are packed once for everybody, pokes that are only hints. Nothing here knows HTTP.
//!
//! * An answer leaves only after the flush. * A repeated push gets the stored outcome. * No intention blocks the next.

pub mod accept;
pub mod arrival;
pub mod audited;
pub mod auditor;
mod batch_rows;
pub mod blocks;
mod compare;
mod desk_rows;
pub mod feed;
mod field_revisions;
mod leavings;
mod ledger;
mod log_entry;
pub mod manifest;
mod past;
pub mod poke;
mod preload;
pub mod replay;
pub mod retention;
mod round;
pub mod shipped;
pub mod sound;
pub mod writer;

pub use arrival::{Author, Refused, caused};
pub use poke::Pokes;
pub use writer::Writers;
