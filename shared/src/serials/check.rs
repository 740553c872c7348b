//! May this serial stand on this line (SER-03, SER-04, SER-05, SER-12)? The truth table of the requirements, as one function: online,
//! offline and without an ERP it differs only in what is known.

use super::serial_number::SerialNumber;
use super::shipment::{Movement, NotShipped, Shipped, lot_out, shipped_as};
use crate::calendar::Moment;
use crate::ids::ProductId;
use crate::products::Tracking;
use crate::quantity::Quantity;

/// A product that has a unit of this number, with what happened to the unit.
#[derive(Clone, PartialEq, Debug)]
pub struct Owner {
    /// Ours, when the ERP's product is linked to one.
    pub product: Option<ProductId>,
    /// Code and name, for whoever is told that the number belongs there.
    pub code: String,
    pub name: String,
    /// How units of that product are told apart.
    pub tracking: Tracking,
    pub movements: Vec<Movement>,
}

/// What is known of a serial, and by whom.
#[derive(Clone, PartialEq, Debug)]
pub enum Lookup {
    /// An ERP answered: nobody is an answer too.
    Erp { owners: Vec<Owner> },
    /// No set is active; our own register knows what was entered here.
    OwnRegister { owners: Vec<Owner> },
    /// The ERP cannot be asked; the device has rows of it, as of that moment.
    Aboard { owners: Vec<Owner>, as_of: Moment },
    /// The ERP cannot be asked, and the device has no row of it. The filter knows whether it was ever shipped, as of that moment.
    NotAboard {
        ever_shipped: Option<(bool, Moment)>,
    },
}

/// What stands on the line.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// `None`: the field is empty.
    pub serial: Option<&'a SerialNumber>,
    pub product: ProductId,
    /// Whether the product is linked in the active set: otherwise nobody can compare.
    pub linked: bool,
    pub tracking: Tracking,
    pub lookup: &'a Lookup,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Verdict {
    /// No serial, nothing to check.
    Empty,
    Fine,
    /// MSG-02: no dispatch-out; goes on. The reason, where the unit is known.
    NoDispatch {
        why: Option<NotShipped>,
    },
    /// MSG-03: it belongs to these; saving waits until it is corrected or cleared.
    OtherProduct {
        owners: Vec<Owner>,
    },
    /// Nobody can compare; goes on. `no_dispatch`: and nothing was shipped either.
    NotLinked {
        no_dispatch: bool,
    },
    /// Nobody could be asked; goes on. `perhaps_ours`: the filter says so, `None`: there is no filter here.
    WillBeVerified {
        perhaps_ours: Option<bool>,
    },
}

/// What may stand in the line's quantity.
#[derive(Clone, PartialEq, Debug)]
pub enum Quantities {
    Open,
    /// Read only.
    One,
    /// Of a lot: at most as much as was shipped.
    UpTo(Quantity),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    pub verdict: Verdict,
    pub quantities: Quantities,
    /// The sale whose days a warranty is counted from; `None`: unknown.
    pub sale: Option<Movement>,
    /// Otherwise it is checked again at sync, and marked until then.
    pub verified: bool,
    /// Since when what is said may be outdated; `None`: it was asked just now.
    pub as_of: Option<Moment>,
}

impl Finding {
    /// The line cannot be saved like this.
    pub fn blocks(&self) -> bool {
        matches!(self.verdict, Verdict::OtherProduct { .. })
    }
}

/// In the order of SER-04: an empty field is not checked; the product comes before the shipment; where both fail, only the block is said.
pub fn check(question: &Question) -> Finding {
    if question.serial.is_none() {
        return Finding {
            verdict: Verdict::Empty,
            quantities: Quantities::Open,
            sale: None,
            verified: true,
            as_of: None,
        };
    }
    match question.lookup {
        Lookup::Erp { owners } => known(question, owners, true, None),
        Lookup::OwnRegister { owners } => known(question, owners, false, None),
        Lookup::Aboard { owners, as_of } => known(question, owners, true, Some(*as_of)),
        Lookup::NotAboard { ever_shipped } => not_aboard(*ever_shipped),
    }
}

fn one(verdict: Verdict, verified: bool, as_of: Option<Moment>) -> Finding {
    Finding {
        verdict,
        quantities: Quantities::One,
        sale: None,
        verified,
        as_of,
    }
}

/// `by_erp`: an ERP knows every shipment, so that a number it does not know was not shipped; our own register knows only its own.
fn known(question: &Question, owners: &[Owner], by_erp: bool, as_of: Option<Moment>) -> Finding {
    if owners.is_empty() {
        let verdict = match by_erp {
            true => Verdict::NoDispatch { why: None },
            false => Verdict::Fine,
        };
        return one(verdict, true, as_of);
    }
    let own = owners
        .iter()
        .find(|owner| owner.product == Some(question.product));
    match own {
        Some(own) => matching(question, own, as_of),
        None if by_erp && !question.linked => not_linked(question, owners, as_of),
        None => {
            let owners = owners.to_vec();
            one(Verdict::OtherProduct { owners }, true, as_of)
        }
    }
}

fn matching(question: &Question, own: &Owner, as_of: Option<Moment>) -> Finding {
    let (verdict, sale) = match shipped_as(question.tracking, &own.movements) {
        Shipped::Yes(sale) => (Verdict::Fine, Some(sale)),
        Shipped::No(why) => (Verdict::NoDispatch { why: Some(why) }, None),
    };
    Finding {
        quantities: quantities(question, &own.movements),
        sale,
        ..one(verdict, true, as_of)
    }
}

/// The shipment still counts, of whichever product the number is.
fn not_linked(question: &Question, owners: &[Owner], as_of: Option<Moment>) -> Finding {
    let out = owners.iter();
    let sales = out.filter_map(|owner| match shipped_as(owner.tracking, &owner.movements) {
        Shipped::Yes(sale) => Some((sale, owner)),
        Shipped::No(_) => None,
    });
    let last = sales.max_by_key(|(sale, _)| sale.day());
    let quantities = match &last {
        Some((_, owner)) => quantities(question, &owner.movements),
        None => Quantities::One,
    };
    let no_dispatch = last.is_none();
    Finding {
        quantities,
        sale: last.map(|(sale, _)| sale),
        ..one(Verdict::NotLinked { no_dispatch }, false, as_of)
    }
}

/// What can be said without a row, also where no product is asked about: shipped some day or not, it stays unverified.
pub fn not_aboard(ever_shipped: Option<(bool, Moment)>) -> Finding {
    let as_of = ever_shipped.map(|(_, as_of)| as_of);
    let perhaps_ours = ever_shipped.map(|(ours, _)| ours);
    one(Verdict::WillBeVerified { perhaps_ours }, false, as_of)
}

fn quantities(question: &Question, movements: &[Movement]) -> Quantities {
    match question.tracking {
        Tracking::Lot => lot_out(movements).map_or(Quantities::Open, Quantities::UpTo),
        Tracking::Serial | Tracking::None => Quantities::One,
    }
}
