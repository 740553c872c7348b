//! What was refused or parked, why, and how to repair it; and what still waits to be sent. Works offline: an answer is an
//! intention like any other.

use super::conflict::Choosing;
use super::copies::{CopySaid, Copying, SaveCopy, StorageProblem};
use super::others::{OthersWork, WhoseWork, colleague, reason_of_other};
use super::record_of::record_of;
use super::status_page::{Aboard, Standing};
use super::subject;
use crate::kit::PageHead;
use crate::kit::{
    Button, Card, EmptyState, Item, LinkButton, List, ListDetail, Look, Mark, Notice, Page,
    Standing as Stands, Verdict,
};
use crate::messages::{days, language, say, shell, sync};
use crate::pages::frame;
use crate::pages::problems::not_answered;
use crate::routes::Route;
use crate::state::repair::{self, NotAnswered};
use crate::state::{Device, app};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::InboxId;
use shared::sync::InboxEntry;
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::queue::{Pending, Standing as Waits};

#[component]
pub fn InboxPage(selected: Signal<Option<InboxId>>) -> impl IntoView {
    frame::head(move || PageHead {
        title: shell::inbox(language()).to_owned(),
        subtitle: None,
        back: selected.get().map(|_| Route::Inbox.href()),
    });
    let open = Memo::new(move |_| selected.get().is_some());
    view! {
        <ListDetail
            list=move || view! { <Entries selected=selected /> }
            detail=move || view! { <Detail selected=selected /> }
            detail_open=open
        />
    }
}

#[component]
fn Entries(selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    let entries = Memo::new(move |_| repair::open_entries(app));
    let queue = move || app.device.queue();
    let copying = Copying::here();
    let waits = move || app.connection.unsent() > 0;
    let has_files = move || app.connection.unsent_files() > 0;
    view! {
        <div class="sync-head">
            <Standing />
            <StorageProblem />
            <Show when=waits><div class="sync-copy"><SaveCopy copying=copying /></div></Show>
            <CopySaid copying=copying />
        </div>
        {move || entries.with(Vec::is_empty).then(|| view! { <EmptyState title=say(sync::inbox_empty) text=say(sync::inbox_empty_text) /> })}
        <List label=say(sync::needs_you)>
            {move || entries.get().into_iter().map(|(id, entry)| view! { <EntryRow id=id entry=entry selected=selected /> }).collect_view()}
        </List>
        <List label=say(sync::waiting)>
            {move || queue().into_iter().take(200).map(|pending| view! { <PendingRow pending=pending /> }).collect_view()}
            <Show when=has_files><FilesRow /></Show>
        </List>
        <OthersWork selected=selected />
    }
}

#[component]
fn EntryRow(id: InboxId, entry: InboxEntry, selected: Signal<Option<InboxId>>) -> impl IntoView {
    let href = Route::InboxEntry(id.0).href();
    let shown = entry.clone();
    let device = app().device;
    let title = move || heading(device, &shown);
    let (change, args) = (entry.change.clone(), entry.args());
    let detail = move || subject::deed(device, &change, &args);
    let outcome = entry.outcome();
    view! {
        <Item
            title=title
            detail=detail
            value=move || mark(outcome)
            href=Signal::stored(href)
            current=Signal::derive(move || selected.get() == Some(id))
        />
    }
}

/// What became of it, with the number of the return that it is about.
pub(super) fn heading(device: Device, entry: &InboxEntry) -> String {
    let fate = fate(entry);
    match subject::return_number(device, &entry.change, &entry.args()) {
        Some(number) => format!("{number}: {fate}"),
        None => fate,
    }
}

fn fate(entry: &InboxEntry) -> String {
    match entry.reason() {
        Some(Reason::ChangedTwice { .. }) => entry
            .reason()
            .map(|reason| sync::reason(language(), &reason))
            .unwrap_or_default(),
        Some(Reason::WaitingFor { .. }) => sync::waits_for_other(language()).to_owned(),
        Some(Reason::Unreadable { .. } | Reason::Failed { .. } | Reason::Lost { .. }) | None => {
            sync::unreadable(language()).to_owned()
        }
        Some(_) => sync::refused(language()).to_owned(),
    }
}

pub(super) fn mark(outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Parked => {
            view! { <Mark standing=Stands::You words=say(sync::choose) /> }.into_any()
        }
        _ => view! { <Mark standing=Stands::Refused /> }.into_any(),
    }
}

/// Own work without outcome: what it is, and whether it will probably be refused.
#[component]
fn PendingRow(pending: Pending) -> impl IntoView {
    let device = app().device;
    let (name, args) = (
        pending.intention.name.clone(),
        pending.intention.args.clone(),
    );
    let title = move || subject::deed(device, &name, &args);
    let minutes = crate::state::opening::minutes_since(pending.intention.made_at);
    let standing = pending.standing.clone();
    let detail = move || match &standing {
        Waits::Fits => days::ago(language(), minutes),
        Waits::LikelyRefused(_, reason) => format!(
            "{}: {}",
            sync::likely_refused(language()),
            sync::reason(language(), reason)
        ),
        Waits::LeftOut => sync::left_out(language()).to_owned(),
    };
    let sent = if pending.answered.is_some() {
        Stands::Sent
    } else {
        Stands::Here
    };
    view! { <Item title=title detail=detail value=move || view! { <Mark standing=sent /> } /> }
}

/// Files that are not on the server, together: each stands on its own record.
#[component]
fn FilesRow() -> impl IntoView {
    let connection = app().connection;
    let title = move || sync::unsent_files(language(), connection.unsent_files());
    let detail = move || sync::megabytes(language(), connection.unsent_file_bytes());
    view! { <Item title=title detail=detail value=move || view! { <Mark standing=Stands::Here /> } /> }
}

#[component]
fn Detail(selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    let entry = Memo::new(move |_| {
        selected
            .get()
            .and_then(|id| app.device.get::<InboxEntry>(id).map(|entry| (id, entry)))
    });
    move || match entry.get() {
        Some((id, entry)) if entry.is_open() => view! { <Repair id=id entry=entry /> }.into_any(),
        _ => view! { <Page><Aboard /></Page> }.into_any(),
    }
}

/// The ways out of one entry.
#[component]
fn Repair(id: InboxId, entry: InboxEntry) -> impl IntoView {
    let app = app();
    let problem = RwSignal::new(None::<NotAnswered>);
    let navigate = use_navigate();
    let answer = Callback::new(move |how: repair::Answer| {
        let navigate = navigate.clone();
        problem.set(None);
        spawn_local(async move {
            match repair::answer(app, id, how).await {
                Ok(()) => navigate(&Route::Inbox.href(), Default::default()),
                Err(why) => problem.set(Some(why)),
            }
        });
    });
    let shown = entry.clone();
    let title = move || heading(app.device, &shown);
    let reason = entry.reason();
    let whose = colleague(app, entry.author);
    let is_others = whose.is_some();
    let above = {
        let (whose, made_at) = (whose.clone(), entry.made_at);
        whose.map(|name| view! { <WhoseWork name=name made_at=made_at /> })
    };
    let record = record_of(&entry).map(|route| route.href());
    let (change, args) = (entry.change.clone(), entry.args());
    let deed = Signal::derive(move || subject::deed(app.device, &change, &args));
    if let Some(Reason::ChangedTwice { conflicts }) = reason {
        let on_chosen = move |choices| answer.run(repair::Answer::Chosen(choices));
        return view! {
            <Page>
                {above}
                <Choosing conflicts=conflicts made_at=entry.made_at whose=whose deed=deed problem=problem on_chosen=on_chosen />
                {record.map(|href| view! { <div class="row"><LinkButton label=say(sync::open_record) href=href /></div> })}
            </Page>
        }
        .into_any();
    }
    view! {
        <Page>
            {above}
            <Card title=title>
                <div class="stack">
                    <p>{move || deed.get()}</p>
                    {reason.map(|reason| view! { <Notice verdict=Verdict::Block title=move || why(&reason, is_others) /> })}
                    <div class="row">
                        <Button label=say(sync::try_again) look=Look::Main on_press=move |()| answer.run(repair::Answer::Again) />
                        <Button label=say(sync::let_go) on_press=move |()| answer.run(repair::Answer::LetGo) />
                        {record.map(|href| view! { <LinkButton label=say(sync::open_record) href=href look=Look::Quiet /> })}
                    </div>
                    <Problem problem=problem />
                </div>
            </Card>
        </Page>
    }
    .into_any()
}

fn why(reason: &Reason, is_others: bool) -> String {
    match is_others {
        true => reason_of_other(reason),
        false => sync::reason(language(), reason),
    }
}

/// Why an answer was not taken either.
#[component]
fn Problem(problem: RwSignal<Option<NotAnswered>>) -> impl IntoView {
    move || {
        problem.get().map(|why| view! { <Notice verdict=Verdict::Block title=move || not_answered(language(), &why) /> })
    }
}
