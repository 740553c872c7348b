//! Serials typed for a line: parted, kept as typed, and what should be looked at before saving (SER-13).

use crate::problem::Problem;
use crate::products::Tracking;
use crate::quantity::Quantity;
use crate::serials::{SerialNumber, split};

/// The field of a line is parted by commas and line breaks; each number once, in its order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    pub serials: Vec<String>,
    pub problems: Vec<Problem>,
}

/// Warns of a number that stands there twice, and of a count that is not the quantity of a line tracked by serial; blocks what is no
/// serial at all. `path`: the field, for whoever shows the problems. A line without serials is sold without them (SER-14).
pub fn typed(path: &str, typed: &str, quantity: &Quantity, tracking: Tracking) -> Typed {
    let pasted = split(typed);
    let text = |serial: &SerialNumber| serial.as_str().to_owned();
    let mut problems: Vec<Problem> = Vec::new();
    for (typed, _) in &pasted.refused {
        problems.push(Problem::block(path, "serial-unfit").with("serial", typed));
    }
    for twice in &pasted.twice {
        problems.push(Problem::warn(path, "serial-twice").with("serial", twice.as_str()));
    }
    let count = pasted.serials.len();
    let pieces = i64::try_from(count).unwrap_or(i64::MAX);
    let fits = quantity.value == pieces.into();
    if tracking == Tracking::Serial && count > 0 && !fits {
        let problem = Problem::warn(path, "serial-count").with("serials", count);
        problems.push(problem.with("quantity", quantity.value));
    }
    Typed {
        serials: pasted.serials.iter().map(text).collect(),
        problems,
    }
}
