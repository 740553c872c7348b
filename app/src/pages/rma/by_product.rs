//! The good by its product and the sale it was sold in; why it has no serial where its product has them (RMA-06).

use leptos::prelude::*;
use shared::ids::DocumentId;
use shared::products::{Product, Tracking};

use super::sale_field::SaleField;
use super::taking_in::Paper;
use crate::kit::{Combobox, Icon, TextField};
use crate::messages::{rma, say};
use crate::pages::tickets::checked::tracked;
use crate::pages::tickets::parts_card::suggestions;

#[component]
pub fn ByProduct(paper: Paper) -> impl IntoView {
    let Paper {
        typed, problems, ..
    } = paper;
    let device = paper.app.device;
    let name = move || {
        let card = typed.product.get().and_then(|id| device.get::<Product>(id));
        card.map_or_else(String::new, |card| card.name)
    };
    let search = move |typed: String| untrack(|| suggestions(device, &typed));
    let choose = move |id: String| {
        typed.product.set(id.parse().ok());
        // another product is in other sales
        typed.sale.set(None);
        for field in ["product", "sale", "reason"] {
            problems.clear(field);
        }
    };
    let choose_sale = move |sale: Option<DocumentId>| {
        typed.sale.set(sale);
        problems.clear("sale");
    };
    let asks_why = Memo::new(move |_| {
        let card = typed.product.get().and_then(|id| device.get::<Product>(id));
        tracked(device, card.as_ref()) == Tracking::Serial
    });
    view! {
        <div class="stack">
            <Combobox label=say(rma::product) hint=say(rma::product_hint) chosen=Signal::derive(name) search=search on_choose=choose problem=problems.of("product") icon=Icon::Package />
            <SaleField product=typed.product account=typed.account.get_value() chosen=typed.sale on_choose=choose_sale problem=problems.of("sale") />
            <Show when=move || asks_why.get()>
                <TextField label=say(rma::reason) hint=say(rma::reason_hint) value=typed.reason on_input=paper.input("reason", typed.reason) problem=problems.of("reason") />
            </Show>
        </div>
    }
}
