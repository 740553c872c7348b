//! All products on this device: search as you type, scan, and the chosen one beside the list.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::ids::ProductId;
use shared::products::Product;
use shared::record::RecordKey;
use shared::sync::listing::Found;
use shared::users::Right;

use super::product_page::ProductPage;
use super::stock::{self, Read};
use crate::kit::PageHead;
use crate::kit::{
    AsOf, Button, EmptyState, Icon, LinkButton, ListDetail, RowMaker, RowWords, SearchField,
    VirtualList, pieces, word_row,
};
use crate::messages::{self, language, pricing, products, say};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::pages::standing::standing;
use crate::routes::Route;
use crate::state::{Device, app, codes};

/// The list, and the product of the address beside it.
#[component]
pub fn ListPage(#[prop(into)] selected: Signal<Option<ProductId>>) -> impl IntoView {
    let search = Search::new();
    let typed = search.typed();
    frame::head(move || PageHead {
        title: products::products(language()).to_owned(),
        subtitle: None,
        back: selected
            .get()
            .map(|_| Route::Products.searched(&typed.get())),
    });
    let detail = move || match selected.get() {
        Some(id) => view! { <ProductPage id=id /> }.into_any(),
        None => {
            view! { <EmptyState title=say(products::choose) text=say(products::choose_text) /> }
                .into_any()
        }
    };
    let open = Signal::derive(move || selected.get().is_some());
    view! { <ListDetail list=move || view! { <Products search=search selected=selected /> } detail=move || view! { {detail} } detail_open=open /> }
}

#[component]
fn Products(search: Search, selected: Signal<Option<ProductId>>) -> impl IntoView {
    let app = app();
    let device = app.device;
    let typed = search.typed();
    let found =
        Memo::new(move |_| typed.with(|typed| device.find::<Product>(typed, 0, usize::MAX)));
    let all = Memo::new(move |_| device.find::<Product>("", 0, 0).total);
    let here = Signal::derive(move || {
        selected
            .get()
            .map_or(Route::Products, |id| Route::Product(id.0))
    });
    let on_input = search.on_input(here);
    let empty = Memo::new(move |_| all.get() == 0);
    let no_hits = Memo::new(move |_| found.with(|found| found.total == 0));
    view! {
        <div class="page-list-head">
            <div class="page-list-tools">
                <SearchField label=say(products::search) value=typed on_input=on_input on_enter=opener(found) />
                <Show when=move || app.login.has(Right::EditProducts)>
                    <LinkButton label=say(products::new_product) href=Route::ProductNew.href() icon=Icon::Plus icon_only=true />
                </Show>
                <Show when=move || app.login.has(Right::ImportProducts)>
                    <LinkButton label=say(products::import) href=Route::ProductImport.href() icon=Icon::Upload icon_only=true />
                </Show>
            </div>
        </div>
        <CountLine found=found all=all typed=typed />
        {move || match (empty.get(), no_hits.get()) {
            (true, _) => view! { <EmptyState title=say(products::none) text=say(products::none_text) /> }.into_any(),
            (_, true) => view! {
                <EmptyState title=say(products::no_hits) text=say(products::no_hits_text)>
                    <Button label=say(messages::kit::clear) on_press=move || on_input.run(String::new()) />
                </EmptyState>
            }
            .into_any(),
            _ => view! { <Rows found=found typed=typed selected=selected /> }.into_any(),
        }}
    }
}

/// How many there are, and the one age that all stock figures of the list share.
#[component]
fn CountLine(found: Memo<Found>, all: Memo<usize>, typed: Signal<String>) -> impl IntoView {
    let device = app().device;
    let count = move || {
        let searching = typed.with(|typed| !typed.trim().is_empty());
        products::count_line(
            language(),
            found.with(|found| found.total) as u64,
            all.get() as u64,
            searching,
        )
    };
    let run = Memo::new(move |_| stock::oldest_run(device));
    view! {
        <div class="page-list-count">
            <span role="status">{count}</span>
            {move || run.get().map(|read_at| view! { <AsOf age=Signal::derive(move || stock::list_age(read_at)) /> })}
        </div>
    }
}

#[component]
fn Rows(
    found: Memo<Found>,
    typed: Signal<String>,
    selected: Signal<Option<ProductId>>,
) -> impl IntoView {
    let device = app().device;
    let board = Memo::new(move |_| stock::board(device));
    let at = move |index: usize| found.with(|found| found.ids.get(index).copied().map(ProductId));
    let row: RowMaker = Arc::new(move |index| {
        let id = Memo::new(move |_| at(index));
        let said =
            move |board: &Vec<Read>| typed.with(|typed| words(device, board, id.get()?, typed));
        word_row(Memo::new(move |_| board.with(said)))
    });
    let href = move |index: usize| {
        at(index).map_or_else(
            || Route::Products.href(),
            |id| Route::Product(id.0).searched(&typed.get()),
        )
    };
    let current = Memo::new(move |_| {
        let selected = selected.get()?.0;
        found.with(|found| found.ids.iter().position(|other| *other == selected))
    });
    // while the list is being built only its first rows are known
    let count = Memo::new(move |_| found.with(|found| found.total));
    view! { <div class="page-list-rows"><VirtualList label=say(products::products) count=count row=row href=href current=current /></div> }
}

/// One product in the list: name and code at the left, price and stock at the right.
fn words(device: Device, board: &[Read], id: ProductId, typed: &str) -> Option<RowWords> {
    let product = device.get::<Product>(id)?;
    Some(RowWords {
        title: pieces(&product.name, typed),
        code: pieces(&product.code, typed),
        standing: standing(device, &RecordKey::of::<Product>(id)),
        value: Some(pricing::maybe_amount(
            language(),
            product.price,
            product.currency,
        )),
        note: stock::short(device, board, id, &product),
    })
}

/// Enter opens the product whose code or barcode was typed or scanned, else the only one found.
fn opener(found: Memo<Found>) -> Callback<String> {
    let device = app().device;
    let navigate = use_navigate();
    Callback::new(move |typed: String| {
        let only =
            found.with_untracked(|found| (found.total == 1).then(|| ProductId(found.ids[0])));
        if let Some(id) = codes::product(device, &typed).or(only) {
            navigate(&Route::Product(id.0).searched(&typed), Default::default());
        }
    })
}
