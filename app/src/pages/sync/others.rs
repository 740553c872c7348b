//! What colleagues left open, for whoever supervises them: a list below one's own, and how their work is named. Whoever is no
//! administrator sees nothing of it, and it counts as nobody's "needs you".

use super::entry_list::EntryList;
use super::why;
use crate::kit::{Notice, Verdict};
use crate::messages::{days, language, say, sync};
use crate::state::{App, Device, opening};
use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::{InboxId, UserId};
use shared::sync::{InboxEntry, Reason};
use shared::users::Person;

#[component]
pub fn OthersWork(
    entries: Memo<Vec<(InboxId, InboxEntry)>>,
    selected: Signal<Option<InboxId>>,
) -> impl IntoView {
    view! {
        <Show when=move || entries.with(|entries| !entries.is_empty())>
            <h2 class="card-title sync-others">{say(sync::work_of_others)}</h2>
            <EntryList label=say(sync::work_of_others) entries=entries selected=selected />
        </Show>
    }
}

/// The colleague whose work this is; `None`: it is one's own.
pub fn colleague(app: App, author: UserId) -> Option<String> {
    let mine = app.login.person().map(|person| person.user);
    (Some(author) != mine).then(|| name_of(app, author))
}

pub fn name_of(app: App, author: UserId) -> String {
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
pub fn reason_of_other(device: Device, reason: &Reason) -> String {
    match reason {
        Reason::Withdrawn { .. } => sync::withdrawn_other(language()).to_owned(),
        reason => why::reason(device, reason),
    }
}
