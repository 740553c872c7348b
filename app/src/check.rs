//! A page that runs, inside a real browser, what only a browser can show: the store suite and the
//! kit's checks. One list item each with `data-outcome`; `data-checks="done"` on the root at the end.

use crate::browser::{locale, page};
use crate::store::store_suite;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A fact and whether it holds.
pub type Check = (String, Result<(), String>);

/// Runs everything and shows it; what is read by a program stands in `#results` as JSON.
#[component]
pub fn Checks() -> impl IntoView {
    let results = RwSignal::new(Vec::<Check>::new());
    spawn_local(async move {
        let store = store_suite().await;
        results.set(store.into_iter().chain(formats()).collect());
        page::mark_root("checks", "done");
    });
    let items = move || results.get().into_iter().map(item).collect_view();
    view! {
        <ul>{items}</ul>
        <pre id="results">{move || as_json(&results.get())}</pre>
    }
}

fn item((fact, outcome): Check) -> impl IntoView {
    let word = match outcome {
        Ok(()) => "passed",
        Err(_) => "failed",
    };
    let detail = outcome.err().unwrap_or_default();
    view! { <li data-outcome=word>{fact} " " {detail}</li> }
}

fn as_json(results: &[Check]) -> String {
    let all: Vec<serde_json::Value> = results
        .iter()
        .map(|(fact, outcome)| serde_json::json!({ "fact": fact, "problem": outcome.as_ref().err() }))
        .collect();
    serde_json::Value::from(all).to_string()
}

/// What the browser writes must be what `messages` writes, or two places would format differently.
fn formats() -> Vec<Check> {
    let money = |language: &str, currency| locale::money(language, "-1234.50", currency);
    let cases = [
        (money("tr", "TRY"), "−1.234,50\u{a0}₺"),
        (money("lt", "EUR"), "−1\u{a0}234,50\u{a0}€"),
        (money("en", "EUR"), "−€1,234.50"),
        (locale::percent("tr", "15"), "%15"),
        (locale::percent("lt", "15"), "15\u{a0}%"),
        (
            locale::decimal("en", "12345678901234567890.123456"),
            "12,345,678,901,234,567,890.123456",
        ),
    ];
    let check = |(found, wanted): (Option<String>, &str)| {
        let problem = format!("found {found:?}");
        let holds = found.as_deref() == Some(wanted);
        (
            format!("the browser writes {wanted}"),
            holds.then_some(()).ok_or(problem),
        )
    };
    cases.into_iter().map(check).collect()
}
