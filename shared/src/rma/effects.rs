//! What a confirmation brings about beside the new state: documents of ours (RMA-21, RMA-23, RMA-25); the word to the customer is in
//! `letters`. Everything is written in the decision's own transaction, so that nothing of it can be missing.

use super::change::Refusal;
use super::operation::{Made, Operation, Part, Standing};
use crate::desk::Desk;
use crate::documents::booking::withdraw;
use crate::documents::cost::present;
use crate::documents::entered::{number, put};
use crate::documents::{Document, DocumentCost, Kind, Line, LineCost};
use crate::ids::{DocumentId, LineId, OperationId, ProductId, StepId};
use crate::money::Decimal;
use crate::needs::Look;
use crate::planted::{Bug, planted};
use crate::pricing::Slots;
use crate::quantity::Quantity;
use crate::serials::SerialNumber;
use crate::users::Context;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The id of what a step makes: of the operation, the step and the part, so that device and server make the same one, and a step of
/// one operation never writes into another's documents.
pub fn document_id(operation: OperationId, step: StepId, part: Part) -> DocumentId {
    let part = match part {
        Part::StockOperation => b"stock operation".as_slice(),
        Part::SaleReturn => b"sale return",
        Part::NewSale => b"new sale",
    };
    let mut digest = Sha256::new();
    digest.update(operation.0.as_bytes());
    digest.update(step.0.as_bytes());
    digest.update(part);
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    DocumentId(Uuid::from_bytes(bytes))
}

/// Everything a step could make.
pub fn documents_of(operation: OperationId, step: StepId) -> [DocumentId; 3] {
    [Part::StockOperation, Part::SaleReturn, Part::NewSale]
        .map(|part| document_id(operation, step, part))
}

/// An operation at one of its steps.
pub(super) struct At<'a> {
    pub id: OperationId,
    pub step: StepId,
    pub operation: &'a mut Operation,
}

impl At<'_> {
    /// Without lines: parts are written off in it later (RMA-22).
    pub fn open_stock_operation(&mut self, desk: &mut Desk, context: &Context) {
        let id = self.made(Part::StockOperation);
        if let Some(mut document) = self.document(desk, context, Kind::StockWriteOff) {
            document.warehouse = self.operation.department;
            put(desk, id, document, DocumentCost::default());
        }
    }

    /// A return of the unit at what it cost, and a sale of another at the price and the discounts of the first, so that the two come
    /// to nothing (RMA-23). What the sale does not contain has no cost there: then the present one is taken, once somebody agreed.
    pub fn exchange(
        &mut self,
        desk: &mut Desk,
        context: &Context,
        present_cost: bool,
    ) -> Result<(), Refusal> {
        let product = self.operation.product.ok_or(Refusal::NotVerified)?;
        let (back, new) = (self.made(Part::SaleReturn), self.made(Part::NewSale));
        if let Look::Here(sale) = self.sale(desk)
            && !sale.stands()
        {
            return Err(Refusal::NoSuchSale);
        }
        let Some(sold) = self.sold(desk, product) else {
            return Ok(());
        };
        if sold.line.is_none() && !present_cost {
            return Err(Refusal::CostNotOnSale);
        }
        let replacement = Some(self.operation.replacement.clone());
        let replacement = replacement.filter(|serial| !serial.is_empty());
        let returned = sold.unit(back, self.operation.serial.clone());
        let delivered = sold.unit(new, replacement);
        let was = sold.cost(desk, returned.id).into_iter().collect();
        let now = present(desk, delivered.id, product).into_iter().collect();
        let goods = [
            (back, Kind::SaleReturn, returned, was),
            (new, Kind::SaleDispatch, delivered, now),
        ];
        for (id, kind, line, lines) in goods {
            if planted(Bug::HalfAnExchange) && id == new {
                continue;
            }
            if let Some(mut document) = self.document(desk, context, kind) {
                document.lines = vec![line];
                document.of = self.operation.sale.filter(|_| kind == Kind::SaleReturn);
                put(desk, id, document, DocumentCost { lines });
            }
        }
        Ok(())
    }

    fn made(&mut self, part: Part) -> DocumentId {
        let document = document_id(self.id, self.step, part);
        self.operation.documents.push(Made {
            document,
            part,
            step: self.step,
            standing: Standing::Stands,
        });
        document
    }

    /// Numbered, in the name of the customer; nothing on a device that does not have the sale.
    fn document(&self, desk: &mut Desk, context: &Context, kind: Kind) -> Option<Document> {
        let sale = desk.get::<Document>(self.operation.sale?).here()?.clone();
        let label = self.operation.code.provisional.clone().unwrap_or_default();
        let number = number(desk, kind, &label);
        let place = self.operation.place.clone();
        Some(Document {
            number,
            provisional: Some(label),
            operation: Some(self.id),
            entered_at: Some(context.moment),
            ..Document::blank(kind, sale.account, place, context.today, sale.currency)
        })
    }

    fn sale<'a>(&self, desk: &'a Desk) -> Look<&'a Document> {
        let sale = self.operation.sale;
        sale.map_or(Look::NotAboard, |sale| desk.get::<Document>(sale))
    }

    fn sold(&self, desk: &Desk, product: ProductId) -> Option<Sold> {
        let id = self.operation.sale?;
        let sale = desk.get::<Document>(id).here()?;
        let serial = self.operation.serial.as_deref();
        let serial = serial.and_then(|typed| SerialNumber::new(typed).ok());
        Some(Sold {
            sale: id,
            product,
            line: sale.line_of(product, serial.as_ref()).cloned(),
        })
    }
}

/// The line that an exchange repeats; none for an accessory.
struct Sold {
    sale: DocumentId,
    product: ProductId,
    line: Option<Line>,
}

impl Sold {
    /// One unit, as it was sold.
    fn unit(&self, document: DocumentId, serial: Option<String>) -> Line {
        let line = self.line.as_ref();
        let unit = line.map_or_else(
            || Quantity::pieces(1).unit,
            |line| line.quantity.unit.clone(),
        );
        Line {
            id: LineId(document.0),
            product: self.product,
            quantity: Quantity {
                value: Decimal::from(1),
                unit,
            },
            price: line.map_or(Decimal::ZERO, |line| line.price),
            serials: serial.into_iter().collect(),
            slots: line.map_or(Slots::EMPTY, |line| line.slots),
        }
    }

    fn cost(&self, desk: &Desk, line: LineId) -> Option<LineCost> {
        let costs = desk.get::<DocumentCost>(self.sale).here();
        let sold = self.line.as_ref();
        let was = sold.and_then(|sold| costs.and_then(|costs| costs.of_line(sold.id)));
        match was {
            Some(was) => Some(LineCost {
                line,
                ..was.clone()
            }),
            None => present(desk, line, self.product),
        }
    }
}

/// Takes a document back: from now on it counts for nothing. What stands in an ERP cannot be unsaid here alone.
pub(super) fn reverse(
    desk: &mut Desk,
    context: &Context,
    id: DocumentId,
    reason: &str,
) -> Result<(), Refusal> {
    let mut document = match desk.get::<Document>(id) {
        Look::Here(document) => document.clone(),
        Look::None | Look::NotAboard => return Ok(()),
    };
    free(&document)?;
    if document.refused_by_erp() {
        withdraw(desk, id);
    }
    document.cancel(context, reason);
    desk.put(id, document);
    Ok(())
}

/// No ERP has it or is being asked to take it.
pub(super) fn free(document: &Document) -> Result<(), Refusal> {
    match document {
        _ if document.is_in_erp() => Err(Refusal::InErp),
        _ if document.is_on_its_way() => Err(Refusal::OnItsWay),
        _ => Ok(()),
    }
}
