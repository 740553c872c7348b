//! One product: what it is, what it costs, how many there are, and what can be done with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::edit::Edit;
use shared::ids::ProductId;
use shared::products::{Change, Field, Product};
use shared::record::RecordKey;
use shared::users::Right;

use super::category;
use super::facts::Facts;
use super::prices::Prices;
use super::stock::StockCards;
use crate::kit::{
    EmptyState, Icon, LinkButton, Look, Menu, MenuAction, Notice, Page, Tag, Tone, Unbroken,
    Verdict,
};
use crate::messages::{language_now, products, say};
use crate::pages::problems::not_saved;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::app;

/// The card of one product; says so when it is not aboard.
#[component]
pub fn ProductPage(id: ProductId) -> impl IntoView {
    let device = app().device;
    let product = Memo::new(move |_| device.get::<Product>(id));
    let here = Memo::new(move |_| product.with(Option::is_some));
    move || match here.get() {
        true => view! { <Here id=id product=product /> }.into_any(),
        false => view! {
            <EmptyState title=say(products::gone) text=say(products::gone_text)>
                <LinkButton label=say(products::to_list) href=Route::Products.href() />
            </EmptyState>
        }
        .into_any(),
    }
}

#[component]
fn Here(id: ProductId, product: Memo<Option<Product>>) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let is = move |of: fn(&Product) -> bool| {
        move || product.with(|product| product.as_ref().is_some_and(of))
    };
    view! {
        <Page>
            <div class="stack">
                <h2 class="title">{move || product.get().map(|product| view! { <Unbroken text=product.name /> })}</h2>
                <SecondLine product=product />
                <div class="row">
                    <RecordMark key={RecordKey::of::<Product>(id)} />
                    <Show when=is(Product::is_provisional)><Tag tone=Tone::Open icon=Icon::Hourglass words=say(products::provisional) /></Show>
                    <Show when=is(|product| product.archived)><Tag tone=Tone::Neutral icon=Icon::Lock words=say(products::archived) /></Show>
                </div>
                <Actions id=id product=product problem=problem />
                {move || problem.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
                <Show when=is(|product| product.archived)>
                    <Notice verdict=Verdict::Info title=say(products::archived)>{say(products::archived_text)}</Notice>
                </Show>
            </div>
            <StockCards id=id product=product />
            <Prices id=id product=product />
            <Facts product=product />
        </Page>
    }
}

/// Code in plate type, brand, category path.
#[component]
fn SecondLine(product: Memo<Option<Product>>) -> impl IntoView {
    let device = app().device;
    let words = move || {
        product.with(|product| {
            let product = product.as_ref()?;
            let path = product.category.map(|id| category::path(device, id));
            let parts = [Some(product.brand.clone()), path]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty());
            let parts: String = parts.map(|part| format!(" · {part}")).collect();
            Some(view! { <span class="plate">{product.code.clone()}</span> {parts} })
        })
    };
    view! { <p class="soft">{words}</p> }
}

#[component]
fn Actions(
    id: ProductId,
    product: Memo<Option<Product>>,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let login = app().login;
    let archived = Memo::new(move |_| {
        product.with(|product| product.as_ref().is_some_and(|product| product.archived))
    });
    let offer = Route::OfferNew {
        account: None,
        product: Some(id.0),
    }
    .href();
    let flip = Callback::new(move |()| archive(id, archived.get_untracked(), problem));
    let menu = move || {
        let action = match archived.get() {
            true => MenuAction::new(say(products::restore), flip).icon(Icon::Undo2),
            false => MenuAction::new(say(products::archive), flip).icon(Icon::Lock),
        };
        view! { <Menu label=say(products::actions) actions=vec![action] /> }
    };
    view! {
        <div class="row">
            <Show when=move || login.has(Right::EditProducts)>
                <LinkButton label=say(products::edit) href=Route::ProductEdit(id.0).href() icon=Icon::Pencil />
            </Show>
            <Show when=move || login.has(Right::MakeOffers) && !archived.get()>
                <LinkButton label=say(products::add_to_offer) href=offer.clone() icon=Icon::Plus look=Look::Main />
            </Show>
            <Show when=move || login.has(Right::EditProducts)>{menu}</Show>
        </div>
    }
}

fn archive(id: ProductId, was: bool, problem: RwSignal<Option<String>>) {
    let device = app().device;
    problem.set(None);
    spawn_local(async move {
        let field = Field::Archived {
            edit: Edit::new(was, !was),
        };
        if let Err(why) = device.commit(Change::Edited { product: id, field }).await {
            problem.set(Some(not_saved(language_now(), &why)));
        }
    });
}
