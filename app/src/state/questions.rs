//! What an entry asks of whoever answers it, as things stand on this device now, and which entries one answer is for.

use super::App;
use super::device::{Deed, NotSaved};
use super::repair::{NotAnswered, deeds, entries_of};
use leptos::prelude::untrack;
use serde_json::Value;
use shared::desk::Conflict;
use shared::ids::InboxId;
use shared::record::RecordKey;
use shared::sync::choosing::{self, Choice, Chosen, given_way, present};
use shared::sync::inbox::{Corrections, Question};
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::queue::Standing;
use shared::sync::{AnyChange, InboxEntry, inbox};

/// The fields to choose about; the caller is run again when somebody changes one of them. None: nothing stands against the entry any
/// more, or it was never about that.
pub fn asked(app: App, id: InboxId, entry: &InboxEntry) -> Vec<Conflict> {
    let questions = questions(app, id, entry).into_iter();
    questions.filter_map(|question| question.shown).collect()
}

fn questions(app: App, id: InboxId, entry: &InboxEntry) -> Vec<Question> {
    let conflicts = met(entry);
    if conflicts.is_empty() {
        return Vec::new();
    }
    let ran = entry.carried().and_then(|change| app.device.would(&change));
    let standing = ran.map_or(Standing::LeftOut, |ran| ran.standing);
    let here = |key: &RecordKey| app.device.row(key).is_some();
    let present = present(&conflicts, &standing, here);
    Corrections::among(&entries_of(app, entry.author)).questions(id, present)
}

/// What was chosen, if it is still what there is to choose.
pub(super) fn choices(
    app: App,
    id: InboxId,
    entry: &InboxEntry,
    chosen: &[choosing::Answered],
) -> Result<Vec<choosing::Answered>, NotAnswered> {
    let questions = untrack(|| questions(app, id, entry));
    if questions.is_empty()
        && let Some(typed) = untrack(|| typed_meanwhile(app, entry, chosen))
    {
        return Ok(typed);
    }
    let conflicts = questions.iter().map(|question| question.met.clone());
    let conflicts = conflicts.collect();
    inbox::choices(questions, chosen).ok_or_else(|| {
        let reason = Reason::ChangedTwice { conflicts };
        NotAnswered::NotSaved(NotSaved::Refused(Outcome::Parked, reason))
    })
}

/// A third value, for a field that nobody asks about any more: what stands there is what the author saw, or what they want.
fn typed_meanwhile(
    app: App,
    entry: &InboxEntry,
    chosen: &[choosing::Answered],
) -> Option<Vec<choosing::Answered>> {
    let stands = |theirs: fn(&Conflict) -> &Value| {
        let answer = |met: &Conflict| {
            let asked = chosen.iter().find(|(of, _)| of.is_about_the_same(met));
            let choice = match asked.map(|(_, choice)| choice) {
                Some(typed @ Choice::Other(_)) => typed.clone(),
                Some(Choice::Mine | Choice::Theirs) => return None,
                None => Choice::Mine,
            };
            let theirs = theirs(met).clone();
            Some((
                Conflict {
                    theirs,
                    ..met.clone()
                },
                choice,
            ))
        };
        met(entry).iter().map(answer).collect::<Option<Vec<_>>>()
    };
    let applies = |answers: &Vec<choosing::Answered>| match choosing::chosen(entry, answers) {
        Some(Chosen::Change(change)) => fits(app, &change),
        Some(Chosen::Theirs) | None => false,
    };
    let either = [stands(|met| &met.base), stands(|met| &met.mine)];
    either.into_iter().flatten().find(applies)
}

/// The fields that were changed twice when the server decided.
fn met(entry: &InboxEntry) -> Vec<Conflict> {
    match entry.reason() {
        Some(Reason::ChangedTwice { conflicts }) => conflicts,
        _ => Vec::new(),
    }
}

/// What is saved with the answer to an entry, because it was one question with others.
pub(super) fn answered_too(app: App, id: InboxId, entry: &InboxEntry) -> Vec<Deed> {
    let entries = entries_of(app, entry.author);
    let closed = Corrections::among(&entries).closed_with(id);
    let found = |id: InboxId| entries.iter().find(|(other, _)| *other == id);
    let closed = closed.into_iter().filter_map(found);
    closed
        .flat_map(|(id, entry)| gives_way(app, *id, entry))
        .collect()
}

/// Nothing where the rest of it does not apply here: it is asked about when its corrections are answered.
pub(super) fn gives_way(app: App, id: InboxId, entry: &InboxEntry) -> Vec<Deed> {
    match given_way(entry) {
        Some(Chosen::Theirs) => deeds(id, None),
        Some(Chosen::Change(rest)) if fits(app, &rest) => deeds(id, Some(*rest)),
        _ => Vec::new(),
    }
}

fn fits(app: App, change: &AnyChange) -> bool {
    let ran = app.device.would(change);
    ran.is_some_and(|ran| ran.standing == Standing::Fits)
}

/// Nothing is left to change: what it wants stands there.
pub(super) fn is_done(app: App, change: &AnyChange) -> bool {
    let ran = app.device.would(change);
    ran.is_some_and(|ran| ran.standing == Standing::Fits && ran.writes.is_empty())
}
