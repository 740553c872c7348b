//! The closed list of rights (USR-09).

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Every territory's accounts and documents, not only one's own.
    SeeAllTerritories,
    SeeCost,
    /// VKN/TCKN and other keys of an account (ACC-12).
    SeeTaxKeys,
    EditAccounts,
    EditProducts,
    ImportProducts,
    EditPriceLists,
    MakeOffers,
    /// A price typed by hand on a line.
    OverridePrice,
    /// A discount typed by hand (CND-16): buying and selling roles have it from the start.
    OverrideDiscount,
    ConvertOffers,
    /// Makes tickets, and writes down what was done.
    WorkOnTickets,
    /// Cancels tickets, opens closed ones again, takes back what others wrote.
    ManageTickets,
    /// Sales, sale returns and write-offs that are kept here (RMA-47).
    EnterDocuments,
    /// Goods that come back: taken in, described, what is to be done with them (RMA-10).
    TakeInReturns,
    /// One step back (RMA-28).
    UndoConfirmation,
    /// States, who confirms them, accessories (RMA-27, RMA-40).
    ManageReturns,
    ManageUsers,
    ManageSets,
    ManageSettings,
}

impl Right {
    /// In the order in which people read them: what one sees, what one does, what one manages.
    pub const ALL: [Right; 20] = [
        Right::SeeAllTerritories,
        Right::SeeCost,
        Right::SeeTaxKeys,
        Right::EditAccounts,
        Right::EditProducts,
        Right::ImportProducts,
        Right::EditPriceLists,
        Right::MakeOffers,
        Right::OverridePrice,
        Right::OverrideDiscount,
        Right::ConvertOffers,
        Right::WorkOnTickets,
        Right::ManageTickets,
        Right::EnterDocuments,
        Right::TakeInReturns,
        Right::UndoConfirmation,
        Right::ManageReturns,
        Right::ManageUsers,
        Right::ManageSets,
        Right::ManageSettings,
    ];
}
