//! How this device talks to the server: which tab speaks, when it pushes and pulls. The steps themselves are in
//! `device::sync`, what they mean is decided in `shared::sync`; what the pages see is `state`'s business.
//!
//! * [`driver`]: the loop of the leading tab, and what the other tabs do meanwhile.
//! * [`leader`]: which tab that is. * [`client`]: the network.

pub mod client;
pub mod driver;
mod hearing;
pub mod leader;
mod waking;

pub use device::sync::{
    Emptied, Failure, Host, News, backoff, carried, carrying, empty, filing, following, leaving,
    line, opening, pushing, round, server, session, shipped, straight, words,
};
pub use driver::{Driver, Left};

use crate::browser::clock;
use shared::calendar::Moment;

/// What the pages hear of the loop besides its news, so that a problem of the disk is not shown for longer than there is one.
pub trait Onlooker: Host {
    fn round_begins(&self);
    /// A round ended well, or what could not be read was read.
    fn disk_answered(&self);
}

/// The server's time as well as this device knows it: for days, ages and leases here; the server decides by its own.
pub fn now() -> Moment {
    Moment::from_milliseconds(clock::server_now_ms())
}
