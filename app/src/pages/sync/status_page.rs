//! Last contact, what waits and since when, space, and whether the browser has promised to keep it.

use super::aboard::Aboard;
use super::copies::{Copies, StorageProblem};
use crate::kit::{Age, Button, Card, Figure, LargeVial, Notice, Page, Verdict, VialState};
use crate::messages::{days, language, numbers, say, sync};
use crate::pages::frame;
use crate::pages::users::session_ended::SessionEnded;
use crate::state::opening::{self, Space};
use crate::state::{Connection, app, unsent};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn StatusPage() -> impl IntoView {
    frame::title(|| sync::status(language()).to_owned());
    view! {
        <Page>
            <SessionEnded />
            <StorageProblem />
            <Card>
                <Standing />
            </Card>
            <Copies />
            <Aboard />
            <Keeping />
        </Page>
    }
}

/// The vial's state from the connection; a file that lies here alone counts as any other work.
pub fn vial_state(connection: Connection) -> VialState {
    VialState::from_facts(
        connection.needs_you.get() as u64,
        connection.online.get(),
        connection.sending.get(),
        connection.unsent(),
    )
}

/// The large vial, what waits, the last success.
#[component]
pub fn Standing() -> impl IntoView {
    let app = app();
    let state = Signal::derive(move || vial_state(app.connection));
    let waiting = move || numbers::count(language(), app.connection.unsent());
    let oldest = move || {
        unsent::oldest_minutes(app)
            .filter(|minutes| *minutes > 0)
            .map(|minutes| sync::oldest(language(), &days::length(language(), minutes)))
    };
    let last = move || match opening::minutes_since_contact(app) {
        Some(minutes) => days::ago(language(), minutes),
        None => sync::never(language()).to_owned(),
    };
    let connected = Signal::derive(move || match app.connection.online.get() {
        true => Age::Now(sync::connected(language()).to_owned()),
        false => Age::At(sync::not_connected(language()).to_owned()),
    });
    view! {
        <div class="sync-standing">
            <LargeVial state=state />
            <p class="sync-standing-words">{move || state.get().words(language())}</p>
        </div>
        <div class="figures">
            <Figure name=say(sync::waiting_to_send) value=waiting unit=move || oldest().unwrap_or_default() />
            <Figure name=say(sync::last_success) value=last age=connected />
        </div>
    }
}

/// Space used, and the browser's promise.
#[component]
pub fn Keeping() -> impl IntoView {
    let space = RwSignal::new(None::<Space>);
    let look = move || spawn_local(async move { space.set(Some(opening::space().await)) });
    Effect::new(move |_| look());
    let ask =
        move |()| spawn_local(async move { space.set(Some(opening::ask_persistence().await)) });
    move || {
        space.get().map(|space| {
        let used = space.used;
        let promise = match space.persistent {
            true => view! { <Notice verdict=Verdict::Fine title=say(sync::persistent) /> }.into_any(),
            false => view! {
                <Notice verdict=Verdict::Warn title=say(sync::not_persistent) actions=move || view! { <Button label=say(sync::ask_persistence) on_press=ask /> } />
            }.into_any(),
        };
        view! {
            <Card title=say(sync::space)>
                <p>{move || sync::megabytes(language(), used)}</p>
                {promise}
            </Card>
        }
    })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::filing::UnsentFiles;

    #[test]
    fn nothing_is_level_while_a_file_lies_here_alone() {
        Owner::new().with(|| {
            let connection = Connection::new();
            assert_eq!(vial_state(connection), VialState::Level);
            let files = vec![("a photo".to_owned(), 0, 500)];
            connection.files.set(UnsentFiles {
                files,
                ..UnsentFiles::default()
            });
            assert_eq!(vial_state(connection), VialState::Waiting { count: 1 });
            connection.waiting.set(2);
            assert_eq!(vial_state(connection), VialState::Waiting { count: 3 });
        });
    }
}
