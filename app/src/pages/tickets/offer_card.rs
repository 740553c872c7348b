//! From a repair that nobody's warranty pays to an offer (TCK-13): one tap for whoever makes offers; whoever does not asks sales. Offers
//! that were made from this ticket stand here, and they lead back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::OfferId;
use shared::offers::Offer;
use shared::tickets::offering::{Wanted, offered};
use shared::tickets::{Change, Meaning};
use shared::users::{Person, Right};

use super::sheet::Sheet;
use super::status::OfferWantedTag;
use crate::kit::{Button, Card, Icon, Item, List, Look};
use crate::messages::{language, offers, pricing, say, tickets};
use crate::pages::offers::beginning;
use crate::routes::Route;
use crate::state::time;

#[component]
pub fn OfferCard(sheet: Sheet) -> impl IntoView {
    let made = Memo::new(move |_| made(sheet));
    let wanted = Memo::new(move |_| sheet.part(|ticket| ticket.offer_wanted));
    let something = Memo::new(move |_| {
        sheet.part(|ticket| {
            let ended = ticket.status.meaning() == Meaning::Cancelled;
            !ended && !offered(ticket, untrack(time::now)).is_empty()
        })
    });
    let shown = Memo::new(move |_| {
        something.get() || wanted.with(Option::is_some) || !made.with(Vec::is_empty)
    });
    let seller = move || sheet.app.login.has(Right::MakeOffers);
    let asks =
        move || something.get() && !seller() && sheet.takes_parts() && wanted.get().is_none();
    view! {
        <Show when=move || shown.get()>
            <Card title=say(tickets::offer)>
                <Show when=move || !made.with(Vec::is_empty)>
                    <List label=say(tickets::offer)>{move || made.get().into_iter().map(row).collect_view()}</List>
                </Show>
                {move || wanted.get().map(|wanted| view! { <Asked sheet=sheet wanted=wanted /> })}
                <Show when=move || something.get() && seller()><Making sheet=sheet /></Show>
                <Show when=asks><Asking sheet=sheet /></Show>
            </Card>
        </Show>
    }
}

/// The newest first.
fn made(sheet: Sheet) -> Vec<(OfferId, Offer)> {
    let mut made = sheet.app.device.all::<Offer>();
    made.retain(|(_, offer)| offer.ticket == Some(sheet.id));
    made.sort_by_key(|(_, offer)| std::cmp::Reverse(offer.made_at));
    made
}

fn row((id, offer): (OfferId, Offer)) -> impl IntoView {
    let code = offer.code.shown().to_owned();
    let (status, total, currency) = (offer.status, offer.net_total, offer.currency);
    let detail = move || offers::status(language(), status);
    let value = move || pricing::amount(language(), total, currency);
    let href = Signal::stored(Route::Offer(id.0).href());
    view! { <Item title=move || code.clone() detail=detail value=value href=href /> }
}

/// Who asked and when; taken back by whoever works here.
#[component]
fn Asked(sheet: Sheet, wanted: Wanted) -> impl IntoView {
    let who = move || {
        let person = sheet.app.device.get::<Person>(wanted.by);
        let when = offers::day_and_time(language(), wanted.at, time::offset_minutes());
        let parts = [person.map(|person| person.name), Some(when)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <p><OfferWantedTag /> " " <span class="soft small">{who}</span></p>
        <Show when=move || sheet.takes_work()>
            <Button label=say(tickets::offer_no_longer) look=Look::Quiet on_press=move |()| ask(sheet, false) />
        </Show>
    }
}

/// Sales sees it on its first page and among the tickets that wait.
#[component]
fn Asking(sheet: Sheet) -> impl IntoView {
    view! {
        <p class="soft small">{say(tickets::offer_by_sales)}</p>
        <Button label=say(tickets::ask_offer) icon=Icon::Send on_press=move |()| ask(sheet, true) />
    }
}

fn ask(sheet: Sheet, wanted: bool) {
    sheet.commit(Change::OfferWanted {
        ticket: sheet.id,
        wanted,
        at: untrack(time::now),
    });
}

/// One tap: the draft is made, and its editor opens.
#[component]
fn Making(sheet: Sheet) -> impl IntoView {
    let working = RwSignal::new(false);
    let navigate = use_navigate();
    let make = move |()| {
        working.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match beginning::of_ticket(sheet.app, sheet.id).await {
                Ok(offer) => navigate(&Route::Offer(offer.0).href(), Default::default()),
                Err(words) => {
                    working.try_set(false);
                    sheet.trouble.say(words);
                }
            }
        });
    };
    view! {
        <p class="soft small">{say(tickets::offer_hint)}</p>
        <Button label=say(tickets::make_offer) icon=Icon::FileText working=working on_press=make />
    }
}
