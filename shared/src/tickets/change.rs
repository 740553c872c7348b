//! Everything that can happen to a ticket. One gesture or one finished field each.

mod checklist;
mod edited;
mod lines;
mod log;
mod made;
mod reads;
mod refusal;
mod stood;
#[cfg(test)]
mod tests;
mod worked;

use super::checklist::{Checklist, NewItem};
use super::draft::{Draft, NewLine};
use super::related_product::{Checked, RelatedProduct};
use super::request::{Channel, Kind};
use super::status::Status;
use super::ticket::{Priority, Ticket};
use super::work_log::WorkKind;
use super::write_off::write_off;
use crate::brought::Brought;
use crate::calendar::{Day, Moment};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{ChecklistId, LineId, ProductId, TicketId, UserId, WarehouseId};
use crate::needs::Needs;
use crate::quantity::Quantity;
use crate::users::{Context, Right};
use crate::warranty::Dates;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use refusal::Refusal;

/// One finished field of the header.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title { edit: Edit<String> },
    Text { edit: Edit<String> },
    Contact { edit: Edit<String> },
    Phone { edit: Edit<String> },
    Address { edit: Edit<String> },
    Priority { edit: Edit<Priority> },
    Reported { edit: Edit<Day> },
    Promised { edit: Edit<Option<Moment>> },
    Assignee { edit: Edit<Option<UserId>> },
    RequestKind { edit: Edit<Option<Kind>> },
    Channel { edit: Edit<Option<Channel>> },
    Resolution { edit: Edit<String> },
}

/// One finished field of a line. What the device said of it comes along, for where nobody knows better.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineField {
    Serial {
        edit: Edit<String>,
        shown: Option<Checked>,
    },
    Product {
        edit: Edit<ProductId>,
        shown: Option<Checked>,
    },
    Dates {
        edit: Edit<Dates>,
        shown: Option<Checked>,
    },
    Quantity {
        edit: Edit<Quantity>,
    },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Created {
        ticket: TicketId,
        draft: Draft,
        provisional: String,
    },
    Edited {
        ticket: TicketId,
        field: Field,
    },
    LineAdded {
        ticket: TicketId,
        line: NewLine,
    },
    LineEdited {
        ticket: TicketId,
        line: LineId,
        field: LineField,
    },
    LineRemoved {
        ticket: TicketId,
        line: LineId,
        was: RelatedProduct,
    },
    /// The line is asked for anew: settings of the warranty changed, or documents came since (SER-06, SER-12).
    Rechecked {
        ticket: TicketId,
        line: LineId,
        shown: Option<Checked>,
    },
    NoteAdded {
        ticket: TicketId,
        id: LineId,
        note: String,
        public: bool,
        /// By the device's clock; `None`: from a version that did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Moment>,
    },
    WorkStarted {
        ticket: TicketId,
        id: LineId,
        kind: WorkKind,
        at: Moment,
    },
    WorkEnded {
        ticket: TicketId,
        id: LineId,
        at: Moment,
        note: String,
        /// What its author saw as the beginning; `None`: from a version that did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        began: Option<Moment>,
    },
    /// Written down afterwards.
    WorkLogged {
        ticket: TicketId,
        id: LineId,
        kind: WorkKind,
        started: Moment,
        ended: Moment,
        note: String,
    },
    WorkRemoved {
        ticket: TicketId,
        id: LineId,
    },
    PartUsed {
        ticket: TicketId,
        id: LineId,
        product: ProductId,
        quantity: Quantity,
        warehouse: Option<WarehouseId>,
        /// By the device's clock; `None`: from a version that did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Moment>,
    },
    PartRemoved {
        ticket: TicketId,
        id: LineId,
    },
    /// By hand, or what a checklist of the company's says.
    ItemsAdded {
        ticket: TicketId,
        items: Vec<NewItem>,
    },
    /// Done, or not done after all.
    ItemTicked {
        ticket: TicketId,
        id: LineId,
        done: bool,
        at: Moment,
    },
    ItemRemoved {
        ticket: TicketId,
        id: LineId,
    },
    Signed {
        ticket: TicketId,
        name: String,
        strokes: Vec<Vec<i16>>,
        /// By the device's clock; `None`: from a version that did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Moment>,
        /// `None`: from a version that gave none and knew of one signature only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<LineId>,
        /// Those that stood there for its author.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        over: Vec<LineId>,
    },
    StatusSet {
        ticket: TicketId,
        to: Status,
        /// By the device's clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Moment>,
        /// Asked when it is done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Edit<String>>,
    },
    /// Sales is asked for an offer of this repair, or no longer (TCK-13).
    OfferWanted {
        ticket: TicketId,
        wanted: bool,
        at: Moment,
    },
    /// A checklist for everybody, kept by whoever manages settings.
    ChecklistDefined {
        checklist: ChecklistId,
        brought: Brought<Checklist>,
    },
}

impl Change {
    /// The ticket it is about; nothing for what the company keeps for all of them.
    pub fn ticket(&self) -> Option<TicketId> {
        use Change::*;
        Some(match self {
            Created { ticket, .. } | Edited { ticket, .. } | LineAdded { ticket, .. } => *ticket,
            LineEdited { ticket, .. } | LineRemoved { ticket, .. } => *ticket,
            Rechecked { ticket, .. } | NoteAdded { ticket, .. } => *ticket,
            WorkStarted { ticket, .. } | WorkEnded { ticket, .. } => *ticket,
            WorkLogged { ticket, .. } | WorkRemoved { ticket, .. } => *ticket,
            PartUsed { ticket, .. } | PartRemoved { ticket, .. } => *ticket,
            ItemsAdded { ticket, .. } | ItemTicked { ticket, .. } => *ticket,
            ItemRemoved { ticket, .. } | OfferWanted { ticket, .. } => *ticket,
            Signed { ticket, .. } | StatusSet { ticket, .. } => *ticket,
            ChecklistDefined { .. } => return None,
        })
    }

    pub fn makes(&self) -> Vec<Uuid> {
        reads::makes(self)
    }

    pub fn uses(&self) -> Vec<Uuid> {
        reads::uses(self)
    }

    pub fn reads(&self, desk: &Desk) -> Needs {
        reads::reads(self, desk)
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Created {
                ticket,
                draft,
                provisional,
            } => made::created(desk, context, *ticket, draft, provisional),
            Change::ChecklistDefined { checklist, brought } => {
                checklist::defined(desk, context, *checklist, brought)
            }
            other => other.happen_to_present(desk, context),
        }
    }

    /// What happens to a ticket that is there; one out of reach is answered as one that is not.
    fn happen_to_present(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        let id = self.ticket().ok_or(Refusal::NoSuchTicket)?;
        let found = desk.get::<Ticket>(id).here();
        let found = found.filter(|ticket| ticket.is_known_to(context));
        let mut ticket = found.ok_or(Refusal::NoSuchTicket)?.clone();
        may_work_on(context, &ticket)?;
        match self {
            Change::StatusSet {
                to, at, resolution, ..
            } => {
                stood::stand(context, &mut ticket, *to, *at)?;
                if let Some(edit) = resolution {
                    edited::resolved(desk, id, &mut ticket, edit);
                }
                if *to == Status::Closed {
                    write_off(desk, context, id, &ticket);
                }
            }
            Change::Edited { field, .. } => edited::edit(desk, context, id, &mut ticket, field)?,
            Change::LineAdded { .. }
            | Change::LineEdited { .. }
            | Change::LineRemoved { .. }
            | Change::Rechecked { .. } => lines::change(self, desk, context, id, &mut ticket)?,
            _ => log::add(self, desk, context, id, &mut ticket)?,
        }
        desk.put(id, ticket);
        Ok(())
    }
}

/// With the right, where the ticket stands; or sent there.
fn may_work_on(context: &Context, ticket: &Ticket) -> Result<(), Refusal> {
    use crate::users::Denied;
    crate::users::may(context, Right::WorkOnTickets)?;
    let sent = ticket.assignee == Some(context.user);
    match sent || context.reaches(&ticket.place.territory) {
        true => Ok(()),
        false => Err(Denied::OtherTerritory.into()),
    }
}
