//! Final numbers. A counter is a record on the server's own shelf: on a device the look-up answers "not aboard", and a rule
//! that meets that leaves the provisional code standing. The writer's lock makes numbers unique and without gaps.

use crate::desk::Desk;
use crate::ids::SeriesId;
use crate::needs::{Look, Needs};
use crate::planted::{Bug, planted};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Series {
    pub prefix: String,
    pub next: u64,
    pub digits: usize,
}

impl Record for Series {
    const KIND: &'static str = "series";
    type Id = SeriesId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::server()]
    }
    fn class(_field: &str) -> FieldClass {
        FieldClass::Scarce
    }
}

/// The counters there are; the id of each is made from its name, so nobody has to create one first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counter {
    Accounts,
    Products,
    Tickets,
    Sales,
    SaleReturns,
    WriteOffs,
    /// Warranty returns, as operations are called.
    Operations,
    /// One series a year: `Q-2026-0001`.
    Offers {
        year: i16,
    },
}

impl Counter {
    pub fn id(self) -> SeriesId {
        let (name, year): (&[u8; 8], i16) = match self {
            Counter::Accounts => (b"accounts", 0),
            Counter::Products => (b"products", 0),
            Counter::Tickets => (b"tickets ", 0),
            Counter::Sales => (b"sales   ", 0),
            Counter::SaleReturns => (b"returns ", 0),
            Counter::WriteOffs => (b"writeoff", 0),
            Counter::Operations => (b"rma     ", 0),
            Counter::Offers { year } => (b"offers  ", year),
        };
        let mut bytes = [0u8; 16];
        bytes[..8].copy_from_slice(name);
        bytes[14..].copy_from_slice(&year.to_be_bytes());
        SeriesId(Uuid::from_bytes(bytes))
    }

    fn first(self) -> Series {
        let (prefix, digits) = match self {
            Counter::Accounts => ("C-".into(), 5),
            Counter::Products => ("P-".into(), 5),
            Counter::Tickets => ("DK-".into(), 5),
            Counter::Sales => ("S-".into(), 5),
            Counter::SaleReturns => ("R-".into(), 5),
            Counter::WriteOffs => ("W-".into(), 5),
            Counter::Operations => ("RMA-".into(), 5),
            Counter::Offers { year } => (format!("Q-{year}-"), 4),
        };
        Series {
            prefix,
            next: 1,
            digits,
        }
    }

    pub fn needs(self) -> Needs {
        Needs::none().id::<Series>(self.id())
    }

    /// The next final number, or `None` on a device, where only a provisional code can be given.
    pub fn take(self, desk: &mut Desk) -> Option<String> {
        let mut series = match desk.get::<Series>(self.id()) {
            Look::Here(series) => series.clone(),
            Look::None => self.first(),
            Look::NotAboard => return None,
        };
        let number = format!(
            "{}{:0width$}",
            series.prefix,
            series.next,
            width = series.digits
        );
        series.next += 1;
        if planted(Bug::NumbersAreSkipped) && series.next > 5 && series.next.is_multiple_of(4) {
            series.next += 1;
        }
        desk.put(self.id(), series);
        Some(number)
    }
}
