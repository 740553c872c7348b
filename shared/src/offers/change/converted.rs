//! The way of an offer from the request to the ERP's slip (OFR-15, OFR-06): asked for, decided, returned, accepted, withdrawn.

use super::{Change, Refusal};
use crate::calendar::Moment;
use crate::desk::{Desk, Effect};
use crate::edit::Edit;
use crate::ids::{Id, OfferId, SetId};
use crate::integrations::transfer::transfer_id;
use crate::integrations::{DocumentKind, IntegrationSet, LiveFigures};
use crate::offers::conversion::{acceptable, open_differences};
use crate::offers::editing::may_edit;
use crate::offers::offer::{Conversion, Difference, Offer};
use crate::offers::status::Status;
use crate::offers::transfer::{self, Missing};
use crate::planted::{Bug, planted};
use crate::pricing::PriceSource;
use crate::record::RecordKey;
use crate::users::policy::{may_in, may_use_set, system_only};
use crate::users::{Context, Right};

pub fn convert(
    change: &Change,
    desk: &mut Desk,
    context: &Context,
    id: OfferId,
    offer: &mut Offer,
) -> Result<(), Refusal> {
    match change {
        Change::ConversionRequested { kind, set, .. } => {
            requested(desk, context, id, offer, *kind, *set)
        }
        Change::ConversionWithdrawn { .. } => {
            may_in(context, Right::ConvertOffers, &offer.place.territory)?;
            // returned meanwhile and sent again: there is nothing to withdraw, and Sent must not become a draft by it
            match offer.status {
                Status::ConversionRequested => back(offer, None, Vec::new()),
                from => Err(Refusal::MoveNotAllowed {
                    from,
                    to: Status::Draft,
                }),
            }
        }
        Change::DifferencesAccepted { differences, .. } => {
            may_edit(offer, context)?;
            accepted(desk, id, offer, differences)
        }
        other => {
            system_only(context)?;
            by_the_system(other, desk, context, id, offer)
        }
    }
}

fn by_the_system(
    change: &Change,
    desk: &mut Desk,
    context: &Context,
    id: OfferId,
    offer: &mut Offer,
) -> Result<(), Refusal> {
    match (change, &mut offer.conversion) {
        (
            Change::ConversionDecided {
                figures, account, ..
            },
            _,
        ) => decided(desk, id, offer, figures, account.clone()),
        (Change::ConversionReturned { differences, .. }, _) => {
            back(offer, Some(context.moment), differences.clone())
        }
        (Change::SlipReceived { slip, .. }, Some(conversion)) => {
            conversion.slip = Some(slip.clone());
            conversion.slip_at = Some(context.moment);
            conversion.refused = None;
            Ok(())
        }
        (Change::TransferRefused { reason, .. }, Some(conversion)) => {
            conversion.refused = Some(reason.clone());
            Ok(())
        }
        _ => Ok(()),
    }
}

fn requested(
    desk: &mut Desk,
    context: &Context,
    id: OfferId,
    offer: &mut Offer,
    kind: DocumentKind,
    set: Option<SetId>,
) -> Result<(), Refusal> {
    may_in(context, Right::ConvertOffers, &offer.place.territory)?;
    let set = offer.set.or(set);
    if let Some(set) = set {
        may_use_set(context, set)?;
    }
    let erp = set
        .and_then(|set| desk.get::<IntegrationSet>(set).here())
        .map(|set| set.erp);
    for missing in transfer::missing(offer, kind, erp) {
        match missing {
            Missing::Lines => return Err(Refusal::NothingToConvert),
            Missing::Prices { count } => return Err(Refusal::LinesWithoutPrice { count }),
            Missing::Quotes { .. } | Missing::Kind => return Err(Refusal::NoQuotes),
            // the answer comes from the server, which may know the set
            Missing::Set => {}
        }
    }
    let from = offer.status;
    offer.move_to(Status::ConversionRequested)?;
    let before = offer.conversion.take();
    offer.conversion = Some(Conversion {
        kind,
        requested_at: context.moment,
        from,
        set,
        transfer: None,
        slip: None,
        slip_at: None,
        checked_at: None,
        differences: Vec::new(),
        accepted: before
            .map(|conversion| conversion.accepted)
            .unwrap_or_default(),
        refused: None,
    });
    desk.effect(Effect::DecideConversion { offer: id.uuid() });
    Ok(())
}

/// Back to the seller, in the state the offer had.
fn back(
    offer: &mut Offer,
    checked_at: Option<Moment>,
    differences: Vec<Difference>,
) -> Result<(), Refusal> {
    let from = offer
        .conversion
        .as_ref()
        .map_or(Status::Draft, |conversion| conversion.from);
    offer.move_to(from)?;
    if let Some(conversion) = &mut offer.conversion {
        conversion.checked_at = checked_at;
        conversion.differences = differences;
    }
    Ok(())
}

/// All well: Won, and the transfer is written with the same transaction. Otherwise back with the differences.
fn decided(
    desk: &mut Desk,
    id: OfferId,
    offer: &mut Offer,
    figures: &LiveFigures,
    account: Option<String>,
) -> Result<(), Refusal> {
    if offer.status != Status::ConversionRequested {
        return Err(Refusal::MoveNotAllowed {
            from: offer.status,
            to: Status::Won,
        });
    }
    let checked_at = Some(figures.read_at);
    let Some(conversion) = offer.conversion.clone() else {
        return Err(Refusal::NothingToConvert);
    };
    let Some(set) = conversion.set else {
        return back(offer, checked_at, vec![Difference::NoSet]);
    };
    let Some(account) = account else {
        return back(offer, checked_at, vec![Difference::AccountNotLinked]);
    };
    let found = open_differences(offer, figures, &conversion.accepted);
    if !found.is_empty() {
        return back(offer, checked_at, found);
    }
    offer.move_to(Status::Won)?;
    let transfer = match planted(Bug::KeyOfTheMoment) {
        true => transfer_id(moments_id(figures), set),
        false => transfer_id(id.uuid(), set),
    };
    let document = transfer::document(offer, conversion.kind, transfer, account);
    let document = serde_json::to_value(document).map_err(|_| Refusal::AmountTooLarge)?;
    offer.conversion = Some(Conversion {
        transfer: Some(transfer),
        checked_at,
        ..conversion
    });
    desk.effect(Effect::Transfer {
        transfer: transfer.uuid(),
        record: id.uuid(),
        set: set.uuid(),
        document,
    });
    Ok(())
}

/// For a bug planted on purpose alone: another id each time it is decided.
fn moments_id(figures: &LiveFigures) -> uuid::Uuid {
    uuid::Uuid::from_u128(figures.read_at.milliseconds().unsigned_abs().into())
}

/// The seller accepts: prices become the ERP's, stock and risk are remembered as seen; asking again is a new request.
fn accepted(
    desk: &mut Desk,
    id: OfferId,
    offer: &mut Offer,
    wanted: &[Difference],
) -> Result<(), Refusal> {
    let key = RecordKey::of::<Offer>(id);
    let mut conversion = offer.conversion.take().ok_or(Refusal::NoSuchDifference)?;
    for difference in wanted {
        if conversion.accepted.contains(difference) {
            continue;
        }
        if !conversion.differences.contains(difference) || !acceptable(difference) {
            return Err(Refusal::NoSuchDifference);
        }
        take_price(desk, &key, offer, difference, conversion.checked_at);
        conversion.differences.retain(|other| other != difference);
        conversion.accepted.push(difference.clone());
    }
    offer.conversion = Some(conversion);
    Ok(())
}

fn take_price(
    desk: &mut Desk,
    key: &RecordKey,
    offer: &mut Offer,
    difference: &Difference,
    read_at: Option<Moment>,
) {
    let Difference::Price { line, offered, now } = difference else {
        return;
    };
    let Some(found) = offer.line_mut(*line) else {
        return;
    };
    let edit = Edit::new(*offered, Some(*now));
    desk.guard(key, &format!("lines/{line}/price"), &mut found.price, &edit);
    if found.price == edit.now {
        found.repriced = None;
        found.source = read_at.map_or(found.source, |read_at| PriceSource::Erp { read_at });
    }
}
