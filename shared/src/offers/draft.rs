//! What a seller starts from: a draft for an account, a line for a product with the price that is shown. Commits nothing.

use super::line::Line;
use crate::accounts::Account;
use crate::calendar::Day;
use crate::desk::Desk;
use crate::ids::{AccountId, Id, LineId, PriceListId, ProductId, SetId, TicketId};
use crate::money::{Currency, Decimal};
use crate::needs::Look;
use crate::pricing::resolve::Resolved;
use crate::pricing::{PriceList, PriceSource, ProductPrices, Question, Slots, resolve};
use crate::products::Product;
use crate::quantity::Quantity;
use crate::record::{Record, RecordKey, Stored};
use serde::{Deserialize, Serialize};

/// How long a new offer holds unless the seller says otherwise.
pub const VALID_DAYS: i64 = 30;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub account: AccountId,
    pub day: Day,
    pub valid_until: Option<Day>,
    pub currency: Currency,
    pub price_list: Option<PriceListId>,
    pub payment_method: String,
    pub set: Option<SetId>,
    pub note: String,
    pub lines: Vec<NewLine>,
    /// What it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
}

/// A line as the seller saw it: the price is what was shown, the server prices it again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NewLine {
    pub id: LineId,
    pub product: Option<ProductId>,
    /// The text of a line without a product; a product's own name otherwise.
    pub text: String,
    pub quantity: Quantity,
    pub price: Option<Decimal>,
    pub source: PriceSource,
    pub slots: Slots,
}

impl Draft {
    /// An empty offer for an account: its currency, its list or the default one, its payment method.
    pub fn for_account(
        id: AccountId,
        account: &Account,
        lists: &[(PriceListId, PriceList)],
        today: Day,
        set: Option<SetId>,
    ) -> Draft {
        Draft {
            account: id,
            day: today,
            valid_until: Some(today.plus_days(VALID_DAYS)),
            currency: account.currency,
            price_list: list_for(account, lists, today),
            payment_method: account.payment_method.clone(),
            set,
            note: String::new(),
            lines: Vec::new(),
            ticket: None,
        }
    }
}

/// The list that holds for a new document: the account's, else the default one, in the account's currency and in force (CND-19).
pub fn list_for(
    account: &Account,
    lists: &[(PriceListId, PriceList)],
    day: Day,
) -> Option<PriceListId> {
    let fits = |list: &PriceList| list.currency == account.currency && list.validity.covers(day);
    let own = lists
        .iter()
        .find(|(id, list)| Some(*id) == account.price_list && fits(list));
    let default = || lists.iter().find(|(_, list)| list.default && fits(list));
    own.or_else(default).map(|(id, _)| *id)
}

/// The records a price is looked up in, as a page has them at hand.
pub struct PriceRecords<'a> {
    pub card: &'a Product,
    pub prices: Option<&'a ProductPrices>,
    pub list: Option<&'a PriceList>,
}

/// The price a page shows for a product in an offer: the same [`resolve`] that the rules run.
pub fn shown_price(question: &Question, records: &PriceRecords<'_>) -> Resolved {
    let mut desk = Desk::default();
    lay(&mut desk, question.product, Some(records.card));
    lay(&mut desk, question.product, records.prices);
    if let Some(list) = question.list {
        lay(&mut desk, list, records.list);
    }
    resolve(&desk, question)
}

fn lay<R: Record>(desk: &mut Desk, id: R::Id, record: Option<&R>) {
    let row = record.map_or(Look::None, |record| {
        Look::Here(Stored::new::<R>(id, 0, record.clone()))
    });
    desk.lay(RecordKey::of::<R>(id), row);
}

impl NewLine {
    pub fn of_product(
        id: LineId,
        product: ProductId,
        card: &Product,
        price: &Resolved,
        quantity: Decimal,
    ) -> NewLine {
        NewLine {
            id,
            product: Some(product),
            text: card.name.clone(),
            quantity: Quantity {
                value: quantity,
                unit: card.unit.clone(),
            },
            price: price.price,
            source: price.source,
            slots: Slots::EMPTY,
        }
    }

    /// A line of words; its price may stay empty.
    pub fn of_text(id: LineId, text: impl Into<String>) -> NewLine {
        NewLine {
            id,
            product: None,
            text: text.into(),
            quantity: Quantity::pieces(1),
            price: None,
            source: PriceSource::Manual,
            slots: Slots::EMPTY,
        }
    }
}

/// A line's id in a revision follows from the new offer's and the old line's, so that every device copies alike.
pub fn copied_line_id(offer: crate::ids::OfferId, line: &Line) -> LineId {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("line|{}|{}", offer.uuid(), line.id).as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    LineId(uuid::Uuid::from_bytes(bytes))
}
