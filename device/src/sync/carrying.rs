//! Which work and which files go into a copy, and which of a copy is new on this device? Nothing that waits or has an outcome here comes in
//! twice; what another device sent meanwhile the server answers with the outcome it has.

use super::carried::{CarriedFile, FILE_LINE_BYTES};
use super::filing::{add, note};
use super::opening::{intention, take};
use super::session::Host;
use crate::store::{FileHead, LocalStore, NewEntry, QueueRow, StoreError, Stored};
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use shared::sync::Intention;
use std::borrow::Cow;
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

/// Photos and papers that go with the work.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GatheredFiles {
    pub files: Vec<CarriedFile<'static>>,
    /// Found no room, or cannot be read here.
    pub left_out: u64,
}

/// Those that the work names, in its order; then those whose record went out before them, the oldest first. One that finds no room
/// is passed over: a smaller one may.
pub async fn gather_files(
    store: &impl LocalStore,
    work: &[Intention],
    bytes_max: u64,
) -> Result<GatheredFiles, StoreError> {
    let heads = store.files().await?;
    let mut gathered = GatheredFiles::default();
    let mut room = bytes_max;
    for hash in unsent(&heads, work) {
        let head = heads.iter().find(|head| head.hash == hash);
        let fits = head.filter(|head| head.bytes + FILE_LINE_BYTES <= room);
        let file = match fits {
            Some(head) => carried(store, head).await,
            None => None,
        };
        match file {
            Some(file) => {
                room -= file.bytes.len() as u64 + FILE_LINE_BYTES;
                gathered.files.push(file);
            }
            None => gathered.left_out += 1,
        }
    }
    Ok(gathered)
}

/// Each once.
fn unsent(heads: &[FileHead], work: &[Intention]) -> Vec<String> {
    let mut alone: Vec<(Moment, String)> = (heads.iter())
        .filter_map(|head| note(head).map(|note| (note, head)))
        .filter(|(note, _)| note.to_send)
        .map(|(note, head)| (note.at, head.hash.clone()))
        .collect();
    alone.sort();
    let named = work.iter().flat_map(|entry| entry.files.clone());
    let mut seen = BTreeSet::new();
    let all = named.chain(alone.into_iter().map(|(_, hash)| hash));
    all.filter(|hash| seen.insert(hash.clone())).collect()
}

/// `None`: its bytes do not open, or are others. One that cannot be read is no reason to leave the rest behind.
async fn carried(store: &impl LocalStore, head: &FileHead) -> Option<CarriedFile<'static>> {
    let Ok(Some(Stored::Whole(bytes))) = store.file(&head.hash).await else {
        return None;
    };
    let hash = ContentHash::of(&bytes);
    let added_at = note(head)?.at;
    (hash.as_str() == head.hash).then_some(CarriedFile {
        hash,
        added_at,
        bytes: Cow::Owned(bytes),
    })
}

/// Keeps the files of a copy that are not here whole; they are sent from here now. After the work that names them: it is small, and
/// a disk that is full of photos must not keep it out.
pub async fn keep_files<'a, 'b>(
    store: &impl LocalStore,
    files: &'b [CarriedFile<'a>],
) -> Result<Vec<&'b CarriedFile<'a>>, StoreError> {
    let mut fresh = Vec::new();
    for file in files {
        let here = store.file(file.hash.as_str()).await?;
        if here.as_ref().and_then(Stored::whole) != Some(&*file.bytes) {
            add(store, &file.bytes, file.added_at).await?;
            fresh.push(file);
        }
    }
    Ok(fresh)
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
