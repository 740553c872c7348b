//! What is left in a van: what its ERP said last, less what was taken since and what the ERP cannot know of yet (TCK-08, STK-08).
//! Movements add up in any order; a figure is never a promise.

use super::total::Reading;
use crate::calendar::Moment;
use crate::money::Decimal;

/// Something taken out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Taken {
    pub quantity: Decimal,
    pub at: Moment,
    /// A write-off has it, so a later reading counts it.
    pub written_off: bool,
}

/// May be less than nothing: somebody took what the figures did not know.
pub fn left(reading: &Reading, taken: impl IntoIterator<Item = Taken>) -> Option<Decimal> {
    let unknown = |taken: &Taken| !taken.written_off || taken.at > reading.read_at;
    let taken = taken.into_iter().filter(unknown);
    taken.into_iter().try_fold(reading.on_hand, |left, taken| {
        left.checked_sub(taken.quantity)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(quantity: i64, at: i64, written_off: bool) -> Taken {
        Taken {
            quantity: quantity.into(),
            at: Moment::from_milliseconds(at),
            written_off,
        }
    }

    #[test]
    fn a_reading_counts_what_was_written_off_before_it_and_nothing_else() {
        let reading = Reading {
            on_hand: 5.into(),
            available: 5.into(),
            read_at: Moment::from_milliseconds(100),
        };
        let all = [
            taken(1, 50, true),
            taken(2, 60, false),
            taken(1, 150, true),
            taken(4, 160, false),
        ];
        assert_eq!(left(&reading, []), Some(5.into()));
        assert_eq!(left(&reading, all), Some(Decimal::from(-2)));
        assert_eq!(
            left(&reading, all.into_iter().rev()),
            Some(Decimal::from(-2))
        );
    }
}
