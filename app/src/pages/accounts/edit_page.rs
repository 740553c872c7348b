//! The form of an account. A new one is saved as a whole; of an existing one every finished field is saved by itself.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::accounts::{Account, Change, Draft, Refusal};
use shared::ids::AccountId;
use shared::sync::any_change;
use shared::sync::outcome::Reason;
use shared::users::Right;

use super::fields::Fields;
use super::form::{self, Part, Wrong};
use crate::kit::PageHead;
use crate::kit::{ActionBar, Announcer, Button, Card, EmptyState, Icon, LinkButton, Look, Page};
use crate::messages::{self, Language, accounts, language, language_now, products, say};
use crate::pages::frame;
use crate::pages::pricing::usual;
use crate::pages::problems::{Problems, not_saved};
use crate::pages::trouble::NotTaken;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::routes::Route;
use crate::state::device::NotSaved;
use crate::state::{App, Device, app};

/// A new account, or one that is there.
#[component]
pub fn EditPage(id: Option<AccountId>) -> impl IntoView {
    let back = id.map_or(Route::Accounts, |id| Route::Account(id.0)).href();
    frame::head(move || {
        let title = if id.is_some() {
            accounts::edit_account
        } else {
            accounts::new_account
        };
        PageHead {
            title: title(language()).to_owned(),
            subtitle: None,
            back: Some(back.clone()),
        }
    });
    match id {
        Some(id) => view! { <Existing id=id /> }.into_any(),
        None => view! { <New /> }.into_any(),
    }
}

#[component]
fn New() -> impl IntoView {
    let app = app();
    let problems = Problems::new();
    let territories = territories(app);
    let first = StoredValue::new(territories.first().cloned().unwrap_or_default());
    let draft = RwSignal::new(blank(app.device, first.get_value()));
    let saving = RwSignal::new(false);
    let navigate = use_navigate();
    let fill = move |part: Part| {
        let field = part.field();
        let mut next = draft.get_untracked();
        let read = part.read_into(&mut next);
        match read {
            Ok(()) => {
                problems.clear(field);
                draft.set(next);
            }
            Err(why) => problems.say(field, wrong(language_now(), why)),
        }
        read.is_ok()
    };
    let unsaved = Unsaved::new(app, NEW, move |back| {
        let back = back.iter();
        let parts = back.filter_map(|(field, typed)| Part::named(field, typed.clone()));
        parts.for_each(|part| _ = fill(part));
    });
    let finish = move |part: Part| {
        let field = part.field();
        unsaved.type_in(field, part.typed().to_owned());
        if fill(part) {
            unsaved.hide(field);
        }
    };
    let discard = move |()| {
        problems.clear_all();
        draft.set(blank(app.device, first.get_value()));
    };
    let save = Callback::new(move |()| {
        problems.clear(WHOLE);
        if saving.get_untracked() || !problems.let_through() {
            return;
        }
        saving.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let account = app.device.new_id::<AccountId>();
            let change = Change::Created {
                account,
                draft: draft.get_untracked(),
                provisional: app.device.provisional(),
            };
            match app.device.commit(change).await {
                Ok(_) => {
                    unsaved.forget();
                    app.notices.say(accounts::saved(language_now()));
                    navigate(&Route::Account(account.0).href(), Default::default());
                }
                Err(why) => refused(problems, &why),
            }
            saving.set(false);
        });
    });
    view! {
        <Page bar=move || view! {
            <ActionBar desktop=true>
                <LinkButton label=say(messages::kit::cancel) href=Route::Accounts.href() on:click=move |_| unsaved.forget() />
                <Button label=say(accounts::save) look=Look::Main icon=Icon::Check on_press=save working=saving />
            </ActionBar>
        }>
            <CameBack unsaved=unsaved on_discard=discard />
            <Whole problems=problems />
            <Card><Fields draft=draft finish=finish problems=problems unsaved=unsaved is_new=true territories=territories /></Card>
            <p class="soft small">{say(accounts::code_comes)}</p>
        </Page>
    }
}

#[component]
fn Existing(id: AccountId) -> impl IntoView {
    let app = app();
    let device = app.device;
    let problems = Problems::new();
    let record = Memo::new(move |_| device.get::<Account>(id));
    let here = Memo::new(move |_| record.with(Option::is_some));
    let draft = Signal::derive(move || {
        record.with(|account| {
            account
                .as_ref()
                .map_or_else(|| blank(device, String::new()), form::draft_of)
        })
    });
    let unsaved = Unsaved::new(app, format!("account/{id}"), |_| ());
    let finish = move |part: Part| {
        let field = part.field();
        let Some(account) = record.get_untracked() else {
            return;
        };
        let mut next = form::draft_of(&account);
        match part.read_into(&mut next) {
            Ok(()) => save_fields(
                device,
                form::difference(id, &account, &next),
                field,
                problems,
                unsaved,
            ),
            Err(why) => problems.say(field, wrong(language_now(), why)),
        }
    };
    // one place is no choice
    let elsewhere = move || {
        let all = territories(app);
        if all.len() > 1 { all } else { Vec::new() }
    };
    let save = move |()| {
        let back = untrack(|| unsaved.back()).into_iter();
        back.filter_map(|(field, typed)| Part::named(&field, typed))
            .for_each(finish);
    };
    let discard = move |()| problems.clear_all();
    move || {
        match here.get() {
        true => view! {
            <Page bar=move || view! {
                <ActionBar desktop=true>
                    <LinkButton label=say(products::done) look=Look::Main icon=Icon::Check href=Route::Account(id.0).href() />
                </ActionBar>
            }>
                <CameBack unsaved=unsaved on_save=save on_discard=discard />
                <Whole problems=problems />
                <p class="soft small">{say(products::each_field)}</p>
                <Card><Fields draft=draft finish=finish problems=problems unsaved=unsaved is_new=false territories=elsewhere() /></Card>
            </Page>
        }
        .into_any(),
        false => view! { <EmptyState title=say(accounts::gone) text=say(accounts::gone_text) /> }.into_any(),
    }
    }
}

/// What is wrong with the whole, not with one field.
#[component]
fn Whole(problems: Problems) -> impl IntoView {
    view! { <NotTaken words=problems.of(WHOLE) /> }
}

const WHOLE: &str = "";
/// The form of a new one, among what is typed and not saved.
const NEW: &str = "account/new";

fn save_fields(
    device: Device,
    changes: Vec<Change>,
    under: &'static str,
    problems: Problems,
    unsaved: Unsaved,
) {
    problems.clear(under);
    let letters = unsaved.finishing(under);
    spawn_local(async move {
        let mut saved = true;
        for change in changes {
            if let Err(why) = device.commit(change).await {
                saved = false;
                problems.say(under, not_saved(language_now(), &why));
            }
        }
        if saved {
            letters.done();
        }
    });
}

/// A refusal stands under the field it is about, when it is about one.
fn refused(problems: Problems, why: &NotSaved) {
    let field = match why {
        NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: any_change::Refusal::Accounts(Refusal::NameEmpty),
            },
        ) => "name",
        _ => WHOLE,
    };
    let words = not_saved(language_now(), why);
    Announcer::urge(words.clone());
    problems.say(field, words);
    problems.show();
}

fn wrong(language: Language, why: Wrong) -> String {
    match why {
        Wrong::Text(why) => products::text_wanted(language, why),
        Wrong::Choice => products::not_saved(language).to_owned(),
    }
}

/// Where this person may put an account: the granted territories, for those who see all also the ones in use.
fn territories(app: App) -> Vec<String> {
    let granted = app
        .login
        .person_now()
        .map(|person| person.territories)
        .unwrap_or_default();
    let mut all: BTreeSet<String> = granted.into_iter().collect();
    if untrack(|| app.login.has(Right::SeeAllTerritories)) {
        let accounts = untrack(|| app.device.all::<Account>());
        all.extend(
            accounts
                .into_iter()
                .map(|(_, account)| account.place.territory),
        );
    }
    all.into_iter().collect()
}

fn blank(device: Device, territory: String) -> Draft {
    Draft {
        name: String::new(),
        territory,
        city: String::new(),
        country: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        language: language_now(),
        currency: usual::currency(device),
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
    }
}
