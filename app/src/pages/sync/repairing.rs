//! The ways out of one open entry: its fields are chosen about, or it is sent again, or let go of.

use super::conflict::Choosing;
use super::fate::heading;
use super::for_another::ForAnother;
use super::next_entry::{Next, needing};
use super::others::{WhoseWork, colleague};
use super::record_of::record_of;
use super::subject;
use super::told::WantedFacts;
use super::typed::{Typed, TypedFacts};
use super::ways::Ways;
use crate::kit::{Button, Card, LinkButton, Notice, Page, Verdict};
use crate::messages::{language, say, sync};
use crate::pages::problems::not_answered;
use crate::pages::unsaved::CameBack;
use crate::routes::Route;
use crate::state::app;
use crate::state::repair::{self, Given, NotAnswered};
use crate::state::stand::{self, Stand};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::InboxId;
use shared::sync::InboxEntry;
use shared::sync::inbox::Answer;

/// What is asked follows what others write meanwhile, and takes nobody's letters away. `under_way`: its own answer goes to the disk.
#[component]
pub fn Repair(
    id: InboxId,
    entry: InboxEntry,
    next: Next,
    typed: Typed,
    under_way: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let of = entry.clone();
    let asked = Memo::new(move |_| repair::questions(app, id, &of));
    let shown = typed.shown(asked);
    let asks = Memo::new(move |_| shown.with(|shown| !shown.is_empty()));
    let problem = RwSignal::new(None::<NotAnswered>);
    let navigate = use_navigate();
    let answer = Callback::new(move |how: Answer| {
        let navigate = navigate.clone();
        problem.set(None);
        under_way.set(true);
        // the answer itself changes what is asked
        let sent = match &how {
            Answer::Chosen(choices) => choices.iter().map(|(of, _)| of.clone()).collect(),
            _ => Vec::new(),
        };
        let lets_go = matches!(how, Answer::LetGo);
        spawn_local(async move {
            let before = needing(app);
            match repair::answer(app, id, how).await {
                Ok(Given::Now) => {
                    match lets_go {
                        true => typed.forget(),
                        false => typed.answered(&sent),
                    }
                    next.after(app, &before, id);
                    return navigate(&Route::Inbox.href(), Default::default());
                }
                Ok(Given::Before) => {}
                Err(why) => problem.set(Some(why)),
            }
            under_way.try_set(false);
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
                <Choosing asked=asked shown=shown entry=entry.clone() whose=whose.clone() deed=deed problem=problem typed=typed on_chosen=on_chosen />
                {record.map(|href| view! { <div class="entry-ways"><LinkButton label=say(sync::open_record) href=href /></div> })}
            }
            .into_any()
        }
        false => {
            view! { <Decided id=id entry=entry.clone() is_others=whose.is_some() deed=deed problem=problem on_answer=answer /> }
                .into_any()
        }
    }
    };
    let beside = Signal::derive(move || shown.with(|shown| typed.beside(shown)));
    let what = move || view! { <TypedFacts typed=beside /> };
    view! {
        <Page>
            {above}
            <CameBack unsaved=typed.unsaved on_discard=move |()| typed.forget() what=what />
            {ways}
        </Page>
    }
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
    let lacks_customer = entry.missing_customer().is_some();
    view! {
        <Card title=title>
            <div class="stack entry">
                <p>{move || deed.get()}</p>
                <WantedFacts entry=entry />
                <Ways reason=reason is_others=is_others stand=stand record=record on_answer=on_answer />
                {lacks_customer.then(|| view! { <ForAnother stand=stand on_answer=on_answer /> })}
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
            <div class="stack entry">
                <p>{move || deed.get()}</p>
                <WantedFacts entry=entry />
                <p>{say(sync::decided_elsewhere_text)}</p>
                <div class="entry-ways">
                    <Button label=read on_press=on_read />
                    {record.map(|href| view! { <LinkButton label=say(sync::open_record) href=href /> })}
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
