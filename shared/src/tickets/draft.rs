//! What a person starts from: a ticket for an account, a line for a product. Commits nothing.

use super::related_product::Checked;
use super::request::{Channel, Kind};
use super::ticket::Priority;
use crate::accounts::Account;
use crate::calendar::{Day, Moment};
use crate::ids::{AccountId, LineId, ProductId, UserId};
use crate::products::Product;
use crate::quantity::Quantity;
use crate::warranty::Dates;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub title: String,
    pub text: String,
    pub account: AccountId,
    pub contact: String,
    pub phone: String,
    pub address: String,
    pub priority: Priority,
    pub reported: Day,
    pub promised: Option<Moment>,
    pub assignee: Option<UserId>,
    pub lines: Vec<NewLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_kind: Option<Kind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// By the device's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Moment>,
}

/// A line as its author saw it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NewLine {
    pub id: LineId,
    pub product: ProductId,
    pub serial: String,
    pub quantity: Quantity,
    pub dates: Dates,
    /// What the device said of the serial. Kept where nobody knows better.
    pub shown: Option<Checked>,
}

impl Draft {
    /// For an account: its own phone and address to begin with; reported today.
    pub fn for_account(id: AccountId, account: &Account, today: Day) -> Draft {
        let (street, city) = (account.address.trim(), account.city.trim());
        // many addresses end with their city already
        let city = Some(city).filter(|city| !street.contains(*city));
        let parts = [Some(street), city].into_iter().flatten();
        let address: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        Draft {
            title: String::new(),
            text: String::new(),
            account: id,
            contact: String::new(),
            phone: account.phone.clone(),
            address: address.join(", "),
            priority: Priority::Normal,
            reported: today,
            promised: None,
            assignee: None,
            lines: Vec::new(),
            request_kind: None,
            channel: None,
            opened_at: None,
        }
    }
}

impl NewLine {
    /// One of a product, its serial still to come.
    pub fn of_product(id: LineId, product: ProductId, card: &Product) -> NewLine {
        NewLine {
            id,
            product,
            serial: String::new(),
            quantity: Quantity {
                value: 1.into(),
                unit: card.unit.clone(),
            },
            dates: Dates::default(),
            shown: None,
        }
    }
}
