//! Hands in what waits, oldest first, until nothing is left without an answer. Trims nothing.

use super::opening::take_missing;
use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::LocalStore;
use shared::ids::ClientId;
use shared::sync::wire::{Hole, PUSH_MAX, PushAnswer, PushRequest};

/// A gap or a fork is mended once or twice; beyond that somebody is wrong and time must pass.
const MENDS_MAX: u32 = 3;

/// How many intentions were answered.
pub async fn push<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<usize, Trouble> {
    let (mut answered, mut mends) = (0, 0);
    while let Some(request) = next(session) {
        session.host.told(News::Sending(true));
        match session.server.push(&request).await? {
            PushAnswer::Decided { outcomes, .. } => {
                if outcomes.is_empty() && !request.intentions.is_empty() {
                    return Err(Failure::NotOurs.into());
                }
                answered += outcomes.len();
                let touched = session.host.replica().borrow_mut().pushed(&outcomes);
                session.holes.borrow_mut().clear();
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

fn next<S, N, H: Host>(session: &Session<S, N, H>) -> Option<PushRequest> {
    let replica = session.host.replica().borrow();
    let holes = session.holes.borrow().clone();
    match replica.push_request(PUSH_MAX) {
        Some(request) => Some(PushRequest { holes, ..request }),
        None if holes.is_empty() => None,
        None => Some(PushRequest {
            client: replica.client,
            intentions: Vec::new(),
            holes,
        }),
    }
}

/// Sends again from there; numbers that lie nowhere any more are declared, or the queue would stand
/// still for ever.
async fn mend_gap<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    expected: u64,
) -> Result<(), Trouble> {
    take_missing(&*session.store, &session.host).await?;
    let mut replica = session.host.replica().borrow_mut();
    replica.gap(expected);
    let here: Vec<u64> = replica
        .queue()
        .entries()
        .iter()
        .map(|pending| pending.intention.seq)
        .collect();
    let mut holes = session.holes.borrow_mut();
    let last = here.last().copied().unwrap_or(expected);
    // a queue that lost thousands of entries declares them in several rounds
    let lost = (expected..last)
        .filter(|seq| here.binary_search(seq).is_err())
        .take(PUSH_MAX);
    for seq in lost {
        if holes.iter().all(|hole| hole.seq != seq) {
            let detail = "nothing is left of it".to_owned();
            holes.push(Hole { seq, detail });
        }
    }
    Ok(())
}

/// A cloned profile: a new sender for everything that waits, same `uid`s; disk first.
pub async fn renew<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    take_missing(&*session.store, &session.host).await?;
    let client = session.store.renew_client(session.fence.get()).await;
    let client = session.led(client)?;
    let client: ClientId = client.parse().map_err(|_| Failure::NotOurs)?;
    session.host.replica().borrow_mut().become_client(client);
    (session.tell)(&Words::Reload);
    Ok(())
}
