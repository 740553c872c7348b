//! Which work goes into a copy, and which of a copy is new on this device? Nothing that waits or has an outcome here comes in
//! twice; what another device sent meanwhile the server answers with the outcome it has.

use super::opening::{intention, take};
use super::session::Host;
use crate::store::{LocalStore, NewEntry, QueueRow, StoreError};
use shared::sync::Intention;
use std::collections::{BTreeMap, BTreeSet};

/// One transaction each: a page that ends in between goes on where it was, because what is here is passed over.
const PIECE: usize = 256;

/// What can be saved, in the order of the queue, as nobody's yet: whoever takes it in sends it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gathered {
    pub work: Vec<Intention>,
    /// Entries that do not open.
    pub unreadable: u64,
}

/// From the disk, as far as it answers (`None`: not at all), and from the view, which may still know what the disk lost.
/// `settled`: what pulls have named, although the queue still holds it.
pub fn gather(rows: Option<&[QueueRow]>, settled: &[String], view: &[Intention]) -> Gathered {
    let mut known: BTreeMap<String, &Intention> = BTreeMap::new();
    known.extend(view.iter().map(|entry| (entry.uid.to_string(), entry)));
    let mut gathered = Gathered::default();
    for row in rows.unwrap_or_default() {
        let shown = known.remove(&row.uid);
        if row.settled || settled.contains(&row.uid) {
            continue;
        }
        match on_disk(row).or_else(|| shown.cloned()) {
            Some(entry) => gathered.work.push(nobodys(entry)),
            None => gathered.unreadable += 1,
        }
    }
    let left = view.iter();
    let left = left.filter(|entry| known.contains_key(&entry.uid.to_string()));
    gathered.work.extend(left.cloned().map(nobodys));
    gathered
}

/// What became of a copy.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TakenIn {
    /// On this device's disk and in its view now, with its numbers.
    pub fresh: Vec<Intention>,
    /// Waiting or answered here already.
    pub known: u64,
    /// An entry of that name lies here and does not open: it is declared first.
    pub blocked: u64,
}

/// Appends what is new, in the order of the file, and shows it.
pub async fn take_in(
    store: &impl LocalStore,
    host: &impl Host,
    work: Vec<Intention>,
) -> Result<TakenIn, StoreError> {
    let (fresh, mut taken) = sift(store, work).await?;
    for piece in fresh.chunks(PIECE) {
        let entries: Vec<NewEntry> = piece.iter().map(entry).collect();
        let numbers = store.append_all(&entries).await?;
        let context = host.context();
        let mut touched = BTreeSet::new();
        for (intention, seq) in piece.iter().zip(numbers) {
            let client = host.replica().borrow().client;
            let own = intention.clone().sent_by(client, seq);
            taken.fresh.push(own.clone());
            touched.extend(take(&mut host.replica().borrow_mut(), own, &context));
        }
        host.touched(&touched);
    }
    Ok(taken)
}

async fn sift(
    store: &impl LocalStore,
    work: Vec<Intention>,
) -> Result<(Vec<Intention>, TakenIn), StoreError> {
    let mut here: BTreeMap<String, bool> = BTreeMap::new();
    for row in store.queue().await? {
        let opens = row.settled || row.body.whole().is_some();
        here.insert(row.uid, opens);
    }
    here.extend(
        store
            .settled()
            .await?
            .uids
            .into_iter()
            .map(|uid| (uid, true)),
    );
    let mut taken = TakenIn::default();
    let mut fresh = Vec::new();
    for intention in work {
        match here.insert(intention.uid.to_string(), true) {
            None => fresh.push(nobodys(intention)),
            Some(true) => taken.known += 1,
            Some(false) => taken.blocked += 1,
        }
    }
    Ok((fresh, taken))
}

fn entry(intention: &Intention) -> NewEntry {
    NewEntry {
        uid: intention.uid.to_string(),
        bytes: serde_json::to_vec(intention).expect("intentions serialise: plain fields"),
    }
}

fn on_disk(row: &QueueRow) -> Option<Intention> {
    let client = row.client.parse().ok()?;
    intention(row, client)
}

fn nobodys(mut intention: Intention) -> Intention {
    intention.client = None;
    intention.seq = 0;
    intention
}
