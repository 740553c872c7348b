//! What was refused or parked, why, and how to repair it; and what still waits to be sent. Works offline: an answer is an
//! intention like any other.

use super::aboard::Aboard;
use super::entries::Entries;
use super::next_entry::Next;
use super::one_entry::OneEntry;
use crate::kit::{ListDetail, Page, PageHead};
use crate::messages::{language, shell};
use crate::pages::frame;
use crate::routes::Route;
use leptos::prelude::*;
use shared::ids::InboxId;

#[component]
pub fn InboxPage(selected: Signal<Option<InboxId>>) -> impl IntoView {
    frame::head(move || PageHead {
        title: shell::inbox(language()).to_owned(),
        subtitle: None,
        back: selected.get().map(|_| Route::Inbox.href()),
    });
    let open = Memo::new(move |_| selected.get().is_some());
    let next = Next::none();
    view! {
        <ListDetail
            list=move || view! { <Entries selected=selected next=next /> }
            detail=move || view! { <Detail selected=selected next=next /> }
            detail_open=open
        />
    }
}

#[component]
fn Detail(selected: Signal<Option<InboxId>>, next: Next) -> impl IntoView {
    let selected = Memo::new(move |_| selected.get());
    move || match selected.get() {
        Some(id) => view! { <OneEntry id=id next=next /> }.into_any(),
        None => view! { <Page><Aboard /></Page> }.into_any(),
    }
}
