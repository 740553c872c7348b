//! What does a product cost? The standard price and the price of every list with its validity; purchase price only when aboard.

use leptos::prelude::*;
use shared::calendar::Day;
use shared::ids::{PriceListId, ProductId};
use shared::pricing::{ListPrice, PriceList, ProductPrices};
use shared::products::{Product, ProductCost};

use crate::kit::{Card, Column, LinkButton, Look, Table, Tag, Tone};
use crate::messages::{language, pricing, products, say};
use crate::routes::Route;
use crate::state::{app, time};

/// One price of one list, ready to be shown.
#[derive(Clone, PartialEq)]
struct Line {
    list: PriceList,
    price: ListPrice,
    holds_today: bool,
}

/// The prices of one product.
#[component]
pub fn Prices(id: ProductId, product: Memo<Option<Product>>) -> impl IntoView {
    let device = app().device;
    let lines = Memo::new(move |_| {
        let prices = device.get::<ProductPrices>(id);
        prices
            .map(|prices| lines(device, &prices, time::today()))
            .unwrap_or_default()
    });
    let cost = Memo::new(move |_| device.get::<ProductCost>(id));
    let standard = move || {
        product.with(|product| {
            product
                .as_ref()
                .map(|product| pricing::maybe_amount(language(), product.price, product.currency))
        })
    };
    let vat = move || {
        product.with(|product| {
            product
                .as_ref()
                .map(|product| pricing::rate(language(), product.vat))
        })
    };
    view! {
        <Card title=say(pricing::prices) extra=|| view! { <LinkButton label=say(pricing::price_lists) href=Route::PriceLists.href() look=Look::Quiet /> }>
            <dl class="facts">
                <dt>{say(pricing::standard_price)}</dt>
                <dd class="strong">{standard}</dd>
                <dt>{say(pricing::vat)}</dt>
                <dd>{vat}</dd>
                {move || cost.get().map(|cost| view! {
                    <dt>{say(products::cost)}</dt>
                    <dd>{move || pricing::amount(language(), cost.price, cost.currency)}</dd>
                })}
            </dl>
            <Show when=move || !lines.with(Vec::is_empty) fallback=|| view! { <p class="soft small">{say(pricing::no_list_price)}</p> }>
                <ByList lines=lines />
            </Show>
        </Card>
    }
}

fn lines(device: crate::state::Device, prices: &ProductPrices, today: Day) -> Vec<Line> {
    let list = |id: PriceListId| device.get::<PriceList>(id);
    let line = |price: &ListPrice| {
        let list = list(price.list)?;
        let now = prices.on(price.list, today).is_some_and(|on| on == price);
        Some(Line {
            holds_today: now && list.validity.covers(today),
            list,
            price: *price,
        })
    };
    let mut lines: Vec<Line> = prices.prices.iter().filter_map(line).collect();
    lines.sort_by(|one, other| {
        one.list
            .name
            .cmp(&other.list.name)
            .then(other.price.from.cmp(&one.price.from))
    });
    lines
}

#[component]
fn ByList(lines: Memo<Vec<Line>>) -> impl IntoView {
    let columns = vec![
        Column::new(say(pricing::price_list)),
        Column::new(say(pricing::validity)),
        Column::new(say(pricing::price)).numeric(),
    ];
    view! {
        <Table caption=say(pricing::prices) columns=columns stacked=true>
            {move || lines.get().into_iter().map(|line| view! { <Row line=line /> }).collect_view()}
        </Table>
    }
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let Line {
        list,
        price,
        holds_today,
    } = line;
    let tax = if list.gross {
        pricing::gross
    } else {
        pricing::net
    };
    view! {
        <tr>
            <th scope="row"><span>{list.name} " " <span class="soft small">{say(tax)}</span></span></th>
            <td data-label=say(pricing::validity)>
                <span>
                    {move || pricing::valid(language(), Some(price.from), price.until)} " "
                    {holds_today.then(|| view! { <Tag tone=Tone::Fine words=say(pricing::in_force) /> })}
                </span>
            </td>
            <td class="number strong" data-label=say(pricing::price)>{move || pricing::amount(language(), price.price, list.currency)}</td>
        </tr>
    }
}
