//! Named bundles of rights (USR-09).

use super::right::Right;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    SalesManager,
    Salesperson,
    ServiceManager,
    Technician,
    ReadOnly,
}

impl Role {
    pub const ALL: [Role; 6] = [
        Role::Administrator,
        Role::SalesManager,
        Role::Salesperson,
        Role::ServiceManager,
        Role::Technician,
        Role::ReadOnly,
    ];

    pub fn has(self, right: Right) -> bool {
        use Right::*;
        match self {
            Role::Administrator => true,
            Role::SalesManager => !matches!(
                right,
                SeeTaxKeys
                    | UndoConfirmation
                    | ManageReturns
                    | ManageUsers
                    | ManageSets
                    | ManageSettings
            ),
            Role::Salesperson => {
                matches!(
                    right,
                    EditAccounts
                        | EditProducts
                        | MakeOffers
                        | OverridePrice
                        | OverrideDiscount
                        | ConvertOffers
                        | WorkOnTickets
                        | EnterDocuments
                )
            }
            Role::ServiceManager => matches!(
                right,
                SeeAllTerritories
                    | EditAccounts
                    | EditProducts
                    | ImportProducts
                    | WorkOnTickets
                    | ManageTickets
                    | EnterDocuments
                    | TakeInReturns
                    | UndoConfirmation
                    | ManageReturns
            ),
            Role::Technician => matches!(right, EditProducts | WorkOnTickets | TakeInReturns),
            Role::ReadOnly => false,
        }
    }

    /// The word used on the wire and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::SalesManager => "sales_manager",
            Role::Salesperson => "salesperson",
            Role::ServiceManager => "service_manager",
            Role::Technician => "technician",
            Role::ReadOnly => "read_only",
        }
    }

    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}
