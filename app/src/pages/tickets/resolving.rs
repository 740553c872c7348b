//! Before a ticket is done it is asked what became of it: words and move are one gesture. Whoever has none goes on without.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::edit::Edit;
use shared::tickets::{Change, Status};

use super::outcome_card::FIELD;
use super::sheet::Sheet;
use super::status::called;
use crate::kit::{Button, Dialog, Icon, Look, TextField, Writing};
use crate::messages::{kit, language, language_now, say, tickets};
use crate::pages::problems::not_saved;
use crate::pages::trouble::NotTaken;
use crate::state::time;

/// Asks while `open`.
#[component]
pub fn Resolving(sheet: Sheet, open: RwSignal<bool>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    // what stood there when it was asked: the words replace it
    let was = StoredValue::new(String::new());
    // what was typed before the page closed comes first, then what was said at an earlier end
    Effect::new(move |_| {
        // who closed it in between finds what they typed
        if open.get() && words.with_untracked(String::is_empty) {
            let back = sheet.unsaved.of(FIELD);
            was.set_value(untrack(|| sheet.part(|ticket| ticket.resolution.clone())));
            words.set(back.unwrap_or_else(|| was.get_value()));
        }
    });
    let typed = move |text: String| {
        words.set(text.clone());
        sheet.unsaved.type_in(FIELD, text);
    };
    let meanwhile = RwSignal::new(None::<String>);
    let problem = Signal::derive(move || {
        let theirs = meanwhile.get()?;
        Some(kit::written_meanwhile(language(), &theirs))
    });
    let (working, refused) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let resolve = move |()| {
        let stands = untrack(|| sheet.part(|ticket| ticket.resolution.clone()));
        let met = words.with_untracked(|words| is_met(&was.get_value(), words, &stands));
        // whoever was told of it presses once more
        meanwhile.set(met.then(|| stands.clone()));
        if met {
            return was.set_value(stands);
        }
        working.set(true);
        refused.set(None);
        let saved = resolve(sheet, Edit::new(was.get_value(), words.get_untracked()));
        spawn_local(async move {
            let why = saved.await;
            working.try_set(false);
            match why {
                // with the words that were typed
                Some(why) if open.try_get_untracked() == Some(true) => {
                    refused.try_set(Some(why));
                }
                why => {
                    open.try_set(false);
                    if why.is_none() {
                        words.try_set(String::new());
                    }
                    sheet.trouble.set(None, why);
                }
            }
        });
    };
    let close = move |()| {
        refused.set(None);
        open.set(false);
    };
    let name = move || called(sheet.app.device, language(), Status::Resolved);
    let actions = move || view! { <Button label=name look=Look::Main icon=Icon::Check working=working on_press=resolve /> };
    view! {
        <Dialog title=say(tickets::what_was_done) open=open on_close=close actions=actions>
            <div class="stack">
                <TextField label=say(tickets::resolution_label) hint=say(tickets::resolution_hint) value=words on_input=typed problem=problem writing=Writing::Paragraph />
                <NotTaken words=refused />
            </div>
        </Dialog>
    }
}

/// Words were typed, and somebody else wrote others meanwhile.
fn is_met(was: &str, now: &str, stands: &str) -> bool {
    let [was, now, stands] = [was, now, stands].map(str::trim);
    now != was && stands != was && stands != now
}

/// Why it was not taken, if so.
fn resolve(sheet: Sheet, said: Edit<String>) -> impl Future<Output = Option<String>> {
    let at = untrack(time::now);
    let letters = sheet.unsaved.finishing(FIELD);
    let saved = sheet.saved(move |_| {
        let edit = Edit::new(said.was, said.now.trim().to_owned());
        Some(Change::StatusSet {
            ticket: sheet.id,
            to: Status::Resolved,
            at: Some(at),
            resolution: (edit.was != edit.now).then_some(edit),
        })
    });
    async move {
        match saved.await {
            Ok(()) => {
                letters.done();
                None
            }
            Err(why) => {
                letters.not_saved();
                Some(not_saved(language_now(), &why))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_typed_over_another_ones_words_is_told_and_who_typed_nothing_is_not() {
        assert!(is_met("", "mine", "theirs"));
        assert!(!is_met("", "", "theirs"));
        assert!(!is_met("", "theirs ", "theirs"));
        assert!(!is_met("theirs", "mine", "theirs"));
    }
}
