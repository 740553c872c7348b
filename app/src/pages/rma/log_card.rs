//! Each confirmation and each undoing, the newest first: from, to, when, by whom, and whether the customer was told (RMA-26).

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::rma::{Deed, LogLine, Told};
use shared::users::Person;

use super::sheet::Sheet;
use super::status::name;
use crate::kit::{Card, Icon, Item, List, Mark, Standing, Tag, Tone};
use crate::messages::{language, offers, rma, say};
use crate::state::{App, time};

/// "2026-11-22 09:14".
pub fn when(at: Moment) -> String {
    offers::day_and_time(language(), at, time::offset_minutes())
}

/// Their name; who reads it is "you".
pub fn who(app: App, user: UserId) -> String {
    if app.login.person().is_some_and(|person| person.user == user) {
        return rma::you(language()).to_owned();
    }
    let person = app.device.get::<Person>(user);
    person.map(|person| person.name).unwrap_or_default()
}

#[component]
pub fn LogCard(sheet: Sheet) -> impl IntoView {
    let lines = Memo::new(move |_| {
        sheet.part(|operation| operation.log.iter().rev().cloned().collect::<Vec<_>>())
    });
    view! {
        <Card title=say(rma::log) flush=true>
            <Show when=move || lines.with(Vec::is_empty)><p class="soft card-line">{say(rma::no_log)}</p></Show>
            <List label=say(rma::log)>
                {move || lines.get().into_iter().map(|line| view! { <Row sheet=sheet line=line /> }).collect_view()}
            </List>
        </Card>
    }
}

#[component]
fn Row(sheet: Sheet, line: LogLine) -> impl IntoView {
    let app = sheet.app;
    let LogLine {
        step,
        deed,
        from,
        to,
        task,
        by,
        made_at,
        note,
        told,
        ..
    } = line;
    let title = move || format!("{} → {}", name(app.device, from), name(app.device, to));
    let waits = Memo::new(move |_| sheet.waiting.with(|waiting| waiting.contains(&step)));
    let told = move || match &told {
        Told::No => None,
        Told::NoAddress => Some(rma::told_no_address(language()).to_owned()),
        Told::Asked if waits.get() => Some(rma::told_later(language()).to_owned()),
        Told::Asked => Some(rma::told_soon(language()).to_owned()),
        Told::Sent { at } => Some(format!("{} {}", rma::told_sent(language()), when(*at))),
        Told::NotSent { why } => Some(rma::not_sent(language(), why)),
    };
    let detail = move || {
        let task = task.map(|task| rma::task(language(), task).to_owned());
        let note = Some(note.clone()).filter(|note| !note.is_empty());
        let parts = [Some(when(made_at)), Some(who(app, by)), task, note, told()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let value = move || {
        let undone = deed == Deed::Undone;
        view! {
            {undone.then(|| view! { <Tag tone=Tone::Neutral icon=Icon::Undo2 words=say(rma::undone) /> })}
            {waits.get().then(|| view! { <Mark standing=Standing::Here /> })}
        }
    };
    view! { <Item title=title detail=detail value=value /> }
}
