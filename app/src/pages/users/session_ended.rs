//! The session ended while somebody works: the same person types the password, and what waits goes out. Who it is stands there and
//! cannot be changed.

use super::sign_in_problem::Problem;
use crate::kit::{Button, Dialog, Look, Notice, TextField, Verdict, Writing};
use crate::messages::{home, language_now, say};
use crate::state::opening::SignInProblem;
use crate::state::signing_in_again::sign_in_again;
use crate::state::{App, app};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn SessionEnded() -> impl IntoView {
    let app = app();
    let again = Again::new(app);
    let ask = move || view! { <Button label=say(home::sign_in) on_press=move |()| again.open() /> };
    view! {
        <Show when=move || app.connection.signed_out.get()>
            <Notice verdict=Verdict::Warn title=say(home::session_ended) actions=ask />
        </Show>
        <Dialog title=say(home::sign_in_again) open=again.asked on_close=move |()| again.asked.set(false)>
            <Form again=again />
        </Dialog>
    }
}

/// What is typed, and what became of it.
#[derive(Clone, Copy)]
struct Again {
    app: App,
    asked: RwSignal<bool>,
    password: RwSignal<String>,
    working: RwSignal<bool>,
    problem: RwSignal<Option<SignInProblem>>,
}

impl Again {
    fn new(app: App) -> Again {
        Again {
            app,
            asked: RwSignal::new(false),
            password: RwSignal::new(String::new()),
            working: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    fn open(self) {
        self.password.set(String::new());
        self.problem.set(None);
        self.asked.set(true);
    }

    fn submit(self) {
        if self.working.get_untracked() {
            return;
        }
        self.working.set(true);
        self.problem.set(None);
        let password = self.password.get_untracked();
        spawn_local(async move {
            let answer = sign_in_again(self.app, &password).await;
            self.working.set(false);
            if answer.is_ok() {
                self.asked.set(false);
                self.password.set(String::new());
                self.app.notices.say(home::signed_in_again(language_now()));
            }
            self.problem.set(answer.err());
        });
    }
}

#[component]
fn Form(again: Again) -> impl IntoView {
    let who = move || {
        let person = again.app.login.person();
        person.map(|person| format!("{} · {}", person.name, person.login))
    };
    view! {
        <form class="stack" on:submit=move |event| { event.prevent_default(); again.submit() }>
            <p class="strong">{who}</p>
            <p>{say(home::sign_in_again_text)}</p>
            <TextField label=say(home::password) value=again.password on_input=move |text| again.password.set(text) writing=Writing::Password suggest="current-password" required=true />
            <Problem why=again.problem />
            <Button label=say(home::sign_in) look=Look::Main submit=true wide=true working=again.working />
        </form>
    }
}
