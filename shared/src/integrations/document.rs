//! The neutral document a connector receives. It is complete: a connector asks nothing back.

use crate::calendar::Day;
use crate::ids::{OperationId, TransferId};
use crate::money::{Currency, Decimal};
use crate::quantity::Quantity;
use crate::rate::Percent;
use serde::{Deserialize, Serialize};

/// What our records become in an ERP: an offer one of the first three (OFR-01), the documents of a warranty return a dispatch and the
/// last two (RMA-47).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Order,
    Dispatch,
    Quote,
    /// Goods of a sale that came back.
    Return,
    /// Goods that were used up, as in a repair.
    Consumption,
}

impl DocumentKind {
    /// What an offer may become.
    pub const OF_OFFERS: [DocumentKind; 3] = [
        DocumentKind::Order,
        DocumentKind::Dispatch,
        DocumentKind::Quote,
    ];
}

/// The record it is made of, which is told what becomes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    #[default]
    Offer,
    /// A document of ours, and the warranty return that made it.
    Document { operation: Option<OperationId> },
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
    #[serde(default)]
    pub source: Source,
    /// The number of the sale that a return takes back; empty otherwise.
    #[serde(default)]
    pub takes_back: String,
    /// Where the goods come from, by its name; empty: the ERP's own choice.
    #[serde(default)]
    pub warehouse: String,
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
    #[serde(default)]
    pub serials: Vec<String>,
    /// What a unit costs, where the document carries it into the ERP (RMA-23).
    #[serde(default)]
    pub cost: Option<UnitCost>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnitCost {
    pub price: Decimal,
    pub currency: Currency,
}
