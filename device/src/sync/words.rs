//! What tabs of one person say to each other. Hints and copies: what must last stands on the disk.

use super::filing::UnsentFiles;
use super::line::Report;
use super::server::Withdrawn;
use serde::{Deserialize, Serialize};
use shared::sync::Intention;
use shared::sync::wire::{Decided, Pulled};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum Words {
    /// The leader lives, and gets on with the server as it says; versions before did not say.
    Alive {
        #[serde(default)]
        line: Option<Report>,
    },
    /// Another tab begins: how does the leader get on?
    Joins,
    /// An entry is on the disk under its number.
    Appended { intention: Box<Intention> },
    /// What a push answered.
    Answered { outcomes: Vec<Decided> },
    /// A pull that is on the disk; each tab takes it from its own cursor.
    Pulled { answer: Box<Pulled> },
    /// More changed on the disk than one pull: read it again.
    Reload,
    /// Something of the cache did not open here; the leader, who has it in memory, does not know.
    Lacking,
    /// All was handed in: this person no longer works on this device.
    Left { why: Withdrawn },
    /// What of the files the server does not have yet.
    Files { unsent: UnsentFiles },
    /// Another filter of all serials lies on the disk.
    Shipped,
    /// Please push and pull now.
    Wake,
}
