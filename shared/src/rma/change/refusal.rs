//! Why a change of a return is not taken; worded in `messages`, with what to do.

use crate::rma::confirm::Stop;
use crate::rma::state::Meaning;
use crate::rma::task::Task;
use crate::users::Denied;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such return")]
    NoSuchOperation,
    #[error("the return exists already")]
    Exists,
    /// Neither a serial nor a product (RMA-04).
    #[error("a serial or a product is wanted")]
    NothingNamed,
    #[error("that is no serial number")]
    SerialInvalid,
    /// MSG-12.
    #[error("no sale has this serial")]
    SerialUnknown,
    /// After an exchange, for instance: it is not the customer's any more.
    #[error("the unit of this serial was taken back")]
    SerialReturned,
    /// MSG-03.
    #[error("the serial does not belong to this product")]
    NotThisProduct,
    #[error("units of several products have this serial")]
    SeveralProducts,
    /// It names no single unit: several of its pieces may be back at a time (RMA-03, SER-05).
    #[error("that is the number of a lot")]
    IsLot,
    #[error("a return of this serial is open")]
    OpenAlready,
    /// Without one it needs a reason (RMA-06).
    #[error("the product has serials")]
    SerialWanted,
    /// MSG-13.
    #[error("the sale is missing")]
    SaleMissing,
    #[error("there is no such sale")]
    NoSuchSale,
    /// MSG-14.
    #[error("the chosen sale does not contain this product")]
    NotInSale,
    #[error("there is no such product")]
    NoSuchProduct,
    #[error("there is no such department")]
    NoSuchDepartment,
    /// The server has not confirmed its serial (RMA-05).
    #[error("the return is not verified")]
    NotVerified,
    /// Somebody went on with it, or it is somebody else's.
    #[error("it is no draft of this person")]
    NotADraft,
    #[error("the state cannot be confirmed: {why}")]
    Stopped { why: Stop },
    #[error("this person may not confirm {state:?}")]
    MayNotConfirm { state: Meaning },
    #[error("the states are not set up")]
    NotSetUp,
    /// Somebody moved it meanwhile.
    #[error("it was {saw:?} and is {stands:?}")]
    StateMoved { saw: Meaning, stands: Meaning },
    /// Somebody chose another task meanwhile.
    #[error("the task was {saw:?} and is {stands:?}")]
    TaskMoved {
        saw: Option<Task>,
        stands: Option<Task>,
    },
    #[error("the task cannot be changed now")]
    TaskFixed,
    /// Of an accessory that is not on the sale: agree to the present one.
    #[error("the sale says no cost")]
    CostNotOnSale,
    /// Not each document that stands was reversed or kept, or another one was.
    #[error("the documents are not settled")]
    NotSettled,
    #[error("the return and the sale of an exchange go together")]
    PairParted,
    #[error("the reason is missing")]
    ReasonMissing,
    /// It has to be kept, or undone in the ERP first.
    #[error("a document stands in the ERP")]
    InErp,
    /// Nobody knows yet whether it has to be kept.
    #[error("a document is on its way to the ERP")]
    OnItsWay,
    #[error("there is no exchange to reverse")]
    NoExchange,
    /// Somebody took that one back and exchanged anew.
    #[error("another exchange stands by now")]
    ExchangeMoved,
    #[error("only an open exchange has a replacement")]
    NoReplacementNow,
    #[error("the replacement is sold already")]
    ReplacementSold,
    #[error("another return promises this unit")]
    ReplacementPromised,
    #[error("the replacement is the unit itself")]
    ReplacementIsItself,
    /// Somebody entered another unit meanwhile.
    #[error("the replacement was {saw:?} and is {stands:?}")]
    ReplacementMoved { saw: String, stands: String },
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Somebody undid that one and confirmed anew.
    #[error("another confirmation is the last by now")]
    ConfirmationMoved,
    /// Parts were written off since.
    #[error("a document it made is used")]
    DocumentUsed,
    #[error("there is no such state")]
    NoSuchState,
    #[error("there is no such step")]
    NoSuchStep,
    #[error("the name is empty")]
    NameEmpty,
    /// The customer was written to, will be, or stands at another state by now.
    #[error("there is nothing to tell")]
    NothingToTell,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl From<Stop> for Refusal {
    fn from(why: Stop) -> Self {
        Self::Stopped { why }
    }
}
