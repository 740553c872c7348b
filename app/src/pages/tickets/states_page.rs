//! What the company calls the states of its tickets, in each language, and in which order they are offered (TCK-06). Empty: our words.

use leptos::prelude::*;
use shared::text::Language;
use shared::tickets::Status;
use shared::tickets::naming::{self, ORDER};

use super::status::called;
use crate::kit::{Button, Card, Icon, Look, TextField};
use crate::messages::{language, say, shell, tickets};
use crate::pages::set_up::{SetUp, SetUpFrame};

#[component]
pub fn StatesPage() -> impl IntoView {
    view! { <SetUpFrame title=tickets::states parts=parts /> }
}

fn parts(set_up: SetUp) -> AnyView {
    let order = Memo::new(move |_| naming::order(&set_up.setting(ORDER)));
    view! {
        <p class="soft">{say(tickets::states_hint)}</p>
        <For each=move || order.get() key=|status| *status children=move |status| view! { <One set_up=set_up status=status order=order /> } />
    }
    .into_any()
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
