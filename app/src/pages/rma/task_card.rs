//! What will be done with the good, where that may still be chosen; where confirming leads; and the replacement of an exchange, to
//! enter it or to see which it was.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::rma::task::may_choose;
use shared::rma::{Change, Operation, Part, Task};

use super::ahead::leads_to;
use super::replacement::Replacement;
use super::sheet::Sheet;
use super::status::{TaskTag, name};
use crate::kit::{Card, Choice, Segment};
use crate::messages::{language, rma, say};
use crate::routes::Route;

#[component]
pub fn TaskCard(sheet: Sheet) -> impl IntoView {
    let task = Memo::new(move |_| sheet.part(|operation| operation.task));
    let open = Memo::new(move |_| sheet.is_open());
    let offered = Memo::new(move |_| sheet.part(offered));
    let may_choose = move || open.get() && offered.with(|offered| offered.len() > 1);
    let exchanged = move || open.get() && task.get() == Some(Task::Exchange);
    let went_out = Memo::new(move |_| sheet.part(went_out));
    let went_out = move || went_out.get().filter(|_| !exchanged());
    let to = Memo::new(move |_| leads_to(sheet));
    let lead = move || {
        let to = to.get()?;
        Some(rma::leads_to(language(), &name(sheet.app.device, to)))
    };
    view! {
        <Card title=say(rma::next_step)>
            <div class="stack">
                <Show when=may_choose fallback=move || view! { <p>{say(rma::next_task)} ": " <Stands task=task /></p> }>
                    <TaskChoice sheet=sheet task=task offered=offered />
                </Show>
                <Show when=exchanged><Replacement sheet=sheet /></Show>
                {move || went_out().map(|serial| view! { <Replaced serial=serial /> })}
                <p class="soft small">{lead}</p>
            </div>
        </Card>
    }
}

/// The unit that replaces it, by an exchange that stands.
fn went_out(operation: &Operation) -> Option<String> {
    operation.standing(Part::NewSale)?;
    let serial = operation.replacement.trim().to_owned();
    Some(serial).filter(|serial| !serial.is_empty())
}

/// What the customer has by now, with the way to its page.
#[component]
fn Replaced(serial: String) -> impl IntoView {
    let unit = Route::Unit {
        serial: serial.clone(),
    };
    view! {
        <dl class="facts">
            <dt>{say(rma::replacement)}</dt>
            <dd><a class="plate" href=unit.href()>{serial}</a></dd>
        </dl>
    }
}

#[component]
fn Stands(task: Memo<Option<Task>>) -> impl IntoView {
    move || match task.get() {
        Some(_) => view! { <TaskTag task=task /> }.into_any(),
        None => say(rma::task_none)().into_any(),
    }
}

/// The present one and those it may become.
fn offered(operation: &Operation) -> Vec<Task> {
    let may = |task: &Task| operation.task == Some(*task) || may_choose(operation, Some(*task));
    Task::ALL.into_iter().filter(may).collect()
}

#[component]
fn TaskChoice(sheet: Sheet, task: Memo<Option<Task>>, offered: Memo<Vec<Task>>) -> impl IntoView {
    let choices = move || {
        let choice = |task: Task| Choice::new(task.code(), rma::task(language(), task));
        offered.get().into_iter().map(choice).collect()
    };
    let value = move || {
        task.get()
            .map_or_else(String::new, |task| task.code().to_owned())
    };
    let choose = move |code: String| {
        let now = Task::from_code(&code);
        sheet.change(None, move |operation| {
            (operation.task != now).then(|| Change::TaskChosen {
                operation: sheet.id,
                task: Edit::new(operation.task, now),
            })
        });
    };
    view! { <Segment label=say(rma::next_task) choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose wide=true /> }
}
