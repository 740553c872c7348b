//! What else is on a product's card: unit, barcodes, codes, tracking, and what a file brought along.

use leptos::prelude::*;
use shared::products::Product;

use super::category;
use crate::kit::Card;
use crate::messages::{language, pricing, products, say, stock};
use crate::state::app;

/// The card and the attributes of one product.
#[component]
pub fn Facts(product: Memo<Option<Product>>) -> impl IntoView {
    let attributes = Memo::new(move |_| product.with(|product| product.as_ref().map(|product| product.attributes.clone()).unwrap_or_default()));
    view! {
        <Card title=say(products::card)>
            <dl class="facts">{move || product.get().map(|product| view! { <Known product=product /> })}</dl>
        </Card>
        <Show when=move || !attributes.with(Vec::is_empty)>
            <Card title=say(products::attributes)>
                <dl class="facts">
                    {move || attributes.get().into_iter().map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> }).collect_view()}
                </dl>
            </Card>
        </Show>
    }
}

/// Only what is known; an empty line says nothing.
#[component]
fn Known(product: Product) -> impl IntoView {
    let device = app().device;
    let provisional = product.provisional.clone().filter(|code| *code != product.code).unwrap_or_default();
    let category = move || product.category.map(|id| category::path(device, id)).unwrap_or_default();
    let unit = product.unit.clone();
    let recorded = product.recorded.map(|day| pricing::day(language(), day)).unwrap_or_default();
    let serial = if product.serial_tracked { products::yes(language()) } else { "" };
    view! {
        <Fact name=products::brand value=product.brand />
        <Fact name=products::category value=category() />
        <Fact name=products::unit value=stock::unit_name(language(), &unit) />
        <Fact name=products::barcodes value=product.barcodes.join("\n") plate=true />
        <Fact name=products::producer_code value=product.producer_code plate=true />
        <Fact name=products::serial_tracked value=serial />
        <Fact name=products::other_codes value=provisional plate=true />
        <Fact name=products::recorded value=recorded />
    }
}

#[component]
fn Fact(name: fn(crate::messages::Language) -> &'static str, #[prop(into)] value: String, #[prop(optional)] plate: bool) -> impl IntoView {
    let lines = move || {
        let line = |line: &str| view! { <div class:plate=plate>{line.to_owned()}</div> };
        value.lines().map(line).collect_view()
    };
    let shown = lines();
    let any = !shown.is_empty();
    any.then(|| view! { <dt>{say(name)}</dt> <dd>{shown}</dd> })
}
