//! One more part as it is written down: product, how many, and out of which van (TCK-08). One piece out of the own van is two taps.

use leptos::prelude::*;
use shared::ids::{ProductId, WarehouseId};
use shared::money::Decimal;
use shared::products::Product;
use shared::quantity::Quantity;
use shared::stock::Warehouse;
use shared::tickets::Change;
use shared::users::User;

use super::parts_card::suggestions;
use super::sheet::Sheet;
use super::van::Van;
use crate::kit::{
    AsOf, Button, Choice, Combobox, Icon, Look, Notice, NumberField, Select, Verdict, Words,
};
use crate::messages::{kit, language, language_now, say, stock, tickets};
use crate::pages::problems::Problems;
use crate::pages::products::stock::age;

#[component]
pub fn PartForm(sheet: Sheet, open: RwSignal<bool>) -> impl IntoView {
    let device = sheet.app.device;
    let (product, quantity) = (
        RwSignal::new(None::<ProductId>),
        RwSignal::new("1".to_owned()),
    );
    let given = given(sheet);
    let from = RwSignal::new(last_taken_from(sheet).or(given.first().copied()));
    let several = given.len() > 1;
    let problems = Problems::new();
    let card = Memo::new(move |_| product.get().and_then(|id| device.get::<Product>(id)));
    let name = move || {
        card.with(|card| {
            card.as_ref()
                .map(|card| card.name.clone())
                .unwrap_or_default()
        })
    };
    let unit = move || {
        let unit = card.with(|card| card.as_ref().map(|card| card.unit.clone()));
        unit.map_or_else(String::new, |unit| stock::unit_name(language(), &unit))
    };
    let search = move |typed: String| untrack(|| suggestions(device, &typed));
    let choose = move |id: String| {
        problems.clear("product");
        product.set(id.parse().ok());
    };
    let count = move |now: String| {
        problems.clear("quantity");
        quantity.set(now);
    };
    let counting = move |now: Option<String>| now.into_iter().for_each(count);
    let add = move |()| {
        if let Some(change) = made(sheet, (product, quantity, from), problems) {
            sheet.commit(change);
            open.set(false);
        }
    };
    view! {
        <div class="stack">
            <Combobox label=say(tickets::product_label) chosen=Signal::derive(name) search=search on_choose=choose problem=problems.of("product") icon=Icon::Package />
            <Show when=move || several><Vans sheet=sheet from=from /></Show>
            <Left sheet=sheet product=product from=from />
            <NumberField label=say(tickets::part_quantity) value=quantity unit=Words::from(unit) on_change=count on_typing=counting problem=problems.of("quantity") />
            <div class="row">
                <Button label=say(tickets::use_part) icon=Icon::Check on_press=add />
                <Button label=say(kit::close) look=Look::Quiet on_press=move |()| open.set(false) />
            </div>
        </div>
    }
}

type Typed = (
    RwSignal<Option<ProductId>>,
    RwSignal<String>,
    RwSignal<Option<WarehouseId>>,
);

fn made(sheet: Sheet, (product, quantity, from): Typed, problems: Problems) -> Option<Change> {
    let device = sheet.app.device;
    let card = product.get_untracked();
    let card = card.and_then(|id| Some((id, device.peek::<Product>(id)?)));
    let value = Decimal::parse(&quantity.get_untracked()).ok();
    let value = value.filter(|value| *value > Decimal::ZERO);
    if card.is_none() {
        problems.say("product", tickets::part_missing(language_now()).to_owned());
    }
    if value.is_none() {
        let words = tickets::refusal(language_now(), &shared::tickets::Refusal::QuantityInvalid);
        problems.say("quantity", words);
    }
    let ((product, card), value) = (card?, value?);
    Some(Change::PartUsed {
        ticket: sheet.id,
        id: device.new_id(),
        product,
        quantity: Quantity {
            value,
            unit: card.unit,
        },
        warehouse: from.get_untracked(),
    })
}

/// Where this person took the last part of the ticket from.
fn last_taken_from(sheet: Sheet) -> Option<WarehouseId> {
    let me = sheet.app.login.person()?.user;
    let last = sheet.part(|ticket| {
        let mut parts = ticket.parts.iter().rev();
        parts.find(|part| part.by == me).map(|part| part.warehouse)
    });
    last.flatten()
}

/// The warehouses this person was given.
fn given(sheet: Sheet) -> Vec<WarehouseId> {
    let person = sheet.app.login.person();
    let user = person.and_then(|person| sheet.app.device.peek::<User>(person.user));
    user.map(|user| user.warehouses.into_iter().collect())
        .unwrap_or_default()
}

/// Out of which; none: bought on the way.
#[component]
fn Vans(sheet: Sheet, from: RwSignal<Option<WarehouseId>>) -> impl IntoView {
    let device = sheet.app.device;
    let choices = Signal::derive(move || {
        let named = given(sheet).into_iter();
        let named = named.filter_map(|id| Some((id, device.get::<Warehouse>(id)?.name)));
        named
            .map(|(id, name)| Choice::new(id.to_string(), name))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || from.get().map(|id| id.to_string()).unwrap_or_default());
    let choose = move |id: String| from.set(id.parse().ok());
    view! { <Select label=say(stock::warehouse) choices=choices value=value on_change=choose none=say(tickets::bought_on_the_way) /> }
}

/// What the figures say is left there; advice, never a bar.
#[component]
fn Left(
    sheet: Sheet,
    product: RwSignal<Option<ProductId>>,
    from: RwSignal<Option<WarehouseId>>,
) -> impl IntoView {
    let device = sheet.app.device;
    let left = Memo::new(move |_| {
        let (product, van) = (product.get()?, from.get()?);
        let unit = device.get::<Product>(product)?.unit;
        Some((Van { device, id: van }.left(product)?, unit))
    });
    let words = move || {
        left.get().map(|(left, unit)| {
            let quantity = stock::quantity(language(), left.quantity, &unit);
            let words = tickets::left_in_van(language(), &quantity);
            let age = age(left.read_at);
            match left.quantity > Decimal::ZERO {
                true => view! { <p class="soft">{words}" "<AsOf age=age /></p> }.into_any(),
                false => {
                    view! { <Notice verdict=Verdict::Warn title=words><AsOf age=age /></Notice> }
                        .into_any()
                }
            }
        })
    };
    view! { <div aria-live="polite">{words}</div> }
}
