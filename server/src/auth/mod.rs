//! Who is there: passwords, login tokens, devices. Knows no room beyond the user's own record, and no route.
//!
//! A token is 256 random bits in a cookie no script can read; the database keeps only its SHA-256. A withdrawn device
//! keeps its row, so that its unsent work can still be taken into quarantine before it is told to wipe.

pub mod attempts;
pub mod origin;
pub mod password;
pub mod signed_in;
pub mod token;

pub use attempts::Attempts;
pub use password::Passwords;
pub use signed_in::{AnyDevice, SignedIn};
