//! The next step in the thumb's reach: what confirming leads to, or why it waits; and what else can be done.

use leptos::prelude::*;
use shared::ids::WarehouseId;
use shared::rma::change::{Confirmation, Settled};
use shared::rma::confirm::Way;
use shared::rma::{Change, Made, Part, Refusal, Task};
use shared::users::Right;

use super::ahead::{Asks, ahead, held_by_erp, leads_to, may_confirm, question};
use super::asking::Asking;
use super::dialogs::Dialogs;
use super::sheet::{Seen, Sheet};
use super::status::{name, refusal};
use crate::kit::{ActionBar, Button, Icon, Look, Menu, MenuAction, Rest};
use crate::messages::{language, rma, say};
use crate::state::{Device, time};

/// What was answered.
#[derive(Default)]
pub struct Answers {
    pub department: Option<WarehouseId>,
    pub present_cost: bool,
    pub settled: Vec<Settled>,
    /// The task becomes Cancel with it.
    pub cancels: bool,
}

#[component]
pub fn Bar(sheet: Sheet) -> impl IntoView {
    let asking = Asking::nothing();
    let rest = Rest::awake();
    let ahead = Memo::new(move |_| ahead(sheet));
    let held = move || ahead.get().and_then(|(_, held)| held);
    let reason = Signal::derive(move || {
        let (way, held) = ahead.get()?;
        Some(why_held(sheet.app.device, way, &held?))
    });
    let title = move || reason.with(|reason| reason.as_ref().map(|_| rma::waits(language())));
    let to = Memo::new(move |_| Some((ahead.get()?.0, sheet.seen()?)));
    // what the next tap would confirm is not what the last one was about
    Effect::new(move |before: Option<Option<(Way, Seen)>>| {
        let now = to.get();
        if before.flatten().is_some_and(|before| Some(before) != now) {
            rest.begin();
        }
        now
    });
    let noted = move || sheet.note.with_untracked(|note| !note.trim().is_empty());
    let go = move |(way, seen): (Way, Seen)| match question(sheet, way) {
        // a note that was typed before is seen before it goes along
        Asks::Nothing if noted() => asking.ask(Asks::Note, Some(seen)),
        Asks::Nothing => {
            rest.begin();
            let say = move |why| sheet.trouble.set(None, why);
            confirm(sheet, (seen, Answers::default()), say);
        }
        question => asking.ask(question, Some(seen)),
    };
    let with_note = move || {
        let (way, seen) = to.get().filter(|_| held().is_none())?;
        let ask = move |()| {
            let question = match question(sheet, way) {
                Asks::Nothing => Asks::Note,
                question => question,
            };
            asking.ask(question, Some(seen.clone()));
        };
        Some(
            view! { <Button label=say(rma::with_note) icon=Icon::MessageSquare icon_only=true look=Look::Quiet working=rest.rests() on_press=ask /> },
        )
    };
    let main = move || {
        let drawn = to.get()?;
        let device = sheet.app.device;
        let label = move || match leads_to(sheet) {
            Some(to) => rma::confirm_to(language(), &name(device, to)),
            None => rma::confirm(language()).to_owned(),
        };
        Some(
            view! { <Button label=label look=Look::Main icon=Icon::Check blocked=reason working=rest.rests() on_press=move |()| go(drawn.clone()) /> },
        )
    };
    view! {
        <Show when=move || sheet.may_work()>
            <ActionBar name=move || title().unwrap_or_default() value=move || reason.get().unwrap_or_default() desktop=true waits=true>
                {move || menu(others(sheet, asking))}
                {with_note}
                {main}
            </ActionBar>
            <Dialogs sheet=sheet asking=asking />
        </Show>
    }
}

/// With the state that the button names.
fn why_held(device: Device, way: Way, why: &Refusal) -> String {
    match why {
        Refusal::MayNotConfirm { .. } => rma::may_not_confirm(language(), &name(device, way.to)),
        why => refusal(device, why),
    }
}

fn menu(actions: Vec<MenuAction>) -> Option<AnyView> {
    let some = !actions.is_empty();
    some.then(|| view! { <Menu label=say(rma::more) actions=actions /> }.into_any())
}

/// What was answered in a dialog.
pub fn confirm_asked(sheet: Sheet, asking: Asking, answers: Answers) {
    if let Some(seen) = asking.answer() {
        let ended = move |why| asking.answered(sheet.trouble, why);
        confirm(sheet, (seen, answers), ended);
    }
}

/// It holds for the state and the task that stood there when the button was drawn, or the question put, and for the unit that goes out.
fn confirm(
    sheet: Sheet,
    (seen, answers): (Seen, Answers),
    ended: impl FnOnce(Option<String>) + 'static,
) {
    sheet.confirm(
        move |_, note| Some(confirmed(sheet, (seen, answers), note)),
        ended,
    );
}

fn confirmed(sheet: Sheet, (seen, answers): (Seen, Answers), note: String) -> Change {
    let Answers {
        department,
        present_cost,
        settled,
        cancels,
    } = answers;
    Change::Confirmed {
        operation: sheet.id,
        confirmation: Confirmation {
            step: sheet.app.device.new_id(),
            saw: seen.saw,
            made_at: untrack(time::now),
            note,
            department,
            present_cost,
            settled,
            cancels,
            replacement: seen.replacement,
        },
    }
}

/// Cancelling from every open state, the exchange taken back, one step back; a draft given up by its author.
fn others(sheet: Sheet, asking: Asking) -> Vec<MenuAction> {
    let Some(operation) = sheet.operation.get() else {
        return Vec::new();
    };
    let open = operation.is_open() && operation.is_verified();
    let seen = sheet.seen();
    let ask = |question: Asks| {
        let seen = seen.clone();
        Callback::new(move |()| asking.ask(question, seen.clone()))
    };
    let ask_back = |question: Asks, confirmation| {
        let seen = seen.clone();
        Callback::new(move |()| asking.ask_back(question, seen.clone(), confirmation))
    };
    // said before anybody types a reason
    let held = |meant: fn(&Made) -> bool| {
        let why = held_by_erp(sheet, meant);
        why.map(|why| refusal(sheet.app.device, &why))
    };
    let last = operation.undoable().map(|line| line.step);
    let undo = last.is_some() && sheet.app.login.has(Right::UndoConfirmation);
    let undo = undo.then(|| {
        let run = ask_back(Asks::Undo, last);
        MenuAction::new(say(rma::undo_last), run)
            .icon(Icon::Undo2)
            .blocked(held(|_| true))
    });
    let exchange = operation.standing(Part::NewSale).map(|made| made.step);
    let reverse = (open && exchange.is_some()).then(|| {
        let run = ask_back(Asks::ReverseExchange, exchange);
        MenuAction::new(say(rma::reverse_exchange), run)
            .icon(Icon::RotateCcw)
            .blocked(held(|made| made.part != Part::StockOperation))
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
