//! How a set is doing, what went to its ERP and how it ended, and trying again what needed a person. Sends nothing itself:
//! the jobs do.

use super::body::Data;
use super::path::InPath;
use crate::auth::SignedIn;
use crate::db::{Transfer, TransferSum};
use crate::error::ApiError;
use crate::jobs::attempt::Note;
use crate::jobs::load;
use crate::state::ServerState;
use axum::extract::State;
use axum::http::StatusCode;
use shared::calendar::Moment;
use shared::ids::{OfferId, OperationId, SetId, TransferId};
use shared::integrations::transfer::DocumentSeen;
use shared::integrations::{
    IntegrationSet, NeutralDocument, SetHealth, Source, TransferSeen, TransferState, WaitingForErp,
};
use shared::record::Record;
use shared::users::Right;
use std::str::FromStr;

/// The newest; who wants older ones asks the audit log.
const SHOWN_MAX: i64 = 200;

pub async fn health(
    State(state): State<ServerState>,
    asking: SignedIn,
    InPath(set): InPath<SetId>,
) -> Result<Data<SetHealth>, ApiError> {
    visible(&state, &asking, set).await?;
    let now = state.clock.now();
    let sums = (state.database).transfer_sums(asking.workspace, set.0, start_of_day(&state, now));
    let sums = sums.await?;
    let circuit = (state.circuits.waiting().into_iter())
        .find(|waiting| waiting.set == set.0)
        .map(|waiting| WaitingForErp {
            since: waiting.since,
            again_at: waiting.until,
            reason: waiting.reason,
        });
    Ok(Data(summed(now, circuit, &sums)))
}

/// Midnight of the company's day.
fn start_of_day(state: &ServerState, now: Moment) -> i64 {
    let ahead = i64::from(state.clock.offset_minutes(now)) * 60_000;
    let midnight = Moment::at_start_of(state.clock.day_of(now));
    midnight.plus_milliseconds(-ahead).milliseconds()
}

fn summed(now: Moment, circuit: Option<WaitingForErp>, sums: &[TransferSum]) -> SetHealth {
    let of = |wanted: fn(TransferState) -> bool| {
        let found = (sums.iter()).filter(move |sum| wanted(TransferState::from_word(&sum.state)));
        found.collect::<Vec<_>>()
    };
    let waiting = of(TransferState::waits);
    let confirmed = of(|state| state == TransferState::Confirmed);
    let need_human = of(|state| state == TransferState::NeedsHuman);
    SetHealth {
        read_at: now,
        waiting_for_erp: circuit,
        confirmed_today: count(&confirmed),
        waiting: count(&waiting),
        waiting_since: earliest(&waiting, |sum| sum.oldest),
        need_human: count(&need_human),
        need_human_since: earliest(&need_human, |sum| sum.unchanged_since),
    }
}

fn count(sums: &[&TransferSum]) -> u64 {
    sums.iter()
        .map(|sum| u64::try_from(sum.count).unwrap_or(0))
        .sum()
}

fn earliest(sums: &[&TransferSum], at: fn(&TransferSum) -> i64) -> Option<Moment> {
    let first = sums.iter().map(|sum| at(sum)).min();
    first.map(Moment::from_milliseconds)
}

/// Documents name customers of every territory, so they are for those who manage sets.
pub async fn transfers(
    State(state): State<ServerState>,
    asking: SignedIn,
    InPath(set): InPath<SetId>,
) -> Result<Data<Vec<TransferSeen>>, ApiError> {
    asking.may(Right::ManageSets)?;
    visible(&state, &asking, set).await?;
    let found = (state.database).transfers_of_set(asking.workspace, set.0, SHOWN_MAX);
    Ok(Data(found.await?.into_iter().filter_map(seen).collect()))
}

/// A key nobody of ours wrote is not shown.
fn seen(row: Transfer) -> Option<TransferSeen> {
    let note = Note::read(row.answer.as_deref());
    let state = TransferState::from_word(&row.state);
    let document = serde_json::from_str::<NeutralDocument>(&row.payload).ok();
    Some(TransferSeen {
        transfer: TransferId::from_str(&row.key).ok()?,
        offer: OfferId(row.document),
        operation: document.as_ref().and_then(operation),
        state,
        document: document.map(|document| DocumentSeen {
            kind: document.kind,
            number: document.our_number,
            account: document.account_name,
            net_total: document.net_total,
            currency: document.currency,
        }),
        attempts: u64::try_from(row.attempts).unwrap_or(0),
        created: Moment::from_milliseconds(row.created),
        changed: Moment::from_milliseconds(row.changed),
        again_at: state.waits().then(|| Moment::from_milliseconds(row.due)),
        slip: note.slip.or(note.accepted).map(|slip| slip.number),
        reason: note.reason.filter(|_| state != TransferState::Confirmed),
        waiting_since: note.waiting_since.filter(|_| state.waits()),
    })
}

fn operation(document: &NeutralDocument) -> Option<OperationId> {
    match document.source {
        Source::Document { operation } => operation,
        Source::Offer => None,
    }
}

/// Tries again what needed a person: the jobs look it up at the ERP first and send it only if it is not there.
pub async fn retry(
    State(state): State<ServerState>,
    asking: SignedIn,
    InPath((set, transfer)): InPath<(SetId, TransferId)>,
) -> Result<StatusCode, ApiError> {
    asking.may(Right::ManageSets)?;
    visible(&state, &asking, set).await?;
    let key = transfer.to_string();
    let row = state.database.transfer(asking.workspace, &key).await?;
    if row.is_none_or(|row| row.set_id != set.0) {
        return Err(ApiError::NotFound);
    }
    let now = state.clock.milliseconds();
    let taken = (state.database).take_up_transfer(asking.workspace, &key, now);
    if !taken.await? {
        return Err(ApiError::NotFound);
    }
    tracing::info!(%transfer, user = %asking.user_id, "a transfer is tried again");
    Ok(StatusCode::NO_CONTENT)
}

/// A set that stands on none of this person's shelves is not there for them.
async fn visible(state: &ServerState, asking: &SignedIn, set: SetId) -> Result<(), ApiError> {
    let found = load::record::<IntegrationSet>(&*state.database, asking.workspace, set).await;
    let found = found.map_err(|error| ApiError::Internal(error.into()))?;
    let (record, _) = found.ok_or(ApiError::NotFound)?;
    let portion = asking.portion();
    let shelves = record.shelves(set.0);
    match shelves.iter().any(|shelf| portion.contains(shelf)) {
        true => Ok(()),
        false => Err(ApiError::NotFound),
    }
}
