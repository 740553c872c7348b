//! On which page is the record that an intention is about changed by hand? None while it is not there yet, or has no page.

use crate::routes::Route;
use crate::state::Device;
use shared::attachments::{self, Parent};
use shared::brought::Brought;
use shared::sync::{AnyChange, InboxEntry, inbox};
use shared::{accounts, integrations, offers, pricing, products, rma, tickets, users};

/// Where the record of an entry can be edited by hand.
pub fn record_of(device: Device, entry: &InboxEntry) -> Option<Route> {
    match AnyChange::decode(&entry.change, &entry.args()).ok()? {
        AnyChange::Offers(offers::Change::Created { .. }) => None,
        AnyChange::Offers(change) => Some(Route::Offer(change.offer().0)),
        AnyChange::Tickets(tickets::Change::Created { .. }) => None,
        AnyChange::Tickets(tickets::Change::ChecklistDefined { checklist, .. }) => {
            Some(Route::Checklist(checklist.0))
        }
        AnyChange::Tickets(change) => change.ticket().map(|ticket| Route::Ticket(ticket.0)),
        AnyChange::Rma(change) => of_return(&change),
        AnyChange::Products(products::Change::Edited { product, .. }) => {
            Some(Route::ProductEdit(product.0))
        }
        AnyChange::Products(products::Change::Imported { rows }) => match &rows[..] {
            [row] if !matches!(row.product, Some(Brought::New { .. })) => {
                Some(Route::ProductEdit(row.id.0))
            }
            _ => None,
        },
        AnyChange::Accounts(
            accounts::Change::Edited { account, .. }
            | accounts::Change::Moved { account, .. }
            | accounts::Change::TaxNumberEntered { account, .. },
        ) => Some(Route::AccountEdit(account.0)),
        // what was decided on
        AnyChange::Inbox(inbox::Change::Answered { entry, .. }) => {
            record_of(device, &device.get::<InboxEntry>(entry)?)
        }
        AnyChange::Pricing(pricing::Change::PricesSet { product, .. }) => {
            Some(Route::ProductEdit(product.0))
        }
        AnyChange::Integrations(
            integrations::Change::Switched { set, .. }
            | integrations::Change::PeriodSet { set, .. }
            | integrations::Change::Renamed { set, .. },
        ) => Some(Route::Set(set.0)),
        AnyChange::Users(
            users::Change::Granted { user, .. } | users::Change::Deactivated { user },
        ) => Some(Route::User(user.0)),
        AnyChange::Attachments(attachments::Change::Added { draft, .. }) => match draft.on {
            Parent::Account(account) => Some(Route::Account(account.0)),
            Parent::Offer(offer) => Some(Route::Offer(offer.0)),
            Parent::Ticket(ticket) => Some(Route::Ticket(ticket.0)),
        },
        _ => None,
    }
}

fn of_return(change: &rma::Change) -> Option<Route> {
    match change {
        rma::Change::TakenIn { .. } | rma::Change::StateDefined { .. } => None,
        rma::Change::SetUp => Some(Route::ReturnsSetUp),
        rma::Change::StateEdited { state, .. } => Some(Route::ReturnState(state.0)),
        rma::Change::AccessoryListed { .. } => Some(Route::Accessories),
        change => change.operation().map(|id| Route::Return(id.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;
    use serde_json::json;
    use shared::calendar::Moment;
    use shared::ids::{StateId, Uid, UserId};
    use shared::sync::Intention;
    use shared::sync::outcome::{Outcome, Reason};
    use uuid::Uuid;

    #[test]
    fn the_state_of_a_return_opens_its_own_page() {
        let state = Uuid::from_u128(7);
        let args = json!({ "state": StateId(state), "field": { "notify": { "edit": { "was": false, "now": true } } } });
        let change = AnyChange::decode("rma.state_edited", &args).expect("it is read");
        let uid = Uid(Uuid::nil());
        let intention = Intention::new(uid, &change, 0, Vec::new(), Moment::EPOCH);
        let conflicts = Vec::new();
        let reason = Reason::ChangedTwice { conflicts };
        let entry = InboxEntry::of(
            &intention,
            UserId(uid.0),
            Outcome::Parked,
            &reason,
            Moment::EPOCH,
        );
        let found = Owner::new().with(|| record_of(Device::new(), &entry[0]));
        assert_eq!(found, Some(Route::ReturnState(state)));
    }
}
