//! What the company calls the states of its tickets, in each language, and in which order they are offered (TCK-06). Empty: our words.

use leptos::prelude::*;
use shared::text::Language;
use shared::tickets::Status;
use shared::tickets::naming::{self, ORDER};
use shared::users::Right;

use super::status::called;
use crate::kit::{
    Button, Card, EmptyState, Icon, Look, Notice, Page, PageHead, TextField, Verdict,
};
use crate::messages::{language, say, shell, tickets};
use crate::pages::frame;
use crate::pages::set_up::SetUp;
use crate::routes::Route;
use crate::state::app;

#[component]
pub fn StatesPage() -> impl IntoView {
    let app = app();
    frame::head(|| PageHead {
        title: tickets::states(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Settings.href()),
    });
    move || match app.login.has(Right::ManageSettings) {
        true => view! { <Parts /> }.into_any(),
        false => {
            view! { <Page><EmptyState title=say(tickets::for_administrators) /></Page> }.into_any()
        }
    }
}

#[component]
fn Parts() -> impl IntoView {
    let set_up = SetUp::here();
    let order = Memo::new(move |_| naming::order(&set_up.setting(ORDER)));
    view! {
        <Page>
            {move || set_up.trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            <p class="soft">{say(tickets::states_hint)}</p>
            <For each=move || order.get() key=|status| *status children=move |status| view! { <One set_up=set_up status=status order=order /> } />
        </Page>
    }
}

/// Its name in each language; what it means is said and stays.
#[component]
fn One(set_up: SetUp, status: Status, order: Memo<Vec<Status>>) -> impl IntoView {
    let device = set_up.app.device;
    let title = move || called(device, language(), status);
    let first = move || order.with(|order| order.first() == Some(&status));
    let raise = move |()| {
        set_up.change_setting(ORDER.to_owned(), move |was| naming::raised(was, status));
    };
    let up = move || {
        let label = move || tickets::move_up(language(), &title());
        (!first()).then(|| view! { <Button label=label icon=Icon::ArrowUp icon_only=true look=Look::Quiet on_press=raise /> })
    };
    let name = move |spoken: Language| {
        let key = naming::name_of(status, spoken);
        let read = key.clone();
        let value = Signal::derive(move || set_up.setting(&read));
        let typed = move |now: String| set_up.set(key.clone(), now.trim().to_owned());
        let label = move || shell::name_of_language(spoken).to_owned();
        let hint = move || tickets::status(spoken, status).to_owned();
        view! { <TextField label=label hint=hint value=value on_change=typed /> }
    };
    view! {
        <Card title=title count=move || tickets::meaning(language(), status.meaning()) extra=up>
            <div class="fields">{Language::ALL.map(name)}</div>
        </Card>
    }
}
