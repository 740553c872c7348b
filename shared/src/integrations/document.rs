//! The neutral document a connector receives. It is complete: a connector asks nothing back.

use crate::calendar::Day;
use crate::ids::TransferId;
use crate::money::{Currency, Decimal};
use crate::quantity::Quantity;
use crate::rate::Percent;
use serde::{Deserialize, Serialize};

/// What an offer can become in an ERP (OFR-01).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Order,
    Dispatch,
    Quote,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NeutralDocument {
    /// Stored in a reference field of the ERP and looked up before any retry (INT-17).
    pub key: TransferId,
    pub kind: DocumentKind,
    pub account: String,
    pub account_name: String,
    pub day: Day,
    pub currency: Currency,
    pub our_number: String,
    pub lines: Vec<NeutralLine>,
    /// Net total rounded to the currency, for the ERP to be compared with (PRC-10).
    pub net_total: Decimal,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NeutralLine {
    /// Empty for a line of text.
    pub code: String,
    pub text: String,
    pub quantity: Quantity,
    pub price: Decimal,
    pub discounts: Vec<Percent>,
    pub vat: Percent,
}
