//! One unit: what it is, whether it is covered, whose it is and by which document.

use leptos::prelude::*;
use shared::ids::{AccountId, ProductId};
use shared::products::Product;
use shared::rma::Operation;
use shared::serials::{Movement, NotShipped, SerialNumber, Shipped, shipped_as};
use shared::users::Right;
use shared::warranty::{Coverage, Dates, coverage};

use super::coverage::{WarrantyScale, WarrantyTag};
use super::past::returns_of;
use crate::kit::{Button, Card, Icon, LinkButton, Look, Notice, Tag, Tone, Unbroken, Verdict};
use crate::messages::{language, pricing, products, rma, say, serials, tickets};
use crate::pages::tickets::checked::tracked;
use crate::pages::tickets::history::of_serial;
use crate::routes::Route;
use crate::state::{app, time};

/// A unit of that product, as the documents of this device tell it.
#[component]
pub fn UnitCard(
    serial: SerialNumber,
    product: ProductId,
    movements: Vec<Movement>,
    /// It stands on the page that says everything about it.
    #[prop(optional)]
    whole: bool,
    /// Where it was scanned: the way to the next label.
    #[prop(optional, into)]
    another: Option<Callback<()>>,
) -> impl IntoView {
    let device = app().device;
    let record = Memo::new(move |_| device.get::<shared::products::Product>(product));
    let tracking = untrack(|| record.with(|card| tracked(device, card.as_ref())));
    let stands = shipped_as(tracking, &movements);
    let sale = match &stands {
        Shipped::Yes(sale) => Some(sale.clone()),
        Shipped::No(_) => None,
    };
    let covered = {
        let dates = Dates::default().sold(sale.as_ref());
        Memo::new(move |_| {
            let terms =
                record.with(|product| product.as_ref().and_then(|product| product.warranty));
            coverage(terms.as_ref(), &dates, time::today(), false)
        })
    };
    let ticket = Route::TicketNew {
        account: sale.as_ref().and_then(|sale| sale.account).map(|id| id.0),
        product: Some(product.0),
        serial: serial.as_str().to_owned(),
    }
    .href();
    let everything = Route::Unit {
        serial: serial.as_str().to_owned(),
    }
    .href();
    let back = Route::ReturnNew {
        ticket: None,
        product: Some(product.0),
        serial: serial.as_str().to_owned(),
    }
    .href();
    let login = app().login;
    let (may, takes_in) = (
        login.has(Right::WorkOnTickets),
        login.has(Right::TakeInReturns),
    );
    let why = match stands {
        Shipped::Yes(_) => None,
        Shipped::No(why) => Some(why),
    };
    let facts = (sale.is_some() || !whole).then(|| {
        let serial = serial.as_str().to_owned();
        view! {
            <dl class="facts">
                {sale.map(|sale| view! { <Sold sale=sale /> })}
                {(!whole).then(|| view! { <Before serial=serial /> })}
            </dl>
        }
    });
    view! {
        <Card>
            <div class="stack">
                <h2 class="title">{move || name(record)}</h2>
                <p class="plate" data-size="xl">{serial.as_str().to_owned()}</p>
                <div class="row">
                    {move || { let coverage: Coverage = covered.get(); view! { <WarrantyTag coverage=coverage /> } }}
                    <Tag tone=Tone::Neutral icon=Icon::Tablet words=say(serials::from_register) />
                </div>
                {why.map(|why| view! { <NotShippedNotice why=why /> })}
                {move || view! { <WarrantyScale coverage=covered.get() /> }}
                {facts}
                <div class="scan-actions">
                    {may.then(|| view! { <LinkButton label=say(tickets::new_ticket) href=ticket icon=Icon::Ticket look=Look::Main wide=true /> })}
                    {takes_in.then(|| view! { <LinkButton label=say(rma::start) href=back icon=Icon::RotateCcw look=Look::Plain /> })}
                    {another.map(|another| view! { <Button label=say(serials::another) icon=Icon::ScanBarcode on_press=another /> })}
                    {(!whole).then(|| view! { <LinkButton label=say(serials::whole) href=everything icon=Icon::History look=Look::Quiet /> })}
                    <LinkButton label=say(products::product) href=Route::Product(product.0).href() icon=Icon::Package look=Look::Quiet />
                </div>
            </div>
        </Card>
    }
}

fn name(record: Memo<Option<Product>>) -> AnyView {
    match record.get() {
        Some(product) => view! { <Unbroken text=product.name /> }.into_any(),
        None => serials::product_not_aboard(language()).into_any(),
    }
}

/// MSG-02, with the reason.
#[component]
fn NotShippedNotice(why: NotShipped) -> impl IntoView {
    view! {
        <Notice verdict=Verdict::Warn title=say(serials::no_dispatch)>
            <p>{move || serials::not_shipped(language(), why)}</p>
        </Notice>
    }
}

/// How often it was asked about and came back.
#[component]
fn Before(serial: String) -> impl IntoView {
    let device = app().device;
    let words = move || {
        let asked = of_serial(device, &serial).len() as u64;
        let back = returns_of(&device.all::<Operation>(), &serial).len();
        let asked = tickets::count(language(), asked);
        format!(
            "{asked}, {}",
            serials::returns_count(language(), back as u64)
        )
    };
    view! { <dt>{say(serials::history)}</dt> <dd>{words}</dd> }
}

/// The customer, the document and its day.
#[component]
fn Sold(sale: Movement) -> impl IntoView {
    let device = app().device;
    let customer = sale.account;
    let day = sale.day();
    let document = move || {
        let on = day
            .map(|day| pricing::day(language(), day))
            .unwrap_or_default();
        view! { <span class="plate">{sale.document.clone()}</span> " · " <span class="nowrap">{on}</span> }
    };
    let who = move |id: AccountId| {
        let account = device.get::<shared::accounts::Account>(id)?;
        Some(view! { <a href=Route::Account(id.0).href()>{account.name}</a> })
    };
    view! {
        {move || customer.and_then(who).map(|who| view! { <dt>{say(serials::customer)}</dt> <dd>{who}</dd> })}
        <dt>{say(serials::sale)}</dt>
        <dd>{document}</dd>
    }
}
