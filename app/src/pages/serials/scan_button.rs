//! A serial field's way to the camera: a button that opens it, and the serial that was read. What may be something else is asked.

use leptos::prelude::*;
use shared::serials::SerialNumber;
use shared::serials::scan::{Meant, meant, readable};

use crate::kit::{Button, Dialog, Icon, Notice, Scanner, Verdict};
use crate::messages::{language, say, serials};

#[component]
pub fn ScanButton(#[prop(into)] on_serial: Callback<String>) -> impl IntoView {
    let open = RwSignal::new(false);
    // the code, and what of it may be a serial
    let asked = RwSignal::new(None::<(String, Vec<SerialNumber>)>);
    let take = Callback::new(move |serial: String| {
        open.set(false);
        asked.set(None);
        on_serial.run(serial);
    });
    let read = Callback::new(move |code: String| match meant(&code) {
        Meant::Sure(serial) => take.run(serial.as_str().to_owned()),
        Meant::Perhaps(serials) => asked.set(Some((readable(&code), serials))),
    });
    let close = move || {
        open.set(false);
        asked.set(None);
    };
    let inside = move || match asked.get() {
        None => view! { <Scanner written=readable on_code=read /> }.into_any(),
        Some((code, serials)) => {
            view! { <Asked code=code serials=serials take=take again=move |()| asked.set(None) /> }
                .into_any()
        }
    };
    view! {
        <Button label=say(serials::camera) icon=Icon::ScanBarcode on_press=move || { asked.set(None); open.set(true); } />
        <Dialog title=say(serials::camera) open=open on_close=close>{inside}</Dialog>
    }
}

#[component]
fn Asked(
    code: String,
    serials: Vec<SerialNumber>,
    take: Callback<String>,
    #[prop(into)] again: Callback<()>,
) -> impl IntoView {
    let title = match serials.is_empty() {
        true => serials::no_serial_in_it,
        false => serials::may_be_something_else,
    };
    let actions = move || {
        let each = serials.clone().into_iter().map(|serial| {
            let text = serial.as_str().to_owned();
            let shown = text.clone();
            view! { <Button label=move || serials::use_as_serial(language(), &shown) on_press=move |()| take.run(text.clone()) /> }
        });
        view! { {each.collect_view()} <Button label=say(serials::scan_another) icon=Icon::Camera on_press=again /> }
    };
    view! {
        <Notice verdict=Verdict::Warn title=say(title) actions=actions>
            <p class="plate">{code}</p>
        </Notice>
    }
}
