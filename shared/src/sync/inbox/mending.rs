//! What was refused because its customer is not there, or out of reach, is sent again for another one; all else of it stays as it was.

use super::InboxEntry;
use crate::ids::AccountId;
use crate::sync::any_change::{AnyChange, Refusal};
use crate::sync::outcome::Reason;
use crate::{documents, offers, tickets};

impl InboxEntry {
    /// The customer whom it was refused for.
    pub fn missing_customer(&self) -> Option<AccountId> {
        match self.reason()? {
            Reason::Refused { refusal } if lacks_customer(&refusal) => {
                customer(&mut self.carried()?).copied()
            }
            _ => None,
        }
    }

    /// The same for another one; `None` where it was refused for something else.
    pub(super) fn for_customer(&self, account: AccountId) -> Option<AnyChange> {
        self.missing_customer()?;
        let mut change = self.carried()?;
        *customer(&mut change)? = account;
        Some(change)
    }
}

fn lacks_customer(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Offers(offers::Refusal::NoSuchAccount)
            | Refusal::Tickets(tickets::Refusal::NoSuchAccount)
            | Refusal::Documents(documents::Refusal::NoSuchAccount)
    )
}

/// Of what is made for one.
fn customer(change: &mut AnyChange) -> Option<&mut AccountId> {
    match change {
        AnyChange::Offers(offers::Change::Created { draft, .. }) => Some(&mut draft.account),
        AnyChange::Tickets(tickets::Change::Created { draft, .. }) => Some(&mut draft.account),
        AnyChange::Documents(documents::Change::Entered { draft, .. }) => Some(&mut draft.account),
        _ => None,
    }
}
