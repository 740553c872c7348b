//! A page that lists records: search, filter, count and rows, and what stands there when none fits. Knows no kind of record; a page
//! says what a row shows, which filters there are, and the words.

use std::sync::Arc;

use leptos::prelude::*;
use shared::text::fold;

use super::search::Search;
use crate::kit::{
    Button, Choice, EmptyState, RowMaker, SearchField, Segment, VirtualList, Words as Said,
};
use crate::messages::{Language, kit, language, say};
use crate::routes::Route;

/// What a row shows; taken out of the record once.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// What it is found by, folded.
    fn folded(&self) -> &str;
    fn route(&self) -> Route;
    fn view(self, typed: Signal<String>) -> AnyView;
}

/// Which rows are shown. The last one shows all.
pub trait Filter<R>: Copy + PartialEq + Send + Sync + 'static {
    /// Each with the name it has in a form.
    const ALL: &'static [(Self, &'static str)];

    fn takes(self, row: &R) -> bool;
    fn words(self, language: Language) -> &'static str;

    /// How many it takes is shown on it.
    fn is_counted(self) -> bool {
        false
    }
}

type Word = fn(Language) -> &'static str;

#[derive(Clone, Copy)]
pub struct Words {
    pub title: Word,
    pub search: Word,
    /// Above the filters, heard and not seen.
    pub show: Word,
    pub count: fn(Language, u64) -> String,
    pub none_yet: Word,
    pub none_yet_text: Word,
    pub none_found: Word,
}

/// `here` is the page itself; `new` leads to a new record, for whoever may make one. `filter` may outlive the page.
#[component]
pub fn ListOf<R: Row, F: Filter<R>>(
    words: Words,
    here: Route,
    filter: RwSignal<F>,
    all: Memo<Vec<R>>,
    #[prop(into)] new: ViewFn,
) -> impl IntoView {
    let search = Search::new();
    let typed = search.typed();
    let rows = Memo::new(move |_| {
        let query = typed.with(|typed| fold(typed));
        let fits = |row: &&R| {
            filter.get().takes(row) && query.split(' ').all(|word| row.folded().contains(word))
        };
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let on_input = search.on_input(Signal::stored(here.clone()));
    let everything = move |()| {
        on_input.run(String::new());
        if let Some((last, _)) = F::ALL.last() {
            filter.set(*last);
        }
    };
    let count = move || (words.count)(language(), rows.with(Vec::len) as u64);
    let offered = new.clone();
    let found = move || {
        match (all.with(Vec::is_empty), rows.with(Vec::is_empty)) {
        (true, _) => {
            let new = new.clone();
            view! { <EmptyState title=say(words.none_yet) text=say(words.none_yet_text)>{new.run()}</EmptyState> }
                .into_any()
        }
        (_, true) => view! {
            <EmptyState title=say(words.none_found)><Button label=say(kit::clear_filters) on_press=everything /></EmptyState>
        }
        .into_any(),
        _ => view! { <Rows title=say(words.title) here=here.clone() rows=rows typed=typed /> }.into_any(),
    }
    };
    view! {
        <div class="offer-list">
            <div class="page-list-head">
                <div class="page-list-tools">
                    <SearchField label=say(words.search) value=typed on_input=on_input />
                    {offered.run()}
                </div>
                <Filters show=say(words.show) filter=filter all=all />
            </div>
            <div class="page-list-count"><span role="status">{count}</span></div>
            {found}
        </div>
    }
}

#[component]
fn Filters<R: Row, F: Filter<R>>(
    #[prop(into)] show: Said,
    filter: RwSignal<F>,
    all: Memo<Vec<R>>,
) -> impl IntoView {
    let choices = move || {
        let count = |filter: F| {
            let taken = |row: &&R| filter.takes(row);
            all.with(|all| all.iter().filter(taken).count() as u64)
        };
        let choice = |(filter, name): &(F, &'static str)| {
            let choice = Choice::new(*name, filter.words(language()));
            match filter.is_counted() {
                true => choice.count(count(*filter)),
                false => choice,
            }
        };
        F::ALL.iter().map(choice).collect::<Vec<_>>()
    };
    let value = move || {
        let chosen = F::ALL.iter().find(|(other, _)| *other == filter.get());
        chosen.map_or_else(String::new, |(_, name)| (*name).to_owned())
    };
    let choose = move |name: String| {
        if let Some((chosen, _)) = F::ALL.iter().find(|(_, other)| *other == name) {
            filter.set(*chosen);
        }
    };
    view! { <Segment label=show label_hidden=true wide=true choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose /> }
}

#[component]
fn Rows<R: Row>(
    #[prop(into)] title: Said,
    here: Route,
    rows: Memo<Vec<R>>,
    typed: Signal<String>,
) -> impl IntoView {
    let at = move |index: usize| rows.with(|rows| rows.get(index).cloned());
    let row: RowMaker = Arc::new(move |index| {
        let row = Memo::new(move |_| at(index));
        let one = move || row.get().map(|row| row.view(typed));
        one.into_any()
    });
    let href = move |index: usize| at(index).map_or(here.clone(), |row| row.route()).href();
    let count = Memo::new(move |_| rows.with(Vec::len));
    view! { <div class="page-list-rows"><VirtualList label=title count=count row=row href=href /></div> }
}
