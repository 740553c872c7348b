//! Taking up what was not applied: the new intention, the answer that closes the entry, and what waited for it, in order.

use super::App;
use super::device::NotSaved;
use leptos::prelude::untrack;
use shared::ids::{InboxId, Uid};
use shared::sync::choosing::{Choice, Chosen, chosen};
use shared::sync::inbox::{Answered, Change, TakeUp, dependants, left_behind, take_up};
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

/// Why an answer was not taken. The entry stays open.
#[derive(Clone, Debug)]
pub enum NotAnswered {
    /// Nothing here can read it: there is nothing to send again.
    Unreadable,
    /// The chosen value is none for its field.
    NotForThisField,
    NotSaved(NotSaved),
}

/// What needs this person, newest first.
pub fn open_entries(app: App) -> Vec<(InboxId, InboxEntry)> {
    let mine = app.login.person().map(|person| person.user);
    let mut entries = app.device.all::<InboxEntry>();
    entries.retain(|(_, entry)| entry.is_open() && Some(entry.author) == mine);
    entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.decided_at));
    entries
}

pub async fn answer(app: App, id: InboxId, how: Answer) -> Result<(), NotAnswered> {
    let entry = app.device.peek::<InboxEntry>(id);
    let entry = entry.ok_or(NotAnswered::Unreadable)?;
    let answered = match how {
        Answer::LetGo => Answered::KeptTheirs,
        Answer::Again => again(app, &entry).await?,
        Answer::Chosen(choices) => match made_of(&entry, &choices)? {
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

async fn again(app: App, entry: &InboxEntry) -> Result<Answered, NotAnswered> {
    let by = commit(app, as_it_was(entry)?).await?;
    Ok(Answered::TakenUp { by })
}

fn as_it_was(entry: &InboxEntry) -> Result<AnyChange, NotAnswered> {
    take_up(entry, TakeUp::Again).ok_or(NotAnswered::Unreadable)
}

fn made_of(entry: &InboxEntry, choices: &[Choice]) -> Result<Chosen, NotAnswered> {
    let made = chosen(entry, choices);
    made.ok_or_else(|| match as_it_was(entry) {
        Ok(_) => NotAnswered::NotForThisField,
        Err(unreadable) => unreadable,
    })
}

async fn close(app: App, entry: InboxId, answer: Answered) -> Result<(), NotAnswered> {
    commit(app, AnyChange::Inbox(Change::Answered { entry, answer }))
        .await
        .map(|_| ())
}

async fn commit(app: App, change: AnyChange) -> Result<Uid, NotAnswered> {
    let saved = app.device.commit(change).await;
    saved.map_err(NotAnswered::NotSaved)
}

/// How many entries need this person; watched by the connection.
pub fn count(app: App) -> usize {
    open_entries(app).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Moment;
    use shared::ids::{Id, UserId};
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
        };
        assert!(matches!(as_it_was(&lost), Err(NotAnswered::Unreadable)));
        let chosen = made_of(&lost, &[Choice::Mine]);
        assert!(matches!(chosen, Err(NotAnswered::Unreadable)));
    }
}
