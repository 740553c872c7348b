//! A document enters: a sale with its serials, what came back, what was written off (RMA-47). An ERP is not needed.

use super::change::Refusal;
use super::cost::{DocumentCost, present};
use super::document::{Document, Kind};
use super::draft::{Draft, fits, stored};
use crate::accounts::Account;
use crate::desk::Desk;
use crate::ids::{AccountId, DocumentId};
use crate::needs::Look;
use crate::series::Counter;
use crate::users::policy::may_in;
use crate::users::{Context, Right, may};

/// Whose numbers a kind takes; an order is the offer's business.
pub fn counter(kind: Kind) -> Option<Counter> {
    match kind {
        Kind::SaleOrder => None,
        Kind::SaleDispatch | Kind::SaleInvoice => Some(Counter::Sales),
        Kind::SaleReturn => Some(Counter::SaleReturns),
        Kind::StockWriteOff => Some(Counter::WriteOffs),
    }
}

/// The final number on the server, elsewhere the label.
pub fn number(desk: &mut Desk, kind: Kind, provisional: &str) -> String {
    let number = counter(kind).and_then(|counter| counter.take(desk));
    number.unwrap_or_else(|| provisional.to_owned())
}

/// Writes a document and what its goods cost, as far as that is known here.
pub fn put(desk: &mut Desk, id: DocumentId, document: Document, cost: DocumentCost) {
    desk.put(id, document);
    if !cost.lines.is_empty() {
        desk.put(id, cost);
    }
}

pub(super) fn entered(
    desk: &mut Desk,
    context: &Context,
    id: DocumentId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    may(context, Right::EnterDocuments)?;
    let account = desk.get::<Account>(draft.account).here();
    let account = account.filter(|account| context.reaches(&account.place.territory));
    let place = account.ok_or(Refusal::NoSuchAccount)?.place.clone();
    may_in(context, Right::EnterDocuments, &place.territory)?;
    if desk.get::<Document>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    fits(draft, context)?;
    their_sale(desk, draft.of, draft.account)?;
    let lines = draft.lines.iter().map(|line| stored(desk, line));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let cost = lines
        .iter()
        .filter_map(|line| present(desk, line.id, line.product));
    let cost = DocumentCost {
        lines: cost.collect(),
    };
    let number = number(desk, draft.kind, provisional);
    let document = Document {
        number,
        lines,
        provisional: Some(provisional.to_owned()),
        warehouse: draft.warehouse,
        of: draft.of,
        entered_at: Some(context.moment),
        note: draft.note.trim().to_owned(),
        ..Document::blank(draft.kind, draft.account, place, draft.day, draft.currency)
    };
    put(desk, id, document, cost);
    Ok(())
}

/// What comes back on a return was sold to the same account; a sale that is not aboard is the server's to judge.
fn their_sale(desk: &Desk, of: Option<DocumentId>, account: AccountId) -> Result<(), Refusal> {
    let Some(of) = of else {
        return Ok(());
    };
    match desk.get::<Document>(of) {
        Look::Here(sale) if sale.kind.sells() && sale.account == account => Ok(()),
        Look::NotAboard => Ok(()),
        Look::Here(_) | Look::None => Err(Refusal::NotTheirSale),
    }
}
