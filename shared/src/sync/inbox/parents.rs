//! What do entries depend on, and what does that mean for their answer? Knows nothing of how they are taken up.

use super::{Answered, InboxEntry};
use crate::ids::{InboxId, Uid};
use crate::sync::outcome::Reason;
use hashbrown::{HashMap, HashSet};
use uuid::Uuid;

type Entry = (InboxId, InboxEntry);

/// How an open entry stands to the work that it depends on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waits {
    /// It is answered for itself.
    ForNothing,
    /// That entry is open and depends on nothing open itself: its answer counts for this one too.
    For(InboxId),
    /// It was taken up again and is not refused: this one follows by itself.
    ToFollow,
    /// It was let go of: this one can never be accepted as it is.
    InVain,
}

/// Every open entry's stand. `entries` are all that is aboard of one author.
pub fn waits(entries: &[Entry]) -> HashMap<InboxId, Waits> {
    let parents = Parents::of(entries);
    let open = entries.iter().filter(|(_, entry)| entry.is_open());
    open.map(|(id, entry)| (*id, parents.stand(entry.uid, &mut HashSet::new())))
        .collect()
}

/// Of entries of one author, read once.
pub(super) struct Parents<'a> {
    by_uid: HashMap<Uid, &'a Entry>,
    of: HashMap<Uid, Vec<Uid>>,
}

impl<'a> Parents<'a> {
    pub(super) fn of(entries: &'a [Entry]) -> Self {
        let by_uid = (entries.iter().map(|entry| (entry.1.uid, entry))).collect();
        let mut parents = Self {
            by_uid,
            of: HashMap::new(),
        };
        let makers = makers(entries);
        let open = entries.iter().filter(|(_, entry)| entry.is_open());
        parents.of = (open.map(|(_, entry)| (entry.uid, parents.named(entry, &makers)))).collect();
        parents
    }

    /// What an open entry depends on and was not applied, each as it was taken up last.
    pub(super) fn of_entry(&self, uid: Uid) -> &[Uid] {
        self.of.get(&uid).map(Vec::as_slice).unwrap_or_default()
    }

    /// What was refused by a rule of its own waits for nobody; what a withdrawn author sent was never asked about its parents.
    fn named(&self, entry: &InboxEntry, makers: &HashMap<Uuid, Uid>) -> Vec<Uid> {
        let more = match entry.reason() {
            Some(Reason::WaitingFor { uid }) => vec![uid],
            Some(Reason::Withdrawn { .. }) => {
                let used = entry.carried().map(|change| change.uses());
                let used = used.unwrap_or_default().into_iter();
                used.filter_map(|used| makers.get(&used).copied()).collect()
            }
            _ => return Vec::new(),
        };
        let parents = entry.depends_on.iter().copied().chain(more);
        let latest = parents.map(|uid| self.latest(uid));
        latest.filter(|uid| *uid != entry.uid).collect()
    }

    /// What was taken up again and refused again stands for what it was before.
    pub(super) fn latest(&self, mut uid: Uid) -> Uid {
        for _ in 0..self.by_uid.len() {
            match self.by_uid.get(&uid).and_then(|(_, entry)| entry.answer()) {
                Some(Answered::TakenUp { by }) if self.by_uid.contains_key(&by) => uid = by,
                _ => break,
            }
        }
        uid
    }

    fn is_withdrawn(&self, uid: Uid) -> bool {
        let entry = self.by_uid.get(&uid);
        entry.is_some_and(|(_, entry)| entry.was_withdrawn())
    }

    /// It was applied, taken up again, or is not known here: nobody has to decide about it first.
    pub(super) fn is_past(&self, uid: Uid) -> bool {
        self.by_uid
            .get(&uid)
            .is_none_or(|(_, entry)| matches!(entry.answer(), Some(Answered::TakenUp { .. })))
    }

    /// `seen`: whoever names each other is looked at once.
    fn stand(&self, child: Uid, seen: &mut HashSet<Uid>) -> Waits {
        seen.insert(child);
        let mut found = Waits::ForNothing;
        for uid in self.of_entry(child) {
            let Some((id, parent)) = self.by_uid.get(uid) else {
                continue;
            };
            let stand = match parent.answer() {
                Some(Answered::KeptTheirs) => Waits::InVain,
                // no device of a withdrawn author takes it up, and whoever sees it need not wait until an administrator's does
                Some(Answered::TakenUp { .. }) if self.is_withdrawn(child) => continue,
                Some(Answered::TakenUp { .. }) => Waits::ToFollow,
                None if !parent.is_open() || seen.contains(uid) => continue,
                None => match self.stand(*uid, seen) {
                    Waits::ForNothing | Waits::ToFollow => Waits::For(*id),
                    stand => stand,
                },
            };
            found = found.or(stand);
        }
        found
    }
}

/// Which entry makes a record or an element; asked for where no reason names a parent.
fn makers(entries: &[Entry]) -> HashMap<Uuid, Uid> {
    let mut makers = HashMap::new();
    if entries.iter().any(|(_, entry)| entry.was_withdrawn()) {
        for (_, entry) in entries {
            let made = entry.carried().map(|change| change.makes());
            let made = made.unwrap_or_default().into_iter();
            made.for_each(|made| _ = makers.entry(made).or_insert(entry.uid));
        }
    }
    makers
}

impl Waits {
    /// Of several parents, one that was let go of decides, then one that is open.
    fn or(self, other: Waits) -> Waits {
        match (self, other) {
            (Waits::InVain, _) | (_, Waits::ForNothing) => self,
            (Waits::For(_), Waits::For(_) | Waits::ToFollow) => self,
            (_, other) => other,
        }
    }
}

impl InboxEntry {
    /// It is open, and was not looked at, because its author or the device might not work any more.
    pub fn was_withdrawn(&self) -> bool {
        self.is_open() && matches!(self.reason(), Some(Reason::Withdrawn { .. }))
    }
}
