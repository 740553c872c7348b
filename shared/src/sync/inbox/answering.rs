//! How an entry is answered as things stand on a device: what there is to choose, and what is saved for it, all at once or not at all.
//! Knows neither disk nor screen, and makes no ids of its own.

use super::{Answered, Change, Corrections, InboxEntry, Question};
use super::{TakeUp, Waits, following, take_up, waits};
use super::{choices, given_up, going_with, left_behind, taken_up_twice};
use crate::desk::Conflict;
use crate::ids::{AccountId, InboxId, Uid, UserId};
use crate::planted::{Bug, planted};
use crate::record::{RecordKey, Stored};
use crate::sync::any_change::AnyChange;
use crate::sync::choosing::{self, Chosen, beside, chosen, given_way, present};
use crate::sync::outcome::Reason;
use crate::sync::overlay::Ran;
use crate::sync::queue::Standing;
use hashbrown::HashMap;
use serde_json::Value;
use uuid::Uuid;

/// An entry with its name.
pub type Entry = (InboxId, InboxEntry);

/// A change under the name it gets, and the one it is decided after, if any; a list of them is saved together or not at all.
pub type Deed = (Uid, AnyChange, Option<Uid>);

/// Makes names that nobody else makes.
pub type NewId<'a> = &'a mut dyn FnMut() -> Uuid;

/// What a device can say of what it has aboard.
pub trait Aboard {
    /// Of one author, in the order in which the server decided it ([`in_order`]).
    fn entries_of(&self, author: UserId) -> Vec<Entry>;
    /// How a change would run here now; `None` while nothing is open.
    fn would(&self, change: &AnyChange) -> Option<Ran>;
    fn has(&self, key: &RecordKey) -> bool;
    /// Is it the work of whoever works here? What follows unasked is done in their name.
    fn is_mine(&self, author: UserId) -> bool;
}

/// The ways out of an entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// Nothing comes of it, nor of what depends on it: what stands stays.
    LetGo,
    /// With what depends on it, in order.
    Again,
    /// Again, for another customer than the one whom it was refused for.
    For(AccountId),
    /// One for each field that was asked about, as it was asked.
    Chosen(Vec<choosing::Answered>),
}

/// Why an answer was not taken. The entry stays open.
#[derive(Clone, PartialEq, Debug)]
pub enum NotAnswered {
    /// Nothing here can read it: there is nothing to send again.
    Unreadable,
    /// The chosen value is none for its field.
    NotForThisField,
    /// What there is to choose changed since it was asked: as it is now.
    AskedAnew(Vec<Conflict>),
}

/// Rows of entries in the order of the server: many are decided at one moment, and raising one gives it another revision. `settled`: the
/// revision of what the server last said of it, because what is answered here has none until the server heard of it.
pub fn in_order(mut rows: Vec<Stored>, settled: impl Fn(InboxId) -> Option<u64>) -> Vec<Entry> {
    rows.sort_by_cached_key(|row| {
        let decided_at = row.typed::<InboxEntry>().map(|entry| entry.decided_at);
        let revision = match row.revision {
            0 => settled(InboxId(row.id)),
            revision => Some(revision),
        };
        (decided_at, revision)
    });
    let typed = |row: Stored| Some((InboxId(row.id), row.typed::<InboxEntry>().cloned()?));
    rows.into_iter().filter_map(typed).collect()
}

/// The fields to choose about, as they stand now, whatever the server met. None: nothing stands against the entry any more, or it is not
/// about that.
pub fn asked(aboard: &impl Aboard, id: InboxId, entry: &InboxEntry) -> Vec<Conflict> {
    let questions = questions(aboard, id, entry).into_iter();
    questions.filter_map(|question| question.shown).collect()
}

fn questions(aboard: &impl Aboard, id: InboxId, entry: &InboxEntry) -> Vec<Question> {
    let entries = aboard.entries_of(entry.author);
    let standing = standing(aboard, entry);
    let present = match (entry.reason(), standing) {
        (Some(Reason::ChangedTwice { conflicts }), standing) => {
            present(&conflicts, &standing, |key| aboard.has(key))
        }
        (_, Standing::LikelyRefused(_, Reason::ChangedTwice { conflicts }))
            if stands_alone(&entries, id) =>
        {
            conflicts
        }
        _ => Vec::new(),
    };
    Corrections::among(&entries).questions(id, present)
}

/// How an entry's own change would run here now.
fn standing(aboard: &impl Aboard, entry: &InboxEntry) -> Standing {
    let ran = entry.carried().and_then(|change| aboard.would(&change));
    ran.map_or(Standing::LeftOut, |ran| ran.standing)
}

/// It can be taken up here as it was, as far as anybody knows who has something open.
fn goes_on(aboard: &impl Aboard, entry: &InboxEntry) -> bool {
    let goes_on = |change: AnyChange| {
        let ran = aboard.would(&change);
        ran.is_none_or(|ran| ran.standing == Standing::Fits)
    };
    entry.carried().is_some_and(goes_on)
}

fn stands_alone(entries: &[Entry], id: InboxId) -> bool {
    let stand = waits(entries).get(&id).copied();
    matches!(stand, Some(Waits::ForNothing | Waits::ToFollow))
}

/// Every open entry's stand to the work that it depends on ([`waits`]). What would follow by itself and does not fit here, or cannot be read, needs somebody.
pub fn stands(aboard: &impl Aboard, author: UserId) -> HashMap<InboxId, Waits> {
    let entries = aboard.entries_of(author);
    let mut stands = waits(&entries);
    for (id, entry) in &entries {
        if stands.get(id) == Some(&Waits::ToFollow) && !goes_on(aboard, entry) {
            stands.insert(*id, Waits::ForNothing);
        }
    }
    stands
}

/// What is saved for an answer; what depends on the entry follows when that is on the disk ([`to_follow`]).
pub fn answering(
    aboard: &impl Aboard,
    (id, entry): (InboxId, &InboxEntry),
    how: &Answer,
    new_id: NewId<'_>,
) -> Result<Vec<Deed>, NotAnswered> {
    let mut saved = match how {
        Answer::LetGo => {
            let closed = going_with(&aboard.entries_of(entry.author), (id, entry));
            let closed = closed.into_iter();
            closed.flat_map(|id| deeds(id, None, new_id)).collect()
        }
        Answer::Again => deeds(id, Some(as_it_was(entry)?), new_id),
        Answer::For(account) => {
            let change = entry.for_customer(*account);
            let change = change.ok_or(NotAnswered::NotForThisField)?;
            deeds(id, Some(change), new_id)
        }
        Answer::Chosen(asked) => {
            let change = match made_of(aboard, (id, entry), asked)? {
                Chosen::Theirs => None,
                Chosen::Change(change) => Some(*change),
            };
            deeds(id, change, new_id)
        }
    };
    saved.extend(answered_too(aboard, (id, entry), new_id));
    Ok(saved)
}

/// The answer that closes its entry and the change, if any: one alone would be taken up twice, or never. The change is decided after the
/// answer: of two devices that take the same work up, one has it done.
fn deeds(id: InboxId, change: Option<AnyChange>, new_id: NewId<'_>) -> Vec<Deed> {
    let (answer, by) = (Uid(new_id()), Uid(new_id()));
    match change {
        None => vec![(answer, closing(id, Answered::KeptTheirs), None)],
        Some(change) => vec![
            (answer, closing(id, Answered::TakenUp { by }), None),
            (
                by,
                change,
                (!planted(Bug::CopyDoesNotWait)).then_some(answer),
            ),
        ],
    }
}

fn closing(entry: InboxId, answer: Answered) -> AnyChange {
    AnyChange::Inbox(Change::Answered { entry, answer })
}

fn as_it_was(entry: &InboxEntry) -> Result<AnyChange, NotAnswered> {
    take_up(entry, TakeUp::Again).ok_or(NotAnswered::Unreadable)
}

/// What was chosen, if it is still what there is to choose.
fn made_of(
    aboard: &impl Aboard,
    (id, entry): (InboxId, &InboxEntry),
    asked: &[choosing::Answered],
) -> Result<Chosen, NotAnswered> {
    as_it_was(entry)?;
    let questions = questions(aboard, id, entry);
    let met = || questions.iter().map(|question| question.met.clone());
    let now = choices(&questions, asked).ok_or_else(|| NotAnswered::AskedAnew(met().collect()))?;
    let settled = settled(entry, &questions, asked);
    let made = |stands: fn(&Conflict) -> &Value| {
        let settled = settled.iter().map(|(met, choice)| {
            let theirs = stands(met).clone();
            let met = met.clone();
            (Conflict { theirs, ..met }, choice.clone())
        });
        with_answers(
            aboard,
            entry,
            &now.iter().cloned().chain(settled).collect::<Vec<_>>(),
        )
    };
    let seen = made(|met| &met.base).ok_or(NotAnswered::NotForThisField)?;
    let fits = |made: &Chosen| matches!(made, Chosen::Change(change) if fits(aboard, change));
    match settled.is_empty() || fits(&seen) {
        true => Ok(seen),
        // what fits nowhere is saved as it is meant, and refused in its own words
        false => Ok(made(|met| &met.mine).filter(fits).unwrap_or(seen)),
    }
}

/// What was chosen for fields that nobody asks about any more: the others took theirs back meanwhile, and what stands there is what the
/// author saw, or what they want.
fn settled(
    entry: &InboxEntry,
    questions: &[Question],
    asked: &[choosing::Answered],
) -> Vec<choosing::Answered> {
    let own = match entry.reason() {
        Some(Reason::ChangedTwice { conflicts }) => conflicts,
        _ => Vec::new(),
    };
    let open = |met: &Conflict| questions.iter().any(|of| of.met.is_about_the_same(met));
    let settled = asked.iter().filter(|(met, _)| !open(met));
    let as_it_was_met = |(met, choice): &choosing::Answered| {
        let own = own.iter().find(|own| own.is_about_the_same(met));
        (own.unwrap_or(met).clone(), choice.clone())
    };
    settled.map(as_it_was_met).collect()
}

/// What an entry brings beside its fields is not lost with them.
fn with_answers(
    aboard: &impl Aboard,
    entry: &InboxEntry,
    answers: &[choosing::Answered],
) -> Option<Chosen> {
    let brings = |change: &AnyChange| {
        let ran = aboard.would(change);
        ran.is_some_and(|ran| ran.standing == Standing::Fits && !ran.writes.is_empty())
    };
    match chosen(entry, answers)? {
        Chosen::Theirs => {
            let met: Vec<Conflict> = answers.iter().map(|(met, _)| met.clone()).collect();
            let beside = beside(entry, &met).filter(brings);
            Some(beside.map_or(Chosen::Theirs, |change| Chosen::Change(Box::new(change))))
        }
        change => Some(change),
    }
}

/// What is saved with the answer to an entry, because it was one question with others.
fn answered_too(
    aboard: &impl Aboard,
    (id, entry): (InboxId, &InboxEntry),
    new_id: NewId<'_>,
) -> Vec<Deed> {
    let entries = aboard.entries_of(entry.author);
    let closed = Corrections::among(&entries).closed_with(id);
    let found = |id: InboxId| entries.iter().find(|(other, _)| *other == id);
    let closed = closed.into_iter().filter_map(found);
    closed
        .flat_map(|(id, entry)| giving_way(aboard, (*id, entry), new_id))
        .collect()
}

/// What is saved for a correction that another one is asked about for; nothing where the rest of it does not apply here: it is asked about
/// when its corrections are answered.
pub fn giving_way(
    aboard: &impl Aboard,
    (id, entry): (InboxId, &InboxEntry),
    new_id: NewId<'_>,
) -> Vec<Deed> {
    let answers = given_way(entry);
    match answers.and_then(|answers| with_answers(aboard, entry, &answers)) {
        Some(Chosen::Theirs) => deeds(id, None, new_id),
        Some(Chosen::Change(rest)) if fits(aboard, &rest) => deeds(id, Some(*rest), new_id),
        _ => Vec::new(),
    }
}

fn fits(aboard: &impl Aboard, change: &AnyChange) -> bool {
    let ran = aboard.would(change);
    ran.is_some_and(|ran| ran.standing == Standing::Fits)
}

/// Nothing is left to change: what it wants stands there.
fn is_done(aboard: &impl Aboard, change: &AnyChange) -> bool {
    let ran = aboard.would(change);
    ran.is_some_and(|ran| ran.standing == Standing::Fits && ran.writes.is_empty())
}

/// What follows an entry that was just answered, parents first: each is taken up for itself, and one that still does not fit stays. Nothing
/// where theirs was kept, and nothing of somebody else's: whoever supervises them does in their own name what they have looked at, and an
/// author says himself what depends on what.
pub fn to_follow(aboard: &impl Aboard, author: UserId, id: InboxId) -> Vec<Entry> {
    if !aboard.is_mine(author) {
        return Vec::new();
    }
    let entries = aboard.entries_of(author);
    let answered = entries.iter().find(|(other, _)| *other == id);
    let taken_up =
        answered.filter(|(_, entry)| matches!(entry.answer(), Some(Answered::TakenUp { .. })));
    let taken_up = taken_up.filter(|_| !planted(Bug::NobodyFollows));
    let ids = taken_up.map_or(Vec::new(), |(_, entry)| following(&entries, entry.uid));
    named(&entries, ids)
}

/// What is saved to take an entry up as it was; nothing where this version cannot read it.
pub fn taking_up((id, entry): (InboxId, &InboxEntry), new_id: NewId<'_>) -> Vec<Deed> {
    let change = as_it_was(entry);
    change.map_or(Vec::new(), |change| deeds(id, Some(change), new_id))
}

/// What follows unasked of one's own work, on a device that sent it, or in place of one that is gone.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Unasked {
    /// Nobody needs to be asked about these: drafts that were given up, and what two devices took up at once.
    pub needless: Vec<Entry>,
    /// Corrected, and not answered with their corrections: another device sent one of them, and this one or that answers both alike.
    pub give_way: Vec<Entry>,
    /// Their parents have been taken up and stand, and they fit here: what does not is asked about.
    pub left_behind: Vec<Entry>,
}

impl Unasked {
    pub fn of(aboard: &impl Aboard, author: UserId) -> Unasked {
        let own = aboard.entries_of(author);
        let open = own.iter().filter(|(_, entry)| entry.is_open());
        let mut needless = given_up(&open.cloned().collect::<Vec<_>>());
        let is_done = |change: &AnyChange| is_done(aboard, change);
        needless.extend(taken_up_twice(&own, is_done));
        let mut left = named(&own, left_behind(&own));
        left.retain(|(_, entry)| goes_on(aboard, entry) && !planted(Bug::NobodyFollows));
        Unasked {
            needless: named(&own, needless),
            give_way: named(&own, Corrections::among(&own).left_over()),
            left_behind: left,
        }
    }

    pub fn is_nothing(&self) -> bool {
        *self == Unasked::default()
    }
}

fn named(entries: &[Entry], ids: Vec<InboxId>) -> Vec<Entry> {
    let by_id: HashMap<InboxId, &InboxEntry> =
        (entries.iter()).map(|(id, entry)| (*id, entry)).collect();
    let named = |id: InboxId| Some((id, (*by_id.get(&id)?).clone()));
    ids.into_iter().filter_map(named).collect()
}

/// What is saved to let go of what nobody needs to be asked about.
pub fn letting_go(id: InboxId, new_id: NewId<'_>) -> Vec<Deed> {
    deeds(id, None, new_id)
}

#[cfg(test)]
mod tests;
