//! How a ticket ended: since when nobody works on it any more and what became of it. The words may be mended until it is closed.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::tickets::{Change, Field};

use super::sheet::Sheet;
use crate::kit::{Card, Writing};
use crate::messages::{language, offers, say, tickets};
use crate::pages::word_field::WordField;
use crate::state::time;

/// Under this name its letters are kept.
pub const FIELD: &str = "resolution";

/// Nothing while somebody works on it.
#[component]
pub fn OutcomeCard(sheet: Sheet) -> impl IntoView {
    let ended = Memo::new(move |_| sheet.part(|ticket| ticket.ended_at));
    let words = Memo::new(move |_| sheet.part(|ticket| ticket.resolution.clone()));
    let over = Memo::new(move |_| sheet.part(|ticket| !ticket.status.is_open()));
    let when = move || {
        let at = ended.get()?;
        let at = offers::day_and_time(language(), at, time::offset_minutes());
        Some(view! { <dl class="facts"><dt>{say(tickets::ended)}</dt> <dd>{at}</dd></dl> })
    };
    let said = move || match sheet.takes_parts() {
        true => view! { <Mending sheet=sheet words=words /> }.into_any(),
        false => view! { <p class="prose">{words}</p> }.into_any(),
    };
    let some = move || {
        over.get()
            && (sheet.takes_parts() || ended.get().is_some() || !words.with(String::is_empty))
    };
    view! {
        <Show when=some>
            <Card title=say(tickets::resolution)>{when} {said}</Card>
        </Show>
    }
}

#[component]
fn Mending(sheet: Sheet, words: Memo<String>) -> impl IntoView {
    let finished = move |edit: Edit<String>| {
        sheet.change(Some(FIELD.to_owned()), move |_| {
            let edit = Edit::new(edit.was, edit.now.trim().to_owned());
            (edit.was != edit.now).then_some(Change::Edited {
                ticket: sheet.id,
                field: Field::Resolution { edit },
            })
        });
    };
    view! { <WordField unsaved=sheet.unsaved name=FIELD problem=sheet.trouble.at(FIELD) label=say(tickets::resolution_label) hint=say(tickets::resolution_hint) stands=words on_finish=finished writing=Writing::Paragraph /> }
}
