//! Which record is an intention about? Its number or its name, as people call it; nothing when it is not aboard.

use serde_json::Value;
use shared::accounts::Account;
use shared::offers::Offer;
use shared::products::Product;
use shared::sync::AnyChange;
use shared::{accounts, products};

use crate::messages::{language, sync};
use crate::state::Device;

/// "Account edited · AB Aukštaitijos baldai"; the deed alone while its record is not known.
pub fn deed(device: Device, change: &str, args: &Value) -> String {
    let deed = sync::deed(language(), change);
    match subject(device, change, args) {
        Some(subject) => format!("{deed} · {subject}"),
        None => deed,
    }
}

fn subject(device: Device, change: &str, args: &Value) -> Option<String> {
    match AnyChange::decode(change, args).ok()? {
        AnyChange::Offers(change) => device
            .get::<Offer>(change.offer())
            .map(|offer| format!("{}, {}", offer.code.shown(), offer.account_name)),
        AnyChange::Accounts(accounts::Change::Edited { account, .. }) => {
            device.get::<Account>(account).map(|account| account.name)
        }
        AnyChange::Accounts(accounts::Change::Created { draft, .. }) => Some(draft.name),
        AnyChange::Products(products::Change::Edited { product, .. }) => {
            device.get::<Product>(product).map(|product| product.name)
        }
        AnyChange::Products(products::Change::Created { draft, .. }) => Some(draft.name),
        _ => None,
    }
}
