//! One checklist of the company's: its name, its lines, and whether it is still offered. Tickets keep what they took.

use leptos::prelude::*;
use shared::brought::Brought;
use shared::ids::ChecklistId;
use shared::tickets::checklist::{Checklist, lines};
use shared::tickets::{Change, Refusal};
use shared::users::Right;

use crate::kit::{Card, EmptyState, Notice, Page, PageHead, Switch, TextField, Verdict, Writing};
use crate::messages::{language, say, tickets};
use crate::pages::frame;
use crate::pages::set_up::SetUp;
use crate::routes::Route;

#[component]
pub fn ChecklistPage(#[prop(into)] id: Signal<ChecklistId>) -> impl IntoView {
    move || view! { <One id=id.get() /> }
}

#[component]
fn One(id: ChecklistId) -> impl IntoView {
    let set_up = SetUp::here();
    let app = set_up.app;
    let list = Memo::new(move |_| app.device.get::<Checklist>(id));
    frame::head(move || PageHead {
        title: list
            .with(|list| list.as_ref().map(|list| list.name.clone()))
            .unwrap_or_default(),
        subtitle: Some(tickets::checklists(language()).to_owned()),
        back: Some(Route::Checklists.href()),
    });
    let there = Memo::new(move |_| list.with(Option::is_some));
    move || match (app.login.has(Right::ManageSettings), there.get()) {
        (true, true) => view! { <Parts id=id list=list set_up=set_up /> }.into_any(),
        (true, false) => {
            view! { <Page><EmptyState title=say(tickets::no_such_checklist) /></Page> }.into_any()
        }
        (false, _) => {
            view! { <Page><EmptyState title=say(tickets::for_administrators) /></Page> }.into_any()
        }
    }
}

#[component]
fn Parts(id: ChecklistId, list: Memo<Option<Checklist>>, set_up: SetUp) -> impl IntoView {
    let name = Memo::new(move |_| part(list, |list| list.name.clone()));
    let written = Memo::new(move |_| part(list, |list| list.lines.join("\n")));
    let offered = Memo::new(move |_| part(list, |list| !list.archived));
    let unnamed = RwSignal::new(false);
    let problem = Signal::derive(move || {
        let said = || tickets::refusal(language(), &Refusal::ChecklistUnnamed);
        unnamed.get().then(said)
    });
    let called = move |now: String| {
        let name = now.trim().to_owned();
        unnamed.set(name.is_empty());
        if !name.is_empty() {
            edit(set_up, id, |was| Checklist { name, ..was });
        }
    };
    let wrote = move |now: String| {
        let lines = lines(&now);
        edit(set_up, id, |was| Checklist { lines, ..was });
    };
    let offer = move |on: bool| {
        edit(set_up, id, move |was| Checklist {
            archived: !on,
            ..was
        });
    };
    view! {
        <Page>
            {move || set_up.trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            <Card title=say(tickets::checklist)>
                <div class="stack">
                    <TextField label=say(tickets::checklist_name) value=name on_change=called problem=problem required=true />
                    <div class="checklist-lines">
                        <TextField label=say(tickets::checklist_lines) hint=say(tickets::checklist_lines_hint) value=written on_change=wrote writing=Writing::Paragraph />
                    </div>
                    <Switch label=say(tickets::offered) on=offered on_change=offer />
                </div>
            </Card>
        </Page>
    }
}

fn part<T: Default>(list: Memo<Option<Checklist>>, of: impl FnOnce(&Checklist) -> T) -> T {
    list.with(|list| list.as_ref().map(of).unwrap_or_default())
}

/// Only the fields that differ from what stands here now.
fn edit(set_up: SetUp, checklist: ChecklistId, to: impl FnOnce(Checklist) -> Checklist + 'static) {
    set_up.change(move || {
        let was = set_up.app.device.peek::<Checklist>(checklist)?;
        let brought = Brought::between(Some(&was), to(was.clone()))?;
        Some(Change::ChecklistDefined { checklist, brought })
    });
}
