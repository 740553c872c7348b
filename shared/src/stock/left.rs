//! What is left in a van: what its ERP said last, less what was taken since and what the ERP cannot know of yet (TCK-08, STK-08).
//! Movements add up in any order; a figure is never a promise.

use super::total::Reading;
use crate::calendar::Moment;
use crate::money::Decimal;

/// Something taken out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Taken {
    pub quantity: Decimal,
    /// Since when a write-off has it: a later reading counts it. `None`: none has.
    pub written_off: Option<Moment>,
}

/// May be less than nothing: somebody took what the figures did not know.
pub fn left(reading: &Reading, taken: impl IntoIterator<Item = Taken>) -> Option<Decimal> {
    let counted = |at: Moment| at <= reading.read_at;
    let unknown = |taken: &Taken| !taken.written_off.is_some_and(counted);
    let taken = taken.into_iter().filter(unknown);
    taken.into_iter().try_fold(reading.on_hand, |left, taken| {
        left.checked_sub(taken.quantity)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(quantity: i64, written_off: Option<i64>) -> Taken {
        Taken {
            quantity: quantity.into(),
            written_off: written_off.map(Moment::from_milliseconds),
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
            taken(1, Some(50)),
            taken(2, None),
            taken(1, Some(150)),
            taken(4, None),
        ];
        assert_eq!(left(&reading, []), Some(5.into()));
        assert_eq!(left(&reading, all), Some(Decimal::from(-2)));
        assert_eq!(
            left(&reading, all.into_iter().rev()),
            Some(Decimal::from(-2))
        );
    }
}
