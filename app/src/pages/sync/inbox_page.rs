//! What was refused or parked, why, and how to repair it; and what still waits to be sent. Works offline: an answer is an
//! intention like any other.

use super::aboard::Aboard;
use super::conflict::Choosing;
use super::entries::Entries;
use super::fate::heading;
use super::next_entry::{Next, needing};
use super::others::{WhoseWork, colleague};
use super::record_of::record_of;
use super::subject;
use super::third_value::Typing;
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
    let next = Next::none();
    view! {
        <ListDetail
            list=move || view! { <Entries selected=selected next=next /> }
            detail=move || view! { <Detail selected=selected next=next /> }
            detail_open=open
        />
    }
}

#[component]
fn Detail(selected: Signal<Option<InboxId>>, next: Next) -> impl IntoView {
    let app = app();
    // by its name alone: whoever types into it is not disturbed when it is raised
    let open = Memo::new(move |_| {
        let id = selected.get()?;
        let entry = app.device.get::<InboxEntry>(id)?;
        entry.is_open().then_some(id)
    });
    move || match open
        .get()
        .and_then(|id| Some((id, app.device.peek::<InboxEntry>(id)?)))
    {
        Some((id, entry)) => view! { <Repair id=id entry=entry next=next /> }.into_any(),
        None => view! { <Page><Aboard /></Page> }.into_any(),
    }
}

/// The ways out of one entry. What is asked follows what others write meanwhile, and takes nobody's letters away.
#[component]
fn Repair(id: InboxId, entry: InboxEntry, next: Next) -> impl IntoView {
    let app = app();
    let of = entry.clone();
    let asked = Memo::new(move |_| repair::questions(app, id, &of));
    let typing = Typing::new(asked);
    let shown = typing.shown(asked);
    let asks = Memo::new(move |_| shown.with(|shown| !shown.is_empty()));
    let problem = RwSignal::new(None::<NotAnswered>);
    let navigate = use_navigate();
    let answer = Callback::new(move |how: Answer| {
        let navigate = navigate.clone();
        problem.set(None);
        spawn_local(async move {
            let before = needing(app);
            match repair::answer(app, id, how).await {
                Ok(()) => {
                    next.after(app, &before, id);
                    navigate(&Route::Inbox.href(), Default::default());
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    });
    let whose = colleague(app, entry.author);
    let made_at = entry.made_at;
    let above = (whose.clone()).map(|name| view! { <WhoseWork name=name made_at=made_at /> });
    let (change, args) = (entry.change.clone(), entry.args());
    let deed = Signal::derive(move || subject::deed(app.device, &change, &args));
    let record = StoredValue::new(record_of(app.device, &entry).map(|route| route.href()));
    let ways = move || {
        match asks.get() {
        true => {
            let record = record.get_value();
            let on_chosen = move |choices| answer.run(Answer::Chosen(choices));
            view! {
                <Choosing asked=shown.into() entry=entry.clone() whose=whose.clone() deed=deed problem=problem typing=typing on_chosen=on_chosen />
                {record.map(|href| view! { <div class="row"><LinkButton label=say(sync::open_record) href=href /></div> })}
            }
            .into_any()
        }
        false => {
            view! { <Decided id=id entry=entry.clone() is_others=whose.is_some() deed=deed problem=problem on_answer=answer /> }
                .into_any()
        }
    }
    };
    view! { <Page>{above} {ways}</Page> }
}

/// Nothing is to be chosen: refused, waiting for other work, or only to be read.
#[component]
fn Decided(
    id: InboxId,
    entry: InboxEntry,
    is_others: bool,
    deed: Signal<String>,
    problem: RwSignal<Option<NotAnswered>>,
    on_answer: Callback<Answer>,
) -> impl IntoView {
    let app = app();
    let record = record_of(app.device, &entry).map(|route| route.href());
    let stood = entry.clone();
    let stand = Memo::new(move |_| stand::of(app, id, &stood));
    if entry.came_too_late() {
        return view! {
            <DecidedElsewhere entry=entry deed=deed stand=stand record=record on_read=move |()| on_answer.run(Answer::LetGo) />
            <Problem problem=problem />
        }
        .into_any();
    }
    let shown = entry.clone();
    let title = move || heading(app.device, &shown, stand.get().waits);
    let reason = entry.reason();
    view! {
        <Card title=title>
            <div class="stack">
                <p>{move || deed.get()}</p>
                <WantedFacts entry=entry />
                <Ways reason=reason is_others=is_others stand=stand on_answer=on_answer />
                {record.map(|href| view! { <div class="row"><LinkButton label=say(sync::open_record) href=href look=Look::Quiet /></div> })}
                <Problem problem=problem />
            </div>
        </Card>
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
