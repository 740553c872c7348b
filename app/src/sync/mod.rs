//! How this device talks to the server: which tab speaks, when it pushes and pulls, what it does with
//! the answers. What they mean is decided in `shared::sync`; what the pages see is `state`'s business.
//!
//! * [`opening`]: from the disk into memory, without a network.
//! * [`driver`]: the loop of the leading tab, and what the other tabs do meanwhile.
//! * [`leaving`]: a withdrawn device hands in and forgets. * [`leader`]: which tab that is. * [`client`]: the network. * [`backoff`]: how long to wait.
//!
//! Invariants: rows, cursor and what they settle reach the disk in one transaction before the view
//! moves; the queue is trimmed only after that transaction was strictly on disk; a tab that lost the
//! lead is refused by the store, whatever it believes.

pub mod backoff;
pub mod bootstrap;
pub mod client;
pub mod driver;
#[cfg(test)]
mod facts;
mod fetching;
mod hearing;
pub mod leader;
mod leaving;
pub mod opening;
mod pulling;
mod pushing;
pub mod server;
pub mod session;
mod waking;
mod words;

pub use driver::{Driver, Left};
pub use leaving::{Emptied, empty};
pub use server::Failure;
pub use session::{Host, News};

use crate::browser::clock;
use shared::calendar::Moment;

/// The server's time as well as this device knows it: for days, ages and leases here; the server decides by its own.
pub fn now() -> Moment {
    Moment::from_milliseconds(clock::server_now_ms())
}
