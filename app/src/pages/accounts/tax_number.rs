//! The tax number of an account: written by whoever may edit accounts, read by administrators alone (ACC-12).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::accounts::tax_key::{self, Masked};
use shared::accounts::{AccountTaxKey, Change};
use shared::edit::Edit;
use shared::ids::AccountId;
use shared::users::Right;

use crate::kit::{Button, Card, Icon, TextField, Writing};
use crate::messages::{accounts, language, language_now, say};
use crate::pages::problems::{Problems, not_saved};
use crate::state::app;

/// The card with the number, masked or hidden, and the field to enter one.
#[component]
pub fn TaxNumber(id: AccountId) -> impl IntoView {
    let app = app();
    let key = Memo::new(move |_| app.device.get::<AccountTaxKey>(id));
    let shown = move || match (key.get(), app.login.has(Right::SeeTaxKeys)) {
        (Some(key), true) => key.number,
        // entered here and not sent yet: only its end, as for everybody who entered one
        (Some(key), false) => Masked(&key.number).to_string(),
        (None, true) => accounts::tax_number_none(language()).to_owned(),
        (None, false) => accounts::tax_number_hidden(language()).to_owned(),
    };
    let plate = move || key.with(Option::is_some);
    view! {
        <Card title=say(accounts::tax_number)>
            <p class:plate=plate class:soft=move || !plate()>{shown}</p>
            <Show when=move || app.login.has(Right::EditAccounts)><Entry id=id /></Show>
        </Card>
    }
}

#[component]
fn Entry(id: AccountId) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let problems = Problems::new();
    let hint = move || match tax_key::check(&typed.get()) {
        Ok(kind) => accounts::tax_kind(language(), kind).to_owned(),
        Err(_) => accounts::tax_number_hint(language()).to_owned(),
    };
    let on_input = move |text: String| {
        problems.clear(FIELD);
        typed.set(text);
    };
    view! {
        <div class="stack">
            <TextField label=say(accounts::tax_number) hint=hint value=typed on_input=on_input writing=Writing::Plate problem=problems.of(FIELD) />
            <div class="row"><Button label=say(accounts::save_tax_number) icon=Icon::KeyRound on_press=move || save(id, typed, problems) /></div>
        </div>
    }
}

const FIELD: &str = "tax_number";

fn save(id: AccountId, typed: RwSignal<String>, problems: Problems) {
    let app = app();
    let number = tax_key::normalised(&typed.get_untracked());
    if let Err(why) = tax_key::check(&number) {
        return problems.say(FIELD, accounts::tax_problem(language_now(), why));
    }
    // whoever may not see the number replaces none but what was typed here and is not sent yet
    let was = app.device.peek::<AccountTaxKey>(id);
    let was = was.map(|key| key.number).unwrap_or_default();
    let entered = Change::TaxNumberEntered {
        account: id,
        number: Edit::new(was, number),
    };
    spawn_local(async move {
        match app.device.commit(entered).await {
            Ok(_) => {
                typed.set(String::new());
                app.notices.say(accounts::tax_number_saved(language_now()));
            }
            Err(why) => problems.say(FIELD, not_saved(language_now(), &why)),
        }
    });
}
