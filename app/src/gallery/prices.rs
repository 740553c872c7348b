//! Samples around money: discount cells, totals.

use leptos::prelude::*;

use crate::kit::{Card, Cell, CellLegend, Origin, Totals};

#[component]
pub fn Prices() -> impl IntoView {
    let by_hand = RwSignal::new(String::from("2"));
    let lines = vec![
        ("List total".to_owned(), "697.390,00".to_owned()),
        ("Discounts".to_owned(), "−168.635,71".to_owned()),
        ("Net".to_owned(), "528.754,29".to_owned()),
        ("VAT 20%".to_owned(), "105.750,86".to_owned()),
    ];
    view! {
        <Card title="Cells">
            <div class="gallery-cells">
                <Cell value="15" origin=Origin::Condition line="Line 1" discount="Discount 1" />
                <Cell value="7.5" origin=Origin::Condition line="Line 1" discount="Discount 2" on_change=|_| () />
                <Cell value=by_hand origin=Origin::Hand line="Line 1" discount="Discount 3" on_change=move |value| by_hand.set(value) />
                <Cell value="" origin=Origin::Empty line="Line 1" discount="Discount 4" on_change=|_| () />
                <Cell value="12.5" origin=Origin::Empty line="Line 1" discount="Discount 5" changed=true on_change=|_| () />
                <Cell value="120" origin=Origin::Hand line="Line 1" discount="Discount 6" unfit=true on_change=|_| () />
            </div>
            <CellLegend />
        </Card>
        <Card>
            <Totals lines=lines total_name="Total" total="634.505,15 ₺" />
        </Card>
    }
}
