//! Products from a file: choose it, say what its columns become, check what would happen, then import. Nothing is saved before that.

use leptos::prelude::*;
use shared::users::Right;

use super::edit_page::blank;
use super::import_columns::{Columns, Silent};
use super::import_file::Files;
use super::import_result::{PlanCards, ProblemsCard};
use super::import_state::{Importing, Progress};
use crate::kit::{ActionBar, Button, EmptyState, Icon, LinkButton, Look, Notice, Page, Verdict};
use crate::messages::{language, product_import, products, say};
use crate::pages::frame;
use crate::routes::Route;
use crate::kit::PageHead;
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
    let has_plan = move || importing.plan.with(Option::is_some);
    view! {
        <Page bar=move || view! { <Bar importing=importing /> }>
            <Files importing=importing />
            <HowFar importing=importing />
            <Show when=has_plan>
                <PlanCards importing=importing />
                <ProblemsCard importing=importing />
            </Show>
            <Show when=move || importing.products.with(Option::is_some)>
                <Columns importing=importing />
                <Silent importing=importing />
            </Show>
        </Page>
    }
}

/// What is going on, or how it ended.
#[component]
fn HowFar(importing: Importing) -> impl IntoView {
    move || match importing.progress.get() {
        Progress::Idle | Progress::Checking => ().into_any(),
        Progress::Running { done, of } => view! { <Running importing=importing done=done of=of /> }.into_any(),
        Progress::Done { rows } => view! {
            <Notice verdict=Verdict::Fine title=say(product_import::done) actions=to_products>
                {move || product_import::progress(language(), rows as u64, rows as u64)}
            </Notice>
        }
        .into_any(),
        Progress::Stopped { done, of } => view! {
            <Notice verdict=Verdict::Warn title=say(product_import::stopped) actions=to_products>
                {move || product_import::progress(language(), done as u64, of as u64)} ". " {say(product_import::goes_on)}
            </Notice>
        }
        .into_any(),
        Progress::Failed(why) => view! {
            <Notice verdict=Verdict::Block title=why>{say(product_import::goes_on)}</Notice>
        }
        .into_any(),
    }
}

fn to_products() -> impl IntoView {
    view! { <LinkButton label=say(product_import::to_products) href=Route::Products.href() /> }
}

#[component]
fn Running(importing: Importing, done: usize, of: usize) -> impl IntoView {
    let words = move || product_import::progress(language(), done as u64, of as u64);
    view! {
        <Notice verdict=Verdict::Info title=say(product_import::importing)
            actions=move || view! { <Button label=say(product_import::stop) icon=Icon::X on_press=move || importing.stop() /> }>
            <p role="status">{words}</p>
            <progress class="import-progress" max=of.to_string() value=done.to_string() aria-label=say(product_import::importing)></progress>
        </Notice>
    }
}

/// First the check, then the import; never both as main button.
#[component]
fn Bar(importing: Importing) -> impl IntoView {
    let rows = move || importing.plan.with(|plan| plan.as_ref().map(|plan| plan.category_rows.len() + plan.product_rows.len()));
    let button = move || match rows() {
        Some(0) => view! { <LinkButton label=say(product_import::to_products) href=Route::Products.href() look=Look::Main /> }.into_any(),
        Some(rows) => view! {
            <Button label=move || product_import::import(language(), rows as u64) look=Look::Main icon=Icon::Check on_press=move || importing.run() />
        }
        .into_any(),
        None => view! {
            <Button label=say(product_import::check) look=Look::Main icon=Icon::Play on_press=move || importing.check() working=Signal::derive(move || importing.is_busy()) />
        }
        .into_any(),
    };
    let hint = move || match rows() {
        Some(0) => product_import::nothing_to_do(language()),
        Some(_) => "",
        None => product_import::check_hint(language()),
    };
    move || importing.has_file().then(|| view! { <ActionBar name=hint desktop=true>{button}</ActionBar> })
}
