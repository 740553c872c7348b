//! How long does this device take for what people wait for? A page for `cargo xtask bench`: on request it does what pages do, and
//! says what each took; no part of the product. Its words are names for that program and therefore not in `messages/`.

mod pulls;
mod serials;
mod work;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::{Value, json};
use shared::ids::ProductId;
use shared::products::Product;
use shared::record::Record;

use crate::browser::clock::ticks_ms;
use crate::kit::Button;
use crate::pages::products::list_page::ListPage;
use crate::routes::Route;
use crate::state::{App, app};

/// The page at `/measure`. `how many` and `words` are what the next press works with; the answer stands in `#results`.
#[component]
pub fn Measure() -> impl IntoView {
    let app = app();
    let (count, words) = (
        RwSignal::new(String::from("15")),
        RwSignal::new(String::new()),
    );
    let (results, shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let many = move || count.with_untracked(|count| count.parse::<usize>().unwrap_or_default());
    let say = move |value: Value| results.set(value.to_string());
    let make = move |()| {
        results.set(String::new());
        spawn_local(async move { say(work::offers(app, many()).await) });
    };
    let rename = move |()| {
        results.set(String::new());
        spawn_local(async move { say(work::renames(app, many()).await) });
    };
    let find = move |()| say(untrack(|| found(app, &words.get())));
    let name = move |()| say(untrack(|| products(app, many())));
    let beside = move |()| say(untrack(|| pulls::beside(app, many())));
    let under = move |()| say(untrack(|| pulls::under(app, many())));
    let hold = move |()| say(untrack(|| serials::hold(app, many())));
    let navigate = use_navigate();
    let scan = move |()| navigate(&Route::Scan.href(), NavigateOptions::default());
    let field = move |label: &'static str, value: RwSignal<String>| {
        view! {
            <label>{label} <input prop:value=move || value.get() on:input:target=move |event| value.set(event.target().value()) /></label>
        }
    };
    let button = |label: &'static str, on_press: Callback<()>| view! { <Button label=label on_press=on_press /> };
    view! {
        <div class="page-list-head">
            <div class="row">{field("how many", count)} {field("words", words)}</div>
            <div class="row">
                {button("make offers", Callback::new(make))}
                {button("rename products", Callback::new(rename))}
                {button("find products", Callback::new(find))}
                {button("name products", Callback::new(name))}
                {button("pull beside the work", Callback::new(beside))}
                {button("pull under the work", Callback::new(under))}
                {button("hold serials", Callback::new(hold))}
                {button("open scans", Callback::new(scan))}
                {button("show products", Callback::new(move |()| shown.set(true)))}
            </div>
            <pre id="results">{move || results.get()}</pre>
        </div>
        <Show when=move || shown.get()><ListPage selected=None /></Show>
    }
}

/// Each word is searched for as its letters come, without a screen.
fn found(app: App, words: &str) -> Value {
    let mut samples = Vec::new();
    for word in words.split(' ') {
        for (at, letter) in word.char_indices() {
            let start = ticks_ms();
            let hits = app
                .device
                .find::<Product>(&word[..at + letter.len_utf8()], 0, 50)
                .total;
            samples.push(json!([
                &word[..at + letter.len_utf8()],
                ticks_ms() - start,
                hits
            ]));
        }
    }
    json!(samples)
}

/// Ids and prices of the first products, for whoever wants to change many.
fn products(app: App, count: usize) -> Value {
    let ids = work::aboard(app, Product::KIND)
        .into_iter()
        .take(count)
        .map(ProductId);
    let named = ids.filter_map(|id| Some(json!([id, app.device.peek::<Product>(id)?.price])));
    Value::Array(named.collect())
}
