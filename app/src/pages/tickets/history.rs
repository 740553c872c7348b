//! What was before with this serial (SER-07): the other tickets, newest first.

use leptos::prelude::*;
use shared::ids::TicketId;
use shared::text::serial_fold;
use shared::tickets::Ticket;
use shared::users::Person;

use super::sheet::Sheet;
use super::status::StatusTag;
use crate::kit::{Button, Dialog, Icon, Item, List, Look};
use crate::messages::{language, numbers, pricing, say, tickets};
use crate::routes::Route;
use crate::state::Device;

/// Says how many there are, and shows them.
#[component]
pub fn HistoryButton(sheet: Sheet, serial: String) -> impl IntoView {
    let device = sheet.app.device;
    let title = serial.clone();
    let found = Memo::new(move |_| others(device, sheet.id, &serial));
    let open = RwSignal::new(false);
    let label = move || {
        let count = numbers::count(language(), found.with(Vec::len) as u64);
        format!("{} · {count}", tickets::history(language()))
    };
    view! {
        <Button label=label look=Look::Quiet icon=Icon::History on_press=move |()| open.set(true) />
        <Dialog title=move || format!("{} · {title}", tickets::history(language())) open=open on_close=move |()| open.set(false)>
            <Show when=move || !found.with(Vec::is_empty) fallback=|| view! { <p class="soft">{say(tickets::history_none)}</p> }>
                <List label=say(tickets::history)>
                    {move || found.get().into_iter().map(|(id, ticket)| view! { <Row id=id ticket=ticket /> }).collect_view()}
                </List>
            </Show>
        </Dialog>
    }
}

/// Every other ticket aboard with a unit of this number.
pub fn others(device: Device, but: TicketId, serial: &str) -> Vec<(TicketId, Ticket)> {
    let mut found = of_serial(device, serial);
    found.retain(|(id, _)| *id != but);
    found
}

/// Every ticket aboard with a unit of this number, the newest first.
pub fn of_serial(device: Device, serial: &str) -> Vec<(TicketId, Ticket)> {
    let key = serial_fold(serial);
    let carries = |ticket: &Ticket| {
        let mut lines = ticket.lines.iter();
        lines.any(|line| !line.serial.is_empty() && serial_fold(&line.serial) == key)
    };
    let tickets = device.all::<Ticket>().into_iter();
    let mut found: Vec<_> = tickets.filter(|(_, ticket)| carries(ticket)).collect();
    found.sort_by_key(|(_, ticket)| std::cmp::Reverse((ticket.reported, ticket.made_at)));
    found
}

/// Description, id, date, state and assignee.
#[component]
pub fn Row(id: TicketId, ticket: Ticket) -> impl IntoView {
    let device = crate::state::app().device;
    let (title, code) = (ticket.title.clone(), ticket.code.shown().to_owned());
    let (day, status, assignee) = (ticket.reported, ticket.status, ticket.assignee);
    let person = move || {
        let person = assignee.and_then(|user| device.get::<Person>(user));
        person.map_or_else(
            || tickets::nobody(language()).to_owned(),
            |person| person.name,
        )
    };
    view! {
        <Item
            title=move || title.clone()
            detail=move || format!("{code} · {} · {}", pricing::day(language(), day), person())
            value=move || view! { <StatusTag status=status /> }
            href=Signal::stored(Route::Ticket(id.0).href())
        />
    }
}
