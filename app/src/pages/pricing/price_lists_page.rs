//! The price lists: currency, net or gross, from when until when, and how many products each prices.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::calendar::Day;
use shared::ids::PriceListId;
use shared::pricing::{PriceList, ProductPrices};

use crate::kit::{Card, Column, EmptyState, Icon, Page, Table, Tag, Tone};
use crate::messages::{language, pricing, products, say};
use crate::pages::frame;
use crate::state::{app, time};

#[component]
pub fn PriceListsPage() -> impl IntoView {
    frame::title(|| pricing::price_lists(language()).to_owned());
    let device = app().device;
    let lists = Memo::new(move |_| {
        let mut lists = device.all::<PriceList>();
        lists.sort_by(|(_, one), (_, other)| {
            other
                .default
                .cmp(&one.default)
                .then_with(|| one.name.cmp(&other.name))
        });
        lists
    });
    let counts = Memo::new(move |_| priced(device));
    let count = move || pricing::count_of_lists(language(), lists.with(Vec::len) as u64);
    view! {
        <Page>
            <Show when=move || !lists.with(Vec::is_empty) fallback=|| view! { <EmptyState title=say(pricing::no_lists) text=say(pricing::no_lists_text) /> }>
                <Card title=say(pricing::price_lists) extra=move || view! { <span>{count}</span> } flush=true>
                    <Table caption=say(pricing::price_lists) columns=columns() stacked=true>
                        {move || lists.get().into_iter().map(|(id, list)| view! { <Row id=id list=list counts=counts /> }).collect_view()}
                    </Table>
                </Card>
            </Show>
        </Page>
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(say(pricing::price_list)),
        Column::new(say(products::currency)),
        Column::new(say(pricing::validity)),
        Column::new(say(products::products)).numeric(),
    ]
}

#[component]
fn Row(
    id: PriceListId,
    list: PriceList,
    counts: Memo<BTreeMap<PriceListId, u64>>,
) -> impl IntoView {
    let PriceList {
        name,
        currency,
        gross,
        validity,
        default,
    } = list;
    let tax = if gross { pricing::gross } else { pricing::net };
    let stands = Memo::new(move |_| stands(validity, time::today()));
    let tone = Signal::derive(move || match stands.get() {
        Stands::InForce => Tone::Fine,
        Stands::NotYet => Tone::Move,
        Stands::Ended => Tone::Neutral,
    });
    let words = move || match stands.get() {
        Stands::InForce => pricing::in_force(language()),
        Stands::NotYet => pricing::not_yet(language()),
        Stands::Ended => pricing::ended(language()),
    };
    let count = move || {
        pricing::priced_products(
            language(),
            counts.with(|counts| counts.get(&id).copied().unwrap_or_default()),
        )
    };
    view! {
        <tr>
            <th scope="row">
                {name} " " {default.then(|| view! { <Tag tone=Tone::Neutral icon=Icon::Check words=say(pricing::default_list) /> })}
            </th>
            <td data-label=say(products::currency)><span>{currency.code().to_owned()} " " <span class="soft">{say(tax)}</span></span></td>
            <td data-label=say(pricing::validity)><span>{move || pricing::list_valid(language(), validity)} " " <Tag tone=tone words=words /></span></td>
            <td class="number" data-label=say(products::products)>{count}</td>
        </tr>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    InForce,
    NotYet,
    Ended,
}

fn stands(validity: shared::calendar::Validity, today: Day) -> Stands {
    match validity.from {
        _ if validity.covers(today) => Stands::InForce,
        Some(from) if today < from => Stands::NotYet,
        _ => Stands::Ended,
    }
}

/// How many products have a price in each list.
fn priced(device: crate::state::Device) -> BTreeMap<PriceListId, u64> {
    let mut counts = BTreeMap::new();
    for (_, prices) in device.all::<ProductPrices>() {
        let lists: std::collections::BTreeSet<PriceListId> =
            prices.prices.iter().map(|price| price.list).collect();
        lists
            .into_iter()
            .for_each(|list| *counts.entry(list).or_default() += 1);
    }
    counts
}
