//! What is asked before a confirmation: the department, the present cost, the fate of each document; and the note that goes with each.

use leptos::prelude::*;
use shared::documents::Document;
use shared::stock::Warehouse;
use shared::text::compare;
use shared::users::User;

use super::ahead::Asks;
use super::asking::Asking;
use super::bar::{Answers, confirm_asked};
use super::settlement::{Chosen, Group, answered, groups, is_complete, settled};
use super::sheet::{NOTE, Sheet};
use super::taking_back::{ReverseExchangeDialog, UndoDialog};
use crate::kit::{Button, Choice, Dialog, Icon, Look, Segment, Select, TextField, Words, Writing};
use crate::messages::{language, rma, say};
use crate::pages::trouble::NotTaken;

#[component]
pub fn Dialogs(sheet: Sheet, asking: Asking) -> impl IntoView {
    view! {
        <NoteDialog sheet=sheet asking=asking />
        <DepartmentDialog sheet=sheet asking=asking />
        <PresentCostDialog sheet=sheet asking=asking />
        <SettlementDialog sheet=sheet asking=asking />
        <UndoDialog sheet=sheet asking=asking />
        <ReverseExchangeDialog sheet=sheet asking=asking />
    }
}

/// What the log keeps beside the confirmation (RMA-26).
#[component]
pub fn Note(sheet: Sheet) -> impl IntoView {
    let typed = move |text: String| {
        sheet.note.set(text.clone());
        sheet.unsaved.type_in(NOTE, text);
    };
    view! { <TextField label=say(rma::note) hint=say(rma::note_hint) value=sheet.note on_input=typed writing=Writing::Paragraph /> }
}

#[component]
fn NoteDialog(sheet: Sheet, asking: Asking) -> impl IntoView {
    let close = move |()| asking.close();
    let go = move |()| confirm_asked(sheet, asking, Answers::default());
    let actions = move || view! { <Button label=say(rma::confirm) look=Look::Main icon=Icon::Check working=asking.working on_press=go /> };
    view! {
        <Dialog title=say(rma::with_note) open=asking.is(Asks::Note) on_close=close actions=actions>
            <div class="stack">
                <Note sheet=sheet />
                <NotTaken words=asking.refused />
            </div>
        </Dialog>
    }
}

/// The departments this person was given, or all where none was (MSG-16).
fn departments(sheet: Sheet) -> Vec<Choice> {
    let device = sheet.app.device;
    let person = sheet.app.login.person();
    let user = person.and_then(|person| device.get::<User>(person.user));
    let given = user.map(|user| user.warehouses).unwrap_or_default();
    let all = device.all::<Warehouse>().into_iter();
    let mut choices: Vec<Choice> = all
        .filter(|(id, _)| given.is_empty() || given.contains(id))
        .map(|(id, warehouse)| Choice::new(id.to_string(), warehouse.name))
        .collect();
    choices.sort_by(|one, other| compare(language(), &one.words, &other.words));
    choices
}

#[component]
fn DepartmentDialog(sheet: Sheet, asking: Asking) -> impl IntoView {
    let choices = Memo::new(move |_| departments(sheet));
    let chosen = RwSignal::new(None::<String>);
    // the one of the return, or the only one there is
    let value = Signal::derive(move || {
        let of_return = || {
            sheet
                .part(|operation| operation.department)
                .map(|id| id.to_string())
        };
        let only = || {
            choices.with(|choices| match choices.as_slice() {
                [only] => Some(only.value.clone()),
                _ => None,
            })
        };
        chosen
            .get()
            .or_else(of_return)
            .or_else(only)
            .unwrap_or_default()
    });
    let blocked = Signal::derive(move || {
        let missing = value.with(String::is_empty);
        missing.then(|| rma::department_missing(language()).to_owned())
    });
    let close = move |()| asking.close();
    let go = move |()| {
        let answers = Answers {
            department: value.get_untracked().parse().ok(),
            ..Answers::default()
        };
        confirm_asked(sheet, asking, answers);
    };
    let actions = move || view! { <Button label=say(rma::confirm) look=Look::Main icon=Icon::Check blocked=blocked working=asking.working on_press=go /> };
    view! {
        <Dialog title=say(rma::which_department) open=asking.is(Asks::Department) on_close=close actions=actions>
            <div class="stack">
                <Select label=say(rma::department) choices=choices value=value on_change=move |id| chosen.set(Some(id)) none=say(rma::choose) />
                <Note sheet=sheet />
                <NotTaken words=asking.refused />
            </div>
        </Dialog>
    }
}

#[component]
fn PresentCostDialog(sheet: Sheet, asking: Asking) -> impl IntoView {
    let close = move |()| asking.close();
    let go = move |()| {
        let answers = Answers {
            present_cost: true,
            ..Answers::default()
        };
        confirm_asked(sheet, asking, answers);
    };
    let actions = move || view! { <Button label=say(rma::confirm) look=Look::Main icon=Icon::Check working=asking.working on_press=go /> };
    view! {
        <Dialog title=say(rma::at_present_cost) open=asking.is(Asks::PresentCost) on_close=close actions=actions>
            <div class="stack">
                <p>{say(rma::cost_not_on_sale)}</p>
                <Note sheet=sheet />
                <NotTaken words=asking.refused />
            </div>
        </Dialog>
    }
}

#[component]
fn SettlementDialog(sheet: Sheet, asking: Asking) -> impl IntoView {
    let open = asking.is(Asks::Settlement);
    let chosen = RwSignal::new(Chosen::new());
    let answers = Memo::new(move |_| {
        let device = sheet.app.device;
        let in_erp = |id| {
            let document = device.get::<Document>(id);
            document.is_some_and(|document| document.is_in_erp())
        };
        let stand = sheet.part(|operation| groups(operation, in_erp));
        chosen.with(|chosen| answered(stand, chosen))
    });
    let close = move |()| asking.close();
    let blocked = Signal::derive(move || {
        let complete = answers.with(|groups| is_complete(groups));
        (!complete).then(|| rma::reason_missing(language()).to_owned())
    });
    let go = move |()| {
        let answers = Answers {
            settled: answers.with_untracked(|groups| settled(groups)),
            cancels: true,
            ..Answers::default()
        };
        confirm_asked(sheet, asking, answers);
    };
    let actions = move || view! { <Button label=say(rma::cancel) look=Look::Danger icon=Icon::Ban blocked=blocked working=asking.working on_press=go /> };
    let count = Memo::new(move |_| answers.with(Vec::len));
    let text = move || match count.get() {
        0 => rma::settle_nothing(language()),
        _ => rma::settle_text(language()),
    };
    view! {
        <Dialog title=say(rma::cancel) open=open on_close=close actions=actions>
            <div class="stack">
                <p>{text}</p>
                {move || (0..count.get()).map(|place| view! { <Fate sheet=sheet answers=answers chosen=chosen place=place /> }).collect_view()}
                <Note sheet=sheet />
                <NotTaken words=asking.refused />
            </div>
        </Dialog>
    }
}

/// One document, or the two of an exchange.
#[component]
fn Fate(
    sheet: Sheet,
    answers: Memo<Vec<Group>>,
    chosen: RwSignal<Chosen>,
    place: usize,
) -> impl IntoView {
    const REVERSE: &str = "reverse";
    const KEEP: &str = "keep";
    let group = Memo::new(move |_| answers.with(|groups| groups.get(place).cloned()));
    let device = sheet.app.device;
    let label = move || {
        let documents = group.get().map(|group| group.documents).unwrap_or_default();
        let named = documents.into_iter().map(|(id, part)| {
            let number = device.get::<Document>(id).map(|document| document.number);
            let words = rma::part(language(), part).to_owned();
            number.map_or(words.clone(), |number| format!("{words} {number}"))
        });
        named.collect::<Vec<_>>().join(" + ")
    };
    let in_erp = move || group.with(|group| group.as_ref().is_some_and(|group| group.in_erp));
    let choices = move || {
        let reverse = Choice::new(REVERSE, rma::reverse(language()));
        let keep = Choice::new(KEEP, rma::keep(language()));
        match in_erp() {
            true => vec![keep],
            false => vec![reverse, keep],
        }
    };
    let reason = Memo::new(move |_| group.with(|group| group.as_ref()?.kept_for.clone()));
    let value = move || match reason.with(Option::is_some) {
        true => KEEP.to_owned(),
        false => REVERSE.to_owned(),
    };
    let set = move |kept_for: Option<String>| {
        if let Some(id) = group.with_untracked(|group| group.as_ref().map(Group::id)) {
            chosen.update(|chosen| _ = chosen.insert(id, kept_for));
        }
    };
    let keeps = Memo::new(move |_| reason.with(Option::is_some));
    view! {
        <div class="return-fate">
            <Segment label=Words::from(label) choices=Signal::derive(choices) value=Signal::derive(value) on_change=move |value: String| set((value == KEEP).then(String::new)) />
            <Show when=move || keeps.get()>
                <TextField label=say(rma::why) value=Signal::derive(move || reason.get().unwrap_or_default()) on_input=move |text| set(Some(text)) required=true />
            </Show>
        </div>
    }
}
