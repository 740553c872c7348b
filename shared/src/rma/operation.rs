//! The return record, always one unit (RMA-03).

use super::state::Meaning;
use super::state_log::{Deed, LogLine};
use super::task::Task;
use crate::calendar::Moment;
use crate::code::Code;
use crate::ids::{
    AccountId, DocumentId, OperationId, ProductId, StepId, TicketId, UserId, WarehouseId,
};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::{Place, Shelf};
use crate::text::serial_fold;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The key that only the open operation of a serial carries.
pub const OPEN_SERIAL: &str = "open_serial";
/// The key of the serial that an open operation promises to its customer.
pub const REPLACEMENT: &str = "replacement";

/// A week.
const WARNED_MILLISECONDS: i64 = 7 * 86_400_000;

/// `code`, account and state lead, because lists read only the head of a packed record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Operation {
    pub code: Code,
    pub account_name: String,
    pub state: Meaning,
    pub task: Option<Task>,
    /// Field 1: the serial as typed (SER-13), or nothing, and then the product stands for it.
    pub serial: Option<String>,
    /// Of the serial, or chosen; `None` while a serial waits to be verified.
    pub product: Option<ProductId>,
    /// Field 2. `None`: not verified yet, on its author's device alone (RMA-05).
    pub sale: Option<DocumentId>,
    /// Of the sale (RMA-09).
    pub account: Option<AccountId>,
    pub place: Place,
    /// Why a product tracked by serial comes without one (RMA-06).
    pub without_serial: String,
    /// In the customer's words (RMA-48).
    pub fault: String,
    pub diagnosis: String,
    pub work_done: String,
    /// Whose goods a repair uses (RMA-21).
    pub department: Option<WarehouseId>,
    /// The serial of the unit that replaces this one, as typed (RMA-23).
    pub replacement: String,
    /// What its confirmations made, in order, with what became of it.
    pub documents: Vec<Made>,
    pub ticket: Option<TicketId>,
    pub log: Vec<LogLine>,
    pub made_by: UserId,
    pub made_at: Moment,
}

/// What a document is to its operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The parts a repair uses.
    StockOperation,
    SaleReturn,
    NewSale,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Made {
    pub document: DocumentId,
    pub part: Part,
    /// The confirmation that made it.
    pub step: StepId,
    pub standing: Standing,
}

/// Externally tagged, so that blocks can hold it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Stands,
    Reversed,
    /// The operation was cancelled, this was not (RMA-25).
    Kept {
        reason: String,
    },
}

impl Operation {
    /// The serial was found in a sale; otherwise it is a draft of its author's.
    pub fn is_verified(&self) -> bool {
        self.sale.is_some()
    }

    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// The last document of this part that was not reversed.
    pub fn standing(&self, part: Part) -> Option<&Made> {
        let of_part = self.documents.iter().rev().find(|made| made.part == part);
        of_part.filter(|made| made.standing != Standing::Reversed)
    }

    /// Documents that stand and have to be settled when it is cancelled.
    pub fn unsettled(&self) -> impl Iterator<Item = &Made> {
        let stands = |made: &&Made| made.standing == Standing::Stands;
        self.documents.iter().filter(stands)
    }

    /// Field 3 as RMA-11 and RMA-29 say: the return of an exchange, else the stock operation of a repair.
    pub fn third_field(&self) -> Option<DocumentId> {
        let made = self.standing(Part::SaleReturn);
        let made = made.or_else(|| self.standing(Part::StockOperation));
        made.map(|made| made.document)
    }

    /// Field 4: the new sale.
    pub fn fourth_field(&self) -> Option<DocumentId> {
        self.standing(Part::NewSale).map(|made| made.document)
    }

    /// The last line of the log, when it is a confirmation: one step can be taken back, not two (RMA-28).
    pub fn undoable(&self) -> Option<&LogLine> {
        self.log.last().filter(|line| line.deed == Deed::Confirmed)
    }

    /// The last line, when its customer ought to have been told of it, nobody was, and somebody can mend that (NTF-01).
    pub fn untold(&self) -> Option<&LogLine> {
        let last = self.log.last();
        last.filter(|line| line.told.can_be_asked_again())
    }

    /// Whoever confirmed it is warned wherever they are by now, for a week; by then it was mended, or the customer was rung up.
    pub fn warns(&self, user: UserId, now: Moment) -> Option<&LogLine> {
        let young =
            |line: &&LogLine| now.milliseconds_since(line.accepted_at) < WARNED_MILLISECONDS;
        let mine = self.untold().filter(|line| line.by == user);
        mine.filter(young)
    }

    fn serial_keys(&self) -> impl Iterator<Item = Key> {
        let serial = self.serial.iter().map(|serial| serial_fold(serial));
        let open = self.is_open();
        serial.flat_map(move |serial| {
            let only_open = open.then(|| Key::only_one(OPEN_SERIAL, serial.as_str()));
            only_open
                .into_iter()
                .chain([Key::many("serial", serial.as_str())])
        })
    }
}

impl Record for Operation {
    const KIND: &'static str = "rma_operation";
    type Id = OperationId;
    fn keys(&self) -> Vec<Key> {
        let number = self.code.number.iter();
        let number = number.map(|code| Key::only_one("number", code.as_str()));
        let provisional = self.code.provisional.iter();
        let provisional = provisional.map(|code| Key::many("provisional", code.as_str()));
        let account = self.account.iter();
        let account = account.map(|account| Key::many("account", account.to_string()));
        let ticket = self.ticket.iter();
        let ticket = ticket.map(|ticket| Key::many("ticket", ticket.to_string()));
        let promised = self.is_open() && !self.replacement.is_empty();
        let promised = promised.then(|| Key::only_one(REPLACEMENT, serial_fold(&self.replacement)));
        number
            .chain(provisional)
            .chain(account)
            .chain(ticket)
            .chain(self.serial_keys())
            .chain(promised)
            .collect()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        self.place.shelves()
    }
    fn place_mut(&mut self) -> Option<&mut Place> {
        Some(&mut self.place)
    }
    fn class(field: &str) -> FieldClass {
        match field {
            "state" => FieldClass::State,
            "log" | "documents" => FieldClass::AppendOnly,
            _ => FieldClass::Guarded,
        }
    }
}
