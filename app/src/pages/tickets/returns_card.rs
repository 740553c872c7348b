//! The returns that were started from a ticket (TCK-07): linked both ways.

use leptos::prelude::*;
use shared::rma::Operation;

use super::sheet::Sheet;
use crate::kit::{Card, List};
use crate::messages::{say, shell};
use crate::pages::serials::past::ReturnRow;

/// Nothing while there is none.
#[component]
pub fn ReturnsCard(sheet: Sheet) -> impl IntoView {
    let returns = Memo::new(move |_| {
        let mut all = sheet.app.device.all::<Operation>();
        all.retain(|(_, operation)| operation.ticket == Some(sheet.id));
        all.sort_by_key(|(_, operation)| std::cmp::Reverse(operation.made_at));
        all
    });
    view! {
        <Show when=move || !returns.with(Vec::is_empty)>
            <Card title=say(shell::returns) flush=true>
                <List label=say(shell::returns)>
                    {move || returns.get().into_iter().map(|(id, operation)| view! { <ReturnRow id=id operation=operation /> }).collect_view()}
                </List>
            </Card>
        </Show>
    }
}
