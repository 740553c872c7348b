//! The good that came back: what it is, whether it is covered, by which sale, and whose it is.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::calendar::Day;
use shared::documents::{Document, Kind};
use shared::ids::{AccountId, DocumentId, ProductId};
use shared::products::Product;
use shared::rma::Operation;
use shared::rma::origin::Origin;
use shared::stock::Warehouse;
use shared::tickets::Ticket;
use shared::warranty::{Coverage, Dates, Status, coverage};

use super::sheet::Sheet;
use super::status::UnverifiedTag;
use crate::kit::{Card, Notice, Unbroken, Verdict};
use crate::messages::{language, pricing, rma, say, serials};
use crate::pages::serials::coverage::{WarrantyScale, WarrantyTag};
use crate::routes::Route;
use crate::state::{Device, app, login, time};

/// Covered on the day it was reported; counted from the sale it was taken in with.
fn covered(
    device: Device,
    product: Option<ProductId>,
    sale: Option<DocumentId>,
    reported: Day,
) -> Option<Coverage> {
    let card = device.get::<Product>(product?)?;
    let sale = device.get::<Document>(sale?)?;
    let day = Some(sale.day);
    let dates = match sale.kind {
        Kind::SaleInvoice => Dates {
            invoiced: day,
            ..Dates::default()
        },
        _ => Dates {
            dispatched: day,
            ..Dates::default()
        },
    };
    Some(coverage(card.warranty.as_ref(), &dates, reported, false))
}

/// What the register shows of a serial before it is taken in.
#[component]
pub fn SoldUnit(origin: Origin) -> impl IntoView {
    let device = app().device;
    let Origin { sale, product } = origin;
    let name = move || device.get::<Product>(product).map(|card| card.name);
    let covered = Memo::new(move |_| covered(device, Some(product), Some(sale), time::today()));
    let account = move || device.get::<Document>(sale).map(|sale| sale.account);
    view! {
        <div class="stack return-found">
            <h3 class="title">{move || name().map(|name| view! { <Unbroken text=name /> })}</h3>
            <div class="row">{move || covered.get().map(|coverage| view! { <WarrantyTag coverage=coverage /> })}</div>
            {move || covered.get().map(|coverage| view! { <WarrantyScale coverage=coverage /> })}
            <dl class="facts">
                <Sold sale=sale hint=say(rma::from_serial) />
                <Customer account=Signal::derive(account) name=String::new() />
            </dl>
        </div>
    }
}

#[component]
pub fn GoodCard(sheet: Sheet) -> impl IntoView {
    let app = sheet.app;
    let device = app.device;
    let product = Memo::new(move |_| sheet.part(|operation| operation.product));
    let sale = Memo::new(move |_| sheet.part(|operation| operation.sale));
    let serial = Memo::new(move |_| sheet.part(|operation| operation.serial.clone()));
    let reported = Memo::new(move |_| {
        let at = sheet.part(|operation| Some(operation.made_at));
        match (app.login.person(), at) {
            (Some(person), Some(at)) => login::today(&person, at),
            _ => time::today(),
        }
    });
    let covered = Memo::new(move |_| covered(device, product.get(), sale.get(), reported.get()));
    let card = Memo::new(move |_| product.get().and_then(|id| device.get::<Product>(id)));
    let name = move || match (product.get(), card.get()) {
        (Some(id), Some(card)) => {
            view! { <a href=Route::Product(id.0).href()><Unbroken text=card.name /></a> }.into_any()
        }
        (Some(_), None) => say(serials::product_not_aboard)().into_any(),
        (None, _) => say(rma::product_later)().into_any(),
    };
    let plate = move || serial.get().or_else(|| card.get().map(|card| card.code));
    let ended = move || {
        covered
            .get()
            .is_some_and(|found| found.status == Status::OutOfWarranty)
    };
    let verified = Memo::new(move |_| sheet.part(Operation::is_verified));
    view! {
        <Card>
            <div class="stack">
                <h2 class="title">{name}</h2>
                <p class="plate" data-size="xl">{plate}</p>
                <div class="row">
                    {move || covered.get().map(|coverage| view! { <WarrantyTag coverage=coverage /> })}
                    <Show when=move || !verified.get()><UnverifiedTag /></Show>
                </div>
                {move || covered.get().map(|coverage| view! { <WarrantyScale coverage=coverage /> })}
                <Show when=move || !verified.get()>
                    <Notice verdict=Verdict::Info title=say(rma::draft)><p>{say(rma::draft_text)}</p></Notice>
                </Show>
                <Show when=ended>
                    <Notice verdict=Verdict::Warn title=say(rma::warranty_ended)><p>{say(rma::warranty_ended_text)}</p></Notice>
                </Show>
                <Facts sheet=sheet sale=sale />
            </div>
        </Card>
    }
}

#[component]
fn Facts(sheet: Sheet, sale: Memo<Option<DocumentId>>) -> impl IntoView {
    let device = sheet.app.device;
    let by_serial = Memo::new(move |_| sheet.part(|operation| operation.serial.is_some()));
    let hint = move || match by_serial.get() {
        true => rma::from_serial(language()),
        false => rma::chosen_sale(language()),
    };
    let account = Memo::new(move |_| sheet.part(|operation| operation.account));
    let name = Memo::new(move |_| sheet.part(|operation| operation.account_name.clone()));
    let reason = Memo::new(move |_| sheet.part(|operation| operation.without_serial.clone()));
    let department = move || {
        let id = sheet.part(|operation| operation.department)?;
        let warehouse = device.get::<Warehouse>(id)?;
        Some(view! { <dt>{say(rma::department)}</dt> <dd>{warehouse.name}</dd> })
    };
    let ticket = move || {
        let id = sheet.part(|operation| operation.ticket)?;
        let ticket = device.get::<Ticket>(id)?;
        let words = format!("{} · {}", ticket.code.shown(), ticket.title);
        Some(
            view! { <dt>{say(rma::ticket)}</dt> <dd><a href=Route::Ticket(id.0).href()>{words}</a></dd> },
        )
    };
    let without = move || {
        let reason = reason.get();
        (!reason.is_empty())
            .then(|| view! { <dt>{say(rma::without_serial)}</dt> <dd>{reason}</dd> })
    };
    view! {
        <dl class="facts">
            {move || sale.get().map(|sale| view! { <Sold sale=sale hint=hint /> })}
            {move || account.get().map(|id| view! { <Customer account=Signal::stored(Some(id)) name=name.get() /> })}
            {without} {department} {ticket}
        </dl>
    }
}

/// The document and its day, and how it was found.
#[component]
fn Sold(
    sale: DocumentId,
    hint: impl Fn() -> &'static str + Send + Sync + 'static,
) -> impl IntoView {
    let device = app().device;
    let document = move || {
        let sale = device.get::<Document>(sale)?;
        let day = pricing::day(language(), sale.day);
        Some(
            view! { <span class="plate">{sale.number}</span> " · " <span class="nowrap">{day}</span> },
        )
    };
    view! {
        <dt>{say(rma::sale)}</dt>
        <dd>{document} " " <span class="soft small">{hint}</span></dd>
    }
}

/// From the sale; one of another territory has no card here.
#[component]
fn Customer(account: Signal<Option<AccountId>>, name: String) -> impl IntoView {
    let device = app().device;
    let who = move || {
        let id = account.get()?;
        Some(match device.get::<Account>(id) {
            Some(card) => view! { <a href=Route::Account(id.0).href()>{card.name}</a> }.into_any(),
            None => name.clone().into_any(),
        })
    };
    view! {
        <dt>{say(rma::customer)}</dt>
        <dd>{who} " " <span class="soft small">{say(rma::from_sale)}</span></dd>
    }
}
