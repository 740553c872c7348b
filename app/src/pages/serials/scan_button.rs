//! A serial field's way to the camera: a button that opens it, and the serial that was read. What may be something else is asked.

use leptos::prelude::*;
use shared::serials::SerialNumber;
use shared::serials::scan::{Meant, meant, readable};

use super::which_serial::WhichSerial;
use crate::kit::{Button, Dialog, Icon, Scanner};
use crate::messages::{say, serials};

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
            let again = move |()| asked.set(None);
            view! { <WhichSerial code=code serials=serials take=take again=again again_words=say(serials::scan_another) again_icon=Icon::Camera /> }
                .into_any()
        }
    };
    view! {
        <Button label=say(serials::camera) icon=Icon::ScanBarcode on_press=move || { asked.set(None); open.set(true); } />
        <Dialog title=say(serials::camera) open=open on_close=close>{inside}</Dialog>
    }
}
