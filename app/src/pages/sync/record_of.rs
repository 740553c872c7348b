//! On which page is the record that an intention is about changed by hand? None while it is not there yet, or has no page.

use crate::routes::Route;
use crate::state::Device;
use shared::accounts::Account;
use shared::attachments::{self, Parent};
use shared::brought::Brought;
use shared::ids::ProductId;
use shared::offers::{self, Offer};
use shared::products::Product;
use shared::rma::{self, Operation};
use shared::sync::{AnyChange, InboxEntry, inbox};
use shared::tickets::{self, Ticket};
use shared::{accounts, integrations, pricing, products, users};

/// Where the record of an entry can be edited by hand.
pub fn record_of(device: Device, entry: &InboxEntry) -> Option<Route> {
    match entry.carried()? {
        AnyChange::Offers(offers::Change::Created { .. }) => None,
        AnyChange::Offers(change) => {
            let id = change.offer();
            device.get::<Offer>(id).map(|_| Route::Offer(id.0))
        }
        AnyChange::Tickets(tickets::Change::Created { .. }) => None,
        AnyChange::Tickets(tickets::Change::ChecklistDefined { checklist, .. }) => {
            Some(Route::Checklist(checklist.0))
        }
        AnyChange::Tickets(change) => {
            let id = change.ticket()?;
            device.get::<Ticket>(id).map(|_| Route::Ticket(id.0))
        }
        AnyChange::Rma(change) => of_return(device, &change),
        AnyChange::Products(products::Change::Edited { product, .. }) => {
            edited_product(device, product)
        }
        AnyChange::Products(products::Change::Imported { rows }) => match &rows[..] {
            [row] if !matches!(row.product, Some(Brought::New { .. })) => {
                edited_product(device, row.id)
            }
            _ => None,
        },
        AnyChange::Accounts(
            accounts::Change::Edited { account, .. }
            | accounts::Change::Moved { account, .. }
            | accounts::Change::TaxNumberEntered { account, .. },
        ) => device
            .get::<Account>(account)
            .map(|_| Route::AccountEdit(account.0)),
        // what was decided on
        AnyChange::Inbox(inbox::Change::Answered { entry, .. }) => {
            record_of(device, &device.get::<InboxEntry>(entry)?)
        }
        AnyChange::Pricing(pricing::Change::PricesSet { product, .. }) => {
            edited_product(device, product)
        }
        AnyChange::Integrations(
            integrations::Change::Switched { set, .. }
            | integrations::Change::PeriodSet { set, .. }
            | integrations::Change::Renamed { set, .. },
        ) => Some(Route::Set(set.0)),
        AnyChange::Users(
            users::Change::Granted { user, .. } | users::Change::Deactivated { user },
        ) => Some(Route::User(user.0)),
        AnyChange::Attachments(attachments::Change::Added { draft, .. }) => {
            of_parent(device, draft.on)
        }
        _ => None,
    }
}

fn edited_product(device: Device, product: ProductId) -> Option<Route> {
    device
        .get::<Product>(product)
        .map(|_| Route::ProductEdit(product.0))
}

fn of_parent(device: Device, parent: Parent) -> Option<Route> {
    match parent {
        Parent::Account(id) => device.get::<Account>(id).map(|_| Route::Account(id.0)),
        Parent::Offer(id) => device.get::<Offer>(id).map(|_| Route::Offer(id.0)),
        Parent::Ticket(id) => device.get::<Ticket>(id).map(|_| Route::Ticket(id.0)),
    }
}

fn of_return(device: Device, change: &rma::Change) -> Option<Route> {
    match change {
        rma::Change::TakenIn { .. } | rma::Change::StateDefined { .. } => None,
        rma::Change::SetUp => Some(Route::ReturnsSetUp),
        rma::Change::StateEdited { state, .. } => Some(Route::ReturnState(state.0)),
        rma::Change::AccessoryListed { .. } => Some(Route::Accessories),
        change => {
            let id = change.operation()?;
            device.get::<Operation>(id).map(|_| Route::Return(id.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;
    use serde_json::{Value, json};
    use shared::calendar::Moment;
    use shared::ids::{StateId, Uid, UserId};
    use shared::sync::Intention;
    use shared::sync::outcome::{Outcome, Reason};
    use uuid::Uuid;

    /// On a device that has no record of anybody.
    #[track_caller]
    fn check(change: &str, args: Value, expected: Option<Route>) {
        let change = AnyChange::decode(change, &args).expect("it is read");
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
        assert_eq!(found, expected);
    }

    #[test]
    fn the_state_of_a_return_opens_its_own_page() {
        let state = Uuid::from_u128(7);
        let args = json!({ "state": StateId(state), "field": { "notify": { "edit": { "was": false, "now": true } } } });
        check("rma.state_edited", args, Some(Route::ReturnState(state)));
    }

    #[test]
    fn a_record_that_never_came_to_be_is_not_opened() {
        let id = Uuid::from_u128(7);
        check("offers.sent", json!({ "offer": id }), None);
        let note = json!({ "ticket": id, "id": id, "note": "Came back", "public": false });
        check("tickets.note_added", note, None);
        let task = json!({ "operation": id, "task": { "was": null, "now": "repair" } });
        check("rma.task_chosen", task, None);
    }
}
