//! A new ticket: whose, what is wrong, and — where it began with a scan — which machine.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::accounts::Account;
use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{AccountId, ProductId, TicketId};
use shared::products::Product;
use shared::tickets::{Change, Channel, Draft, Kind, NewLine, Priority};
use shared::users::Right;

use super::checked::{self, Line};
use super::parts_card::suggestions;
use super::request_fields::{ChannelChoice, KindChoice, PromisedField};
use super::typed::{Typed, product_of};
use crate::kit::{
    Button, Card, Choice, Combobox, Icon, Look, Notice, Page, PageHead, Segment, Tag, TextField,
    Tone, Verdict, Writing,
};
use crate::messages::{language, language_now, policy, say, serials, tickets};
use crate::pages::accounts::account_picker::AccountPicker;
use crate::pages::problems::Problems;
use crate::pages::trouble::NotTaken;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::pages::{frame, problems};
use crate::routes::Route;
use crate::state::{App, app, register, time};

/// Where it began: from an account's page, from a scanned unit.
#[derive(Clone, Default, PartialEq)]
pub struct From {
    pub account: Option<AccountId>,
    pub product: Option<ProductId>,
    pub serial: String,
}

#[component]
pub fn NewPage(from: From) -> impl IntoView {
    frame::head(move || PageHead {
        title: tickets::new_ticket(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Tickets.href()),
    });
    let app = app();
    let may = move || app.login.has(Right::WorkOnTickets);
    let denied = move || {
        let right = Right::WorkOnTickets;
        policy::denied(language(), &shared::users::Denied::MissingRight { right })
    };
    let from = StoredValue::new(from);
    view! {
        <Show when=may fallback=move || view! { <Page><Notice verdict=Verdict::Block title=denied /></Page> }>
            <Form from=from.get_value() />
        </Show>
    }
}

#[component]
fn Form(from: From) -> impl IntoView {
    let app = app();
    let typed = Typed::new(&from);
    let begun = StoredValue::new(from.clone());
    let unsaved = Unsaved::new(app, "ticket/new", move |back| {
        begun.with_value(|from| typed.fill(back, from));
    });
    let (problems, trouble) = (Problems::new(), RwSignal::new(None::<String>));
    let working = RwSignal::new(false);
    let navigate = use_navigate();
    let make = Callback::new(move |()| {
        if working.get_untracked() || !complete(typed, begun.get_value(), problems) {
            return;
        }
        working.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match made(app, typed, begun.get_value()).await {
                Ok(ticket) => {
                    unsaved.forget();
                    let options = NavigateOptions {
                        replace: true,
                        ..Default::default()
                    };
                    navigate(&Route::Ticket(ticket.0).href(), options);
                }
                Err(words) => {
                    working.try_set(false);
                    trouble.try_set(Some(words));
                }
            }
        });
    });
    let choose = move |account: AccountId| {
        typed.account.set(Some(account));
        unsaved.type_in("account", account.to_string());
        problems.clear("account");
    };
    let input = move |name: &'static str, of: RwSignal<String>| {
        Callback::new(move |text: String| {
            problems.clear(name);
            of.set(text.clone());
            unsaved.type_in(name, text);
        })
    };
    let set_kind = move |kind: Option<Kind>| {
        typed.kind.set(kind);
        unsaved.type_in("kind", kind.map_or("", Kind::name).to_owned());
    };
    let set_channel = move |channel: Option<Channel>| {
        typed.channel.set(channel);
        unsaved.type_in("channel", channel.map_or("", Channel::name).to_owned());
    };
    let promise = move |Edit { now: at, .. }: Edit<Option<Moment>>| {
        typed.promised.set(at);
        let at = at.map(|at| at.to_string());
        unsaved.type_in("promised", at.unwrap_or_default());
    };
    let prioritise = move |priority: Priority| {
        typed.priority.set(priority);
        unsaved.type_in("priority", priority.name().to_owned());
    };
    let discard = move |()| begun.with_value(|from| typed.clear(from));
    view! {
        <Page>
            <CameBack unsaved=unsaved on_discard=discard />
            <NotTaken words=trouble />
            <Unit serial=from.serial typed=typed problems=problems unsaved=unsaved />
            <form novalidate on:submit=move |event| { event.prevent_default(); make.run(()) }>
                <div class="stack">
                    <Card title=say(tickets::choose_account)>
                        <AccountPicker chosen=typed.account on_choose=choose problem=problems.of("account") />
                        <TextField label=say(tickets::contact) value=typed.contact on_input=input("contact", typed.contact) />
                        <ChannelChoice value=typed.channel on_change=set_channel />
                    </Card>
                    <Card title=say(tickets::fault)>
                        <TextField label=say(tickets::title) hint=say(tickets::title_hint) value=typed.title on_input=input("title", typed.title) problem=problems.of("title") required=true />
                        <TextField label=say(tickets::text) value=typed.text on_input=input("text", typed.text) writing=Writing::Paragraph />
                        <KindChoice value=typed.kind on_change=set_kind />
                        <PromisedField value=typed.promised on_change=promise />
                        <PriorityChoice value=typed.priority on_change=prioritise />
                    </Card>
                    <div class="row"><Button label=say(tickets::make) look=Look::Main icon=Icon::Check submit=true working=working /></div>
                </div>
            </form>
        </Page>
    }
}

/// Low, normal, high.
#[component]
pub fn PriorityChoice(
    #[prop(into)] value: Signal<Priority>,
    #[prop(into)] on_change: Callback<Priority>,
) -> impl IntoView {
    let choices = move || {
        let choice = |priority: Priority| {
            Choice::new(
                priority.name(),
                tickets::priority_name(language(), priority),
            )
        };
        Priority::ALL.map(choice).to_vec()
    };
    let choose = move |name: String| {
        if let Some(priority) = Priority::from_name(&name) {
            on_change.run(priority);
        }
    };
    view! { <Segment label=say(tickets::priority) choices=Signal::derive(choices) value=Signal::derive(move || value.get().name().to_owned()) on_change=choose /> }
}

/// The machine it began with. Of a serial that nobody here knows, the product is chosen; it stays unverified (SER-12).
#[component]
fn Unit(serial: String, typed: Typed, problems: Problems, unsaved: Unsaved) -> impl IntoView {
    let device = app().device;
    let known = typed.product.get_untracked().is_some();
    let name = Memo::new(move |_| {
        let product = typed.product.get().and_then(|id| device.get::<Product>(id));
        product.map(|product| product.name)
    });
    let kept_as = StoredValue::new(product_of(&serial));
    let choose = move |product: String| {
        problems.clear("product");
        kept_as.with_value(|name| unsaved.type_in(name, product.clone()));
        typed.product.set(product.parse().ok());
    };
    let search = move |text: String| untrack(|| suggestions(device, &text));
    let which = move || {
        (!known).then(|| view! {
            <div class="row"><Tag tone=Tone::Open icon=Icon::Hourglass words=say(serials::unverified) /></div>
            <Combobox label=say(serials::unverified_unit) chosen=Signal::derive(move || name.get().unwrap_or_default()) search=search on_choose=choose problem=problems.of("product") icon=Icon::Package />
        })
    };
    let some = known || !serial.is_empty();
    some.then(|| {
        view! {
            <Card>
                {move || name.get().map(|name| view! { <h2 class="title">{name}</h2> })}
                <p class="plate" data-size="xl">{serial}</p>
                {which}
            </Card>
        }
    })
}

/// Says at each field what is missing.
fn complete(typed: Typed, from: From, problems: Problems) -> bool {
    problems.clear_all();
    let said = |refusal| tickets::refusal(language_now(), &refusal);
    if typed.account.with_untracked(Option::is_none) {
        problems.say(
            "account",
            tickets::choose_account(language_now()).to_owned(),
        );
    }
    if !from.serial.is_empty() && typed.product.with_untracked(Option::is_none) {
        problems.say("product", said(shared::tickets::Refusal::NoSuchProduct));
    }
    if typed.title.with_untracked(|title| title.trim().is_empty()) {
        problems.say("title", said(shared::tickets::Refusal::TitleEmpty));
    }
    problems.let_through()
}

/// Makes the ticket; its id, or why not.
async fn made(app: App, typed: Typed, from: From) -> Result<TicketId, String> {
    let refused = |why| problems::not_saved(language_now(), &why);
    let none = || tickets::refusal(language_now(), &shared::tickets::Refusal::NoSuchAccount);
    let draft = untrack(|| draft(app, typed, from)).ok_or_else(none)?;
    let ticket = app.device.new_id();
    let provisional = app.device.provisional();
    let change = Change::Created {
        ticket,
        draft,
        provisional,
    };
    app.device.commit(change).await.map_err(refused)?;
    Ok(ticket)
}

fn draft(app: App, typed: Typed, from: From) -> Option<Draft> {
    let id = typed.account.get()?;
    let account = app.device.peek::<Account>(id)?;
    let today = time::today_now(app);
    let line = typed.product.get().and_then(|product| {
        let card = app.device.peek::<Product>(product)?;
        let mut line = NewLine::of_product(app.device.new_id(), product, &card);
        let register = register::register(app.device);
        let asked = Line {
            serial: &from.serial,
            product,
            dates: line.dates,
            reported: today,
        };
        line.shown = checked::checked(app, &register, asked);
        line.serial = from.serial.clone();
        Some(line)
    });
    Some(Draft {
        title: typed.title.get(),
        text: typed.text.get(),
        contact: typed.contact.get(),
        priority: typed.priority.get(),
        request_kind: typed.kind.get(),
        channel: typed.channel.get(),
        promised: typed.promised.get(),
        opened_at: Some(time::now()),
        lines: line.into_iter().collect(),
        ..Draft::for_account(id, &account, today)
    })
}
