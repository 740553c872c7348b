//! How records were packed before: read for as long as blocks of that format may lie on a device.

use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::documents::{self, Booked, Cancellation};
use crate::ids::{
    AccountId, DocumentId, OfferId, OperationId, PriceListId, SetId, UserId, WarehouseId,
};
use crate::money::{Currency, Decimal};
use crate::offers::{self, Conversion, Line};
use crate::shelf::Place;
use crate::tickets::work_log::{Part, Work};
use crate::tickets::{self, Note, Priority, RelatedProduct, Signature, Status};
use serde::{Deserialize, Serialize};

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
