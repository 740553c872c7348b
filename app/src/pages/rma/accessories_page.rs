//! The table of accessories: products that are never invoiced as lines of their own and yet covered, so that a return of one needs no
//! sale that contains it (RMA-07, SET-31).

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::ProductId;
use shared::products::Product;
use shared::record::RecordKey;
use shared::rma::{Accessory, Change};
use shared::text::compare;
use shared::users::Right;

use crate::kit::{Button, Card, Combobox, Icon, Item, List, Look, Suggestion};
use crate::messages::{language, rma, say};
use crate::pages::set_up::{SetUp, SetUpFrame};
use crate::pages::standing::RecordMark;
use crate::pages::tickets::parts_card::suggestions;
use crate::routes::Route;
use crate::state::Device;

#[component]
pub fn AccessoriesPage() -> impl IntoView {
    view! { <SetUpFrame title=rma::accessories back=Route::ReturnsSetUp right=Right::ManageReturns not_allowed=rma::set_up_not_allowed parts=table /> }
}

/// The products on the table.
pub fn listed(device: Device) -> Vec<ProductId> {
    let all = device.all::<Accessory>().into_iter();
    all.filter(|(_, accessory)| accessory.listed)
        .map(|(id, _)| id)
        .collect()
}

/// By their names.
fn named(device: Device) -> Vec<(ProductId, Option<Product>)> {
    let cards = listed(device).into_iter();
    let mut cards: Vec<_> = cards.map(|id| (id, device.get::<Product>(id))).collect();
    let name = |card: &Option<Product>| {
        card.as_ref()
            .map_or_else(String::new, |card| card.name.clone())
    };
    cards.sort_by(|(_, one), (_, other)| compare(language(), &name(one), &name(other)));
    cards
}

fn table(set_up: SetUp) -> AnyView {
    let device = set_up.app.device;
    let all = Memo::new(move |_| named(device));
    let none = move || all.with(Vec::is_empty);
    let row = move |(id, card): (ProductId, Option<Product>)| view! { <Row set_up=set_up id=id card=card /> };
    view! {
        <Card title=say(rma::accessories) flush=true>
            <div class="card-line stack">
                <p>{say(rma::accessories_text)}</p>
                <Adding set_up=set_up />
            </div>
            <Show when=none><p class="soft card-line">{say(rma::no_accessories)}</p></Show>
            <List label=say(rma::accessories)>
                <For each=move || all.get() key=|(id, _)| *id children=row />
            </List>
        </Card>
    }
    .into_any()
}

/// Stays empty and open after each choice, for the next one.
#[component]
fn Adding(set_up: SetUp) -> impl IntoView {
    let device = set_up.app.device;
    let search = move |typed: String| untrack(|| not_listed(device, &typed));
    let choose = move |id: String| {
        if let Ok(product) = id.parse::<ProductId>() {
            list(set_up, product, true);
        }
    };
    view! { <Combobox label=say(rma::add_accessory) hint=say(rma::product_hint) chosen=String::new() search=search on_choose=choose icon=Icon::Package /> }
}

fn not_listed(device: Device, typed: &str) -> Vec<Suggestion> {
    let there: Vec<String> = listed(device).iter().map(ProductId::to_string).collect();
    let found = suggestions(device, typed).into_iter();
    found.filter(|one| !there.contains(&one.id)).collect()
}

#[component]
fn Row(set_up: SetUp, id: ProductId, card: Option<Product>) -> impl IntoView {
    let code = card.as_ref().map(|card| card.code.clone());
    let name = StoredValue::new(card.map(|card| card.name).unwrap_or_default());
    let label = move || name.with_value(|name| rma::remove_one(language(), name));
    let value = move || {
        view! {
            <RecordMark key={RecordKey::of::<Accessory>(id)} />
            <Button label=label icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=move |()| list(set_up, id, false) />
        }
    };
    view! { <Item title=move || name.get_value() detail=move || code.clone() value=value /> }
}

/// On the table, or off it.
fn list(set_up: SetUp, product: ProductId, now: bool) {
    set_up.change(move || {
        let found = set_up.app.device.peek::<Accessory>(product);
        let was = found.is_some_and(|accessory| accessory.listed);
        (was != now).then(|| Change::AccessoryListed {
            product,
            listed: Edit::new(was, now),
        })
    });
}
