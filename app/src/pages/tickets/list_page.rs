//! Tickets: mine, the team's, those that wait; newest first, what needs somebody says so.

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use shared::calendar::{Day, Moment};
use shared::code::Code;
use shared::ids::{TicketId, UserId};
use shared::record::RecordKey;
use shared::text::fold;
use shared::tickets::{Meaning, Priority, Status, Ticket};
use shared::users::{Person, Right};

use super::due::{OverdueTag, binding};
use super::status::{OfferWantedTag, PriorityTag, StatusTag};
use crate::kit::{
    Button, Choice, EmptyState, Hits, Icon, LinkButton, Mark, RowLines, RowMaker, SearchField,
    Segment, Standing, VirtualList,
};
use crate::messages::{self, language, pricing, say, shell, tickets};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::{app, time};

/// What a row shows; taken out of the record once.
#[derive(Clone, PartialEq)]
struct Row {
    id: TicketId,
    code: Code,
    title: String,
    account: String,
    status: Status,
    priority: Priority,
    reported: Day,
    /// The time by which somebody still has to be there.
    promised: Option<Moment>,
    made_at: Moment,
    assignee: Option<UserId>,
    blocked: bool,
    /// Sales is asked for an offer.
    wanted: bool,
    folded: String,
}

impl Row {
    fn of(id: TicketId, ticket: Ticket) -> Row {
        let codes = ticket.code.all();
        let serials = ticket.lines.iter().map(|line| line.serial.as_str());
        let words: Vec<&str> = codes.chain(serials).collect();
        let folded = format!(
            "{} {} {}",
            ticket.title,
            ticket.account_name,
            words.join(" ")
        );
        Row {
            id,
            folded: fold(&folded),
            status: ticket.status,
            priority: ticket.priority,
            reported: ticket.reported,
            promised: binding(&ticket),
            made_at: ticket.made_at,
            assignee: ticket.assignee,
            wanted: ticket.offer_wanted.is_some(),
            blocked: ticket.status.is_open() && ticket.blocked().is_some(),
            title: ticket.title,
            account: ticket.account_name,
            code: ticket.code,
        }
    }
}

/// Which tickets are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Filter {
    Mine,
    Team,
    Waiting,
    All,
}

impl Filter {
    const ALL: [(Filter, &'static str); 4] = [
        (Filter::Mine, "mine"),
        (Filter::Team, "team"),
        (Filter::Waiting, "waiting"),
        (Filter::All, "all"),
    ];

    fn takes(self, row: &Row, me: Option<UserId>) -> bool {
        match self {
            Filter::Mine => row.status.is_open() && row.assignee.is_some() && row.assignee == me,
            Filter::Team => row.status.is_open(),
            Filter::Waiting => row.status.meaning() == Meaning::Waiting || row.wanted,
            Filter::All => true,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Filter::Mine => tickets::mine(language()),
            Filter::Team => tickets::team(language()),
            Filter::Waiting => tickets::waiting(language()),
            Filter::All => tickets::all(language()),
        }
    }
}

/// Stays as it was chosen while tickets are opened and left again.
static FILTER: LazyLock<ArcRwSignal<Filter>> = LazyLock::new(|| ArcRwSignal::new(Filter::Team));

#[component]
pub fn ListPage() -> impl IntoView {
    frame::title(move || shell::tickets(language()).to_owned());
    let app = app();
    let search = Search::new();
    let typed = search.typed();
    let filter = RwSignal::from(FILTER.clone());
    let me = Memo::new(move |_| app.login.person().map(|person| person.user));
    let all = Memo::new(move |_| {
        let rows = app.device.all::<Ticket>().into_iter();
        let mut rows: Vec<Row> = rows.map(|(id, ticket)| Row::of(id, ticket)).collect();
        let now = time::now();
        let order = |row: &Row| {
            let first = (
                row.blocked,
                row.promised.is_some_and(|promised| promised < now),
                row.priority == Priority::High && row.status.is_open(),
            );
            std::cmp::Reverse((first, row.reported, row.made_at))
        };
        rows.sort_by_key(order);
        rows
    });
    let rows = Memo::new(move |_| {
        let query = typed.with(|typed| fold(typed));
        let fits = |row: &&Row| {
            filter.get().takes(row, me.get())
                && query.split(' ').all(|word| row.folded.contains(word))
        };
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let on_input = search.on_input(Signal::stored(Route::Tickets));
    let clear = move |()| {
        on_input.run(String::new());
        filter.set(Filter::All);
    };
    view! {
        <div class="offer-list">
            <div class="page-list-head">
                <div class="page-list-tools">
                    <SearchField label=say(tickets::search) value=typed on_input=on_input />
                    <NewTicket />
                </div>
                <Filters filter=filter all=all me=me />
            </div>
            <div class="page-list-count"><span role="status">{move || tickets::count(language(), rows.with(Vec::len) as u64)}</span></div>
            {move || match (all.with(Vec::is_empty), rows.with(Vec::is_empty)) {
                (true, _) => view! { <EmptyState title=say(tickets::none_yet) text=say(tickets::none_yet_text)><NewTicket /></EmptyState> }.into_any(),
                (_, true) => view! {
                    <EmptyState title=say(tickets::none_found)><Button label=say(messages::kit::clear_filters) on_press=clear /></EmptyState>
                }
                .into_any(),
                _ => view! { <Rows rows=rows typed=typed /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn NewTicket() -> impl IntoView {
    let app = app();
    view! {
        <Show when=move || app.login.has(Right::WorkOnTickets)>
            <LinkButton label=say(tickets::new_ticket) href=Route::ticket_new().href() icon=Icon::Plus />
        </Show>
    }
}

#[component]
fn Filters(
    filter: RwSignal<Filter>,
    all: Memo<Vec<Row>>,
    me: Memo<Option<UserId>>,
) -> impl IntoView {
    let choices = move || {
        let count = |filter: Filter| {
            let taken = |row: &&Row| filter.takes(row, me.get());
            all.with(|all| all.iter().filter(taken).count() as u64)
        };
        let choice = |(filter, value): (Filter, &'static str)| {
            let choice = Choice::new(value, filter.words());
            match filter {
                Filter::Mine | Filter::Waiting => choice.count(count(filter)),
                _ => choice,
            }
        };
        Filter::ALL.map(choice).to_vec()
    };
    let value = move || {
        let chosen = Filter::ALL.iter().find(|(other, _)| *other == filter.get());
        chosen
            .map(|(_, value)| (*value).to_owned())
            .unwrap_or_default()
    };
    let choose = move |value: String| {
        if let Some((chosen, _)) = Filter::ALL.iter().find(|(_, other)| *other == value) {
            filter.set(*chosen);
        }
    };
    view! { <Segment label=say(tickets::show) label_hidden=true wide=true choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
}

#[component]
fn Rows(rows: Memo<Vec<Row>>, typed: Signal<String>) -> impl IntoView {
    let at = move |index: usize| rows.with(|rows| rows.get(index).cloned());
    let row: RowMaker = Arc::new(move |index| {
        let row = Memo::new(move |_| at(index));
        let one = move || {
            row.get()
                .map(|row| view! { <OneRow row=row typed=typed /> })
        };
        one.into_any()
    });
    let href = move |index: usize| {
        at(index).map_or_else(
            || Route::Tickets.href(),
            |row| Route::Ticket(row.id.0).href(),
        )
    };
    let count = Memo::new(move |_| rows.with(Vec::len));
    view! { <div class="page-list-rows"><VirtualList label=say(shell::tickets) count=count row=row href=href /></div> }
}

/// What is wrong and where, at the left; whose it is and how it stands, at the right.
#[component]
fn OneRow(row: Row, typed: Signal<String>) -> impl IntoView {
    let device = app().device;
    let Row {
        id,
        code,
        title,
        account,
        status,
        priority,
        reported,
        promised,
        assignee,
        blocked,
        wanted,
        ..
    } = row;
    let dashed = !code.is_final();
    let shown = code.shown().to_owned();
    let key = RecordKey::of::<Ticket>(id);
    let detail = move || {
        let (shown, account, key) = (shown.clone(), account.clone(), key.clone());
        view! {
            <span class="plate offer-code" data-provisional=dashed><Hits text=shown typed=typed /></span>
            {move || format!(" · {} · ", pricing::day(language(), reported))}
            <Hits text=account typed=typed /> " "
            <RecordMark key=key />
        }
    };
    let late = move || promised.is_some_and(|promised| promised < time::now());
    let note = move || match (blocked, wanted) {
        (true, _) => view! { <Mark standing=Standing::You /> }.into_any(),
        _ if late() => view! { <OverdueTag promised=Signal::stored(promised) /> }.into_any(),
        (false, true) => view! { <OfferWantedTag /> }.into_any(),
        (false, false) => view! { <StatusTag status=status /> }.into_any(),
    };
    let title = move || {
        let title = title.clone();
        view! { <Hits text=title typed=typed /> " " <PriorityTag priority=priority /> }
    };
    let person = move || {
        let person = assignee.and_then(|user| device.get::<Person>(user));
        person.map_or_else(String::new, |person| person.name)
    };
    view! {
        <RowLines
            title=title
            detail=Some(detail.into())
            value=Some(person.into())
            note=Some(note.into())
        />
    }
}
