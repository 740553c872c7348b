//! Every document on its way to an ERP: by key, by when it is due, by document, and by how lately it changed.

use crate::db::{Lease, Transfer, TransferStep, TransferSum};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

type Key = Arc<str>;
type NewestFirst = BTreeSet<(Reverse<i64>, Key)>;

#[derive(Clone, Default)]
pub struct Transfers {
    by_key: BTreeMap<Key, Arc<Transfer>>,
    /// only what is pending or sending
    due: BTreeSet<(i64, Key)>,
    of_document: BTreeMap<Uuid, BTreeSet<(i64, Key)>>,
    of_set: BTreeMap<Uuid, NewestFirst>,
    newest: NewestFirst,
}

impl Transfers {
    pub fn get(&self, key: &str) -> Option<&Transfer> {
        self.by_key.get(key).map(|transfer| &**transfer)
    }

    /// What is due and not on lease, as it is now.
    pub fn due(&self, lease: Lease, limit: usize) -> Vec<Transfer> {
        let due = self.due.iter().take_while(|(due, _)| *due <= lease.now);
        let rows = due.filter_map(|(_, key)| self.get(key));
        let free = rows.filter(|row| row.lease_until.is_none_or(|until| until <= lease.now));
        free.take(limit).cloned().collect()
    }

    /// When the first of them may be claimed; `None` when nothing is under way.
    pub fn next_due(&self) -> Option<i64> {
        let rows = self.due.iter().filter_map(|(_, key)| self.get(key));
        rows.map(|row| row.due.max(row.lease_until.unwrap_or(row.due)))
            .min()
    }

    pub fn newest(&self, limit: usize) -> Vec<Transfer> {
        self.rows(self.newest.iter().map(|(_, key)| key).take(limit))
    }

    pub fn of_document(&self, document: Uuid) -> Vec<Transfer> {
        let keys = self.of_document.get(&document).into_iter().flatten();
        self.rows(keys.map(|(_, key)| key))
    }

    pub fn of_set(&self, set: Uuid, limit: usize) -> Vec<Transfer> {
        let keys = self.of_set.get(&set).into_iter().flatten();
        self.rows(keys.map(|(_, key)| key).take(limit))
    }

    fn rows<'a>(&self, keys: impl Iterator<Item = &'a Key>) -> Vec<Transfer> {
        keys.filter_map(|key| self.get(key)).cloned().collect()
    }

    /// Everything of the set that is not confirmed, and what was confirmed since; by state.
    pub fn sums(&self, set: Uuid, confirmed_since: i64) -> Vec<TransferSum> {
        let mut sums: BTreeMap<&str, TransferSum> = BTreeMap::new();
        let keys = self.of_set.get(&set).into_iter().flatten();
        let rows = keys.filter_map(|(_, key)| self.get(key));
        for row in rows.filter(|row| row.state != "confirmed" || row.changed >= confirmed_since) {
            let sum = sums.entry(&row.state).or_insert_with(|| none_of(row));
            sum.count += 1;
            sum.oldest = sum.oldest.min(row.created);
            sum.unchanged_since = sum.unchanged_since.min(row.changed);
        }
        sums.into_values().collect()
    }

    /// A key that exists already is the same effect again: it says what it says now, and if nobody is working on it any
    /// more, it is tried again.
    pub fn add(&mut self, transfer: Transfer) {
        let Some(before) = self.get(&transfer.key).cloned() else {
            return self.put(transfer);
        };
        let anew = match before.state.as_str() {
            "needs_human" | "withdrawn" => Some(("pending".to_owned(), transfer.due)),
            "confirmed" => None,
            _ if before.payload == transfer.payload => None,
            _ => Some((before.state.clone(), before.due)),
        };
        if let Some((state, due)) = anew {
            self.put(Transfer {
                state,
                due,
                payload: transfer.payload,
                changed: transfer.changed,
                ..before
            });
        }
    }

    pub fn lease(&mut self, transfers: &[Transfer], lease: Lease) {
        for transfer in transfers {
            self.put(Transfer {
                state: "sending".into(),
                lease_until: Some(lease.until),
                attempts: transfer.attempts + 1,
                changed: lease.now,
                ..transfer.clone()
            });
        }
    }

    pub fn finish(&mut self, step: &TransferStep) {
        let Some(before) = self.get(&step.key).cloned() else {
            return;
        };
        self.put(Transfer {
            state: step.state.clone(),
            answer: step.answer.clone(),
            due: step.due,
            changed: step.now,
            lease_until: None,
            ..before
        });
    }

    /// Only what needs a human is taken up again.
    pub fn take_up_again(&mut self, key: &str, now: i64) -> bool {
        let waiting = self.get(key).filter(|row| row.state == "needs_human");
        let Some(before) = waiting.cloned() else {
            return false;
        };
        self.put(Transfer {
            state: "pending".into(),
            due: now,
            changed: now,
            lease_until: None,
            ..before
        });
        true
    }

    /// The row's only way in: every order follows it.
    fn put(&mut self, row: Transfer) {
        let (key, row) = (Key::from(row.key.as_str()), Arc::new(row));
        if let Some(before) = self.by_key.insert(key.clone(), row.clone()) {
            self.due.remove(&(before.due, key.clone()));
            self.newest.remove(&(Reverse(before.changed), key.clone()));
            // set, document and creation are never changed
            let of_set = self.of_set.entry(before.set_id).or_default();
            of_set.remove(&(Reverse(before.changed), key.clone()));
        }
        if ["pending", "sending"].contains(&row.state.as_str()) {
            self.due.insert((row.due, key.clone()));
        }
        let of_document = self.of_document.entry(row.document).or_default();
        of_document.insert((row.created, key.clone()));
        let lately = (Reverse(row.changed), key);
        let of_set = self.of_set.entry(row.set_id).or_default();
        of_set.insert(lately.clone());
        self.newest.insert(lately);
    }
}

fn none_of(row: &Transfer) -> TransferSum {
    TransferSum {
        state: row.state.clone(),
        count: 0,
        oldest: row.created,
        unchanged_since: row.changed,
    }
}
