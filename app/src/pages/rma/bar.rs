//! The next step in the thumb's reach: what confirming leads to, or why it waits; and what else can be done.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::WarehouseId;
use shared::rma::change::{Confirmation, Saw, Settled};
use shared::rma::confirm::Way;
use shared::rma::{Change, Task};
use shared::users::Right;

use super::ahead::{Asks, ahead, leads_to, may_confirm, question};
use super::dialogs::Dialogs;
use super::sheet::Sheet;
use super::status::name;
use crate::kit::{ActionBar, Button, Icon, Look, Menu, MenuAction};
use crate::messages::{language, rma, say};
use crate::state::time;

/// What was answered.
#[derive(Default)]
pub struct Answers {
    pub department: Option<WarehouseId>,
    pub present_cost: bool,
    pub settled: Vec<Settled>,
}

#[component]
pub fn Bar(sheet: Sheet) -> impl IntoView {
    let asks = RwSignal::new(Asks::Nothing);
    let ahead = Memo::new(move |_| ahead(sheet));
    let held = move || ahead.get().and_then(|(_, held)| held);
    let reason = Signal::derive(move || held().map(|why| rma::refusal(language(), &why)));
    let title = move || reason.with(|reason| reason.as_ref().map(|_| rma::waits(language())));
    let to = Memo::new(move |_| ahead.get().map(|(way, _)| way));
    let noted = move || sheet.note.with_untracked(|note| !note.trim().is_empty());
    let go = move |way: Way| match question(sheet, way) {
        // a note that was typed before is seen before it goes along
        Asks::Nothing if noted() => asks.set(Asks::Note),
        Asks::Nothing => confirm_now(sheet, Answers::default()),
        question => asks.set(question),
    };
    let with_note = move || {
        let way = to.get().filter(|_| held().is_none())?;
        let ask = move |()| {
            asks.set(match question(sheet, way) {
                Asks::Nothing => Asks::Note,
                question => question,
            });
        };
        Some(
            view! { <Button label=say(rma::with_note) icon=Icon::MessageSquare icon_only=true look=Look::Quiet on_press=ask /> },
        )
    };
    let main = move || {
        let way = to.get()?;
        let device = sheet.app.device;
        let label = move || match leads_to(sheet) {
            Some(to) => rma::confirm_to(language(), &name(device, to)),
            None => rma::confirm(language()).to_owned(),
        };
        Some(
            view! { <Button label=label look=Look::Main icon=Icon::Check blocked=reason on_press=move |()| go(way) /> },
        )
    };
    view! {
        <Show when=move || sheet.may_work()>
            <ActionBar name=move || title().unwrap_or_default() value=move || reason.get().unwrap_or_default() desktop=true waits=true>
                {move || menu(others(sheet, asks))}
                {with_note}
                {main}
            </ActionBar>
            <Dialogs sheet=sheet asks=asks />
        </Show>
    }
}

fn menu(actions: Vec<MenuAction>) -> Option<AnyView> {
    let some = !actions.is_empty();
    some.then(|| view! { <Menu label=say(rma::more) actions=actions /> }.into_any())
}

/// It holds for the state and the task that stand on the page now.
pub fn confirm_now(sheet: Sheet, answers: Answers) {
    if let Some(saw) = sheet.saw() {
        sheet.confirm(move |_, note| Some(confirmed(sheet, saw, answers, note)));
    }
}

fn confirmed(sheet: Sheet, saw: Saw, answers: Answers, note: String) -> Change {
    let Answers {
        department,
        present_cost,
        settled,
    } = answers;
    Change::Confirmed {
        operation: sheet.id,
        confirmation: Confirmation {
            step: sheet.app.device.new_id(),
            saw,
            made_at: untrack(time::now),
            note,
            department,
            present_cost,
            settled,
        },
    }
}

/// The task becomes Cancel where it is another one, and then it is confirmed; somebody else's step in between stops it.
pub fn cancel_now(sheet: Sheet, settled: Vec<Settled>) {
    let Some(saw) = sheet.saw() else {
        return;
    };
    let now = Some(Task::Cancel);
    sheet.change(None, move |operation| {
        (operation.task != now).then(|| Change::TaskChosen {
            operation: sheet.id,
            task: Edit::new(operation.task, now),
        })
    });
    sheet.confirm(move |operation, note| {
        let saw = Saw { task: now, ..saw };
        let answers = Answers {
            settled,
            ..Answers::default()
        };
        (operation.task == now).then(|| confirmed(sheet, saw, answers, note))
    });
}

/// Cancelling from every open state, the exchange taken back, one step back; a draft given up by its author.
fn others(sheet: Sheet, asks: RwSignal<Asks>) -> Vec<MenuAction> {
    let Some(operation) = sheet.operation.get() else {
        return Vec::new();
    };
    let open = operation.is_open() && operation.is_verified();
    let ask = move |question: Asks| Callback::new(move |()| asks.set(question));
    let undo = operation.undoable().is_some() && sheet.app.login.has(Right::UndoConfirmation);
    let undo = undo.then(|| {
        let run = Callback::new(move |()| undo_last(sheet));
        MenuAction::new(say(rma::undo_last), run).icon(Icon::Undo2)
    });
    let reverse = open && operation.fourth_field().is_some();
    let reverse = reverse.then(|| {
        let run = ask(Asks::ReverseExchange);
        MenuAction::new(say(rma::reverse_exchange), run).icon(Icon::RotateCcw)
    });
    let cancel =
        open && operation.task != Some(Task::Cancel) && may_confirm(sheet, operation.state).is_ok();
    let cancel = cancel.then(|| {
        let run = ask(Asks::Settlement);
        MenuAction::new(say(rma::cancel), run)
            .icon(Icon::Ban)
            .danger()
    });
    let mine = sheet.app.login.person();
    let mine = mine.is_some_and(|person| person.user == operation.made_by);
    let draft = operation.is_open() && !operation.is_verified() && mine;
    let drop = draft.then(|| {
        let run = Callback::new(move |()| drop_draft(sheet));
        MenuAction::new(say(rma::drop_draft), run)
            .icon(Icon::Trash2)
            .danger()
    });
    [undo, reverse, cancel, drop]
        .into_iter()
        .flatten()
        .collect()
}

fn drop_draft(sheet: Sheet) {
    sheet.commit(Change::Dropped {
        operation: sheet.id,
        step: sheet.app.device.new_id(),
        made_at: untrack(time::now),
    });
}

fn undo_last(sheet: Sheet) {
    let Some(saw) = sheet.saw() else {
        return;
    };
    sheet.commit(Change::Undone {
        operation: sheet.id,
        step: sheet.app.device.new_id(),
        saw: saw.state,
        made_at: untrack(time::now),
        note: String::new(),
    });
}
