//! Taking a document back: with a reason, and for good.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::documents::{Change, Refusal};

use super::document_page::Sheet;
use crate::kit::{Button, Dialog, Icon, Look, TextField, Writing};
use crate::messages::{documents, language_now, say};
use crate::pages::problems::{Problems, not_saved};
use crate::pages::trouble::NotTaken;

#[component]
pub fn CancelDialog(sheet: Sheet, open: RwSignal<bool>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let (problems, refused) = (Problems::new(), RwSignal::new(None::<String>));
    let working = RwSignal::new(false);
    let close = move |()| {
        problems.clear_all();
        refused.try_set(None);
        open.try_set(false);
    };
    let go = move |()| {
        let document = sheet.id;
        let reason = reason.get_untracked();
        if reason.trim().is_empty() {
            let words = documents::refusal(language_now(), &Refusal::ReasonMissing);
            problems.say("reason", words);
            return problems.show();
        }
        working.set(true);
        let device = sheet.app.device;
        spawn_local(async move {
            let saved = device.commit(Change::Cancelled { document, reason }).await;
            working.try_set(false);
            let why = saved.err().map(|why| not_saved(language_now(), &why));
            match why {
                // with the reason that was typed
                Some(words) if open.try_get_untracked() == Some(true) => {
                    refused.try_set(Some(words));
                }
                why => {
                    close(());
                    sheet.trouble.try_set(why);
                }
            }
        });
    };
    let typed = move |text: String| {
        problems.clear("reason");
        reason.set(text);
    };
    let actions = move || view! { <Button label=say(documents::cancel) look=Look::Danger icon=Icon::Ban working=working on_press=go /> };
    view! {
        <Dialog title=say(documents::cancel_asked) open=open on_close=close actions=actions>
            <div class="stack">
                <TextField label=say(documents::reason) hint=say(documents::cancel_hint) value=reason on_input=typed writing=Writing::Paragraph problem=problems.of("reason") required=true />
                <NotTaken words=refused />
            </div>
        </Dialog>
    }
}
