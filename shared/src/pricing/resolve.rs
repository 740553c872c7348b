//! One question, one price: the list of the document, else the account's, else the default one, on the document's day; else
//! the standard price on the card; else none (CND-19 on lists, CND-20 on the base price).

use super::price_list::{PriceList, ProductPrices};
use super::source::PriceSource;
use crate::calendar::Day;
use crate::desk::Desk;
use crate::ids::{PriceListId, ProductId};
use crate::money::{Currency, Decimal};
use crate::needs::{Look, Needs};
use crate::products::Product;

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Question {
    pub product: ProductId,
    /// The list that holds for the document; `None` falls to the standard price.
    pub list: Option<PriceListId>,
    pub day: Day,
    pub currency: Currency,
}

/// The price per unit in the document's currency, and where it came from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Resolved {
    pub price: Option<Decimal>,
    pub source: PriceSource,
    /// Something that decides was not on this device: the price is provisional.
    pub provisional: bool,
}

/// What [`resolve`] reads.
pub fn reads(question: &Question) -> Needs {
    let needs = Needs::none()
        .id::<Product>(question.product)
        .id::<ProductPrices>(question.product);
    match question.list {
        Some(list) => needs.id::<PriceList>(list),
        None => needs,
    }
}

/// Prices in another currency than the document's are left out: no rate is applied silently (PRC-09).
pub fn resolve(desk: &Desk, question: &Question) -> Resolved {
    let prices = desk.get::<ProductPrices>(question.product);
    let product = desk.get::<Product>(question.product);
    let provisional = matches!(prices, Look::NotAboard) || matches!(product, Look::NotAboard);
    if let (Some(list), Look::Here(prices)) = (question.list, prices)
        && let Some(price) = prices.on(list, question.day)
        && in_force(desk, list, question)
    {
        return Resolved {
            price: Some(price.price),
            source: PriceSource::List {
                list,
                from: price.from,
            },
            provisional,
        };
    }
    match product
        .here()
        .filter(|product| product.currency == question.currency)
        .and_then(|product| product.price)
    {
        Some(price) => Resolved {
            price: Some(price),
            source: PriceSource::Standard,
            provisional,
        },
        None => Resolved {
            price: None,
            source: PriceSource::Missing,
            provisional,
        },
    }
}

fn in_force(desk: &Desk, list: PriceListId, question: &Question) -> bool {
    let list = desk.get::<PriceList>(list).here();
    list.is_some_and(|list| {
        list.currency == question.currency && list.validity.covers(question.day)
    })
}
