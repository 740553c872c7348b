//! What is asked before something is taken back: the last confirmation, with a note, or an exchange, with the reason (RMA-28, RMA-29).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::StepId;
use shared::rma::Change;
use shared::rma::change::Saw;

use super::ahead::Asks;
use super::asking::Asking;
use super::dialogs::Note;
use super::sheet::Sheet;
use super::status::name;
use crate::kit::{Button, Dialog, Icon, Look, TextField};
use crate::messages::{language, rma, say};
use crate::pages::trouble::NotTaken;
use crate::state::time;

#[component]
pub fn UndoDialog(sheet: Sheet, asking: Asking) -> impl IntoView {
    let device = sheet.app.device;
    let close = move |()| asking.close();
    let back_to = move || {
        let from = sheet.part(|operation| operation.undoable().map(|line| line.from));
        from.map(|from| rma::undo_text(language(), &name(device, from)))
    };
    let go = move |()| {
        if let Some(seen) = asking.answer() {
            let back = (seen.saw, asking.taken_back());
            sheet.confirm(
                move |_, note| Some(undone(sheet, back, note)),
                move |why| asking.answered(sheet.trouble, why),
            );
        }
    };
    let actions = move || view! { <Button label=say(rma::undo) look=Look::Main icon=Icon::Undo2 working=asking.working on_press=go /> };
    view! {
        <Dialog title=say(rma::undo_last) open=asking.is(Asks::Undo) on_close=close actions=actions>
            <div class="stack">
                <p>{back_to}</p>
                <Note sheet=sheet />
                <NotTaken words=asking.refused />
            </div>
        </Dialog>
    }
}

/// It holds for the state and the confirmation that stood there when it was asked.
fn undone(sheet: Sheet, (saw, confirmed): (Saw, Option<StepId>), note: String) -> Change {
    Change::Undone {
        operation: sheet.id,
        step: sheet.app.device.new_id(),
        saw: saw.state,
        made_at: untrack(time::now),
        note,
        confirmed,
    }
}

#[component]
pub fn ReverseExchangeDialog(sheet: Sheet, asking: Asking) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let close = move |()| asking.close();
    let blocked = Signal::derive(move || {
        let missing = reason.with(|reason| reason.trim().is_empty());
        missing.then(|| rma::reason_missing(language()).to_owned())
    });
    let go = move |()| {
        if asking.answer().is_none() {
            return;
        }
        let change = Change::ExchangeReversed {
            operation: sheet.id,
            reason: reason.get_untracked(),
            step: Some(sheet.app.device.new_id()),
            made_at: Some(untrack(time::now)),
            saw: asking.taken_back(),
        };
        let saved = sheet.saved(move |_| Some(change));
        spawn_local(async move {
            let saved = saved.await;
            if saved.is_ok() {
                reason.try_set(String::new());
            }
            asking.answered(sheet.trouble, sheet.not_taken(&saved));
        });
    };
    let actions = move || view! { <Button label=say(rma::reverse_exchange) look=Look::Danger icon=Icon::RotateCcw blocked=blocked working=asking.working on_press=go /> };
    view! {
        <Dialog title=say(rma::reverse_exchange) open=asking.is(Asks::ReverseExchange) on_close=close actions=actions>
            <div class="stack">
                <p>{say(rma::reverse_exchange_text)}</p>
                <TextField label=say(rma::why) value=reason on_input=move |text| reason.set(text) required=true />
                <NotTaken words=asking.refused />
            </div>
        </Dialog>
    }
}
