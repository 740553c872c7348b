//! How records were packed before: read for as long as blocks of that format may lie on a device.

use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::documents::{self, Booked, Cancellation};
use crate::ids::{AccountId, DocumentId, OperationId, UserId, WarehouseId};
use crate::money::Currency;
use crate::shelf::Place;
use crate::tickets::work_log::{Part, Work};
use crate::tickets::{self, Item, Note, Priority, RelatedProduct, Signature, Status, Wanted};
use serde::{Deserialize, Serialize};

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
            signature: old.signature,
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

/// Up to body format 7: whichever ERP the account was linked with first was asked.
#[derive(Serialize, Deserialize)]
pub struct Document {
    pub number: String,
    pub kind: documents::Kind,
    pub account: AccountId,
    pub place: Place,
    pub day: Day,
    pub currency: Currency,
    pub lines: Vec<documents::Line>,
    pub provisional: Option<String>,
    pub warehouse: Option<WarehouseId>,
    pub of: Option<DocumentId>,
    pub operation: Option<OperationId>,
    pub entered_at: Option<Moment>,
    pub note: String,
    pub cancelled: Option<Cancellation>,
    pub booked: Option<Booked>,
}

impl From<Document> for documents::Document {
    fn from(old: Document) -> Self {
        Self {
            number: old.number,
            kind: old.kind,
            account: old.account,
            place: old.place,
            day: old.day,
            currency: old.currency,
            lines: old.lines,
            provisional: old.provisional,
            warehouse: old.warehouse,
            of: old.of,
            operation: old.operation,
            entered_at: old.entered_at,
            note: old.note,
            cancelled: old.cancelled,
            booked: old.booked,
            asked_of: None,
            over: false,
        }
    }
}
