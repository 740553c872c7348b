//! Offers the salespersons made lately, as they would have handed them in from their own devices.

use super::accounts::Customer;
use super::articles::Article;
use super::catalogue::{Seasons, price_today};
use super::dice::Dice;
use super::ids::id;
use super::people::Person;
use super::scale::Scale;
use shared::calendar::Day;
use shared::ids::{LineId, OfferId, SetId};
use shared::money::Decimal;
use shared::offers::Change;
use shared::offers::change::{Draft, NewLine};
use shared::pricing::{PriceSource, Slots};
use shared::quantity::Quantity;

const LINES_MAX: usize = 20;

/// What one offer's seller did, in order.
pub fn of(person: &Person, nth: usize, scale: Scale, set: SetId, today: Day) -> Vec<Change> {
    let kind = format!("offer of {}", person.login);
    let mut dice = Dice::of(&kind, nth);
    let Some(customer) = customer_of(person, scale, &mut dice) else {
        return Vec::new();
    };
    let offer: OfferId = id(&kind, nth);
    let day = today.plus_days(-(dice.below(60) as i64));
    let seasons = Seasons::before(today);
    let count = dice.between(5, LINES_MAX);
    let lines = (0..count).map(|place| {
        let line = id::<LineId>(&format!("line of {kind}"), nth * LINES_MAX + place);
        new_line(line, customer, scale, seasons, &mut dice)
    });
    let draft = Draft {
        account: customer.id(),
        day,
        valid_until: Some(day.plus_days(30)),
        currency: customer.list().currency(),
        price_list: Some(customer.list().id()),
        payment_method: String::new(),
        set: Some(set),
        note: String::new(),
        lines: lines.collect(),
        ticket: None,
    };
    let created = Change::Created {
        offer,
        draft,
        provisional: format!("T-{}-{}", person.login, nth + 1),
    };
    std::iter::once(created)
        .chain(fate(offer, &mut dice))
        .collect()
}

/// Half of them were sent, some of those are lost.
fn fate(offer: OfferId, dice: &mut Dice) -> Vec<Change> {
    let sent = Change::Sent { offer };
    match dice.below(10) {
        0..=4 => Vec::new(),
        5..=8 => vec![sent],
        _ => {
            let reason = "Fiyat / kaina".to_owned();
            vec![sent, Change::Lost { offer, reason }]
        }
    }
}

fn customer_of(person: &Person, scale: Scale, dice: &mut Dice) -> Option<Customer> {
    let start = dice.below(scale.accounts);
    let following =
        (start..start + scale.accounts).map(|index| Customer::of(index % scale.accounts));
    let mut reached =
        following.filter(|customer| person.territories.contains(&customer.territory()));
    reached.find(|customer| customer.reference().is_some())
}

/// Every fourth line has a discount or two.
fn new_line(
    line: LineId,
    customer: Customer,
    scale: Scale,
    seasons: Seasons,
    dice: &mut Dice,
) -> NewLine {
    // every 211th article is archived and cannot be offered
    let index = dice.below(scale.products);
    let article = Article::of(if index % 211 == 210 { index - 1 } else { index });
    let (price, from) = price_today(article, customer.list(), seasons);
    let discounts: &[i64] = match dice.below(8) {
        0 => &[10],
        1 => &[15, 5],
        _ => &[],
    };
    let discounts = discounts.iter().map(|percent| Decimal::from(*percent));
    NewLine {
        id: line,
        product: Some(article.id()),
        text: String::new(),
        quantity: Quantity::pieces(i64::try_from(dice.between(1, 12)).unwrap_or(1)),
        price: Some(price),
        source: PriceSource::List {
            list: customer.list().id(),
            from,
        },
        slots: Slots::manual(discounts).unwrap_or(Slots::EMPTY),
    }
}
