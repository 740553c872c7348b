//! Products from a file: choose it, say what its columns become, check what would happen, then import. Nothing is saved before that.

use leptos::{html, prelude::*};
use shared::users::Right;

use super::edit_page::blank;
use super::import_columns::{Columns, Silent};
use super::import_file::Files;
use super::import_result::{LeftOutCard, PlanCards, ProblemsCard};
use super::import_state::{Importing, Progress, Stage};
use crate::kit::PageHead;
use crate::kit::{
    ActionBar, Announcer, Button, EmptyState, Icon, LinkButton, Look, Notice, Page, Verdict,
};
use crate::messages::{language, language_now, product_import, products, say};
use crate::pages::frame;
use crate::routes::Route;
use crate::state::app;

#[component]
pub fn ImportPage() -> impl IntoView {
    let login = app().login;
    frame::head(move || PageHead {
        title: product_import::title(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Products.href()),
    });
    let may = Memo::new(move |_| login.has(Right::ImportProducts));
    move || match may.get() {
        true => view! { <Allowed /> }.into_any(),
        false => view! {
            <EmptyState title=say(product_import::no_right) text=say(product_import::no_right_text)>
                <LinkButton label=say(products::to_list) href=Route::Products.href() />
            </EmptyState>
        }
        .into_any(),
    }
}

#[component]
fn Allowed() -> impl IntoView {
    let usual = blank(app().device);
    let importing = Importing::new(usual.currency, usual.vat);
    let result = NodeRef::<html::Div>::new();
    show_when_told(importing, result);
    view! {
        <Page bar=move || view! { <Bar importing=importing /> }>
            <Files importing=importing />
            <div class="stack import-result" node_ref=result>
                <HowFar importing=importing />
                <LeftOutCard importing=importing />
                <Show when=move || importing.plan.with(Option::is_some)>
                    <PlanCards importing=importing />
                    <ProblemsCard importing=importing />
                </Show>
            </div>
            <Show when=move || importing.products.with(Option::is_some)>
                <Columns importing=importing />
                <Silent importing=importing />
            </Show>
        </Page>
    }
}

/// A result that stands out of sight is brought into it, and said.
fn show_when_told(importing: Importing, result: NodeRef<html::Div>) {
    let told = Memo::new(move |_| (importing.stage(), importing.plan.with(Option::is_some)));
    Effect::new(move |_| {
        let words = match told.get() {
            (Stage::Idle, true) => product_import::result(language_now()),
            (Stage::Running, _) => product_import::importing(language_now()),
            (Stage::Done, _) => product_import::done(language_now()),
            (Stage::Stopped, _) => product_import::stopped(language_now()),
            _ => return,
        };
        Announcer::say(words);
        request_animation_frame(move || {
            result
                .try_get_untracked()
                .flatten()
                .iter()
                .for_each(|result| result.scroll_into_view())
        });
    });
}

/// What is going on, or how it ended.
#[component]
fn HowFar(importing: Importing) -> impl IntoView {
    let stage = Memo::new(move |_| importing.stage());
    let words = move || progress_words(importing);
    move || {
        match stage.get() {
        Stage::Idle | Stage::Checking => ().into_any(),
        Stage::Running => view! { <Notice verdict=Verdict::Info title=say(product_import::importing)><Running importing=importing /></Notice> }.into_any(),
        Stage::Done => view! { <Notice verdict=Verdict::Fine title=say(product_import::done)>{words}</Notice> }.into_any(),
        Stage::Stopped => view! {
            <Notice verdict=Verdict::Warn title=say(product_import::stopped)>{words} ". " {say(product_import::goes_on)}</Notice>
        }
        .into_any(),
        Stage::Failed => view! {
            <Notice verdict=Verdict::Block title=move || importing.progress.with(why)>{say(product_import::goes_on)}</Notice>
        }
        .into_any(),
    }
    }
}

fn why(progress: &Progress) -> String {
    match progress {
        Progress::Failed(why) => why.clone(),
        _ => String::new(),
    }
}

fn progress_words(importing: Importing) -> String {
    let (done, of) = importing.counted();
    product_import::progress(language(), done as u64, of as u64)
}

#[component]
fn Running(importing: Importing) -> impl IntoView {
    view! {
        <p>{move || progress_words(importing)}</p>
        <progress class="import-progress" max=move || importing.counted().1.to_string() value=move || importing.counted().0.to_string()
            aria-label=say(product_import::importing)></progress>
    }
}

/// First the check, then the import, then the products; one main button at a time.
#[component]
fn Bar(importing: Importing) -> impl IntoView {
    let stage = Memo::new(move |_| importing.stage());
    let rows = Memo::new(move |_| {
        importing.plan.with(|plan| {
            plan.as_ref()
                .map(|plan| plan.category_rows.len() + plan.product_rows.len())
        })
    });
    let check = move |look: Look| {
        view! {
            <Button label=say(product_import::check) look=look icon=Icon::Play on_press=move || importing.check() working=Signal::derive(move || importing.is_busy()) />
        }
    };
    let to_products = || view! { <LinkButton label=say(product_import::to_products) href=Route::Products.href() look=Look::Main /> };
    let buttons = move || {
        match (stage.get(), rows.get()) {
        (Stage::Running, _) => view! { <Button label=say(product_import::stop) icon=Icon::X on_press=move || importing.stop() /> }.into_any(),
        (Stage::Done, _) => view! { {check(Look::Plain)} {to_products()} }.into_any(),
        (_, Some(0)) => to_products().into_any(),
        (_, Some(rows)) => view! {
            <Button label=move || product_import::import(language(), rows as u64) look=Look::Main icon=Icon::Check on_press=move || importing.run() />
        }
        .into_any(),
        (_, None) => check(Look::Main).into_any(),
    }
    };
    let hint = move || match (stage.get(), rows.get()) {
        (Stage::Running | Stage::Done | Stage::Stopped, _) => progress_words(importing),
        (_, Some(0)) if importing.plan.get().unwrap_or_default().reads_nothing() => {
            product_import::nothing_fits(language()).to_owned()
        }
        (_, Some(0)) => product_import::nothing_to_do(language()).to_owned(),
        (_, Some(_)) => String::new(),
        (_, None) => product_import::check_hint(language()).to_owned(),
    };
    move || {
        importing
            .has_file()
            .then(|| view! { <ActionBar name=hint desktop=true>{buttons}</ActionBar> })
    }
}
