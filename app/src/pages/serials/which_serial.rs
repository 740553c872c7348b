//! Which part of a code is the serial? What may be something else is asked, never filled in (SER-15).

use leptos::prelude::*;
use shared::serials::SerialNumber;

use crate::kit::{Button, Icon, Notice, Verdict, Words};
use crate::messages::{language, say, serials};

/// `code` as people read it, and what of it may be a serial. `again` begins anew, under these words.
#[component]
pub fn WhichSerial(
    code: String,
    serials: Vec<SerialNumber>,
    take: Callback<String>,
    #[prop(into)] again: Callback<()>,
    #[prop(into)] again_words: Words,
    again_icon: Icon,
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
        view! { {each.collect_view()} <Button label=again_words.clone() icon=again_icon on_press=again /> }
    };
    view! {
        <Notice verdict=Verdict::Warn title=say(title) actions=actions>
            <p class="plate">{code}</p>
        </Notice>
    }
}
