//! The bytes of files, beside the queue: what was added here goes out piece by piece from wherever the server stands, in whichever order
//! to the records; what somebody opens comes in once and stays. Which records name a file is no business of this.
//!
//! A file that was added here is **to send** until the server says that it is complete while no entry that waits names it: said earlier,
//! it may still be thrown away there unclaimed. It then stays as long as any entry of the queue names it, because a restored server is
//! offered those again. After that it is a copy like one that was fetched, and the oldest go when there are too many.

use super::copies;
use super::server::{Failure, Piece, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{FileHead, LocalStore, StoreError, Stored};
use serde::{Deserialize, Serialize};
use shared::attachments::{ContentHash, UploadAnswer};
use shared::calendar::Moment;
use shared::planted::{Bug, planted};
use shared::sync::Intention;
use std::collections::{BTreeMap, BTreeSet};

/// Pieces that one round sends: what others wrote is asked for in between.
const PIECES_A_ROUND: u32 = 4;
/// An answer that leads nowhere is believed so often; then time must pass.
const MENDS_MAX: u32 = 2;
/// A piece that did not get through is tried with half of it, down to the least.
const CARRIED_MOST: usize = 1024 * 1024;
const CARRIED_LEAST: usize = 16 * 1024;
/// What was misheard lets twice as many rounds pass each time, so often: hours, at a round a minute.
const RESTS_DOUBLE_MAX: u32 = 8;
/// Bytes of copies that stay for opening without signal.
const COPIES_BYTES_MAX: u64 = 500 * 1024 * 1024;

/// What is kept beside a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Note {
    pub to_send: bool,
    /// When it came here.
    pub at: Moment,
}

/// What this start of the page knows of files.
#[derive(Debug, Default)]
pub struct Filing {
    /// The server has it while an entry that waits names it: asked once more when that has its outcome.
    brought: BTreeSet<String>,
    /// What cannot be sent before the page starts anew: a piece does not open, or the server refuses it.
    stuck: BTreeSet<String>,
    /// In these the server finds other bytes, although they open here: they are sent again, later each time.
    misheard: BTreeMap<String, Misheard>,
    /// What did not get through last time lets the others go first.
    failed: BTreeSet<String>,
    /// How many bytes of a piece the line carries, when it is less than all.
    carried: Option<usize>,
    /// How far each stands.
    sent: BTreeMap<String, u64>,
    /// The copy that was asked about last.
    pub(super) asked: String,
    /// The round ended before the files did.
    more: bool,
}

/// Each turn carries a whole file, and a line that changes it once may change it again.
#[derive(Clone, Copy, Debug, Default)]
struct Misheard {
    turns: u32,
    /// It lets so many rounds pass.
    rests: u32,
}

impl Filing {
    /// Another round is worth it at once.
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// What was stuck may be tried once more.
    fn anew(&mut self) {
        self.stuck.clear();
        self.misheard.clear();
    }

    fn a_round_begins(&mut self) {
        for misheard in self.misheard.values_mut() {
            misheard.rests = misheard.rests.saturating_sub(1);
        }
    }

    fn mishears(&mut self, hash: &str) {
        let misheard = self.misheard.entry(hash.to_owned()).or_default();
        misheard.turns += 1;
        misheard.rests = 1 << misheard.turns.min(RESTS_DOUBLE_MAX);
    }

    fn rests(&self, hash: &str) -> bool {
        self.stuck.contains(hash) || self.misheard.get(hash).is_some_and(|one| one.rests > 0)
    }

    fn fails(&mut self, hash: &str, why: &Trouble) {
        self.failed.insert(hash.to_owned());
        if let Trouble::Server(Failure::TooLarge | Failure::TooSlow) = why {
            let half = self.carried.unwrap_or(CARRIED_MOST) / 2;
            self.carried = Some(half.max(CARRIED_LEAST));
        }
    }
}

/// What a person may want to see of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct UnsentFiles {
    /// Hash, bytes on the server, bytes in all.
    pub files: Vec<(String, u64, u64)>,
    /// When the first of them was added.
    pub oldest: Option<Moment>,
    /// Hashes of those that cannot be sent, or not now, although there is signal.
    pub stuck: Vec<String>,
    /// Hashes of what lies here and is on the server as well: it said so, or it came from there.
    #[serde(default)]
    pub brought: BTreeSet<String>,
}

impl UnsentFiles {
    /// The disk took it just now: it lies here alone before anybody looks again.
    pub fn add(&mut self, hash: &ContentHash, bytes: u64, now: Moment) {
        let hash = hash.to_string();
        self.brought.remove(&hash);
        self.oldest = self.oldest.into_iter().chain([now]).min();
        if self.files.iter().all(|(other, ..)| *other != hash) {
            self.files.push((hash, 0, bytes));
        }
    }
}

/// How one file's turn ended.
enum Turn {
    Complete,
    Stuck,
    /// The server hears other bytes than were sent, again and again.
    Misheard,
    /// The pieces of this round are used up.
    Later,
}

/// Keeps a file that a person adds, strictly. Before its record is saved: one without the other is harmless this way round.
pub async fn add(
    store: &impl LocalStore,
    bytes: &[u8],
    now: Moment,
) -> Result<ContentHash, StoreError> {
    let hash = ContentHash::of(bytes);
    let note = Note {
        to_send: true,
        at: now,
    };
    store.put_file(hash.as_str(), &json(&note), bytes).await?;
    Ok(hash)
}

/// Before entries go out: what they name is to send, also a file that went out between its adding and its entry. The server may have
/// thrown it away since, and after the outcome nobody would ask.
pub async fn hold<S: LocalStore, N, H: Host>(session: &Session<S, N, H>) -> Result<(), Trouble> {
    let done = hold_named(session).await;
    unhurt(session, done).await
}

async fn hold_named<S: LocalStore, N, H: Host>(session: &Session<S, N, H>) -> Result<(), Trouble> {
    let waiting = named_by_waiting(session);
    if waiting.is_empty() {
        return Ok(());
    }
    for head in session.store.files().await? {
        if waiting.contains(&head.hash) {
            to_send_again(session, &head).await?;
        }
    }
    Ok(())
}

pub(super) async fn to_send_again<S: LocalStore, N, H>(
    session: &Session<S, N, H>,
    head: &FileHead,
) -> Result<(), Trouble> {
    if let Some(note) = note(head).filter(|note| !note.to_send) {
        let again = Note {
            to_send: true,
            ..note
        };
        session.store.note_file(&head.hash, &json(&again)).await?;
    }
    Ok(())
}

/// Sends what is to be sent, for as many pieces as a round has. A database of files that fails is told and stops nothing else.
pub async fn hand_in<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    session.filing.borrow_mut().a_round_begins();
    let done = send_and_ask(session).await;
    unhurt(session, done).await
}

async fn send_and_ask<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    send_files(session).await?;
    if !session.filing.borrow().more {
        let more = copies::ask(session).await?;
        session.filing.borrow_mut().more = more;
    }
    Ok(())
}

/// Before a device is emptied: all that the server takes, asked once more after everything that names a file was handed in. A file
/// that cannot be read or that the server does not take stays behind, as an entry that does not open; one that is not taken now
/// keeps the device as it is, and so does one that opens here and never arrives whole.
pub async fn hand_in_all<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    session.filing.borrow_mut().anew();
    loop {
        send_files(session).await?;
        if !session.filing.borrow().has_more() {
            break;
        }
    }
    let waiting = named_by_waiting(session);
    let heads = session.store.files().await?;
    let misheard = !session.filing.borrow().misheard.is_empty();
    match misheard || heads.iter().any(|head| is_due(session, head, &waiting)) {
        true => Err(Failure::TooSlow.into()),
        false => Ok(()),
    }
}

/// Nobody else hears of a database that the browser closed: it is opened again for the next round.
async fn unhurt<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
    done: Result<(), Trouble>,
) -> Result<(), Trouble> {
    match done {
        Err(Trouble::Store(error)) => {
            session.store.revive().await;
            session.host.told(News::Storage(error));
            Ok(())
        }
        done => done,
    }
}

async fn send_files<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    session.filing.borrow_mut().more = false;
    let waiting = named_by_waiting(session);
    let mut pieces = match session.filing.borrow().carried {
        None => PIECES_A_ROUND,
        Some(_) => 1,
    };
    let mut heads = session.store.files().await?;
    heads.sort_by_key(|head| session.filing.borrow().failed.contains(&head.hash));
    let mut failed = None;
    for head in heads {
        let Ok(hash) = head.hash.parse::<ContentHash>() else {
            continue;
        };
        if !is_due(session, &head, &waiting) {
            continue;
        }
        match bring(session, &head, &hash, &mut pieces).await {
            Ok(Turn::Complete) => match complete(session, &head, &waiting).await {
                // the next start asks again
                Err(full @ Trouble::Store(StoreError::Quota)) => failed = Some(full),
                done => done?,
            },
            Ok(Turn::Stuck) => stuck(session, &head),
            Ok(Turn::Misheard) => session.filing.borrow_mut().mishears(&head.hash),
            Ok(Turn::Later) => session.filing.borrow_mut().more = pieces == 0,
            Err(Trouble::Server(Failure::Refused { .. })) => stuck(session, &head),
            Err(trouble) => {
                session.filing.borrow_mut().fails(&head.hash, &trouble);
                let alone = is_of_one_file(&trouble);
                failed = Some(trouble);
                if !alone {
                    break;
                }
            }
        }
    }
    tell(session).await?;
    match failed {
        Some(trouble) => {
            // whoever rests does not begin at once with what is left of the others
            session.filing.borrow_mut().more = false;
            Err(trouble)
        }
        None => Ok(()),
    }
}

/// The next one may get through.
fn is_of_one_file(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Server(Failure::Broken { .. } | Failure::TooLarge)
    )
}

fn is_due<S, N, H>(
    session: &Session<S, N, H>,
    head: &FileHead,
    waiting: &BTreeSet<String>,
) -> bool {
    let filing = session.filing.borrow();
    let waits = waiting.contains(&head.hash);
    let asked = waits && filing.brought.contains(&head.hash);
    let wanted = waits || note(head).is_some_and(|note| note.to_send);
    wanted && !asked && !filing.rests(&head.hash)
}

/// From where the server stands, piece by piece.
async fn bring<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    head: &FileHead,
    hash: &ContentHash,
    pieces: &mut u32,
) -> Result<Turn, Trouble> {
    let mut answer = session.server.upload_stands(hash).await?;
    let (mut reached, mut mends, mut own) = (None, 0, 0);
    loop {
        let offset = match answer {
            UploadAnswer::Complete => return Ok(Turn::Complete),
            UploadAnswer::TooMuchUnnamed => return Ok(Turn::Later),
            UploadAnswer::Stands { offset } | UploadAnswer::WrongChecksum { offset } => offset,
            UploadAnswer::WrongHash => 0,
        };
        let offset = match planted(Bug::OwnOffsetIsTrusted) {
            true => own,
            false => offset,
        };
        stands(session, head, offset);
        mends += u32::from(reached.is_some_and(|reached| offset <= reached));
        reached = Some(offset);
        if mends > MENDS_MAX {
            return Ok(Turn::Misheard);
        }
        if *pieces == 0 {
            return Ok(Turn::Later);
        }
        let Some(piece) = piece(session, head, hash, offset).await? else {
            return Ok(Turn::Stuck);
        };
        *pieces -= 1;
        session.host.told(News::Sending(true));
        own = offset + piece.bytes.len() as u64;
        answer = match session.server.append(&piece).await {
            Err(_) if planted(Bug::LastPieceIsEnough) && own == head.bytes => {
                UploadAnswer::Complete
            }
            answer => answer?,
        };
    }
}

/// To the end of the piece that the offset lies in, or as much as the line carries. Behind the end there is nothing to send but the question what is wrong.
async fn piece<S: LocalStore, N, H>(
    session: &Session<S, N, H>,
    head: &FileHead,
    hash: &ContentHash,
    offset: u64,
) -> Result<Option<Piece>, Trouble> {
    let piece = |offset: u64, bytes: &[u8]| Piece {
        hash: hash.clone(),
        offset,
        length: head.bytes,
        bytes: bytes.to_vec(),
    };
    if offset >= head.bytes {
        return Ok(Some(piece(head.bytes, &[])));
    }
    let piece_bytes = session.store.piece_bytes() as u64;
    let number = u32::try_from(offset / piece_bytes).unwrap_or(u32::MAX);
    let stored = session.store.file_piece(&head.hash, number).await?;
    let within = usize::try_from(offset % piece_bytes).unwrap_or(0);
    let rest = stored.as_ref().and_then(Stored::whole);
    let rest = rest.and_then(|bytes| bytes.get(within..));
    let carried = session.filing.borrow().carried.unwrap_or(usize::MAX);
    let rest = rest.map(|rest| &rest[..rest.len().min(carried)]);
    Ok(rest.map(|rest| piece(offset, rest)))
}

async fn complete<S: LocalStore, N, H>(
    session: &Session<S, N, H>,
    head: &FileHead,
    waiting: &BTreeSet<String>,
) -> Result<(), Trouble> {
    stands(session, head, head.bytes);
    let heard = |filing: &mut Filing| {
        filing.failed.remove(&head.hash);
        filing.misheard.remove(&head.hash);
    };
    heard(&mut session.filing.borrow_mut());
    if waiting.contains(&head.hash) {
        session
            .filing
            .borrow_mut()
            .brought
            .insert(head.hash.clone());
        return Ok(());
    }
    if let Some(note) = note(head) {
        let sent = Note {
            to_send: false,
            ..note
        };
        session.store.note_file(&head.hash, &json(&sent)).await?;
    }
    Ok(())
}

fn stuck<S, N, H>(session: &Session<S, N, H>, head: &FileHead) {
    session.filing.borrow_mut().stuck.insert(head.hash.clone());
}

fn stands<S, N, H>(session: &Session<S, N, H>, head: &FileHead, offset: u64) {
    let mut filing = session.filing.borrow_mut();
    filing.sent.insert(head.hash.clone(), offset);
}

/// Says what is left, whether or not the server can be reached: what lies here alone must never look as if it were there.
pub async fn look<S: LocalStore, N, H: Host>(session: &Session<S, N, H>) -> Result<(), Trouble> {
    let done = tell(session).await;
    unhurt(session, done).await
}

/// Says what is left to every tab.
async fn tell<S: LocalStore, N, H: Host>(session: &Session<S, N, H>) -> Result<(), Trouble> {
    let unsent = unsent(session).await?;
    (session.tell)(&Words::Files {
        unsent: unsent.clone(),
    });
    session.host.told(News::Files(unsent));
    Ok(())
}

/// What the server does not have yet, by the disk and by what this start of the page has heard.
pub async fn unsent<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
) -> Result<UnsentFiles, StoreError> {
    let waiting = named_by_waiting(session);
    let heads = session.store.files().await?;
    let filing = session.filing.borrow();
    let mut unsent = UnsentFiles::default();
    for head in heads {
        let note = note(&head);
        let brought = filing.brought.contains(&head.hash);
        let to_send = note.is_some_and(|note| note.to_send);
        if brought || !to_send && !waiting.contains(&head.hash) {
            // of one whose note does not open nobody knows
            let known = brought || note.is_some();
            unsent.brought.extend(known.then_some(head.hash));
            continue;
        }
        let sent = filing.sent.get(&head.hash).copied().unwrap_or(0);
        if filing.rests(&head.hash) {
            unsent.stuck.push(head.hash.clone());
        }
        let added = note.map(|note| note.at);
        unsent.oldest = unsent.oldest.into_iter().chain(added).min();
        unsent.files.push((head.hash, sent, head.bytes));
    }
    Ok(unsent)
}

/// A restored server may lack what it had, also of a file whose record it knows: what is here is asked about once more, and goes out
/// where it is missing. A copy that somebody opened mends the server as well as the one it was made from.
pub async fn offer_again<S: LocalStore, N, H>(session: &Session<S, N, H>) -> Result<(), Trouble> {
    session.filing.take();
    for head in session.store.files().await? {
        to_send_again(session, &head).await?;
    }
    Ok(())
}

/// Copies that no entry of the queue names go when there are too many bytes of them, the oldest first.
pub async fn make_room<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    let done = make_room_for(session, COPIES_BYTES_MAX).await;
    unhurt(session, done).await
}

pub(super) async fn make_room_for<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
    bytes_max: u64,
) -> Result<(), Trouble> {
    let heads = session.store.files().await?;
    if heads.iter().map(|head| head.bytes).sum::<u64>() <= bytes_max {
        return Ok(());
    }
    let named = named_by_queue(&*session.store).await?;
    let mut copies: Vec<(Moment, FileHead)> = (heads.into_iter())
        .filter(|head| !named.contains(&head.hash))
        .filter_map(|head| note(&head).map(|note| (note, head)))
        .filter(|(note, _)| !note.to_send)
        .map(|(note, head)| (note.at, head))
        .collect();
    copies.sort_by_key(|(at, _)| *at);
    let mut bytes: u64 = copies.iter().map(|(_, head)| head.bytes).sum();
    for (_, head) in copies {
        if bytes <= bytes_max {
            break;
        }
        session.store.drop_file(&head.hash).await?;
        bytes -= head.bytes;
    }
    Ok(())
}

/// Is anything here that nobody else may have? A note that does not open counts as such.
pub async fn has_unsent(store: &impl LocalStore) -> Result<bool, StoreError> {
    let unsent = |head: &FileHead| note(head).is_none_or(|note| note.to_send);
    Ok(store.files().await?.iter().any(unsent))
}

/// Files that are on the server go; one stays that is to be sent, that an entry names, or of which nobody knows.
pub(super) async fn drop_copies(store: &impl LocalStore) -> Result<(), StoreError> {
    let named = named_by_queue(store).await?;
    let is_copy = |head: &FileHead| note(head).is_some_and(|note| !note.to_send);
    for head in store.files().await? {
        if is_copy(&head) && !named.contains(&head.hash) {
            store.drop_file(&head.hash).await?;
        }
    }
    Ok(())
}

/// The bytes of a file: from here, or from the server, and kept then if there is room. Not kept is no failure: it can be had again.
pub async fn open(
    store: &impl LocalStore,
    server: &impl Server,
    hash: &ContentHash,
    length: u64,
    now: Moment,
) -> Result<Vec<u8>, Trouble> {
    if let Some(Stored::Whole(bytes)) = store.file(hash.as_str()).await? {
        return Ok(bytes);
    }
    let mut bytes: Vec<u8> = Vec::new();
    while (bytes.len() as u64) < length {
        let part = server.file_part(hash, bytes.len() as u64).await?;
        if part.is_empty() {
            return Err(Failure::NotOurs.into());
        }
        bytes.extend(part);
    }
    if ContentHash::of(&bytes) != *hash {
        return Err(Failure::NotOurs.into());
    }
    let note = Note {
        to_send: false,
        at: now,
    };
    let _kept = store.put_file(hash.as_str(), &json(&note), &bytes).await;
    Ok(bytes)
}

fn named_by_waiting<S, N, H: Host>(session: &Session<S, N, H>) -> BTreeSet<String> {
    let replica = session.host.replica().borrow();
    let entries = replica.queue().entries().iter();
    entries
        .flat_map(|pending| pending.intention.files.clone())
        .collect()
}

/// By what waits and by what is settled and kept.
async fn named_by_queue(store: &impl LocalStore) -> Result<BTreeSet<String>, StoreError> {
    let mut named = BTreeSet::new();
    for row in store.queue().await? {
        let entry = row
            .body
            .whole()
            .and_then(|bytes| serde_json::from_slice::<Intention>(bytes).ok());
        named.extend(entry.map(|entry| entry.files).unwrap_or_default());
    }
    Ok(named)
}

pub(super) fn note(head: &FileHead) -> Option<Note> {
    serde_json::from_slice(head.note.whole()?).ok()
}

fn json(note: &Note) -> Vec<u8> {
    serde_json::to_vec(note).expect("a note serialises: plain fields")
}
