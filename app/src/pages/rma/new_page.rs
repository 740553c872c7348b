//! Goods come in: by serial, with what this device knows of it, or by product and sale; with the fault, and the task if it is known.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::ids::{AccountId, DocumentId, OperationId, ProductId, TicketId};
use shared::products::{Product, Tracking};
use shared::rma::{Change, Draft, Refusal, Task};
use shared::sync::outcome::Reason;
use shared::tickets::Ticket;
use shared::users::Right;

use super::good_card::SoldUnit;
use super::known::{Known, known};
use super::sale_field::SaleField;
use crate::kit::{
    Button, Card, Choice, Combobox, Icon, LinkButton, Look, Notice, Page, PageHead, Segment,
    TextField, Verdict, Writing,
};
use crate::messages::{language, language_now, policy, rma, say, serials};
use crate::pages::problems::Problems;
use crate::pages::tickets::checked::tracked;
use crate::pages::tickets::parts_card::suggestions;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::pages::{frame, problems};
use crate::routes::Route;
use crate::state::device::NotSaved;
use crate::state::register::{self, Register};
use crate::state::{App, Device, app};

/// Where it began: from a line of a ticket.
#[derive(Clone, Default, PartialEq)]
pub struct From {
    pub ticket: Option<TicketId>,
    pub product: Option<ProductId>,
    pub serial: String,
}

/// How the good is known (RMA-01).
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Serial,
    Product,
}

impl By {
    const ALL: [(By, &'static str); 2] = [(By::Serial, "serial"), (By::Product, "product")];
}

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Typed {
    by: RwSignal<By>,
    serial: RwSignal<String>,
    product: RwSignal<Option<ProductId>>,
    sale: RwSignal<Option<DocumentId>>,
    reason: RwSignal<String>,
    fault: RwSignal<String>,
    task: RwSignal<Option<Task>>,
    ticket: StoredValue<Option<TicketId>>,
    /// Of the ticket it began with.
    account: StoredValue<Option<AccountId>>,
}

impl Typed {
    fn begun(device: Device, from: From) -> Typed {
        let ticket = from.ticket.and_then(|id| device.peek::<Ticket>(id));
        let by = match from.product.is_some() && from.serial.is_empty() {
            true => By::Product,
            false => By::Serial,
        };
        let told = ticket.as_ref().map(|ticket| match ticket.text.trim() {
            "" => ticket.title.clone(),
            text => text.to_owned(),
        });
        Typed {
            by: RwSignal::new(by),
            serial: RwSignal::new(from.serial),
            product: RwSignal::new(from.product),
            sale: RwSignal::new(None),
            reason: RwSignal::new(String::new()),
            fault: RwSignal::new(told.unwrap_or_default()),
            task: RwSignal::new(None),
            ticket: StoredValue::new(from.ticket),
            account: StoredValue::new(ticket.map(|ticket| ticket.account)),
        }
    }
}

#[component]
pub fn NewPage(from: From) -> impl IntoView {
    frame::head(move || PageHead {
        title: rma::new_return(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Returns.href()),
    });
    let app = app();
    let may = move || app.login.has(Right::TakeInReturns);
    let denied = move || {
        let right = Right::TakeInReturns;
        policy::denied(language(), &shared::users::Denied::MissingRight { right })
    };
    let from = StoredValue::new(from);
    view! {
        <Show when=may fallback=move || view! { <Page><Notice verdict=Verdict::Block title=denied /></Page> }>
            <Form from=from.get_value() />
        </Show>
    }
}

/// The form and what its pieces share.
#[derive(Clone, Copy)]
struct Paper {
    app: App,
    typed: Typed,
    problems: Problems,
    unsaved: Unsaved,
    register: Memo<Register>,
    /// The serial as it was finished, and what is known of it.
    asked: RwSignal<String>,
}

impl Paper {
    fn input(self, name: &'static str, of: RwSignal<String>) -> Callback<String> {
        Callback::new(move |text: String| {
            self.problems.clear(name);
            of.set(text.clone());
            self.unsaved.type_in(name, text);
        })
    }

    fn known(self, serial: &str) -> Known {
        let product = self.typed.product.get();
        self.register
            .with(|register| known(self.app, register, serial, product))
    }
}

#[component]
fn Form(from: From) -> impl IntoView {
    let app = app();
    let typed = Typed::begun(app.device, from);
    let asked = RwSignal::new(typed.serial.get_untracked());
    let unsaved = Unsaved::new(app, "return/new", move |back| {
        let of = |name: &str| back.get(name).cloned().filter(|text| !text.is_empty());
        // what it was begun with is newer than what lay here
        if typed.ticket.get_value().is_none()
            && let Some(serial) = of("serial")
        {
            typed.serial.set(serial.clone());
            asked.set(serial);
        }
        _ = of("fault").map(|fault| typed.fault.set(fault));
        _ = of("reason").map(|reason| typed.reason.set(reason));
    });
    let paper = Paper {
        app,
        typed,
        problems: Problems::new(),
        unsaved,
        register: register::watched(app.device),
        asked,
    };
    let (trouble, working) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let navigate = use_navigate();
    let make = Callback::new(move |()| {
        if working.get_untracked() {
            return;
        }
        working.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match made(paper).await {
                Ok(operation) => {
                    unsaved.forget();
                    let options = NavigateOptions {
                        replace: true,
                        ..Default::default()
                    };
                    navigate(&Route::Return(operation.0).href(), options);
                }
                Err(wrong) => {
                    working.try_set(false);
                    trouble.try_set(wrong.said(paper));
                }
            }
        });
    });
    let discard = move |()| {
        for of in [typed.serial, typed.fault, typed.reason, asked] {
            of.set(String::new());
        }
    };
    view! {
        <Page>
            <CameBack unsaved=unsaved on_discard=discard />
            {move || trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            // outside the form: a scanner ends with Enter, and that is not yet everything
            <Card title=say(rma::good)>
                <ByChoice typed=typed />
                {move || match typed.by.get() {
                    By::Serial => view! { <BySerial paper=paper /> }.into_any(),
                    By::Product => view! { <ByProduct paper=paper /> }.into_any(),
                }}
            </Card>
            <form novalidate on:submit=move |event| { event.prevent_default(); make.run(()) }>
                <div class="stack">
                    <Card title=say(rma::fault_title)>
                        <TextField label=say(rma::fault) value=typed.fault on_input=paper.input("fault", typed.fault) writing=Writing::Paragraph />
                        <TaskChoice value=typed.task on_change=move |task| typed.task.set(task) />
                    </Card>
                    <div class="row"><Button label=say(rma::take_in) look=Look::Main icon=Icon::Check submit=true working=working /></div>
                </div>
            </form>
        </Page>
    }
}

#[component]
fn ByChoice(typed: Typed) -> impl IntoView {
    let choices = move || {
        let words = |by| match by {
            By::Serial => rma::by_serial(language()),
            By::Product => rma::by_product(language()),
        };
        By::ALL
            .map(|(by, value)| Choice::new(value, words(by)))
            .to_vec()
    };
    let value = move || {
        let chosen = By::ALL.iter().find(|(by, _)| *by == typed.by.get());
        chosen.map_or_else(String::new, |(_, value)| (*value).to_owned())
    };
    let choose = move |value: String| {
        if let Some((by, _)) = By::ALL.iter().find(|(_, other)| *other == value) {
            typed.by.set(*by);
        }
    };
    view! { <Segment label=say(rma::known_by) choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
}

/// Not chosen, repair, exchange; nothing comes in to be cancelled.
#[component]
fn TaskChoice(
    #[prop(into)] value: Signal<Option<Task>>,
    #[prop(into)] on_change: Callback<Option<Task>>,
) -> impl IntoView {
    let choices = move || {
        let none = Choice::new("", rma::task_none(language()));
        let of = |task: Task| Choice::new(task.code(), rma::task(language(), task));
        vec![none, of(Task::Repair), of(Task::Exchange)]
    };
    let chosen = move || {
        value
            .get()
            .map_or_else(String::new, |task| task.code().into())
    };
    let choose = move |code: String| on_change.run(Task::from_code(&code));
    view! { <Segment label=say(rma::next_task) choices=Signal::derive(choices) value=Signal::derive(chosen) on_change=choose /> }
}

#[component]
fn BySerial(paper: Paper) -> impl IntoView {
    let Paper {
        typed,
        problems,
        asked,
        ..
    } = paper;
    let known = Memo::new(move |_| asked.with(|asked| paper.known(asked)));
    let said = problems.of("serial");
    let problem = Signal::derive(move || {
        said.get().or_else(|| match known.get() {
            Known::Refused(why) => Some(rma::refusal(language(), &why)),
            _ => None,
        })
    });
    let typing = paper.input("serial", typed.serial);
    let input = move |text: String| {
        asked.set(String::new());
        // another number is another unit, unless a ticket's line said which
        if typed.ticket.get_value().is_none() {
            typed.product.set(None);
        }
        typing.run(text);
    };
    let finish = move |text: String| asked.set(text);
    view! {
        <TextField label=say(rma::serial) hint=say(rma::serial_hint) value=typed.serial on_input=input on_change=finish writing=Writing::Plate problem=problem />
        <div aria-live="polite">{move || answer(paper, known.get())}</div>
    }
}

/// What this device says of the serial.
fn answer(paper: Paper, known: Known) -> AnyView {
    match known {
        Known::Nothing | Known::Refused(_) => ().into_any(),
        Known::Sold(origin) => view! { <SoldUnit origin=origin /> }.into_any(),
        Known::Several(products) => {
            view! { <WhichProduct typed=paper.typed products=products /> }.into_any()
        }
        Known::Open(operation) => {
            let title = || rma::refusal(language(), &Refusal::OpenAlready);
            let href = Route::Return(operation.0).href();
            let actions = move || view! { <LinkButton label=say(rma::go_on) href=href.clone() icon=Icon::ArrowRight /> };
            view! { <Notice verdict=Verdict::Block title=title actions=actions /> }.into_any()
        }
        Known::Elsewhere { ever_sold } => {
            let heard = match ever_sold {
                Some(true) => Some(serials::ours_elsewhere as fn(_) -> _),
                Some(false) => Some(serials::never_ours as fn(_) -> _),
                None => None,
            };
            view! {
                <Notice verdict=Verdict::Info title=say(rma::draft)>
                    {heard.map(|heard| view! { <p>{say(heard)}</p> })}
                    <p>{say(rma::draft_text)}</p>
                </Notice>
            }
            .into_any()
        }
    }
}

#[component]
fn WhichProduct(typed: Typed, products: Vec<ProductId>) -> impl IntoView {
    let device = app().device;
    let buttons = move || {
        let button = |id: ProductId| {
            let name = device.get::<Product>(id).map(|card| card.name);
            let choose = move |()| typed.product.set(Some(id));
            view! { <Button label=name.unwrap_or_default() on_press=choose /> }
        };
        products.iter().copied().map(button).collect_view()
    };
    view! { <Notice verdict=Verdict::Info title=say(rma::which_product) actions=buttons /> }
}

#[component]
fn ByProduct(paper: Paper) -> impl IntoView {
    let Paper {
        typed, problems, ..
    } = paper;
    let device = paper.app.device;
    let name = move || {
        let card = typed.product.get().and_then(|id| device.get::<Product>(id));
        card.map_or_else(String::new, |card| card.name)
    };
    let search = move |typed: String| untrack(|| suggestions(device, &typed));
    let choose = move |id: String| {
        typed.product.set(id.parse().ok());
        // another product is in other sales
        typed.sale.set(None);
        for field in ["product", "sale", "reason"] {
            problems.clear(field);
        }
    };
    let choose_sale = move |sale: Option<DocumentId>| {
        typed.sale.set(sale);
        problems.clear("sale");
    };
    let asks_why = Memo::new(move |_| {
        let card = typed.product.get().and_then(|id| device.get::<Product>(id));
        tracked(device, card.as_ref()) == Tracking::Serial
    });
    view! {
        <div class="stack">
            <Combobox label=say(rma::product) hint=say(rma::product_hint) chosen=Signal::derive(name) search=search on_choose=choose problem=problems.of("product") icon=Icon::Package />
            <SaleField product=typed.product account=typed.account.get_value() chosen=typed.sale on_choose=choose_sale problem=problems.of("sale") />
            <Show when=move || asks_why.get()>
                <TextField label=say(rma::reason) hint=say(rma::reason_hint) value=typed.reason on_input=paper.input("reason", typed.reason) problem=problems.of("reason") />
            </Show>
        </div>
    }
}

/// Why nothing was taken in.
enum Wrong {
    Refused(Refusal),
    Else(String),
}

impl Wrong {
    /// Under its field where it has one; else the words for the top of the page.
    fn said(self, paper: Paper) -> Option<String> {
        let why = match self {
            Wrong::Refused(why) => why,
            Wrong::Else(words) => return Some(words),
        };
        let words = rma::refusal(language_now(), &why);
        match field(&why, paper.typed.by.get_untracked()) {
            Some(field) => {
                paper.problems.say(field, words);
                None
            }
            None => Some(words),
        }
    }
}

/// The field a refusal belongs to.
fn field(why: &Refusal, by: By) -> Option<&'static str> {
    Some(match (why, by) {
        (Refusal::NothingNamed, By::Product) | (Refusal::NoSuchProduct, By::Product) => "product",
        (Refusal::SerialWanted, _) => "reason",
        (Refusal::SaleMissing | Refusal::NoSuchSale | Refusal::NotInSale, By::Product) => "sale",
        (
            Refusal::NothingNamed
            | Refusal::SerialInvalid
            | Refusal::SerialUnknown
            | Refusal::SerialReturned
            | Refusal::NotThisProduct
            | Refusal::SeveralProducts
            | Refusal::OpenAlready,
            By::Serial,
        ) => "serial",
        _ => return None,
    })
}

/// Takes the good in; the return's id, or why not.
async fn made(paper: Paper) -> Result<OperationId, Wrong> {
    let device = paper.app.device;
    let draft = untrack(|| draft(paper)).map_err(Wrong::Refused)?;
    let operation = device.new_id();
    let change = Change::TakenIn {
        operation,
        draft,
        provisional: device.provisional(),
    };
    match device.commit(change).await {
        Ok(_) => Ok(operation),
        Err(NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: shared::sync::any_change::Refusal::Rma(why),
            },
        )) => Err(Wrong::Refused(why)),
        Err(why) => Err(Wrong::Else(problems::not_saved(language_now(), &why))),
    }
}

/// By serial with the sale that the register shows; without one as it was chosen.
fn draft(paper: Paper) -> Result<Draft, Refusal> {
    let typed = paper.typed;
    let whole = Draft {
        fault: typed.fault.get(),
        task: typed.task.get(),
        ticket: typed.ticket.get_value(),
        ..Draft::default()
    };
    if typed.by.get() == By::Product {
        return Ok(Draft {
            product: typed.product.get(),
            sale: typed.sale.get(),
            without_serial: typed.reason.get(),
            ..whole
        });
    }
    let serial = typed.serial.get();
    let seen = match paper.known(&serial) {
        Known::Nothing => return Err(Refusal::NothingNamed),
        Known::Refused(why) => return Err(why),
        Known::Several(_) => return Err(Refusal::SeveralProducts),
        Known::Open(_) => return Err(Refusal::OpenAlready),
        Known::Sold(origin) => Some(origin),
        Known::Elsewhere { .. } => None,
    };
    Ok(Draft {
        serial: Some(serial.trim().to_owned()),
        product: seen
            .as_ref()
            .map_or(typed.product.get(), |origin| Some(origin.product)),
        sale: seen.map(|origin| origin.sale),
        ..whole
    })
}
