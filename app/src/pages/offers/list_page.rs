//! My offers and their state: search, filter, what each comes to, and where it stands between this device and everybody.

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use shared::calendar::{Day, Moment};
use shared::code::Code;
use shared::ids::{OfferId, UserId};
use shared::money::{Currency, Decimal};
use shared::offers::{Offer, Status};
use shared::record::RecordKey;
use shared::text::fold;
use shared::users::{Person, Right};

use super::sums::StatusTag;
use crate::kit::{
    Button, Choice, EmptyState, Hits, Icon, LinkButton, Mark, RowLines, RowMaker, SearchField,
    Segment, Standing, VirtualList,
};
use crate::messages::{self, language, offers, pricing, say, shell};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::app;

/// What a row shows; taken out of the record once, so that filtering a thousand offers copies no lines.
#[derive(Clone, PartialEq)]
struct Row {
    id: OfferId,
    code: Code,
    name: String,
    status: Status,
    day: Day,
    total: Decimal,
    currency: Currency,
    decide: bool,
    made_at: Moment,
    seller: UserId,
    folded: String,
}

impl Row {
    fn of(id: OfferId, offer: Offer) -> Row {
        let refused = offer
            .conversion
            .as_ref()
            .is_some_and(|conversion| conversion.refused.is_some());
        let decide =
            refused || !offer.differences().is_empty() || offer.repriced().next().is_some();
        let codes: Vec<&str> = offer.code.all().collect();
        Row {
            id,
            folded: fold(&format!("{} {}", offer.account_name, codes.join(" "))),
            status: offer.status,
            day: offer.day,
            total: offer.net_total,
            currency: offer.currency,
            decide: decide && offer.status.is_open() || refused,
            made_at: offer.made_at,
            seller: offer.seller,
            code: offer.code,
            name: offer.account_name,
        }
    }
}

/// Which offers are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Filter {
    Open,
    Won,
    Closed,
    All,
}

impl Filter {
    const ALL: [(Filter, &'static str); 4] = [
        (Filter::Open, "open"),
        (Filter::Won, "won"),
        (Filter::Closed, "closed"),
        (Filter::All, "all"),
    ];

    fn takes(self, status: Status) -> bool {
        match self {
            Filter::Open => status.is_open() || status == Status::ConversionRequested,
            Filter::Won => status == Status::Won,
            Filter::Closed => matches!(
                status,
                Status::Lost | Status::Expired | Status::SaleCancelled
            ),
            Filter::All => true,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Filter::Open => offers::open_ones(language()),
            Filter::Won => offers::won_ones(language()),
            Filter::Closed => offers::closed_ones(language()),
            Filter::All => offers::all_ones(language()),
        }
    }
}

/// Stays as it was chosen while offers are opened and left again.
static FILTER: LazyLock<ArcRwSignal<Filter>> = LazyLock::new(|| ArcRwSignal::new(Filter::Open));

#[component]
pub fn ListPage() -> impl IntoView {
    frame::title(move || shell::offers(language()).to_owned());
    let app = app();
    let search = Search::new();
    let typed = search.typed();
    let filter = RwSignal::from(FILTER.clone());
    let all = Memo::new(move |_| {
        let mut rows: Vec<Row> = app
            .device
            .all::<Offer>()
            .into_iter()
            .map(|(id, offer)| Row::of(id, offer))
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.day, row.made_at)));
        rows
    });
    let rows = Memo::new(move |_| {
        let query = typed.with(|typed| fold(typed));
        let fits = |row: &&Row| {
            filter.get().takes(row.status) && query.split(' ').all(|word| row.folded.contains(word))
        };
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let on_input = search.on_input(Signal::stored(Route::Offers));
    let clear = move |()| {
        on_input.run(String::new());
        filter.set(Filter::All);
    };
    view! {
        <div class="offer-list">
            <div class="page-list-head">
                <div class="page-list-tools">
                    <SearchField label=say(offers::search) value=typed on_input=on_input />
                    <NewOffer />
                </div>
                <Filters filter=filter all=all />
            </div>
            <div class="page-list-count"><span role="status">{move || offers::count(language(), rows.with(Vec::len) as u64)}</span></div>
            {move || match (all.with(Vec::is_empty), rows.with(Vec::is_empty)) {
                (true, _) => view! { <EmptyState title=say(offers::none_yet) text=say(offers::none_yet_text)><NewOffer /></EmptyState> }.into_any(),
                (_, true) => view! {
                    <EmptyState title=say(offers::none_found)><Button label=say(messages::kit::clear_filters) on_press=clear /></EmptyState>
                }
                .into_any(),
                _ => view! { <Rows rows=rows typed=typed /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn NewOffer() -> impl IntoView {
    let app = app();
    let href = Route::OfferNew {
        account: None,
        product: None,
    }
    .href();
    view! {
        <Show when=move || app.login.has(Right::MakeOffers)>
            <LinkButton label=say(offers::new_offer) href=href.clone() icon=Icon::Plus />
        </Show>
    }
}

#[component]
fn Filters(filter: RwSignal<Filter>, all: Memo<Vec<Row>>) -> impl IntoView {
    let choices = move || {
        let count = |filter: Filter| {
            all.with(|all| all.iter().filter(|row| filter.takes(row.status)).count() as u64)
        };
        let choice = |(filter, value): (Filter, &'static str)| {
            let choice = Choice::new(value, filter.words());
            if filter == Filter::Open {
                choice.count(count(filter))
            } else {
                choice
            }
        };
        Filter::ALL.map(choice).to_vec()
    };
    let value = move || {
        Filter::ALL
            .iter()
            .find(|(other, _)| *other == filter.get())
            .map(|(_, value)| (*value).to_owned())
            .unwrap_or_default()
    };
    let choose = move |value: String| {
        if let Some((chosen, _)) = Filter::ALL.iter().find(|(_, other)| *other == value) {
            filter.set(*chosen);
        }
    };
    view! { <Segment label=say(offers::show) label_hidden=true wide=true choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
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
        at(index).map_or_else(|| Route::Offers.href(), |row| Route::Offer(row.id.0).href())
    };
    let count = Memo::new(move |_| rows.with(Vec::len));
    view! { <div class="page-list-rows"><VirtualList label=say(shell::offers) count=count row=row href=href /></div> }
}

/// Account and code at the left, total and state at the right; what needs the seller wears its mark.
#[component]
fn OneRow(row: Row, typed: Signal<String>) -> impl IntoView {
    let Row {
        id,
        code,
        name,
        status,
        day,
        total,
        currency,
        decide,
        seller,
        ..
    } = row;
    let app = app();
    // a colleague's offer says whose it is
    let colleague = Memo::new(move |_| {
        let mine = app
            .login
            .person()
            .is_some_and(|person| person.user == seller);
        if mine {
            None
        } else {
            app.device.get::<Person>(seller).map(|person| person.name)
        }
    });
    let dashed = !code.is_final();
    let shown = code.shown().to_owned();
    let key = RecordKey::of::<Offer>(id);
    let detail = move || {
        let (shown, key) = (shown.clone(), key.clone());
        view! {
            <span class="plate offer-code" data-provisional=dashed><Hits text=shown typed=typed /></span>
            {move || format!(" · {} ", pricing::day(language(), day))}
            {move || colleague.get().map(|name| format!("· {name} "))}
            <RecordMark key=key />
        }
    };
    let note = move || match decide {
        true => {
            view! { <Mark standing=Standing::You words=say(messages::sync::decide) /> }.into_any()
        }
        false => view! { <StatusTag status=status /> }.into_any(),
    };
    let title = move || {
        let name = name.clone();
        view! { <Hits text=name typed=typed /> }
    };
    view! {
        <RowLines
            title=title
            detail=Some(detail.into())
            value=Some((move || pricing::amount(language(), total, currency)).into())
            note=Some(note.into())
        />
    }
}
