//! A field for one serial: by hand, by a scanner that types, or by the camera. GS1 text and links are read alike wherever they come
//! from; the field is not finished while it is asked which part is the serial (SER-15).

use leptos::prelude::*;
use shared::serials::SerialNumber;
use shared::serials::scan::{Meant, readable, typed};

use super::read_serial::Judged;
use super::scan_button::ScanButton;
use super::which_serial::WhichSerial;
use crate::kit::{Icon, TextField, Words, Writing};
use crate::messages::{kit, say};

/// As a [`TextField`]; `on_finish` hears a serial, never the code it stood in.
#[component]
pub fn SerialField(
    #[prop(into)] label: Words,
    #[prop(into)] hint: Words,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] on_finish: Callback<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// What is said of a serial that the camera read, before it is taken.
    #[prop(optional, into)]
    judge: Option<Callback<String, Judged>>,
) -> impl IntoView {
    // what was read, shown until the form's own value is another one than at that time
    let read = RwSignal::new(None::<(String, String)>);
    let asked = RwSignal::new(None::<(String, Vec<SerialNumber>)>);
    let shown = Signal::derive(move || {
        let value = value.get();
        let read = read.get().filter(|(then, _)| *then == value);
        read.map_or(value, |(_, text)| text)
    });
    let input = move |text: String| {
        asked.set(None);
        if read.with_untracked(Option::is_some) {
            read.set(Some((value.get_untracked(), text.clone())));
        }
        on_input.run(text);
    };
    let take = Callback::new(move |serial: String| {
        asked.set(None);
        on_input.run(serial.clone());
        read.set(Some((value.get_untracked(), serial.clone())));
        on_finish.run(serial);
    });
    let finish = move |text: String| match typed(&text) {
        None => on_finish.run(text),
        Some(Meant::Sure(serial)) => take.run(serial.as_str().to_owned()),
        Some(Meant::Perhaps(serials)) => asked.set(Some((readable(&text), serials))),
    };
    let again = move |()| take.run(String::new());
    let which = move || {
        let (code, serials) = asked.get()?;
        Some(
            view! { <WhichSerial code=code serials=serials take=take again=again again_words=say(kit::clear) again_icon=Icon::X /> },
        )
    };
    view! {
        <TextField label=label hint=hint value=shown on_input=input on_change=finish problem=problem writing=Writing::Plate />
        <ScanButton on_serial=take judge=judge />
        <div aria-live="polite">{which}</div>
    }
}
