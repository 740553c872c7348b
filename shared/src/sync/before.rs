//! How records were packed before: read for as long as blocks of that format may lie on a device.

use super::inbox;
use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::ids::{AccountId, OfferId, PriceListId, SetId, Uid, UserId};
use crate::money::{Currency, Decimal};
use crate::offers::{self, Conversion, Line};
use crate::shelf::Place;
use crate::tickets::work_log::{Part, Work};
use crate::tickets::{self, Note, Priority, RelatedProduct, Signature, Status};
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

/// Up to body format 6: made from no ticket.
#[derive(Serialize, Deserialize)]
pub struct Offer {
    pub code: Code,
    pub account_name: String,
    pub status: offers::Status,
    pub day: Day,
    pub currency: Currency,
    pub net_total: Decimal,
    pub account: AccountId,
    pub place: Place,
    pub seller: UserId,
    pub set: Option<SetId>,
    pub valid_until: Option<Day>,
    pub price_list: Option<PriceListId>,
    pub gross: bool,
    pub payment_method: String,
    pub note: String,
    pub lines: Vec<Line>,
    pub conversion: Option<Conversion>,
    pub revision_of: Option<OfferId>,
    pub made_at: Moment,
}

impl From<Offer> for offers::Offer {
    fn from(old: Offer) -> Self {
        Self {
            code: old.code,
            account_name: old.account_name,
            status: old.status,
            day: old.day,
            currency: old.currency,
            net_total: old.net_total,
            account: old.account,
            place: old.place,
            seller: old.seller,
            set: old.set,
            valid_until: old.valid_until,
            price_list: old.price_list,
            gross: old.gross,
            payment_method: old.payment_method,
            note: old.note,
            lines: old.lines,
            conversion: old.conversion,
            revision_of: old.revision_of,
            made_at: old.made_at,
            ticket: None,
        }
    }
}

/// Up to body format 6: nothing to tick, no offer wanted.
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
            checklist: Vec::new(),
            offer_wanted: None,
        }
    }
}
