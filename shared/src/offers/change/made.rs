//! How an offer comes into being: from a draft, or as a revision of an earlier one. Every line is priced again here, beside
//! the price its seller saw.

use super::{Change, Draft, LINES_MAX, NewLine, Refusal};
use crate::accounts::Account;
use crate::bounds;
use crate::calendar::Day;
use crate::code::Code;
use crate::desk::Desk;
use crate::ids::{AccountId, OfferId};
use crate::money::Decimal;
use crate::offers::draft::copied_line_id;
use crate::offers::line::Line;
use crate::offers::offer::Offer;
use crate::offers::status::Status;
use crate::offers::totals::totals;
use crate::pricing::{PriceList, PriceSource, Question, resolve};
use crate::products::Product;
use crate::quantity::Quantity;
use crate::rate::Percent;
use crate::series::Counter;
use crate::users::policy::may_use_set;
use crate::users::{Context, Right, may};

pub fn created(
    desk: &mut Desk,
    context: &Context,
    id: OfferId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    let account = account_for(desk, context, id, draft.account)?;
    if let Some(set) = draft.set {
        may_use_set(context, set)?;
    }
    if draft.lines.len() > LINES_MAX {
        return Err(Refusal::TooManyLines { max: LINES_MAX });
    }
    day_fits(context, draft.day)?;
    validity_fits(draft.day, draft.valid_until)?;
    let list = draft.price_list.map(|list| desk.get::<PriceList>(list));
    let gross = list
        .and_then(|list| list.here())
        .is_some_and(|list| list.gross);
    let d = draft.clone();
    let mut offer = Offer {
        code: Code::provisional(provisional),
        account_name: account.name,
        status: Status::Draft,
        day: d.day,
        currency: d.currency,
        net_total: Decimal::ZERO,
        account: d.account,
        place: account.place,
        seller: context.user,
        set: d.set,
        valid_until: d.valid_until,
        price_list: d.price_list,
        gross,
        payment_method: d.payment_method,
        note: d.note,
        lines: Vec::new(),
        conversion: None,
        revision_of: None,
        made_at: context.moment,
        ticket: d.ticket,
    };
    for line in &draft.lines {
        let line = priced(desk, context, line, &offer)?;
        offer.lines.push(line);
    }
    finish(desk, id, offer)
}

/// Header and lines as they were, prices asked for again, everything else new. Manual prices and discounts stay.
pub fn revised(desk: &mut Desk, context: &Context, change: &Change) -> Result<(), Refusal> {
    let Change::Revised {
        offer: id,
        of,
        day,
        valid_until,
        set,
        provisional,
    } = change
    else {
        return Err(Refusal::NoSuchOffer);
    };
    let old = desk
        .get::<Offer>(*of)
        .here()
        .filter(|old| old.is_known_to(context))
        .ok_or(Refusal::NoSuchOffer)?
        .clone();
    let account = account_for(desk, context, *id, old.account)?;
    day_fits(context, *day)?;
    validity_fits(*day, *valid_until)?;
    let lines = old.lines.iter().map(|line| Line {
        id: copied_line_id(*id, line),
        ..line.clone()
    });
    let mut offer = Offer {
        code: Code::provisional(provisional.as_str()),
        account_name: account.name,
        place: account.place,
        status: Status::Draft,
        day: *day,
        valid_until: *valid_until,
        set: *set,
        seller: context.user,
        lines: lines.collect(),
        conversion: None,
        revision_of: Some(*of),
        made_at: context.moment,
        ..old.clone()
    };
    offer.reprice(desk);
    finish(desk, *id, offer)
}

/// The account of a new offer: it must be here and within reach, and the offer must be new. One out of reach is answered as one that
/// is not there; that an id is taken cannot be hidden from whoever knows it, and nobody guesses one.
fn account_for(
    desk: &Desk,
    context: &Context,
    offer: OfferId,
    account: AccountId,
) -> Result<Account, Refusal> {
    may(context, Right::MakeOffers)?;
    let found = desk.get::<Account>(account).here();
    let found = found.filter(|account| context.reaches(&account.place.territory));
    let account = found.ok_or(Refusal::NoSuchAccount)?.clone();
    match desk.get::<Offer>(offer).here() {
        Some(_) => Err(Refusal::Exists),
        None => Ok(account),
    }
}

/// Total and number: the number comes last, because only an offer that stands may take one.
fn finish(desk: &mut Desk, id: OfferId, mut offer: Offer) -> Result<(), Refusal> {
    let sums = totals(&offer.lines, offer.currency, offer.gross);
    offer.net_total = sums.map_err(|_| Refusal::AmountTooLarge)?.net;
    let year = offer.day.year();
    offer.code.number = Counter::Offers { year }.take(desk);
    desk.put(id, offer);
    Ok(())
}

/// The line as it will stand: the seller's price, and beside it what this side's own pricing says when it differs.
pub fn priced(
    desk: &Desk,
    context: &Context,
    line: &NewLine,
    offer: &Offer,
) -> Result<Line, Refusal> {
    let line = &own(context, line)?;
    fits(line)?;
    let blank = Line {
        id: line.id,
        product: line.product,
        code: String::new(),
        text: line.text.clone(),
        quantity: line.quantity.clone(),
        price: line.price,
        source: PriceSource::Manual,
        vat: Percent::ZERO,
        slots: line.slots,
        repriced: None,
    };
    let Some(product) = line.product else {
        if line.price.is_some() {
            may(context, Right::OverridePrice)?;
        }
        return Ok(blank);
    };
    let card = desk.get::<Product>(product).here();
    let card = card.ok_or(Refusal::NoSuchProduct)?;
    if card.archived {
        return Err(Refusal::ProductArchived);
    }
    if line.source == PriceSource::Manual {
        may(context, Right::OverridePrice)?;
    }
    let named = !line.text.trim().is_empty();
    let mut line = Line {
        code: card.code.clone(),
        text: if named { blank.text } else { card.name.clone() },
        source: line.source,
        vat: card.vat,
        ..blank
    };
    line.reprice(desk, &offer.question(product));
    Ok(line)
}

fn fits(line: &NewLine) -> Result<(), Refusal> {
    quantity_fits(&line.quantity)?;
    price_fits(line.price)?;
    match line.slots.problems(false).is_empty() {
        true => Ok(()),
        false => Err(Refusal::DiscountInvalid),
    }
}

/// What an ERP or a condition said is written by the system alone. A person who brings such a price or discount (a line put back
/// brings what it had) answers for it: it becomes manual, which needs the right to set one by hand.
fn own(context: &Context, line: &NewLine) -> Result<NewLine, Refusal> {
    let mut line = line.clone();
    if context.system {
        return Ok(line);
    }
    let told = matches!(line.source, PriceSource::Erp { .. });
    // a price that comes from nowhere was typed
    let made_up = line.source == PriceSource::Missing && line.price.is_some();
    if told || made_up {
        line.source = PriceSource::Manual;
    }
    line.slots = line.slots.by_hand();
    if !line.slots.is_empty() {
        may(context, Right::OverrideDiscount)?;
    }
    Ok(line)
}

/// How far a new offer's day may lie from the day it is decided on, either way: work of a long journey, or next year's.
pub const DAY_DISTANCE_MAX: i64 = 366;
/// How long an offer may hold after its day: five years.
pub const VALID_DAYS_MAX: i64 = 1_827;

/// A day typed wrong by a century would stand in its number for ever. The system's days are an ERP's or the demo's.
pub fn day_fits(context: &Context, day: Day) -> Result<(), Refusal> {
    let (first, last) = (-DAY_DISTANCE_MAX, DAY_DISTANCE_MAX);
    let near = context.today.plus_days(first)..=context.today.plus_days(last);
    match context.system || near.contains(&day) {
        true => Ok(()),
        false => Err(Refusal::DayFarAway {
            days_max: DAY_DISTANCE_MAX,
        }),
    }
}

/// Not before its own day and not for ever.
pub fn validity_fits(day: Day, until: Option<Day>) -> Result<(), Refusal> {
    match until {
        Some(until) if until < day => Err(Refusal::EndsBeforeStart),
        Some(until) if until > day.plus_days(VALID_DAYS_MAX) => Err(Refusal::ValidTooLong {
            days_max: VALID_DAYS_MAX,
        }),
        _ => Ok(()),
    }
}

/// More than nothing, at most six decimals (PRC-08).
pub fn quantity_fits(quantity: &Quantity) -> Result<(), Refusal> {
    let value = quantity.value;
    if value.is_negative() || value.is_zero() || !bounds::number_fits(value) {
        return Err(Refusal::QuantityInvalid);
    }
    Ok(())
}

/// Not negative, at most six decimals; no price is fine.
pub fn price_fits(price: Option<Decimal>) -> Result<(), Refusal> {
    match price {
        Some(price) if price.is_negative() || !bounds::number_fits(price) => {
            Err(Refusal::PriceInvalid)
        }
        _ => Ok(()),
    }
}

impl Offer {
    /// Asks for every line's price again; what differs is noted beside the price, never instead of it (PRC-11).
    pub(super) fn reprice(&mut self, desk: &Desk) {
        let questions: Vec<Option<Question>> = self
            .lines
            .iter()
            .map(|line| line.product.map(|product| self.question(product)))
            .collect();
        for (line, question) in self.lines.iter_mut().zip(questions) {
            if let Some(question) = question {
                line.reprice(desk, &question);
            }
        }
    }
}

impl Line {
    /// What a person typed is not asked for again; neither is a price that cannot be looked up whole.
    fn reprice(&mut self, desk: &Desk, question: &Question) {
        if self.source == PriceSource::Manual {
            return;
        }
        let resolved = resolve(desk, question);
        let differs = !resolved.provisional && resolved.price != self.price;
        self.repriced = resolved.price.filter(|_| differs);
    }
}
