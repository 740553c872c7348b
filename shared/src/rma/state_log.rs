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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
    NotSent {
        why: NotSent,
    },
}

/// Why the customer was not written to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSent {
    /// A later state came with it and is told instead.
    Joined,
    /// The confirmation was undone before the mail went out.
    Undone,
    /// The address is no longer there.
    NoAddress,
    /// The server was given no mail server.
    NoMailServer,
    /// Nothing is ever taken for this address; in the mail server's words.
    Refused { words: String },
    /// The mail server could not be reached or was not ready; it is tried again.
    Trying { words: String },
    /// As before, for three days; it is not tried again.
    GivenUp { words: String },
}

impl Told {
    /// A mail about it may still go out.
    pub fn is_under_way(&self) -> bool {
        let trying = |why: &NotSent| matches!(why, NotSent::Trying { .. });
        match self {
            Told::Asked => true,
            Told::NotSent { why } => trying(why),
            Told::No | Told::NoAddress | Told::Sent { .. } => false,
        }
    }

    /// Nothing went out, nothing will, and somebody can mend that.
    pub fn can_be_asked_again(&self) -> bool {
        match self {
            Told::NoAddress => true,
            Told::NotSent { why } => matches!(
                why,
                NotSent::NoAddress
                    | NotSent::NoMailServer
                    | NotSent::Refused { .. }
                    | NotSent::GivenUp { .. }
            ),
            Told::No | Told::Asked | Told::Sent { .. } => false,
        }
    }
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
