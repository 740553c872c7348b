//! A new document: what it is, whose, when, and the goods on it. Kept with every letter until it is saved.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::accounts::Account;
use shared::calendar::Day;
use shared::documents::{Change, Draft, Kind, Refusal};
use shared::edit::Edit;
use shared::ids::{AccountId, DocumentId, ProductId, WarehouseId};
use shared::products::Product;
use shared::stock::Warehouse;
use shared::text::compare;
use shared::users::Right;

use super::line_form::{LineForm, Lines};
use super::new_line::{TypedLine, Wrong};
use crate::kit::{
    Button, Card, Choice, DateField, Icon, Look, Notice, Page, PageHead, Select, TextField,
    Verdict, Writing,
};
use crate::messages::{documents, language, language_now, policy, rma, say, stock};
use crate::pages::accounts::account_picker::AccountPicker;
use crate::pages::problems::Problems;
use crate::pages::products::product_picker::{Asking, ProductPicker, price};
use crate::pages::rma::sale_field::SaleField;
use crate::pages::trouble::NotTaken;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::pages::{frame, problems};
use crate::routes::Route;
use crate::state::{App, app, time};

/// What is entered by hand; an order is an offer's business.
const KINDS: [(Kind, &str); 4] = [
    (Kind::SaleDispatch, "dispatch"),
    (Kind::SaleInvoice, "invoice"),
    (Kind::SaleReturn, "return"),
    (Kind::StockWriteOff, "write_off"),
];

fn word(kind: Kind) -> String {
    let found = KINDS.iter().find(|(other, _)| *other == kind);
    found.map_or_else(String::new, |(_, word)| (*word).to_owned())
}

fn kind_of(word: &str) -> Option<Kind> {
    let found = KINDS.iter().find(|(_, other)| *other == word);
    found.map(|(kind, _)| *kind)
}

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<Kind>,
    account: RwSignal<Option<AccountId>>,
    day: RwSignal<String>,
    warehouse: RwSignal<Option<WarehouseId>>,
    of: RwSignal<Option<DocumentId>>,
    note: RwSignal<String>,
    lines: RwSignal<Vec<TypedLine>>,
}

impl Typed {
    fn new(app: App, account: Option<AccountId>) -> Typed {
        Typed {
            kind: RwSignal::new(Kind::SaleDispatch),
            account: RwSignal::new(account),
            day: RwSignal::new(time::today_now(app).to_string()),
            warehouse: RwSignal::new(None),
            of: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            lines: RwSignal::new(Vec::new()),
        }
    }

    /// Back as it was left.
    fn fill(self, of: impl Fn(&str) -> Option<String>) {
        kind_of(&of("kind").unwrap_or_default())
            .into_iter()
            .for_each(|kind| self.kind.set(kind));
        let account = of("account").and_then(|id| id.parse().ok());
        account
            .into_iter()
            .for_each(|id| self.account.set(Some(id)));
        of("day").into_iter().for_each(|day| self.day.set(day));
        self.warehouse
            .set(of("warehouse").and_then(|id| id.parse().ok()));
        self.of.set(of("of").and_then(|id| id.parse().ok()));
        self.note.set(of("note").unwrap_or_default());
        let lines = of("lines").and_then(|lines| serde_json::from_str(&lines).ok());
        self.lines.set(lines.unwrap_or_default());
    }
}

#[component]
pub fn NewPage(account: Option<AccountId>) -> impl IntoView {
    frame::head(move || PageHead {
        title: documents::new_document(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Documents.href()),
    });
    let app = app();
    let right = Right::EnterDocuments;
    let may = move || app.login.has(right);
    let denied = move || policy::denied(language(), &shared::users::Denied::MissingRight { right });
    view! {
        <Show when=may fallback=move || view! { <Page><Notice verdict=Verdict::Block title=denied /></Page> }>
            <Form account=account />
        </Show>
    }
}

#[component]
fn Form(account: Option<AccountId>) -> impl IntoView {
    let app = app();
    let typed = Typed::new(app, account);
    let unsaved = Unsaved::new(app, "document/new", move |back| {
        typed.fill(|name| back.get(name).cloned())
    });
    let (problems, trouble) = (Problems::new(), RwSignal::new(None::<String>));
    let working = RwSignal::new(false);
    let navigate = use_navigate();
    let save = Callback::new(move |()| {
        let Some(draft) =
            untrack(|| draft(app, typed, problems)).filter(|_| !working.get_untracked())
        else {
            return;
        };
        working.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match entered(app, draft).await {
                Ok(document) => {
                    unsaved.forget();
                    let options = NavigateOptions {
                        replace: true,
                        ..Default::default()
                    };
                    navigate(&Route::Document(document.0).href(), options);
                }
                Err(words) => {
                    working.try_set(false);
                    trouble.try_set(Some(words));
                }
            }
        });
    });
    let discard = move |()| typed.fill(|_| None);
    let keep = Callback::new(move |(name, text): (&'static str, String)| {
        problems.clear(name);
        unsaved.type_in(name, text);
    });
    let on_letter = Callback::new(move |()| {
        let lines = typed.lines.with_untracked(serde_json::to_string);
        keep.run(("lines", lines.unwrap_or_default()));
    });
    let lines = Lines {
        all: typed.lines,
        on_letter,
    };
    view! {
        <Page>
            <CameBack unsaved=unsaved on_discard=discard />
            <NotTaken words=trouble />
            <form novalidate on:submit=move |event| { event.prevent_default(); save.run(()) }>
                <div class="stack">
                    <Head typed=typed keep=keep problems=problems />
                    <Goods typed=typed lines=lines problems=problems />
                    <div class="row"><Button label=say(documents::save) look=Look::Main icon=Icon::Check submit=true working=working /></div>
                </div>
            </form>
        </Page>
    }
}

#[component]
fn Head(typed: Typed, keep: Callback<(&'static str, String)>, problems: Problems) -> impl IntoView {
    let kinds = move || {
        let choice = |(kind, word): (Kind, &'static str)| {
            Choice::new(word, documents::kind(language(), kind))
        };
        KINDS.map(choice).to_vec()
    };
    let choose_kind = move |word: String| {
        kind_of(&word)
            .into_iter()
            .for_each(|kind| typed.kind.set(kind));
        keep.run(("kind", word));
    };
    let choose_account = move |account: AccountId| {
        typed.account.set(Some(account));
        keep.run(("account", account.to_string()));
    };
    let choose_day = move |Edit { now: day, .. }: Edit<String>| {
        typed.day.set(day.clone());
        keep.run(("day", day));
    };
    let write_note = move |note: String| {
        typed.note.set(note.clone());
        keep.run(("note", note));
    };
    view! {
        <Card title=say(documents::about)>
            <Select label=say(documents::what) choices=Signal::derive(kinds) value=Signal::derive(move || word(typed.kind.get())) on_change=choose_kind />
            <AccountPicker chosen=typed.account on_choose=choose_account problem=problems.of("account") />
            <div class="fields">
                <DateField label=say(documents::day) value=typed.day on_change=choose_day problem=problems.of("day") />
                <FromWarehouse typed=typed keep=keep />
            </div>
            <Show when=move || typed.kind.get() == Kind::SaleReturn><OfSale typed=typed keep=keep /></Show>
            <TextField label=say(documents::note) value=typed.note on_input=write_note writing=Writing::Paragraph />
        </Card>
    }
}

/// Nothing to choose while the company has named none.
#[component]
fn FromWarehouse(typed: Typed, keep: Callback<(&'static str, String)>) -> impl IntoView {
    let device = app().device;
    let choices = Memo::new(move |_| {
        let all = device.all::<Warehouse>().into_iter();
        let mut choices: Vec<Choice> = all
            .map(|(id, warehouse)| Choice::new(id.to_string(), warehouse.name))
            .collect();
        choices.sort_by(|one, other| compare(language(), &one.words, &other.words));
        choices
    });
    let value = move || typed.warehouse.get().map(|id| id.to_string());
    let value = Signal::derive(move || value().unwrap_or_default());
    let choose = move |id: String| {
        typed.warehouse.set(id.parse().ok());
        keep.run(("warehouse", id));
    };
    view! {
        <Show when=move || !choices.with(Vec::is_empty)>
            <Select label=say(stock::warehouse) choices=choices value=value on_change=choose none=say(documents::no_warehouse) />
        </Show>
    }
}

/// The sale of the first product that comes back.
#[component]
fn OfSale(typed: Typed, keep: Callback<(&'static str, String)>) -> impl IntoView {
    let product = Signal::derive(move || {
        typed
            .lines
            .with(|lines| lines.first().map(|line| line.product))
    });
    let choose = move |sale: Option<DocumentId>| {
        typed.of.set(sale);
        keep.run(("of", sale.map(|id| id.to_string()).unwrap_or_default()));
    };
    let account = Memo::new(move |_| typed.account.get());
    let problem: Signal<Option<String>> = Signal::stored(None);
    let choose = Callback::new(choose);
    move || {
        let account = account.get();
        view! { <SaleField product=product account=account chosen=typed.of on_choose=choose problem=problem /> }
    }
}

#[component]
fn Goods(typed: Typed, lines: Lines, problems: Problems) -> impl IntoView {
    let device = app().device;
    let currency = Memo::new(move |_| {
        let account = typed.account.get().and_then(|id| device.get::<Account>(id));
        account.map(|account| account.currency)
    });
    let asking = Signal::derive(move || {
        Some(Asking {
            list: typed
                .account
                .get()
                .and_then(|id| device.get::<Account>(id))?
                .price_list,
            day: Day::parse(&typed.day.get()).ok()?,
            currency: currency.get()?,
        })
    });
    let priced = Memo::new(move |_| typed.kind.get() != Kind::StockWriteOff);
    let add = move |product: ProductId| {
        let Some(card) = device.peek::<Product>(product) else {
            return;
        };
        let known = asking
            .get_untracked()
            .and_then(|asking| price(device, &asking.about(product), &card).price);
        problems.clear("lines");
        lines.add(TypedLine::of(device.new_id(), product, card.unit, known));
    };
    let ids = Memo::new(move |_| {
        lines
            .all
            .with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>())
    });
    let problem = move || {
        problems
            .of("lines")
            .get()
            .map(|words| view! { <Notice verdict=Verdict::Block title=words /> })
    };
    view! {
        <For each=move || ids.get() key=|id| *id children=move |id| {
            let wrong = Signal::derive(move || {
                let line = lines.all.with(|all| all.iter().find(|line| line.id == id).map(TypedLine::line));
                line.and_then(Result::err).map(|wrong| said(language(), wrong))
            });
            view! { <LineForm lines=lines id=id priced=priced currency=currency problem=wrong /> }
        } />
        <Card title=say(documents::goods)>
            {problem}
            <ProductPicker asking=asking on_choose=add />
        </Card>
    }
}

fn said(language: crate::messages::Language, wrong: Wrong) -> String {
    let why = match wrong {
        Wrong::Quantity => Refusal::QuantityInvalid,
        Wrong::Price => Refusal::PriceInvalid,
    };
    documents::refusal(language, &why)
}

/// Says at each field what is missing.
fn draft(app: App, typed: Typed, problems: Problems) -> Option<Draft> {
    problems.clear_all();
    let say = |field, why: Refusal| problems.say(field, documents::refusal(language_now(), &why));
    let account = typed
        .account
        .get()
        .and_then(|id| Some((id, app.device.peek::<Account>(id)?)));
    if account.is_none() {
        problems.say("account", rma::choose(language_now()).to_owned());
    }
    let day = Day::parse(&typed.day.get()).ok();
    if day.is_none() {
        say("day", Refusal::DayFarAway);
    }
    let kind = typed.kind.get();
    let lines: Result<Vec<_>, Wrong> = typed.lines.get().iter().map(TypedLine::line).collect();
    if lines.as_ref().is_ok_and(Vec::is_empty) {
        say("lines", Refusal::NoLines);
    }
    let fine = problems.let_through();
    let (lines, (id, account), day) = (lines.ok()?, account?, day?);
    fine.then(|| Draft {
        kind,
        account: id,
        day,
        currency: account.currency,
        warehouse: typed.warehouse.get(),
        of: typed.of.get().filter(|_| kind == Kind::SaleReturn),
        lines,
        note: typed.note.get(),
    })
}

/// Its id, or why it was not taken.
async fn entered(app: App, draft: Draft) -> Result<DocumentId, String> {
    let document = app.device.new_id();
    let provisional = app.device.provisional();
    let change = Change::Entered {
        document,
        draft,
        provisional,
    };
    let saved = app.device.commit(change).await;
    let refused = |why| problems::not_saved(language_now(), &why);
    saved.map(|_| document).map_err(refused)
}
