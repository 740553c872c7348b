//! Own work in a row, saved as pages save it: offers of fifteen lines, new names of products. Times in milliseconds of the page.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::accounts::Account;
use shared::edit::Edit;
use shared::ids::{AccountId, ProductId};
use shared::offers::{self, Draft};
use shared::pricing::PriceList;
use shared::products::{self, Product};
use shared::record::Record;
use shared::sync::Replica;
use shared::users::Right;
use uuid::Uuid;

use crate::browser::{clock::ticks_ms, timer};
use crate::pages::offers::{beginning, editor};
use crate::pages::products::product_picker::Asking;
use crate::state::{App, time};

const LINES: usize = 15;
/// A person's pause: what a change starts on the screen ends before the next one.
const PAUSE_MS: u32 = 60;

/// One offer after the other; each from the moment its lines are known to "saved on this device".
pub async fn offers(app: App, count: usize) -> Value {
    if !app
        .login
        .person_now()
        .is_some_and(|person| person.roles.iter().any(|role| role.has(Right::MakeOffers)))
    {
        return json!({ "problem": "this person makes no offers" });
    }
    let (accounts, products) = (aboard(app, Account::KIND), aboard(app, Product::KIND));
    let (mut samples, begun) = (Vec::with_capacity(count), ticks_ms());
    for number in 0..count {
        let start = ticks_ms();
        let change = untrack(|| offer(app, number, &accounts, &products));
        let Some(change) = change else {
            return json!({ "problem": "no account or product is aboard" });
        };
        if let Err(why) = app.device.commit(change).await {
            return json!({ "problem": format!("{why:?}") });
        }
        samples.push(ticks_ms() - start);
    }
    json!({ "samples": samples, "whole": ticks_ms() - begun })
}

/// Every id of a kind, in no order.
pub fn aboard(app: App, kind: &str) -> Vec<Uuid> {
    let ids = |replica: &Replica| {
        replica
            .base()
            .table(kind)
            .map(|table| table.places().map(|(id, _)| id).collect())
    };
    app.device.with(ids).flatten().unwrap_or_default()
}

/// Accounts in turn, products from all over the catalogue.
fn offer(app: App, number: usize, accounts: &[Uuid], products: &[Uuid]) -> Option<offers::Change> {
    let id = AccountId(*accounts.get(number % accounts.len().max(1))?);
    let account = app.device.peek::<Account>(id)?;
    let lists = app.device.all::<PriceList>();
    let set = editor::set(app, None).map(|(set, _)| set);
    let mut draft = Draft::for_account(id, &account, &lists, time::today_now(app), set);
    let asking = Asking {
        list: draft.price_list,
        day: draft.day,
        currency: draft.currency,
    };
    let stride = (products.len() / LINES).max(1);
    let sold = |id: &ProductId| {
        app.device
            .peek::<Product>(*id)
            .is_some_and(|card| !card.archived)
    };
    let place = |line: usize| {
        products
            .iter()
            .cycle()
            .skip((number * 7 + line * stride) % products.len().max(1))
    };
    let chosen = (0..LINES).filter_map(|line| place(line).copied().map(ProductId).find(sold));
    draft.lines = chosen
        .filter_map(|product| beginning::line(app, asking, product, 1.into()))
        .collect();
    Some(offers::Change::Created {
        offer: app.device.new_id(),
        draft,
        provisional: app.device.provisional(),
    })
}

/// The first products of the list get a longer name: when each was asked for, and when it was saved here.
pub async fn renames(app: App, count: usize) -> Value {
    let ids = untrack(|| app.device.find::<Product>("", 0, 8).ids);
    let mut samples = Vec::with_capacity(count);
    for id in ids.iter().cycle().take(count).copied().map(ProductId) {
        let Some(product) = app.device.peek::<Product>(id) else {
            continue;
        };
        let now = format!("{} ·", product.name);
        let edit = Edit::new(product.name, now);
        let start = ticks_ms();
        let change = products::Change::Edited {
            product: id,
            field: products::Field::Name { edit },
        };
        if let Err(why) = app.device.commit(change).await {
            return json!({ "problem": format!("{why:?}") });
        }
        samples.push([start, ticks_ms()]);
        timer::sleep_ms(PAUSE_MS).await;
    }
    json!({ "samples": samples })
}
