//! The good that came back: what it is, whether it is covered, by which sale, and whose it is.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::documents::Document;
use shared::ids::{AccountId, DocumentId, TicketId};
use shared::products::Product;
use shared::rma::Operation;
use shared::rma::origin::Origin;
use shared::serials::SerialNumber;
use shared::tickets::Ticket;

use super::additional_fields::AdditionalFields;
use super::covered::{Good, Warranty, covered};
use super::sheet::Sheet;
use super::status::UnverifiedTag;
use crate::kit::{Card, Notice, Unbroken, Verdict};
use crate::messages::{language, pricing, rma, say, serials};
use crate::routes::Route;
use crate::state::register::Register;
use crate::state::{app, login, time};

/// What the register shows of a serial before it is taken in.
#[component]
pub fn SoldUnit(
    origin: Origin,
    serial: SerialNumber,
    ticket: Option<TicketId>,
    register: Memo<Register>,
) -> impl IntoView {
    let device = app().device;
    let Origin { sale, product } = origin;
    let name = move || device.get::<Product>(product).map(|card| card.name);
    let good = StoredValue::new(Good {
        product,
        sale,
        serial: Some(serial),
        ticket,
        reported: time::today(),
    });
    let covered = Memo::new(move |_| {
        register.with(|register| good.with_value(|good| covered(device, register, good)))
    });
    let account = move || device.get::<Document>(sale).map(|sale| sale.account);
    view! {
        <div class="stack return-found">
            <h3 class="title">{move || name().map(|name| view! { <Unbroken text=name /> })}</h3>
            <Warranty coverage=covered product=Some(product) />
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
    let covered = Memo::new(move |_| {
        let good = good(sheet)?;
        sheet
            .register
            .with(|register| covered(device, register, &good))
    });
    let card = Memo::new(move |_| product.get().and_then(|id| device.get::<Product>(id)));
    let name = move || match (product.get(), card.get()) {
        (Some(id), Some(card)) => {
            view! { <a href=Route::Product(id.0).href()><Unbroken text=card.name /></a> }.into_any()
        }
        (Some(_), None) => say(serials::product_not_aboard)().into_any(),
        (None, _) => say(rma::product_later)().into_any(),
    };
    let plate = move || serial.get().or_else(|| card.get().map(|card| card.code));
    let verified = Memo::new(move |_| sheet.part(Operation::is_verified));
    view! {
        <Card>
            <div class="stack">
                <h2 class="title">{name}</h2>
                <p class="plate" data-size="xl">{plate}</p>
                <Warranty coverage=covered product=product beside=move || view! { <Show when=move || !verified.get()><UnverifiedTag /></Show> } />
                <Show when=move || !verified.get()>
                    <Notice verdict=Verdict::Info title=say(rma::draft)><p>{say(rma::draft_text)}</p></Notice>
                </Show>
                <Facts sheet=sheet sale=sale />
            </div>
        </Card>
    }
}

/// `None` while its sale is not known.
fn good(sheet: Sheet) -> Option<Good> {
    let day = |at| match sheet.app.login.person() {
        Some(person) => login::today(&person, at),
        None => time::today(),
    };
    sheet.operation.with(|operation| {
        let operation = operation.as_ref()?;
        let serial = operation.serial.as_deref();
        Some(Good {
            product: operation.product?,
            sale: operation.sale?,
            serial: serial.and_then(|serial| SerialNumber::new(serial).ok()),
            ticket: operation.ticket,
            reported: day(operation.made_at),
        })
    })
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
            <AdditionalFields sheet=sheet />
            {without} {ticket}
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
    let href = Route::Document(sale.0).href();
    let document = move || {
        let sale = device.get::<Document>(sale)?;
        let day = pricing::day(language(), sale.day);
        Some(
            view! { <a class="plate" href=href.clone()>{sale.number}</a> " · " <span class="nowrap">{day}</span> },
        )
    };
    view! {
        <dt>{say(rma::sale)}</dt>
        <dd>{document} <span class="fact-hint">{hint}</span></dd>
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
        <dd>{who} <span class="fact-hint">{say(rma::from_sale)}</span></dd>
    }
}
