//! What was built in: each part a movement of its own, out of a van where one is known; and the write-offs they became.

use leptos::prelude::*;
use shared::documents::Document;
use shared::ids::{Id, ProductId};
use shared::products::Product;
use shared::stock::Warehouse;
use shared::tickets::{Change, Part};
use shared::users::Right;

use super::part_form::{Entry, PartForm};
use super::sheet::Sheet;
use super::van::write_offs;
use crate::kit::{Button, Card, Icon, Item, List, Look, Suggestion, Tag};
use crate::messages::{language, rma, say, stock, tickets};
use crate::pages::rma::documents_card::said_by_erp;
use crate::state::{Device, codes};

const SHOWN_MAX: usize = 24;

#[component]
pub fn PartsCard(sheet: Sheet) -> impl IntoView {
    let parts = Memo::new(move |_| sheet.part(|ticket| ticket.parts.clone()));
    let entry = Entry::new(sheet);
    let adding = entry.open;
    let extra = move || {
        let open = sheet.takes_parts() && !adding.get();
        open.then(|| view! { <Button label=say(tickets::add_part) icon=Icon::Plus on_press=move |()| adding.set(true) /> })
    };
    view! {
        <Card title=say(tickets::parts) extra=extra flush=true>
            <Show when=move || adding.get() && sheet.takes_parts()><div class="card-line"><PartForm entry=entry /></div></Show>
            <Show when=move || parts.with(Vec::is_empty) && !adding.get()><p class="soft card-line">{say(tickets::no_parts)}</p></Show>
            <List label=say(tickets::parts)>
                <For each=move || parts.get() key=|part| part.id children=move |part| view! { <Row sheet=sheet part=part /> } />
                <WrittenOff sheet=sheet />
            </List>
        </Card>
    }
}

/// Numbers under which the parts left the van, and what the ERP says.
#[component]
fn WrittenOff(sheet: Sheet) -> impl IntoView {
    let device = sheet.app.device;
    let documents = Memo::new(move |_| {
        let parts = sheet.part(|ticket| ticket.parts.clone());
        write_offs(device, sheet.id, &parts)
    });
    let line = |document: Document| {
        let tag = said_by_erp(&document);
        let (number, booked) = (document.number, document.booked);
        let detail = move || {
            let said = booked
                .as_ref()
                .and_then(|booked| rma::said_by_erp(language(), booked));
            said.unwrap_or_default()
        };
        let value = move || {
            tag.map(|(tone, icon, words)| view! { <Tag tone=tone icon=icon words=say(words) /> })
        };
        view! { <Item title=move || format!("{} {number}", tickets::written_off(language())) detail=detail value=value /> }
    };
    move || {
        let standing = documents.get().into_iter().filter(Document::stands);
        standing.map(line).collect_view()
    }
}

/// Products by name, code or barcode.
pub fn suggestions(device: Device, typed: &str) -> Vec<Suggestion> {
    let exact = codes::product(device, typed);
    let found = device.find::<Product>(typed, 0, SHOWN_MAX).ids.into_iter();
    let found = found
        .map(ProductId::from_uuid)
        .filter(|id| Some(*id) != exact);
    let cards = exact.into_iter().chain(found);
    let cards = cards.filter_map(|id| Some((id, device.peek::<Product>(id)?)));
    cards
        .filter(|(_, card)| !card.archived)
        .map(|(id, card)| Suggestion::new(id.to_string(), card.name).detail(card.code))
        .collect()
}

#[component]
fn Row(sheet: Sheet, part: Part) -> impl IntoView {
    let device = sheet.app.device;
    let (id, by, at) = (part.id, part.by, part.at);
    let mine = Memo::new(move |_| {
        let person = sheet.app.login.person();
        person.is_some_and(|person| person.user == by) || sheet.app.login.has(Right::ManageTickets)
    });
    let remove = move |()| {
        sheet.commit(Change::PartRemoved {
            ticket: sheet.id,
            id,
        })
    };
    let van = move || {
        let van = part.warehouse.and_then(|van| device.get::<Warehouse>(van));
        van.map(|van| van.name)
    };
    let (name, quantity) = (part.name, part.quantity);
    let detail = move || {
        let quantity = stock::quantity(language(), quantity.value, &quantity.unit);
        let late = sheet.is_after_signature(at);
        let late = late.then(|| tickets::after_signature(language()).to_owned());
        let parts = [Some(quantity), late, van()].into_iter().flatten();
        parts.collect::<Vec<_>>().join(" · ")
    };
    let value = move || {
        let may = mine.get() && sheet.takes_parts();
        may.then(|| view! { <Button label=say(tickets::remove_entry) icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=remove /> })
    };
    view! { <Item title=move || name.clone() detail=detail value=value /> }
}
