//! Which units stood one for the other (RMA-23): read from the exchanges whose new sale stands.

use super::operation::{Operation, Part};
use crate::ids::{OperationId, ProductId};
use crate::text::serial_fold;
use std::collections::{BTreeMap, BTreeSet};

/// One unit went out in the place of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exchange {
    pub operation: OperationId,
    pub product: Option<ProductId>,
    pub old: String,
    pub new: String,
}

impl Exchange {
    fn of(id: OperationId, operation: &Operation) -> Option<Exchange> {
        let sold = operation.standing(Part::NewSale).is_some();
        let old = operation.serial.clone().filter(|_| sold)?;
        let new = operation.replacement.clone();
        (!new.is_empty()).then_some(Exchange {
            operation: id,
            product: operation.product,
            old,
            new,
        })
    }
}

/// The exchanges that lead to this unit and away from it, the oldest first; one product after the other where several have the number.
/// Of a unit that was given out twice, the last counts; nobody goes in a circle.
pub fn chain(operations: &[(OperationId, Operation)], serial: &str) -> Vec<Exchange> {
    let mut by_time: Vec<&(OperationId, Operation)> = operations.iter().collect();
    by_time.sort_by_key(|(_, operation)| operation.made_at);
    let mut products: BTreeMap<Option<ProductId>, Vec<Exchange>> = BTreeMap::new();
    for (id, operation) in by_time.into_iter().rev() {
        if let Some(exchange) = Exchange::of(*id, operation) {
            let of_product = products.entry(exchange.product).or_default();
            of_product.push(exchange);
        }
    }
    products
        .values()
        .flat_map(|all| around(all, serial))
        .collect()
}

fn around(all: &[Exchange], serial: &str) -> Vec<Exchange> {
    let mut seen = BTreeSet::new();
    let mut found = follow(all, &mut seen, serial, |it| (&it.new, &it.old));
    found.reverse();
    found.extend(follow(all, &mut seen, serial, |it| (&it.old, &it.new)));
    found
}

/// From one unit to the next: `step` says where an exchange is entered and where it leads.
fn follow(
    all: &[Exchange],
    seen: &mut BTreeSet<OperationId>,
    serial: &str,
    step: impl Fn(&Exchange) -> (&str, &str),
) -> Vec<Exchange> {
    let mut found: Vec<Exchange> = Vec::new();
    let mut at = serial_fold(serial);
    while let Some(next) =
        (all.iter()).find(|it| serial_fold(step(it).0) == at && !seen.contains(&it.operation))
    {
        seen.insert(next.operation);
        at = serial_fold(step(next).1);
        found.push(next.clone());
    }
    found
}
