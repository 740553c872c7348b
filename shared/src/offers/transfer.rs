//! Offer to neutral ERP document, and what is missing for it (OFR-01, OFR-02, CND-22).

use super::line::Line;
use super::offer::Offer;
use super::totals::totals;
use crate::ids::{SetId, TransferId};
use crate::integrations::{DocumentKind, NeutralDocument, NeutralLine};
use crate::money::Decimal;

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

/// The transfer of a conversion has an id made from the deciding intention, so that a killed job cannot make two.
pub fn transfer_id(
    offer: uuid::Uuid,
    requested_at: crate::calendar::Moment,
    set: SetId,
) -> TransferId {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(
        format!("transfer|{offer}|{}|{set}", requested_at.milliseconds()).as_bytes(),
    );
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    TransferId(uuid::Uuid::from_bytes(bytes))
}
