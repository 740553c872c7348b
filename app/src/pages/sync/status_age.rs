//! How old is what lies on this device? One age for all that is fetched together. Says nothing before the server
//! was heard since the start.

use crate::kit::{Age, AsOf};
use crate::messages::{days, language};
use crate::state::{app, opening};
use leptos::prelude::*;

/// Beyond this nobody should trust what lies here without looking; half of it already looks old.
const OLD_MINUTES: u64 = 36 * 60;
const JUST_NOW_MINUTES: u64 = 0;

/// When the server was last heard.
#[component]
pub fn Contact() -> impl IntoView {
    let app = app();
    let minutes = Memo::new(move |_| opening::minutes_since_contact(app));
    let age = Signal::derive(move || age_of(minutes.get().unwrap_or_default()));
    view! { <Show when=move || minutes.get().is_some()><AsOf age=age /></Show> }
}

pub fn age_of(minutes: u64) -> Age {
    let words = days::ago(language(), minutes);
    match minutes {
        ..=JUST_NOW_MINUTES => Age::Now(words),
        minutes if minutes > OLD_MINUTES => Age::Old(words),
        _ => Age::At(words),
    }
}
