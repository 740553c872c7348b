//! Offer to neutral ERP document, and what is missing for it (OFR-01, OFR-02, CND-22).

use super::line::Line;
use super::offer::Offer;
use super::totals::totals;
use crate::ids::{SetId, TransferId};
use crate::integrations::{DocumentKind, ErpKind, NeutralDocument, NeutralLine};
use crate::money::Decimal;

/// What an offer lacks to become a document of that kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    Lines,
    /// So many products have no price; a line of words needs none.
    Prices {
        count: usize,
    },
    /// No ERP to send it to.
    Set,
    /// This ERP knows no quotes (OFR-01).
    Quotes {
        erp: ErpKind,
    },
}

/// Everything that is missing, not just the first; `erp` is the ERP of the offer's set, if it has one.
pub fn missing(offer: &Offer, kind: DocumentKind, erp: Option<ErpKind>) -> Vec<Missing> {
    let mut found = Vec::new();
    if offer.lines.iter().all(|line| line.product.is_none()) {
        found.push(Missing::Lines);
    }
    let unpriced = offer.lines.iter().filter(|line| line.is_unpriced());
    match unpriced.count() {
        0 => {}
        count => found.push(Missing::Prices { count }),
    }
    match erp {
        None => found.push(Missing::Set),
        Some(erp) if kind == DocumentKind::Quote && !erp.takes_quotes() => {
            found.push(Missing::Quotes { erp })
        }
        Some(_) => {}
    }
    found
}

/// The kinds a person may choose from with that ERP.
pub fn kinds(erp: Option<ErpKind>) -> Vec<DocumentKind> {
    let all = [
        DocumentKind::Order,
        DocumentKind::Dispatch,
        DocumentKind::Quote,
    ];
    let takes = |kind: &DocumentKind| {
        *kind != DocumentKind::Quote || erp.is_some_and(ErpKind::takes_quotes)
    };
    all.into_iter().filter(takes).collect()
}

/// The complete document; the account's reference in the set is looked up by whoever calls.
pub fn document(
    offer: &Offer,
    kind: DocumentKind,
    key: TransferId,
    account: String,
) -> NeutralDocument {
    NeutralDocument {
        key,
        kind,
        account,
        account_name: offer.account_name.clone(),
        day: offer.day,
        currency: offer.currency,
        our_number: offer.code.shown().to_owned(),
        lines: offer.lines.iter().map(line).collect(),
        net_total: totals(&offer.lines, offer.currency, offer.gross)
            .map_or(Decimal::ZERO, |totals| totals.net),
    }
}

fn line(line: &Line) -> NeutralLine {
    NeutralLine {
        code: line.code.clone(),
        text: line.text.clone(),
        quantity: line.quantity.clone(),
        price: line.price.unwrap_or_default(),
        discounts: line.slots.percents().collect(),
        vat: line.vat,
    }
}

/// An offer becomes a document of a set once in its life (OFR-03), so its transfer's id follows from those two alone: neither a
/// killed job nor a restored server that decides a request again can make a second one.
pub fn transfer_id(offer: uuid::Uuid, set: SetId) -> TransferId {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(format!("transfer|{offer}|{set}").as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    TransferId(uuid::Uuid::from_bytes(bytes))
}
