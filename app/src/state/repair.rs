//! Taking up what was not applied: the answer that closes the entry, the new intention, and what depends on it, in order. Or letting all
//! of it go. What is saved for an answer is `shared::sync::inbox`'s to say; here it is saved.

use super::App;
use super::device::NotSaved;
use crate::browser::random;
use futures::lock::Mutex;
use leptos::prelude::untrack;
use shared::desk::Conflict;
use shared::ids::{InboxId, UserId};
use shared::record::RecordKey;
use shared::sync::inbox::{
    self, Aboard, Answer, Corrections, Deed, SUPERVISES, answering, asked, in_order, taking_up,
    to_follow,
};
use shared::sync::overlay::Ran;
use shared::sync::{AnyChange, InboxEntry};
use std::rc::Rc;

/// Whose answer it is that closes the entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Given {
    Now,
    /// Pressed twice, or answered elsewhere meanwhile: nothing came of this one.
    Before,
}

/// Why an answer was not taken. The entry stays open.
#[derive(Clone, Debug)]
pub enum NotAnswered {
    /// Nothing here can read it: there is nothing to send again.
    Unreadable,
    /// The chosen value is none for its field.
    NotForThisField,
    /// What there is to choose changed since it was asked: as it is now.
    AskedAnew(Vec<Conflict>),
    NotSaved(NotSaved),
}

impl From<inbox::NotAnswered> for NotAnswered {
    fn from(why: inbox::NotAnswered) -> Self {
        match why {
            inbox::NotAnswered::Unreadable => Self::Unreadable,
            inbox::NotAnswered::NotForThisField => Self::NotForThisField,
            inbox::NotAnswered::AskedAnew(conflicts) => Self::AskedAnew(conflicts),
        }
    }
}

/// Whoever asks is run again when something changes that the answer rests on.
impl Aboard for App {
    /// What waits beside an entry is its author's.
    fn entries_of(&self, author: UserId) -> Vec<(InboxId, InboxEntry)> {
        entries_that(*self, |entry| entry.author == author)
    }

    fn would(&self, change: &AnyChange) -> Option<Ran> {
        self.device.would(change)
    }

    fn has(&self, key: &RecordKey) -> bool {
        self.device.row(key).is_some()
    }

    fn is_mine(&self, author: UserId) -> bool {
        self.login
            .person()
            .is_some_and(|person| person.user == author)
    }
}

/// This person's, newest first; of one moment in the order of the server.
pub fn open_entries(app: App) -> Vec<(InboxId, InboxEntry)> {
    let mine = app.login.person().map(|person| person.user);
    open_that(app, |entry| Some(entry.author) == mine)
}

/// What colleagues left open for whoever supervises them, newest first. It needs nobody by name, so nothing counts it.
pub fn entries_of_others(app: App) -> Vec<(InboxId, InboxEntry)> {
    if !app.login.has(SUPERVISES) {
        return Vec::new();
    }
    let mine = app.login.person().map(|person| person.user);
    open_that(app, |entry| entry.raised && Some(entry.author) != mine)
}

/// This person's that need nobody any more, newest first, so many at most.
pub fn answered_entries(app: App, count_max: usize) -> Vec<(InboxId, InboxEntry)> {
    let mine = app.login.person().map(|person| person.user);
    let mut entries = entries_that(app, |entry| {
        !entry.is_open() && (Some(entry.author) == mine || entry.raised)
    });
    entries.reverse();
    entries.truncate(count_max);
    entries
}

/// What its author corrected later is asked about with the correction.
fn open_that(app: App, fits: impl Fn(&InboxEntry) -> bool) -> Vec<(InboxId, InboxEntry)> {
    let mut entries = entries_that(app, |_| true);
    let corrections = Corrections::among(&entries);
    entries.retain(|(id, entry)| entry.is_open() && fits(entry) && !corrections.is_corrected(*id));
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.decided_at));
    entries
}

/// In the order in which the server decided them.
pub(super) fn entries_that(
    app: App,
    fits: impl Fn(&InboxEntry) -> bool,
) -> Vec<(InboxId, InboxEntry)> {
    let mut rows = app.device.rows::<InboxEntry>();
    rows.retain(|row| row.typed::<InboxEntry>().is_some_and(&fits));
    in_order(rows, |id| app.device.settled::<InboxEntry>(id))
}

/// The fields to choose about; the caller is run again when somebody changes one of them.
pub fn questions(app: App, id: InboxId, entry: &InboxEntry) -> Vec<Conflict> {
    asked(&app, id, entry)
}

thread_local! {
    /// One answer after the other: who asks while another one is on its way to the disk would take the same work up again.
    static TURN: Rc<Mutex<()>> = Rc::default();
}

/// Held by whoever answers entries.
pub(super) fn turn() -> Rc<Mutex<()>> {
    TURN.with(Rc::clone)
}

pub async fn answer(app: App, id: InboxId, how: Answer) -> Result<Given, NotAnswered> {
    let turn = turn();
    let _mine = turn.lock().await;
    let entry = app.device.peek::<InboxEntry>(id);
    let entry = entry.ok_or(NotAnswered::Unreadable)?;
    if !entry.is_open() {
        return Ok(Given::Before);
    }
    let deeds = untrack(|| answering(&app, (id, &entry), &how, &mut random::new_id))?;
    save(app, deeds).await.map_err(NotAnswered::NotSaved)?;
    for (id, waiting) in untrack(|| to_follow(&app, entry.author, id)) {
        // one that still does not fit stays in the inbox
        let _ = save(app, taking_up((id, &waiting), &mut random::new_id)).await;
    }
    Ok(Given::Now)
}

pub(super) async fn save(app: App, deeds: Vec<Deed>) -> Result<(), NotSaved> {
    app.device.save(deeds).await.map(|_| ())
}
