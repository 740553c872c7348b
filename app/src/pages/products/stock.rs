//! How much of a product is there, by the figures on this device, and how old are they? Never a promise.

use leptos::prelude::*;
use shared::age::Freshness;
use shared::calendar::Moment;
use shared::ids::{ProductId, RunId, WarehouseId};
use shared::products::Product;
use shared::stock::total::{AGE_MILLISECONDS_MAX, Reading};
use shared::stock::{StockFigure, StockRun, Warehouse, figure_id};

use crate::kit::{Age, Card, Column, Figure, Table};
use crate::messages::{kit, language, numbers, products, say, stock};
use crate::state::{Device, app, time};

/// One warehouse's figures of one product.
#[derive(Clone, PartialEq)]
pub struct InWarehouse {
    pub name: String,
    pub reading: Reading,
}

/// The figures of the warehouses this person was granted; others are not aboard.
pub fn in_warehouses(device: Device, product: ProductId) -> Vec<InWarehouse> {
    let warehouses = device.all::<Warehouse>().into_iter();
    let figures = warehouses.filter_map(|(id, warehouse)| {
        let figure = device.get::<StockFigure>(figure_id(product, id))?;
        let run = device.get::<StockRun>(RunId(id.0))?;
        let reading = Reading {
            on_hand: figure.on_hand,
            available: figure.available,
            read_at: run.read_at,
        };
        Some(InWarehouse {
            name: warehouse.name,
            reading,
        })
    });
    figures.collect()
}

/// A warehouse aboard, and when its figures were read.
pub type Read = (WarehouseId, Moment);

/// The warehouses aboard; a list asks once for all its rows.
pub fn board(device: Device) -> Vec<Read> {
    let read = |id: WarehouseId| Some((id, device.get::<StockRun>(RunId(id.0))?.read_at));
    let warehouses = device.all::<Warehouse>().into_iter();
    warehouses.filter_map(|(id, _)| read(id)).collect()
}

/// All warehouses together, as old as the oldest of them.
pub fn total(device: Device, product: ProductId) -> Option<Reading> {
    Reading::total(
        in_warehouses(device, product)
            .into_iter()
            .map(|warehouse| warehouse.reading),
    )
}

/// The oldest run aboard: the common age of a list.
pub fn oldest_run(device: Device) -> Option<Moment> {
    device
        .all::<StockRun>()
        .into_iter()
        .map(|(_, run)| run.read_at)
        .min()
}

/// How old a figure is, in words and look.
pub fn age(read_at: Moment) -> Age {
    let now = time::now();
    let words = || stock::read_at(language(), read_at, now, time::offset_minutes());
    match Freshness::of_age(now.milliseconds_since(read_at), AGE_MILLISECONDS_MAX) {
        Freshness::Live => Age::Live,
        Freshness::Fresh => Age::At(words()),
        Freshness::Old => Age::Old(words()),
        Freshness::Gone => Age::Gone(stock::too_old(language())),
    }
}

/// The age that all figures of a list share.
pub fn list_age(read_at: Moment) -> Age {
    let said = |age: String| stock::stock_age(language(), &age);
    match age(read_at) {
        Age::Live | Age::Now(_) => Age::Live,
        Age::At(words) => Age::At(said(words)),
        Age::Old(words) => Age::Old(said(words)),
        Age::Gone(words) => Age::Gone(said(words)),
    }
}

/// What a row of a list says: the quantity available, or why it says none.
pub fn short(device: Device, board: &[Read], id: ProductId, product: &Product) -> String {
    if product.service {
        return products::service_short(language()).to_owned();
    }
    let readings = board.iter().filter_map(|(warehouse, read_at)| {
        let figure = device.get::<StockFigure>(figure_id(id, *warehouse))?;
        Some(Reading {
            on_hand: figure.on_hand,
            available: figure.available,
            read_at: *read_at,
        })
    });
    match Reading::total(readings) {
        Some(total) if is_shown(total.read_at) => {
            stock::quantity(language(), total.available, &product.unit)
        }
        Some(_) => kit::not_shown(language()).to_owned(),
        None => String::new(),
    }
}

/// Whether figures of that time are still shown.
pub fn is_shown(read_at: Moment) -> bool {
    let age = time::now().milliseconds_since(read_at);
    Freshness::of_age(age, AGE_MILLISECONDS_MAX).may_be_shown()
}

/// The figures of one product: in all, then by warehouse.
#[component]
pub fn StockCards(id: ProductId, #[prop(into)] product: Signal<Option<Product>>) -> impl IntoView {
    let device = app().device;
    let rows = Memo::new(move |_| in_warehouses(device, id));
    let is_service = Memo::new(move |_| {
        product.with(|product| product.as_ref().is_some_and(|product| product.service))
    });
    move || {
        match (is_service.get(), rows.with(Vec::is_empty)) {
        (true, _) => view! { <Card title=say(stock::available)><p class="soft">{say(stock::no_stock_kept)}</p></Card> }.into_any(),
        (false, true) => view! {
            <Card title=say(stock::none_aboard)><p class="soft">{say(stock::none_aboard_text)}</p></Card>
        }
        .into_any(),
        (false, false) => view! { <Totals rows=rows product=product /> <ByWarehouse rows=rows /> }.into_any(),
    }
    }
}

#[component]
fn Totals(rows: Memo<Vec<InWarehouse>>, product: Signal<Option<Product>>) -> impl IntoView {
    let total =
        Memo::new(move |_| rows.with(|rows| Reading::total(rows.iter().map(|row| row.reading))));
    let unit = move || {
        product.with(|product| {
            product
                .as_ref()
                .map(|product| stock::unit_name(language(), &product.unit))
                .unwrap_or_default()
        })
    };
    let number = move |of: fn(&Reading) -> String| {
        move || total.with(|total| total.as_ref().map(of).unwrap_or_default())
    };
    let age = Signal::derive(move || {
        age(total.with(|total| total.map_or(Moment::EPOCH, |total| total.read_at)))
    });
    view! {
        <Card>
            <div class="figures">
                <Figure name=say(stock::on_hand) value=number(|total| numbers::decimal(language(), &total.on_hand.to_string())) unit=unit age=age />
                <Figure name=say(stock::available) value=number(|total| numbers::decimal(language(), &total.available.to_string())) unit=unit age=age />
            </div>
        </Card>
    }
}

#[component]
fn ByWarehouse(rows: Memo<Vec<InWarehouse>>) -> impl IntoView {
    let columns = vec![
        Column::new(say(stock::warehouse)),
        Column::new(say(stock::on_hand)).numeric(),
        Column::new(say(stock::reserved)).numeric(),
        Column::new(say(stock::available)).numeric(),
    ];
    let count = move || stock::of_warehouses(language(), rows.with(Vec::len) as u64);
    view! {
        <Card title=say(stock::warehouses) extra=move || view! { <span>{count}</span> } flush=true>
            <Table caption=say(stock::warehouses) columns=columns>
                {move || rows.get().into_iter().map(|row| view! { <Row row=row /> }).collect_view()}
            </Table>
        </Card>
    }
}

#[component]
fn Row(row: InWarehouse) -> impl IntoView {
    let InWarehouse { name, reading } = row;
    let shown = move |value: Option<shared::money::Decimal>| match value
        .filter(|_| is_shown(reading.read_at))
    {
        Some(value) => numbers::decimal(language(), &value.to_string()),
        None => numbers::NOTHING.to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{move || shown(Some(reading.on_hand))}</td>
            <td class="number">{move || shown(reading.reserved())}</td>
            <td class="number strong">{move || shown(Some(reading.available))}</td>
        </tr>
    }
}
