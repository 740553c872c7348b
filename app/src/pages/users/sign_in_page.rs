//! Signing in for the first time on a device needs the server; a signed-in device works offline until its lease ends.
//! Work that waits on this device is named before anyone signs in.

use super::language_choice::LanguageChoice;
use super::sign_in_problem::Problem;
use crate::kit::{Button, Look, Notice, TextField, Verdict, Wordmark, Writing};
use crate::messages::{home, language, say};
use crate::state::app;
use crate::state::opening::{self, Withdrawn};
use crate::state::waiting::{self, Waiting};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn SignInPage() -> impl IntoView {
    let app = app();
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let problem = app.login.problem;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        working.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer =
                opening::sign_in(app, &login.get_untracked(), &password.get_untracked()).await;
            working.set(false);
            problem.set(answer.err());
        });
    };
    Effect::new(|_| document().set_title("Sahada"));
    view! {
        <div class="sign-in">
            <main class="sign-in-form" id="content">
                <p class="sign-in-brand"><Wordmark /></p>
                <h1>{say(home::sign_in)}</h1>
                <Left />
                <form on:submit=submit>
                    <TextField label=say(home::login_name) value=login on_input=move |text| login.set(text) suggest="username" required=true />
                    <TextField label=say(home::password) value=password on_input=move |text| password.set(text) writing=Writing::Password suggest="current-password" required=true />
                    <Problem why=problem />
                    <Button label=say(home::sign_in) look=Look::Main submit=true wide=true working=working />
                </form>
                <WaitingHere />
                <LanguageChoice label_hidden=true />
            </main>
            <Picture />
        </div>
    }
}

/// Why somebody who worked here finds this page and nothing else.
#[component]
fn Left() -> impl IntoView {
    opening::why_left().map(|why| {
        let (title, text) = match why {
            Withdrawn::Device => (say(home::device_left), say(home::device_left_text)),
            Withdrawn::Access => (say(home::access_left), say(home::access_left_text)),
        };
        view! { <Notice verdict=Verdict::Warn title=title><p>{text}</p></Notice> }
    })
}

/// Whose work waits here, a notice each, without showing any of it.
#[component]
fn WaitingHere() -> impl IntoView {
    let notice = |Waiting { name, count }| {
        view! {
            <Notice verdict=Verdict::Info title=move || home::device_waits(language(), count)>
                <p>{move || home::sent_as(language(), &name)}</p>
            </Notice>
        }
    };
    waiting::here().into_iter().map(notice).collect_view()
}

/// The level on its scale, and the sentence; decoration, so hidden from readers except for the words.
#[component]
fn Picture() -> impl IntoView {
    view! {
        <aside class="sign-in-picture">
            <svg class="sign-in-level" viewBox="0 0 860 420" aria-hidden="true" focusable="false">
                <rect class="sign-in-bar" x="0" y="52" width="860" height="318"></rect>
                <rect class="sign-in-glass" x="170" y="98" width="520" height="150" rx="75"></rect>
                <rect class="sign-in-bubble" x="336" y="112" width="196" height="80" rx="40"></rect>
                <path class="sign-in-marks" d="M330 98v150M540 98v150"></path>
                <path class="sign-in-scale" d="M5 370v-18M43 370v-18M81 370v-30M119 370v-18M157 370v-18M195 370v-44M233 370v-18M271 370v-18M309 370v-30M347 370v-18M385 370v-18M423 370v-44M461 370v-18M499 370v-18M537 370v-30M575 370v-18M613 370v-18M651 370v-44M689 370v-18M727 370v-18M765 370v-30M803 370v-18M841 370v-18"></path>
            </svg>
            <p class="sign-in-sentence">{say(home::sentence)}</p>
        </aside>
    }
}
