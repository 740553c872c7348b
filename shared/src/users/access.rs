//! What can be asked about somebody's access: devices, and since when there is a password. Answers of the server, never
//! records: they stand in no queue and on no device.

use crate::calendar::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A device somebody signed in on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Device {
    pub device: Uuid,
    pub name: String,
    pub signed_in: Moment,
    pub last_seen: Moment,
    pub withdrawn: Option<Moment>,
    /// The one that asks.
    pub this: bool,
}

/// A password that an administrator gives to somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenPassword {
    pub new: String,
}

/// Can this person sign in at all?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PasswordSince {
    pub set: Option<Moment>,
}

/// Shorter ones are not taken. The server has the last word.
pub const PASSWORD_LENGTH_MIN: usize = 8;
