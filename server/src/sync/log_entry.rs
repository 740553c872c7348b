//! What a decision leaves in the log for ever, and the work it asks others for.

use super::desk_rows::{signed, storable};
use crate::db::{Batch, Job, StoredIntention, Transfer};
use shared::calendar::Moment;
use shared::desk::Effect;
use shared::ids::{Id, Uid};
use shared::planted::{Bug, planted};
use shared::sync::{Decision, Intention};
use shared::users::Context;
use uuid::Uuid;

/// Work for others that the decision asks for, written in its own transaction.
pub fn queue(batch: &mut Batch, decision: &Decision, cause: Uid, now: Moment) {
    let now = now.milliseconds();
    for (number, effect) in decision.effects.iter().enumerate() {
        match effect {
            Effect::DecideConversion { offer } => batch.jobs.push(job(
                "decide_conversion",
                format!("{cause}/{number}"),
                serde_json::json!({ "offer": offer, "cause": cause }),
                now,
            )),
            Effect::Transfer {
                transfer,
                record,
                set,
                document,
            } => batch.transfers.push(Transfer {
                key: transfer.to_string(),
                set_id: *set,
                kind: document["kind"].as_str().unwrap_or_default().to_owned(),
                document: *record,
                state: "pending".into(),
                payload: document.to_string(),
                attempts: 0,
                answer: None,
                due: now,
                lease_until: None,
                created: now,
                changed: now,
            }),
            Effect::TellCustomer {
                operation, step, ..
            } => batch.jobs.push(job(
                "tell_customer",
                format!("{cause}/{number}"),
                serde_json::json!({ "operation": operation, "step": step, "cause": cause, "asked": now }),
                now,
            )),
        }
    }
}

fn job(name: &str, dedup: String, payload: serde_json::Value, due: i64) -> Job {
    Job {
        id: Uuid::new_v4(),
        name: name.into(),
        dedup,
        payload: payload.to_string(),
        due,
        attempts: 0,
        problem: None,
    }
}

/// The whole intention with its outcome, the context it was decided in, and its link of the chain.
pub fn entry(
    batch: &Batch,
    intention: &Intention,
    context: &Context,
    decision: &Decision,
) -> StoredIntention {
    let json = |value: serde_json::Result<String>| value.unwrap_or_else(|_| "null".into());
    StoredIntention {
        uid: intention.uid.0,
        client: intention.client.map(|client| client.0),
        seq: intention.client.map(|_| signed(intention.seq)),
        // as it was said it stands in the body
        name: storable(&intention.name),
        version: i64::from(intention.version),
        body: match planted(Bug::PayloadIsDropped) && !decision.outcome.is_applied() {
            true => "{}".into(),
            false => json(serde_json::to_string(intention)),
        },
        hash: intention.hash.clone(),
        outcome: decision.outcome.word().into(),
        reason: (decision.reason.as_ref()).map(|reason| json(serde_json::to_string(reason))),
        context: json(serde_json::to_string(context)),
        author: context.user.uuid(),
        revision: batch.revision,
        chain: batch.chain.clone(),
        made_at: intention.made_at.milliseconds(),
        decided_at: context.moment.milliseconds(),
    }
}
