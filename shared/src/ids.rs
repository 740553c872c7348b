//! One newtype per record kind, so that an account's id cannot stand where a product's belongs.
//! Ids are made elsewhere (UUID v7 on the device); here they are only carried. Their order means nothing.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// What every id can do: show the bare UUID and be made from one.
pub trait Id: Copy + Eq + Ord + fmt::Debug {
    fn uuid(self) -> Uuid;
    fn from_uuid(uuid: Uuid) -> Self;
}

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl Id for $name {
            fn uuid(self) -> Uuid {
                self.0
            }
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// One company's data on a server.
    WorkspaceId,
    /// A person who works here.
    UserId,
    /// One sender of intentions: one browser profile and one user.
    ClientId,
    /// The idempotency key of one intention, unique in the workspace.
    Uid,
    /// A link to one ERP company.
    SetId,
    /// A place that holds stock.
    WarehouseId,
    AccountId,
    ProductId,
    CategoryId,
    PriceListId,
    /// One product's price on one list from one day on.
    PriceId,
    /// One product's stock in one warehouse, as an ERP told it.
    StockFigureId,
    OfferId,
    /// One line of a basket.
    LineId,
    /// A document with a basket that is not an offer.
    DocumentId,
    /// Goods that come back: one unit of a warranty return.
    OperationId,
    /// One configured state of an operation.
    StateId,
    /// One confirmation of a state, or its undoing; what it made has ids that follow from it.
    StepId,
    /// A customer's request and its answer.
    TicketId,
    /// A list of lines that the company keeps for tickets.
    ChecklistId,
    /// A photo, paper or signature that hangs on a record.
    AttachmentId,
    /// One document on its way to an ERP.
    TransferId,
    InboxId,
    SettingId,
    /// A counter that gives final numbers; known to the server alone.
    SeriesId,
    /// The time and size of one import or refresh run.
    RunId,
}
