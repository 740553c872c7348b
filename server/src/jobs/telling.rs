//! Who hears what becomes of a transfer: the offer it was made of, or the document. Each in the words of its own room.

use shared::documents::{Booked, Change as OfDocument};
use shared::ids::{DocumentId, OfferId};
use shared::integrations::{Slip, Source};
use shared::offers::Change as OfOffer;
use shared::sync::AnyChange;
use uuid::Uuid;

/// The record a transfer is made of.
#[derive(Clone, Copy)]
pub struct Maker {
    pub source: Source,
    pub record: Uuid,
}

impl Maker {
    /// The ERP has it, under its own number.
    pub fn has(self, slip: &Slip) -> AnyChange {
        let number = || slip.number.clone();
        match self.source {
            Source::Offer => OfOffer::SlipReceived {
                offer: OfferId(self.record),
                slip: slip.clone(),
            }
            .into(),
            Source::Document { .. } => self.answered(Booked::Taken { slip: number() }),
        }
    }

    pub fn refused(self, reason: &str) -> AnyChange {
        let reason = reason.to_owned();
        match self.source {
            Source::Offer => OfOffer::TransferRefused {
                offer: OfferId(self.record),
                reason,
            }
            .into(),
            Source::Document { .. } => self.answered(Booked::Refused { reason }),
        }
    }

    /// The ERP has it, and it says something else there; an offer hears that apart from its number.
    pub fn differs(self, slip: &Slip, reason: &str) -> AnyChange {
        match self.source {
            Source::Offer => self.refused(reason),
            Source::Document { .. } => self.answered(Booked::Differs {
                slip: slip.number.clone(),
                reason: reason.to_owned(),
            }),
        }
    }

    /// It is sent now: until there is an answer it is nobody's to change.
    pub fn waits(self) -> AnyChange {
        self.answered(Booked::Waits)
    }

    fn answered(self, booked: Booked) -> AnyChange {
        let document = DocumentId(self.record);
        OfDocument::Answered { document, booked }.into()
    }
}
