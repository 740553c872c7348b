//! Documents: what was sold, what came back, what was written off; newest first.

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use shared::accounts::Account;
use shared::calendar::{Day, Moment};
use shared::documents::{Document, Kind};
use shared::ids::DocumentId;
use shared::money::{Currency, Decimal};
use shared::record::RecordKey;
use shared::text::fold;
use shared::users::Right;

use crate::kit::{
    Button, Choice, EmptyState, Hits, Icon, LinkButton, RowLines, RowMaker, SearchField, Segment,
    Tag, Tone, VirtualList,
};
use crate::messages::{self, documents, language, pricing, say};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::{Device, app};

/// What a row shows; taken out of the record once.
#[derive(Clone, PartialEq)]
struct Row {
    id: DocumentId,
    number: String,
    /// It has the number that its device gave it.
    provisional: bool,
    kind: Kind,
    account: String,
    day: Day,
    entered_at: Option<Moment>,
    total: Option<Decimal>,
    currency: Currency,
    cancelled: bool,
    folded: String,
}

impl Row {
    fn of(device: Device, id: DocumentId, document: Document) -> Row {
        let account = device.get::<Account>(document.account);
        let account = account.map_or_else(String::new, |account| account.name);
        let serials = document.lines.iter().flat_map(|line| &line.serials);
        let serials: Vec<&str> = serials.map(String::as_str).collect();
        let words = format!("{} {account} {}", document.number, serials.join(" "));
        Row {
            id,
            folded: fold(&words),
            provisional: document.provisional.as_ref() == Some(&document.number),
            kind: document.kind,
            day: document.day,
            entered_at: document.entered_at,
            total: document.total().ok(),
            currency: document.currency,
            cancelled: !document.stands(),
            number: document.number,
            account,
        }
    }
}

/// Which documents are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Filter {
    Sales,
    Returns,
    WriteOffs,
    All,
}

impl Filter {
    const ALL: [(Filter, &'static str); 4] = [
        (Filter::Sales, "sales"),
        (Filter::Returns, "returns"),
        (Filter::WriteOffs, "write_offs"),
        (Filter::All, "all"),
    ];

    fn takes(self, row: &Row) -> bool {
        match self {
            Filter::Sales => row.kind.sells() || row.kind == Kind::SaleOrder,
            Filter::Returns => row.kind == Kind::SaleReturn,
            Filter::WriteOffs => row.kind == Kind::StockWriteOff,
            Filter::All => true,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Filter::Sales => documents::sales(language()),
            Filter::Returns => documents::returns(language()),
            Filter::WriteOffs => documents::write_offs(language()),
            Filter::All => documents::all(language()),
        }
    }
}

/// Stays as it was chosen while documents are opened and left again.
static FILTER: LazyLock<ArcRwSignal<Filter>> = LazyLock::new(|| ArcRwSignal::new(Filter::Sales));

#[component]
pub fn ListPage() -> impl IntoView {
    frame::title(move || documents::title(language()).to_owned());
    let device = app().device;
    let search = Search::new();
    let typed = search.typed();
    let filter = RwSignal::from(FILTER.clone());
    let all = Memo::new(move |_| {
        let rows = device.all::<Document>().into_iter();
        let mut rows: Vec<Row> = rows
            .map(|(id, document)| Row::of(device, id, document))
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.day, row.entered_at)));
        rows
    });
    let rows = Memo::new(move |_| {
        let query = typed.with(|typed| fold(typed));
        let fits = |row: &&Row| {
            filter.get().takes(row) && query.split(' ').all(|word| row.folded.contains(word))
        };
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let on_input = search.on_input(Signal::stored(Route::Documents));
    let clear = move |()| {
        on_input.run(String::new());
        filter.set(Filter::All);
    };
    view! {
        <div class="offer-list">
            <div class="page-list-head">
                <div class="page-list-tools">
                    <SearchField label=say(documents::search) value=typed on_input=on_input />
                    <NewDocument />
                </div>
                <Filters filter=filter />
            </div>
            <div class="page-list-count"><span role="status">{move || documents::count(language(), rows.with(Vec::len) as u64)}</span></div>
            {move || match (all.with(Vec::is_empty), rows.with(Vec::is_empty)) {
                (true, _) => view! { <EmptyState title=say(documents::none_yet) text=say(documents::none_yet_text)><NewDocument /></EmptyState> }.into_any(),
                (_, true) => view! {
                    <EmptyState title=say(documents::none_found)><Button label=say(messages::kit::clear_filters) on_press=clear /></EmptyState>
                }
                .into_any(),
                _ => view! { <Rows rows=rows typed=typed /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn NewDocument() -> impl IntoView {
    let app = app();
    let href = Route::DocumentNew { account: None }.href();
    view! {
        <Show when=move || app.login.has(Right::EnterDocuments)>
            <LinkButton label=say(documents::new_document) href=href.clone() icon=Icon::Plus />
        </Show>
    }
}

#[component]
fn Filters(filter: RwSignal<Filter>) -> impl IntoView {
    let choices = move || {
        let choice = |(filter, value): (Filter, &'static str)| Choice::new(value, filter.words());
        Filter::ALL.map(choice).to_vec()
    };
    let value = move || {
        let chosen = Filter::ALL.iter().find(|(other, _)| *other == filter.get());
        chosen.map_or_else(String::new, |(_, value)| (*value).to_owned())
    };
    let choose = move |value: String| {
        if let Some((chosen, _)) = Filter::ALL.iter().find(|(_, other)| *other == value) {
            filter.set(*chosen);
        }
    };
    view! { <Segment label=say(documents::show) label_hidden=true wide=true choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
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
            || Route::Documents.href(),
            |row| Route::Document(row.id.0).href(),
        )
    };
    let count = Memo::new(move |_| rows.with(Vec::len));
    view! { <div class="page-list-rows"><VirtualList label=say(documents::title) count=count row=row href=href /></div> }
}

/// Whose it is, at the left; what it comes to, at the right.
#[component]
fn OneRow(row: Row, typed: Signal<String>) -> impl IntoView {
    let Row {
        id,
        number,
        provisional,
        kind,
        account,
        day,
        total,
        currency,
        cancelled,
        ..
    } = row;
    let key = RecordKey::of::<Document>(id);
    let title = move || {
        let (number, account) = (number.clone(), account.clone());
        view! {
            <span class="plate offer-code" data-provisional=provisional><Hits text=number typed=typed /></span>
            " · " <Hits text=account typed=typed />
        }
    };
    let detail = move || {
        let words = format!(
            "{} · {}",
            documents::kind(language(), kind),
            pricing::day(language(), day)
        );
        let key = key.clone();
        view! { {words} " " <RecordMark key=key /> }
    };
    let value = move || {
        let goods_have_prices = kind != Kind::StockWriteOff;
        let total = total.filter(|_| goods_have_prices)?;
        Some(pricing::amount(language(), total, currency))
    };
    let note = move || {
        cancelled.then(|| view! { <Tag tone=Tone::Neutral words=say(documents::cancelled) /> })
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
