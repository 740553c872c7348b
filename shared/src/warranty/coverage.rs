//! Is a unit under warranty on the day its fault was reported?

use crate::calendar::Day;
use crate::products::{WarrantyStart, WarrantyTerms};
use crate::serials::Movement;
use serde::{Deserialize, Serialize};

/// The days a term may be counted from, as far as they are known; in the company's time zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Dates {
    /// Of the last sale that counts.
    pub dispatched: Option<Day>,
    pub invoiced: Option<Day>,
    /// Delivered or installed, as a ticket says.
    pub installed: Option<Day>,
    /// Written down for the unit.
    pub by_hand: Option<Day>,
    pub produced: Option<Day>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    InWarranty,
    OutOfWarranty,
    /// The product promises none.
    NotCovered,
    /// It begins after the fault was reported.
    NotStarted,
    /// Nobody knows the day it began.
    Unknown,
    /// Lost by what was done to the unit.
    Void,
}

/// What is shown beside a serial, read only, and recorded with a ticket as it was shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coverage {
    pub status: Status,
    pub start: Option<Day>,
    /// The last day that is covered.
    pub end: Option<Day>,
}

impl Coverage {
    const fn bare(status: Status) -> Coverage {
        Coverage {
            status,
            start: None,
            end: None,
        }
    }
}

impl Coverage {
    /// The same term, asked for another day.
    pub fn as_of(self, reported: Day) -> Coverage {
        let status = match self.status {
            Status::Void | Status::NotCovered => self.status,
            _ => within(self.start, self.end, reported),
        };
        Coverage { status, ..self }
    }
}

impl Dates {
    /// With the days of the sale that counts.
    pub fn sold(self, sale: Option<&Movement>) -> Dates {
        Dates {
            dispatched: sale.and_then(|sale| sale.dispatched),
            invoiced: sale.and_then(|sale| sale.invoiced),
            ..self
        }
    }

    /// The day the term is counted from.
    pub fn start(&self, start: WarrantyStart) -> Option<Day> {
        match start {
            WarrantyStart::Shipment => self.dispatched.or(self.invoiced),
            WarrantyStart::Dispatch => self.dispatched,
            WarrantyStart::Invoice => self.invoiced,
            WarrantyStart::Installation => self.installed,
            WarrantyStart::ByHand => self.by_hand,
            WarrantyStart::Production => self.produced,
        }
    }
}

/// SER-06: end = start + term, the end of a month clamped; covered while `reported`, the ticket's date, is not after it.
///
/// ```
/// use shared::calendar::Day;
/// use shared::products::WarrantyTerms;
/// use shared::warranty::{Dates, Status, coverage};
/// let day = |text| Day::parse(text).unwrap();
/// let sold = Dates { dispatched: Some(day("2026-03-05")), ..Dates::default() };
/// let found = coverage(Some(&WarrantyTerms::USUAL), &sold, day("2028-03-05"), false);
/// assert_eq!((found.status, found.end), (Status::InWarranty, Some(day("2028-03-05"))));
/// ```
pub fn coverage(
    terms: Option<&WarrantyTerms>,
    dates: &Dates,
    reported: Day,
    void: bool,
) -> Coverage {
    let Some(terms) = terms else {
        return Coverage::bare(Status::NotCovered);
    };
    let start = dates.start(terms.start);
    let end = start.map(|start| terms.term.after(start));
    let status = match void {
        true => Status::Void,
        false => within(start, end, reported),
    };
    Coverage { status, start, end }
}

fn within(start: Option<Day>, end: Option<Day>, reported: Day) -> Status {
    match (start, end) {
        (Some(start), _) if reported < start => Status::NotStarted,
        (_, Some(end)) if reported <= end => Status::InWarranty,
        (_, Some(_)) => Status::OutOfWarranty,
        (_, None) => Status::Unknown,
    }
}
