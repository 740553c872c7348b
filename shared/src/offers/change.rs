//! Everything that can happen to an offer. One gesture or one finished field each.

mod converted;
mod edited;
mod made;
mod reads;
mod refusal;
#[cfg(test)]
mod tests;

use super::line::Line;
use super::offer::{Difference, Offer};
use super::status::Status;
use super::totals::totals;
use crate::calendar::Day;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{LineId, OfferId, PriceListId, SetId};
use crate::integrations::{DocumentKind, LiveFigures, Slip};
use crate::money::Decimal;
use crate::needs::Needs;
use crate::quantity::Quantity;
use crate::rate::Percent;
use crate::users::policy::{may_in, system_only};
use crate::users::{Context, Right};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::draft::{Draft, NewLine};
pub use made::{price_fits, quantity_fits};
pub use refusal::Refusal;

/// Lines one offer may have.
pub const LINES_MAX: usize = 2_000;

/// One finished field of the header.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Another day or list asks for the prices again: what differs waits for the seller.
    Day {
        edit: Edit<Day>,
    },
    ValidUntil {
        edit: Edit<Option<Day>>,
    },
    PriceList {
        edit: Edit<Option<PriceListId>>,
    },
    PaymentMethod {
        edit: Edit<String>,
    },
    Note {
        edit: Edit<String>,
    },
}

/// A new price the seller takes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AcceptedPrice {
    pub line: LineId,
    pub price: Edit<Option<Decimal>>,
}

/// An old price the seller stays with, and the new one that was turned down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeptPrice {
    pub line: LineId,
    pub instead_of: Decimal,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Created {
        offer: OfferId,
        draft: Draft,
        provisional: String,
    },
    /// A new draft from an earlier offer, whatever became of that one (OFR-03).
    Revised {
        offer: OfferId,
        of: OfferId,
        day: Day,
        valid_until: Option<Day>,
        set: Option<SetId>,
        provisional: String,
    },
    HeaderEdited {
        offer: OfferId,
        field: Field,
    },
    LineAdded {
        offer: OfferId,
        line: NewLine,
    },
    LineRemoved {
        offer: OfferId,
        line: LineId,
        was: Line,
    },
    LineMoved {
        offer: OfferId,
        line: LineId,
        after: Option<LineId>,
    },
    QuantitySet {
        offer: OfferId,
        line: LineId,
        quantity: Edit<Quantity>,
    },
    PriceSet {
        offer: OfferId,
        line: LineId,
        price: Edit<Option<Decimal>>,
    },
    TextSet {
        offer: OfferId,
        line: LineId,
        text: Edit<String>,
    },
    /// Slots are counted 1 to 10; what a person types is manual (CND-16).
    DiscountSet {
        offer: OfferId,
        line: LineId,
        slot: u8,
        value: Edit<Option<Percent>>,
    },
    /// PRC-11: the seller takes new prices.
    PricesAccepted {
        offer: OfferId,
        prices: Vec<AcceptedPrice>,
    },
    /// PRC-11: the seller stays with the prices as offered; from then on they are manual.
    PricesKept {
        offer: OfferId,
        prices: Vec<KeptPrice>,
    },
    Sent {
        offer: OfferId,
    },
    TakenBack {
        offer: OfferId,
    },
    Lost {
        offer: OfferId,
        reason: String,
    },
    /// The system's: the validity ended.
    Expired {
        offer: OfferId,
    },
    ConversionRequested {
        offer: OfferId,
        kind: DocumentKind,
        set: Option<SetId>,
    },
    ConversionWithdrawn {
        offer: OfferId,
    },
    /// The seller takes the differences as they are: prices become the ERP's.
    DifferencesAccepted {
        offer: OfferId,
        differences: Vec<Difference>,
    },
    /// The system's: what a live answer says.
    ConversionDecided {
        offer: OfferId,
        figures: LiveFigures,
        account: Option<String>,
    },
    /// The system's: the ERP could not be asked.
    ConversionReturned {
        offer: OfferId,
        differences: Vec<Difference>,
    },
    /// The system's: the ERP took the document.
    SlipReceived {
        offer: OfferId,
        slip: Slip,
    },
    /// The system's: the ERP would not have the document.
    TransferRefused {
        offer: OfferId,
        reason: String,
    },
}

impl Change {
    pub fn offer(&self) -> OfferId {
        use Change::*;
        match self {
            Created { offer, .. } | Revised { offer, .. } | HeaderEdited { offer, .. } => *offer,
            LineAdded { offer, .. } | LineRemoved { offer, .. } | LineMoved { offer, .. } => *offer,
            QuantitySet { offer, .. } | PriceSet { offer, .. } | TextSet { offer, .. } => *offer,
            DiscountSet { offer, .. } | PricesAccepted { offer, .. } => *offer,
            PricesKept { offer, .. } | Sent { offer } | TakenBack { offer } => *offer,
            Lost { offer, .. } | Expired { offer } | ConversionRequested { offer, .. } => *offer,
            ConversionWithdrawn { offer } | DifferencesAccepted { offer, .. } => *offer,
            ConversionDecided { offer, .. } | ConversionReturned { offer, .. } => *offer,
            SlipReceived { offer, .. } | TransferRefused { offer, .. } => *offer,
        }
    }

    pub fn makes(&self) -> Vec<Uuid> {
        reads::makes(self)
    }

    pub fn uses(&self) -> Vec<Uuid> {
        reads::uses(self)
    }

    pub fn reads(&self, desk: &Desk) -> Needs {
        reads::reads(self, desk)
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Created {
                offer,
                draft,
                provisional,
            } => made::created(desk, context, *offer, draft, provisional),
            Change::Revised { .. } => made::revised(desk, context, self),
            other => other.happen_to_present(desk, context),
        }
    }

    /// What happens to an offer that is there; its total for lists follows every change.
    fn happen_to_present(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        let id = self.offer();
        let found = desk.get::<Offer>(id).here();
        let found = found.filter(|offer| offer.is_known_to(context));
        let mut offer = found.ok_or(Refusal::NoSuchOffer)?.clone();
        match self {
            Change::Sent { .. } | Change::TakenBack { .. } | Change::Lost { .. } => {
                self.stand(context, &mut offer)?
            }
            Change::Expired { .. } => expire(context, &mut offer)?,
            Change::ConversionRequested { .. }
            | Change::ConversionWithdrawn { .. }
            | Change::DifferencesAccepted { .. }
            | Change::ConversionDecided { .. }
            | Change::ConversionReturned { .. }
            | Change::SlipReceived { .. }
            | Change::TransferRefused { .. } => {
                converted::convert(self, desk, context, id, &mut offer)?
            }
            _ => edited::edit(self, desk, context, id, &mut offer)?,
        }
        offer.net_total = totals(&offer.lines, offer.currency, offer.gross)
            .map_err(|_| Refusal::AmountTooLarge)?
            .net;
        desk.put(id, offer);
        Ok(())
    }

    /// The state a seller's own move ends in.
    fn leads_to(&self) -> Status {
        match self {
            Change::Lost { .. } => Status::Lost,
            Change::TakenBack { .. } => Status::Draft,
            _ => Status::Sent,
        }
    }

    /// Moves between states that only the seller decides.
    fn stand(&self, context: &Context, offer: &mut Offer) -> Result<(), Refusal> {
        may_in(context, Right::MakeOffers, &offer.place.territory)?;
        // a requested conversion ends by being decided, returned or withdrawn, never by the way
        if offer.status == Status::ConversionRequested {
            return Err(Refusal::MoveNotAllowed {
                from: offer.status,
                to: self.leads_to(),
            });
        }
        match self {
            Change::Sent { .. } => offer.move_to(Status::Sent),
            Change::TakenBack { .. } => offer.move_to(Status::Draft),
            Change::Lost { reason, .. } => {
                offer.move_to(Status::Lost)?;
                offer.note = format!("{}\n{}", offer.note, reason.trim())
                    .trim()
                    .to_owned();
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// The last day still counts; an offer without an end never expires.
fn expire(context: &Context, offer: &mut Offer) -> Result<(), Refusal> {
    system_only(context)?;
    match offer.valid_until {
        Some(until) if until < context.today => offer.move_to(Status::Expired),
        _ => Err(Refusal::MoveNotAllowed {
            from: offer.status,
            to: Status::Expired,
        }),
    }
}

impl Offer {
    /// One out of reach is answered as one that is not there. Its own seller knows it and is told what became of the rights.
    fn is_known_to(&self, context: &Context) -> bool {
        context.reaches(&self.place.territory) || self.seller == context.user
    }

    fn move_to(&mut self, next: Status) -> Result<(), Refusal> {
        if !self.status.may_become(next) {
            return Err(Refusal::MoveNotAllowed {
                from: self.status,
                to: next,
            });
        }
        self.status = next;
        Ok(())
    }
}
