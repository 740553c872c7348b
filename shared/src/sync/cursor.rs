//! How far a replica has read: epoch, revision and the audit chain's hash at it. A server whose file was put back by hand is
//! noticed as well as one restored by command.

use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// Set anew by `restore`; empty for a replica that never read.
    pub epoch: String,
    pub revision: u64,
    pub chain: String,
}

impl Cursor {
    pub fn is_start(&self) -> bool {
        self.epoch.is_empty()
    }
}
