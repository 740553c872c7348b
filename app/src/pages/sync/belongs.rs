//! What an entry is about, beside what it wanted: the product of a line, the customer of a return, and the work that was not accepted
//! either and that it belongs to.

use super::subject;
use super::wanted::Wanted;
use crate::messages::{Language, sync};
use crate::state::Device;
use shared::accounts::Account;
use shared::documents::Document;
use shared::ids::LineId;
use shared::offers::{self, Offer};
use shared::rma;
use shared::sync::inbox::Answered;
use shared::sync::{AnyChange, InboxEntry};
use shared::tickets::{self, Ticket};

pub fn belongs(device: Device, language: Language, entry: &InboxEntry) -> Vec<Wanted> {
    let Some(change) = entry.carried() else {
        return Vec::new();
    };
    let line =
        line(device, &change).map(|text| Wanted::new(sync::field(language, "product"), text));
    let customer =
        customer(device, &change).map(|name| Wanted::new(sync::field(language, "account"), name));
    let makers = makers(device, entry, &change).into_iter();
    let parts = makers.map(|deed| Wanted::new(sync::depends_on(language), deed));
    parts.chain(line).chain(customer).collect()
}

/// The words of the line that was edited, where its record is aboard.
fn line(device: Device, change: &AnyChange) -> Option<String> {
    match change {
        AnyChange::Offers(change) => {
            let id = line_of_offer(change)?;
            let offer = device.get::<Offer>(change.offer())?;
            let line = offer.lines.into_iter().find(|line| line.id == id);
            line.map(|line| line.text)
        }
        AnyChange::Tickets(
            tickets::Change::LineEdited { ticket, line, .. }
            | tickets::Change::Rechecked { ticket, line, .. },
        ) => {
            let ticket = device.get::<Ticket>(*ticket)?;
            let line = ticket.lines.into_iter().find(|other| other.id == *line);
            line.map(|line| line.name)
        }
        _ => None,
    }
}

fn line_of_offer(change: &offers::Change) -> Option<LineId> {
    use offers::Change::*;
    match change {
        LineMoved { line, .. }
        | QuantitySet { line, .. }
        | PriceSet { line, .. }
        | TextSet { line, .. }
        | DiscountSet { line, .. } => Some(*line),
        _ => None,
    }
}

/// Goods that come back: from the sale that they were sold in.
fn customer(device: Device, change: &AnyChange) -> Option<String> {
    let AnyChange::Rma(rma::Change::TakenIn { draft, .. }) = change else {
        return None;
    };
    let sale = device.get::<Document>(draft.sale?)?;
    let account = device.get::<Account>(sale.account)?;
    Some(account.name)
}

/// Entries that would make what this one uses: their records are nowhere else.
fn makers(device: Device, entry: &InboxEntry, change: &AnyChange) -> Vec<String> {
    let used = change.uses();
    let named: Vec<String> = used.iter().map(|id| id.to_string()).collect();
    let entries = device.all::<InboxEntry>().into_iter();
    let others = entries.filter(|(_, other)| {
        let stands = matches!(other.answer(), Some(Answered::TakenUp { .. }));
        let names = || named.iter().any(|id| other.args.contains(id));
        other.author == entry.author && other.uid != entry.uid && !stands && names()
    });
    let makes = |other: &InboxEntry| {
        let made = other
            .carried()
            .map(|change| change.makes())
            .unwrap_or_default();
        made.iter().any(|id| used.contains(id))
    };
    let makers = others.filter(|(_, other)| makes(other));
    makers
        .map(|(_, maker)| subject::deed(device, &maker.change, &maker.args()))
        .collect()
}
