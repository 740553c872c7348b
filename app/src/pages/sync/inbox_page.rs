//! What was refused or parked, why, and how to repair it; and what still waits to be sent. Works offline: an answer is an
//! intention like any other.

use super::aboard::Aboard;
use super::conflict::Choosing;
use super::entries::Entries;
use super::fate::heading;
use super::others::{WhoseWork, colleague};
use super::record_of::record_of;
use super::subject;
use super::told::WantedFacts;
use super::ways::Ways;
use crate::kit::{Button, Card, LinkButton, ListDetail, Look, Notice, Page, PageHead, Verdict};
use crate::messages::{language, say, shell, sync};
use crate::pages::frame;
use crate::pages::problems::not_answered;
use crate::routes::Route;
use crate::state::app;
use crate::state::repair::{self, NotAnswered};
use crate::state::stand::{self, Stand};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::desk::Conflict;
use shared::ids::InboxId;
use shared::sync::InboxEntry;
use shared::sync::inbox::Answer;

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
fn Detail(selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    // what is asked follows what others write meanwhile
    let entry = Memo::new(move |_| {
        let id = selected.get()?;
        let entry = app.device.get::<InboxEntry>(id)?;
        let asked = repair::questions(app, id, &entry);
        Some((id, entry, asked))
    });
    move || match entry.get() {
        Some((id, entry, asked)) if entry.is_open() => {
            view! { <Repair id=id entry=entry asked=asked /> }.into_any()
        }
        _ => view! { <Page><Aboard /></Page> }.into_any(),
    }
}

/// The ways out of one entry.
#[component]
fn Repair(id: InboxId, entry: InboxEntry, asked: Vec<Conflict>) -> impl IntoView {
    let app = app();
    let problem = RwSignal::new(None::<NotAnswered>);
    let navigate = use_navigate();
    let answer = Callback::new(move |how: Answer| {
        let navigate = navigate.clone();
        problem.set(None);
        spawn_local(async move {
            match repair::answer(app, id, how).await {
                Ok(()) => navigate(&Route::Inbox.href(), Default::default()),
                Err(why) => problem.set(Some(why)),
            }
        });
    });
    let stood = entry.clone();
    let stand = Memo::new(move |_| stand::of(app, id, &stood));
    let shown = entry.clone();
    let title = move || heading(app.device, &shown, stand.get().waits);
    let reason = entry.reason();
    let whose = colleague(app, entry.author);
    let is_others = whose.is_some();
    let above = {
        let (whose, made_at) = (whose.clone(), entry.made_at);
        whose.map(|name| view! { <WhoseWork name=name made_at=made_at /> })
    };
    let record = record_of(app.device, &entry).map(|route| route.href());
    let (change, args) = (entry.change.clone(), entry.args());
    let deed = Signal::derive(move || subject::deed(app.device, &change, &args));
    if !asked.is_empty() {
        let on_chosen = move |choices| answer.run(Answer::Chosen(choices));
        return view! {
            <Page>
                {above}
                <Choosing conflicts=asked entry=entry.clone() whose=whose deed=deed problem=problem on_chosen=on_chosen />
                {record.map(|href| view! { <div class="row"><LinkButton label=say(sync::open_record) href=href /></div> })}
            </Page>
        }
        .into_any();
    }
    if entry.came_too_late() {
        return view! {
            <Page>
                {above}
                <DecidedElsewhere entry=entry deed=deed stand=stand record=record on_read=move |()| answer.run(Answer::LetGo) />
                <Problem problem=problem />
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
                    <WantedFacts entry=entry />
                    <Ways reason=reason is_others=is_others stand=stand on_answer=answer />
                    {record.map(|href| view! { <div class="row"><LinkButton label=say(sync::open_record) href=href look=Look::Quiet /></div> })}
                    <Problem problem=problem />
                </div>
            </Card>
        </Page>
    }
    .into_any()
}

/// Only to be read: what is answered already cannot be answered again.
#[component]
fn DecidedElsewhere(
    entry: InboxEntry,
    deed: Signal<String>,
    stand: Memo<Stand>,
    record: Option<String>,
    #[prop(into)] on_read: Callback<()>,
) -> impl IntoView {
    let read = move || sync::understood_with(language(), stand.get().depending);
    view! {
        <Card title=say(sync::decided_elsewhere)>
            <div class="stack">
                <p>{move || deed.get()}</p>
                <WantedFacts entry=entry />
                <p>{say(sync::decided_elsewhere_text)}</p>
                <div class="row">
                    <Button label=read on_press=on_read />
                    {record.map(|href| view! { <LinkButton label=say(sync::open_record) href=href look=Look::Quiet /> })}
                </div>
            </div>
        </Card>
    }
}

/// Why an answer was not taken either.
#[component]
fn Problem(problem: RwSignal<Option<NotAnswered>>) -> impl IntoView {
    move || {
        problem.get().map(|why| view! { <Notice verdict=Verdict::Block title=move || not_answered(language(), &why) /> })
    }
}
