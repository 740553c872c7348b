//! Samples of rows: a short list, and one of a hundred thousand.

use std::sync::Arc;

use leptos::prelude::*;

use crate::kit::{Card, Item, List, Mark, RowLines, Standing, VirtualList};

#[component]
pub fn Lists() -> impl IntoView {
    let row = Arc::new(|index: usize| {
        view! {
            <RowLines
                title=move || format!("Screw compressor VK-{index}")
                detail=Some((move || view! { <span class="plate">{format!("KMP-VK{index}")}</span> }).into())
                value=Some((move || format!("{index}.500,00 ₺")).into())
                note=Some((|| "3 pcs").into())
            />
        }
        .into_any()
    });
    view! {
        <List label="What waits for you" framed=true>
            <Item
                title=|| "Price changed"
                detail=|| "TKF-2026-0418 · 2 lines, +1.840,00 ₺"
                value=|| view! { <Mark standing=Standing::You words="Decide" /> }
                href="#"
                current=true
            />
            <Item
                title=|| view! { <mark class="hit">"Screw com"</mark> "pressor VK-22 K, with dryer" }
                detail=|| view! { <span class="plate">"KMP-VK22K"</span> }
                value=|| "548.900,00 ₺"
                note=|| "1 pcs"
                href="#"
            />
            <Item title=|| "Photos × 3, T-20415" detail=|| "2.1 MB of 6.4 MB" value=|| view! { <Mark standing=Standing::Sent /> } />
        </List>
        <Card title="A hundred thousand rows" flush=true>
            <div class="gallery-tall">
                <VirtualList label="Products" count=100_000usize row=row href=|index: usize| format!("#{index}") current=Some(1usize) />
            </div>
        </Card>
    }
}
