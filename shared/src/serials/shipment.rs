//! When and on which document a unit left us, and which of several sales counts (SER-09, SER-13).

use crate::calendar::Day;
use crate::ids::AccountId;
use crate::money::Decimal;
use crate::products::Tracking;
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// A unit, or some of a lot, left us or came back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Movement {
    pub kind: MovementKind,
    /// The document's number, as people know it.
    pub document: String,
    pub account: Option<AccountId>,
    pub dispatched: Option<Day>,
    pub invoiced: Option<Day>,
    pub cancelled: bool,
    /// Of a lot; a serial is one unit.
    pub quantity: Option<Quantity>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MovementKind {
    Sale,
    Return,
}

/// Is it out at a customer's?
#[derive(Clone, PartialEq, Debug)]
pub enum Shipped {
    /// By this sale: the last that was neither cancelled nor taken back.
    Yes(Movement),
    No(NotShipped),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotShipped {
    InStock,
    SaleCancelled,
    /// And not sold again since.
    Returned,
}

impl Movement {
    /// The day it is ordered by: a dispatch or an invoice, either counts.
    pub fn day(&self) -> Option<Day> {
        self.dispatched.or(self.invoiced)
    }
}

impl Movement {
    /// A dispatch and the invoice for it are one sale, under the number of whichever came first; anything else is a sale of its own.
    fn and(mut self, later: &Movement) -> Movement {
        let completes = |mine: Option<Day>, theirs: Option<Day>| mine.is_none() && theirs.is_some();
        let invoice = completes(self.invoiced, later.invoiced) && later.dispatched.is_none();
        let dispatch = completes(self.dispatched, later.dispatched) && later.invoiced.is_none();
        if self.account != later.account || !(invoice || dispatch) {
            return later.clone();
        }
        self.dispatched = self.dispatched.or(later.dispatched);
        self.invoiced = self.invoiced.or(later.invoiced);
        self
    }
}

/// The last sale counts. Movements of one day are taken as they stand; one without a day comes before all others. A lot is back when
/// all of it is.
pub fn shipped(movements: &[Movement]) -> Shipped {
    let mut in_order: Vec<&Movement> = movements.iter().collect();
    in_order.sort_by_key(|movement| movement.day());
    let mut stands = Shipped::No(NotShipped::InStock);
    for (at, movement) in in_order.iter().enumerate() {
        stands = match (movement.kind, movement.cancelled, stands) {
            (MovementKind::Sale, false, Shipped::Yes(sale)) => Shipped::Yes(sale.and(movement)),
            (MovementKind::Sale, false, _) => Shipped::Yes((*movement).clone()),
            (MovementKind::Sale, true, Shipped::No(NotShipped::InStock)) => {
                Shipped::No(NotShipped::SaleCancelled)
            }
            (MovementKind::Return, false, Shipped::No(_)) => Shipped::No(NotShipped::Returned),
            (MovementKind::Return, false, Shipped::Yes(sale)) => {
                let out = lot_out(in_order[..=at].iter().copied());
                match out.is_some_and(|out| out.value > Decimal::ZERO) {
                    true => Shipped::Yes(sale),
                    false => Shipped::No(NotShipped::Returned),
                }
            }
            (_, _, stands) => stands,
        };
    }
    stands
}

/// The same of a product whose units are told apart like that. Where every unit has a number of its own, a line with fewer numbers than
/// pieces lacks some, and is no lot (SER-13): with its number the unit is back.
pub fn shipped_as(tracking: Tracking, movements: &[Movement]) -> Shipped {
    match tracking {
        Tracking::Serial => shipped(&of_units(movements)),
        Tracking::None | Tracking::Lot => shipped(movements),
    }
}

fn of_units(movements: &[Movement]) -> Vec<Movement> {
    let unit = |movement: &Movement| Movement {
        quantity: None,
        ..movement.clone()
    };
    movements.iter().map(unit).collect()
}

/// How much of a lot is out: what was sold less what came back, in the unit of the first sale; `None` when no sale says.
pub fn lot_out<'a>(movements: impl IntoIterator<Item = &'a Movement>) -> Option<Quantity> {
    let counted = movements.into_iter().filter(|movement| !movement.cancelled);
    let mut out: Option<Quantity> = None;
    for movement in counted {
        let Some(moved) = &movement.quantity else {
            continue;
        };
        let sum = out.get_or_insert_with(|| Quantity {
            value: Decimal::ZERO,
            unit: moved.unit.clone(),
        });
        let value = match movement.kind {
            MovementKind::Sale => sum.value.checked_add(moved.value),
            MovementKind::Return => sum.value.checked_sub(moved.value),
        };
        sum.value = value.filter(|_| sum.unit == moved.unit)?;
    }
    out
}
