//! One account: where it is, how to reach it, on which terms, and what was offered to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::accounts::{Account, Change, Field};
use shared::attachments::Parent;
use shared::edit::Edit;
use shared::ids::{AccountId, OfferId};
use shared::offers::Offer;
use shared::pricing::PriceList;
use shared::record::RecordKey;
use shared::users::Right;

use super::tax_number::TaxNumber;
use crate::kit::{
    Card, EmptyState, Icon, Item, LinkButton, List, Look, Menu, MenuAction, Notice, Page, Tag,
    Tone, Verdict,
};
use crate::messages::{Language, accounts, language, language_now, pricing, say, shell, tickets};
use crate::pages::attachments::FilesCard;
use crate::pages::problems::not_saved;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::{Device, app};

/// Offers shown on the card; all of them stand in the list of offers.
const OFFERS_SHOWN: usize = 50;

/// The card of one account; says so when it is not aboard.
#[component]
pub fn AccountPage(id: AccountId) -> impl IntoView {
    let device = app().device;
    let account = Memo::new(move |_| device.get::<Account>(id));
    let here = Memo::new(move |_| account.with(Option::is_some));
    move || match here.get() {
        true => view! { <Here id=id account=account /> }.into_any(),
        false => view! {
            <EmptyState title=say(accounts::gone) text=say(accounts::gone_text)>
                <LinkButton label=say(accounts::to_list) href=Route::Accounts.href() />
            </EmptyState>
        }
        .into_any(),
    }
}

#[component]
fn Here(id: AccountId, account: Memo<Option<Account>>) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let archived = Memo::new(move |_| {
        account.with(|account| account.as_ref().is_some_and(|account| account.archived))
    });
    let provisional = Memo::new(move |_| {
        account.with(|account| {
            account
                .as_ref()
                .is_some_and(|account| !account.code.is_final())
        })
    });
    let second = move || {
        account.get().map(|account| view! { <span class="plate">{account.code.shown().to_owned()}</span> {after_dot(&account.place.territory)} })
    };
    view! {
        <Page>
            <div class="stack">
                <h2 class="title">{move || account.get().map(|account| account.name)}</h2>
                <p class="soft">{second}</p>
                <div class="row">
                    <RecordMark key={RecordKey::of::<Account>(id)} />
                    <Show when=move || provisional.get()><Tag tone=Tone::Open icon=Icon::Hourglass words=say(accounts::provisional) /></Show>
                    <Show when=move || archived.get()><Tag tone=Tone::Neutral icon=Icon::Lock words=say(accounts::archived) /></Show>
                </div>
                <Actions id=id archived=archived problem=problem />
                {move || problem.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
                <Show when=move || archived.get()>
                    <Notice verdict=Verdict::Info title=say(accounts::archived)>{say(accounts::archived_text)}</Notice>
                </Show>
            </div>
            <Contact account=account />
            <Terms account=account />
            <TaxNumber id=id />
            <Offers id=id account=account />
            <FilesCard on={Parent::Account(id)} />
        </Page>
    }
}

fn after_dot(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(" · {words}")
    }
}

#[component]
fn Actions(
    id: AccountId,
    archived: Memo<bool>,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let login = app().login;
    let offer = Route::OfferNew {
        account: Some(id.0),
        product: None,
    }
    .href();
    let ticket = Route::TicketNew {
        account: Some(id.0),
        product: None,
        serial: String::new(),
    }
    .href();
    let flip = Callback::new(move |()| archive(id, archived.get_untracked(), problem));
    let menu = move || {
        let action = match archived.get() {
            true => MenuAction::new(say(accounts::restore), flip).icon(Icon::Undo2),
            false => MenuAction::new(say(accounts::archive), flip).icon(Icon::Lock),
        };
        view! { <Menu label=say(accounts::actions) actions=vec![action] /> }
    };
    view! {
        <div class="row">
            <Show when=move || login.has(Right::EditAccounts)>
                <LinkButton label=say(accounts::edit) href=Route::AccountEdit(id.0).href() icon=Icon::Pencil />
            </Show>
            <Show when=move || login.has(Right::MakeOffers) && !archived.get()>
                <LinkButton label=say(accounts::new_offer) href=offer.clone() icon=Icon::Plus look=Look::Main />
            </Show>
            <Show when=move || login.has(Right::WorkOnTickets) && !archived.get()>
                <LinkButton label=say(tickets::new_ticket) href=ticket.clone() icon=Icon::Ticket />
            </Show>
            <Show when=move || login.has(Right::EditAccounts)>{menu}</Show>
        </div>
    }
}

fn archive(id: AccountId, was: bool, problem: RwSignal<Option<String>>) {
    let device = app().device;
    problem.set(None);
    spawn_local(async move {
        let field = Field::Archived {
            edit: Edit::new(was, !was),
        };
        if let Err(why) = device.commit(Change::Edited { account: id, field }).await {
            problem.set(Some(not_saved(language_now(), &why)));
        }
    });
}

/// Address, telephone, e-mail: the last two as links that act.
#[component]
fn Contact(account: Memo<Option<Account>>) -> impl IntoView {
    let known = move || {
        account.get().map(|account| {
        let place = [account.city.clone(), account.country.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let (phone, email) = (account.phone.clone(), account.email.clone());
        view! {
            {fact(accounts::address, account.address)}
            {fact(accounts::city, place)}
            {(!phone.is_empty()).then(|| view! { <dt>{say(accounts::phone)}</dt> <dd><a class="nowrap" href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a></dd> })}
            {(!email.is_empty()).then(|| view! { <dt>{say(accounts::email)}</dt> <dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd> })}
        }
    })
    };
    view! { <Card title=say(accounts::contact)><dl class="facts">{known}</dl></Card> }
}

#[component]
fn Terms(account: Memo<Option<Account>>) -> impl IntoView {
    let device = app().device;
    let known = move || {
        account.get().map(|account| {
            let list = account
                .price_list
                .and_then(|id| device.get::<PriceList>(id));
            let list =
                list.map_or_else(|| pricing::no_list(language()).to_owned(), |list| list.name);
            view! {
                {fact(accounts::currency, account.currency.code())}
                {fact(pricing::price_list, list)}
                {fact(accounts::payment_method, account.payment_method)}
                {fact(accounts::language, shell::name_of_language(account.language))}
                {fact(accounts::note, account.note)}
            }
        })
    };
    view! { <Card title=say(accounts::terms)><dl class="facts">{known}</dl></Card> }
}

/// A line of a card; an empty one says nothing.
fn fact(name: fn(Language) -> &'static str, value: impl Into<String>) -> Option<AnyView> {
    let value = value.into();
    (!value.is_empty()).then(|| view! { <dt>{say(name)}</dt> <dd>{value}</dd> }.into_any())
}

#[component]
fn Offers(id: AccountId, account: Memo<Option<Account>>) -> impl IntoView {
    let device = app().device;
    let offers = Memo::new(move |_| {
        account.with(|account| {
            account
                .as_ref()
                .map(|account| of_account(device, id, &account.name))
                .unwrap_or_default()
        })
    });
    let row = |(id, offer): (OfferId, Offer)| {
        let (code, day) = (offer.code.shown().to_owned(), offer.day);
        view! {
            <Item
                title=move || view! { <span class="plate">{code.clone()}</span> }
                detail=move || view! { {move || pricing::day(language(), day)} }
                value=move || view! { {move || pricing::amount(language(), offer.net_total, offer.currency)} }
                href=Signal::stored(Route::Offer(id.0).href())
            />
        }
    };
    view! {
        <Card title=say(accounts::offers) flush=true>
            <Show when=move || !offers.with(Vec::is_empty) fallback=|| view! { <p class="soft card-line">{say(accounts::no_offers)}</p> }>
                <List label=say(accounts::offers)>{move || offers.get().into_iter().map(row).collect_view()}</List>
            </Show>
        </Card>
    }
}

/// The newest first. The list of offers is searched by the name it carries, then checked by id.
fn of_account(device: Device, id: AccountId, name: &str) -> Vec<(OfferId, Offer)> {
    let found = device.find::<Offer>(name, 0, 1_000);
    let offers = found
        .ids
        .into_iter()
        .filter_map(|id| Some((OfferId(id), device.get::<Offer>(OfferId(id))?)));
    let mut offers: Vec<_> = offers.filter(|(_, offer)| offer.account == id).collect();
    offers.sort_by_key(|(_, offer)| std::cmp::Reverse(offer.made_at));
    offers.truncate(OFFERS_SHOWN);
    offers
}
