//! The good by its serial, with what this device says of it at once.

use leptos::prelude::*;
use shared::ids::ProductId;
use shared::products::Product;
use shared::rma::Refusal;
use shared::rma::named::{Named, named};
use shared::rma::origin::Origin;
use shared::serials::SerialNumber;

use super::good_card::SoldUnit;
use super::known::Known;
use super::taking_in::Paper;
use crate::kit::{Button, Icon, LinkButton, Notice, Verdict};
use crate::messages::{language, rma, say, serials};
use crate::pages::serials::serial_field::SerialField;
use crate::routes::Route;
use crate::state::{app, codes};

#[component]
pub fn BySerial(paper: Paper) -> impl IntoView {
    let typed = paper.typed;
    // another number is another unit, unless a ticket's line said which
    let on_typing = move |()| {
        if typed.ticket.get_value().is_none() {
            paper.choose_product(None);
        }
    };
    view! {
        <SerialOfUnit paper=paper on_typing=on_typing />
        <div aria-live="polite">{move || code_of(paper)}</div>
    }
}

/// The field, the camera, and what is known of the number.
#[component]
pub fn SerialOfUnit(
    paper: Paper,
    #[prop(optional, into)] on_typing: Option<Callback<()>>,
) -> impl IntoView {
    let Paper {
        typed,
        problems,
        asked,
        ..
    } = paper;
    let known = Memo::new(move |_| asked.with(|asked| paper.known(asked)));
    let said = problems.of("serial");
    let problem = Signal::derive(move || {
        said.get().or_else(|| match known.get() {
            Known::Refused(why) => Some(rma::refusal(language(), &why)),
            _ => None,
        })
    });
    let typing = paper.input("serial", typed.serial);
    let input = move |text: String| {
        asked.set(String::new());
        on_typing.iter().for_each(|hears| hears.run(()));
        typing.run(text);
    };
    let finish = move |text: String| asked.set(text);
    view! {
        <SerialField label=say(rma::serial) hint=say(rma::serial_hint) value=typed.serial on_input=input on_finish=finish problem=problem />
        <div aria-live="polite">{move || answer(paper, known.get())}</div>
    }
}

/// What this device says of the serial.
fn answer(paper: Paper, known: Known) -> AnyView {
    match known {
        Known::Nothing | Known::Refused(_) => ().into_any(),
        Known::Sold(origin) => {
            let serial = SerialNumber::new(&paper.asked.get());
            let ticket = paper.typed.ticket.get_value();
            let unit = |serial| view! { <SoldUnit origin=origin serial=serial ticket=ticket register=paper.register /> };
            serial.ok().map(unit).into_any()
        }
        Known::Lot(origin) => view! { <OfLot paper=paper origin=origin /> }.into_any(),
        Known::Several(products) => {
            view! { <WhichProduct paper=paper products=products /> }.into_any()
        }
        Known::Open(operation) => {
            let title = || rma::refusal(language(), &Refusal::OpenAlready);
            let href = Route::Return(operation.0).href();
            let actions = move || view! { <LinkButton label=say(rma::go_on) href=href.clone() icon=Icon::ArrowRight /> };
            view! { <Notice verdict=Verdict::Block title=title actions=actions /> }.into_any()
        }
        Known::Elsewhere { ever_sold } => {
            let heard = match ever_sold {
                Some(true) => Some(serials::ours_elsewhere as fn(_) -> _),
                Some(false) => Some(serials::never_ours as fn(_) -> _),
                None => None,
            };
            view! {
                <Notice verdict=Verdict::Info title=say(rma::draft)>
                    {heard.map(|heard| view! { <p>{say(heard)}</p> })}
                    <p>{say(rma::draft_text)}</p>
                </Notice>
            }
            .into_any()
        }
    }
}

/// The text is the code of a product, too, or that alone: the user chooses, and until then it is the serial (RMA-04).
fn code_of(paper: Paper) -> Option<AnyView> {
    let code = paper.asked.get();
    let product = codes::product(paper.app.device, &code)?;
    let known_serial = paper.known(&code).was_sold();
    let (id, title): (_, fn(_) -> _) = match named(known_serial, Some(product)) {
        Named::Serial => return None,
        Named::Product(id) => (id, rma::is_a_code),
        Named::Either(id) => (id, rma::is_a_code_too),
    };
    let card = paper.app.device.get::<Product>(id)?;
    let take = move |()| paper.take_as_product(id);
    let actions = move || view! { <Button label=say(rma::take_as_product) icon=Icon::Package on_press=take /> };
    Some(
        view! {
            <Notice verdict=Verdict::Info title=say(title) actions=actions>
                <p>{format!("{} · {}", card.code, card.name)}</p>
                {known_serial.then(|| view! { <p>{say(rma::serial_unless_chosen)}</p> })}
            </Notice>
        }
        .into_any(),
    )
}

/// One tap leads to the product and the sale of the lot.
#[component]
fn OfLot(paper: Paper, origin: Origin) -> impl IntoView {
    let title = || rma::refusal(language(), &Refusal::IsLot);
    let take = move |()| paper.take_of_lot(&origin);
    let take = Callback::new(take);
    let actions = move || view! { <Button label=say(rma::take_as_product) icon=Icon::Package on_press=take /> };
    view! { <Notice verdict=Verdict::Info title=title actions=actions /> }
}

#[component]
fn WhichProduct(paper: Paper, products: Vec<ProductId>) -> impl IntoView {
    let device = app().device;
    let buttons = move || {
        let button = |id: ProductId| {
            let name = device.get::<Product>(id).map(|card| card.name);
            let choose = move |()| paper.choose_product(Some(id));
            view! { <Button label=name.unwrap_or_default() on_press=choose /> }
        };
        products.iter().copied().map(button).collect_view()
    };
    view! { <Notice verdict=Verdict::Info title=say(rma::which_product) actions=buttons /> }
}
