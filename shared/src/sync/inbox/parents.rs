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
    let stands = parents.stands(open.clone().map(|(_, entry)| entry.uid));
    open.map(|(id, entry)| (*id, stands[&entry.uid])).collect()
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

    /// What was taken up again and refused again stands for what it was before; of those that name each other, any.
    pub(super) fn latest(&self, mut uid: Uid) -> Uid {
        let mut seen = HashSet::new();
        while seen.insert(uid) {
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

    /// Parents first, each once: they may be as many as a month's work, each waiting for the one before.
    fn stands(&self, open: impl Iterator<Item = Uid>) -> HashMap<Uid, Waits> {
        let (mut begun, mut known) = (HashSet::new(), HashMap::new());
        // an entry stands here a second time while its parents are looked at before it
        let mut next = Vec::new();
        for uid in open {
            next.push((uid, false));
            while let Some((uid, looked_at)) = next.pop() {
                if looked_at {
                    known.insert(uid, self.stand(uid, &known));
                } else if begun.insert(uid) {
                    next.push((uid, true));
                    let parents = self.of_entry(uid).iter();
                    let open = parents.filter(|parent| self.of.contains_key(*parent));
                    next.extend(open.map(|parent| (*parent, false)));
                }
            }
        }
        known
    }

    /// `known`: its parents', but of whoever names each other.
    fn stand(&self, child: Uid, known: &HashMap<Uid, Waits>) -> Waits {
        let mut found = Waits::ForNothing;
        for uid in self.of_entry(child) {
            let Some((id, parent)) = self.by_uid.get(uid) else {
                continue;
            };
            let stand = match parent.answer() {
                Some(Answered::KeptTheirs) => Waits::InVain,
                // no device takes it up by itself
                Some(Answered::TakenUp { .. }) if self.is_withdrawn(child) => continue,
                Some(Answered::TakenUp { .. }) => Waits::ToFollow,
                None => match known.get(uid) {
                    None => continue,
                    Some(Waits::ForNothing | Waits::ToFollow) => Waits::For(*id),
                    Some(stand) => *stand,
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
    fn was_withdrawn(&self) -> bool {
        self.is_open() && matches!(self.reason(), Some(Reason::Withdrawn { .. }))
    }
}
