//! The header and its lines.

use super::cancelled::{Booked, Cancellation};
use crate::calendar::{Day, Moment};
use crate::ids::{AccountId, DocumentId, LineId, OperationId, ProductId, SetId, WarehouseId};
use crate::money::{Currency, Decimal};
use crate::pricing::discounts::{AmountTooLarge, Rounding, Slots, line_amount};
use crate::quantity::Quantity;
use crate::record::{FieldClass, Key, Record};
use crate::shelf::{Place, Shelf};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    SaleOrder,
    SaleDispatch,
    SaleInvoice,
    SaleReturn,
    StockWriteOff,
}

impl Kind {
    /// Goods leave for a customer with it (SER-09).
    pub fn sells(self) -> bool {
        matches!(self, Kind::SaleDispatch | Kind::SaleInvoice)
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: LineId,
    pub product: ProductId,
    pub quantity: Quantity,
    /// Per unit, before discounts.
    pub price: Decimal,
    /// As stored; compared by `text::serial_fold` (SER-13).
    pub serials: Vec<String>,
    #[serde(default)]
    pub slots: Slots,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Document {
    /// The final number, or the provisional label until the server has given one.
    pub number: String,
    pub kind: Kind,
    pub account: AccountId,
    pub place: Place,
    pub day: Day,
    pub currency: Currency,
    pub lines: Vec<Line>,
    /// The label it had on its device; `None`: an ERP's document, which is only read here.
    #[serde(default)]
    pub provisional: Option<String>,
    /// Where the goods come from or go to.
    #[serde(default)]
    pub warehouse: Option<WarehouseId>,
    /// The sale that a return takes back.
    #[serde(default)]
    pub of: Option<DocumentId>,
    /// The warranty return that made it, and that alone may take it back.
    #[serde(default)]
    pub operation: Option<OperationId>,
    /// When it was entered here; it orders what happened to a unit within one day.
    #[serde(default)]
    pub entered_at: Option<Moment>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub cancelled: Option<Cancellation>,
    /// What the ERP said of it (RMA-47).
    #[serde(default)]
    pub booked: Option<Booked>,
    /// The set whose ERP was asked. It stays that one while the account is linked with it, also switched off: nothing is booked in two.
    #[serde(default)]
    pub asked_of: Option<SetId>,
    /// The warranty return that made it is over: nothing is written on it any more.
    #[serde(default)]
    pub over: bool,
}

impl Document {
    /// One without lines, whatever else is not said empty.
    pub fn blank(kind: Kind, account: AccountId, place: Place, day: Day, money: Currency) -> Self {
        Self {
            number: String::new(),
            kind,
            account,
            place,
            day,
            currency: money,
            lines: Vec::new(),
            provisional: None,
            warehouse: None,
            of: None,
            operation: None,
            entered_at: None,
            note: String::new(),
            cancelled: None,
            booked: None,
            asked_of: None,
            over: false,
        }
    }

    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub fn line_mut(&mut self, id: LineId) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    /// Entered here, so that it may be changed here.
    pub fn is_ours(&self) -> bool {
        self.provisional.is_some()
    }

    /// Not cancelled.
    pub fn stands(&self) -> bool {
        self.cancelled.is_none()
    }

    /// The sum of its lines after discounts, each rounded once to the currency (CND-12).
    pub fn total(&self) -> Result<Decimal, AmountTooLarge> {
        let amounts = self.lines.iter().map(|line| line.amount(self.currency));
        amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| {
            sum.checked_add(amount?).ok_or(AmountTooLarge)
        })
    }
}

impl Line {
    /// Quantity × net price after all discounts, rounded once (CND-12).
    pub fn amount(&self, currency: Currency) -> Result<Decimal, AmountTooLarge> {
        let quantity = self.quantity.value;
        line_amount(quantity, self.price, &self.slots, currency, Rounding::Once)
    }
}

impl Record for Document {
    const KIND: &'static str = "document";
    type Id = DocumentId;
    fn keys(&self) -> Vec<Key> {
        let number = Key::many("number", self.number.as_str());
        let account = Key::many("account", self.account.to_string());
        let serials = self.lines.iter().flat_map(|line| &line.serials);
        [number, account]
            .into_iter()
            .chain(serials.map(|serial| Key::many("serial", crate::text::serial_fold(serial))))
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
            "cancelled" | "booked" | "asked_of" | "over" => FieldClass::State,
            _ => FieldClass::Guarded,
        }
    }
}
