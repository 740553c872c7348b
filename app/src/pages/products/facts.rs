//! What else is on a product's card: unit, barcodes, codes, tracking, and what a file brought along.

use leptos::prelude::*;
use shared::products::{Product, Tracking, tracking};
use shared::settings::{Setting, setting};

use super::category;
use crate::kit::Card;
use crate::messages::{Language, language, pricing, products, say, stock};
use crate::state::{Device, app};

/// The card and the attributes of one product.
#[component]
pub fn Facts(product: Memo<Option<Product>>) -> impl IntoView {
    let device = app().device;
    let attributes = Memo::new(move |_| {
        product.with(|product| {
            product
                .as_ref()
                .map(|product| product.attributes.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <Card title=say(products::card)>
            <dl class="facts">{move || product.get().map(|product| known(device, product))}</dl>
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

/// Only what is known; an empty line says nothing. Called inside a view, so that it follows language and categories.
fn known(device: Device, product: Product) -> impl IntoView {
    let language = language();
    let provisional = (product.provisional.clone())
        .filter(|code| *code != product.code)
        .unwrap_or_default();
    let category = product
        .category
        .map(|id| category::path(device, id))
        .unwrap_or_default();
    let recorded = product
        .recorded
        .map(|day| pricing::day(language, day))
        .unwrap_or_default();
    let serial_code = device.get::<Setting>(setting::id(tracking::SERIAL_CODE_SETTING));
    let serial_code = serial_code.map(|set| set.value);
    let tracked = match product
        .tracked(tracking::serial_code(serial_code.as_deref()))
        .0
    {
        Tracking::None => "",
        tracked => products::tracked(language, tracked),
    };
    let warranty = match &product.warranty {
        Some(terms) => products::warranty_line(language, terms),
        None => products::not_covered(language).to_owned(),
    };
    [
        fact(products::brand, &product.brand, false),
        fact(products::category, &category, false),
        fact(
            products::unit,
            &stock::unit_name(language, &product.unit),
            false,
        ),
        fact(products::barcodes, &product.barcodes.join("\n"), true),
        fact(products::producer_code, &product.producer_code, true),
        fact(products::logistics_code, &product.logistics_code, true),
        fact(products::tracking, tracked, false),
        fact(products::warranty, &warranty, false),
        fact(products::other_codes, &provisional, true),
        fact(products::recorded, &recorded, false),
    ]
    .into_iter()
    .collect_view()
}

fn fact(name: fn(Language) -> &'static str, value: &str, plate: bool) -> Option<AnyView> {
    let line = |line: &str| view! { <div class:plate=plate>{line.to_owned()}</div> };
    let lines = value.lines().map(line).collect_view();
    (!value.is_empty()).then(|| view! { <dt>{say(name)}</dt> <dd>{lines}</dd> }.into_any())
}
