//! Inviting somebody: a name, a sign-in name, what is granted. The password comes afterwards, by a direct request.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::UserId;
use shared::sync::any_change;
use shared::sync::outcome::Reason;
use shared::users::{Change, Refusal, Right};

use super::grants::{Part, blank};
use super::grants_form::GrantsForm;
use crate::kit::PageHead;
use crate::kit::{
    ActionBar, Announcer, Button, Card, EmptyState, Icon, LinkButton, Look, Page, TextField,
    Writing,
};
use crate::messages::{self, language, language_now, say, users};
use crate::pages::frame;
use crate::pages::problems::{Problems, not_saved};
use crate::pages::trouble::NotTaken;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::routes::Route;
use crate::state::app;
use crate::state::device::NotSaved;

#[component]
pub fn InvitePage() -> impl IntoView {
    let app = app();
    frame::head(|| PageHead {
        title: users::invite(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Users.href()),
    });
    move || match app.login.has(Right::ManageUsers) {
        true => view! { <Form /> }.into_any(),
        false => view! { <EmptyState title=say(users::not_allowed) /> }.into_any(),
    }
}

const WHOLE: &str = "";

#[component]
fn Form() -> impl IntoView {
    let app = app();
    let problems = Problems::new();
    let (name, login) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let draft = RwSignal::new(blank(language_now()));
    let saving = RwSignal::new(false);
    let navigate = use_navigate();
    let unsaved = Unsaved::new(app, "user/new", move |back| {
        let back = |field: &str| back.get(field).cloned();
        back("name").into_iter().for_each(|text| name.set(text));
        back("login").into_iter().for_each(|text| login.set(text));
        let granted = back("grants").and_then(|text| serde_json::from_str(&text).ok());
        granted.into_iter().for_each(|user| draft.set(user));
    });
    let save = Callback::new(move |()| {
        if saving.get_untracked()
            || !complete(problems, &name.get_untracked(), &login.get_untracked())
        {
            return;
        }
        saving.set(true);
        let navigate = navigate.clone();
        let mut grants = draft.get_untracked();
        grants.login = login.get_untracked().trim().to_lowercase();
        spawn_local(async move {
            let user = app.device.new_id::<UserId>();
            match app
                .device
                .commit(Change::Invited {
                    user,
                    name: name.get_untracked(),
                    grants,
                })
                .await
            {
                Ok(_) => {
                    unsaved.forget();
                    app.notices.say(users::invited(language_now()));
                    navigate(&Route::User(user.0).href(), Default::default());
                }
                Err(why) => refused(problems, &why),
            }
            saving.set(false);
        });
    });
    let type_name = move |text: String| {
        problems.clear("name");
        unsaved.type_in("name", text.clone());
        name.set(text);
    };
    let type_login = move |text: String| {
        problems.clear("login");
        unsaved.type_in("login", text.clone());
        login.set(text);
    };
    let grant = move |part: Part| {
        draft.update(|user| part.put_into(user));
        if let Ok(text) = serde_json::to_string(&draft.get_untracked()) {
            unsaved.type_in("grants", text);
        }
    };
    let discard = move |()| {
        problems.clear_all();
        name.set(String::new());
        login.set(String::new());
        draft.set(blank(language_now()));
    };
    let whole = problems.of(WHOLE);
    view! {
        <Page bar=move || view! {
            <ActionBar desktop=true>
                <LinkButton label=say(messages::kit::cancel) href=Route::Users.href() on:click=move |_| unsaved.forget() />
                <Button label=say(users::invite) look=Look::Main icon=Icon::Check on_press=save working=saving />
            </ActionBar>
        }>
            <CameBack unsaved=unsaved on_discard=discard />
            <NotTaken words=whole />
            <p class="soft small">{say(users::invite_text)}</p>
            <Card>
                <div class="fields">
                    <TextField label=say(users::name) value=name on_input=type_name problem=problems.of("name") required=true />
                    <TextField label=say(users::login) hint=say(users::login_hint) value=login on_input=type_login problem=problems.of("login") writing=Writing::Plate required=true />
                </div>
            </Card>
            <Card title=say(users::grants)>
                <GrantsForm draft=draft on_part=grant />
            </Card>
        </Page>
    }
}

/// What is missing is said under its field before anything is asked.
fn complete(problems: Problems, name: &str, login: &str) -> bool {
    problems.clear(WHOLE);
    for (field, text, words) in [
        ("name", name, users::name_wanted as fn(_) -> _),
        ("login", login, users::login_wanted),
    ] {
        if text.trim().is_empty() {
            problems.say(field, words(language_now()).to_owned());
        }
    }
    problems.let_through()
}

fn refused(problems: Problems, why: &NotSaved) {
    let field = match why {
        NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: any_change::Refusal::Users(Refusal::LoginTaken { .. }),
            },
        ) => "login",
        _ => WHOLE,
    };
    let words = not_saved(language_now(), why);
    Announcer::urge(words.clone());
    problems.say(field, words);
    problems.show();
}
