//! One person: what was granted and what follows from it, devices, password, and closing the access. Colleagues see the name.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::edit::Edit;
use shared::ids::UserId;
use shared::record::RecordKey;
use shared::users::{Change, Person, Right, User};

use super::devices::Devices;
use super::grants::{Part, blank};
use super::grants_form::GrantsForm;
use super::password_card::PasswordCard;
use crate::kit::{
    Button, Card, Dialog, EmptyState, Icon, LinkButton, Look, Notice, Page, Tag, Tone, Verdict,
};
use crate::messages::{language, language_now, policy, say, users};
use crate::pages::problems::not_saved;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::{App, app};

/// Says so when nobody of that id is aboard.
#[component]
pub fn UserPage(id: UserId) -> impl IntoView {
    let device = app().device;
    let person = Memo::new(move |_| device.get::<Person>(id));
    let here = Memo::new(move |_| person.with(Option::is_some));
    move || match here.get() {
        true => view! { <Here id=id person=person /> }.into_any(),
        false => view! {
            <EmptyState title=say(users::gone) text=say(users::gone_text)>
                <LinkButton label=say(users::to_list) href=Route::Users.href() />
            </EmptyState>
        }
        .into_any(),
    }
}

#[component]
fn Here(id: UserId, person: Memo<Option<Person>>) -> impl IntoView {
    let app = app();
    let user = Memo::new(move |_| app.device.get::<User>(id));
    let manages = Memo::new(move |_| app.login.has(Right::ManageUsers));
    let sees = Memo::new(move |_| user.with(Option::is_some));
    let own = Memo::new(move |_| app.login.person().is_some_and(|me| me.user == id));
    let active = Memo::new(move |_| {
        person.with(|person| person.as_ref().is_some_and(|person| person.active))
    });
    view! {
        <Page>
            <div class="stack">
                <h2 class="title">{move || person.get().map(|person| person.name)}</h2>
                {move || user.get().map(|user| view! { <p class="soft"><span class="plate">{user.login}</span></p> })}
                <div class="row">
                    <RecordMark key={RecordKey::of::<User>(id)} />
                    <Show when=move || !active.get()><Tag tone=Tone::Neutral icon=Icon::Lock words=say(users::inactive) /></Show>
                    <Show when=move || own.get()><Tag tone=Tone::Neutral icon=Icon::User words=say(users::you) /></Show>
                </div>
            </div>
            {move || match (sees.get(), manages.get()) {
                (true, true) => view! {
                    <Grants id=id user=user />
                    <May user=user />
                    <Show when=move || active.get()><PasswordCard id=id /></Show>
                    <Devices user=id />
                    <Access id=id person=person user=user own=own active=active />
                }
                .into_any(),
                (true, false) => view! { <May user=user /> }.into_any(),
                _ => view! { <p class="soft">{say(users::only_names)}</p> }.into_any(),
            }}
        </Page>
    }
}

/// The form of the grants. What was there when the first box was touched is what the author saw.
#[component]
fn Grants(id: UserId, user: Memo<Option<User>>) -> impl IntoView {
    let app = app();
    let touched = RwSignal::new(None::<Edit<User>>);
    let problem = RwSignal::new(None::<String>);
    let present = move || user.get().unwrap_or_else(|| blank(language_now()));
    let draft = Signal::derive(move || touched.get().map_or_else(present, |edit| edit.now));
    let on_part = move |part: Part| {
        let was = untrack(present);
        touched.update(|touched| {
            part.put_into(
                &mut touched
                    .get_or_insert_with(|| Edit::new(was.clone(), was))
                    .now,
            )
        });
    };
    let unchanged = Signal::derive(move || {
        let same = touched.with(|touched| touched.as_ref().is_none_or(|edit| edit.was == edit.now));
        same.then(|| users::nothing_changed(language()).to_owned())
    });
    let save = move |()| {
        let Some(grants) = touched.get_untracked() else {
            return;
        };
        spawn_local(async move {
            match app
                .device
                .commit(Change::Granted { user: id, grants })
                .await
            {
                Ok(_) => {
                    problem.set(None);
                    touched.set(None);
                    app.notices.say(users::granted(language_now()));
                }
                Err(why) => problem.set(Some(not_saved(language_now(), &why))),
            }
        });
    };
    view! {
        <Card title=say(users::grants)>
            <GrantsForm draft=draft on_part=on_part />
            {move || problem.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            <div class="row">
                <Button label=say(users::save_grants) look=Look::Main icon=Icon::Check blocked=unchanged on_press=save />
            </div>
        </Card>
    }
}

/// What follows from the roles, in words.
#[component]
fn May(user: Memo<Option<User>>) -> impl IntoView {
    let rights = move || {
        user.with(|user| {
            user.as_ref()
                .map(|user| {
                    Right::ALL
                        .into_iter()
                        .filter(|right| user.has(*right))
                        .collect::<Vec<_>>()
                })
                .unwrap_or_default()
        })
    };
    let roles = move || user.with(|user| user.as_ref().map(super::list_page::roles));
    view! {
        <Card title=say(users::effective) extra=move || view! { <span>{roles}</span> }>
            {move || match rights() {
                rights if rights.is_empty() => view! { <p>{say(users::effective_nothing)}</p> }.into_any(),
                rights => view! {
                    <ul class="user-may">
                        {rights.into_iter().map(|right| view! { <li>{move || policy::right_name(language(), right)}</li> }).collect_view()}
                    </ul>
                }
                .into_any(),
            }}
        </Card>
    }
}

/// Closing and opening the access; one's own stays.
#[component]
fn Access(
    id: UserId,
    person: Memo<Option<Person>>,
    user: Memo<Option<User>>,
    own: Memo<bool>,
    active: Memo<bool>,
) -> impl IntoView {
    let app = app();
    let asked = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let close = move |()| {
        asked.set(false);
        commit(app, Change::Deactivated { user: id }, problem);
    };
    let open = move |()| {
        let Some(was) = user.get_untracked() else {
            return;
        };
        let now = User {
            active: true,
            ..was.clone()
        };
        commit(
            app,
            Change::Granted {
                user: id,
                grants: Edit::new(was, now),
            },
            problem,
        );
    };
    let question = move || {
        users::deactivate_question(
            language(),
            &person.get().map(|person| person.name).unwrap_or_default(),
        )
    };
    let button = move || {
        match active.get() {
        true => view! { <Button label=say(users::deactivate) icon=Icon::Ban look=Look::Danger on_press=move |()| asked.set(true) /> }.into_any(),
        false => view! { <Button label=say(users::reactivate) icon=Icon::KeyRound on_press=open /> }.into_any(),
    }
    };
    let actions = move || {
        view! {
            <Button label=say(users::keep_access) on_press=move |()| asked.set(false) />
            <Button label=say(users::deactivate) look=Look::Danger on_press=close />
        }
    };
    view! {
        <Show when=move || !own.get()>
            <div class="row">{button}</div>
            {move || problem.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
        </Show>
        <Dialog title=question open=asked on_close=move |()| asked.set(false) actions=actions>
            <p>{say(users::deactivate_text)}</p>
        </Dialog>
    }
}

fn commit(app: App, change: Change, problem: RwSignal<Option<String>>) {
    spawn_local(async move {
        let answer = app.device.commit(change).await;
        problem.set(answer.err().map(|why| not_saved(language_now(), &why)));
    });
}
