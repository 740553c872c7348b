//! A document of ours goes to the ERP that its account is linked with (RMA-47): whole, once, and it is told what became of it. Without
//! such a link it is kept here alone. Knows no ERP.

use super::cancelled::Booked;
use super::cost::DocumentCost;
use super::document::{Document, Kind, Line};
use crate::accounts::Account;
use crate::desk::{Desk, Effect};
use crate::ids::{AccountId, DocumentId, Id, SetId};
use crate::integrations::transfer::transfer_id;
use crate::integrations::{
    DocumentKind, IntegrationSet, Link, NeutralDocument, NeutralLine, Source, UnitCost,
};
use crate::needs::{Look, Needs};
use crate::products::Product;
use crate::stock::Warehouse;

/// What asking reads beside the document itself, as far as that is known by now.
pub fn reads(needs: Needs, desk: &Desk, id: DocumentId) -> Needs {
    let needs = needs.id::<Document>(id).id::<DocumentCost>(id);
    let Look::Here(document) = desk.get::<Document>(id) else {
        return needs;
    };
    let products = document.lines.iter().map(|line| line.product);
    let needs = needs.ids::<Product>(products);
    let needs = needs.ids::<Warehouse>(document.warehouse);
    links(needs.ids::<Document>(document.of), desk, document.account)
}

/// The account, and the sets it is linked with.
pub fn links(needs: Needs, desk: &Desk, account: AccountId) -> Needs {
    let needs = needs.id::<Account>(account);
    match desk.get::<Account>(account) {
        Look::Here(account) => {
            needs.ids::<IntegrationSet>(account.links.iter().map(|link| link.set))
        }
        Look::None | Look::NotAboard => needs,
    }
}

/// Asks for it; whoever sends it says first that it is on its way. Its author's device may not know the set; then the server says so.
pub fn ask(desk: &mut Desk, id: DocumentId) {
    let found = desk.get::<Document>(id).here().cloned();
    let (Some(mut document), Some(set)) = (found, send(desk, id)) else {
        return;
    };
    document.booked = Some(Booked::Requested);
    document.asked_of = Some(set);
    desk.put(id, document);
}

/// What the ERP refused is not wanted any more: whoever sends it looks at the document, and lets it be.
pub(crate) fn withdraw(desk: &mut Desk, id: DocumentId) {
    send(desk, id);
}

fn send(desk: &mut Desk, id: DocumentId) -> Option<SetId> {
    let document = desk.get::<Document>(id).here()?;
    let link = linked(desk, document)?.clone();
    let neutral = neutral(desk, id, document, &link)?;
    let document = serde_json::to_value(neutral).ok()?;
    desk.effect(Effect::Transfer {
        transfer: transfer_id(id.uuid(), link.set).uuid(),
        record: id.uuid(),
        set: link.set.uuid(),
        document,
    });
    Some(link.set)
}

/// The set it was asked of before, else the first that is switched on; where all are off it waits for the first.
fn linked<'a>(desk: &'a Desk, document: &Document) -> Option<&'a Link> {
    let links = &desk.get::<Account>(document.account).here()?.links;
    let set = |link: &Link| desk.get::<IntegrationSet>(link.set).here();
    let on = |link: &&Link| set(link).is_some_and(|set| set.active);
    let known = |link: &&Link| set(link).is_some();
    let kept = |link: &&Link| document.asked_of == Some(link.set);
    match links.iter().find(kept) {
        Some(link) => Some(link).filter(known),
        None => links.iter().find(on).or_else(|| links.iter().find(known)),
    }
}

fn neutral(
    desk: &Desk,
    id: DocumentId,
    document: &Document,
    link: &Link,
) -> Option<NeutralDocument> {
    let costs = desk.get::<DocumentCost>(id).here();
    let lines = document.lines.iter();
    let lines = lines.map(|line| line_of(desk, document.kind, line, costs));
    let sale = document.of.and_then(|id| desk.get::<Document>(id).here());
    let warehouse = document.warehouse;
    let warehouse = warehouse.and_then(|id| desk.get::<Warehouse>(id).here());
    let account = desk.get::<Account>(document.account).here()?;
    Some(NeutralDocument {
        key: transfer_id(id.uuid(), link.set),
        kind: kind(document.kind)?,
        account: link.reference.clone(),
        account_name: account.name.clone(),
        day: document.day,
        currency: document.currency,
        our_number: document.number.clone(),
        lines: lines.collect::<Option<_>>()?,
        net_total: document.total().ok()?,
        source: Source::Document {
            operation: document.operation,
        },
        takes_back: sale.map(|sale| sale.number.clone()).unwrap_or_default(),
        warehouse: warehouse.map(|of| of.name.clone()).unwrap_or_default(),
    })
}

fn kind(kind: Kind) -> Option<DocumentKind> {
    match kind {
        Kind::SaleOrder => None,
        Kind::SaleDispatch | Kind::SaleInvoice => Some(DocumentKind::Dispatch),
        Kind::SaleReturn => Some(DocumentKind::Return),
        Kind::StockWriteOff => Some(DocumentKind::Consumption),
    }
}

/// What leaves the house gets its cost from the ERP's own books; what comes back brings the one it left with (RMA-23).
fn line_of(
    desk: &Desk,
    kind: Kind,
    line: &Line,
    costs: Option<&DocumentCost>,
) -> Option<NeutralLine> {
    let product = desk.get::<Product>(line.product).here()?;
    let cost = costs.and_then(|costs| costs.of_line(line.id));
    let cost = cost.filter(|_| kind == Kind::SaleReturn);
    Some(NeutralLine {
        code: product.code.clone(),
        text: product.name.clone(),
        quantity: line.quantity.clone(),
        price: line.price,
        discounts: line.slots.percents().collect(),
        vat: product.vat,
        serials: line.serials.clone(),
        cost: cost.map(|cost| UnitCost {
            price: cost.price,
            currency: cost.currency,
        }),
    })
}
