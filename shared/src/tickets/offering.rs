//! What an offer for a repair begins with (TCK-13): the machines no warranty covers, the parts that were used, the time it took. What is
//! asked for them, the offer's own rules say.

use super::related_product::RelatedProduct;
use super::ticket::Ticket;
use super::work_log::{WorkKind, spent};
use crate::calendar::Moment;
use crate::ids::{ProductId, UserId};
use crate::money::Decimal;
use crate::quantity::Quantity;
use crate::warranty::Status;
use serde::{Deserialize, Serialize};

/// Somebody asks sales for an offer; by the clock of their device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Wanted {
    pub by: UserId,
    pub at: Moment,
}

/// One line to offer.
#[derive(Clone, PartialEq, Debug)]
pub enum Offered {
    /// In words: which machine it is about.
    Repair { name: String, serial: String },
    Part {
        product: ProductId,
        name: String,
        quantity: Quantity,
    },
    /// Hours, to hundredths.
    Time { kind: WorkKind, hours: Decimal },
}

impl RelatedProduct {
    /// It was found that no warranty pays. What nobody knows yet is no reason to ask for money.
    pub fn is_uncovered(&self) -> bool {
        let status = self.checked.as_ref().map(|checked| checked.coverage.status);
        matches!(
            status,
            Some(Status::OutOfWarranty | Status::NotCovered | Status::Void)
        )
    }
}

/// Machines first, then parts, the same product in one line, then time; a clock that runs counts until now.
pub fn offered(ticket: &Ticket, now: Moment) -> Vec<Offered> {
    let machines = ticket.lines.iter().filter(|line| line.is_uncovered());
    let machines = machines.map(|line| Offered::Repair {
        name: line.name.clone(),
        serial: line.serial.clone(),
    });
    let time = WorkKind::ALL.into_iter().filter_map(|kind| {
        let hours = hours(spent(&ticket.work, kind, now))?;
        Some(Offered::Time { kind, hours })
    });
    machines.chain(parts(ticket)).chain(time).collect()
}

fn parts(ticket: &Ticket) -> Vec<Offered> {
    let mut sums: Vec<(ProductId, String, Quantity)> = Vec::new();
    for part in &ticket.parts {
        let same = sums.iter_mut().find(|(product, _, quantity)| {
            *product == part.product && quantity.unit == part.quantity.unit
        });
        let sum = same.and_then(|(_, _, quantity)| {
            let sum = quantity.value.checked_add(part.quantity.value)?;
            quantity.value = sum;
            Some(())
        });
        if sum.is_none() {
            sums.push((part.product, part.name.clone(), part.quantity.clone()));
        }
    }
    let part = |(product, name, quantity)| Offered::Part {
        product,
        name,
        quantity,
    };
    sums.into_iter().map(part).collect()
}

/// `None`: less than a hundredth of an hour.
fn hours(milliseconds: i64) -> Option<Decimal> {
    const HUNDREDTH: i64 = 36_000;
    let hundredths = (milliseconds + HUNDREDTH / 2) / HUNDREDTH;
    match hundredths {
        0 => None,
        some => Decimal::from_parts(some.into(), 2),
    }
}
