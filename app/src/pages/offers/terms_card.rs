//! The header of the offer: its days, price list, payment method and notes. Each finished field is one change.

use leptos::prelude::*;
use shared::calendar::Day;
use shared::edit::Edit;
use shared::ids::PriceListId;
use shared::offers::Offer;
use shared::offers::change::{Change, Field};
use shared::pricing::PriceList;

use super::editor::Editor;
use crate::kit::{Card, Choice, DateField, LinkButton, Look, Select, TextField, Writing};
use crate::messages::{offers, say};
use crate::routes::Route;

#[component]
pub fn TermsCard(editor: Editor) -> impl IntoView {
    let account = Memo::new(move |_| {
        editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.account))
    });
    let link = move || {
        account.get().map(|id| view! { <LinkButton label=say(offers::open_account) href=Route::Account(id.0).href() look=Look::Quiet /> })
    };
    view! {
        <Card title=say(offers::terms) extra=link>
            <div class="fields">
                <Days editor=editor />
                <List editor=editor />
                <Words editor=editor />
            </div>
        </Card>
    }
}

/// One finished field, with the value it replaces taken when its turn comes.
fn edit<T: PartialEq + 'static>(
    editor: Editor,
    now: T,
    was: fn(&Offer) -> T,
    field: fn(Edit<T>) -> Field,
) {
    editor.change(None, move |offer| {
        let was = was(offer);
        (was != now).then(|| Change::HeaderEdited {
            offer: editor.id,
            field: field(Edit::new(was, now)),
        })
    });
}

fn closed(editor: Editor) -> Signal<bool> {
    Signal::derive(move || !editor.is_open())
}

#[component]
fn Days(editor: Editor) -> impl IntoView {
    let written = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let day = move || {
        editor
            .offer
            .with(|offer| written(offer.as_ref().map(|offer| offer.day)))
    };
    let until = move || {
        editor
            .offer
            .with(|offer| written(offer.as_ref().and_then(|offer| offer.valid_until)))
    };
    let set_day = move |text: String| {
        let Ok(now) = Day::parse(&text) else { return };
        edit(editor, now, |offer| offer.day, |edit| Field::Day { edit });
    };
    let set_until = move |text: String| {
        edit(
            editor,
            Day::parse(&text).ok(),
            |offer| offer.valid_until,
            |edit| Field::ValidUntil { edit },
        );
    };
    let earliest = Signal::derive(move || Some(day()));
    view! {
        <DateField label=say(offers::day) value=Signal::derive(day) on_change=set_day read_only=closed(editor) />
        <DateField label=say(offers::valid_until) value=Signal::derive(until) on_change=set_until earliest=earliest read_only=closed(editor) />
    }
}

/// The lists in the offer's currency.
#[component]
fn List(editor: Editor) -> impl IntoView {
    let device = editor.app.device;
    let choices = move || {
        let (currency, chosen) = editor.offer.with(|offer| {
            (
                offer.as_ref().map(|offer| offer.currency),
                offer.as_ref().and_then(|offer| offer.price_list),
            )
        });
        let fits = |id: PriceListId, list: &PriceList| {
            Some(list.currency) == currency || Some(id) == chosen
        };
        let lists = device
            .all::<PriceList>()
            .into_iter()
            .filter(|(id, list)| fits(*id, list));
        lists
            .map(|(id, list)| Choice::new(id.to_string(), list.name))
            .collect::<Vec<_>>()
    };
    let value = move || {
        editor.offer.with(|offer| {
            offer
                .as_ref()
                .and_then(|offer| offer.price_list)
                .map(|id| id.to_string())
                .unwrap_or_default()
        })
    };
    let choose = move |id: String| {
        edit(
            editor,
            id.parse().ok(),
            |offer| offer.price_list,
            |edit| Field::PriceList { edit },
        );
    };
    view! {
        <Select
            label=say(offers::price_list)
            choices=Signal::derive(choices)
            value=Signal::derive(value)
            on_change=choose
            none=say(offers::no_price_list)
            read_only=closed(editor)
        />
    }
}

#[component]
fn Words(editor: Editor) -> impl IntoView {
    let payment = move || editor.part(|offer| offer.payment_method.clone());
    let note = move || editor.part(|offer| offer.note.clone());
    let set_payment = move |now: String| {
        edit(
            editor,
            now,
            |offer| offer.payment_method.clone(),
            |edit| Field::PaymentMethod { edit },
        );
    };
    let set_note = move |now: String| {
        edit(
            editor,
            now,
            |offer| offer.note.clone(),
            |edit| Field::Note { edit },
        );
    };
    view! {
        <TextField label=say(offers::payment) value=Signal::derive(payment) on_change=set_payment read_only=closed(editor) />
        <TextField
            label=say(offers::note)
            hint=say(offers::note_hint)
            value=Signal::derive(note)
            on_change=set_note
            writing=Writing::Paragraph
            read_only=closed(editor)
        />
    }
}
