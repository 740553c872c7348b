//! All accounts of this person's portion: search as you type, and the chosen one beside the list.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::accounts::Account;
use shared::ids::AccountId;
use shared::record::RecordKey;
use shared::sync::listing::Found;
use shared::users::Right;

use super::account_page::AccountPage;
use crate::kit::PageHead;
use crate::kit::{
    Button, EmptyState, Icon, LinkButton, ListDetail, RowMaker, RowWords, SearchField, VirtualList,
    pieces, word_row,
};
use crate::messages::{self, accounts, language, say};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::standing;
use crate::routes::Route;
use crate::state::{Device, app};

/// The list, and the account of the address beside it.
#[component]
pub fn ListPage(#[prop(into)] selected: Signal<Option<AccountId>>) -> impl IntoView {
    let search = Search::new();
    let typed = search.typed();
    frame::head(move || PageHead {
        title: accounts::accounts(language()).to_owned(),
        subtitle: None,
        back: selected
            .get()
            .map(|_| Route::Accounts.searched(&typed.get())),
    });
    let detail = move || match selected.get() {
        Some(id) => view! { <AccountPage id=id /> }.into_any(),
        None => {
            view! { <EmptyState title=say(accounts::choose) text=say(accounts::choose_text) /> }
                .into_any()
        }
    };
    let open = Signal::derive(move || selected.get().is_some());
    view! { <ListDetail list=move || view! { <Accounts search=search selected=selected /> } detail=move || view! { {detail} } detail_open=open /> }
}

#[component]
fn Accounts(search: Search, selected: Signal<Option<AccountId>>) -> impl IntoView {
    let app = app();
    let device = app.device;
    let typed = search.typed();
    let found =
        Memo::new(move |_| typed.with(|typed| device.find::<Account>(typed, 0, usize::MAX)));
    let all = Memo::new(move |_| device.find::<Account>("", 0, 0).total);
    let here = Signal::derive(move || {
        selected
            .get()
            .map_or(Route::Accounts, |id| Route::Account(id.0))
    });
    let on_input = search.on_input(here);
    let empty = Memo::new(move |_| all.get() == 0);
    let no_hits = Memo::new(move |_| found.with(|found| found.total == 0));
    let count = move || {
        let searching = typed.with(|typed| !typed.trim().is_empty());
        accounts::count_line(
            language(),
            found.with(|found| found.total) as u64,
            all.get() as u64,
            searching,
        )
    };
    view! {
        <div class="page-list-head">
            <div class="page-list-tools">
                <SearchField label=say(accounts::search) value=typed on_input=on_input on_enter=opener(found) />
                <Show when=move || app.login.has(Right::EditAccounts)>
                    <LinkButton label=say(accounts::new_account) href=Route::AccountNew.href() icon=Icon::Plus icon_only=true />
                </Show>
            </div>
        </div>
        <div class="page-list-count"><span role="status">{count}</span></div>
        {move || match (empty.get(), no_hits.get()) {
            (true, _) => view! { <EmptyState title=say(accounts::none) text=say(accounts::none_text) /> }.into_any(),
            (_, true) => view! {
                <EmptyState title=say(accounts::no_hits) text=say(accounts::no_hits_text)>
                    <Button label=say(messages::kit::clear) on_press=move || on_input.run(String::new()) />
                </EmptyState>
            }
            .into_any(),
            _ => view! { <Rows found=found typed=typed selected=selected /> }.into_any(),
        }}
    }
}

#[component]
fn Rows(
    found: Memo<Found>,
    typed: Signal<String>,
    selected: Signal<Option<AccountId>>,
) -> impl IntoView {
    let device = app().device;
    let at = move |index: usize| found.with(|found| found.ids.get(index).copied().map(AccountId));
    let row: RowMaker = Arc::new(move |index| {
        let id = Memo::new(move |_| at(index));
        let said = move || typed.with(|typed| words(device, id.get()?, typed));
        word_row(Memo::new(move |_| said()))
    });
    let href = move |index: usize| {
        at(index).map_or_else(
            || Route::Accounts.href(),
            |id| Route::Account(id.0).searched(&typed.get()),
        )
    };
    let current = Memo::new(move |_| {
        let selected = selected.get()?.0;
        found.with(|found| found.ids.iter().position(|other| *other == selected))
    });
    let count = Memo::new(move |_| found.with(|found| found.ids.len()));
    view! { <div class="page-list-rows"><VirtualList label=say(accounts::accounts) count=count row=row href=href current=current /></div> }
}

/// One account in the list: name and code at the left, city at the right.
fn words(device: Device, id: AccountId, typed: &str) -> Option<RowWords> {
    let account = device.get::<Account>(id)?;
    Some(RowWords {
        title: pieces(&account.name, typed),
        code: pieces(account.code.shown(), typed),
        standing: standing(device, &RecordKey::of::<Account>(id)),
        value: None,
        note: account.city,
    })
}

/// Enter opens the account when it is the only one found.
fn opener(found: Memo<Found>) -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |typed: String| {
        let only = found.with_untracked(|found| (found.total == 1).then(|| found.ids[0]));
        if let Some(id) = only {
            navigate(&Route::Account(id).searched(&typed), Default::default());
        }
    })
}
