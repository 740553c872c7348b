//! The account record, and the separate record that holds its tax number.

use crate::code::Code;
use crate::ids::{AccountId, PriceListId};
use crate::integrations::Link;
use crate::money::Currency;
use crate::record::{FieldClass, Key, Record};
use crate::shelf::{Place, Shelf};
use crate::text::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `code` and `name` lead, because lists read only the head of a packed record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Account {
    pub code: Code,
    pub name: String,
    pub place: Place,
    pub city: String,
    pub country: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub language: Language,
    pub currency: Currency,
    pub price_list: Option<PriceListId>,
    pub payment_method: String,
    pub note: String,
    pub links: Vec<Link>,
    pub archived: bool,
}

impl Record for Account {
    const KIND: &'static str = "account";
    type Id = AccountId;
    fn keys(&self) -> Vec<Key> {
        let number = self
            .code
            .number
            .iter()
            .map(|code| Key::only_one("code", code.as_str()));
        let provisional = self
            .code
            .provisional
            .iter()
            .map(|code| Key::many("provisional", code.as_str()));
        let links = self
            .links
            .iter()
            .map(|link| Key::only_one("link", link.key_value()));
        number.chain(provisional).chain(links).collect()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        self.place.shelves()
    }
    fn class(field: &str) -> FieldClass {
        if field == "note" {
            FieldClass::LowValue
        } else {
            FieldClass::Guarded
        }
    }
}

/// VKN/TCKN or another country's number. Its id is the account's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AccountTaxKey {
    pub number: String,
}

impl Record for AccountTaxKey {
    const KIND: &'static str = "account_tax_key";
    type Id = AccountId;
    fn keys(&self) -> Vec<Key> {
        vec![Key::many("number", self.number.as_str())]
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::admin()]
    }
}
