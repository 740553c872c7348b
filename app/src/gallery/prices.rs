//! Samples around money: discount cells, totals, why a price is what it is, a grid.

use leptos::prelude::*;

use crate::kit::{
    Card, Cell, CellLegend, Column, GridCell, Origin, PriceStair, PriceStep, Sorted, Table, Totals,
};

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
        <Card title="Why this price?" extra=|| "Line 1">
            <PriceStair steps=stair()>
                <p class="strong small">"Winning condition"</p>
                <p class="small">"Akdeniz Gıda · VK series · 1 Oct – 31 Dec 2026 " <a href="#">"KŞL-0142"</a></p>
            </PriceStair>
        </Card>
        <Grid />
    }
}

fn stair() -> Vec<PriceStep> {
    [
        (
            "Base price",
            "List 2026/2, 23 Nov",
            "486.500,00",
            1000,
            0,
            false,
        ),
        ("D1 · 15%", "condition", "−72.975,00", 850, 150, false),
        ("D2 · 7.5%", "condition", "−31.014,38", 786, 64, false),
        (
            "D6 · 2%",
            "by hand, Elif Yıldız 09:20",
            "−7.267,70",
            732,
            15,
            false,
        ),
        ("Net unit price", "", "356.117,39 ₺", 732, 0, true),
    ]
    .into_iter()
    .map(|(words, note, amount, left, taken, last)| PriceStep {
        words: words.into(),
        note: note.into(),
        amount: amount.into(),
        left,
        taken,
        last,
    })
    .collect()
}

#[component]
fn Grid() -> impl IntoView {
    let discount = RwSignal::new(String::from("12.5"));
    let columns = vec![
        Column::new("Code").sort(Sorted::Up, Callback::new(|()| ())),
        Column::new("Product"),
        Column::new("Standard").numeric(),
        Column::new("D1 %").numeric(),
        Column::new("Net").numeric(),
    ];
    view! {
        <Card title="A grid" flush=true>
            <Table caption="Products of the condition" columns=columns grid=true foot=|| view! { <b>"1 line changed"</b> <span class="soft">"average discount 21.9% → 22.1%"</span> }>
                <tr>
                    <th scope="row"><span class="plate">"KMP-VK15"</span></th>
                    <td>"Screw compressor VK-15"</td>
                    <td class="number">"398.000,00"</td>
                    <td class="number"><GridCell name="KMP-VK15, discount 1" value="15" on_change=|_| () /></td>
                    <td class="number strong">"338.300,00"</td>
                </tr>
                <tr>
                    <th scope="row"><span class="plate">"KMP-VK45"</span></th>
                    <td>"Screw compressor VK-45"</td>
                    <td class="number">"868.900,00"</td>
                    <td class="number"><GridCell name="KMP-VK45, discount 1" value=discount changed=true on_change=move |value| discount.set(value) /></td>
                    <td class="number strong" data-changed=true>"760.287,50"</td>
                </tr>
            </Table>
        </Card>
    }
}
