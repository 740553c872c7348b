//! Returns: those that are open, those that ended, all; newest first.

use std::sync::LazyLock;

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
use super::untold_card::UntoldTag;
use crate::kit::{Hits, Icon, LinkButton, RowLines};
use crate::messages::{Language, language, rma, say, shell};
use crate::pages::frame;
use crate::pages::listing::{self, ListOf, Words};
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
    /// Its customer ought to have been told of the last state.
    untold: bool,
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
            untold: operation.untold().is_some(),
            made_at: operation.made_at,
            account: operation.account_name,
            code: operation.code,
        }
    }
}

impl listing::Row for Row {
    fn folded(&self) -> &str {
        &self.folded
    }

    fn route(&self) -> Route {
        Route::Return(self.id.0)
    }

    fn view(self, typed: Signal<String>) -> AnyView {
        view! { <OneRow row=self typed=typed /> }.into_any()
    }
}

/// Which returns are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Filter {
    Open,
    Ended,
    All,
}

impl listing::Filter<Row> for Filter {
    const ALL: &'static [(Filter, &'static str)] = &[
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

    fn words(self, language: Language) -> &'static str {
        match self {
            Filter::Open => rma::open(language),
            Filter::Ended => rma::ended(language),
            Filter::All => rma::all(language),
        }
    }

    fn is_counted(self) -> bool {
        self == Filter::Open
    }
}

/// Stays as it was chosen while returns are opened and left again.
static FILTER: LazyLock<ArcRwSignal<Filter>> = LazyLock::new(|| ArcRwSignal::new(Filter::Open));

const WORDS: Words = Words {
    title: shell::returns,
    search: rma::search,
    show: rma::show,
    count: rma::count,
    none_yet: rma::none_yet,
    none_yet_text: rma::none_yet_text,
    none_found: rma::none_found,
};

#[component]
pub fn ListPage() -> impl IntoView {
    frame::title(move || shell::returns(language()).to_owned());
    let device = app().device;
    let filter = RwSignal::from(FILTER.clone());
    let all = Memo::new(move |_| {
        let rows = device.all::<Operation>().into_iter();
        let mut rows: Vec<Row> = rows
            .map(|(id, operation)| Row::of(device, id, operation))
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.made_at));
        rows
    });
    let new = || view! { <NewReturn /> };
    view! { <ListOf words=WORDS here=Route::Returns filter=filter all=all new=new /> }
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
        untold,
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
    let value = move || match untold {
        true => view! { <UntoldTag /> }.into_any(),
        false => view! { <TaskTag task=task /> }.into_any(),
    };
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
