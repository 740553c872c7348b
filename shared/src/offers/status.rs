//! States of an offer and the legal moves (OFR-15, OFR-08).
//!
//! ```text
//!  Draft ──► Sent ──► ConversionRequested ──► Won ──► SaleCancelled
//!    │  ╲______│______╱        │ returned, withdrawn
//!    └──► Lost, Expired        └──► Draft or Sent, as it was
//! ```

use crate::planted::{Bug, planted};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Draft,
    Sent,
    /// Asked for, closed to editing, not yet decided by the server.
    ConversionRequested,
    /// Converted to a sale; frozen.
    Won,
    Lost,
    Expired,
    SaleCancelled,
}

impl Status {
    pub const ALL: [Status; 7] = [
        Status::Draft,
        Status::Sent,
        Status::ConversionRequested,
        Status::Won,
        Status::Lost,
        Status::Expired,
        Status::SaleCancelled,
    ];

    /// Header and lines may change.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Draft | Status::Sent)
    }

    pub fn may_become(self, next: Status) -> bool {
        use Status::*;
        if planted(Bug::EveryMoveIsLegal) {
            return true;
        }
        match self {
            Draft => matches!(next, Sent | ConversionRequested | Lost | Expired),
            Sent => matches!(next, Draft | ConversionRequested | Lost | Expired),
            ConversionRequested => matches!(next, Draft | Sent | Won),
            Won => matches!(next, SaleCancelled),
            Lost | Expired | SaleCancelled => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{self, *};

    #[track_caller]
    fn check(from: Status, to: &[Status]) {
        let found: Vec<Status> = Status::ALL
            .into_iter()
            .filter(|next| from.may_become(*next))
            .collect();
        assert_eq!(found, to);
    }

    #[test]
    fn an_offer_moves_only_along_its_states() {
        check(Draft, &[Sent, ConversionRequested, Lost, Expired]);
        check(Sent, &[Draft, ConversionRequested, Lost, Expired]);
        check(ConversionRequested, &[Draft, Sent, Won]);
        check(Won, &[SaleCancelled]);
        check(Lost, &[]);
        check(Expired, &[]);
        check(SaleCancelled, &[]);
    }
}
