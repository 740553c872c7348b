//! What the company sets for returns: its states, its accessories, when customers are written to, and the field numbers of its ERP
//! (RMA-07, RMA-27, RMA-42, RMA-44, NTF-01).

use leptos::prelude::*;
use shared::ids::StateId;
use shared::rma::State;
use shared::rma::fields::{DEPARTMENT, MAIL, MAIL_ALL, PRODUCT, SALE_SERIALS, default_number};
use shared::users::{Person, Right};

use super::accessories_page::listed;
use super::status::called;
use crate::kit::{Card, Item, List, Switch, TextField, Words};
use crate::messages::{language, rma, say, users};
use crate::pages::set_up::{SetUp, SetUpFrame};
use crate::routes::Route;
use crate::state::Device;

#[component]
pub fn SetUpPage() -> impl IntoView {
    view! { <SetUpFrame title=rma::set_up right=Right::ManageReturns not_allowed=rma::set_up_not_allowed parts=parts /> }
}

fn parts(set_up: SetUp) -> AnyView {
    let settings = Memo::new(move |_| set_up.app.login.has(Right::ManageSettings));
    view! {
        <States set_up=set_up />
        <Accessories set_up=set_up />
        <Show when=move || settings.get()>
            <Mail set_up=set_up />
            <Fields set_up=set_up />
        </Show>
    }
    .into_any()
}

/// By their numbers.
pub fn states(device: Device) -> Vec<(StateId, State)> {
    let mut states = device.all::<State>();
    states.sort_by_key(|(_, state)| state.ordinal);
    states
}

#[component]
fn States(set_up: SetUp) -> impl IntoView {
    let device = set_up.app.device;
    let all = Memo::new(move |_| states(device));
    let row = move |(id, state): (StateId, State)| {
        let title = format!("{} · {}", state.ordinal, called(&state));
        let detail = who(device, &state);
        let notified = state.notify.then(|| rma::notified(language()));
        let href = Signal::stored(Route::ReturnState(id.0).href());
        view! { <Item title=move || title.clone() detail=move || detail.clone() note=move || notified href=href /> }
    };
    view! {
        <Card title=say(rma::states) flush=true>
            <List label=say(rma::states)>{move || all.get().into_iter().map(row).collect_view()}</List>
        </Card>
    }
}

/// "Service manager, Rasa Jonaitienė"; nothing of a last state.
fn who(device: Device, state: &State) -> String {
    if state.meaning.is_some_and(|meaning| !meaning.is_open()) {
        return String::new();
    }
    let roles = state
        .roles
        .iter()
        .map(|role| users::role(language(), *role).to_owned());
    let people = state.users.iter();
    let people = people.filter_map(|user| Some(device.get::<Person>(*user)?.name));
    let who: Vec<String> = roles.chain(people).collect();
    match who.is_empty() {
        true => rma::nobody_confirms(language()).to_owned(),
        false => who.join(", "),
    }
}

/// How many there are, and the way to their table.
#[component]
fn Accessories(set_up: SetUp) -> impl IntoView {
    let count = Memo::new(move |_| listed(set_up.app.device).len());
    let detail = move || match count.get() {
        0 => rma::no_accessories(language()).to_owned(),
        count => rma::accessories_listed(language(), count as u64),
    };
    let href = Signal::stored(Route::Accessories.href());
    view! {
        <Card title=say(rma::accessories) flush=true>
            <List label=say(rma::accessories)>
                <Item title=move || rma::accessories_table(language()) detail=detail href=href />
            </List>
        </Card>
    }
}

#[component]
fn Mail(set_up: SetUp) -> impl IntoView {
    let all = Memo::new(move |_| set_up.setting(MAIL) == MAIL_ALL);
    let choose = move |all: bool| {
        let now = if all { MAIL_ALL } else { "last" };
        set_up.set(MAIL.to_owned(), now.to_owned());
    };
    view! {
        <Card title=say(rma::mail)>
            <Switch label=say(rma::mail_all) on=all on_change=choose />
            <p class="soft small">{say(rma::mail_all_hint)}</p>
        </Card>
    }
}

#[component]
fn Fields(set_up: SetUp) -> impl IntoView {
    let field = move |key: &'static str, label: Words| {
        let value = Signal::derive(move || {
            let usual = default_number(key).map(|number| number.to_string());
            Some(set_up.setting(key))
                .filter(|set| !set.is_empty())
                .or(usual)
                .unwrap_or_default()
        });
        let typed = move |now: String| set_up.set(key.to_owned(), now.trim().to_owned());
        view! { <TextField label=label value=value on_change=typed /> }
    };
    view! {
        <Card title=say(rma::erp_fields)>
            <div class="fields">
                {field(SALE_SERIALS, say(rma::field_sale_serials).into())}
                {field(PRODUCT, say(rma::field_product).into())}
                {field(DEPARTMENT, say(rma::field_department).into())}
            </div>
        </Card>
    }
}
