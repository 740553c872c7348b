//! What of the company lies on this device, how much of it, and how old each of it is. What waits here to be sent is counted.

use super::status_age::age_of;
use crate::kit::{Age, AsOf, Button, Card, Icon};
use crate::messages::{kinds, language, numbers, say, serials, sync};
use crate::pages::products::stock;
use crate::state::{App, app, opening};
use leptos::prelude::*;

/// In the order in which people look for them; a kind of which nothing is here is left out.
const KINDS: [&str; 11] = [
    "product",
    "product_prices",
    "account",
    "offer",
    "ticket",
    "rma_operation",
    "attachment",
    "document",
    "stock_figure",
    "price_list",
    "category",
];

/// Records by kind, and the register of serials.
#[component]
pub fn Aboard() -> impl IntoView {
    let app = app();
    let here = move |kind: &&str| app.device.count(kind) > 0;
    let kinds = Memo::new(move |_| KINDS.into_iter().filter(here).collect::<Vec<_>>());
    let newest = move || {
        view! {
            <Button label=say(sync::get_newest) icon=Icon::RefreshCw on_press=move |()| opening::wake(app) />
        }
    };
    view! {
        <Card title=say(sync::aboard) extra=newest>
            <table class="sync-aboard">
                <thead>
                    <tr>
                        <th scope="col">{say(sync::what)}</th>
                        <th scope="col" class="sync-aboard-count">{say(sync::records)}</th>
                        <th scope="col">{say(sync::age)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || kinds.get() key=|kind| *kind let(kind)>
                        <KindRow kind=kind />
                    </For>
                    <RegisterRow />
                </tbody>
            </table>
            {move || app.connection.fetching.get().map(|fetching| view! {
                <p role="status">{move || sync::fetched(language(), fetching.done, fetching.of)}</p>
            })}
        </Card>
    }
}

#[component]
fn KindRow(kind: &'static str) -> impl IntoView {
    let app = app();
    let count = move || numbers::count(language(), app.device.count(kind) as u64);
    let age = Signal::derive(move || age(app, kind));
    view! {
        <tr>
            <th scope="row">{move || kinds::kind(language(), kind)}</th>
            <td class="sync-aboard-count">{count}</td>
            <td><Since age=age /></td>
        </tr>
    }
}

/// All serials that were ever shipped: fetched apart, with an age of its own.
#[component]
fn RegisterRow() -> impl IntoView {
    let shipped = app().shipped;
    move || {
        let aboard = shipped.aboard()?;
        let age = Signal::derive(move || Some(age_of(aboard.minutes_old)));
        Some(view! {
            <tr>
                <th scope="row">{say(serials::register)}</th>
                <td class="sync-aboard-count">{move || numbers::count(language(), aboard.count)}</td>
                <td><Since age=age /></td>
            </tr>
        })
    }
}

#[component]
fn Since(age: Signal<Option<Age>>) -> impl IntoView {
    move || {
        let known = age.get()?;
        Some(view! { <AsOf age=known /> })
    }
}

/// Stock is as old as its last reading, the rest as the last word from the server.
fn age(app: App, kind: &str) -> Option<Age> {
    match kind {
        "stock_figure" => stock::oldest_run(app.device).map(stock::age),
        _ => opening::minutes_since_contact(app).map(age_of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::attachments::Attachment;
    use shared::record::Record;
    use shared::rma::Operation;
    use shared::sync::kinds::is_known;
    use shared::tickets::Ticket;

    #[test]
    fn tickets_returns_and_files_are_listed_and_nothing_that_there_is_not() {
        for kind in [Ticket::KIND, Operation::KIND, Attachment::KIND] {
            assert!(KINDS.contains(&kind), "{kind}");
        }
        assert!(KINDS.into_iter().all(is_known));
    }
}
