//! Hands in what waits, oldest first, until nothing is left without an answer. Trims nothing.

use super::opening::{hole, intention, reopen, take_missing};
use super::pulling::{json, offer_again};
use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{LocalStore, QueueRow};
use serde::Serialize;
use shared::ids::ClientId;
use shared::planted::{Bug, planted};
use shared::sync::outcome::Reason;
use shared::sync::wire::{
    Decided, Hole, INTENTION_BYTES_MAX, PUSH_BYTES_MAX, PUSH_MAX, PushAnswer, PushRequest,
};
use shared::sync::{Intention, Replica};
use std::collections::BTreeSet;

/// A gap or a fork is mended once or twice; beyond that somebody is wrong and time must pass.
pub(super) const MENDS_MAX: u32 = 3;

/// How many intentions were answered.
pub async fn push<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<usize, Trouble> {
    let (mut answered, mut mends) = (0, 0);
    while let Some(request) = next(session) {
        session.host.told(News::Sending(true));
        let answer = session.server.push(&request).await;
        adapt(session, &answer);
        match answer? {
            PushAnswer::Decided { outcomes, .. } => {
                if !request.intentions.is_empty() && !answers(&request, &outcomes) {
                    return Err(Failure::NotOurs.into());
                }
                answered += outcomes.len();
                note_withdrawn(session, &outcomes);
                let touched = session.host.replica().borrow_mut().pushed(&outcomes);
                declared(session, &request).await?;
                session.host.touched(&touched);
                (session.tell)(&Words::Answered { outcomes });
            }
            PushAnswer::Gap { expected } => {
                mends += 1;
                mend_gap(session, expected).await?;
            }
            PushAnswer::Fork => {
                mends += 1;
                renew(session).await?;
            }
        }
        if mends > MENDS_MAX {
            return Err(Failure::NotOurs.into());
        }
    }
    Ok(answered)
}

/// A proxy's limit or a bad line must not keep the queue where it is: half as much next time, until the page starts anew.
pub(super) fn adapt<S, N, H>(session: &Session<S, N, H>, answer: &Result<PushAnswer, Failure>) {
    if let Err(Failure::TooLarge | Failure::TooSlow) = answer {
        let half = session.push_bytes.get() / 2;
        session.push_bytes.set(half.max(BYTES_LEAST));
    }
}

fn note_withdrawn<S, N, H>(session: &Session<S, N, H>, outcomes: &[Decided]) {
    let withdrawn = |decided: &Decided| matches!(decided.reason, Some(Reason::Withdrawn { .. }));
    if outcomes.iter().any(withdrawn) {
        session.sender_withdrawn.set(true);
    }
}

/// Something of what we sent was answered, so asking again gets further.
fn answers(request: &PushRequest, outcomes: &[Decided]) -> bool {
    let sent = |uid| {
        request
            .intentions
            .iter()
            .any(|intention| intention.uid == uid)
    };
    outcomes.iter().any(|decided| sent(decided.uid))
}

/// Beyond this many bytes the rest waits for the next request: what a bad line carries before we give up waiting.
pub const PUSH_BYTES_USUAL: usize = 6 * 1024 * 1024;
/// What did not get through is tried smaller, down to this.
const BYTES_LEAST: usize = 128 * 1024;
/// Of them for what is left of unreadable entries.
const HOLE_BYTES: usize = 2 * 1024 * 1024;
// one entry goes whatever its size, and so does one hole: together they still fit into a push
const _: () = assert!(INTENTION_BYTES_MAX + PUSH_BYTES_USUAL + HOLE_BYTES <= PUSH_BYTES_MAX);

pub(super) fn next<S, N, H: Host>(session: &Session<S, N, H>) -> Option<PushRequest> {
    let replica = session.host.replica().borrow();
    let mut request = replica.push_request(PUSH_MAX)?;
    if planted(Bug::HolesAreNotDeclared) {
        request.holes.clear();
    }
    let holes = fitting(&request.holes, HOLE_BYTES);
    let intentions = fitting(&request.intentions, session.push_bytes.get());
    request.cut_to(intentions, holes);
    Some(request)
}

/// The first of them that fit into one request.
pub(super) fn fitting_request<S, N, H>(
    session: &Session<S, N, H>,
    client: ClientId,
    intentions: &[Intention],
) -> PushRequest {
    let most = &intentions[..intentions.len().min(PUSH_MAX)];
    PushRequest {
        client,
        intentions: most[..fitting(most, session.push_bytes.get())].to_vec(),
        holes: Vec::new(),
    }
}

/// How many of them one request carries: at least one, whatever its size.
fn fitting(entries: &[impl Serialize], bytes_max: usize) -> usize {
    let mut bytes = 0;
    let fits = |entry: &&_| {
        bytes += json(*entry).len() + 1;
        bytes <= bytes_max
    };
    entries.iter().take_while(fits).count().max(1)
}

/// The server has what was left of them, so they need not be kept. There is no view of them that a
/// pull would have to confirm.
async fn declared<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    request: &PushRequest,
) -> Result<(), Trouble> {
    if request.holes.is_empty() {
        return Ok(());
    }
    let numbers: Vec<u64> = request.holes.iter().map(|hole| hole.seq).collect();
    let dropped = session
        .store
        .drop_unreadable(session.fence.get(), &numbers)
        .await;
    session.led(dropped)?;
    session.host.replica().borrow_mut().declared(&numbers);
    // a tab that read one of them before it was damaged would show it as waiting for ever
    (session.tell)(&Words::Reload);
    Ok(())
}

/// Sends again from there; numbers that lie nowhere any more are declared, or the queue would stand
/// still for ever.
async fn mend_gap<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    expected: u64,
) -> Result<(), Trouble> {
    // known before the disk is read: what another tab wrote below it is seen by that read, however late its word comes
    let last = last(session).unwrap_or(expected);
    let rows = session.store.queue().await?;
    take_missing(&*session.store, &session.host).await?;
    if forgot(session, &rows, expected) {
        return offer_again(session).await;
    }
    let here = here(session);
    let mut replica = session.host.replica().borrow_mut();
    let from = asked_from(&replica, expected);
    replica.gap(from);
    // a queue that lost thousands of entries declares them in several rounds
    let whole = planted(Bug::WholeEntriesAreDeclaredLost);
    let on_disk: BTreeSet<u64> = readable(&rows, replica.client).collect();
    let lies_whole = |seq| here.contains(&seq) || on_disk.contains(&seq);
    let lost: Vec<u64> = (expected..last)
        .filter(|seq| whole || !lies_whole(*seq))
        .take(PUSH_MAX)
        .collect();
    let client = replica.client;
    for seq in lost {
        replica.lost(remains(&rows, client, seq));
    }
    Ok(())
}

/// From which number on it is asked about: from the first, where the server forgot what it had answered. What it counts as used below may be
/// a clone's.
fn asked_from(replica: &Replica, expected: u64) -> u64 {
    let mut entries = replica.queue().entries().iter();
    let forgot =
        entries.any(|pending| pending.intention.seq >= expected && pending.answered.is_some());
    if forgot { 0 } else { expected }
}

/// What the disk still has of an entry that does not open, its name among it.
fn remains(rows: &[QueueRow], client: ClientId, seq: u64) -> Hole {
    let own = |row: &&QueueRow| !row.settled && row.seq == seq && row.client == client.to_string();
    rows.iter().find(own).map_or_else(
        || Hole {
            seq,
            detail: "nothing is left of it".to_owned(),
        },
        hole,
    )
}

/// The numbers that wait in the view, in their order.
fn here<S, N, H: Host>(session: &Session<S, N, H>) -> BTreeSet<u64> {
    let replica = session.host.replica().borrow();
    let entries = replica.queue().entries().iter();
    entries.map(|pending| pending.intention.seq).collect()
}

/// The highest number of all that waits, also of what does not open.
fn last<S, N, H: Host>(session: &Session<S, N, H>) -> Option<u64> {
    let replica = session.host.replica().borrow();
    let holes = replica.holes().iter().map(|hole| hole.seq).max();
    here(session).last().copied().max(holes)
}

/// The numbers of this sender that lie on the disk and open.
fn readable(rows: &[QueueRow], client: ClientId) -> impl Iterator<Item = u64> {
    let own = rows
        .iter()
        .filter(move |row| row.client == client.to_string());
    own.filter(move |row| intention(row, client).is_some())
        .map(|row| row.seq)
}

/// After the disk took new numbers: they are the view's, also of what cannot be read, and every tab's, even where the disk's answer
/// was not heard. Nothing is sent before.
pub async fn follow<S: LocalStore, N, H: Host>(session: &Session<S, N, H>) -> Result<(), Trouble> {
    if session.disk_ahead.get() && !planted(Bug::RenumberedInMemoryOnly) {
        reopen(&*session.store, &session.host).await?;
        session.disk_ahead.set(false);
        (session.tell)(&Words::Reload);
    }
    Ok(())
}

/// Does the server ask for what it had settled already? Then a backup was put back, and nothing is lost that is kept here.
fn forgot<S, N, H: Host>(session: &Session<S, N, H>, rows: &[QueueRow], expected: u64) -> bool {
    let client = session.host.replica().borrow().client.to_string();
    let had = |row: &QueueRow| row.settled && row.client == client && row.seq >= expected;
    rows.iter().any(had)
}

/// A cloned profile: a new sender for everything that waits, same `uid`s; disk first.
pub async fn renew<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    session.disk_ahead.set(true);
    let client = session.store.renew_client(session.fence.get()).await;
    session.led(client)?;
    follow(session).await
}
