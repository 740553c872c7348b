//! Work that the disk does not take goes to the server straight from memory while there is signal (sync.md, storage). It goes under a
//! sender of its own, so that the numbers of the queue stay those of the disk; only where nothing waits that it could overtake.

use super::server::{Failure, Server};
use shared::ids::ClientId;
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::wire::{Decided, PushAnswer, PushRequest};
use shared::sync::{Intention, Replica};

/// The same bytes under the same names: a repeated one is answered as the first was.
const TRIES_MAX: u32 = 3;

/// What became of it.
#[derive(Clone, PartialEq, Debug)]
pub enum Straight {
    /// The server has all of it.
    Taken,
    /// The first that was not applied; it lies in the inbox there.
    NotApplied(Outcome, Option<Reason>),
    /// It never left, or the server says no more than that.
    NotSent,
    /// It left, and no answer came: perhaps the server has it.
    Unsure,
}

/// Nothing waits here without an answer.
pub fn is_free(replica: &Replica) -> bool {
    let entries = replica.queue().entries();
    replica.holes().is_empty() && entries.iter().all(|pending| pending.answered.is_some())
}

/// `sender` is new with every call.
pub async fn send(server: &impl Server, sender: ClientId, work: Vec<Intention>) -> Straight {
    let numbered = (1..).zip(work);
    let intentions = numbered.map(|(seq, one)| one.sent_by(sender, seq));
    let request = PushRequest {
        client: sender,
        intentions: intentions.collect(),
        holes: Vec::new(),
    };
    let mut left = false;
    for _ in 0..TRIES_MAX {
        match server.push(&request).await {
            Ok(PushAnswer::Decided { outcomes, .. }) => return judged(&request, &outcomes),
            Ok(PushAnswer::Gap { .. } | PushAnswer::Fork) => return Straight::NotSent,
            Err(failure) if refuses(&failure) && !left => return Straight::NotSent,
            Err(_) => left = true,
        }
    }
    Straight::Unsure
}

/// An answer that says the server took nothing.
fn refuses(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::SignedOut | Failure::Withdrawn(_) | Failure::UpdateNeeded | Failure::TooLarge
    )
}

fn judged(request: &PushRequest, outcomes: &[Decided]) -> Straight {
    let of = |uid| outcomes.iter().find(|decided| decided.uid == uid);
    let answers: Option<Vec<&Decided>> = (request.intentions.iter())
        .map(|intention| of(intention.uid))
        .collect();
    let Some(answers) = answers else {
        return Straight::Unsure;
    };
    let refused = answers.iter().find(|decided| !decided.outcome.is_applied());
    refused.map_or(Straight::Taken, |decided| {
        Straight::NotApplied(decided.outcome, decided.reason.clone())
    })
}
