//! A serial is typed, or comes from a scanner that types: whose machine is it, and is it covered? Answered from this device alone.

use leptos::prelude::*;
use shared::ids::ProductId;
use shared::serials::SerialNumber;
use shared::serials::scan::{Candidate, candidates};

use super::unit_card::UnitCard;
use crate::kit::{
    Button, EmptyState, Icon, LinkButton, Look, Notice, Page, PageHead, SearchField, Verdict,
};
use crate::messages::{days, language, products, say, serials};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::routes::Route;
use crate::state::{Device, app, codes, register, time};

/// What the device knows of a code.
#[derive(Clone, PartialEq)]
enum Answer {
    Nothing,
    Units(register::Units),
    /// No serial here, but the code of a product.
    Product(ProductId),
    /// What was looked for.
    Unknown(String),
}

#[component]
pub fn ScanPage() -> impl IntoView {
    frame::head(move || PageHead {
        title: serials::title(language()).to_owned(),
        subtitle: None,
        back: None,
    });
    let device = app().device;
    let search = Search::new();
    let typed = search.typed();
    let on_input = search.on_input(Signal::stored(Route::Scan));
    let register = register::watched(device);
    let answer = Memo::new(move |_| {
        register.with(|register| typed.with(|typed| answered(device, register, typed)))
    });
    view! {
        <Page>
            <SearchField label=say(serials::enter) value=typed on_input=on_input catches=true />
            <p class="soft small">{say(serials::hint)}</p>
            <div class="stack" aria-live="polite">
                {move || shown(answer.get(), on_input)}
            </div>
        </Page>
    }
}

/// Each meaning of the code is tried, the likeliest first.
fn answered(device: Device, register: &register::Register, typed: &str) -> Answer {
    if typed.trim().is_empty() {
        return Answer::Nothing;
    }
    let meanings = candidates(typed);
    let serial = |candidate: &Candidate| match candidate {
        Candidate::Serial(serial) | Candidate::Lot(serial) => Some(serial.clone()),
        Candidate::Item(_) => None,
    };
    let found = |serial: SerialNumber| register::units(device, register, &serial);
    if let Some(units) = meanings.iter().filter_map(serial).find_map(found) {
        return Answer::Units(units);
    }
    let item = |candidate: &Candidate| match candidate {
        Candidate::Item(item) => codes::product(device, item),
        Candidate::Serial(serial) => codes::product(device, serial.as_str()),
        Candidate::Lot(_) => None,
    };
    match meanings.iter().find_map(item) {
        Some(product) => Answer::Product(product),
        None => {
            let serial = meanings.iter().find_map(serial);
            Answer::Unknown(serial.map_or_else(
                || typed.trim().to_owned(),
                |serial| serial.as_str().to_owned(),
            ))
        }
    }
}

fn shown(answer: Answer, on_input: Callback<String>) -> AnyView {
    match answer {
        Answer::Nothing => view! { <EmptyState title=say(serials::ready) text=say(serials::ready_text) /> }.into_any(),
        Answer::Units(units) => {
            let register::Units { serial, moved } = units;
            let several = (moved.len() > 1).then(|| view! { <Notice verdict=Verdict::Info title=say(serials::several) /> });
            let cards = moved.into_iter().map(|(product, movements)| view! { <UnitCard serial=serial.clone() product=product movements=movements /> });
            view! { {several} {cards.collect_view()} }.into_any()
        }
        Answer::Product(id) => view! {
            <Notice verdict=Verdict::Info title=say(serials::is_product)
                actions=move || view! { <LinkButton label=say(products::product) href=Route::Product(id.0).href() icon=Icon::Package look=Look::Main /> }>
                <p>{say(serials::is_product_text)}</p>
            </Notice>
        }
        .into_any(),
        Answer::Unknown(serial) => view! { <Unknown serial=serial on_input=on_input /> }.into_any(),
    }
}

/// Unknown on this device is not "does not exist".
#[component]
fn Unknown(serial: String, on_input: Callback<String>) -> impl IntoView {
    let connection = app().connection;
    let heard = move || {
        let heard = connection.last_contact.get()?;
        let minutes = (time::now().milliseconds() - heard.milliseconds()).max(0) / 60_000;
        Some(serials::as_of(
            language(),
            &days::ago(language(), minutes.unsigned_abs()),
        ))
    };
    view! {
        <Notice verdict=Verdict::Warn title=move || serials::not_aboard(language(), &serial)
            actions=move || view! { <Button label=say(serials::another) icon=Icon::ScanBarcode on_press=move || on_input.run(String::new()) /> }>
            <p>{say(serials::not_aboard_text)}</p>
            {move || heard().map(|words| view! { <p>{words}</p> })}
        </Notice>
    }
}
