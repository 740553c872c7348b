//! Before leaving: can this device tell of any serial number whether it was ever sold?

use crate::kit::{Notice, Verdict};
use crate::messages::{days, language, say, serials};
use crate::state::app;
use leptos::prelude::*;

#[component]
pub fn ShippedLine() -> impl IntoView {
    let shipped = app().shipped;
    let aboard = Memo::new(move |_| shipped.aboard());
    move || match aboard.get() {
        Some(aboard) => {
            let words = move || {
                let ago = days::ago(language(), aboard.minutes_old);
                serials::aboard(language(), aboard.count, &ago)
            };
            view! { <Notice verdict=Verdict::Fine title=words /> }.into_any()
        }
        None => {
            view! { <Notice verdict=Verdict::Info title=say(serials::none_aboard) /> }.into_any()
        }
    }
}
