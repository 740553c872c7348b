//! Push, pull, manifest, blocks, poke; translation only.

use super::body::{Body, Data};
use super::handed_in::HandedIn;
use super::limits::BLOCKS_MAX;
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::state::ServerState;
use crate::sync::feed::{self, Read};
use crate::sync::manifest;
use crate::sync::{Author, Refused};
use axum::extract::State;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
use shared::bounds;
use shared::ids::WorkspaceId;
use shared::sync::Intention;
use shared::sync::wire::{
    BlocksRequest, DIFFERING_MAX, Manifest, ManifestRequest, PUSH_MAX, Poke, PullAnswer,
    PullRequest, PushAnswer,
};
use shared::sync::{block, kinds};
use std::convert::Infallible;
use std::time::Duration;

/// About three megabytes.
const BLOCKS_AT_ONCE: usize = 64;
/// Proxies cut streams that stay silent for long.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// So that whoever was withdrawn by another process loses the stream as well; the browser connects again by itself.
const STREAM_LIFE: Duration = Duration::from_secs(600);

/// Somebody has to give the access back first.
const TOO_MUCH_LEFT_SECONDS: u64 = 3_600;

/// Also for a device that was withdrawn: what it has left goes into quarantine, then it is told.
pub async fn push(
    State(state): State<ServerState>,
    handed_in: HandedIn,
) -> Result<Data<PushAnswer>, ApiError> {
    let HandedIn {
        device,
        request,
        turn: _turn,
    } = handed_in;
    if request.intentions.len() + request.holes.len() > PUSH_MAX {
        return Err(ApiError::InvalidField {
            field: "intentions".into(),
            detail: format!("at most {PUSH_MAX} at once"),
        });
    }
    if names_too_many(&request.intentions) {
        return Err(ApiError::TooLarge);
    }
    let refusal = device.refusal();
    let author = Author::Person {
        user: device.user_id(),
        device: device.session.device,
        device_name: device.session.device_name.clone(),
        withdrawn: refusal.is_some(),
    };
    let brought = !request.intentions.is_empty() || !request.holes.is_empty();
    match refusal {
        Some(refusal) if !brought => return Err(refusal),
        _ => {}
    }
    let pushed = state.writers.push(device.workspace, author, request).await;
    pushed.map(Data).map_err(|refused| match refused {
        Refused::ForeignClient => ApiError::ForeignClient,
        Refused::TooMuchLeft => ApiError::TooMuchLeft {
            retry_seconds: TOO_MUCH_LEFT_SECONDS,
        },
        Refused::Failed(detail) => ApiError::Internal(anyhow::anyhow!(detail)),
    })
}

/// Each name is looked for while nobody else can save. One intention may have as many as a queue is long; several that have more are sent
/// one by one. Of what has more than that alone nothing is looked for.
fn names_too_many(intentions: &[Intention]) -> bool {
    let parents = intentions.iter().map(|sent| sent.depends_on.len());
    let looked_for = parents.filter(|parents| *parents <= bounds::PARENTS);
    intentions.len() > 1 && looked_for.sum::<usize>() > bounds::PARENTS
}

pub async fn pull(
    State(state): State<ServerState>,
    user: SignedIn,
    Body(request): Body<PullRequest>,
) -> Result<Data<PullAnswer>, ApiError> {
    let now = state.clock.now();
    let database = &*state.database;
    let read = feed::pull(database, user.workspace, user.user_id, request, now);
    answer(read.await?)
}

pub async fn manifest(
    State(state): State<ServerState>,
    user: SignedIn,
    Body(request): Body<ManifestRequest>,
) -> Result<Data<Manifest>, ApiError> {
    // what it could not read would be fetched in vain, again and again
    if request.format != block::FORMAT || request.body_format < kinds::BODY_FORMAT {
        return Err(ApiError::UpdateNeeded);
    }
    if !request.differing.is_empty() {
        let shelves = &request.differing[..request.differing.len().min(DIFFERING_MAX)];
        tracing::error!(user = %user.user_id, ?shelves, "a device holds other records than we do; it fetches them again");
    }
    let now = state.clock.now();
    let database = &*state.database;
    let read = manifest::manifest(database, user.workspace, user.user_id, now);
    answer(read.await?)
}

/// Read and sent in groups: a thousand devices that start at once hold a few megabytes each and no connection to the
/// database while their network is slow.
pub async fn blocks(
    State(state): State<ServerState>,
    user: SignedIn,
    Body(request): Body<BlocksRequest>,
) -> Result<Response, ApiError> {
    if request.hashes.len() > BLOCKS_MAX {
        return Err(ApiError::InvalidField {
            field: "hashes".into(),
            detail: format!("at most {BLOCKS_MAX} at once"),
        });
    }
    let groups = request
        .hashes
        .chunks(BLOCKS_AT_ONCE)
        .map(<[String]>::to_vec);
    let mut groups = groups.collect::<Vec<_>>().into_iter();
    // a refusal is possible only before the first byte; later the stream breaks off and the device asks again
    let first = group(&state, &user, groups.next().unwrap_or_default()).await?;
    let rest = stream::iter(groups).then(move |hashes| {
        let (state, user) = (state.clone(), user.clone());
        async move { group(&state, &user, hashes).await }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let body = stream::iter([Ok(first)]).chain(rest);
    Ok((headers, axum::body::Body::from_stream(body)).into_response())
}

async fn group(
    state: &ServerState,
    user: &SignedIn,
    hashes: Vec<String>,
) -> Result<Vec<u8>, ApiError> {
    let turn = state.block_turns.acquire().await;
    let _turn = turn.map_err(|closed| ApiError::Internal(closed.into()))?;
    let read = manifest::bytes(&*state.database, user.workspace, user.user_id, &hashes);
    let Data(bytes) = answer(read.await?)?;
    Ok(bytes)
}

fn answer<T>(read: Read<T>) -> Result<Data<T>, ApiError> {
    match read {
        Read::Answer(answer) => Ok(Data(answer)),
        Read::NotActive => Err(ApiError::UserDisabled),
        Read::ForeignClient => Err(ApiError::ForeignClient),
    }
}

/// The first hint says where the workspace stands now, so that nothing is missed between a pull and this.
pub async fn poke(
    State(state): State<ServerState>,
    user: SignedIn,
) -> Result<impl IntoResponse, ApiError> {
    let device = user.session.device;
    let hints = state.pokes.for_device(user.workspace, device);
    let head = state.database.snapshot(user.workspace).await?;
    let first = head.head().revision;
    drop(head);
    let workspace = WorkspaceId(user.workspace);
    let revisions = stream::iter([first]).chain(hints.map(|hint| hint.revision));
    let events = revisions
        .map(move |revision| event(workspace, revision))
        .take_until(Box::pin(tokio::time::sleep(STREAM_LIFE)));
    let sse = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    // nginx and its like collect answers before they pass them on, unless told
    Ok((
        [("x-accel-buffering", "no"), ("cache-control", "no-store")],
        sse_response(sse),
    ))
}

fn sse_response<S>(sse: Sse<S>) -> Response
where
    Sse<S>: IntoResponse,
{
    let mut response = sse.into_response();
    response.headers_mut().remove(header::CACHE_CONTROL);
    response
}

fn event(workspace: WorkspaceId, revision: i64) -> Result<Event, Infallible> {
    let poke = Poke {
        workspace,
        revision: revision.unsigned_abs(),
    };
    let event = Event::default().json_data(&poke);
    Ok(event.unwrap_or_default())
}
