//! May this offer be changed now, by whom, and if not why (OFR-03, OFR-12, OFR-15).

use super::offer::Offer;
use super::status::Status;
use crate::users::policy::may_in;
use crate::users::{Context, Denied, Right};
use serde::{Deserialize, Serialize};

/// Why an offer is closed; worded in `messages`, with the way out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Closed {
    #[error(transparent)]
    Denied { why: Denied },
    /// Converted, lost, expired or cancelled: copy it.
    #[error("an offer that is {status:?} cannot be edited")]
    Frozen { status: Status },
    /// Withdraw the request first.
    #[error("a conversion was requested")]
    UnderConversion,
}

pub fn may_edit(offer: &Offer, context: &Context) -> Result<(), Closed> {
    may_in(context, Right::MakeOffers, &offer.place.territory)
        .map_err(|why| Closed::Denied { why })?;
    match offer.status {
        Status::Draft | Status::Sent => Ok(()),
        Status::ConversionRequested => Err(Closed::UnderConversion),
        status => Err(Closed::Frozen { status }),
    }
}
