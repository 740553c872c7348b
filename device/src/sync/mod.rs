//! How one device talks to the server, as steps: what is pushed and pulled when, and what is done with the answers. What they
//! mean is decided in `shared::sync`; when a round begins, and who holds the lock, is the caller's business.
//!
//! * [`opening`]: from the disk into memory, without a network.
//! * [`round`]: what the leading tab does each time; made of [`pushing`], [`pulling`] and [`bootstrap`].
//! * [`hearing`]: what a tab does when another one says something ([`words`]). * [`line`]: how the leader gets on, for the others.
//! * [`leaving`]: a withdrawn device hands in and forgets. * [`backoff`]: how long to wait.
//! * [`filing`]: the bytes of files, beside the queue: out piece by piece, in when somebody opens one.
//! * [`copies`]: what lies here and was sent is asked about again. * [`shipped`]: the filter of all serials, beside everything else.
//! * [`following`]: what of the inbox needs nobody to be asked, after each pull.
//! * [`straight`]: what the disk does not take, while there is signal.
//! * [`carried`]: unsent work in a file; [`carrying`]: what goes into one and what comes in from one.
//!
//! Invariants: rows, cursor and what they settle reach the disk in one transaction before the view
//! moves; the queue is trimmed only after that transaction was strictly on disk; a tab that lost the
//! lead is refused by the store, whatever it believes.

pub mod backoff;
pub mod bootstrap;
pub mod carried;
pub mod carrying;
mod copies;
#[cfg(test)]
mod facts;
mod fetching;
pub mod filing;
pub mod following;
pub mod hearing;
pub mod leaving;
pub mod line;
pub mod opening;
pub mod pulling;
pub mod pushing;
pub mod round;
pub mod server;
pub mod session;
pub mod shipped;
pub mod straight;
pub mod words;

pub use leaving::{Emptied, empty};
pub use round::Rounds;
pub use server::Failure;
pub use session::{Host, News};
