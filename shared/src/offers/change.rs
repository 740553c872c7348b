//! Everything that can happen to an offer. One gesture or one finished field each.

use super::conversion::differences;
use super::editing::{Closed, may_edit};
use super::line::Line;
use super::offer::{Conversion, Difference, Offer};
use super::status::Status;
use super::totals::totals;
use super::transfer;
use crate::accounts::Account;
use crate::calendar::Day;
use crate::code::Code;
use crate::desk::{Desk, Effect};
use crate::edit::Edit;
use crate::ids::{AccountId, Id, LineId, OfferId, PriceListId, ProductId, SetId};
use crate::integrations::{DocumentKind, IntegrationSet, LiveFigures, Slip};
use crate::money::{Currency, Decimal};
use crate::needs::{Look, Needs};
use crate::pricing::discounts::{Origin, Slot};
use crate::pricing::{PriceList, PriceSource, Question, Slots, resolve};
use crate::products::Product;
use crate::quantity::Quantity;
use crate::rate::Percent;
use crate::record::RecordKey;
use crate::series::Counter;
use crate::users::policy::{may_in, system_only};
use crate::users::{Context, Denied, Right};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Lines one offer may have.
pub const LINES_MAX: usize = 2_000;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub account: AccountId,
    pub day: Day,
    pub valid_until: Option<Day>,
    pub currency: Currency,
    pub price_list: Option<PriceListId>,
    pub payment_method: String,
    pub set: Option<SetId>,
    pub note: String,
    pub lines: Vec<NewLine>,
}

/// A line as the seller saw it: the price is what was shown, the server prices it again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NewLine {
    pub id: LineId,
    pub product: Option<ProductId>,
    /// The text of a line without a product; a product's own name otherwise.
    pub text: String,
    pub quantity: Quantity,
    pub price: Option<Decimal>,
    pub source: PriceSource,
    pub slots: Slots,
}

/// One finished field of the header.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Field {
    Day { edit: Edit<Day> },
    ValidUntil { edit: Edit<Option<Day>> },
    PriceList { edit: Edit<Option<PriceListId>> },
    PaymentMethod { edit: Edit<String> },
    Note { edit: Edit<String> },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "name", content = "args", rename_all = "snake_case")]
pub enum Change {
    Created {
        offer: OfferId,
        draft: Draft,
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

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("the offer is closed: {why}")]
    Closed { why: Closed },
    #[error("there is no such offer")]
    NoSuchOffer,
    #[error("the offer exists already")]
    Exists,
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("there is no such product")]
    NoSuchProduct,
    #[error("the product is archived")]
    ProductArchived,
    #[error("there is no such line")]
    NoSuchLine,
    #[error("the line exists already")]
    LineExists,
    #[error("an offer has at most {max} lines")]
    TooManyLines { max: usize },
    #[error("the quantity must be more than nothing")]
    QuantityInvalid,
    #[error("the price is negative or has more than 6 decimals")]
    PriceInvalid,
    #[error("a discount is between 0 and 100 with at most 4 decimals")]
    DiscountInvalid,
    #[error("the offer cannot go from {from:?} to {to:?}")]
    MoveNotAllowed { from: Status, to: Status },
    #[error("an offer without lines cannot be converted")]
    NothingToConvert,
    #[error("{count} lines have no price")]
    LinesWithoutPrice { count: usize },
    #[error("this ERP does not take quotes")]
    NoQuotes,
    #[error("the amount has too many digits")]
    AmountTooLarge,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl From<Closed> for Refusal {
    fn from(why: Closed) -> Self {
        match why {
            Closed::Denied { why } => Self::Denied { why },
            why => Self::Closed { why },
        }
    }
}

impl Change {
    pub fn offer(&self) -> OfferId {
        use Change::*;
        match self {
            Created { offer, .. }
            | HeaderEdited { offer, .. }
            | LineAdded { offer, .. }
            | LineRemoved { offer, .. } => *offer,
            LineMoved { offer, .. }
            | QuantitySet { offer, .. }
            | PriceSet { offer, .. }
            | TextSet { offer, .. } => *offer,
            DiscountSet { offer, .. }
            | Sent { offer }
            | TakenBack { offer }
            | Lost { offer, .. } => *offer,
            ConversionRequested { offer, .. }
            | ConversionWithdrawn { offer }
            | DifferencesAccepted { offer, .. } => *offer,
            ConversionDecided { offer, .. } | ConversionReturned { offer, .. } => *offer,
            SlipReceived { offer, .. } | TransferRefused { offer, .. } => *offer,
        }
    }

    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Created { offer, draft, .. } => std::iter::once(offer.0)
                .chain(draft.lines.iter().map(|line| line.id.0))
                .collect(),
            Change::LineAdded { line, .. } => vec![line.id.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        let products = |lines: &[NewLine]| {
            lines
                .iter()
                .filter_map(|line| line.product)
                .map(|id| id.0)
                .collect::<Vec<_>>()
        };
        match self {
            Change::Created { draft, .. } => std::iter::once(draft.account.0)
                .chain(products(&draft.lines))
                .collect(),
            Change::LineAdded { offer, line } => std::iter::once(offer.0)
                .chain(products(std::slice::from_ref(line)))
                .collect(),
            Change::LineRemoved { offer, line, .. }
            | Change::LineMoved { offer, line, .. }
            | Change::QuantitySet { offer, line, .. }
            | Change::PriceSet { offer, line, .. }
            | Change::TextSet { offer, line, .. }
            | Change::DiscountSet { offer, line, .. } => vec![offer.0, line.0],
            other => vec![other.offer().0],
        }
    }

    pub fn reads(&self, desk: &Desk) -> Needs {
        match self {
            Change::Created { offer, draft, .. } => {
                let needs = Needs::none()
                    .id::<Offer>(*offer)
                    .id::<Account>(draft.account);
                let needs = needs.and(
                    Counter::Offers {
                        year: draft.day.year(),
                    }
                    .needs(),
                );
                let needs = needs.ids::<PriceList>(draft.price_list);
                let questions = draft.lines.iter().filter_map(|line| {
                    question(line.product?, draft.price_list, draft.day, draft.currency)
                });
                questions.fold(needs, |needs, question| {
                    needs.and(crate::pricing::resolve::reads(&question))
                })
            }
            Change::LineAdded { offer, line } => {
                let needs = Needs::none().id::<Offer>(*offer);
                let Look::Here(found) = desk.get::<Offer>(*offer) else {
                    return needs;
                };
                match line.product.and_then(|product| {
                    question(product, found.price_list, found.day, found.currency)
                }) {
                    Some(question) => needs.and(crate::pricing::resolve::reads(&question)),
                    None => needs,
                }
            }
            Change::HeaderEdited {
                offer,
                field: Field::PriceList { edit },
            } => Needs::none().id::<Offer>(*offer).ids::<PriceList>(edit.now),
            Change::ConversionRequested { offer, set, .. } => Needs::none()
                .id::<Offer>(*offer)
                .ids::<IntegrationSet>(*set),
            other => Needs::none().id::<Offer>(other.offer()),
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        if let Change::Created {
            offer,
            draft,
            provisional,
        } = self
        {
            return created(desk, context, *offer, draft, provisional);
        }
        let id = self.offer();
        let mut offer = desk
            .get::<Offer>(id)
            .here()
            .ok_or(Refusal::NoSuchOffer)?
            .clone();
        match self {
            Change::Created { .. } => {}
            Change::HeaderEdited { .. }
            | Change::LineAdded { .. }
            | Change::LineRemoved { .. }
            | Change::LineMoved { .. }
            | Change::QuantitySet { .. }
            | Change::PriceSet { .. }
            | Change::TextSet { .. }
            | Change::DiscountSet { .. } => {
                may_edit(&offer, context)?;
                self.edit(desk, context, id, &mut offer)?;
            }
            Change::Sent { .. } | Change::TakenBack { .. } | Change::Lost { .. } => {
                self.stand(context, &mut offer)?
            }
            _ => self.convert(desk, context, id, &mut offer)?,
        }
        offer.net_total = totals(&offer.lines, offer.currency, offer.gross)
            .map_err(|_| Refusal::AmountTooLarge)?
            .net;
        desk.put(id, offer);
        Ok(())
    }

    /// Changes of header and lines; the offer is open.
    fn edit(
        &self,
        desk: &mut Desk,
        context: &Context,
        id: OfferId,
        offer: &mut Offer,
    ) -> Result<(), Refusal> {
        let key = RecordKey::of::<Offer>(id);
        let path = |line: &LineId, field: &str| format!("lines/{line}/{field}");
        match self {
            Change::HeaderEdited { field, .. } => header(desk, &key, offer, field),
            Change::LineAdded { line, .. } => {
                if offer.line(line.id).is_some() {
                    return Err(Refusal::LineExists);
                }
                if offer.lines.len() >= LINES_MAX {
                    return Err(Refusal::TooManyLines { max: LINES_MAX });
                }
                let line = priced(
                    desk,
                    context,
                    line,
                    offer.price_list,
                    offer.day,
                    offer.currency,
                )?;
                offer.lines.push(line);
            }
            Change::LineRemoved { line, was, .. } => match offer.line(*line) {
                // removed already, by whomever: the wish is fulfilled
                None => {}
                Some(present) => {
                    let mut present = Some(present.clone());
                    desk.guard(
                        &key,
                        &format!("lines/{line}"),
                        &mut present,
                        &Edit::new(Some(was.clone()), None),
                    );
                    if present.is_none() {
                        offer.lines.retain(|other| other.id != *line);
                    }
                }
            },
            Change::LineMoved { line, after, .. } => moved(offer, *line, *after)?,
            Change::QuantitySet { line, quantity, .. } => {
                quantity_fits(&quantity.now)?;
                let found = offer.line_mut(*line).ok_or(Refusal::NoSuchLine)?;
                desk.guard(&key, &path(line, "quantity"), &mut found.quantity, quantity);
            }
            Change::PriceSet { line, price, .. } => {
                crate::users::may(context, Right::OverridePrice)?;
                price_fits(price.now)?;
                let found = offer.line_mut(*line).ok_or(Refusal::NoSuchLine)?;
                desk.guard(&key, &path(line, "price"), &mut found.price, price);
                if found.price == price.now {
                    found.source = PriceSource::Manual;
                    found.repriced = None;
                }
            }
            Change::TextSet { line, text, .. } => {
                let found = offer.line_mut(*line).ok_or(Refusal::NoSuchLine)?;
                desk.guard(&key, &path(line, "text"), &mut found.text, text);
            }
            Change::DiscountSet {
                line, slot, value, ..
            } => {
                crate::users::may(context, Right::OverrideDiscount)?;
                let found = offer.line_mut(*line).ok_or(Refusal::NoSuchLine)?;
                discount(
                    desk,
                    &key,
                    &path(line, &format!("discount{slot}")),
                    found,
                    *slot,
                    value,
                )?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Moves between states that only the seller decides.
    fn stand(&self, context: &Context, offer: &mut Offer) -> Result<(), Refusal> {
        may_in(context, Right::MakeOffers, &offer.place.territory)?;
        match self {
            Change::Sent { .. } => become_(offer, Status::Sent),
            Change::TakenBack { .. } => become_(offer, Status::Draft),
            Change::Lost { reason, .. } => {
                become_(offer, Status::Lost)?;
                if !reason.trim().is_empty() {
                    offer.note = format!("{}\n{}", offer.note, reason.trim())
                        .trim()
                        .to_owned();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The way from the request to the ERP's slip.
    fn convert(
        &self,
        desk: &mut Desk,
        context: &Context,
        id: OfferId,
        offer: &mut Offer,
    ) -> Result<(), Refusal> {
        match self {
            Change::ConversionRequested { kind, set, .. } => {
                requested(desk, context, id, offer, *kind, *set)
            }
            Change::ConversionWithdrawn { .. } => {
                may_in(context, Right::ConvertOffers, &offer.place.territory)?;
                back(offer, Vec::new())?;
                offer.conversion = None;
                Ok(())
            }
            Change::DifferencesAccepted { differences, .. } => {
                may_edit(offer, context)?;
                accept(offer, differences);
                Ok(())
            }
            Change::ConversionDecided {
                figures, account, ..
            } => {
                system_only(context)?;
                decided(desk, id, offer, figures, account.clone())
            }
            Change::ConversionReturned { differences, .. } => {
                system_only(context)?;
                back(offer, differences.clone())
            }
            Change::SlipReceived { slip, .. } => {
                system_only(context)?;
                if let Some(conversion) = &mut offer.conversion {
                    conversion.slip = Some(slip.clone());
                    conversion.refused = None;
                }
                Ok(())
            }
            Change::TransferRefused { reason, .. } => {
                system_only(context)?;
                if let Some(conversion) = &mut offer.conversion {
                    conversion.refused = Some(reason.clone());
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn question(
    product: ProductId,
    list: Option<PriceListId>,
    day: Day,
    currency: Currency,
) -> Option<Question> {
    Some(Question {
        product,
        list,
        day,
        currency,
    })
}

fn quantity_fits(quantity: &Quantity) -> Result<(), Refusal> {
    let fine = !quantity.value.is_negative() && !quantity.value.is_zero() && quantity.value.fits(6);
    if fine {
        Ok(())
    } else {
        Err(Refusal::QuantityInvalid)
    }
}

fn price_fits(price: Option<Decimal>) -> Result<(), Refusal> {
    match price {
        Some(price) if price.is_negative() || !price.fits(6) => Err(Refusal::PriceInvalid),
        _ => Ok(()),
    }
}

fn become_(offer: &mut Offer, next: Status) -> Result<(), Refusal> {
    if !offer.status.may_become(next) {
        return Err(Refusal::MoveNotAllowed {
            from: offer.status,
            to: next,
        });
    }
    offer.status = next;
    Ok(())
}

fn created(
    desk: &mut Desk,
    context: &Context,
    id: OfferId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    let account = desk
        .get::<Account>(draft.account)
        .here()
        .ok_or(Refusal::NoSuchAccount)?
        .clone();
    may_in(context, Right::MakeOffers, &account.place.territory)?;
    if desk.get::<Offer>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    if draft.lines.len() > LINES_MAX {
        return Err(Refusal::TooManyLines { max: LINES_MAX });
    }
    let gross = draft
        .price_list
        .and_then(|list| desk.get::<PriceList>(list).here())
        .is_some_and(|list| list.gross);
    let lines = draft.lines.iter().map(|line| {
        priced(
            desk,
            context,
            line,
            draft.price_list,
            draft.day,
            draft.currency,
        )
    });
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let net_total = totals(&lines, draft.currency, gross)
        .map_err(|_| Refusal::AmountTooLarge)?
        .net;
    let number = Counter::Offers {
        year: draft.day.year(),
    }
    .take(desk);
    let d = draft.clone();
    let offer = Offer {
        code: Code {
            number,
            provisional: Some(provisional.to_owned()),
        },
        account_name: account.name,
        status: Status::Draft,
        day: d.day,
        currency: d.currency,
        net_total,
        account: d.account,
        place: account.place,
        seller: context.user,
        set: d.set,
        valid_until: d.valid_until,
        price_list: d.price_list,
        gross,
        payment_method: d.payment_method,
        note: d.note,
        lines,
        conversion: None,
        revision_of: None,
        made_at: context.moment,
    };
    desk.put(id, offer);
    Ok(())
}

/// The line as it will stand: the seller's price, and beside it what this side's own pricing says when it differs.
fn priced(
    desk: &Desk,
    context: &Context,
    line: &NewLine,
    list: Option<PriceListId>,
    day: Day,
    currency: Currency,
) -> Result<Line, Refusal> {
    quantity_fits(&line.quantity)?;
    price_fits(line.price)?;
    if !line.slots.problems(false).is_empty() {
        return Err(Refusal::DiscountInvalid);
    }
    let manual = line
        .slots
        .filled()
        .any(|(_, slot)| slot.origin == Origin::Manual);
    if manual {
        crate::users::may(context, Right::OverrideDiscount)?;
    }
    let blank = Line {
        id: line.id,
        product: line.product,
        code: String::new(),
        text: line.text.clone(),
        quantity: line.quantity.clone(),
        price: line.price,
        source: line.source,
        vat: Percent::ZERO,
        slots: line.slots,
        repriced: None,
    };
    let Some(product) = line.product else {
        crate::users::may(context, Right::OverridePrice)?;
        return Ok(Line {
            source: PriceSource::Manual,
            ..blank
        });
    };
    let card = desk
        .get::<Product>(product)
        .here()
        .ok_or(Refusal::NoSuchProduct)?;
    if card.archived {
        return Err(Refusal::ProductArchived);
    }
    let resolved = resolve(
        desk,
        &Question {
            product,
            list,
            day,
            currency,
        },
    );
    if line.source == PriceSource::Manual {
        crate::users::may(context, Right::OverridePrice)?;
    }
    let differs =
        line.source != PriceSource::Manual && resolved.price != line.price && !resolved.provisional;
    let text = if line.text.trim().is_empty() {
        card.name.clone()
    } else {
        line.text.clone()
    };
    let repriced = if differs { resolved.price } else { None };
    Ok(Line {
        code: card.code.clone(),
        text,
        vat: card.vat,
        repriced,
        ..blank
    })
}

fn header(desk: &mut Desk, key: &RecordKey, offer: &mut Offer, field: &Field) {
    match field {
        Field::Day { edit } => desk.guard(key, "day", &mut offer.day, edit),
        Field::ValidUntil { edit } => desk.guard(key, "valid_until", &mut offer.valid_until, edit),
        Field::PriceList { edit } => {
            desk.guard(key, "price_list", &mut offer.price_list, edit);
            let list = offer
                .price_list
                .and_then(|list| desk.get::<PriceList>(list).here());
            offer.gross = list.is_some_and(|list| list.gross);
        }
        Field::PaymentMethod { edit } => {
            desk.guard(key, "payment_method", &mut offer.payment_method, edit)
        }
        // low-value: the last writer wins
        Field::Note { edit } => offer.note = edit.now.clone(),
    }
}

fn moved(offer: &mut Offer, line: LineId, after: Option<LineId>) -> Result<(), Refusal> {
    let at = offer
        .lines
        .iter()
        .position(|other| other.id == line)
        .ok_or(Refusal::NoSuchLine)?;
    let taken = offer.lines.remove(at);
    // a neighbour that is gone meanwhile means the end, because order is a low-value field
    let place = match after {
        None => 0,
        Some(after) => offer
            .lines
            .iter()
            .position(|other| other.id == after)
            .map_or(offer.lines.len(), |at| at + 1),
    };
    offer.lines.insert(place, taken);
    Ok(())
}

fn discount(
    desk: &mut Desk,
    key: &RecordKey,
    path: &str,
    line: &mut Line,
    slot: u8,
    edit: &Edit<Option<Percent>>,
) -> Result<(), Refusal> {
    if edit.now.is_some_and(|value| value.checked_share().is_err()) {
        return Err(Refusal::DiscountInvalid);
    }
    let mut value = line.slots.get(usize::from(slot)).map(|slot| slot.value);
    desk.guard(key, path, &mut value, edit);
    let filled = value.map(|value| Slot {
        value,
        origin: Origin::Manual,
    });
    line.slots
        .set(usize::from(slot), filled)
        .map_err(|_| Refusal::DiscountInvalid)
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
    if offer.lines.is_empty() {
        return Err(Refusal::NothingToConvert);
    }
    let count = offer
        .lines
        .iter()
        .filter(|line| line.price.is_none())
        .count();
    if count > 0 {
        return Err(Refusal::LinesWithoutPrice { count });
    }
    // OFR-01: a quote is known to some ERPs only
    let erp = set
        .and_then(|set| desk.get::<IntegrationSet>(set).here())
        .map(|set| set.erp);
    if kind == DocumentKind::Quote && erp.is_some_and(|erp| !erp.takes_quotes()) {
        return Err(Refusal::NoQuotes);
    }
    let from = offer.status;
    become_(offer, Status::ConversionRequested)?;
    offer.conversion = Some(Conversion {
        kind,
        requested_at: context.moment,
        from,
        set: offer.set.or(set),
        transfer: None,
        slip: None,
        differences: Vec::new(),
        refused: None,
    });
    desk.effect(Effect::DecideConversion { offer: id.uuid() });
    Ok(())
}

/// Back to the seller, in the state the offer had.
fn back(offer: &mut Offer, differences: Vec<Difference>) -> Result<(), Refusal> {
    let from = offer
        .conversion
        .as_ref()
        .map_or(Status::Draft, |conversion| conversion.from);
    become_(offer, from)?;
    if let Some(conversion) = &mut offer.conversion {
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
    let Some(conversion) = offer.conversion.clone() else {
        return Err(Refusal::NothingToConvert);
    };
    let Some(set) = conversion.set else {
        return back(offer, vec![Difference::NoSet]);
    };
    let Some(account) = account else {
        return back(offer, vec![Difference::AccountNotLinked]);
    };
    let found = differences(offer, figures);
    if !found.is_empty() {
        return back(offer, found);
    }
    become_(offer, Status::Won)?;
    let transfer = transfer::transfer_id(id.uuid(), conversion.requested_at, set);
    offer.conversion = Some(Conversion {
        transfer: Some(transfer),
        ..conversion.clone()
    });
    let document = transfer::document(offer, conversion.kind, transfer, account);
    let document = serde_json::to_value(document).map_err(|_| Refusal::AmountTooLarge)?;
    desk.effect(Effect::Transfer {
        transfer: transfer.uuid(),
        set: set.uuid(),
        document,
    });
    Ok(())
}

/// The seller accepts: prices become the ERP's, quantities and totals stay; asking again is a new request.
fn accept(offer: &mut Offer, accepted: &[Difference]) {
    for difference in accepted {
        if let Difference::Price { line, now, .. } = difference
            && let Some(line) = offer.line_mut(*line)
        {
            line.price = Some(*now);
            line.repriced = None;
        }
    }
    if let Some(conversion) = &mut offer.conversion {
        conversion
            .differences
            .retain(|difference| !accepted.contains(difference));
    }
}
