//! Who works here, and beside it one of them. Whoever does not manage users sees names only.

use leptos::prelude::*;
use shared::ids::UserId;
use shared::record::RecordKey;
use shared::text::{compare, fold};
use shared::users::{Person, Right, User};

use super::user_page::UserPage;
use crate::kit::PageHead;
use crate::kit::{
    Button, EmptyState, Hits, Icon, Item, LinkButton, List, ListDetail, SearchField, Tag, Tone,
};
use crate::messages::{self, language, say, users};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::{App, app};

/// The list, and the person of the address beside it.
#[component]
pub fn ListPage(#[prop(into)] selected: Signal<Option<UserId>>) -> impl IntoView {
    let search = Search::new();
    let typed = search.typed();
    frame::head(move || PageHead {
        title: users::people(language()).to_owned(),
        subtitle: None,
        back: Some(selected.get().map_or_else(
            || Route::Settings.href(),
            |_| Route::Users.searched(&typed.get()),
        )),
    });
    let detail = move || match selected.get() {
        Some(id) => view! { <UserPage id=id /> }.into_any(),
        None => view! { <EmptyState title=say(users::choose) text=say(users::choose_text) /> }
            .into_any(),
    };
    let open = Signal::derive(move || selected.get().is_some());
    view! { <ListDetail list=move || view! { <People search=search selected=selected /> } detail=detail detail_open=open /> }
}

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: UserId,
    person: Person,
    /// As far as it may be seen.
    user: Option<User>,
}

#[component]
fn People(search: Search, selected: Signal<Option<UserId>>) -> impl IntoView {
    let app = app();
    let typed = search.typed();
    let here = Signal::derive(move || selected.get().map_or(Route::Users, |id| Route::User(id.0)));
    let on_input = search.on_input(here);
    let all = Memo::new(move |_| rows(app));
    let found = Memo::new(move |_| {
        let query = typed.with(|typed| fold(typed));
        all.with(|rows| {
            rows.iter()
                .filter(|row| fits(row, &query))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let manages = move || app.login.has(Right::ManageUsers);
    view! {
        <div class="page-list-head">
            <div class="page-list-tools">
                <SearchField label=say(users::search) value=typed on_input=on_input />
                <Show when=manages>
                    <LinkButton label=say(users::invite) href=Route::UserNew.href() icon=Icon::Plus icon_only=true />
                </Show>
            </div>
        </div>
        <div class="page-list-count">
            <span role="status">{move || users::count(language(), found.with(Vec::len) as u64)}</span>
            <Show when=manages><a href=Route::Rights.href()>{say(users::rights_by_role)}</a></Show>
        </div>
        {move || match (all.with(Vec::is_empty), found.with(Vec::is_empty)) {
            (true, _) => view! { <EmptyState title=say(users::nobody) text=say(users::nobody_text) /> }.into_any(),
            (_, true) => view! {
                <EmptyState title=say(users::no_hits) text=say(users::no_hits_text)>
                    <Button label=say(messages::kit::clear) on_press=move |()| on_input.run(String::new()) />
                </EmptyState>
            }
            .into_any(),
            _ => view! {
                <List label=say(users::people)>
                    <For each=move || found.get() key=|row| row.id let:row>
                        <PersonRow id=row.id found=found typed=typed selected=selected />
                    </For>
                </List>
            }
            .into_any(),
        }}
    }
}

/// By name; whoever left stands last.
fn rows(app: App) -> Vec<Row> {
    let language = language();
    let row = |(id, person): (UserId, Person)| Row {
        id,
        person,
        user: app.device.get::<User>(id),
    };
    let mut rows: Vec<Row> = app.device.all::<Person>().into_iter().map(row).collect();
    rows.sort_by(|one, other| {
        let left = one.person.active.cmp(&other.person.active).reverse();
        left.then_with(|| compare(language, &one.person.name, &other.person.name))
    });
    rows
}

fn fits(row: &Row, query: &str) -> bool {
    let login = row
        .user
        .as_ref()
        .map(|user| user.login.as_str())
        .unwrap_or_default();
    let words = fold(&format!("{} {login}", row.person.name));
    query.split(' ').all(|word| words.contains(word))
}

#[component]
fn PersonRow(
    id: UserId,
    found: Memo<Vec<Row>>,
    typed: Signal<String>,
    selected: Signal<Option<UserId>>,
) -> impl IntoView {
    let row = Memo::new(move |_| found.with(|rows| rows.iter().find(|row| row.id == id).cloned()));
    let name = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.person.name.clone())
                .unwrap_or_default()
        })
    };
    let title = move || view! { {move || view! { <Hits text=name() typed=typed /> }} };
    let detail = move || view! { {move || row.with(|row| row.as_ref().and_then(|row| row.user.as_ref()).map(roles))} };
    let gone =
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| !row.person.active)));
    let value = move || {
        view! {
            <RecordMark key={RecordKey::of::<User>(id)} />
            <Show when=move || gone.get()><Tag tone=Tone::Neutral icon=Icon::Lock words=say(users::inactive) /></Show>
        }
    };
    let href = Signal::derive(move || Route::User(id.0).searched(&typed.get()));
    let current = Signal::derive(move || selected.get() == Some(id));
    view! { <Item title=title detail=detail value=value href=href current=current /> }
}

pub(super) fn roles(user: &User) -> String {
    let language = language();
    match user.roles.is_empty() {
        true => users::no_roles(language).to_owned(),
        false => user
            .roles
            .iter()
            .map(|role| users::role(language, *role))
            .collect::<Vec<_>>()
            .join(", "),
    }
}
