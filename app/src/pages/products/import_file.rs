//! Which files, and how are they read? Encoding and separator are found in the file and may be corrected.

use leptos::prelude::*;
use shared::table::{Encoding, Separator};

use super::import_state::Importing;
use crate::kit::{Card, Choice, EmptyState, FileButton, Look, Notice, Select, Verdict};
use crate::messages::{language, product_import, say};

const ACCEPTED: &str = ".csv,.txt,.tsv,text/csv,text/plain";

/// The two cards of files; before the first one is chosen, what this page is for.
#[component]
pub fn Files(importing: Importing) -> impl IntoView {
    view! {
        <Show when=move || importing.products.with(Option::is_none) && importing.categories.with(Option::is_none)>
            <EmptyState title=say(product_import::no_file) text=say(product_import::no_file_text) />
        </Show>
        <ProductFile importing=importing />
        <CategoryFile importing=importing />
    }
}

#[component]
fn ProductFile(importing: Importing) -> impl IntoView {
    let chosen = move || importing.products.with(Option::is_some);
    let line = move || {
        importing.products.with(|chosen| {
            chosen.as_ref().map(|chosen| {
                product_import::file_line(language(), &chosen.name, chosen.table.rows.len() as u64)
            })
        })
    };
    let first = Memo::new(move |_| chosen());
    let button = move || {
        let look = if first.get() { Look::Plain } else { Look::Main };
        view! { <FileButton label=say(product_import::choose_products) accept=ACCEPTED look=look on_chosen=move |file| importing.take_products(file) /> }
    };
    view! {
        <Card title=say(product_import::products_file) extra=move || view! { {button} }>
            {move || line().map(|line| view! { <p>{line}</p> })}
            <Show when=chosen><HowRead importing=importing /></Show>
        </Card>
    }
}

#[component]
fn HowRead(importing: Importing) -> impl IntoView {
    let encodings = || {
        Encoding::ALL
            .map(|encoding| Choice::new(encoding.name(), encoding.name()))
            .to_vec()
    };
    let separators = || {
        Separator::ALL
            .map(|separator| {
                Choice::new(
                    key(separator),
                    product_import::separator_name(language(), separator),
                )
            })
            .to_vec()
    };
    let encoding = move || {
        importing.products.with(|chosen| {
            chosen
                .as_ref()
                .map(|chosen| chosen.table.encoding.name().to_owned())
                .unwrap_or_default()
        })
    };
    let separator = move || {
        importing.products.with(|chosen| {
            chosen
                .as_ref()
                .map(|chosen| key(chosen.table.separator))
                .unwrap_or_default()
        })
    };
    let set_encoding = move |name: String| {
        let encoding = Encoding::ALL
            .into_iter()
            .find(|encoding| encoding.name() == name);
        importing.read_again(|options| options.encoding = encoding);
    };
    let set_separator = move |name: String| {
        let separator = Separator::ALL
            .into_iter()
            .find(|separator| key(*separator) == name);
        importing.read_again(|options| options.separator = separator);
    };
    view! {
        <div class="fields">
            <Select label=say(product_import::encoding) choices=Signal::derive(encodings) value=Signal::derive(encoding) on_change=set_encoding />
            <Select label=say(product_import::separator) choices=Signal::derive(separators) value=Signal::derive(separator) on_change=set_separator />
        </div>
    }
}

fn key(separator: Separator) -> String {
    format!("{separator:?}")
}

#[component]
fn CategoryFile(importing: Importing) -> impl IntoView {
    let line = move || {
        importing.categories.with(|chosen| {
            chosen.as_ref().map(|(chosen, _)| {
                product_import::file_line(language(), &chosen.name, chosen.table.rows.len() as u64)
            })
        })
    };
    let unread = move || {
        importing.categories.with(|chosen| {
            chosen
                .as_ref()
                .is_some_and(|(_, columns)| columns.is_none())
        })
    };
    view! {
        <Card title=say(product_import::categories_file)
            extra=move || view! { <FileButton label=say(product_import::choose_categories) accept=ACCEPTED on_chosen=move |file| importing.take_categories(file) /> }>
            <p class="soft small">{say(product_import::categories_hint)}</p>
            {move || line().map(|line| view! { <p>{line}</p> })}
            <Show when=unread><Notice verdict=Verdict::Warn title=say(product_import::no_category_columns) /></Show>
        </Card>
    }
}
