//! Everything this device knows of the units of one serial (SER-16): what, whose, covered until when, and what happened to it.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::serials::SerialNumber;

use super::past::Past;
use super::unit_card::UnitCard;
use super::unknown::Unknown;
use crate::kit::{Notice, Page, PageHead, Verdict};
use crate::messages::{language, say, serials};
use crate::pages::frame;
use crate::routes::Route;
use crate::state::{app, register};

#[component]
pub fn UnitPage(serial: String) -> impl IntoView {
    let title = serial.clone();
    frame::head(move || PageHead {
        title: title.clone(),
        subtitle: Some(serials::whole(language()).to_owned()),
        back: Some(Route::Scan.href()),
    });
    let (device, shipped) = (app().device, app().shipped);
    let register = register::watched(device);
    let asked = StoredValue::new(serial.clone());
    let units = move || {
        let number = asked.with_value(|serial| SerialNumber::new(serial).ok())?;
        register.with(|register| register::units(device, register, &number))
    };
    let navigate = use_navigate();
    let scan = Callback::new(move |()| navigate(&Route::Scan.href(), NavigateOptions::default()));
    let shown = move || match units() {
        Some(register::Units { serial, moved }) => {
            let several = (moved.len() > 1)
                .then(|| view! { <Notice verdict=Verdict::Info title=say(serials::several) /> });
            let cards = moved.into_iter().map(|(product, movements)| view! { <UnitCard serial=serial.clone() product=product movements=movements whole=true /> });
            view! { {several} {cards.collect_view()} }.into_any()
        }
        None => {
            let serial = asked.get_value();
            let numbers: Vec<SerialNumber> = SerialNumber::new(&serial).into_iter().collect();
            let ever_shipped = shipped.ever(&numbers);
            view! { <Unknown serial=serial ever_shipped=ever_shipped another=scan /> }.into_any()
        }
    };
    view! {
        <Page>
            {shown}
            <Past serial=serial register=register />
        </Page>
    }
}
