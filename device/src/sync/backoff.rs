//! How long to wait after n failures. Pure: chance is handed in, nobody looks at a clock.

use shared::planted::{Bug, planted};

const FIRST_MS: f64 = 1_000.0;
const LONGEST_MS: f64 = 300_000.0;

/// Grows from about a second to about five minutes; `chance` (0 to 1) spreads devices that failed
/// together, so that they do not come back together.
pub fn delay_ms(failures: u32, chance: f64) -> u32 {
    if planted(Bug::NoGrowingDelay) {
        return 1_000;
    }
    let doubled = FIRST_MS * 2f64.powi(failures.saturating_sub(1).min(16) as i32);
    let longest = doubled.min(LONGEST_MS);
    let spread = 0.5 + chance.clamp(0.0, 1.0) / 2.0;
    (longest * spread) as u32
}

/// How long to rest when all is well and nobody calls: `usual_ms` give or take a quarter, so that a thousand devices that missed the same
/// call do not ask in the same second.
pub fn rest_ms(usual_ms: u32, chance: f64) -> u32 {
    let spread = 0.75 + chance.clamp(0.0, 1.0) / 2.0;
    (f64::from(usual_ms) * spread) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_without_a_call_does_so_at_another_time_than_others() {
        assert_eq!(
            (rest_ms(60_000, 0.0), rest_ms(60_000, 1.0)),
            (45_000, 75_000)
        );
    }

    #[test]
    fn waits_grow_until_five_minutes() {
        let waits: Vec<u32> = (1..=12).map(|failures| delay_ms(failures, 1.0)).collect();
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!((waits[0], waits[11]), (1_000, 300_000));
        assert_eq!(delay_ms(u32::MAX, 1.0), 300_000);
    }

    #[test]
    fn chance_spreads_over_the_upper_half() {
        assert_eq!((delay_ms(4, 0.0), delay_ms(4, 1.0)), (4_000, 8_000));
        assert!(delay_ms(0, 0.0) >= 500);
    }
}
