//! What colleagues left open, for whoever supervises them: a list below one's own, and how their work is named. Whoever is no
//! administrator sees nothing of it, and it counts as nobody's "needs you".

use super::entries::{heading, mark};
use super::subject;
use crate::kit::{Item, List, Notice, Verdict};
use crate::messages::{days, language, say, sync};
use crate::state::{App, app, opening, repair};
use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::{InboxId, UserId};
use shared::sync::{InboxEntry, Reason};
use shared::users::Person;

#[component]
pub fn OthersWork(selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    let entries = Memo::new(move |_| repair::entries_of_others(app));
    let some = move || entries.with(|entries| !entries.is_empty());
    let rows = move || {
        let entries = entries.get().into_iter();
        entries
            .map(|(id, entry)| view! { <OthersRow id=id entry=entry selected=selected /> })
            .collect_view()
    };
    view! {
        <Show when=some>
            <h2 class="card-title sync-others">{say(sync::work_of_others)}</h2>
            <List label=say(sync::work_of_others)>{rows}</List>
        </Show>
    }
}

#[component]
fn OthersRow(id: InboxId, entry: InboxEntry, selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    let href = crate::routes::Route::InboxEntry(id.0).href();
    let (author, made_at) = (entry.author, entry.made_at);
    let (change, args) = (entry.change.clone(), entry.args());
    let detail = move || {
        let deed = subject::deed(app.device, &change, &args);
        format!("{} · {deed}", name_of(app, author))
    };
    let shown = entry.clone();
    view! {
        <Item
            title=move || heading(app.device, &shown)
            detail=detail
            value=move || mark(&entry)
            note=move || days::ago(language(), opening::minutes_since(made_at))
            href=Signal::stored(href)
            current=Signal::derive(move || selected.get() == Some(id))
        />
    }
}

/// The colleague whose work this is; `None`: it is one's own.
pub fn colleague(app: App, author: UserId) -> Option<String> {
    let mine = app.login.person().map(|person| person.user);
    (Some(author) != mine).then(|| name_of(app, author))
}

fn name_of(app: App, author: UserId) -> String {
    let person = app.device.get::<Person>(author);
    person.map_or_else(
        || sync::colleague(language()).to_owned(),
        |person| person.name,
    )
}

/// Whose work it is, when it was done, and in whose name it will be done.
#[component]
pub fn WhoseWork(name: String, made_at: Moment) -> impl IntoView {
    let title = move || {
        let ago = days::ago(language(), opening::minutes_since(made_at));
        format!("{name} · {ago}")
    };
    view! { <Notice verdict=Verdict::Info title=title>{say(sync::done_in_your_name)}</Notice> }
}

/// Why work of a colleague was not applied; what is said to its author stays with them.
pub fn reason_of_other(reason: &Reason) -> String {
    match reason {
        Reason::Withdrawn { .. } => sync::withdrawn_other(language()).to_owned(),
        reason => sync::reason(language(), reason),
    }
}
