//! Ids of the demo company: made from what the record is, never from chance or the clock, so that installing twice meets
//! the same records. They look like those of a device that worked a year ago, so new records stand behind them.

use super::dice::Dice;
use shared::ids::Id;
use uuid::Uuid;

/// 2025-11-21T00:00:00Z
const BEGAN: u64 = 1_763_683_200_000;

pub fn id<I: Id>(kind: &str, index: usize) -> I {
    let mut dice = Dice::of(kind, index);
    let (high, low) = (dice.roll(), dice.roll());
    let moment = BEGAN + index as u64;
    let high = (moment << 16) | 0x7000 | (high & 0x0fff);
    let low = (low >> 2) | (1 << 63);
    I::from_uuid(Uuid::from_u64_pair(high, low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::ProductId;

    #[test]
    fn ids_are_proper_and_ordered_and_always_the_same() {
        let first: ProductId = id("product", 0);
        let second: ProductId = id("product", 1);
        assert_eq!(first.0.get_version_num(), 7);
        assert_eq!(first.0.get_variant(), uuid::Variant::RFC4122);
        assert!(first < second);
        assert_eq!(first, id("product", 0));
    }
}
