//! Who is signed in, and the way out. Unsent work may be sent first or saved to a file (MOB-11); nobody leaves it behind unasked.

use crate::kit::{Button, Card, Dialog, Icon, LinkButton, Look};
use crate::messages::{home, language, say, shell, sync};
use crate::pages::sync::copies::{CopySaid, Copying, SaveCopy};
use crate::routes::Route;
use crate::state::signing_out::{self, Leaving};
use crate::state::{App, app, opening};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn SignOut() -> impl IntoView {
    let app = app();
    let asked = RwSignal::new(false);
    let found = RwSignal::new(Leaving::default());
    let ask = move |()| {
        spawn_local(async move {
            found.set(signing_out::leaving(app).await);
            match found.get_untracked().needs_asking() {
                true => asked.set(true),
                false => signing_out::sign_out(app).await,
            }
        })
    };
    // what is sent while the question stands is not asked about any more
    let leaving = Signal::derive(move || Leaving {
        unsent: app.connection.unsent(),
        offline: !app.connection.online.get(),
        ..found.get()
    });
    view! {
        <Card title=move || app.login.person().map(|person| person.name).unwrap_or_default()>
            <p>{move || app.login.person().map(|person| person.company)}</p>
            <div class="row">
                <Button label=say(home::sign_out) icon=Icon::LogOut on_press=ask />
                <LinkButton label=say(shell::inbox) href=Route::Inbox.href() look=Look::Quiet />
            </div>
        </Card>
        <LeavingDialog app=app asked=asked leaving=leaving />
    }
}

/// Says what leaving means now, and offers what is better than leaving work behind.
#[component]
fn LeavingDialog(app: App, asked: RwSignal<bool>, leaving: Signal<Leaving>) -> impl IntoView {
    let copying = Copying::here();
    let waits = Memo::new(move |_| leaving.get().unsent > 0);
    let title = move || match waits.get() {
        true => home::sign_out_waits(language()),
        false => home::sign_out_asked(language()),
    };
    let anyway = move || match waits.get() {
        true => home::sign_out_anyway(language()),
        false => home::sign_out(language()),
    };
    let heard = move || !leaving.get().offline && !app.connection.signed_out.get();
    let can_send = Memo::new(move |_| waits.get() && heard());
    let leave = move |()| spawn_local(async move { signing_out::sign_out(app).await });
    let stay = move |()| asked.set(false);
    // the way out stands last, never beside the main action
    let actions = move || {
        let (sends, waits) = (can_send.get(), waits.get());
        view! {
            {sends.then(|| view! { <Button label=say(sync::send_now) look=Look::Main working=app.connection.sending on_press=move |()| opening::wake(app) /> })}
            {(!sends).then(|| view! { <Button label=say(home::stay) look=Look::Main on_press=stay /> })}
            {waits.then(|| view! { <SaveCopy copying=copying /> })}
            {sends.then(|| view! { <Button label=say(home::stay) on_press=stay /> })}
            <Button label=anyway look=Look::Danger on_press=leave />
        }
    };
    view! {
        <Dialog title=title open=asked on_close=move || asked.set(false) actions=actions>
            {move || consequences(leaving.get()).into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
            <CopySaid copying=copying />
        </Dialog>
    }
}

/// What signing out does now, a sentence each.
fn consequences(leaving: Leaving) -> Vec<String> {
    let words = language();
    let mut said = match leaving.unsent {
        0 => vec![home::sign_out_deletes(words).to_owned()],
        unsent => vec![
            home::stays_here(words, unsent),
            home::sign_out_deletes_rest(words).to_owned(),
        ],
    };
    if leaving.typed {
        said.push(home::sign_out_typed(words).to_owned());
    }
    if leaving.offline {
        said.push(home::sign_out_offline(words).to_owned());
    }
    said
}
