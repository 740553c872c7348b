//! Why a change of a ticket is not taken; worded in `messages`, with what to do.

use crate::calendar::Day;
use crate::quantity::Unit;
use crate::tickets::status::Status;
use crate::users::Denied;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such ticket")]
    NoSuchTicket,
    #[error("the ticket exists already")]
    Exists,
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("there is no such product")]
    NoSuchProduct,
    #[error("the product is archived")]
    ProductArchived,
    #[error("the title is empty")]
    TitleEmpty,
    /// Resolved, closed or cancelled: it is opened again before anything else.
    #[error("the ticket is closed: {status:?}")]
    Closed { status: Status },
    #[error("there is no such line")]
    NoSuchLine,
    #[error("the line exists already")]
    LineExists,
    #[error("a ticket has at most {count_max} of these")]
    TooMany { count_max: usize },
    #[error("the serial is not one line of visible letters")]
    SerialInvalid,
    #[error("the quantity must be more than nothing")]
    QuantityInvalid,
    /// SER-05.
    #[error("a unit with a serial is one piece")]
    QuantityIsOne,
    /// SER-05, of a lot.
    #[error("of this lot {most} were shipped")]
    MoreThanShipped { most: String },
    #[error("the serial is on the ticket already, with the same product")]
    SerialTwice,
    #[error("the product is counted in {unit}")]
    OtherUnit { unit: Unit },
    #[error("there is no such warehouse")]
    NoSuchWarehouse,
    #[error("the warehouse was not given to this person")]
    WarehouseNotGiven,
    #[error("the note is empty")]
    NoteEmpty,
    #[error("a clock is running already")]
    ClockRuns,
    #[error("the end is before the beginning, or more than a day after it")]
    TimeInvalid,
    #[error("the work ends in the future")]
    TimeAhead,
    #[error("the fault was reported on {reported}")]
    TimeBeforeReported { reported: Day },
    /// Its own author or a manager takes an entry back.
    #[error("somebody else wrote this")]
    NotYours,
    /// The ticket was closed with it: the write-off has to be cancelled first.
    #[error("the part is written off")]
    PartWrittenOff,
    #[error("the name of whoever signed is empty")]
    NameEmpty,
    #[error("the signature is empty or too long")]
    SignatureInvalid,
    #[error("the words of an item are empty")]
    ItemEmpty,
    /// It is not taken out while it counts as done.
    #[error("the item is ticked")]
    ItemTicked,
    #[error("there is no such checklist")]
    NoSuchChecklist,
    #[error("the checklist has no name")]
    ChecklistUnnamed,
    #[error("nobody of this name works here")]
    NoSuchPerson,
    #[error("the fault was reported after today")]
    ReportedInFuture,
    #[error("the ticket cannot go from {from:?} to {to:?}")]
    MoveNotAllowed { from: Status, to: Status },
    /// SER-04: a line holds a serial of another product.
    #[error("line {line} has a serial of another product")]
    LineBlocked { line: usize },
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}
