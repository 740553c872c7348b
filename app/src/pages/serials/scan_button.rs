//! A serial field's way to the camera: a button that opens it, and the code that was read or chosen.

use leptos::prelude::*;
use shared::serials::SerialNumber;
use shared::serials::scan::{Candidate, candidates, readable};

use crate::kit::{Button, Dialog, Icon, Scanner};
use crate::messages::{say, serials};

/// `on_serial` hears the serial of the code: GS1's own where there is one, else the whole.
#[component]
pub fn ScanButton(#[prop(into)] on_serial: Callback<String>) -> impl IntoView {
    let open = RwSignal::new(false);
    let read = move |code: String| {
        open.set(false);
        on_serial.run(serial(&code));
    };
    view! {
        <Button label=say(serials::camera) icon=Icon::ScanBarcode on_press=move || open.set(true) />
        <Dialog title=say(serials::camera) open=open on_close=move || open.set(false)>
            <Scanner written=readable on_code=read />
        </Dialog>
    }
}

fn serial(code: &str) -> String {
    let serial = |candidate: Candidate| match candidate {
        Candidate::Serial(serial) | Candidate::Lot(serial) => Some(serial),
        Candidate::Item(_) => None,
    };
    let found: Option<SerialNumber> = candidates(code).into_iter().find_map(serial);
    found.map_or_else(|| code.to_owned(), |serial| serial.as_str().to_owned())
}
