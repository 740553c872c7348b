//! What was built in: each part a movement of its own, out of a van where one is known.

use leptos::prelude::*;
use shared::ids::{Id, ProductId, WarehouseId};
use shared::products::Product;
use shared::quantity::Quantity;
use shared::stock::Warehouse;
use shared::tickets::{Change, Part};
use shared::users::{Right, User};

use super::sheet::Sheet;
use crate::kit::{Button, Card, Combobox, Icon, Item, List, Look, Suggestion};
use crate::messages::{language, say, stock, tickets};
use crate::state::{Device, codes};

const SHOWN_MAX: usize = 24;

#[component]
pub fn PartsCard(sheet: Sheet) -> impl IntoView {
    let parts = Memo::new(move |_| sheet.part(|ticket| ticket.parts.clone()));
    let adding = RwSignal::new(false);
    let extra = move || {
        let open = sheet.may_work() && !adding.get();
        open.then(|| view! { <Button label=say(tickets::add_part) icon=Icon::Plus on_press=move |()| adding.set(true) /> })
    };
    view! {
        <Card title=say(tickets::parts) extra=extra flush=true>
            <Show when=move || adding.get()><div class="card-line"><Adding sheet=sheet adding=adding /></div></Show>
            <Show when=move || parts.with(Vec::is_empty) && !adding.get()><p class="soft card-line">{say(tickets::no_parts)}</p></Show>
            <List label=say(tickets::parts)>
                <For each=move || parts.get() key=|part| part.id children=move |part| view! { <Row sheet=sheet part=part /> } />
            </List>
        </Card>
    }
}

#[component]
fn Adding(sheet: Sheet, adding: RwSignal<bool>) -> impl IntoView {
    let device = sheet.app.device;
    let search = move |typed: String| untrack(|| suggestions(device, &typed));
    let choose = move |product: String| {
        let Ok(product) = product.parse::<ProductId>() else {
            return adding.set(false);
        };
        let Some(card) = sheet.app.device.peek::<Product>(product) else {
            return;
        };
        adding.set(false);
        sheet.commit(Change::PartUsed {
            ticket: sheet.id,
            id: sheet.app.device.new_id(),
            product,
            quantity: Quantity {
                value: 1.into(),
                unit: card.unit,
            },
            warehouse: untrack(|| van(sheet)),
        });
    };
    view! { <Combobox label=say(tickets::product_label) chosen=String::new() search=search on_choose=choose icon=Icon::Package /> }
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

/// Whoever was given one warehouse alone takes from it.
fn van(sheet: Sheet) -> Option<WarehouseId> {
    let person = sheet.app.login.person()?;
    let user = sheet.app.device.get::<User>(person.user)?;
    let mut given = user.warehouses.into_iter();
    given.next().filter(|_| given.next().is_none())
}

#[component]
fn Row(sheet: Sheet, part: Part) -> impl IntoView {
    let device = sheet.app.device;
    let (id, by) = (part.id, part.by);
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
        let parts = [Some(quantity), van()].into_iter().flatten();
        parts.collect::<Vec<_>>().join(" · ")
    };
    let value = move || {
        mine.get().then(|| view! { <Button label=say(tickets::remove_entry) icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=remove /> })
    };
    view! { <Item title=move || name.clone() detail=detail value=value /> }
}
