//! The fault as the customer tells it, what was found, and what was done; saved one by one (RMA-48).

use leptos::prelude::*;
use shared::edit::Edit;
use shared::rma::change::Field;
use shared::rma::{Change, Operation};

use super::sheet::Sheet;
use crate::kit::{Card, Writing};
use crate::messages::{Language, rma, say};
use crate::pages::word_field::WordField;

/// A field of words: which, and how it is written.
#[derive(Clone, Copy)]
struct Word {
    name: &'static str,
    label: fn(Language) -> &'static str,
    of: fn(&Operation) -> String,
    field: fn(Edit<String>) -> Field,
}

const WORDS: [Word; 3] = [
    Word {
        name: "fault",
        label: rma::fault,
        of: |operation| operation.fault.clone(),
        field: |edit| Field::Fault { edit },
    },
    Word {
        name: "diagnosis",
        label: rma::diagnosis,
        of: |operation| operation.diagnosis.clone(),
        field: |edit| Field::Diagnosis { edit },
    },
    Word {
        name: "work_done",
        label: rma::work_done,
        of: |operation| operation.work_done.clone(),
        field: |edit| Field::WorkDone { edit },
    },
];

#[component]
pub fn DescribedCard(sheet: Sheet) -> impl IntoView {
    let may = Memo::new(move |_| sheet.may_work());
    view! {
        <Card title=say(rma::described)>
            <Show when=move || may.get() fallback=move || view! { <Told sheet=sheet /> }>
                <div class="stack">{WORDS.map(|word| view! { <Written sheet=sheet word=word /> })}</div>
            </Show>
        </Card>
    }
}

#[component]
fn Told(sheet: Sheet) -> impl IntoView {
    let fact = move |word: Word| {
        move || {
            let said = sheet.part(word.of);
            (!said.trim().is_empty())
                .then(|| view! { <dt>{say(word.label)}</dt> <dd class="prose">{said}</dd> })
        }
    };
    view! { <dl class="facts">{WORDS.map(fact)}</dl> }
}

#[component]
fn Written(sheet: Sheet, word: Word) -> impl IntoView {
    let stands = Memo::new(move |_| sheet.part(word.of));
    let finished = move |edit: Edit<String>| {
        sheet.change(Some(word.name.to_owned()), move |_| {
            Some(Change::Edited {
                operation: sheet.id,
                field: (word.field)(edit),
            })
        });
    };
    view! { <WordField unsaved=sheet.unsaved name=word.name problem=sheet.trouble.at(word.name) label=say(word.label) stands=stands on_finish=finished writing=Writing::Paragraph /> }
}
