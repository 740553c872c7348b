//! A serial field's way to the camera: a button that opens it, and the serial that was read. What may be something else is asked; where
//! the field judges, what it says stands over the still picture until a person takes it.

use leptos::prelude::*;
use shared::serials::SerialNumber;
use shared::serials::scan::{Meant, meant, readable};

use super::read_serial::{Judged, ReadSerial};
use super::which_serial::WhichSerial;
use crate::kit::{Button, Dialog, Icon, Look, Scanner, Words};
use crate::messages::{say, serials};

/// What was read and waits for a person.
#[derive(Clone, PartialEq)]
enum Read {
    /// The code, and what of it may be a serial.
    Which(String, Vec<SerialNumber>),
    Judged(String, Judged),
}

#[component]
pub fn ScanButton(
    #[prop(into)] on_serial: Callback<String>,
    #[prop(optional, into)] label: Option<Words>,
    #[prop(optional)] look: Look,
    /// Says what the field knows of a serial; without it what was read is taken at once.
    #[prop(optional_no_strip)]
    judge: Option<Callback<String, Judged>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let waits = RwSignal::new(None::<Read>);
    // the camera is opened anew for each
    let round = RwSignal::new(0_u32);
    let take = Callback::new(move |serial: String| {
        open.set(false);
        waits.set(None);
        on_serial.run(serial);
    });
    let sure = Callback::new(move |serial: String| match judge {
        Some(judge) => {
            let judged = judge.run(serial.clone());
            waits.set(Some(Read::Judged(serial, judged)));
        }
        None => take.run(serial),
    });
    let read = Callback::new(move |code: String| match meant(&code) {
        Meant::Sure(serial) => sure.run(serial.as_str().to_owned()),
        Meant::Perhaps(serials) => waits.set(Some(Read::Which(readable(&code), serials))),
    });
    let close = move || {
        open.set(false);
        waits.set(None);
    };
    let again = Callback::new(move |()| {
        waits.set(None);
        round.update(|round| *round += 1);
    });
    let over = move || {
        Some(match waits.get()? {
            Read::Which(code, serials) => view! { <WhichSerial code=code serials=serials take=sure again=again again_words=say(serials::scan_another) again_icon=Icon::Camera /> }.into_any(),
            Read::Judged(serial, judged) => view! { <ReadSerial serial=serial judged=judged take=take again=again /> }.into_any(),
        })
    };
    let camera = move || {
        round.track();
        view! { <Scanner written=readable on_code=read /> }
    };
    let label = label.unwrap_or_else(|| say(serials::camera).into());
    view! {
        <Button label=label look=look icon=Icon::ScanBarcode on_press=move || { waits.set(None); open.set(true); } />
        <Dialog title=say(serials::camera) open=open on_close=close>
            <div class="scan" data-camera=true>{camera} <div aria-live="polite">{over}</div></div>
        </Dialog>
    }
}
