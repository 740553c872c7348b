//! What every new offer begins with: its account's terms, and a line for each product that is known already.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::ids::{AccountId, OfferId, ProductId, TicketId};
use shared::money::Decimal;
use shared::offers::{Change, Draft, NewLine};
use shared::pricing::PriceList;
use shared::products::Product;
use shared::quantity::Unit;
use shared::text::Language;
use shared::tickets::offering::{Offered, offered};
use shared::tickets::{self, Ticket};

use super::editor;
use crate::messages::{language_now, offers, tickets as words};
use crate::pages::problems;
use crate::pages::products::product_picker::{self, Asking};
use crate::state::{App, device::NotSaved, time};

/// A draft for the account, and for which document its prices are asked.
pub fn draft(app: App, id: AccountId) -> Option<(Draft, Asking)> {
    let account = app.device.peek::<Account>(id)?;
    let lists = app.device.all::<PriceList>();
    let set = editor::set(app, None).map(|(set, _)| set);
    let draft = Draft::for_account(id, &account, &lists, time::today_now(app), set);
    let asking = Asking {
        list: draft.price_list,
        day: draft.day,
        currency: draft.currency,
    };
    Some((draft, asking))
}

/// A product at the price that is shown; nothing of one that is not aboard.
pub fn line(app: App, asking: Asking, product: ProductId, quantity: Decimal) -> Option<NewLine> {
    let card = app.device.peek::<Product>(product)?;
    let price = product_picker::price(app.device, &asking.about(product), &card);
    let id = app.device.new_id();
    Some(NewLine::of_product(id, product, &card, &price, quantity))
}

pub fn created(app: App, draft: Draft) -> Change {
    Change::Created {
        offer: app.device.new_id(),
        draft,
        provisional: app.device.provisional(),
    }
}

/// An offer for the repair of a ticket (TCK-13); its id, or why not. Whoever asked for it has it then.
pub async fn of_ticket(app: App, id: TicketId) -> Result<OfferId, String> {
    let refused = |why: NotSaved| problems::not_saved(language_now(), &why);
    let none = || offers::refusal(language_now(), &shared::offers::Refusal::NoSuchAccount);
    let change = untrack(|| from_ticket(app, id)).ok_or_else(none)?;
    let offer = change.offer();
    app.device.commit(change).await.map_err(refused)?;
    let ticket = app.device.peek::<Ticket>(id);
    if ticket.is_some_and(|ticket| ticket.offer_wanted.is_some()) {
        let answered = tickets::Change::OfferWanted {
            ticket: id,
            wanted: false,
            at: untrack(time::now),
        };
        // the offer stands; who asked sees it on the ticket all the same
        let _ = app.device.commit(answered).await;
    }
    Ok(offer)
}

fn from_ticket(app: App, id: TicketId) -> Option<Change> {
    let ticket = app.device.peek::<Ticket>(id)?;
    let speaks = app.device.peek::<Account>(ticket.account)?.language;
    let (mut draft, asking) = draft(app, ticket.account)?;
    let lines = offered(&ticket, time::now()).into_iter();
    draft.lines = lines
        .map(|offered| offered_line(app, asking, speaks, offered))
        .collect();
    draft.ticket = Some(id);
    Some(created(app, draft))
}

/// A part that is no longer sold stands there in words; what is asked for time and repair, the seller says.
fn offered_line(app: App, asking: Asking, speaks: Language, offered: Offered) -> NewLine {
    let text = |text: String| NewLine::of_text(app.device.new_id(), text);
    match offered {
        Offered::Repair { name, serial } => text(words::repair_of(speaks, &name, &serial)),
        Offered::Time { kind, hours } => {
            let mut line = text(words::work_kind(speaks, kind).to_owned());
            line.quantity.unit = Unit::hour();
            line.quantity.value = hours;
            line
        }
        Offered::Part {
            product,
            name,
            quantity,
        } => {
            let card = app.device.peek::<Product>(product);
            let sold = card.filter(|card| !card.archived && card.unit == quantity.unit);
            let line = sold.and_then(|_| line(app, asking, product, quantity.value));
            line.unwrap_or_else(|| NewLine {
                quantity,
                ..text(name)
            })
        }
    }
}
