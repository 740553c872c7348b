//! One line per confirmation or undoing; only ever added to (RMA-26). It stands on the operation, so that no line can be lost alone,
//! and it is bounded: what adds more than the way through the states is undoing.

use super::state::Meaning;
use super::task::Task;
use crate::calendar::Moment;
use crate::ids::{StepId, UserId};
use serde::{Deserialize, Serialize};

/// From here on nothing is undone any more; the way to the end still fits.
pub const LINES_BEFORE_LAST_UNDO: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Confirmed,
    Undone,
}

/// Was the customer told of this state (NTF-01)?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// The state does not ask for it, or they were told of it before.
    No,
    /// To be told: the account has no address.
    NoAddress,
    /// To be told; nothing was heard yet.
    Asked,
    Sent {
        at: Moment,
    },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LogLine {
    pub step: StepId,
    pub deed: Deed,
    pub from: Meaning,
    pub to: Meaning,
    pub task: Option<Task>,
    pub by: UserId,
    /// As the author's clock said; no decision rests on it.
    pub made_at: Moment,
    /// When it was accepted; on a device, until then, its own.
    pub accepted_at: Moment,
    pub note: String,
    pub told: Told,
}
