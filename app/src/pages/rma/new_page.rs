//! Goods come in: by serial, with what this device knows of it, or by product and sale; with the fault, and the task if it is known.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::rma::Task;
use shared::users::Right;

use super::by_product::ByProduct;
use super::by_serial::BySerial;
use super::taking_in::{By, From, Paper, Typed, made};
use crate::kit::{
    Button, Card, Choice, Icon, Look, Notice, Page, PageHead, Segment, TextField, Verdict, Writing,
};
use crate::messages::{language, policy, rma, say};
use crate::pages::frame;
use crate::pages::problems::Problems;
use crate::pages::trouble::NotTaken;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::routes::Route;
use crate::state::{app, register};

#[component]
pub fn NewPage(from: From) -> impl IntoView {
    frame::head(move || PageHead {
        title: rma::new_return(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Returns.href()),
    });
    let app = app();
    let may = move || app.login.has(Right::TakeInReturns);
    let denied = move || {
        let right = Right::TakeInReturns;
        policy::denied(language(), &shared::users::Denied::MissingRight { right })
    };
    let from = StoredValue::new(from);
    view! {
        <Show when=may fallback=move || view! { <Page><Notice verdict=Verdict::Block title=denied /></Page> }>
            <Form from=from.get_value() />
        </Show>
    }
}

#[component]
fn Form(from: From) -> impl IntoView {
    let app = app();
    let typed = Typed::begun(app.device, from);
    let asked = RwSignal::new(typed.serial.get_untracked());
    // each ticket has letters of its own
    let form = match typed.ticket.get_value() {
        Some(ticket) => format!("return/new/{ticket}"),
        None => "return/new".to_owned(),
    };
    let unsaved = Unsaved::new(app, form, move |back| {
        typed.take_back(back);
        let of = |name: &str| back.get(name).cloned().filter(|text| !text.is_empty());
        // the serial it was begun with is newer than what lay here
        let begun = !typed.serial.with_untracked(String::is_empty);
        if let Some(serial) = of("serial").filter(|_| !begun) {
            typed.serial.set(serial.clone());
            asked.set(serial);
        }
        if let Some(fault) = of("fault") {
            typed.fault.set(fault);
        }
        if let Some(reason) = of("reason") {
            typed.reason.set(reason);
        }
    });
    let paper = Paper {
        app,
        typed,
        problems: Problems::new(),
        unsaved,
        register: register::watched(app.device),
        asked,
    };
    let (trouble, working) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let navigate = use_navigate();
    let make = Callback::new(move |()| {
        if working.get_untracked() {
            return;
        }
        working.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match made(paper).await {
                Ok(operation) => {
                    unsaved.forget();
                    let options = NavigateOptions {
                        replace: true,
                        ..Default::default()
                    };
                    navigate(&Route::Return(operation.0).href(), options);
                }
                Err(wrong) => {
                    working.try_set(false);
                    let words = wrong.said(paper);
                    if words.is_none() {
                        paper.problems.show();
                    }
                    trouble.try_set(words);
                }
            }
        });
    });
    let discard = move |()| {
        for of in [typed.serial, typed.fault, typed.reason, asked] {
            of.set(String::new());
        }
        typed.forget_choices();
    };
    view! {
        <Page>
            <CameBack unsaved=unsaved on_discard=discard />
            <NotTaken words=trouble />
            // outside the form: a scanner ends with Enter, and that is not yet everything
            <Card title=say(rma::good)>
                <ByChoice paper=paper />
                {move || match typed.by.get() {
                    By::Serial => view! { <BySerial paper=paper /> }.into_any(),
                    By::Product => view! { <ByProduct paper=paper /> }.into_any(),
                }}
            </Card>
            <form novalidate on:submit=move |event| { event.prevent_default(); make.run(()) }>
                <div class="stack">
                    <Card title=say(rma::fault_title)>
                        <TextField label=say(rma::fault) value=typed.fault on_input=paper.input("fault", typed.fault) writing=Writing::Paragraph />
                        <TaskChoice value=typed.task on_change=move |task| paper.choose_task(task) />
                    </Card>
                    <div class="row"><Button label=say(rma::take_in) look=Look::Main icon=Icon::Check submit=true working=working /></div>
                </div>
            </form>
        </Page>
    }
}

#[component]
fn ByChoice(paper: Paper) -> impl IntoView {
    let choices = move || {
        let words = |by| match by {
            By::Serial => rma::by_serial(language()),
            By::Product => rma::by_product(language()),
        };
        By::ALL
            .map(|(by, value)| Choice::new(value, words(by)))
            .to_vec()
    };
    let value = move || {
        let chosen = By::ALL.iter().find(|(by, _)| *by == paper.typed.by.get());
        chosen.map_or_else(String::new, |(_, value)| (*value).to_owned())
    };
    let choose = move |value: String| {
        if let Some(by) = By::ALL.into_iter().find(|(_, other)| *other == value) {
            paper.choose_by(by);
        }
    };
    view! { <Segment label=say(rma::known_by) choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
}

/// Not chosen, repair, exchange; nothing comes in to be cancelled.
#[component]
fn TaskChoice(
    #[prop(into)] value: Signal<Option<Task>>,
    #[prop(into)] on_change: Callback<Option<Task>>,
) -> impl IntoView {
    let choices = move || {
        let none = Choice::new("", rma::task_none(language()));
        let of = |task: Task| Choice::new(task.code(), rma::task(language(), task));
        vec![none, of(Task::Repair), of(Task::Exchange)]
    };
    let chosen = move || {
        value
            .get()
            .map_or_else(String::new, |task| task.code().into())
    };
    let choose = move |code: String| on_change.run(Task::from_code(&code));
    view! { <Segment label=say(rma::next_task) choices=Signal::derive(choices) value=Signal::derive(chosen) on_change=choose /> }
}
