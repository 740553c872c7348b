//! How do figures stand in rows and columns? Headings that stay, numbers at the right, sorting, and a narrow layout.

use leptos::prelude::*;

use super::{Glyph, Icon, Words};
use crate::messages::{kit, language};

/// In which order a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    #[default]
    No,
    Up,
    Down,
}

/// The head of a column.
#[derive(Clone)]
pub struct Column {
    pub words: Words,
    pub numeric: bool,
    pub sorted: Signal<Sorted>,
    pub on_sort: Option<Callback<()>>,
}

impl Column {
    pub fn new(words: impl Into<Words>) -> Self {
        Column {
            words: words.into(),
            numeric: false,
            sorted: Signal::stored(Sorted::No),
            on_sort: None,
        }
    }

    pub fn numeric(self) -> Self {
        Column {
            numeric: true,
            ..self
        }
    }

    /// Pressing the head asks for another order.
    pub fn sort(self, sorted: impl Into<Signal<Sorted>>, on_sort: Callback<()>) -> Self {
        Column {
            sorted: sorted.into(),
            on_sort: Some(on_sort),
            ..self
        }
    }
}

/// A table; children are its `tr`s. Cells with numbers take the class `number`, the first cell of a row is best a
/// `th scope="row"`. With `stacked` rows become blocks on a narrow container; cells then name themselves by `data-label`.
/// `grid` is the office grid with low rows. `foot` stands below: what changed, undo all, save.
#[component]
pub fn Table(
    #[prop(into)] caption: Words,
    columns: Vec<Column>,
    #[prop(optional)] stacked: bool,
    #[prop(optional)] grid: bool,
    #[prop(optional, into)] foot: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let name = caption.clone();
    view! {
        <div class="table">
            <div class="table-scroll" role="region" tabindex="0" aria-label=move || name.get()>
                <table class="table-grid" data-stacked=stacked data-low=grid>
                    <caption class="visually-hidden">{move || caption.get()}</caption>
                    <thead>
                        <tr>{columns.into_iter().map(|column| view! { <Head column=column /> }).collect_view()}</tr>
                    </thead>
                    <tbody>{children()}</tbody>
                </table>
            </div>
            {foot.map(|foot| view! { <div class="table-foot">{move || foot.run()}</div> })}
        </div>
    }
}

#[component]
fn Head(column: Column) -> impl IntoView {
    let Column {
        words,
        numeric,
        sorted,
        on_sort,
    } = column;
    let order = move || match sorted.get() {
        Sorted::No => None,
        Sorted::Up => Some("ascending"),
        Sorted::Down => Some("descending"),
    };
    let arrow = move || {
        let (icon, heard) = match sorted.get() {
            Sorted::No => return None,
            Sorted::Up => (Icon::ArrowUp, kit::sorted_up(language())),
            Sorted::Down => (Icon::ArrowDown, kit::sorted_down(language())),
        };
        Some(view! { <Glyph icon=icon /> <span class="visually-hidden">{heard}</span> })
    };
    let inside = match on_sort {
        Some(on_sort) => view! {
            <button class="table-sort" type="button" on:click=move |_| on_sort.run(())><span>{move || words.get()}</span> {arrow}</button>
        }
        .into_any(),
        None => view! { {move || words.get()} }.into_any(),
    };
    view! { <th scope="col" class:number=numeric aria-sort=order>{inside}</th> }
}
