//! Which record is an intention about? Its number or its name, as people call it; nothing when it is not aboard.

use serde_json::Value;
use shared::accounts::Account;
use shared::attachments::{self, Attachment};
use shared::brought::Brought;
use shared::ids::OfferId;
use shared::integrations::{self, IntegrationSet};
use shared::offers::{self, Offer};
use shared::pricing::{self, PriceList};
use shared::products::{Category, Product};
use shared::rma::{self, Operation};
use shared::sync::{AnyChange, InboxEntry, inbox};
use shared::tickets::{self, Checklist, Ticket};
use shared::users::{self, Person};
use shared::{accounts, documents, products};

use crate::messages::{deeds, language, sync};
use crate::pages::rma::status::called;
use crate::state::Device;

/// "Account edited · AB Aukštaitijos baldai"; the deed alone while its record is not known.
pub fn deed(device: Device, change: &str, args: &Value) -> String {
    let deed = deeds::deed(language(), change);
    match subject(device, change, args) {
        Some(subject) => format!("{deed} · {subject}"),
        None => deed.to_owned(),
    }
}

/// The number of the return that a change is about, for titles; nothing where it has none yet.
pub fn return_number(device: Device, change: &str, args: &Value) -> Option<String> {
    let AnyChange::Rma(change) = AnyChange::decode(change, args).ok()? else {
        return None;
    };
    let operation = device.get::<Operation>(change.operation()?)?;
    operation.code.number
}

fn subject(device: Device, change: &str, args: &Value) -> Option<String> {
    match AnyChange::decode(change, args).ok()? {
        AnyChange::Offers(offers::Change::Created { offer, draft, .. }) => {
            offer_named(device, offer).or_else(|| {
                device
                    .get::<Account>(draft.account)
                    .map(|account| account.name)
            })
        }
        AnyChange::Offers(offers::Change::LineAdded { offer, line }) => {
            offer_named(device, offer).or(Some(line.text).filter(|text| !text.is_empty()))
        }
        AnyChange::Offers(change) => offer_named(device, change.offer()),
        AnyChange::Tickets(tickets::Change::Created { draft, .. }) => Some(draft.title),
        AnyChange::Tickets(tickets::Change::ChecklistDefined { checklist, .. }) => {
            (device.get::<Checklist>(checklist)).map(|list| list.name)
        }
        AnyChange::Tickets(change) => device
            .get::<Ticket>(change.ticket()?)
            .map(|ticket| format!("{}, {}", ticket.code.shown(), ticket.title)),
        AnyChange::Rma(rma::Change::TakenIn { draft, .. }) => draft.serial.or_else(|| {
            let product = device.get::<Product>(draft.product?);
            product.map(|product| product.name)
        }),
        AnyChange::Rma(rma::Change::StateDefined { name, .. }) => Some(name),
        AnyChange::Rma(rma::Change::StateEdited { state, .. }) => {
            (device.get::<rma::State>(state)).map(|state| called(&state))
        }
        AnyChange::Rma(rma::Change::AccessoryListed { product, .. }) => {
            device.get::<Product>(product).map(|product| product.name)
        }
        AnyChange::Rma(change) => device
            .get::<Operation>(change.operation()?)
            .map(|operation| format!("{}, {}", operation.code.shown(), operation.account_name)),
        AnyChange::Documents(documents::Change::LineAdded { line, .. }) => device
            .get::<Product>(line.product)
            .map(|product| product.name),
        AnyChange::Accounts(
            accounts::Change::Edited { account, .. }
            | accounts::Change::Moved { account, .. }
            | accounts::Change::TaxNumberEntered { account, .. },
        ) => device.get::<Account>(account).map(|account| account.name),
        AnyChange::Accounts(accounts::Change::Created { draft, .. }) => Some(draft.name),
        AnyChange::Attachments(attachments::Change::Added { draft, .. }) => Some(draft.name),
        AnyChange::Attachments(attachments::Change::Removed { attachment }) => {
            (device.get::<Attachment>(attachment)).map(|attachment| attachment.name)
        }
        AnyChange::Products(products::Change::Edited { product, .. }) => {
            device.get::<Product>(product).map(|product| product.name)
        }
        AnyChange::Products(products::Change::Created { draft, .. }) => Some(draft.name),
        AnyChange::Products(products::Change::Imported { rows }) => match &rows[..] {
            [row] => Some(of_line(product_of(device, row)?, row.line)),
            _ => None,
        },
        AnyChange::Products(products::Change::CategoriesImported { rows }) => match &rows[..] {
            [row] => Some(of_line(category_of(device, row)?, row.line)),
            _ => None,
        },
        AnyChange::Pricing(pricing::Change::ListRenamed { list, .. }) => {
            device.get::<PriceList>(list).map(|list| list.name)
        }
        AnyChange::Pricing(pricing::Change::PricesSet { product, .. }) => {
            device.get::<Product>(product).map(|product| product.name)
        }
        AnyChange::Pricing(pricing::Change::PricesImported { rows }) => match &rows[..] {
            [row] => device
                .get::<Product>(row.product)
                .map(|product| product.name),
            _ => None,
        },
        AnyChange::Integrations(
            integrations::Change::Switched { set, .. }
            | integrations::Change::PeriodSet { set, .. }
            | integrations::Change::Renamed { set, .. },
        ) => device.get::<IntegrationSet>(set).map(|set| set.name),
        AnyChange::Users(users::Change::Invited { name, .. }) => Some(name),
        AnyChange::Users(
            users::Change::Granted { user, .. } | users::Change::Deactivated { user },
        ) => device.get::<Person>(user).map(|person| person.name),
        // what was decided on, as it is called itself
        AnyChange::Inbox(
            inbox::Change::Answered { entry, .. } | inbox::Change::Raised { entry },
        ) => {
            let entry = device.get::<InboxEntry>(entry)?;
            Some(deed(device, &entry.change, &entry.args()))
        }
        _ => None,
    }
}

fn offer_named(device: Device, id: OfferId) -> Option<String> {
    let offer = device.get::<Offer>(id)?;
    Some(format!("{}, {}", offer.code.shown(), offer.account_name))
}

fn product_of(device: Device, row: &products::Row) -> Option<String> {
    match &row.product {
        Some(Brought::New { record }) => Some(record.name.clone()),
        _ => device.get::<Product>(row.id).map(|product| product.name),
    }
}

fn category_of(device: Device, row: &products::CategoryRow) -> Option<String> {
    match &row.category {
        Brought::New { record } => Some(record.name.clone()),
        Brought::Edited { .. } => device.get::<Category>(row.id).map(|category| category.name),
    }
}

/// With the line of the file, for a row of an import.
fn of_line(name: String, line: Option<u64>) -> String {
    match line {
        Some(line) => format!("{name} · {}", sync::line_of_file(language(), line)),
        None => name,
    }
}
