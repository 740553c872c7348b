//! What a change of an offer brings into being, cannot do without, and has to read. Decides nothing.

use super::{Change, Field, NewLine};
use crate::accounts::Account;
use crate::calendar::Day;
use crate::desk::Desk;
use crate::ids::{OfferId, PriceListId};
use crate::integrations::IntegrationSet;
use crate::needs::{Look, Needs};
use crate::offers::offer::Offer;
use crate::pricing::resolve::reads as price_reads;
use crate::pricing::{PriceList, Question};
use crate::series::Counter;
use uuid::Uuid;

pub fn makes(change: &Change) -> Vec<Uuid> {
    match change {
        Change::Created { offer, draft, .. } => std::iter::once(offer.0)
            .chain(draft.lines.iter().map(|line| line.id.0))
            .collect(),
        Change::Revised { offer, .. } => vec![offer.0],
        Change::LineAdded { line, .. } => vec![line.id.0],
        _ => Vec::new(),
    }
}

pub fn uses(change: &Change) -> Vec<Uuid> {
    match change {
        Change::Created { draft, .. } => std::iter::once(draft.account.0)
            .chain(products(&draft.lines))
            .collect(),
        Change::Revised { of, .. } => vec![of.0],
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

fn products(lines: &[NewLine]) -> Vec<Uuid> {
    let products = lines.iter().filter_map(|line| line.product);
    products.map(|id| id.0).collect()
}

pub fn reads(change: &Change, desk: &Desk) -> Needs {
    let needs = Needs::none().id::<Offer>(change.offer());
    match change {
        Change::Created { draft, .. } => {
            let needs = needs.id::<Account>(draft.account).and(number(draft.day));
            let needs = needs.ids::<PriceList>(draft.price_list);
            let products = draft.lines.iter().filter_map(|line| line.product);
            let questions = products.map(|product| Question {
                product,
                list: draft.price_list,
                day: draft.day,
                currency: draft.currency,
            });
            asked(needs, questions)
        }
        Change::Revised { of, day, .. } => {
            let needs = needs.id::<Offer>(*of).and(number(*day));
            match desk.get::<Offer>(*of) {
                Look::Here(old) => {
                    let needs = needs.id::<Account>(old.account);
                    prices(needs, old, old.price_list, *day)
                }
                _ => needs,
            }
        }
        Change::LineAdded { offer, line } => with_offer(desk, *offer, needs, |needs, found| {
            let products = line.product.into_iter();
            asked(needs, products.map(|product| found.question(product)))
        }),
        Change::HeaderEdited { offer, field } => {
            with_offer(desk, *offer, needs, |needs, found| match field {
                Field::PriceList { edit } => prices(needs, found, edit.now, found.day),
                Field::Day { edit } => prices(needs, found, found.price_list, edit.now),
                _ => needs,
            })
        }
        Change::PricesAccepted { offer, .. } => with_offer(desk, *offer, needs, |needs, found| {
            prices(needs, found, found.price_list, found.day)
        }),
        Change::ConversionRequested { set, .. } => needs.ids::<IntegrationSet>(*set),
        _ => needs,
    }
}

fn with_offer(
    desk: &Desk,
    id: OfferId,
    needs: Needs,
    more: impl FnOnce(Needs, &Offer) -> Needs,
) -> Needs {
    match desk.get::<Offer>(id) {
        Look::Here(found) => more(needs, found),
        _ => needs,
    }
}

fn number(day: Day) -> Needs {
    Counter::Offers { year: day.year() }.needs()
}

/// Everything the prices of an offer's lines are looked up in, as of another list or day.
fn prices(needs: Needs, offer: &Offer, list: Option<PriceListId>, day: Day) -> Needs {
    let products = offer.lines.iter().filter_map(|line| line.product);
    let questions = products.map(|product| Question {
        list,
        day,
        ..offer.question(product)
    });
    asked(needs.ids::<PriceList>(list), questions)
}

fn asked(needs: Needs, questions: impl Iterator<Item = Question>) -> Needs {
    questions.fold(needs, |needs, question| needs.and(price_reads(&question)))
}
