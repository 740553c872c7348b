//! The warranty of a good that came back, from what is aboard: the sale it was taken in with, every paper of the unit, and what tickets
//! wrote down of it. Holds no rule.

use leptos::prelude::*;
use shared::calendar::Day;
use shared::documents::Document;
use shared::ids::{DocumentId, ProductId, TicketId};
use shared::products::{Product, WarrantyStart};
use shared::rma::covered::{sold, written};
use shared::serials::SerialNumber;
use shared::tickets::Ticket;
use shared::warranty::{Coverage, Dates, Status, coverage};

use super::known::tracking;
use crate::kit::{Notice, Verdict};
use crate::messages::{language, products, rma, say};
use crate::pages::serials::coverage::{WarrantyScale, WarrantyTag};
use crate::state::register::{Register, papers};
use crate::state::{Device, app};

/// A good whose sale is known.
#[derive(Clone, PartialEq)]
pub struct Good {
    pub product: ProductId,
    pub sale: DocumentId,
    pub serial: Option<SerialNumber>,
    /// The ticket it came with.
    pub ticket: Option<TicketId>,
    /// Where the ticket does not say it, the day its fault was reported.
    pub reported: Day,
}

/// `None`: the card or the sale is not aboard. Watches what it reads.
pub fn covered(device: Device, register: &Register, good: &Good) -> Option<Coverage> {
    let card = device.get::<Product>(good.product)?;
    let serial = good.serial.as_ref();
    let sale = device.get::<Document>(good.sale)?;
    let papers = serial.map(|serial| papers(device, register, serial));
    let papers = papers.unwrap_or_default();
    let rows: Vec<&Document> = papers.iter().map(|(_, paper)| paper).collect();
    let own = good.ticket.and_then(|id| device.get::<Ticket>(id));
    let reported = own.as_ref().map_or(good.reported, |own| own.reported);
    let goes = (good.product, tracking(device, good.product));
    let sold = sold(&sale, goes, serial, &rows);
    let by_people = card.warranty.is_some_and(|terms| !on_papers(terms.start));
    let dates = match by_people {
        true => with_tickets(device, good, own, sold),
        false => sold,
    };
    Some(coverage(card.warranty.as_ref(), &dates, reported, false))
}

/// Nobody has to write that day down.
fn on_papers(start: WarrantyStart) -> bool {
    use WarrantyStart::{ByHand, Dispatch, Installation, Invoice, Production, Shipment};
    match start {
        Shipment | Dispatch | Invoice => true,
        Installation | ByHand | Production => false,
    }
}

/// Its own ticket first, then of the unit's others the last that was reported.
fn with_tickets(device: Device, good: &Good, own: Option<Ticket>, sold: Dates) -> Dates {
    let others = good.serial.iter().flat_map(|_| device.all::<Ticket>());
    let mut others: Vec<Ticket> = others.map(|(_, ticket)| ticket).collect();
    others.sort_by_key(|ticket| std::cmp::Reverse(ticket.reported));
    let lines = own.iter().chain(&others).flat_map(|ticket| &ticket.lines);
    written(sold, good.product, good.serial.as_ref(), lines)
}

/// The tag, the term on its scale, and what they leave open: it has ended, or nobody knows the day it began.
#[component]
pub fn Warranty(
    #[prop(into)] coverage: Signal<Option<Coverage>>,
    #[prop(into)] product: Signal<Option<ProductId>>,
    /// Beside the tag.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
) -> impl IntoView {
    let device = app().device;
    let start = move || {
        let card = product.get().and_then(|id| device.get::<Product>(id))?;
        Some(products::starts_on(language(), card.warranty?.start))
    };
    let notice = move |coverage: Coverage| match coverage.status {
        Status::OutOfWarranty => Some(
            view! { <Notice verdict=Verdict::Warn title=say(rma::warranty_ended)><p>{say(rma::warranty_ended_text)}</p></Notice> },
        ),
        Status::Unknown => {
            let counted = move || rma::counted_from(language(), start().unwrap_or_default());
            Some(
                view! { <Notice verdict=Verdict::Warn title=say(rma::warranty_unknown)><p>{counted}</p></Notice> },
            )
        }
        _ => None,
    };
    view! {
        <div class="row">
            {move || coverage.get().map(|coverage| view! { <WarrantyTag coverage=coverage /> })}
            {beside.map(|beside| beside.run())}
        </div>
        {move || coverage.get().map(|coverage| view! { <WarrantyScale coverage=coverage /> })}
        {move || coverage.get().map(notice)}
    }
}
