//! How often a serial was asked about at all (SER-07): a number, because nobody is told of tickets that they may not read.

use serde::{Deserialize, Serialize};

/// What a device asks the server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AskedBefore {
    pub serial: String,
}

/// All tickets with a unit of that number, those included that the person reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Before {
    pub tickets: u64,
}
