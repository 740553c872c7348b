//! What would the import do, and what is wrong in the file? Counts, first rows, problems by line, and all of them as a file.

use std::sync::Arc;

use leptos::prelude::*;
use shared::problem::Problem;
use shared::products::import::{Counts, Effect, Plan, Preview};
use shared::sync::outcome::LeftOut;

use super::import_state::Importing;
use crate::kit::{Card, Column, Notice, SaveFileButton, Table, Tag, Tone, Verdict};
use crate::messages::{language, language_now, numbers, product_import, say, sync};

/// Rows on the screen; the counts say how many there are.
const PREVIEWED: usize = 20;
const PROBLEMS_SHOWN: usize = 50;
const CATEGORIES_SHOWN: usize = 50;

/// Counts of the dry run, and the first rows.
#[component]
pub fn PlanCards(importing: Importing) -> impl IntoView {
    let plan = move || importing.plan.get().unwrap_or_default();
    let columns = vec![
        Column::new(say(product_import::kind)),
        Column::new(say(product_import::new)).numeric(),
        Column::new(say(product_import::changed)).numeric(),
        Column::new(say(product_import::unchanged)).numeric(),
        Column::new(say(product_import::refused)).numeric(),
    ];
    let unfit = move || plan().reads_nothing();
    let nothing = move || plan().changes_nothing() && !unfit();
    view! {
        <Card title=say(product_import::result) flush=true>
            <Table caption=say(product_import::result) columns=columns stacked=true>
                {move || view! { <CountRow name=say(product_import::products_row) counts=plan().products /> }}
                {move || (importing.categories.with(Option::is_some) || plan().categories != Counts::default()).then(|| view! { <CountRow name=say(product_import::categories_row) counts=plan().categories /> })}
            </Table>
        </Card>
        <Show when=nothing><Notice verdict=Verdict::Fine title=say(product_import::nothing_to_do) /></Show>
        <Show when=unfit><Notice verdict=Verdict::Block title=say(product_import::nothing_fits) /></Show>
        <NewCategories importing=importing />
        <FirstRows importing=importing />
    }
}

/// The categories that the import would make, by name: a misspelt one is seen before it is there.
#[component]
fn NewCategories(importing: Importing) -> impl IntoView {
    let names = Memo::new(move |_| {
        importing.plan.with(|plan| {
            let names = plan.iter().flat_map(|plan| plan.new_categories());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
    });
    let any = move || names.with(|names| !names.is_empty());
    let count = move || names.with(Vec::len);
    let first = move || names.with(|names| names[..names.len().min(CATEGORIES_SHOWN)].join(", "));
    let more = move || count().saturating_sub(CATEGORIES_SHOWN);
    view! {
        <Show when=any>
            <Card title=say(product_import::new_categories) count=move || numbers::count(language(), count() as u64)>
                <p>{first}</p>
                <Show when=move || { more() > 0 }>
                    <p class="soft small">{move || product_import::more_categories(language(), more() as u64)}</p>
                </Show>
            </Card>
        </Show>
    }
}

/// Rows that could not be taken when it came to it, each with its line and reason.
#[component]
pub fn LeftOutCard(importing: Importing) -> impl IntoView {
    let any = move || importing.left_out.with(|rows| !rows.is_empty());
    let count = move || importing.left_out.with(Vec::len);
    let columns = || {
        vec![
            Column::new(say(product_import::line)).numeric(),
            Column::new(say(product_import::reason)),
        ]
    };
    let first = move || {
        importing
            .left_out
            .with(|rows| rows[..rows.len().min(PROBLEMS_SHOWN)].to_vec())
    };
    let more = move || count().saturating_sub(PROBLEMS_SHOWN);
    view! {
        <Show when=any>
            <Card title=say(product_import::rows_left_out) count=move || numbers::count(language(), count() as u64) flush=true>
                <Table caption=say(product_import::rows_left_out) columns=columns()>
                    {move || first().into_iter().map(|row| view! { <LeftOutRow row=row /> }).collect_view()}
                </Table>
                <Show when=move || { more() > 0 }>
                    <p class="soft small card-line">{move || product_import::more_rows(language(), more() as u64)}</p>
                </Show>
            </Card>
        </Show>
    }
}

#[component]
fn LeftOutRow(row: LeftOut) -> impl IntoView {
    let line = row
        .line
        .map_or_else(|| numbers::NOTHING.to_owned(), |line| line.to_string());
    view! {
        <tr>
            <td class="number">{line}</td>
            <td><Tag tone=Tone::Block words=say(product_import::refused) /> " " {move || sync::reason(language(), &row.reason)}</td>
        </tr>
    }
}

#[component]
fn CountRow(#[prop(into)] name: crate::kit::Words, counts: Counts) -> impl IntoView {
    let number = move |count: usize| move || numbers::count(language(), count as u64);
    view! {
        <tr>
            <th scope="row">{move || name.get()}</th>
            <td class="number strong" data-label=say(product_import::new)>{number(counts.new)}</td>
            <td class="number strong" data-label=say(product_import::changed)>{number(counts.changed)}</td>
            <td class="number" data-label=say(product_import::unchanged)>{number(counts.unchanged)}</td>
            <td class="number" data-label=say(product_import::refused)>{number(counts.refused)}</td>
        </tr>
    }
}

#[component]
fn FirstRows(importing: Importing) -> impl IntoView {
    let columns = || {
        vec![
            Column::new(say(product_import::line)).numeric(),
            Column::new(|| {
                product_import::target(language(), shared::products::import::Target::Code)
            }),
            Column::new(|| {
                product_import::target(language(), shared::products::import::Target::Name)
            }),
            Column::new(say(product_import::what)),
        ]
    };
    let rows = move || {
        importing
            .plan
            .get()
            .map(|plan| first(&plan))
            .unwrap_or_default()
    };
    let any = move || {
        importing
            .plan
            .with(|plan| plan.as_ref().is_some_and(|plan| !plan.preview.is_empty()))
    };
    view! {
        <Show when=any>
            <Card title=say(product_import::preview) flush=true>
                <Table caption=say(product_import::preview) columns=columns()>
                    {move || rows().into_iter().map(|row| view! { <PreviewRow row=row /> }).collect_view()}
                </Table>
            </Card>
        </Show>
    }
}

/// What would happen comes before what stays as it is.
fn first(plan: &Plan) -> Vec<Preview> {
    let stays = |row: &&Preview| row.effect == Effect::Unchanged;
    let happens = plan.preview.iter().filter(|row| !stays(row));
    happens
        .chain(plan.preview.iter().filter(stays))
        .take(PREVIEWED)
        .cloned()
        .collect()
}

#[component]
fn PreviewRow(row: Preview) -> impl IntoView {
    let tone = match row.effect {
        Effect::New => Tone::Move,
        Effect::Changed(_) => Tone::Warn,
        Effect::Unchanged => Tone::Neutral,
    };
    let effect = row.effect;
    view! {
        <tr>
            <td class="number soft">{row.line}</td>
            <td><span class="plate">{row.code}</span></td>
            <th scope="row">{row.name}</th>
            <td><Tag tone=tone words=move || product_import::effect(language(), &effect) /></td>
        </tr>
    }
}

/// Every problem with its line and reason.
#[component]
pub fn ProblemsCard(importing: Importing) -> impl IntoView {
    let problems = Memo::new(move |_| {
        importing
            .plan
            .get()
            .map(|plan| plan.problems.clone())
            .unwrap_or_default()
    });
    let none = Memo::new(move |_| problems.with(Vec::is_empty));
    let failed = RwSignal::new(false);
    let save = move || {
        view! {
            <SaveFileButton label=say(product_import::save_problems) name="import-problems.csv" kind="text/csv"
                make=move || file(importing.plan.get_untracked()) on_failed=move || failed.set(true) />
        }
    };
    let shown = move || {
        view! {
            <Card title=say(product_import::problems) count=move || numbers::count(language(), problems.with(Vec::len) as u64) extra=save flush=true>
                <ProblemRows problems=problems />
            </Card>
        }
    };
    view! {
        <Show when=move || failed.get()><Notice verdict=Verdict::Block title=say(product_import::save_failed) /></Show>
        {move || match none.get() {
            true => view! { <p class="soft">{say(product_import::no_problems)}</p> }.into_any(),
            false => shown().into_any(),
        }}
    }
}

#[component]
fn ProblemRows(problems: Memo<Vec<Problem>>) -> impl IntoView {
    let columns = vec![
        Column::new(say(product_import::line)).numeric(),
        Column::new(say(product_import::place)),
        Column::new(say(product_import::reason)),
    ];
    let more = move || problems.with(Vec::len).saturating_sub(PROBLEMS_SHOWN);
    let is_more = move || more() > 0;
    let first = move || {
        problems.with(|problems| {
            problems
                .iter()
                .take(PROBLEMS_SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Table caption=say(product_import::problems) columns=columns>
            {move || first().into_iter().map(|problem| view! { <ProblemRow problem=problem /> }).collect_view()}
        </Table>
        <Show when=is_more>
            <p class="soft small card-line">{move || product_import::more(language(), more() as u64)}</p>
        </Show>
    }
}

#[component]
fn ProblemRow(problem: Problem) -> impl IntoView {
    let line = problem.value("line").unwrap_or(numbers::NOTHING).to_owned();
    let (tone, words) = match problem.blocks() {
        true => (Tone::Block, say(product_import::refused)),
        false => (Tone::Warn, say(product_import::warning)),
    };
    let place = {
        let problem = problem.clone();
        move || product_import::place_of(language(), &problem)
    };
    view! {
        <tr>
            <td class="number">{line}</td>
            <td>{place}</td>
            <td><Tag tone=tone words=words /> " " {move || product_import::problem(language(), &problem)}</td>
        </tr>
    }
}

/// Line, column and reason as a table that spreadsheets of Europe open: semicolons and a mark of the encoding in front.
fn file(plan: Option<Arc<Plan>>) -> Vec<u8> {
    let language = language_now();
    let heads = [
        product_import::line(language),
        product_import::place(language),
        product_import::reason(language),
    ];
    let mut lines = vec![heads.map(quoted).join(";")];
    for problem in plan.iter().flat_map(|plan| &plan.problems) {
        let line = problem.value("line").unwrap_or_default();
        let cells = [
            line,
            &product_import::place_of(language, problem),
            &product_import::problem(language, problem),
        ];
        lines.push(cells.map(quoted).join(";"));
    }
    format!("\u{feff}{}\r\n", lines.join("\r\n")).into_bytes()
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}
