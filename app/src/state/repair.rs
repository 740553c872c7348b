//! Taking up what was not applied: the answer that closes the entry, the new intention, and what depends on it, in order. Or letting all
//! of it go.

use super::App;
use super::device::{Deed, NotSaved};
use super::questions;
use crate::browser::random;
use futures::lock::Mutex;
use leptos::prelude::untrack;
use shared::ids::{InboxId, Uid, UserId};
use shared::record::Stored;
use shared::sync::choosing::{self, Chosen, chosen};
use shared::sync::inbox::{
    Answered, Change, Corrections, SUPERVISES, TakeUp, following, going_with, take_up,
};
use shared::sync::{AnyChange, InboxEntry};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The ways out that a page offers.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// Nothing comes of it, nor of what depends on it: what stands stays.
    LetGo,
    /// With what depends on it, in order.
    Again,
    /// One for each field that was asked about, as it was asked.
    Chosen(Vec<choosing::Answered>),
}

/// Why an answer was not taken. The entry stays open.
#[derive(Clone, Debug)]
pub enum NotAnswered {
    /// Nothing here can read it: there is nothing to send again.
    Unreadable,
    /// The chosen value is none for its field.
    NotForThisField,
    NotSaved(NotSaved),
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

/// Of whom something open was raised to whoever is signed in here, and something was taken up. Asked after every pull: most of the time
/// there is nobody.
pub(super) fn raised_and_taken_up(app: App) -> BTreeSet<UserId> {
    if !app.login.has(SUPERVISES) {
        return BTreeSet::new();
    }
    let rows = app.device.rows::<InboxEntry>();
    let of = |fits: fn(&InboxEntry) -> bool| -> BTreeSet<UserId> {
        let entries = rows.iter().filter_map(|row| row.typed::<InboxEntry>());
        let fitting = entries.filter(|entry| entry.raised && fits(entry));
        fitting.map(|entry| entry.author).collect()
    };
    let taken_up = |entry: &InboxEntry| matches!(entry.answer(), Some(Answered::TakenUp { .. }));
    &of(InboxEntry::is_open) & &of(taken_up)
}

/// What stands here of one author, in the order in which the server decided it. What waits beside an entry is its author's.
pub(super) fn entries_of(app: App, author: UserId) -> Vec<(InboxId, InboxEntry)> {
    in_order(app, |entry| entry.author == author)
}

/// What its author corrected later is asked about with the correction.
fn open_that(app: App, fits: impl Fn(&InboxEntry) -> bool) -> Vec<(InboxId, InboxEntry)> {
    let mut entries = in_order(app, |_| true);
    let corrections = Corrections::among(&entries);
    entries.retain(|(id, entry)| entry.is_open() && fits(entry) && !corrections.is_corrected(*id));
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.decided_at));
    entries
}

/// Many are decided at one moment; raising one gives it another revision.
pub(super) fn in_order(app: App, fits: impl Fn(&InboxEntry) -> bool) -> Vec<(InboxId, InboxEntry)> {
    let mut rows = app.device.rows::<InboxEntry>();
    rows.retain(|row| row.typed::<InboxEntry>().is_some_and(&fits));
    // what is answered here has no revision until the server heard of it
    let settled = |row: &Stored| match row.revision {
        0 => app.device.settled::<InboxEntry>(InboxId(row.id)),
        revision => Some(revision),
    };
    rows.sort_by_cached_key(|row| {
        let decided_at = row.typed::<InboxEntry>().map(|entry| entry.decided_at);
        (decided_at, settled(row))
    });
    let typed = |row: Stored| Some((InboxId(row.id), row.typed::<InboxEntry>().cloned()?));
    rows.into_iter().filter_map(typed).collect()
}

thread_local! {
    /// One answer after the other: who asks while another one is on its way to the disk would take the same work up again.
    static TURN: Rc<Mutex<()>> = Rc::default();
}

/// Held by whoever answers entries.
pub(super) fn turn() -> Rc<Mutex<()>> {
    TURN.with(Rc::clone)
}

pub async fn answer(app: App, id: InboxId, how: Answer) -> Result<(), NotAnswered> {
    let turn = turn();
    let _mine = turn.lock().await;
    let entry = app.device.peek::<InboxEntry>(id);
    let entry = entry.ok_or(NotAnswered::Unreadable)?;
    if !entry.is_open() {
        // pressed twice, or answered meanwhile
        return Ok(());
    }
    let change = match how {
        Answer::LetGo => return let_go(app, id, &entry).await,
        Answer::Again => Some(as_it_was(&entry)?),
        Answer::Chosen(asked) => {
            match made_of(&entry, &questions::choices(app, id, &entry, &asked)?)? {
                Chosen::Theirs => None,
                Chosen::Change(change) => Some(*change),
            }
        }
    };
    let kept_theirs = change.is_none();
    let mut deeds = deeds(id, change);
    deeds.extend(untrack(|| questions::answered_too(app, id, &entry)));
    let saved = app.device.save(deeds).await;
    saved.map_err(NotAnswered::NotSaved)?;
    if kept_theirs {
        return Ok(());
    }
    let all = untrack(|| entries_of(app, entry.author));
    for waiting in following(&all, entry.uid) {
        let found = all.iter().find(|(other, _)| *other == waiting);
        let change = found.and_then(|(_, entry)| as_it_was(entry).ok());
        if let Some(change) = change {
            // one that still does not fit stays in the inbox
            let _ = taken_up(app, waiting, change).await;
        }
    }
    Ok(())
}

/// The answer that closes its entry and the change, if any, to be saved together: one alone would be taken up twice, or never. The change
/// is decided after the answer: of two devices that take the same work up, one has it done.
pub(super) fn deeds(id: InboxId, change: Option<AnyChange>) -> Vec<Deed> {
    let (answer, by) = (Uid(random::new_id()), Uid(random::new_id()));
    match change {
        None => vec![(answer, closing(id, Answered::KeptTheirs), None)],
        Some(change) => vec![
            (answer, closing(id, Answered::TakenUp { by }), None),
            (by, change, Some(answer)),
        ],
    }
}

/// With what depends on it and what it was one question with, all at once or not at all.
async fn let_go(app: App, id: InboxId, entry: &InboxEntry) -> Result<(), NotAnswered> {
    let all = untrack(|| entries_of(app, entry.author));
    let closed = going_with(&all, (id, entry)).into_iter();
    let mut deeds: Vec<Deed> = closed.flat_map(|id| deeds(id, None)).collect();
    deeds.extend(untrack(|| questions::answered_too(app, id, entry)));
    let saved = app.device.save(deeds).await;
    saved.map(|_| ()).map_err(NotAnswered::NotSaved)
}

pub(super) async fn taken_up(app: App, id: InboxId, change: AnyChange) -> Result<(), NotAnswered> {
    let saved = app.device.save(deeds(id, Some(change))).await;
    saved.map(|_| ()).map_err(NotAnswered::NotSaved)
}

pub(super) fn as_it_was(entry: &InboxEntry) -> Result<AnyChange, NotAnswered> {
    take_up(entry, TakeUp::Again).ok_or(NotAnswered::Unreadable)
}

fn made_of(entry: &InboxEntry, answers: &[choosing::Answered]) -> Result<Chosen, NotAnswered> {
    let made = chosen(entry, answers);
    made.ok_or_else(|| match as_it_was(entry) {
        Ok(_) => NotAnswered::NotForThisField,
        Err(unreadable) => unreadable,
    })
}

pub(super) fn closing(entry: InboxId, answer: Answered) -> AnyChange {
    AnyChange::Inbox(Change::Answered { entry, answer })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Moment;
    use shared::ids::{Id, Uid, UserId};
    use shared::sync::outcome::{Outcome, Reason};
    use uuid::Uuid;

    #[test]
    fn what_was_lost_is_said_to_be_unreadable_and_not_sent_again() {
        let detail = "7 5b".to_owned();
        let reason = Reason::Lost { detail };
        let lost = InboxEntry {
            author: UserId::from_uuid(Uuid::nil()),
            uid: Uid(Uuid::nil()),
            change: String::new(),
            version: 0,
            args: String::new(),
            depends_on: Vec::new(),
            outcome: Outcome::Quarantined.word().to_owned(),
            reason: serde_json::to_string(&reason).expect("plain fields"),
            made_at: Moment::EPOCH,
            decided_at: Moment::EPOCH,
            answered: None,
            files: Vec::new(),
            raised: false,
        };
        assert!(matches!(as_it_was(&lost), Err(NotAnswered::Unreadable)));
        let chosen = made_of(&lost, &[]);
        assert!(matches!(chosen, Err(NotAnswered::Unreadable)));
    }
}
