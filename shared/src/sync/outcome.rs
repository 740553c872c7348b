//! What the server decided: exactly one outcome, terminal. The payload is kept in all five cases and `last_seq` always
//! advances, so no intention can block the next.

use super::any_change::Refusal;
use super::intention::Unreadable;
use crate::bounds::Unfit;
use crate::desk::Conflict;
use crate::ids::Uid;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As the author saw it.
    Applied,
    /// Somebody changed the same records meanwhile, but nothing that this one touched.
    Merged,
    /// A field was changed twice, or what it needs was not applied.
    Parked,
    /// A rule or a right says no.
    Rejected,
    /// It could not be read, or running it failed.
    Quarantined,
}

impl Outcome {
    pub fn is_applied(self) -> bool {
        matches!(self, Outcome::Applied | Outcome::Merged)
    }

    /// The word stored in the database.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Applied => "applied",
            Outcome::Merged => "merged",
            Outcome::Parked => "parked",
            Outcome::Rejected => "rejected",
            Outcome::Quarantined => "quarantined",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        use Outcome::*;
        [Applied, Merged, Parked, Rejected, Quarantined]
            .into_iter()
            .find(|outcome| outcome.word() == word)
    }
}

/// One row of a change that is taken row by row, and why it was not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its place among the rows of the change, from 0 on.
    pub row: usize,
    /// The line of the file it came from.
    #[serde(default)]
    pub line: Option<u64>,
    /// What the outcome would be if it stood alone: parked or rejected.
    pub outcome: Outcome,
    pub reason: Reason,
}

/// Why an intention was not applied. It names nothing that the author may not see.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Fields that were changed twice.
    ChangedTwice {
        conflicts: Vec<Conflict>,
    },
    /// Its parent was not applied; repairing the parent takes this one up again.
    WaitingFor {
        uid: Uid,
    },
    /// A rule of a room.
    Refused {
        refusal: Refusal,
    },
    /// A text or a list that is beyond its bounds.
    Unfit {
        why: Unfit,
    },
    /// A code or reference that only one record may carry.
    KeyTaken {
        kind: String,
        key: String,
        value: String,
    },
    Unreadable {
        why: Unreadable,
    },
    /// More than one request may carry; said at the form and never sent.
    TooLarge {
        bytes: u64,
        bytes_max: u64,
    },
    /// It is taken row by row, and these rows were left out; the others are applied.
    LeftOut {
        rows: Vec<LeftOut>,
    },
    /// Running it failed; a number for the log.
    Failed {
        number: String,
    },
    /// A hole in the sequence that the device cannot fill.
    Lost {
        detail: String,
    },
    /// The author was withdrawn; an administrator reviews what was unsent. `raised`: its entry stands on the administrators' shelf from
    /// its making. A log from before says nothing of it, and is decided again as it was.
    Withdrawn {
        #[serde(default)]
        raised: bool,
    },
}
