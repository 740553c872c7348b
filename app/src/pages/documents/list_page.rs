//! Documents: what was sold, what came back, what was written off; newest first.

use std::sync::LazyLock;

use leptos::prelude::*;
use shared::accounts::Account;
use shared::calendar::{Day, Moment};
use shared::documents::{Document, Kind};
use shared::ids::DocumentId;
use shared::money::{Currency, Decimal};
use shared::record::RecordKey;
use shared::text::fold;
use shared::users::Right;

use crate::kit::{Hits, Icon, LinkButton, RowLines, Tag, Tone};
use crate::messages::{Language, documents, language, pricing, say};
use crate::pages::frame;
use crate::pages::listing::{self, ListOf, Words};
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

impl listing::Row for Row {
    fn folded(&self) -> &str {
        &self.folded
    }

    fn route(&self) -> Route {
        Route::Document(self.id.0)
    }

    fn view(self, typed: Signal<String>) -> AnyView {
        view! { <OneRow row=self typed=typed /> }.into_any()
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

impl listing::Filter<Row> for Filter {
    const ALL: &'static [(Filter, &'static str)] = &[
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

    fn words(self, language: Language) -> &'static str {
        match self {
            Filter::Sales => documents::sales(language),
            Filter::Returns => documents::returns(language),
            Filter::WriteOffs => documents::write_offs(language),
            Filter::All => documents::all(language),
        }
    }
}

/// Stays as it was chosen while documents are opened and left again.
static FILTER: LazyLock<ArcRwSignal<Filter>> = LazyLock::new(|| ArcRwSignal::new(Filter::Sales));

const WORDS: Words = Words {
    title: documents::title,
    search: documents::search,
    show: documents::show,
    count: documents::count,
    none_yet: documents::none_yet,
    none_yet_text: documents::none_yet_text,
    none_found: documents::none_found,
};

#[component]
pub fn ListPage() -> impl IntoView {
    frame::title(move || documents::title(language()).to_owned());
    let device = app().device;
    let filter = RwSignal::from(FILTER.clone());
    let all = Memo::new(move |_| {
        let rows = device.all::<Document>().into_iter();
        let mut rows: Vec<Row> = rows
            .map(|(id, document)| Row::of(device, id, document))
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.day, row.entered_at)));
        rows
    });
    let new = || view! { <NewDocument /> };
    view! { <ListOf words=WORDS here=Route::Documents filter=filter all=all new=new /> }
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
