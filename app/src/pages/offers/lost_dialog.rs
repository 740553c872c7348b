//! Why was the offer lost? One reason, kept in its notes, and the offer is closed.

use leptos::prelude::*;
use shared::offers::change::Change;

use super::editor::Editor;
use crate::kit::{Button, Dialog, Look, TextField, Writing};
use crate::messages::{self, offers, say};

#[component]
pub fn LostDialog(editor: Editor, open: RwSignal<bool>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let press = move |()| {
        open.set(false);
        editor.commit(Change::Lost {
            offer: editor.id,
            reason: reason.get_untracked(),
        });
    };
    let actions = move || {
        view! {
            <Button label=say(messages::kit::cancel) on_press=move |()| open.set(false) />
            <Button label=say(offers::mark_lost) look=Look::Main on_press=press />
        }
    };
    view! {
        <Dialog title=say(offers::lost_title) open=open on_close=move |()| open.set(false) actions=actions>
            <TextField label=say(offers::lost_reason) value=reason on_input=move |text| reason.set(text) writing=Writing::Paragraph />
        </Dialog>
    }
}
