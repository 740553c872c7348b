//! How long to wait after n failures: growing, bounded, spread by chance so that not everybody comes back at once. Pure.

use std::time::Duration;

/// The rule of one kind of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Retry {
    pub first: Duration,
    pub longest: Duration,
}

impl Retry {
    /// Calls to an ERP.
    pub const ERP: Retry = Retry {
        first: Duration::from_secs(2),
        longest: Duration::from_secs(300),
    };
    /// Letters: nobody waits for them at a screen.
    pub const MAIL: Retry = Retry {
        first: Duration::from_secs(5),
        longest: Duration::from_secs(1_800),
    };

    /// After so many failed attempts in a row; `chance` is any number, used for the spread of a fifth either way.
    pub fn after(self, failures: u32, chance: u64) -> Duration {
        let doubled = self.first * 2u32.saturating_pow(failures.saturating_sub(1).min(16));
        let middle = doubled.min(self.longest);
        let fifth = middle / 5;
        let spread = fifth * 2 * u32::try_from(chance % 1_000).unwrap_or(0) / 1_000;
        middle - fifth + spread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_stops_growing() {
        let at = |failures| Retry::ERP.after(failures, 500);
        assert_eq!(at(1), Duration::from_secs(2));
        assert_eq!(at(2), Duration::from_secs(4));
        assert_eq!(at(5), Duration::from_secs(32));
        assert_eq!(at(60), Duration::from_secs(300));
    }

    #[test]
    fn chance_spreads_by_a_fifth_either_way() {
        for chance in 0..5_000 {
            let wait = Retry::ERP.after(3, chance);
            assert!(wait >= Duration::from_millis(6_400) && wait <= Duration::from_millis(9_600));
        }
    }
}
