//! Own work that the server does not have: change by change, and the files together. A long list is shown piece by piece and says so.

use super::subject;
use crate::kit::{Button, Item, List, Mark, Standing as Stands};
use crate::messages::{days, language, say, sync};
use crate::state::{app, opening};
use leptos::prelude::*;
use shared::sync::queue::{Pending, Standing as Waits};

/// Rows that are made at once.
const PIECE: usize = 200;

#[component]
pub fn WaitingList() -> impl IntoView {
    let app = app();
    let pieces = RwSignal::new(1);
    let queue = Memo::new(move |_| app.device.queue().len());
    let shown = move || shown(queue.get(), pieces.get());
    let left = move || queue.get() - shown();
    let rows = move || {
        let queue = app.device.queue().into_iter().take(pieces.get() * PIECE);
        queue
            .map(|pending| view! { <PendingRow pending=pending /> })
            .collect_view()
    };
    let has_files = move || app.connection.unsent_files() > 0;
    let count = move || sync::rows_shown(language(), shown() as u64, queue.get() as u64);
    let more = move || sync::show_more(language(), left().min(PIECE) as u64);
    view! {
        <List label=say(sync::waiting)>
            {rows}
            <Show when=has_files><FilesRow /></Show>
        </List>
        <Show when=move || { left() > 0 }>
            <div class="sync-more" role="status">
                <p class="soft">{count}</p>
                <Button label=more on_press=move |()| pieces.update(|pieces| *pieces += 1) />
            </div>
        </Show>
    }
}

/// Of so many, how many rows stand there.
fn shown(of: usize, pieces: usize) -> usize {
    of.min(pieces * PIECE)
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
            sync::reason(language(), reason)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    #[test]
    fn a_long_list_says_how_much_of_it_is_shown() {
        let cases = [
            (0, 1, 0),
            (200, 1, 200),
            (412, 1, 200),
            (412, 2, 400),
            (412, 3, 412),
        ];
        for (of, pieces, expected) in cases {
            assert_eq!(shown(of, pieces), expected);
        }
        let said = sync::rows_shown(Language::En, shown(4_012, 1) as u64, 4_012);
        assert_eq!(said, "200 of 4,012 shown");
    }
}
