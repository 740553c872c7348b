//! One return: its way over all, then the good, the words and the documents; beside them the next step, the parts and the log.

use leptos::prelude::*;
use shared::ids::OperationId;
use shared::record::RecordKey;
use shared::rma::{Meaning, Operation};

use super::bar::Bar;
use super::described_card::DescribedCard;
use super::documents_card::DocumentsCard;
use super::good_card::GoodCard;
use super::log_card::{LogCard, when, who};
use super::parts_card::PartsCard;
use super::sheet::Sheet;
use super::status::{StateTag, TaskTag, UnverifiedTag, name, number};
use super::task_card::TaskCard;
use super::told_notice::ToldNotice;
use super::way::{Stop, way};
use crate::kit::{Card, EmptyState, LinkButton, Page, PageHead, Step, Track};
use crate::messages::{language, rma, say};
use crate::pages::frame;
use crate::pages::standing::RecordMark;
use crate::pages::trouble::OnTop;
use crate::routes::Route;

#[component]
pub fn OperationPage(#[prop(into)] id: Signal<OperationId>) -> impl IntoView {
    move || view! { <OneOperation id=id.get() /> }
}

#[component]
fn OneOperation(id: OperationId) -> impl IntoView {
    let sheet = Sheet::new(id);
    frame::head(move || PageHead {
        title: sheet.operation.with(|operation| match operation {
            Some(operation) => operation.code.shown().to_owned(),
            None => rma::not_aboard(language()).to_owned(),
        }),
        subtitle: sheet
            .operation
            .with(|operation| operation.as_ref().map(subtitle)),
        back: Some(Route::Returns.href()),
    });
    let here = Memo::new(move |_| sheet.operation.with(Option::is_some));
    let missing = || {
        view! {
            <Page>
                <EmptyState title=say(rma::not_aboard) text=say(rma::not_aboard_text)>
                    <LinkButton label=say(rma::to_list) href=Route::Returns.href() />
                </EmptyState>
            </Page>
        }
    };
    view! { <Show when=move || here.get() fallback=missing><Whole sheet=sheet /></Show> }
}

/// "UAB Šaltas kelias · GA-R Repair".
fn subtitle(operation: &Operation) -> String {
    let account = Some(operation.account_name.clone()).filter(|name| !name.is_empty());
    let task = operation
        .task
        .map(|task| format!("{} {}", task.code(), rma::task(language(), task)));
    let parts = [account, task].into_iter().flatten();
    parts.collect::<Vec<_>>().join(" · ")
}

#[component]
fn Whole(sheet: Sheet) -> impl IntoView {
    let top = move || {
        view! {
            <Top sheet=sheet />
            <OnTop trouble=sheet.trouble />
            <ToldNotice sheet=sheet />
            <Card><Track steps=Signal::derive(move || steps(sheet)) /></Card>
        }
    };
    let side = move || {
        view! {
            <TaskCard sheet=sheet />
            <PartsCard sheet=sheet />
            <LogCard sheet=sheet />
        }
    };
    let bar = move || view! { <Bar sheet=sheet /> };
    view! {
        <Page top=top side=side bar=bar>
            <GoodCard sheet=sheet />
            <DescribedCard sheet=sheet />
            <DocumentsCard sheet=sheet />
        </Page>
    }
}

/// Number, state, task, and where it stands between this device and everybody.
#[component]
fn Top(sheet: Sheet) -> impl IntoView {
    let code = Memo::new(move |_| sheet.part(|operation| operation.code.clone()));
    let state = Memo::new(move |_| {
        let state = sheet.part(|operation| Some(operation.state));
        state.unwrap_or(Meaning::New)
    });
    let task = Memo::new(move |_| sheet.part(|operation| operation.task));
    let verified = Memo::new(move |_| sheet.part(Operation::is_verified));
    view! {
        <div class="row">
            <RecordMark key={RecordKey::of::<Operation>(sheet.id)} />
            <span class="plate offer-code" data-provisional=move || !code.with(|code| code.is_final())>{move || code.with(|code| code.shown().to_owned())}</span>
            <StateTag state=state />
            <TaskTag task=task />
            <Show when=move || !verified.get()><UnverifiedTag /></Show>
        </div>
    }
}

fn steps(sheet: Sheet) -> Vec<Step> {
    let stops = sheet.part(way);
    stops.into_iter().map(|stop| step(sheet, stop)).collect()
}

/// When and by whom it was reached; dashed while nobody has accepted that.
fn step(sheet: Sheet, stop: Stop) -> Step {
    let device = sheet.app.device;
    let number = number(device, stop.meaning);
    let step = Step::new(number, name(device, stop.meaning), stop.state);
    let Some(reached) = stop.reached else {
        return step;
    };
    let step = step
        .detail(when(reached.at))
        .detail(who(sheet.app, reached.by));
    let waits = |id| sheet.waiting.with(|waiting| waiting.contains(&id));
    match reached.step.is_some_and(waits) {
        true => step.provisional(),
        false => step,
    }
}
