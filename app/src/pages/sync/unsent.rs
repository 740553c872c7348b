//! Work that has waited long on this device alone: a notice after a day, after three days a question once a day.

use super::copies::{CopySaid, Copying, SaveCopy};
use crate::kit::{Button, Dialog, Look, Notice, Verdict};
use crate::messages::{days, language, say, sync};
use crate::state::unsent::{Asked, Urgency, age_from};
use crate::state::{app, opening};
use leptos::prelude::*;

/// For the first page.
#[component]
pub fn UnsentNotice() -> impl IntoView {
    let app = app();
    let age = Memo::new(move |_| age_from(app, Urgency::Notice));
    let copying = Copying::here();
    let title = move || {
        let age = age.get().unwrap_or_default();
        sync::unsent_for(language(), &days::length(language(), age))
    };
    let send = move || {
        view! {
            <Button label=say(sync::send_now) on_press=move |()| opening::wake(app) />
            <SaveCopy copying=copying />
        }
    };
    view! {
        <Show when=move || age.with(Option::is_some)>
            <Notice verdict=Verdict::Warn title=title actions=send>
                <p>{say(sync::unsent_text)}</p>
            </Notice>
            <CopySaid copying=copying />
        </Show>
    }
}

/// Over whatever page is open.
#[component]
pub fn UnsentDialog() -> impl IntoView {
    let app = app();
    let asked = Asked::load();
    let due = Memo::new(move |_| asked.is_due(app));
    let age = move || age_from(app, Urgency::Dialog).unwrap_or_default();
    let send = move |()| {
        asked.answered();
        opening::wake(app);
    };
    let later = move |()| asked.answered();
    let copying = Copying::here();
    let actions = move || {
        view! {
            <SaveCopy copying=copying />
            <Button label=say(sync::remind_tomorrow) on_press=later />
            <Button label=say(sync::send_now) look=Look::Main on_press=send />
        }
    };
    let title = move || sync::unsent_for(language(), &days::length(language(), age()));
    let count = move || {
        let (changes, files) = (app.connection.waiting.get(), app.connection.unsent_files());
        sync::unsent_count(language(), changes as u64, files)
    };
    view! {
        <Dialog title=title open=due on_close=later actions=actions>
            <p class="strong">{count}</p>
            <p>{say(sync::unsent_danger)}</p>
            <p>{say(sync::unsent_text)}</p>
            <CopySaid copying=copying />
        </Dialog>
    }
}
