//! Before leaving: is everything aboard?

use super::aboard::Aboard;
use super::shipped_line::ShippedLine;
use super::status_page::Keeping;
use crate::kit::{Notice, Page, Verdict};
use crate::messages::{language, say, shell, sync};
use crate::pages::frame;
use crate::state::{app, opening};
use leptos::prelude::*;

#[component]
pub fn PreparePage() -> impl IntoView {
    let app = app();
    // whoever prepares wants what is here to be the newest
    Effect::new(move |_| opening::wake(app));
    frame::title(|| sync::prepare(language()).to_owned());
    let complete = Memo::new(move |_| {
        app.device.generation.track();
        app.connection.fetching.get().is_none()
            && app
                .device
                .with(|replica| replica.is_bootstrapped())
                .unwrap_or(false)
    });
    let unsent = move || app.connection.unsent();
    view! {
        <Page>
            {move || match (complete.get(), app.connection.shell_aboard.get()) {
                (true, true) => view! { <Notice verdict=Verdict::Fine title=say(sync::ready)>{say(sync::ready_text)}</Notice> }.into_any(),
                (true, false) => view! { <Notice verdict=Verdict::Warn title=say(sync::no_shell)>{say(sync::no_shell_text)}</Notice> }.into_any(),
                (false, _) => view! { <Notice verdict=Verdict::Warn title=say(sync::not_ready) /> }.into_any(),
            }}
            {move || match unsent() {
                0 => view! { <Notice verdict=Verdict::Fine title=say(sync::nothing_waits) /> }.into_any(),
                count => view! { <Notice verdict=Verdict::Warn title=move || shell::waiting(language(), count) /> }.into_any(),
            }}
            <ShippedLine />
            <Aboard />
            <Keeping />
        </Page>
    }
}
