//! The form of a product. A new one is saved as a whole; of an existing one every finished field is saved by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::ProductId;
use shared::products::{Change, Draft, Product, Refusal};
use shared::rate::Percent;
use shared::sync::any_change;
use shared::sync::outcome::Reason;

use super::fields::Fields;
use super::form::{self, Part, Wrong};
use crate::kit::PageHead;
use crate::kit::{ActionBar, Announcer, Button, Card, EmptyState, Icon, LinkButton, Look, Page};
use crate::messages::{self, Language, language, language_now, products, say};
use crate::pages::frame;
use crate::pages::pricing::usual;
use crate::pages::problems::{Problems, not_saved};
use crate::pages::trouble::NotTaken;
use crate::pages::unsaved::{CameBack, Unsaved};
use crate::routes::Route;
use crate::state::device::NotSaved;
use crate::state::{Device, app};

/// A new product, or one that is there.
#[component]
pub fn EditPage(id: Option<ProductId>) -> impl IntoView {
    let back = id.map_or(Route::Products, |id| Route::Product(id.0)).href();
    frame::head(move || {
        let title = if id.is_some() {
            products::edit_product
        } else {
            products::new_product
        };
        PageHead {
            title: title(language()).to_owned(),
            subtitle: None,
            back: Some(back.clone()),
        }
    });
    match id {
        Some(id) => view! { <Existing id=id /> }.into_any(),
        None => view! { <New /> }.into_any(),
    }
}

#[component]
fn New() -> impl IntoView {
    let app = app();
    let problems = Problems::new();
    let draft = RwSignal::new(blank(app.device));
    let saving = RwSignal::new(false);
    let navigate = use_navigate();
    let fill = move |part: Part| {
        let field = part.field();
        let mut next = draft.get_untracked();
        let read = part.read_into(&mut next);
        match read {
            Ok(()) => {
                problems.clear(field);
                draft.set(next);
            }
            Err(why) => problems.say(field, wrong(language_now(), why)),
        }
        read.is_ok()
    };
    let unsaved = Unsaved::new(app, NEW, move |back| {
        let back = back.iter();
        let parts = back.filter_map(|(field, typed)| Part::named(field, typed.clone()));
        parts.for_each(|part| _ = fill(part));
    });
    let finish = move |part: Part| {
        let field = part.field();
        unsaved.type_in(field, part.typed().to_owned());
        if fill(part) {
            unsaved.hide(field);
        }
    };
    let discard = move |()| {
        problems.clear_all();
        draft.set(blank(app.device));
    };
    let save = Callback::new(move |()| {
        problems.clear(WHOLE);
        if saving.get_untracked() || !problems.let_through() {
            return;
        }
        saving.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let product = app.device.new_id::<ProductId>();
            let change = Change::Created {
                product,
                draft: draft.get_untracked(),
                provisional: app.device.provisional(),
            };
            match app.device.commit(change).await {
                Ok(_) => {
                    unsaved.forget();
                    app.notices.say(products::saved(language_now()));
                    navigate(&Route::Product(product.0).href(), Default::default());
                }
                Err(why) => refused(problems, &why),
            }
            saving.set(false);
        });
    });
    view! {
        <Page bar=move || view! {
            <ActionBar desktop=true>
                <LinkButton label=say(messages::kit::cancel) href=Route::Products.href() on:click=move |_| unsaved.forget() />
                <Button label=say(products::save) look=Look::Main icon=Icon::Check on_press=save working=saving />
            </ActionBar>
        }>
            <CameBack unsaved=unsaved on_discard=discard />
            <Whole problems=problems />
            <Card><Fields draft=draft finish=finish problems=problems unsaved=unsaved is_new=true /></Card>
            <p class="soft small">{say(products::code_comes)}</p>
        </Page>
    }
}

#[component]
fn Existing(id: ProductId) -> impl IntoView {
    let app = app();
    let device = app.device;
    let problems = Problems::new();
    let record = Memo::new(move |_| device.get::<Product>(id));
    let here = Memo::new(move |_| record.with(Option::is_some));
    let draft = Signal::derive(move || {
        record.with(|product| {
            product
                .as_ref()
                .map_or_else(|| blank(device), form::draft_of)
        })
    });
    let unsaved = Unsaved::new(app, format!("product/{id}"), |_| ());
    let finish = move |part: Part| {
        let field = part.field();
        let Some(product) = record.get_untracked() else {
            return;
        };
        let mut next = form::draft_of(&product);
        match part.read_into(&mut next) {
            Ok(()) => save_fields(
                device,
                id,
                form::difference(&product, &next),
                field,
                problems,
                unsaved,
            ),
            Err(why) => problems.say(field, wrong(language_now(), why)),
        }
    };
    let save = move |()| {
        let back = untrack(|| unsaved.back()).into_iter();
        back.filter_map(|(field, typed)| Part::named(&field, typed))
            .for_each(finish);
    };
    let discard = move |()| problems.clear_all();
    move || {
        match here.get() {
        true => view! {
            <Page bar=move || view! {
                <ActionBar desktop=true>
                    <LinkButton label=say(products::done) look=Look::Main icon=Icon::Check href=Route::Product(id.0).href() />
                </ActionBar>
            }>
                <CameBack unsaved=unsaved on_save=save on_discard=discard />
                <Whole problems=problems />
                <p class="soft small">{say(products::each_field)}</p>
                <Card><Fields draft=draft finish=finish problems=problems unsaved=unsaved is_new=false /></Card>
            </Page>
        }
        .into_any(),
        false => view! { <EmptyState title=say(products::gone) text=say(products::gone_text) /> }.into_any(),
    }
    }
}

/// What is wrong with the whole, not with one field.
#[component]
fn Whole(problems: Problems) -> impl IntoView {
    view! { <NotTaken words=problems.of(WHOLE) /> }
}

const WHOLE: &str = "";
/// The form of a new one, among what is typed and not saved.
const NEW: &str = "product/new";

fn save_fields(
    device: Device,
    id: ProductId,
    fields: Vec<shared::products::Field>,
    under: &'static str,
    problems: Problems,
    unsaved: Unsaved,
) {
    problems.clear(under);
    let letters = unsaved.finishing(under);
    spawn_local(async move {
        let mut saved = true;
        for field in fields {
            if let Err(why) = device.commit(Change::Edited { product: id, field }).await {
                saved = false;
                problems.say(under, not_saved(language_now(), &why));
            }
        }
        if saved {
            letters.done();
        }
    });
}

/// A refusal stands under the field it is about, when it is about one.
fn refused(problems: Problems, why: &NotSaved) {
    let field = match why {
        NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: any_change::Refusal::Products(Refusal::NameEmpty),
            },
        ) => "name",
        NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: any_change::Refusal::Products(Refusal::PriceInvalid),
            },
        ) => "price",
        _ => WHOLE,
    };
    let words = not_saved(language_now(), why);
    Announcer::urge(words.clone());
    problems.say(field, words);
    problems.show();
}

fn wrong(language: Language, why: Wrong) -> String {
    match why {
        Wrong::Text(why) => products::text_wanted(language, why),
        Wrong::Price => products::price_wanted(language).to_owned(),
        Wrong::Vat => products::vat_wanted(language).to_owned(),
        Wrong::Unit => products::unit_wanted(language).to_owned(),
        Wrong::Warranty => products::warranty_wanted(language).to_owned(),
        Wrong::Choice => products::not_saved(language).to_owned(),
    }
}

/// A new product begins with the usual currency and with the tax rate the first product of the list has.
pub(super) fn blank(device: Device) -> Draft {
    let first = untrack(|| device.find::<Product>("", 0, 1));
    let first = first
        .ids
        .first()
        .and_then(|id| device.peek::<Product>(ProductId(*id)));
    Draft {
        vat: first.map_or(Percent::ZERO, |product| product.vat),
        ..Draft::blank(usual::currency(device))
    }
}
