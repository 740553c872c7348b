//! What was before with this serial (SER-07): the other tickets, newest first.

use leptos::prelude::*;
use shared::ids::{TicketId, UserId};
use shared::text::serial_fold;
use shared::tickets::Ticket;
use shared::users::Person;

use super::sheet::Sheet;
use super::status::StatusTag;
use crate::kit::{Button, Column, Dialog, Icon, Item, Look, Table};
use crate::messages::{Language, language, numbers, pricing, say, tickets};
use crate::routes::Route;
use crate::state::Device;
use crate::state::asked::{self, Question};

/// Rows that stand there at once.
const SHOWN: usize = 8;

/// Says how many there are, and shows them.
#[component]
pub fn HistoryButton(sheet: Sheet, #[prop(into)] serial: Signal<String>) -> impl IntoView {
    let device = sheet.app.device;
    let found = Memo::new(move |_| serial.with(|serial| others(device, sheet.id, serial)));
    let (open, all) = (RwSignal::new(false), RwSignal::new(false));
    let label = move || {
        let count = numbers::count(language(), found.with(Vec::len) as u64);
        format!("{} · {count}", tickets::history(language()))
    };
    let press = move |()| {
        all.set(false);
        open.set(true);
    };
    let title = move || format!("{} · {}", tickets::history(language()), serial.get());
    view! {
        <Button label=label look=Look::Quiet icon=Icon::History on_press=press />
        <Dialog title=title open=open on_close=move |()| open.set(false) wide=true>
            <Show when=move || !found.with(Vec::is_empty) fallback=|| view! { <p class="soft">{say(tickets::history_none)}</p> }>
                <Before found=found all=all />
            </Show>
            <Unread device=device serial=serial />
        </Dialog>
    }
}

/// Tickets of other territories, as a number; nothing without signal.
#[component]
fn Unread(device: Device, serial: Signal<String>) -> impl IntoView {
    let asked = Question::new(move || asked::before(serial.get_untracked()));
    let unread = move || {
        let all = asked.get()?.ok()?.tickets;
        let read = serial.with(|serial| of_serial(device, serial)).len() as u64;
        all.checked_sub(read).filter(|unread| *unread > 0)
    };
    move || {
        unread().map(|count| view! { <p class="soft" role="status">{tickets::unread_ones(language(), count)}</p> })
    }
}

/// The five columns of the source, the newest first; on a phone each row is a block that names its parts.
#[component]
fn Before(found: Memo<Vec<(TicketId, Ticket)>>, all: RwSignal<bool>) -> impl IntoView {
    let heads = [
        tickets::description,
        tickets::ticket_id,
        tickets::date,
        tickets::status_label,
        tickets::assignee,
    ];
    let columns = heads.map(|head| Column::new(say(head))).to_vec();
    let shown = move || if all.get() { usize::MAX } else { SHOWN };
    let rows = move || {
        let found = found.get().into_iter().take(shown());
        found
            .map(|(id, ticket)| view! { <Past id=id ticket=ticket /> })
            .collect_view()
    };
    let left = move || found.with(Vec::len).saturating_sub(shown()) as u64;
    view! {
        <Table caption=say(tickets::history) columns=columns stacked=true>{rows}</Table>
        <Show when=move || { left() > 0 }>
            <Button label=move || tickets::more_of_them(language(), left()) icon=Icon::ChevronDown on_press=move |()| all.set(true) />
        </Show>
    }
}

#[component]
fn Past(id: TicketId, ticket: Ticket) -> impl IntoView {
    let href = Route::Ticket(id.0).href();
    let (code, day, status) = (
        ticket.code.shown().to_owned(),
        ticket.reported,
        ticket.status,
    );
    let cell = |name: fn(Language) -> &'static str, of: AnyView| {
        view! { <td data-label=say(name)><span>{of}</span></td> }
    };
    let person = name_of(ticket.assignee);
    view! {
        <tr>
            <th scope="row"><a href=href>{ticket.title}</a></th>
            {cell(tickets::ticket_id, view! { <span class="plate">{code}</span> }.into_any())}
            {cell(tickets::date, (move || pricing::day(language(), day)).into_any())}
            {cell(tickets::status_label, view! { <StatusTag status=status /> }.into_any())}
            {cell(tickets::assignee, person.into_any())}
        </tr>
    }
}

fn name_of(assignee: Option<UserId>) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let device = crate::state::app().device;
    move || {
        let person = assignee.and_then(|user| device.get::<Person>(user));
        person.map_or_else(
            || tickets::nobody(language()).to_owned(),
            |person| person.name,
        )
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
    let (title, code) = (ticket.title.clone(), ticket.code.shown().to_owned());
    let (day, status, person) = (ticket.reported, ticket.status, name_of(ticket.assignee));
    view! {
        <Item
            title=move || title.clone()
            detail=move || format!("{code} · {} · {}", pricing::day(language(), day), person())
            value=move || view! { <StatusTag status=status /> }
            href=Signal::stored(Route::Ticket(id.0).href())
        />
    }
}
