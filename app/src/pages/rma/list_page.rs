//! Returns: those that are open, those that ended, all; newest first.

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::code::Code;
use shared::ids::OperationId;
use shared::products::Product;
use shared::record::RecordKey;
use shared::rma::{Meaning, Operation, Task};
use shared::text::fold;
use shared::users::Right;

use super::status::{StateTag, TaskTag, UnverifiedTag};
use crate::kit::{
    Button, Choice, EmptyState, Hits, Icon, LinkButton, RowLines, RowMaker, SearchField, Segment,
    VirtualList,
};
use crate::messages::{self, language, rma, say, shell};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::{Device, app};

/// What a row shows; taken out of the record once.
#[derive(Clone, PartialEq)]
struct Row {
    id: OperationId,
    code: Code,
    account: String,
    /// The serial, or the name of the product that has none.
    good: String,
    by_serial: bool,
    state: Meaning,
    task: Option<Task>,
    verified: bool,
    made_at: Moment,
    folded: String,
}

impl Row {
    fn of(device: Device, id: OperationId, operation: Operation) -> Row {
        let codes: Vec<&str> = operation.code.all().collect();
        let product = operation.product.and_then(|id| device.get::<Product>(id));
        let product = product.map_or_else(String::new, |card| card.name);
        let serial = operation.serial.clone();
        let words = format!(
            "{} {} {} {product}",
            codes.join(" "),
            operation.account_name,
            serial.as_deref().unwrap_or_default()
        );
        Row {
            id,
            folded: fold(&words),
            by_serial: serial.is_some(),
            good: serial.unwrap_or(product),
            state: operation.state,
            task: operation.task,
            verified: operation.is_verified(),
            made_at: operation.made_at,
            account: operation.account_name,
            code: operation.code,
        }
    }
}

/// Which returns are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Filter {
    Open,
    Ended,
    All,
}

impl Filter {
    const ALL: [(Filter, &'static str); 3] = [
        (Filter::Open, "open"),
        (Filter::Ended, "ended"),
        (Filter::All, "all"),
    ];

    fn takes(self, row: &Row) -> bool {
        match self {
            Filter::Open => row.state.is_open(),
            Filter::Ended => !row.state.is_open(),
            Filter::All => true,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Filter::Open => rma::open(language()),
            Filter::Ended => rma::ended(language()),
            Filter::All => rma::all(language()),
        }
    }
}

/// Stays as it was chosen while returns are opened and left again.
static FILTER: LazyLock<ArcRwSignal<Filter>> = LazyLock::new(|| ArcRwSignal::new(Filter::Open));

#[component]
pub fn ListPage() -> impl IntoView {
    frame::title(move || shell::returns(language()).to_owned());
    let device = app().device;
    let search = Search::new();
    let typed = search.typed();
    let filter = RwSignal::from(FILTER.clone());
    let all = Memo::new(move |_| {
        let rows = device.all::<Operation>().into_iter();
        let mut rows: Vec<Row> = rows
            .map(|(id, operation)| Row::of(device, id, operation))
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.made_at));
        rows
    });
    let rows = Memo::new(move |_| {
        let query = typed.with(|typed| fold(typed));
        let fits = |row: &&Row| {
            filter.get().takes(row) && query.split(' ').all(|word| row.folded.contains(word))
        };
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let on_input = search.on_input(Signal::stored(Route::Returns));
    let clear = move |()| {
        on_input.run(String::new());
        filter.set(Filter::All);
    };
    view! {
        <div class="offer-list">
            <div class="page-list-head">
                <div class="page-list-tools">
                    <SearchField label=say(rma::search) value=typed on_input=on_input />
                    <NewReturn />
                </div>
                <Filters filter=filter all=all />
            </div>
            <div class="page-list-count"><span role="status">{move || rma::count(language(), rows.with(Vec::len) as u64)}</span></div>
            {move || match (all.with(Vec::is_empty), rows.with(Vec::is_empty)) {
                (true, _) => view! { <EmptyState title=say(rma::none_yet) text=say(rma::none_yet_text)><NewReturn /></EmptyState> }.into_any(),
                (_, true) => view! {
                    <EmptyState title=say(rma::none_found)><Button label=say(messages::kit::clear_filters) on_press=clear /></EmptyState>
                }
                .into_any(),
                _ => view! { <Rows rows=rows typed=typed /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn NewReturn() -> impl IntoView {
    let app = app();
    view! {
        <Show when=move || app.login.has(Right::TakeInReturns)>
            <LinkButton label=say(rma::new_return) href=Route::return_new().href() icon=Icon::Plus />
        </Show>
    }
}

#[component]
fn Filters(filter: RwSignal<Filter>, all: Memo<Vec<Row>>) -> impl IntoView {
    let open = move || {
        let open = |row: &&Row| Filter::Open.takes(row);
        all.with(|all| all.iter().filter(open).count() as u64)
    };
    let choices = move || {
        let choice = |(filter, value): (Filter, &'static str)| {
            let choice = Choice::new(value, filter.words());
            match filter {
                Filter::Open => choice.count(open()),
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
    view! { <Segment label=say(rma::show) label_hidden=true wide=true choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
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
            || Route::Returns.href(),
            |row| Route::Return(row.id.0).href(),
        )
    };
    let count = Memo::new(move |_| rows.with(Vec::len));
    view! { <div class="page-list-rows"><VirtualList label=say(shell::returns) count=count row=row href=href /></div> }
}

/// Whose it is and which good, at the left; how it stands and what will be done, at the right.
#[component]
fn OneRow(row: Row, typed: Signal<String>) -> impl IntoView {
    let Row {
        id,
        code,
        account,
        good,
        by_serial,
        state,
        task,
        verified,
        ..
    } = row;
    let dashed = !code.is_final();
    let shown = code.shown().to_owned();
    let key = RecordKey::of::<Operation>(id);
    let detail = move || {
        let (good, key) = (good.clone(), key.clone());
        view! {
            <span class:plate=by_serial><Hits text=good typed=typed /></span> " " <RecordMark key=key />
        }
    };
    let title = move || {
        let (shown, account) = (shown.clone(), account.clone());
        let comma = if account.is_empty() { "" } else { " · " };
        view! {
            <span class="plate offer-code" data-provisional=dashed><Hits text=shown typed=typed /></span>
            {comma} <Hits text=account typed=typed />
        }
    };
    let value = move || view! { <TaskTag task=task /> }.into_any();
    let note = move || match verified {
        true => view! { <StateTag state=state /> }.into_any(),
        false => view! { <UnverifiedTag /> }.into_any(),
    };
    view! {
        <RowLines
            title=title
            detail=Some(detail.into())
            value=Some(value.into())
            note=Some(note.into())
        />
    }
}
