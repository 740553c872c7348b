//! Which entries are taken up, or let go of, because of what became of others. What depends on what decides the order, and no clock: a
//! device's may have been put back between two taps.

use super::parents::Parents;
use super::{Answered, Change, InboxEntry};
use crate::ids::{InboxId, Uid};
use crate::rma;
use crate::sync::any_change::AnyChange;
use crate::sync::outcome::Reason;
use hashbrown::{HashMap, HashSet};
use serde_json::Value;
use uuid::Uuid;

/// One entry with its name; lists of them stand in the order in which the server decided them.
type Entry = (InboxId, InboxEntry);

/// The open entries that depend on `of`, directly or through others: none of them can be accepted without it. Parents first. `entries` are all
/// of one author.
pub fn dependants(entries: &[Entry], of: Uid) -> Vec<InboxId> {
    let parents = Parents::of(entries);
    let open: Vec<&Entry> = entries
        .iter()
        .filter(|(_, entry)| entry.is_open())
        .collect();
    let mut children: HashMap<Uid, Vec<usize>> = HashMap::new();
    for (at, (_, entry)) in open.iter().enumerate() {
        for parent in parents.of_entry(entry.uid) {
            children.entry(*parent).or_default().push(at);
        }
    }
    let mut found = vec![false; open.len()];
    let mut next = vec![parents.latest(of)];
    while let Some(parent) = next.pop() {
        for at in children.remove(&parent).unwrap_or_default() {
            let known = open[at].1.uid == of || std::mem::replace(&mut found[at], true);
            next.extend((!known).then_some(open[at].1.uid));
        }
    }
    let found = open.into_iter().zip(found).filter(|(_, found)| *found);
    parents_first(&found.map(|(entry, _)| entry).collect::<Vec<_>>())
}

/// Of those, the ones that are taken up after it: they depend on nothing else that is open or was let go of.
pub fn following(entries: &[Entry], of: Uid) -> Vec<InboxId> {
    let parents = Parents::of(entries);
    let uids: HashMap<InboxId, Uid> = (entries.iter())
        .map(|(id, entry)| (*id, entry.uid))
        .collect();
    let mut taken_up: HashSet<Uid> = [parents.latest(of)].into_iter().collect();
    let mut found = dependants(entries, of);
    found.retain(|id| {
        let uid = uids[id];
        let named = parents.of_entry(uid).iter();
        let goes =
            (named.copied()).all(|parent| taken_up.contains(&parent) || parents.is_past(parent));
        taken_up.extend(goes.then_some(uid));
        goes
    });
    found
}

/// What is let go of with an entry, itself included, in the order in which it is answered: the last dependant first, so that nothing ever
/// stays open that depends on what was let go of, however much of it the server hears.
pub fn going_with(entries: &[Entry], (id, entry): (InboxId, &InboxEntry)) -> Vec<InboxId> {
    let after = dependants(entries, entry.uid).into_iter().rev();
    after.chain([id]).collect()
}

/// The open entries whose parents have all been taken up and stand: whoever took the last of them up could not see them, or could not
/// finish. What comes after its parent was let go of is not among them, nor what a withdrawn author sent, who says himself what it depends on:
/// that is asked about. Parents first. `entries` are all of one author.
pub fn left_behind(entries: &[Entry]) -> Vec<InboxId> {
    let by_uid: HashMap<Uid, &InboxEntry> = (entries.iter())
        .map(|(_, entry)| (entry.uid, entry))
        .collect();
    let taken_up = |parent: &Uid| match by_uid.get(parent)?.answer()? {
        Answered::TakenUp { by } => Some(by),
        Answered::KeptTheirs => None,
    };
    // what was taken up and refused again waits for its author, and the others with it; those that name each other stand nowhere
    let stands = |mut by: Uid| {
        let mut seen = HashSet::new();
        while seen.insert(by) {
            let Some(refused) = by_uid.get(&by) else {
                return true;
            };
            match refused.answer() {
                Some(Answered::TakenUp { by: next }) => by = next,
                _ => return false,
            }
        }
        false
    };
    let is_there = |parent: &Uid| taken_up(parent).is_some_and(stands);
    let left = |(_, entry): &&Entry| {
        let mut parents = entry.depends_on.iter();
        entry.is_open()
            && entry.waits_for().is_some_and(|parent| is_there(&parent))
            // one that has no entry was applied
            && parents.all(|parent| !by_uid.contains_key(parent) || is_there(parent))
    };
    parents_first(&entries.iter().filter(left).collect::<Vec<_>>())
}

/// The open entries of drafts that their author gave up before the server had seen them: the draft's own, and whatever waits for it, the
/// giving up included. Nobody is asked about them any more. `open` are all of one author.
pub fn given_up(open: &[Entry]) -> Vec<InboxId> {
    let drops = |entry: &InboxEntry| {
        matches!(
            entry.carried(),
            Some(AnyChange::Rma(rma::Change::Dropped { .. }))
        )
    };
    let drafts = open.iter().filter(|(_, entry)| drops(entry));
    let mut found = Vec::new();
    for uid in drafts.filter_map(|(_, entry)| entry.waits_for()) {
        let own = open.iter().filter(|(_, entry)| entry.uid == uid);
        found.extend(own.map(|(id, _)| *id));
        found.extend(dependants(open, uid));
    }
    found
}

/// Two devices took the same work up at once: the first answer counted. The second one's copy of the work, which waited for that answer,
/// needs nobody whatever it asks for; the answer itself is told to its author, unless it asked for what was done. `is_done`: nothing is left
/// to change. `entries` are all of one author.
pub fn taken_up_twice(entries: &[Entry], is_done: impl Fn(&AnyChange) -> bool) -> Vec<InboxId> {
    let needless = |(id, late): &Entry| {
        let (entry, by) = late.took_up_too_late()?;
        let first = &entries.iter().find(|(id, _)| *id == entry)?.1;
        let (copy_id, copy) = by_uid(entries, by)?;
        let done = copy.carried().is_some_and(|change| is_done(&change));
        let same = late.is_open() && (done || asks_for_what_counted(entries, first, copy));
        let waits = copy.is_open() && copy.waits_for() == Some(late.uid);
        Some([waits.then_some(*copy_id), same.then_some(*id)])
    };
    let found = entries.iter().filter_map(needless).flatten();
    found.flatten().collect()
}

/// Of a choice that was applied only its effect is known here.
fn asks_for_what_counted(entries: &[Entry], first: &InboxEntry, copy: &InboxEntry) -> bool {
    let Some(Answered::TakenUp { by }) = first.answer() else {
        return false;
    };
    match by_uid(entries, by) {
        // refused in its turn, and asked about itself
        Some((_, counted)) => counted.asks_for_the_same(copy),
        // without a choice there was one way only to take it up
        None => !first.had_a_choice() && first.asks_for_the_same(copy),
    }
}

fn by_uid(entries: &[Entry], uid: Uid) -> Option<&Entry> {
    entries.iter().find(|(_, entry)| entry.uid == uid)
}

impl InboxEntry {
    fn waits_for(&self) -> Option<Uid> {
        match self.reason()? {
            Reason::WaitingFor { uid } => Some(uid),
            _ => None,
        }
    }

    /// It took another entry up, by that intention, when somebody had answered it already.
    fn took_up_too_late(&self) -> Option<(InboxId, Uid)> {
        match self.carried()? {
            AnyChange::Inbox(Change::Answered {
                entry,
                answer: Answered::TakenUp { by },
            }) if self.came_too_late() => Some((entry, by)),
            _ => None,
        }
    }

    fn had_a_choice(&self) -> bool {
        matches!(self.reason(), Some(Reason::ChangedTwice { .. }))
    }

    /// Whatever each of them saw before.
    fn asks_for_the_same(&self, other: &InboxEntry) -> bool {
        let wants = |entry: &Self| {
            let (change, args) = entry.brought_up()?;
            Some((change, wanted(args)))
        };
        wants(self).is_some_and(|wants_this| wants(other) == Some(wants_this))
    }
}

/// The arguments without what their author saw.
fn wanted(args: Value) -> Value {
    match args {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(key, _)| key != "was");
            kept.map(|(key, value)| (key, wanted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(wanted).collect(),
        plain => plain,
    }
}

/// Each after whatever it depends on, or uses of what another one makes; the others stay in their order.
fn parents_first(entries: &[&Entry]) -> Vec<InboxId> {
    let parents = parents(entries);
    let (mut begun, mut ordered) = (vec![false; entries.len()], Vec::new());
    // an entry stands here a second time while its parents are placed before it
    let mut next: Vec<(usize, bool)> = (0..entries.len()).rev().map(|at| (at, false)).collect();
    while let Some((at, placed)) = next.pop() {
        if placed {
            ordered.push(entries[at].0);
        } else if !std::mem::replace(&mut begun[at], true) {
            next.push((at, true));
            next.extend(parents[at].iter().rev().map(|parent| (*parent, false)));
        }
    }
    ordered
}

/// The places of each one's parents among these entries.
fn parents(entries: &[&Entry]) -> Vec<Vec<usize>> {
    let changes: Vec<Option<AnyChange>> =
        entries.iter().map(|(_, entry)| entry.carried()).collect();
    let mut makers: HashMap<Uuid, usize> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        let made = change.iter().flat_map(AnyChange::makes);
        made.for_each(|made| _ = makers.entry(made).or_insert(at));
    }
    let places = entries.iter().enumerate();
    let by_uid: HashMap<Uid, usize> = places.map(|(at, (_, entry))| (entry.uid, at)).collect();
    let of = |(entry, change): (&&Entry, &Option<AnyChange>)| {
        let named = entry
            .1
            .depends_on
            .iter()
            .copied()
            .chain(entry.1.waits_for());
        let named = named.filter_map(|uid| by_uid.get(&uid));
        let used = change.iter().flat_map(AnyChange::uses);
        let used = used.filter_map(|used| makers.get(&used));
        named.chain(used.collect::<Vec<_>>()).copied().collect()
    };
    entries.iter().zip(&changes).map(of).collect()
}

#[cfg(test)]
mod tests;
