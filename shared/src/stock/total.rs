//! How much of a product is there in all, and how old is the oldest of the figures that were added up?
//! Knows only the figures it is given; whose warehouses they may be is decided by shelves.

use crate::calendar::Moment;
use crate::money::Decimal;

/// Figures older than this are withheld: what the ERP said four days ago is no help on the road (PRD-05, STK-07).
pub const AGE_HOURS_MAX: i64 = 72;
pub const AGE_MILLISECONDS_MAX: i64 = AGE_HOURS_MAX * 3_600_000;

/// One warehouse's figures with the time of the run that read them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reading {
    pub on_hand: Decimal,
    pub available: Decimal,
    pub read_at: Moment,
}

impl Reading {
    /// What is spoken for: on hand, but not available.
    pub fn reserved(&self) -> Option<Decimal> {
        self.on_hand.checked_sub(self.available)
    }

    /// The sum of several warehouses, as old as the oldest of them; nothing when there is none.
    pub fn total(readings: impl IntoIterator<Item = Reading>) -> Option<Reading> {
        readings.into_iter().map(Some).reduce(|sum, next| {
            let (sum, next) = (sum?, next?);
            Some(Reading {
                on_hand: sum.on_hand.checked_add(next.on_hand)?,
                available: sum.available.checked_add(next.available)?,
                read_at: sum.read_at.min(next.read_at),
            })
        })?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(on_hand: i64, available: i64, read_at: i64) -> Reading {
        Reading {
            on_hand: on_hand.into(),
            available: available.into(),
            read_at: Moment::from_milliseconds(read_at),
        }
    }

    #[test]
    fn a_total_is_as_old_as_its_oldest_figure() {
        let total = Reading::total([reading(3, 2, 500), reading(1, 1, 200), reading(0, 0, 900)]);
        assert_eq!(total, Some(reading(4, 3, 200)));
    }

    #[test]
    fn without_figures_there_is_no_total_not_zero() {
        assert_eq!(Reading::total([]), None);
    }

    #[test]
    fn what_is_on_hand_but_not_available_is_reserved() {
        assert_eq!(reading(3, 1, 0).reserved(), Some(2.into()));
    }
}
