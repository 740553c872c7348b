//! How inbox entries were packed before: read for as long as blocks of that format may lie on a device.

use super::inbox;
use crate::calendar::Moment;
use crate::ids::{Uid, UserId};
use serde::{Deserialize, Serialize};

/// Up to body format 5: nobody but its author ever had it.
#[derive(Serialize, Deserialize)]
pub struct InboxEntry {
    pub author: UserId,
    pub uid: Uid,
    pub change: String,
    pub version: u32,
    pub args: String,
    pub depends_on: Vec<Uid>,
    pub outcome: String,
    pub reason: String,
    pub made_at: Moment,
    pub decided_at: Moment,
    pub answered: Option<String>,
    pub files: Vec<String>,
}

impl From<InboxEntry> for inbox::InboxEntry {
    fn from(old: InboxEntry) -> Self {
        Self {
            author: old.author,
            uid: old.uid,
            change: old.change,
            version: old.version,
            args: old.args,
            depends_on: old.depends_on,
            outcome: old.outcome,
            reason: old.reason,
            made_at: old.made_at,
            decided_at: old.decided_at,
            answered: old.answered,
            files: old.files,
            raised: false,
        }
    }
}
