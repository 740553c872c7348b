//! What does each column of the file become, how are its numbers written, and what holds where the file is silent?

use leptos::prelude::*;
use shared::money::Currency;
use shared::products::import::Target;
use shared::quantity::Unit;
use shared::table::{ColumnMark, DecimalMark, Table};

use super::form::Part;
use super::import_state::Importing;
use crate::kit::{Card, Choice, Column, NumberField, Select, Table as KitTable, TextField};
use crate::messages::{language, language_now, product_import, products, say};
use crate::pages::problems::Problems;

/// Rows shown as examples of a column.
const EXAMPLES: usize = 3;

/// One row for each column of the product file.
#[component]
pub fn Columns(importing: Importing) -> impl IntoView {
    let heads = vec![
        Column::new(say(product_import::column)),
        Column::new(say(product_import::example)),
        Column::new(say(product_import::becomes)),
        Column::new(say(product_import::decimal_mark)),
    ];
    let headings = Memo::new(move |_| {
        importing.products.with(|chosen| {
            chosen
                .as_ref()
                .map(|chosen| chosen.table.header.clone())
                .unwrap_or_default()
        })
    });
    let rows = move || headings.get().into_iter().enumerate();
    view! {
        <Card title=say(product_import::columns) flush=true>
            <KitTable caption=say(product_import::columns) columns=heads stacked=true>
                {move || rows().map(|(column, heading)| view! { <OneColumn importing=importing column=column heading=heading /> }).collect_view()}
            </KitTable>
        </Card>
    }
}

#[component]
fn OneColumn(importing: Importing, column: usize, heading: String) -> impl IntoView {
    let with_table = move |read: &dyn Fn(&Table) -> String| {
        importing.products.with(|chosen| {
            chosen
                .as_ref()
                .map(|chosen| read(&chosen.table))
                .unwrap_or_default()
        })
    };
    let examples = move || with_table(&|table| examples(table, column));
    let numeric = Memo::new(move |_| {
        importing.products.with(|chosen| {
            chosen.as_ref().is_some_and(|chosen| {
                chosen
                    .table
                    .marks
                    .get(column)
                    .is_some_and(|mark| *mark != ColumnMark::None)
            })
        })
    });
    let name = heading.clone();
    view! {
        <tr>
            <th scope="row">{heading.clone()}</th>
            <td class="soft small import-example" data-label=say(product_import::example)>{examples}</td>
            <td data-label=say(product_import::becomes)><Becomes importing=importing column=column heading=heading /></td>
            <td class="import-optional" data-label=say(product_import::decimal_mark)>
                {move || numeric.get().then(|| view! { <Mark importing=importing column=column heading=name.clone() /> })}
            </td>
        </tr>
    }
}

fn examples(table: &Table, column: usize) -> String {
    let cells = table
        .rows
        .iter()
        .filter_map(|row| row.cell(column))
        .take(EXAMPLES);
    let short = cells.map(|cell| cell.chars().take(40).collect::<String>());
    short.collect::<Vec<_>>().join(" · ")
}

#[component]
fn Becomes(importing: Importing, column: usize, heading: String) -> impl IntoView {
    let choices = || {
        Target::ALL
            .map(|target| Choice::new(key(target), product_import::target(language(), target)))
            .to_vec()
    };
    let value = move || {
        importing.mapping.with(|mapping| {
            mapping
                .targets()
                .get(column)
                .map(|target| key(*target))
                .unwrap_or_default()
        })
    };
    let choose = move |name: String| {
        if let Some(target) = Target::ALL.into_iter().find(|target| key(*target) == name) {
            importing
                .mapping
                .update(|mapping| mapping.set(column, target));
            importing.forget_plan();
        }
    };
    let label = move || {
        product_import::of_column(language(), product_import::becomes(language()), &heading)
    };
    view! { <div class="import-select"><Select label=label choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /></div> }
}

fn key(target: Target) -> String {
    format!("{target:?}")
}

#[component]
fn Mark(importing: Importing, column: usize, heading: String) -> impl IntoView {
    let marks = [DecimalMark::Comma, DecimalMark::Dot];
    let choices = move || {
        marks
            .map(|mark| {
                Choice::new(
                    format!("{mark:?}"),
                    product_import::mark_name(language(), mark),
                )
            })
            .to_vec()
    };
    let value = move || {
        importing.products.with(|chosen| {
            match chosen
                .as_ref()
                .and_then(|chosen| chosen.table.marks.get(column))
            {
                Some(ColumnMark::Sure(mark)) => format!("{mark:?}"),
                _ => String::new(),
            }
        })
    };
    let choose = move |name: String| {
        let mark = marks.into_iter().find(|mark| format!("{mark:?}") == name);
        importing.change_products(|options| match mark {
            Some(mark) => _ = options.marks.insert(column, mark),
            None => _ = options.marks.remove(&column),
        });
    };
    let label = move || {
        product_import::of_column(
            language(),
            product_import::decimal_mark(language()),
            &heading,
        )
    };
    view! {
        <div class="import-select">
            <Select label=label none=say(product_import::from_file) choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose />
        </div>
    }
}

/// Currency, unit, tax and source for what no column says.
#[component]
pub fn Silent(importing: Importing) -> impl IntoView {
    let problems = Problems::new();
    let settings = importing.settings;
    let currencies = || {
        [Currency::TRY, Currency::EUR, Currency::USD, Currency::GBP]
            .map(|currency| Choice::new(currency.code(), currency.code()))
            .to_vec()
    };
    let set_currency = move |code: String| {
        if let Ok(currency) = Currency::parse(&code) {
            settings.update(|settings| settings.currency = currency);
            importing.forget_plan();
        }
    };
    let set_unit = move |typed: String| match Unit::new(&typed) {
        Ok(unit) => {
            problems.clear("unit");
            settings.update(|settings| settings.unit = unit);
            importing.forget_plan();
        }
        Err(_) => problems.say("unit", products::unit_wanted(language_now()).to_owned()),
    };
    let set_vat = move |typed: String| match Part::rate(&typed) {
        Some(vat) => {
            problems.clear("vat");
            settings.update(|settings| settings.vat = vat);
            importing.forget_plan();
        }
        None => problems.say("vat", products::vat_wanted(language_now()).to_owned()),
    };
    let set_source = move |typed: String| {
        settings.update(|settings| settings.source = typed.trim().to_owned());
        importing.forget_plan();
    };
    let read = move |of: fn(&shared::products::import::Settings) -> String| {
        Signal::derive(move || settings.with(of))
    };
    view! {
        <Card title=say(product_import::silent)>
            <div class="fields">
                <Select label=say(products::currency) choices=Signal::stored(currencies()) value=read(|settings| settings.currency.code().to_owned()) on_change=set_currency />
                <TextField label=say(products::unit) hint=say(products::unit_hint) value=read(|settings| settings.unit.code().to_owned()) on_change=set_unit problem=problems.of("unit") />
                <NumberField label=say(products::vat) unit="%" value=read(|settings| settings.vat.value().to_string()) on_change=set_vat problem=problems.of("vat") />
                <TextField label=say(product_import::source) hint=say(product_import::source_hint) value=read(|settings| settings.source.clone()) on_change=set_source />
            </div>
        </Card>
    }
}
