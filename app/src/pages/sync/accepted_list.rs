//! Own work of the last days that this device sent and that was accepted; shown piece by piece.

use super::pieces::{More, Pieces};
use super::subject;
use crate::kit::{Item, List, Mark, Standing};
use crate::messages::{days, kit, language, say};
use crate::state::handed_in::HandedIn;
use crate::state::{app, opening};
use leptos::prelude::*;
use shared::sync::Intention;

#[component]
pub fn AcceptedList(handed_in: RwSignal<HandedIn>) -> impl IntoView {
    let app = app();
    let accepted = Memo::new(move |_| handed_in.with(|handed_in| handed_in.accepted(app)));
    let pieces = Pieces::new(Signal::derive(move || accepted.with(Vec::len)));
    let rows = move || {
        let shown = accepted.with(|accepted| accepted[..pieces.shown()].to_vec());
        shown.into_iter().map(row).collect_view()
    };
    view! {
        <List label=say(kit::accepted)>{rows}</List>
        <More pieces=pieces />
    }
}

fn row(sent: Intention) -> impl IntoView {
    let device = app().device;
    let title = move || subject::deed(device, &sent.name, &sent.args);
    let ago = move || days::ago(language(), opening::minutes_since(sent.made_at));
    view! { <Item title=title detail=ago value=move || view! { <Mark standing=Standing::Accepted /> } /> }
}
