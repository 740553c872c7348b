//! Offer to neutral ERP document, and what is missing for it (OFR-01, OFR-02, CND-22).

use super::line::Line;
use super::offer::Offer;
use super::totals::totals;
use crate::ids::TransferId;
use crate::integrations::{DocumentKind, ErpKind, NeutralDocument, NeutralLine, Source};
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
    /// No offer becomes that.
    Kind,
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
    if !DocumentKind::OF_OFFERS.contains(&kind) {
        found.push(Missing::Kind);
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
    let takes = |kind: &DocumentKind| {
        *kind != DocumentKind::Quote || erp.is_some_and(ErpKind::takes_quotes)
    };
    DocumentKind::OF_OFFERS.into_iter().filter(takes).collect()
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
        source: Source::Offer,
        takes_back: String::new(),
        warehouse: String::new(),
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
        serials: Vec::new(),
        cost: None,
    }
}
