//! How records were packed before: read for as long as blocks of that format may lie on a device.

use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::ids::{AccountId, UserId};
use crate::shelf::Place;
use crate::tickets::signature::unnamed;
use crate::tickets::work_log::{Part, Work};
use crate::tickets::{self, Channel, Item, Kind, Note, Priority, RelatedProduct, Status, Wanted};
use serde::{Deserialize, Serialize};

/// Up to body format 9: a ticket had one, without a name.
#[derive(Clone, Serialize, Deserialize)]
pub struct Signature {
    pub name: String,
    pub strokes: Vec<Vec<i16>>,
    pub taken_by: UserId,
    pub at: Moment,
}

impl From<Signature> for tickets::Signature {
    fn from(old: Signature) -> Self {
        Self {
            id: unnamed(),
            name: old.name,
            strokes: old.strokes,
            taken_by: old.taken_by,
            at: old.at,
            over: Vec::new(),
        }
    }
}

/// Up to body format 8: of no kind, heard of on no way, ended at no time and without a word.
#[derive(Serialize, Deserialize)]
pub struct Ticket {
    pub code: Code,
    pub title: String,
    pub text: String,
    pub account: AccountId,
    pub account_name: String,
    pub place: Place,
    pub contact: String,
    pub phone: String,
    pub address: String,
    pub priority: Priority,
    pub reported: Day,
    pub promised: Option<Moment>,
    pub status: Status,
    pub assignee: Option<UserId>,
    pub made_by: UserId,
    pub made_at: Moment,
    pub lines: Vec<RelatedProduct>,
    pub notes: Vec<Note>,
    pub work: Vec<Work>,
    pub parts: Vec<Part>,
    pub signature: Option<Signature>,
    pub checklist: Vec<Item>,
    pub offer_wanted: Option<Wanted>,
}

impl From<Ticket> for tickets::Ticket {
    fn from(old: Ticket) -> Self {
        Self {
            code: old.code,
            title: old.title,
            text: old.text,
            account: old.account,
            account_name: old.account_name,
            place: old.place,
            contact: old.contact,
            phone: old.phone,
            address: old.address,
            priority: old.priority,
            reported: old.reported,
            promised: old.promised,
            status: old.status,
            assignee: old.assignee,
            made_by: old.made_by,
            made_at: old.made_at,
            lines: old.lines,
            notes: old.notes,
            work: old.work,
            parts: old.parts,
            signatures: old.signature.into_iter().map(Into::into).collect(),
            checklist: old.checklist,
            offer_wanted: old.offer_wanted,
            request_kind: None,
            channel: None,
            opened_at: None,
            resolution: String::new(),
            ended_at: None,
        }
    }
}

/// Body format 9: a ticket says its kind, its channel, and when and how it ended; one signature or none.
#[derive(Serialize, Deserialize)]
pub struct Ticket9 {
    /// Packed without a frame of its own: its fields come first.
    pub ticket: Ticket,
    pub request_kind: Option<Kind>,
    pub channel: Option<Channel>,
    pub opened_at: Option<Moment>,
    pub resolution: String,
    pub ended_at: Option<Moment>,
}

impl From<Ticket9> for tickets::Ticket {
    fn from(old: Ticket9) -> Self {
        Self {
            request_kind: old.request_kind,
            channel: old.channel,
            opened_at: old.opened_at,
            resolution: old.resolution,
            ended_at: old.ended_at,
            ..old.ticket.into()
        }
    }
}
