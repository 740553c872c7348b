//! How does a page get onto paper? One button that opens the browser's print dialog; what paper looks like is `print.css`.

use leptos::prelude::*;

use super::{Button, Icon, Look, Words};
use crate::browser::printing;

/// Prints the page it stands on.
#[component]
pub fn PrintButton(#[prop(into)] label: Words, #[prop(optional)] look: Look) -> impl IntoView {
    // where there is no print dialog there is nothing better to do than to stay
    let press = move |()| {
        printing::print();
    };
    view! { <Button label=label look=look icon=Icon::Printer on_press=press /> }
}
