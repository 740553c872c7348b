//! Takes what the server says: disk first, in one transaction, then the view; trims the queue last.

use super::filing;
use super::opening::{BLOCKS_CAME, CURSOR, FETCHING, HELD, blocks_came, reopen};
use super::pushing::{follow, renew};
use super::server::Server;
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{CacheWrite, JournalRow, LocalStore, QueueRow};
use serde::Serialize;
use shared::planted::{Bug, planted};
use shared::shelf::Shelf;
use shared::sync::wire::{PullAnswer, Pulled, Row};
use std::collections::BTreeSet;

/// What a pull led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Done {
    /// The replica stands at the server's revision of that moment.
    Level,
    /// Late or doubled; nothing was taken. Ask again.
    NotTaken,
    /// Blocks must be compared: a new shelf, too much to say, a sum that differs, or a backup that was put back.
    Compare,
}

pub async fn pull<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<Done, Trouble> {
    // rows of the feed would stand beside them as if both told one history, and after a backup was put back they may not
    if blocks_came(&*session.store).await? {
        return Ok(Done::Compare);
    }
    let request = session.host.replica().borrow().pull_request();
    let answer = match session.server.pull(&request).await? {
        PullAnswer::Rows(answer) => answer,
        PullAnswer::CompareBlocks { .. } => return Ok(Done::Compare),
    };
    let server_time = Some(answer.server_time);
    session.told(News::Contact { server_time });
    if !fits(session, &answer) {
        return Ok(Done::NotTaken);
    }
    if planted(Bug::TrimmedBeforeTheCache) {
        let (settled, _) = ours(session, &answer);
        let fence = session.fence.get();
        session.led(session.store.mark_settled(fence, &settled).await)?;
    }
    if planted(Bug::CursorBeforeRows) {
        let meta = vec![(CURSOR.to_owned(), json(&answer.to))];
        session
            .write(CacheWrite {
                meta,
                ..CacheWrite::default()
            })
            .await?;
    }
    store(session, &answer).await?;
    let brought = !answer.rows.is_empty() || !answer.settled.is_empty();
    let context = session.host.context();
    let taken = session
        .host
        .replica()
        .borrow_mut()
        .pulled(answer.clone(), &context);
    let Ok(done) = taken else {
        // checked above and only the leader pulls, so the view was opened anew in between
        reopen(&*session.store, &session.host).await?;
        return Ok(Done::NotTaken);
    };
    session.portion.replace(answer.portion.clone());
    let backed_up = answer.backed_up.map(|seq| (request.client, seq));
    session.backed_up.set(backed_up);
    match done.dropped_shelves.is_empty() {
        true => session.host.touched(&done.touched),
        false => session.host.refilled(),
    }
    if brought {
        session.host.told(News::Pulled);
    }
    (session.tell)(&Words::Pulled {
        answer: Box::new(answer),
    });
    trim(session).await?;
    // who is answered by a pull may work
    if done.forked || session.sender_withdrawn.take() {
        renew(session).await?;
    }
    match done.missing_shelves.is_empty() && done.mismatched.is_empty() {
        true => Ok(Done::Level),
        false => Ok(Done::Compare),
    }
}

fn fits<S, N, H: Host>(session: &Session<S, N, H>, answer: &Pulled) -> bool {
    let replica = session.host.replica().borrow();
    let ours = replica.cursor();
    answer.from == *ours && answer.to.revision >= ours.revision
}

/// Rows, cursor, shelves and settled `uid`s in one; strictly when something of ours was settled,
/// because only then may the queue be trimmed.
async fn store<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    answer: &Pulled,
) -> Result<(), Trouble> {
    let (settled, dropped) = ours(session, answer);
    let changed = answer.to != answer.from || !dropped.is_empty();
    if !changed && settled.is_empty() {
        return Ok(());
    }
    let mut write = CacheWrite {
        strict: !settled.is_empty() && !planted(Bug::CacheIsRelaxed),
        rows: answer.rows.iter().filter_map(row_for_disk).collect(),
        settled,
        meta: vec![(CURSOR.to_owned(), json(&answer.to))],
        ..CacheWrite::default()
    };
    if !dropped.is_empty() {
        let heads = session.store.block_heads().await?.into_iter();
        let keys = heads.map(|head| head.key);
        let gone = |key: &String| dropped.iter().any(|shelf| stands_on(key, shelf));
        write.drop_blocks = keys.filter(gone).collect();
        let held = session.host.replica().borrow().held().clone();
        let held: Vec<&Shelf> = held.iter().filter(|held| !dropped.contains(held)).collect();
        if !planted(Bug::HeldIsNotWritten) {
            write.meta.push((HELD.to_owned(), json(&held)));
        }
        if !planted(Bug::RevokedRowsStayInTheJournal) {
            purge(session, &mut write, &dropped).await?;
        }
    }
    session.write(write).await
}

/// Rows that came for a shelf which is dropped leave the disk with its blocks. Their removal stays: a block of another shelf may still
/// hold the record as it stood before it moved.
async fn purge<S: LocalStore, N, H>(
    session: &Session<S, N, H>,
    write: &mut CacheWrite,
    dropped: &BTreeSet<Shelf>,
) -> Result<(), Trouble> {
    let journal = session.store.journal().await?;
    let left = |row: JournalRow| {
        let mut row: Row = serde_json::from_slice(&row.bytes).ok()?;
        row.on.retain(|shelf| !dropped.contains(shelf));
        row.body = row.body.filter(|_| !row.on.is_empty());
        row_for_disk(&row)
    };
    write.drop_rows_through = Some(journal.through);
    if journal.damaged > 0 {
        // what does not open goes too, and nobody would know any more that it was there
        write.meta.push((FETCHING.to_owned(), BLOCKS_CAME.to_vec()));
    }
    let rows = journal.rows.into_iter().filter_map(left);
    write.rows = rows.chain(std::mem::take(&mut write.rows)).collect();
    Ok(())
}

/// Which entries of ours are settled, those among them that another tab saved and this one has not heard of, and which shelves we hold and
/// no longer may.
fn ours<S, N, H: Host>(
    session: &Session<S, N, H>,
    answer: &Pulled,
) -> (Vec<String>, BTreeSet<Shelf>) {
    let replica = session.host.replica().borrow();
    let settled = answer.settled.iter();
    let settled = settled.map(|settled| settled.uid.to_string()).collect();
    let held = replica.held().iter();
    let dropped = held.filter(|shelf| !answer.portion.contains_key(*shelf));
    (settled, dropped.cloned().collect())
}

/// Clean-up: what a strict cache transaction named as settled leaves the waiting part of the queue.
pub async fn trim<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    let settled = session.store.settled().await?;
    if settled.uids.is_empty() {
        return Ok(());
    }
    let fence = session.fence.get();
    let marked = session.store.mark_settled(fence, &settled.uids).await;
    session.led(marked)?;
    let clear = CacheWrite {
        drop_settled_through: Some(settled.through),
        ..CacheWrite::default()
    };
    session.write(clear).await
}

/// Gives a restored server what it may have forgotten: everything still kept here waits again, under a new sender. What it does know is
/// answered with the outcome it has. Done before the cursor moves, so that a page that dies in between is told once more.
pub async fn offer_again<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    trim(session).await?;
    if planted(Bug::RestoredIsNotOfferedAgain) {
        return Ok(());
    }
    session.disk_ahead.set(true);
    filing::offer_again(session).await?;
    let client = session.store.offer_again(session.fence.get()).await;
    session.led(client)?;
    follow(session).await?;
    (session.tell)(&Words::Reload);
    Ok(())
}

/// Is there anything that a server which forgot it could be given again?
pub async fn keeps_settled<S: LocalStore, N, H>(
    session: &Session<S, N, H>,
) -> Result<bool, Trouble> {
    Ok(session.store.queue().await?.iter().any(|row| row.settled))
}

/// Settled entries are kept so that a restored server can be given them again: until a backup holds them, and at most `keep` of them.
/// How old one is nobody knows who has only the clock of a device.
pub async fn forget<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    keep: usize,
) -> Result<(), Trouble> {
    let early = planted(Bug::SettledIsForgottenEarly);
    // numbers count for the client under which the backup was asked about
    let backed_up = session
        .backed_up
        .get()
        .map(|(client, seq)| (client.to_string(), seq));
    let held = |row: &QueueRow| {
        let same = |(client, seq): &(String, u64)| row.client == *client && row.seq <= *seq;
        backed_up.as_ref().is_some_and(same)
    };
    let safe = |row: &QueueRow| early || held(row);
    let rows = session.store.queue().await?.into_iter();
    let settled = rows.filter(|row| row.settled);
    let (safe, kept): (Vec<QueueRow>, Vec<QueueRow>) = settled.partition(safe);
    let many = kept.len().saturating_sub(keep);
    let dropped = safe.into_iter().chain(kept.into_iter().take(many));
    let uids: Vec<String> = dropped.map(|row| row.uid).collect();
    if uids.is_empty() {
        return Ok(());
    }
    let dropped = session.store.drop_settled(session.fence.get(), &uids).await;
    session.led(dropped).map(|_| ())
}

pub fn row_for_disk(row: &Row) -> Option<JournalRow> {
    Some(JournalRow {
        kind: row.kind.clone(),
        id: row.id.to_string(),
        bytes: serde_json::to_vec(row).ok()?,
    })
}

pub fn stands_on(key: &str, shelf: &Shelf) -> bool {
    key.split_once('|')
        .is_some_and(|(name, _)| name == shelf.name())
}

pub fn json(value: &impl Serialize) -> Vec<u8> {
    // our own values of plain fields; an empty text would be read as absent and fetched again
    serde_json::to_vec(value).unwrap_or_default()
}
