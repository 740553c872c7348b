//! The good by its product and the sale it was sold in. Where its units have serials the number is asked for, and then it leads to the
//! sale; going on without it needs a reason (RMA-06).

use leptos::prelude::*;
use shared::ids::DocumentId;
use shared::products::Product;

use super::by_serial::SerialOfUnit;
use super::sale_field::SaleField;
use super::taking_in::Paper;
use crate::kit::{Combobox, Icon, Notice, TextField, Verdict};
use crate::messages::{rma, say};
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
        paper.choose_product(id.parse().ok());
        // another product is in other sales
        paper.choose_sale(None);
        for field in ["product", "serial", "sale", "reason"] {
            problems.clear(field);
        }
    };
    let has_serials = Memo::new(move |_| paper.has_serials());
    let by_serial = Memo::new(move |_| paper.by_serial());
    view! {
        <div class="stack">
            <Combobox label=say(rma::product) hint=say(rma::product_hint) chosen=Signal::derive(name) search=search on_choose=choose problem=problems.of("product") icon=Icon::Package />
            <Show when=move || has_serials.get()>
                <Notice verdict=Verdict::Info title=say(rma::serial_wanted) />
                <SerialOfUnit paper=paper />
            </Show>
            <Show when=move || !by_serial.get()><WithoutSerial paper=paper has_serials=has_serials /></Show>
        </div>
    }
}

/// The sale by hand, and why there is no serial where there ought to be one.
#[component]
fn WithoutSerial(paper: Paper, has_serials: Memo<bool>) -> impl IntoView {
    let Paper {
        typed, problems, ..
    } = paper;
    let choose = move |sale: Option<DocumentId>| {
        paper.choose_sale(sale);
        problems.clear("sale");
    };
    view! {
        <Show when=move || has_serials.get()>
            <TextField label=say(rma::reason) hint=say(rma::reason_hint) value=typed.reason on_input=paper.input("reason", typed.reason) problem=problems.of("reason") />
        </Show>
        <SaleField product=typed.product account=typed.account.get_value() chosen=typed.sale on_choose=choose problem=problems.of("sale") />
    }
}
