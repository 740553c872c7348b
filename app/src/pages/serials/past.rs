//! What happened to the units of one serial, as far as this device knows: tickets, returns, what it replaced and what replaced it, and
//! the photos of its tickets.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::attachments::Parent;
use shared::documents::Document;
use shared::ids::{DocumentId, OperationId, TicketId};
use shared::rma::Operation;
use shared::rma::chain::{Exchange, chain};
use shared::serials::SerialNumber;
use shared::text::serial_fold;
use shared::tickets::Ticket;

use crate::kit::{Card, Item, List, Tag, Tone};
use crate::messages::offers::day_and_time;
use crate::messages::{documents, language, pricing, say, serials};
use crate::pages::attachments::FileRows;
use crate::pages::rma::status::{StateTag, TaskTag};
use crate::pages::tickets::history::{Row, of_serial};
use crate::routes::Route;
use crate::state::register::{Register, papers};
use crate::state::{Device, app, files, time};

#[component]
pub fn Past(serial: String, register: Memo<Register>) -> impl IntoView {
    let device = app().device;
    let papers = {
        let number = SerialNumber::new(&serial).ok();
        Memo::new(move |_| {
            let papers =
                |number: &SerialNumber| register.with(|register| papers(device, register, number));
            number.as_ref().map(papers).unwrap_or_default()
        })
    };
    let serial = StoredValue::new(serial);
    let tickets = Memo::new(move |_| serial.with_value(|serial| of_serial(device, serial)));
    let operations = Memo::new(move |_| device.all::<Operation>());
    let returns = Memo::new(move |_| {
        operations.with(|all| serial.with_value(|serial| returns_of(all, serial)))
    });
    let exchanges =
        Memo::new(move |_| operations.with(|all| serial.with_value(|serial| chain(all, serial))));
    let nothing = move || {
        let none = tickets.with(Vec::is_empty) && returns.with(Vec::is_empty);
        none && exchanges.with(Vec::is_empty) && papers.with(Vec::is_empty)
    };
    view! {
        <Show when=nothing><p class="soft">{say(serials::nothing_before)}</p></Show>
        <Show when=move || !exchanges.with(Vec::is_empty)>
            <Card title=say(serials::chain) flush=true>
                <List label=say(serials::chain)>
                    {move || rows(exchanges.get(), &serial.get_value()).into_iter().map(|row| view! { <ExchangeRow row=row /> }).collect_view()}
                </List>
            </Card>
        </Show>
        <Show when=move || !tickets.with(Vec::is_empty)>
            <Card title=say(serials::tickets_of) flush=true>
                <List label=say(serials::tickets_of)>
                    {move || tickets.get().into_iter().map(|(id, ticket)| view! { <Row id=id ticket=ticket /> }).collect_view()}
                </List>
            </Card>
        </Show>
        <Show when=move || !returns.with(Vec::is_empty)>
            <Card title=say(serials::returns_of) flush=true>
                <List label=say(serials::returns_of)>
                    {move || returns.get().into_iter().map(|(id, operation)| view! { <ReturnRow id=id operation=operation /> }).collect_view()}
                </List>
            </Card>
        </Show>
        <Show when=move || !papers.with(Vec::is_empty)>
            <Card title=say(documents::title) flush=true>
                <List label=say(documents::title)>
                    {move || papers.get().into_iter().map(|(id, document)| view! { <PaperRow id=id document=document /> }).collect_view()}
                </List>
            </Card>
        </Show>
        <Photos device=device tickets=tickets />
    }
}

/// Whose it was by then, also of a unit that came back.
#[component]
fn PaperRow(id: DocumentId, document: Document) -> impl IntoView {
    let device = app().device;
    let (number, stands) = (document.number.clone(), document.stands());
    let detail = move || {
        let kind = documents::kind(language(), document.kind).to_owned();
        let account = device.get::<Account>(document.account);
        let account = account.map(|account| account.name);
        let day = pricing::day(language(), document.day);
        let parts: Vec<String> = [Some(kind), account].into_iter().flatten().collect();
        view! { {parts.join(" · ")} " · " <span class="nowrap">{day}</span> }
    };
    let note = move || {
        (!stands).then(|| view! { <Tag tone=Tone::Neutral words=say(documents::cancelled) /> })
    };
    let title = move || view! { <span class="plate">{number.clone()}</span> };
    view! { <Item title=title detail=detail note=note href=Signal::stored(Route::Document(id.0).href()) /> }
}

/// Those that took it in, and those that gave it out; the newest first.
pub fn returns_of(all: &[(OperationId, Operation)], serial: &str) -> Vec<(OperationId, Operation)> {
    let key = serial_fold(serial);
    let is = |text: &str| !text.is_empty() && serial_fold(text) == key;
    let about = |operation: &Operation| {
        operation.serial.as_deref().is_some_and(is) || is(&operation.replacement)
    };
    let mut found: Vec<_> = all
        .iter()
        .filter(|(_, operation)| about(operation))
        .cloned()
        .collect();
    found.sort_by_key(|(_, operation)| std::cmp::Reverse(operation.made_at));
    found
}

#[component]
pub fn ReturnRow(id: OperationId, operation: Operation) -> impl IntoView {
    let (code, account) = (
        operation.code.shown().to_owned(),
        operation.account_name.clone(),
    );
    let made_at = operation.made_at;
    let when = move || day_and_time(language(), made_at, time::offset_minutes());
    let (state, task) = (operation.state, operation.task);
    view! {
        <Item
            title=move || code.clone()
            detail=move || view! { {account.clone()} " · " <span class="nowrap">{when}</span> }
            value=move || view! { <span class="row"><TaskTag task=task /> <StateTag state=state /></span> }
            href=Signal::stored(Route::Return(id.0).href())
        />
    }
}

/// One exchange as it is read on the page of a unit.
#[derive(Clone, PartialEq, Debug)]
struct ExchangeOf {
    operation: OperationId,
    /// `None`: the unit of the page.
    old: Option<String>,
    new: Option<String>,
    /// The unit further away from this one.
    leads_to: String,
}

/// Up to the unit of the page the rows lead back, from there on ahead.
fn rows(exchanges: Vec<Exchange>, serial: &str) -> Vec<ExchangeOf> {
    let key = serial_fold(serial);
    let is = |text: &String| serial_fold(text) == key;
    let (mut passed, mut product) = (false, None);
    let row = |exchange: Exchange| {
        let Exchange {
            operation,
            old,
            new,
            ..
        } = exchange;
        // another product's units have a way of their own
        passed &= product == Some(exchange.product);
        product = Some(exchange.product);
        passed |= is(&old);
        ExchangeOf {
            operation,
            leads_to: if passed { new.clone() } else { old.clone() },
            old: (!is(&old)).then_some(old),
            new: (!is(&new)).then_some(new),
        }
    };
    exchanges.into_iter().map(row).collect()
}

#[component]
fn ExchangeRow(row: ExchangeOf) -> impl IntoView {
    let ExchangeOf {
        operation,
        old,
        new,
        leads_to,
    } = row;
    let named = |unit: &Option<String>| {
        unit.clone()
            .unwrap_or_else(|| serials::this_one(language()).to_owned())
    };
    let words = move || format!("{} → {}", named(&old), named(&new));
    let device = app().device;
    let code = move || {
        let found = device.get::<Operation>(operation);
        found
            .map(|operation| operation.code.shown().to_owned())
            .unwrap_or_default()
    };
    view! {
        <Item
            title=words
            detail=code
            href=Signal::stored(Route::Unit { serial: leads_to }.href())
        />
    }
}

#[component]
fn Photos(device: Device, tickets: Memo<Vec<(TicketId, Ticket)>>) -> impl IntoView {
    let found = Memo::new(move |_| {
        let of = |(id, _): &(TicketId, Ticket)| files::of(device, Parent::Ticket(*id));
        tickets.with(|tickets| tickets.iter().flat_map(of).collect::<Vec<_>>())
    });
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <Card title=say(serials::photos) flush=true>
                <FileRows label=say(serials::photos) found=found />
            </Card>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lead_away_from_the_unit_of_the_page() {
        let exchange = |old: &str, new: &str| Exchange {
            operation: OperationId(uuid::Uuid::nil()),
            product: None,
            old: old.into(),
            new: new.into(),
        };
        let all = || vec![exchange("A", "B"), exchange("B", "C"), exchange("C", "D")];
        let leads = |serial: &str| -> Vec<String> {
            let rows = rows(all(), serial).into_iter();
            rows.map(|row| row.leads_to).collect()
        };
        assert_eq!(leads("a"), ["B", "C", "D"]);
        assert_eq!(leads("B"), ["A", "C", "D"]);
        assert_eq!(leads("D"), ["A", "B", "C"]);
        let of_b = rows(all(), "B");
        assert_eq!((of_b[0].new.clone(), of_b[1].old.clone()), (None, None));
    }
}
