//! The ways out of a device. A withdrawn one: all there is gets an answer first, and only then nothing more may be added; as long as
//! the server cannot be reached, everything stays as it is. Signing out: what nobody else has stays, and nothing besides.

use super::filing::{self, drop_copies, hand_in_all, has_unsent, hold};
use super::opening::{hole, intention, take_missing};
use super::pushing::{MENDS_MAX, adapt, fitting_request, push};
use super::server::{Failure, Server};
use super::session::{Host, Session, Trouble};
use crate::store::{Fence, Fenced, LocalStore, StoreError};
use shared::attachments::ContentHash;
use shared::ids::ClientId;
use shared::planted::{Bug, planted};
use shared::sync::Intention;
use shared::sync::wire::{Decided, PushAnswer};
use std::slice;

/// Another tab may save while we hand in; somebody who never stops is asked to come again.
const ROUNDS_MAX: u32 = 8;

/// Ends well when the server has answered everything that was saved here, and nothing can be saved any more.
pub async fn hand_in<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    if planted(Bug::WipedBeforeHandedIn) {
        return Ok(());
    }
    let mut last = ask_again(session).await?;
    tell_settled(session).await?;
    for _ in 0..ROUNDS_MAX {
        let unreadable = declare_unreadable(session).await?;
        take_missing(&*session.store, &session.host).await?;
        hold(session).await?;
        push(session).await?;
        if last.take_if(|last| forgot(session, last)).is_some() {
            session.host.replica().borrow_mut().gap(0);
            push(session).await?;
        }
        if !planted(Bug::WipedBeforeTheFiles) {
            hand_in_all(session).await?;
        }
        let has_it = [answered(session), unreadable].concat();
        let fence = session.fence.get();
        if planted(Bug::QueueStaysOpenWhileLeaving) {
            return Ok(());
        }
        if session.led(session.store.close_queue(fence, &has_it).await)? {
            return Ok(());
        }
    }
    Err(Failure::TooSlow.into())
}

/// Whoever may not pull does not hear that a backup was put back: answers of before may be forgotten, so all is asked about again.
/// Once: after a request that failed it goes on from the last answer, which is returned. A server put back meanwhile does not know it.
async fn ask_again<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<Option<Decided>, Trouble> {
    let goes_on = session.asks_again.get();
    if !goes_on {
        filing::offer_again(session).await?;
        session.asks_again.set(true);
    }
    let mut replica = session.host.replica().borrow_mut();
    let answered = replica.queue().entries().iter();
    let answered = answered.filter(|pending| pending.answered.is_some());
    let last = answered.max_by_key(|pending| pending.intention.seq);
    let last = last.filter(|_| goes_on).cloned();
    replica.gap(last.as_ref().map_or(0, |last| last.intention.seq));
    Ok(last.and_then(|last| last.answered))
}

/// Decided anew: the answer of before is gone, and with it perhaps earlier ones, although the server counts their numbers as used. They may
/// be a clone's.
fn forgot<S, N, H: Host>(session: &Session<S, N, H>, last: &Decided) -> bool {
    let replica = session.host.replica().borrow();
    let now = replica.queue().get(last.uid);
    let now = now.and_then(|pending| pending.answered.as_ref());
    now.is_some_and(|now| now.revision != last.revision)
}

/// What is only kept for a server that forgot it is told once more, under a sender that nobody uses afterwards: what the server knows it
/// answers, what it forgot it takes in. On the disk nothing changes, and told again it is the same: the last of it comes first, and a
/// server that knows it has all of it, or says from where it has not.
async fn tell_settled<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    let mut rows = session.store.queue().await?;
    rows.retain(|row| row.settled);
    let own = session.host.replica().borrow().client;
    let kept: Vec<Intention> = rows.iter().filter_map(|row| intention(row, own)).collect();
    let sender = in_passing(own, &kept);
    let kept: Vec<Intention> = (1..)
        .zip(kept)
        .map(|(seq, intention)| intention.sent_by(sender, seq))
        .collect();
    let mut left = kept.last().map(slice::from_ref).unwrap_or_default();
    let mut mends = 0;
    while !left.is_empty() && mends <= MENDS_MAX {
        let request = fitting_request(session, sender, left);
        let answer = session.server.push(&request).await;
        adapt(session, &answer);
        left = match answer? {
            PushAnswer::Decided { .. } => &left[request.intentions.len()..],
            PushAnswer::Gap { expected } => {
                mends += 1;
                from(&kept, expected)
            }
            PushAnswer::Fork => return Err(Failure::NotOurs.into()),
        };
    }
    match left {
        [] => Ok(()),
        _ => Err(Failure::NotOurs.into()),
    }
}

/// All of it for a number that is none of them.
fn from(kept: &[Intention], expected: u64) -> &[Intention] {
    let first = usize::try_from(expected.saturating_sub(1)).unwrap_or(0);
    let left = kept.get(first..).unwrap_or_default();
    if left.is_empty() { kept } else { left }
}

/// The same for the same work, so that telling it again repeats nothing; another as soon as one of it does not open any more.
fn in_passing(own: ClientId, kept: &[Intention]) -> ClientId {
    let named: Vec<String> = kept
        .iter()
        .map(|intention| intention.uid.to_string())
        .collect();
    let hash = ContentHash::of(format!("{own} {}", named.join(" ")).as_bytes());
    hash.as_str()[..32].parse().unwrap_or(own)
}

/// What signing out leaves on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emptied {
    /// The queue is closed, in every tab: all of it may be wiped.
    NothingWaits,
    /// Entries and files that the server does not have, sealed; everything else is gone.
    QueueStays,
}

/// Takes the lead from whichever tab has it, so that nothing is written while the records go. `answered`: what the server has
/// although the queue still holds it.
pub async fn empty<S: LocalStore>(store: &S, answered: &[String]) -> Result<Emptied, StoreError> {
    for _ in 0..ROUNDS_MAX {
        let fence = store.take_fence().await?;
        let has_it = [answered, &store.settled().await?.uids].concat();
        // a file that nobody else has is unsent work as any other
        let closed = match has_unsent(store).await? {
            true => Fenced::Done(false),
            false => store.close_queue(fence, &has_it).await?,
        };
        match closed {
            Fenced::Done(true) => return Ok(Emptied::NothingWaits),
            Fenced::Done(false) => {
                if let Fenced::Done(()) = leave_unsent(store, fence, &has_it).await? {
                    return Ok(Emptied::QueueStays);
                }
            }
            Fenced::Refused => {}
        }
    }
    Err(StoreError::Unknown("other tabs never let go".to_owned()))
}

/// Whatever is cut short here leaves more and never less. What is settled goes before the cache, which alone may know that it is.
async fn leave_unsent<S: LocalStore>(
    store: &S,
    fence: Fence,
    has_it: &[String],
) -> Result<Fenced<()>, StoreError> {
    if store.mark_settled(fence, has_it).await? == Fenced::Refused {
        return Ok(Fenced::Refused);
    }
    let settled = store.queue().await?.into_iter().filter(|row| row.settled);
    let settled: Vec<String> = settled.map(|row| row.uid).collect();
    if store.drop_settled(fence, &settled).await? == Fenced::Refused {
        return Ok(Fenced::Refused);
    }
    if store.reset_cache(fence).await? == Fenced::Refused {
        return Ok(Fenced::Refused);
    }
    drop_copies(store).await?;
    for form in store.draft_keys().await? {
        store.drop_draft(&form).await?;
    }
    Ok(Fenced::Done(()))
}

/// What does not open goes with the next push as the bytes that are left of it, unless this page read it before it was damaged; whose it
/// was.
async fn declare_unreadable<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
) -> Result<Vec<String>, Trouble> {
    let client = session.host.replica().borrow().client;
    let rows = session.store.queue().await?.into_iter();
    let closed = rows.filter(|row| !row.settled && intention(row, client).is_none());
    let mut replica = session.host.replica().borrow_mut();
    let mut uids = Vec::new();
    for row in closed {
        let uid = row.uid.parse().ok();
        if uid.and_then(|uid| replica.queue().get(uid)).is_none() {
            replica.lost(hole(&row));
        }
        uids.push(row.uid);
    }
    Ok(uids)
}

fn answered<S, N, H: Host>(session: &Session<S, N, H>) -> Vec<String> {
    let replica = session.host.replica().borrow();
    let entries = replica.queue().entries().iter();
    let answered = entries.filter(|pending| pending.answered.is_some());
    answered
        .map(|pending| pending.intention.uid.to_string())
        .collect()
}
