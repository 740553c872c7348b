//! A password for somebody else: straight to the server, once the server knows the person. Kept nowhere on this device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::UserId;
use shared::record::RecordKey;
use shared::users::User;
use shared::users::access::PASSWORD_LENGTH_MIN;

use crate::kit::{Button, Card, Icon, Notice, TextField, Verdict, Writing};
use crate::messages::{Language, days, language, language_now, say, users};
use crate::pages::asked;
use crate::state::asked::{NoAnswer, Question, give_password, password_since};
use crate::state::{app, opening};

#[component]
pub fn PasswordCard(id: UserId) -> impl IntoView {
    let device = app().device;
    // as long as the invitation is on its way nobody on the server has this id
    let waits = Memo::new(move |_| !device.pending(&RecordKey::of::<User>(id)).is_empty());
    view! {
        <Card title=say(users::password)>
            {move || match waits.get() {
                true => view! { <p class="soft">{say(users::password_waits)}</p> }.into_any(),
                false => view! { <Given id=id /> }.into_any(),
            }}
        </Card>
    }
}

#[component]
fn Given(id: UserId) -> impl IntoView {
    let app = app();
    let since = Question::new(move || password_since(id));
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let working = RwSignal::new(false);
    let give = move || {
        let password = typed.get_untracked();
        if password.chars().count() < PASSWORD_LENGTH_MIN {
            problem.set(Some(users::password_hint(
                language_now(),
                PASSWORD_LENGTH_MIN,
            )));
            return;
        }
        working.set(true);
        spawn_local(async move {
            match give_password(id, password).await {
                Ok(()) => {
                    typed.set(String::new());
                    problem.set(None);
                    app.notices.say(users::password_given(language_now()));
                    since.again();
                }
                Err(why) => problem.set(Some(wrong(language_now(), why).to_owned())),
            }
            working.set(false);
        });
    };
    view! {
        {move || since.get().map(|answer| match answer {
            Ok(known) => match known.set {
                Some(at) => view! { <p class="soft">{move || users::password_since(language(), &days::ago(language(), opening::minutes_since(at)))}</p> }.into_any(),
                None => view! { <Notice verdict=Verdict::Warn title=say(users::password_none) /> }.into_any(),
            },
            Err(why) => view! { <p class="soft">{move || asked::words(language(), why)}</p> }.into_any(),
        })}
        <form class="user-add" on:submit=move |event| { event.prevent_default(); give() }>
            <TextField label=say(users::new_password) value=typed writing=Writing::Password suggest="new-password" problem=problem
                hint=move || users::password_hint(language(), PASSWORD_LENGTH_MIN) on_input=move |text| { problem.set(None); typed.set(text) } />
            <Button label=say(users::give_password) icon=Icon::KeyRound submit=true working=working />
        </form>
        <p class="soft small">{say(users::password_direct)}</p>
    }
}

fn wrong(language: Language, why: NoAnswer) -> &'static str {
    match why {
        NoAnswer::NotTaken => users::password_not_taken(language),
        other => asked::words(language, other),
    }
}
