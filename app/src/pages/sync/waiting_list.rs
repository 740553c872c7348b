//! Own work that the server does not have: change by change, and the files together. A long list is shown piece by piece and says so.

use super::pieces::{More, Pieces};
use super::{subject, why};
use crate::kit::{Item, List, Mark, Standing as Stands};
use crate::messages::{days, language, say, sync};
use crate::state::{app, opening};
use leptos::prelude::*;
use shared::sync::queue::{Pending, Standing as Waits};

#[component]
pub fn WaitingList() -> impl IntoView {
    let app = app();
    let pieces = Pieces::new(Signal::derive(move || app.device.queue().len()));
    let rows = move || {
        let queue = app.device.queue().into_iter().take(pieces.shown());
        queue
            .map(|pending| view! { <PendingRow pending=pending /> })
            .collect_view()
    };
    let has_files = move || app.connection.unsent_files() > 0;
    view! {
        <List label=say(sync::waiting)>
            {rows}
            <Show when=has_files><FilesRow /></Show>
        </List>
        <More pieces=pieces />
    }
}

/// Own work without outcome: what it is, and whether it will probably be refused.
#[component]
fn PendingRow(pending: Pending) -> impl IntoView {
    let device = app().device;
    let (name, args) = (
        pending.intention.name.clone(),
        pending.intention.args.clone(),
    );
    let title = move || subject::deed(device, &name, &args);
    let minutes = opening::minutes_since(pending.intention.made_at);
    let standing = pending.standing.clone();
    let detail = move || match &standing {
        Waits::Fits => days::ago(language(), minutes),
        Waits::LikelyRefused(_, reason) => format!(
            "{}: {}",
            sync::likely_refused(language()),
            why::reason(device, reason)
        ),
        Waits::LeftOut => sync::left_out(language()).to_owned(),
    };
    let sent = if pending.answered.is_some() {
        Stands::Sent
    } else {
        Stands::Here
    };
    view! { <Item title=title detail=detail value=move || view! { <Mark standing=sent /> } /> }
}

/// Files that are not on the server, together: each stands on its own record.
#[component]
fn FilesRow() -> impl IntoView {
    let connection = app().connection;
    let title = move || sync::unsent_files(language(), connection.unsent_files());
    let detail = move || sync::megabytes(language(), connection.unsent_file_bytes());
    view! { <Item title=title detail=detail value=move || view! { <Mark standing=Stands::Here /> } /> }
}
