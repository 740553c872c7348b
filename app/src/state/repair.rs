//! Taking up what was not applied: the new intention, the answer that closes the entry, and what waited for it, in order.

use super::App;
use super::device::NotSaved;
use leptos::prelude::untrack;
use shared::ids::InboxId;
use shared::sync::choosing::{Choice, Chosen, chosen};
use shared::sync::inbox::{Answered, Change, TakeUp, dependants, left_behind, take_up};
use shared::sync::outcome::Reason;
use shared::sync::{AnyChange, InboxEntry};

/// The ways out that a page offers.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// Nothing comes of it: what stands stays.
    LetGo,
    Again,
    /// One for each field that was changed twice.
    Chosen(Vec<Choice>),
}

/// What needs this person, newest first.
pub fn open_entries(app: App) -> Vec<(InboxId, InboxEntry)> {
    let mine = app.login.person().map(|person| person.user);
    let mut entries = app.device.all::<InboxEntry>();
    entries.retain(|(_, entry)| entry.is_open() && Some(entry.author) == mine);
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.decided_at));
    entries
}

/// `Err(None)`: the device could not keep it, or this version cannot read the entry.
pub async fn answer(app: App, id: InboxId, how: Answer) -> Result<(), Option<Reason>> {
    let entry = app.device.peek::<InboxEntry>(id).ok_or(None)?;
    let answered = match how {
        Answer::LetGo => Answered::KeptTheirs,
        Answer::Again => again(app, &entry).await?,
        Answer::Chosen(choices) => match chosen(&entry, &choices).ok_or(None)? {
            Chosen::Theirs => Answered::KeptTheirs,
            Chosen::Change(change) => Answered::TakenUp {
                by: commit(app, *change).await?,
            },
        },
    };
    close(app, id, answered.clone()).await?;
    if matches!(answered, Answered::TakenUp { .. }) {
        let open = open_entries(app);
        for waiting in dependants(&open, entry.uid) {
            let Some((_, entry)) = open.iter().find(|(other, _)| *other == waiting) else {
                continue;
            };
            // one that still does not fit stays in the inbox
            if let Ok(answered) = again(app, entry).await {
                close(app, waiting, answered).await?;
            }
        }
    }
    Ok(())
}

/// What came to the server after its parent had been taken up is taken up as well. Asked after every pull, by the page that pulled.
pub async fn follow(app: App) {
    let mine = app.login.person_now().map(|person| person.user);
    let mut entries = untrack(|| app.device.all::<InboxEntry>());
    entries.retain(|(_, entry)| Some(entry.author) == mine);
    for id in left_behind(&entries) {
        let Some(entry) = app.device.peek::<InboxEntry>(id) else {
            continue;
        };
        // one that still does not fit stays in the inbox, and so does one that the disk does not take now
        if let Ok(answered) = again(app, &entry).await {
            let _ = close(app, id, answered).await;
        }
    }
}

async fn again(app: App, entry: &InboxEntry) -> Result<Answered, Option<Reason>> {
    let change = take_up(entry, TakeUp::Again).ok_or(None)?;
    let by = commit(app, change).await?;
    Ok(Answered::TakenUp { by })
}

async fn close(app: App, entry: InboxId, answer: Answered) -> Result<(), Option<Reason>> {
    commit(app, AnyChange::Inbox(Change::Answered { entry, answer }))
        .await
        .map(|_| ())
}

async fn commit(app: App, change: AnyChange) -> Result<shared::ids::Uid, Option<Reason>> {
    app.device.commit(change).await.map_err(|not| match not {
        NotSaved::Refused(_, reason) => Some(reason),
        NotSaved::Storage(_) | NotSaved::Closed => None,
    })
}

/// How many entries need this person; watched by the connection.
pub fn count(app: App) -> usize {
    open_entries(app).len()
}
