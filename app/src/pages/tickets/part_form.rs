//! One more part as it is written down: product, how many, and out of which van (TCK-08). One piece out of the own van is two taps. Kept
//! with every letter until it is on the disk.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{ProductId, WarehouseId};
use shared::money::Decimal;
use shared::products::Product;
use shared::quantity::Quantity;
use shared::stock::Warehouse;
use shared::tickets::{Change, Refusal};
use shared::users::User;

use super::parts_card::suggestions;
use super::sheet::Sheet;
use super::van::Van;
use crate::kit::{
    AsOf, Button, Choice, Combobox, Icon, Look, Notice, NumberField, Select, Verdict, Words,
};
use crate::messages::{kit, language, language_now, say, stock, tickets};
use crate::pages::problems::{Problems, not_saved};
use crate::pages::products::stock::age;
use crate::pages::unsaved::{CameBack, Finishing, Unsaved};
use crate::state::{Inputs, time};

const FIELDS: [&str; 3] = ["product", "quantity", "from"];

/// What most people take.
const ONE: &str = "1";

/// The open form: what is typed and chosen, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Entry {
    sheet: Sheet,
    pub open: RwSignal<bool>,
    product: RwSignal<Option<ProductId>>,
    quantity: RwSignal<String>,
    from: RwSignal<Option<WarehouseId>>,
    problems: Problems,
    unsaved: Unsaved,
}

impl Entry {
    pub fn new(sheet: Sheet) -> Entry {
        let (open, product) = (RwSignal::new(false), RwSignal::new(None));
        let (quantity, from) = (RwSignal::new(ONE.to_owned()), RwSignal::new(None));
        let form = format!("ticket/{}/part", sheet.id);
        let unsaved = Unsaved::new(sheet.app, form, move |back: &Inputs| {
            open.set(true);
            product.set(back.get("product").and_then(|id| id.parse().ok()));
            quantity.set(back.get("quantity").map_or(ONE, String::as_str).to_owned());
            if let Some(van) = back.get("from") {
                from.set(van.parse().ok());
            }
        });
        let entry = Entry {
            sheet,
            open,
            product,
            quantity,
            from,
            problems: Problems::new(),
            unsaved,
        };
        from.set(untrack(|| entry.usual_van()));
        entry
    }

    fn usual_van(self) -> Option<WarehouseId> {
        last_taken_from(self.sheet).or(given(self.sheet).first().copied())
    }

    fn choose(self, id: String) {
        self.problems.clear("product");
        self.product.set(id.parse().ok());
        self.unsaved.type_in("product", id);
    }

    fn count(self, now: String) {
        self.problems.clear("quantity");
        self.quantity.set(now.clone());
        self.unsaved.type_in("quantity", now);
    }

    fn take_from(self, id: String) {
        self.from.set(id.parse().ok());
        self.unsaved.type_in("from", id);
    }

    fn close(self) {
        self.unsaved.forget();
        self.problems.clear_all();
        self.open.try_set(false);
        self.product.try_set(None);
        self.quantity.try_set(ONE.to_owned());
        let van = untrack(|| self.usual_van());
        self.from.try_set(van);
    }

    /// It closes when the part is on the disk; what is refused stays as it was typed.
    fn add(self, working: RwSignal<bool>) {
        let Some(change) = self.made() else { return };
        working.set(true);
        let letters = FIELDS.map(|field| self.unsaved.finishing(field));
        let saved = self.sheet.saved(move |_| Some(change));
        spawn_local(async move {
            let saved = saved.await;
            working.try_set(false);
            match saved {
                Ok(()) => {
                    letters.into_iter().for_each(Finishing::done);
                    self.close();
                }
                Err(why) => self
                    .problems
                    .say("product", not_saved(language_now(), &why)),
            }
        });
    }

    fn made(self) -> Option<Change> {
        let device = self.sheet.app.device;
        let card = self.product.get_untracked();
        let card = card.and_then(|id| Some((id, device.peek::<Product>(id)?)));
        let value = Decimal::parse(&self.quantity.get_untracked()).ok();
        let value = value.filter(|value| *value > Decimal::ZERO);
        if card.is_none() {
            let words = tickets::part_missing(language_now()).to_owned();
            self.problems.say("product", words);
        }
        if value.is_none() {
            let words = tickets::refusal(language_now(), &Refusal::QuantityInvalid);
            self.problems.say("quantity", words);
        }
        let ((product, card), value) = (card?, value?);
        Some(Change::PartUsed {
            ticket: self.sheet.id,
            id: device.new_id(),
            product,
            quantity: Quantity {
                value,
                unit: card.unit,
            },
            warehouse: self.from.get_untracked(),
            at: Some(untrack(time::now)),
        })
    }
}

#[component]
pub fn PartForm(entry: Entry) -> impl IntoView {
    let Entry {
        sheet,
        product,
        quantity,
        from,
        problems,
        ..
    } = entry;
    let device = sheet.app.device;
    let several = given(sheet).len() > 1;
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
    let counting = move |now: Option<String>| now.into_iter().for_each(|now| entry.count(now));
    let working = RwSignal::new(false);
    view! {
        <div class="stack">
            <CameBack unsaved=entry.unsaved on_discard=move |()| entry.close() />
            <Combobox label=say(tickets::product_label) chosen=Signal::derive(name) search=search on_choose=move |id| entry.choose(id) problem=problems.of("product") icon=Icon::Package />
            <Show when=move || several><Vans entry=entry /></Show>
            <Left sheet=sheet product=product from=from />
            <NumberField label=say(tickets::part_quantity) value=quantity unit=Words::from(unit) on_change=move |now| entry.count(now) on_typing=counting problem=problems.of("quantity") />
            <div class="row">
                <Button label=say(tickets::use_part) icon=Icon::Check working=working on_press=move |()| entry.add(working) />
                <Button label=say(kit::close) look=Look::Quiet on_press=move |()| entry.close() />
            </div>
        </div>
    }
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
fn Vans(entry: Entry) -> impl IntoView {
    let Entry { sheet, from, .. } = entry;
    let device = sheet.app.device;
    let choices = Signal::derive(move || {
        let named = given(sheet).into_iter();
        let named = named.filter_map(|id| Some((id, device.get::<Warehouse>(id)?.name)));
        named
            .map(|(id, name)| Choice::new(id.to_string(), name))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || from.get().map(|id| id.to_string()).unwrap_or_default());
    let choose = move |id: String| entry.take_from(id);
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
