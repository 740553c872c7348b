//! The offer record.

use super::line::Line;
use super::status::Status;
use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::ids::{
    AccountId, LineId, OfferId, PriceListId, ProductId, SetId, TicketId, TransferId, UserId,
};
use crate::integrations::{DocumentKind, Slip};
use crate::money::{Currency, Decimal};
use crate::pricing::Question;
use crate::record::{FieldClass, Key, Record};
use crate::shelf::{Place, Shelf};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Offer {
    pub code: Code,
    /// The account's name as offered; the head of the packed record, so that lists need no second look.
    pub account_name: String,
    pub status: Status,
    pub day: Day,
    pub currency: Currency,
    /// Net total as of the last change, for lists.
    pub net_total: Decimal,
    pub account: AccountId,
    pub place: Place,
    pub seller: UserId,
    /// The set that was active when it was made (OFR-11).
    pub set: Option<SetId>,
    pub valid_until: Option<Day>,
    pub price_list: Option<PriceListId>,
    /// Prices include VAT (PRC-10).
    pub gross: bool,
    pub payment_method: String,
    pub note: String,
    pub lines: Vec<Line>,
    pub conversion: Option<Conversion>,
    /// The offer this one revises.
    pub revision_of: Option<OfferId>,
    pub made_at: Moment,
    /// The ticket whose repair it offers (TCK-13).
    #[serde(default)]
    pub ticket: Option<TicketId>,
}

/// A conversion from the request to the ERP's slip (OFR-15, OFR-06).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Conversion {
    pub kind: DocumentKind,
    pub requested_at: Moment,
    /// The state to return to when it is withdrawn or comes back with differences.
    pub from: Status,
    pub set: Option<SetId>,
    pub transfer: Option<TransferId>,
    pub slip: Option<Slip>,
    pub slip_at: Option<Moment>,
    /// When the figures were read that it was decided on.
    pub checked_at: Option<Moment>,
    /// Why it came back to the seller; empty while under way.
    pub differences: Vec<Difference>,
    /// What the seller has taken as it is; it holds until the figures get worse.
    pub accepted: Vec<Difference>,
    /// The ERP would not have the document; a person has to look.
    pub refused: Option<String>,
}

/// One thing that was not as the seller saw it. Externally tagged, so that blocks can hold it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    Price {
        line: LineId,
        offered: Option<Decimal>,
        now: Decimal,
    },
    Stock {
        line: LineId,
        wanted: Decimal,
        available: Decimal,
    },
    Risk {
        total: Decimal,
        available: Decimal,
    },
    /// The ERP does not know the product or did not answer for it.
    Unknown {
        line: LineId,
    },
    /// The ERP could not be asked.
    NotRead {
        reason: String,
    },
    /// The account has no card in the ERP.
    AccountNotLinked,
    /// The user has no active set to convert with.
    NoSet,
}

impl Offer {
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub fn line_mut(&mut self, id: LineId) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    /// What this offer asks of the price lists about a product.
    pub fn question(&self, product: ProductId) -> Question {
        Question {
            product,
            list: self.price_list,
            day: self.day,
            currency: self.currency,
        }
    }

    /// Lines whose price was looked up again and differs (PRC-11).
    pub fn repriced(&self) -> impl Iterator<Item = (&Line, Decimal)> {
        self.lines
            .iter()
            .filter_map(|line| line.repriced.map(|price| (line, price)))
    }

    /// Differences that wait for the seller's answer.
    pub fn differences(&self) -> &[Difference] {
        self.conversion
            .as_ref()
            .map_or(&[], |conversion| &conversion.differences)
    }

    pub fn slip(&self) -> Option<&Slip> {
        self.conversion
            .as_ref()
            .and_then(|conversion| conversion.slip.as_ref())
    }
}

impl Record for Offer {
    const KIND: &'static str = "offer";
    type Id = OfferId;
    fn keys(&self) -> Vec<Key> {
        let number = self
            .code
            .number
            .iter()
            .map(|code| Key::only_one("number", code.as_str()));
        let provisional = self
            .code
            .provisional
            .iter()
            .map(|code| Key::many("provisional", code.as_str()));
        number
            .chain(provisional)
            .chain([Key::many("account", self.account.to_string())])
            .collect()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        self.place.shelves()
    }
    fn place_mut(&mut self) -> Option<&mut Place> {
        Some(&mut self.place)
    }
    fn class(field: &str) -> FieldClass {
        match field {
            "status" => FieldClass::State,
            _ => FieldClass::Guarded,
        }
    }
}
