//! What can happen to a return: taken in, described, its task chosen, its states confirmed; and to what the company set up for it.

mod confirmed;
mod described;
mod dropped;
mod reads;
mod refusal;
mod replaced;
mod settled;
mod taken_back;
mod taken_in;
mod told;
mod undone;

use super::state::{Meaning, StateField};
use super::state_log::NotSent;
use super::task::Task;
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{DocumentId, OperationId, ProductId, StateId, StepId, TicketId, WarehouseId};
use crate::needs::Needs;
use crate::users::Context;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use refusal::Refusal;
pub use replaced::replaces;

/// What a person types when goods come in. A serial, or a product with the sale it was sold in (RMA-04, SER-14).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Draft {
    /// As typed; what an unknown one means, the server decides (RMA-05).
    pub serial: Option<String>,
    /// Beside a serial: the product that the author means by it (SER-04).
    pub product: Option<ProductId>,
    /// Beside a serial: the sale that the author's register shows.
    pub sale: Option<DocumentId>,
    /// Why a product tracked by serial comes without one, such as an unreadable type plate (RMA-06).
    pub without_serial: String,
    pub fault: String,
    pub task: Option<Task>,
    pub ticket: Option<TicketId>,
}

/// One finished field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Fault { edit: Edit<String> },
    Diagnosis { edit: Edit<String> },
    WorkDone { edit: Edit<String> },
    Ticket { edit: Edit<Option<TicketId>> },
}

/// What stood there when somebody confirmed or undid: it holds only for that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Saw {
    pub state: Meaning,
    pub task: Option<Task>,
}

/// What becomes of a document when its operation is cancelled: kept for a reason, or reversed (RMA-25).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Settled {
    pub document: DocumentId,
    /// The reason to keep it; `None`: it is reversed.
    pub reason: Option<String>,
}

/// One confirmation; whatever it needs is given with it, so that it can be decided as a whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Confirmation {
    pub step: StepId,
    pub saw: Saw,
    /// As the author's clock said.
    pub made_at: Moment,
    #[serde(default)]
    pub note: String,
    /// Asked for when a repair begins (MSG-16).
    #[serde(default)]
    pub department: Option<WarehouseId>,
    /// Agreed: an accessory that is not on the sale comes back at what it costs now (RMA-23).
    #[serde(default)]
    pub present_cost: bool,
    /// Each document that stands, when the operation is cancelled.
    #[serde(default)]
    pub settled: Vec<Settled>,
    /// The task becomes Cancel with it, whatever it was: of the two none stands without the other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancels: bool,
    /// Of an exchange: the unit its author saw go out, empty when none was entered. Where it is to go out with this, it holds only for
    /// that one. `None`: from a version that did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    TakenIn {
        operation: OperationId,
        draft: Draft,
        provisional: String,
    },
    Edited {
        operation: OperationId,
        field: Field,
    },
    TaskChosen {
        operation: OperationId,
        task: Edit<Option<Task>>,
    },
    Confirmed {
        operation: OperationId,
        confirmation: Confirmation,
    },
    /// The serial of the unit that the customer gets, by hand (MSG-17).
    ReplacementEntered {
        operation: OperationId,
        serial: Edit<String>,
    },
    /// Both documents of an exchange, so that the good may be repaired after all (RMA-29).
    ExchangeReversed {
        operation: OperationId,
        reason: String,
        /// `None`: from a version that left the return where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
        /// As the author's clock said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        made_at: Option<Moment>,
        /// The confirmation that made the exchange its author saw: it holds only for that. `None`: from a version that did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        saw: Option<StepId>,
    },
    /// Its author gives a draft up (RMA-05).
    Dropped {
        operation: OperationId,
        step: StepId,
        made_at: Moment,
    },
    /// One step back (RMA-28).
    Undone {
        operation: OperationId,
        step: StepId,
        saw: Meaning,
        made_at: Moment,
        note: String,
        /// The confirmation its author saw as the last: it holds only for that. `None`: from a version that did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed: Option<StepId>,
    },
    /// The system's: the mail of a step is out.
    CustomerTold {
        operation: OperationId,
        step: StepId,
        at: Moment,
    },
    /// The system's: why no mail of a step is out.
    CustomerNotTold {
        operation: OperationId,
        step: StepId,
        why: NotSent,
    },
    /// What hindered it is mended: the last confirmation is to be told after all.
    TellAgain {
        operation: OperationId,
        step: StepId,
    },
    /// Makes the states that are missing; safe to repeat (RMA-40).
    SetUp,
    /// A state of another family, to work beside these (RMA-41).
    StateDefined {
        state: StateId,
        number: u32,
        name: String,
    },
    StateEdited {
        state: StateId,
        field: StateField,
    },
    /// On the accessory table, or off it (RMA-07).
    AccessoryListed {
        product: ProductId,
        listed: Edit<bool>,
    },
}

impl Change {
    /// The operation it is about; nothing for what the company sets up.
    pub fn operation(&self) -> Option<OperationId> {
        match self {
            Change::TakenIn { operation, .. }
            | Change::Edited { operation, .. }
            | Change::TaskChosen { operation, .. }
            | Change::Confirmed { operation, .. }
            | Change::ReplacementEntered { operation, .. }
            | Change::ExchangeReversed { operation, .. }
            | Change::Dropped { operation, .. }
            | Change::Undone { operation, .. }
            | Change::CustomerTold { operation, .. }
            | Change::CustomerNotTold { operation, .. }
            | Change::TellAgain { operation, .. } => Some(*operation),
            Change::SetUp
            | Change::StateDefined { .. }
            | Change::StateEdited { .. }
            | Change::AccessoryListed { .. } => None,
        }
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
            Change::TakenIn {
                operation,
                draft,
                provisional,
            } => taken_in::taken_in(desk, context, *operation, draft, provisional),
            Change::Confirmed {
                operation,
                confirmation,
            } => confirmed::confirmed(desk, context, *operation, confirmation),
            Change::ExchangeReversed { .. } => taken_back::exchange_reversed(self, desk, context),
            Change::Dropped {
                operation,
                step,
                made_at,
            } => dropped::dropped(desk, context, *operation, *step, *made_at),
            Change::Undone { .. } => undone::undone(self, desk, context),
            Change::SetUp
            | Change::StateDefined { .. }
            | Change::StateEdited { .. }
            | Change::AccessoryListed { .. } => super::set_up::defined(self, desk, context),
            Change::Edited { .. }
            | Change::TaskChosen { .. }
            | Change::ReplacementEntered { .. } => described::described(self, desk, context),
            Change::CustomerTold { .. }
            | Change::CustomerNotTold { .. }
            | Change::TellAgain { .. } => told::told(self, desk, context),
        }
    }
}
