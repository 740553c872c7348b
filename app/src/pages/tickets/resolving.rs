//! Before a ticket is done it is asked what became of it: words and move are one gesture. Whoever has none goes on without.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::tickets::{Change, Status};

use super::outcome_card::FIELD;
use super::sheet::Sheet;
use super::status::called;
use crate::kit::{Button, Dialog, Icon, Look, TextField, Writing};
use crate::messages::{language, say, tickets};
use crate::state::time;

/// Asks while `open`.
#[component]
pub fn Resolving(sheet: Sheet, open: RwSignal<bool>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    // what was typed before the page closed comes first, then what was said at an earlier end
    Effect::new(move |_| {
        // who closed it in between finds what they typed
        if open.get() && words.with_untracked(String::is_empty) {
            let back = sheet.unsaved.of(FIELD);
            words.set(untrack(|| {
                back.unwrap_or_else(|| sheet.part(|ticket| ticket.resolution.clone()))
            }));
        }
    });
    let typed = move |text: String| {
        words.set(text.clone());
        sheet.unsaved.type_in(FIELD, text);
    };
    let resolve = move |()| {
        open.set(false);
        resolve(sheet, words.get_untracked());
        words.set(String::new());
    };
    let name = move || called(sheet.app.device, language(), Status::Resolved);
    let actions =
        move || view! { <Button label=name look=Look::Main icon=Icon::Check on_press=resolve /> };
    view! {
        <Dialog title=say(tickets::what_was_done) open=open on_close=move |()| open.set(false) actions=actions>
            <TextField label=say(tickets::resolution_label) hint=say(tickets::resolution_hint) value=words on_input=typed writing=Writing::Paragraph />
        </Dialog>
    }
}

fn resolve(sheet: Sheet, words: String) {
    let at = untrack(time::now);
    sheet.change(Some(FIELD.to_owned()), move |ticket| {
        let edit = Edit::new(ticket.resolution.clone(), words.trim().to_owned());
        Some(Change::StatusSet {
            ticket: sheet.id,
            to: Status::Resolved,
            at: Some(at),
            resolution: (edit.was != edit.now).then_some(edit),
        })
    });
}
